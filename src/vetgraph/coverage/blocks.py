"""The body of a report in pieces that are read alike: paragraphs, table cells, captions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from vetgraph.model import Paragraph, Piece, Span
from vetgraph.reading.lines import lines
from vetgraph.reading.tables import is_ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.model import Cell, Report, Table

_BARE = re.compile(r"(?!(?:19|20)\d\d$)[-−]?\d[\d,]*(?:\.\d+)?\s*%?")
PROSE, HEADING, HEADER, SEQUENCE, VALUE = "prose", "heading", "header", "sequence", "value"
UNREAD = "unread"
"""A line of a table whose columns could not be told."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text with its role; the paragraph maps it back to the stored text."""

    role: str
    paragraph: Paragraph

    @property
    def text(self) -> str:
        """Its clean text."""
        return self.paragraph.text


def blocks(report: Report) -> list[Block]:
    """The body of a report, everything behind its contents list, in reading order."""
    start = body_start(report)
    inner = [Block(PROSE, p) for p in report.paragraphs if p.text]
    inner += [b for table in report.tables for b in _table(table)]
    inner = sorted((b for b in inner if _span(b).start >= start), key=lambda b: _span(b).start)
    outer = list(_between(report, inner, start))
    return sorted([*inner, *outer], key=lambda b: _span(b).start)


def body_start(report: Report) -> int:
    """Where the body begins: behind the contents list, if there is one."""
    listed = [line for line in lines(report.text) if line.kind == "contents"]
    return listed[-1].start + len(listed[-1].text) if listed else 0


def _span(block: Block) -> Span:
    return block.paragraph.span(0, len(block.text))


def _table(table: Table) -> Iterator[Block]:
    """Each printed cell once, however many places of the table it fills."""
    seen: set[int] = set()
    cells = [(HEADER, cell) for row in table.headers for cell in row]
    roles = [_role(table, column) for column in range(len(table.rows[0]))] if table.rows else []
    for row in table.rows:
        cells += [(_of_body(role, cell), cell) for role, cell in zip(roles, row, strict=False)]
    for role, cell in cells:
        if cell.span is not None and cell.text and cell.span.start not in seen:
            seen.add(cell.span.start)
            yield Block(role, _whole(cell, cell.span, table.section))


def _role(table: Table, column: int) -> str:
    if column >= table.label_columns:
        return VALUE
    ordinal = table.headers and is_ordinal(table.headers[-1][column].text)
    return SEQUENCE if ordinal or _counts_up(table, column) else HEADER


def _counts_up(table: Table, column: int) -> bool:
    """Whether the cells of a column number the rows: most are one more than the one above."""
    texts = [row[column].text.rstrip(".．、") for row in table.rows if len(row) > column]
    numbered = [int(text) for text in texts if re.fullmatch(r"\d{1,3}", text)]
    steps = [b - a for a, b in pairwise(numbered)]
    return len(numbered) * 2 > len(texts) and steps.count(1) * 4 >= len(steps) * 3 > 0


def _of_body(role: str, cell: Cell) -> str:
    """A label that is nothing but a number, and no year, is a value that lost its column."""
    return VALUE if role == HEADER and _BARE.fullmatch(cell.text) else role


def _whole(cell: Cell, span: Span, section: str) -> Paragraph:
    return Paragraph(cell.text, section, (Piece(0, span.start),))


def _between(report: Report, inner: list[Block], start: int) -> Iterator[Block]:
    """Lines that are neither paragraph nor cell: headings, captions, page numbers, lost tables.

    A caption may stand inside a paragraph that goes on behind it.
    """
    at = start
    covered = sorted(span for block in inner for span in _covered(block))
    for begin, end in [*covered, (len(report.text), -1)]:
        if at < begin:
            yield from _lines(report, at, begin)
        at = max(at, end)


def _covered(block: Block) -> Iterator[tuple[int, int]]:
    """The stretches of the stored text of which a block is made."""
    pieces = block.paragraph.pieces
    for piece, behind in zip(
        pieces, [*(p.clean for p in pieces[1:]), len(block.text)], strict=True
    ):
        yield piece.original, piece.original + behind - piece.clean


def _lines(report: Report, start: int, end: int) -> Iterator[Block]:
    at = start
    lost = [table.span for table in report.tables if not table.rows]
    for line in report.said(Span(start, end)).split("\n"):
        if line.strip(" \t\r\f*"):
            role = UNREAD if any(span.start <= at < span.end for span in lost) else HEADING
            yield Block(role, Paragraph(line, "", (Piece(0, at),)))
        at += len(line) + 1
