"""A text report saved as docx, html, md and pdf with ruled tables and merged cells."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from docx.document import Document
    from reportlab.pdfgen.canvas import Canvas

HEADING = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+\D\S*$")
ENTRY = re.compile(r"\d[\d.]*\s[^\t]*(?:\t|\.{3,}\s*)\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Part:
    """A line of text, or the rows of a table."""

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell with the rows and columns that it spans."""

    row: int
    column: int
    height: int
    width: int
    text: str


def parts(text: str) -> Iterator[Part]:
    """The lines and tables of a text report."""
    lines = [line.strip(" \u3000\f\r") for line in text.split("\n")]
    for is_row, run in groupby(lines, lambda x: "\t" in x and not ENTRY.match(x)):
        if is_row:
            rows = [tuple(cell.strip() for cell in line.split("\t")) for line in run]
            width = max(map(len, rows))
            yield Part(rows=tuple(row + ("",) * (width - len(row)) for row in rows))
        else:
            yield from (Part(line) for line in run if line)


def level(text: str) -> int:
    """The level of a heading line, 0 for other lines."""
    match = HEADING.match(text)
    return match[1].count(".") + 1 if match and len(text) < 40 else 0


def merged(rows: Sequence[Sequence[str]]) -> list[Merged]:
    """Cells that span the blanks right of a header and below a label."""
    cells: list[Merged] = []
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            width = height = 1
            if i == 0 and text:
                while j + width < len(row) and not row[j + width]:
                    width += 1
            elif j == 0 and text:
                while i + height < len(rows) and not rows[i + height][0]:
                    height += 1
            if text or (i and j):
                cells.append(Merged(i, j, height, width, text))
    return cells


def docx(text: str, target: Path) -> Path:
    """The report as Word saves it."""
    import docx as word

    document = word.Document()
    for part in parts(text):
        if part.rows:
            docx_table(document, part.rows)
        elif depth := level(part.text):
            document.add_heading(part.text, min(depth, 9))
        else:
            document.add_paragraph(part.text)
    document.save(str(target))
    return target


def docx_table(document: Document, rows: Sequence[Sequence[str]]) -> None:
    """A table with real merged cells."""
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    grid = table._cells
    width = len(rows[0])
    for cell in merged(rows):
        first = grid[cell.row * width + cell.column]
        if cell.height > 1 or cell.width > 1:
            last = (cell.row + cell.height - 1) * width + cell.column + cell.width - 1
            first = first.merge(grid[last])
        first.text = cell.text


def web(text: str, target: Path) -> Path:
    """The report as a web page with spans."""
    body = "\n".join(_html_part(part) for part in parts(text))
    page = (
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>报告</title>'
        "<style>td, th { border: 1px solid }</style><script>var x = 2022;</script></head>"
        f"<body><nav>首页 2020 年 100 人</nav>\n{body}\n</body></html>\n"
    )
    target.write_text(page, "utf-8")
    return target


def _html_part(part: Part) -> str:
    if part.rows:
        return html_table(part.rows)
    tag = f"h{min(level(part.text), 6)}" if level(part.text) else "p"
    return f"<{tag}>{html.escape(part.text)}</{tag}>"


def html_table(rows: Sequence[Sequence[str]]) -> str:
    """A table with ``rowspan`` and ``colspan``."""
    cells = merged(rows)
    body = ""
    for i in range(len(rows)):
        tag = "td" if i else "th"
        row = "".join(
            f'<{tag} rowspan="{c.height}" colspan="{c.width}">{html.escape(c.text)}</{tag}>'
            for c in cells
            if c.row == i
        )
        body += f"<tr>{row}</tr>\n"
    return f"<table>\n{body}</table>"


def markdown(text: str, target: Path) -> Path:
    """The report as Markdown with pipe tables."""
    made = []
    for part in parts(text):
        if part.rows:
            made.append(pipe_table(part.rows))
        elif depth := level(part.text):
            made.append("#" * depth + " " + part.text)
        else:
            made.append(re.sub(r"([\\`_\[\]<>])", r"\\\1", part.text))
    target.write_text("\n\n".join(made) + "\n", "utf-8")
    return target


def pipe_table(rows: Sequence[Sequence[str]]) -> str:
    """A pipe table; merged cells are blank."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def pdf(text: str, target: Path) -> Path:
    """The report as a pdf with ruled tables, a running header and page numbers."""
    target.write_bytes(pdf_bytes(list(parts(text))))
    return target


def unruled_pdf(text: str, target: Path) -> Path:
    """The report as a pdf whose tables have no rules but one below the header."""
    target.write_bytes(pdf_bytes(list(parts(text)), ruled=False))
    return target


def pdf_bytes(content: Sequence[Part], footer: str = "第 {} 页", ruled: bool = True) -> bytes:
    """The pages of some parts, A4, 10.5 points."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

    font = "STSong-Light"
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    body = ParagraphStyle(
        "body", fontName=font, fontSize=10.5, leading=16, firstLineIndent=21, wordWrap="CJK"
    )
    head = ParagraphStyle("head", parent=body, firstLineIndent=0, fontSize=12, spaceBefore=8)

    def decorate(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(font, 9)
        canvas.drawString(72, A4[1] - 40, "昌平区中等职业教育质量年度报告 2023 年版")
        canvas.drawCentredString(A4[0] / 2, 30, footer.format(document.page))

    story: list[Flowable] = []
    for part in content:
        if part.rows:
            story += [_pdf_table(part.rows, font, ruled), Spacer(1, 8)]
        else:
            style = head if level(part.text) or part.text.startswith("表") else body
            story.append(Paragraph(html.escape(part.text), style))
    stream = io.BytesIO()
    document = SimpleDocTemplate(stream, pagesize=A4, invariant=1)
    document.build(story, onFirstPage=decorate, onLaterPages=decorate)
    return stream.getvalue()


def _pdf_table(rows: Sequence[Sequence[str]], font: str, ruled: bool) -> object:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table, TableStyle

    style = ParagraphStyle("cell", fontName=font, fontSize=9, leading=12, wordWrap="CJK")
    cells = [[Paragraph(html.escape(text), style) for text in row] for row in rows]
    table = Table(cells, colWidths=[450 / len(rows[0])] * len(rows[0]), repeatRows=1)
    spans = [
        ("SPAN", (c.column, c.row), (c.column + c.width - 1, c.row + c.height - 1))
        for c in merged(rows)
        if c.width > 1 or c.height > 1
    ]
    rules = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
    below = ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black)
    table.setStyle(TableStyle([rules if ruled else below, *spans]))
    return table
