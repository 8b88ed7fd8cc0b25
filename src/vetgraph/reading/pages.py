"""pdf with a text layer: ruled tables by their rules, text by the places of its glyphs."""

from __future__ import annotations

import base64
import logging
import re
import zlib
from typing import TYPE_CHECKING

from vetgraph import errors
from vetgraph.reading import refusals
from vetgraph.reading.flow import blocks_of
from vetgraph.reading.layout import Glyph, Page, RuledTable, box, cell_text, printed_lines
from vetgraph.reading.radicals import unified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pdfplumber.page import Page as PdfPage
    from pdfplumber.table import Table as PdfTable

    from vetgraph.reading.blocks import Block
    from vetgraph.reading.layout import TableCell

_PAGES = 5_000
_RULES = 6_000
_GLYPHS = 10_000_000
_UNPACKED = 200_000_000
_ONE_STREAM = 10_000_000
_DRAWN = 150_000
_CHUNK = 65_536
_HEAD = 2_000
_FILLED = 0.4
_UNMAPPED = re.compile(r"\(cid:\d+\)")
# What a page shows: (text) and <hexadecimal codes>, mostly four digits a character.
_SHOWN = re.compile(rb"\((?:[^()\\]|\\.)*|<[0-9A-Fa-f]+")
_NO_PAGE = re.compile(rb"/Type\s*/(?:ObjStm|XRef|Metadata|CMap)|/N\s+\d|/CMapName")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")


def pdf_blocks(path: Path) -> Iterator[Block]:
    """The blocks of a pdf, without page headers, footers, page numbers and chart labels.

    A pdf without text goes to character recognition (``vetgraph[ocr]``). Raises ``InputError``.
    """
    try:
        import pdfplumber  # noqa: F401 (asked for before the file is touched)
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    except ImportError as error:
        raise refusals.missing(path, "documents") from error
    # Without a handler of its own pdfminer writes its remarks to stderr.
    logging.getLogger("pdfminer").addHandler(logging.NullHandler())
    _check_streams(path)
    try:
        pages = _pages(path)
    except errors.InputError:
        raise
    except Exception as error:
        locked = (PDFEncryptionError, PDFPasswordIncorrect)
        if any(isinstance(e, locked) for e in (error, *error.args, error.__context__)):
            raise refusals.encrypted(path) from error
        raise refusals.damaged(path, "pdf") from error
    if not any(page.lines or page.tables for page in pages):
        from vetgraph.reading.images import image_blocks

        return image_blocks(path)
    return blocks_of(pages)


def _pages(path: Path) -> list[Page]:
    import pdfplumber

    found, glyphs, unmapped = [], 0, 0
    with pdfplumber.open(path) as document:
        if len(document.pages) > _PAGES:
            raise refusals.too_large(path, 100)
        for number, page in enumerate(document.pages, start=1):
            glyphs += len(page.chars)
            unmapped += sum(1 for c in page.chars if _UNMAPPED.fullmatch(c["text"]))
            if glyphs > _GLYPHS:
                raise refusals.too_large(path, 100)
            found.append(_page(page, number))
            page.close()
    if not found:
        raise refusals.damaged(path, "pdf")
    if unmapped > 0.3 * glyphs:
        raise errors.InputError(
            zh="pdf 的字体没有文字对照，无法取出文字；请用 Word 版，或转成图片后识别",
            en="the fonts of this pdf do not map to text; use the Word file, or images of it",
            file=path,
        )
    return found


def _page(page: PdfPage, number: int) -> Page:
    glyphs = [
        Glyph(unified(c["text"]), c["x0"], c["top"], c["x1"], c["bottom"])
        for c in page.chars
        if c["upright"] and not _UNMAPPED.fullmatch(c["text"])
    ]
    tables, rest = ruled_tables(_ruled(page), glyphs, number)
    lines = printed_lines(rest, number)
    return Page(number, float(page.width), float(page.height), tuple(lines), tuple(tables))


def ruled_tables(
    drawn: Sequence[PdfTable], glyphs: list[Glyph], number: int
) -> tuple[list[RuledTable], list[Glyph]]:
    """The tables that rules draw on a page, and the glyphs that stand in none."""
    tables = []
    for found in sorted(drawn, key=lambda t: (t.bbox[1], t.bbox[0])):
        inside, outside = _split(glyphs, found.bbox)
        table = _table(found, inside, number)
        if table is not None:
            tables.append(table)
            glyphs = outside
    return tables, glyphs


def _ruled(page: PdfPage) -> list[PdfTable]:
    """What the rules of a page draw; a page of drawings is not searched."""
    rules = len(page.lines) + len(page.rects) + len(page.curves)
    if not rules or rules > _RULES:
        return []
    return list(page.find_tables())


def _split(
    glyphs: Sequence[Glyph], area: tuple[float, float, float, float]
) -> tuple[list[Glyph], list[Glyph]]:
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    for glyph in glyphs:
        (inside if _holds(area, glyph) else outside).append(glyph)
    return inside, outside


def _holds(area: tuple[float, float, float, float], glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return area[0] <= x < area[2] and area[1] <= y < area[3]


def _table(found: PdfTable, glyphs: list[Glyph], number: int) -> RuledTable | None:
    """The cells of a ruled table; frames around text and the grids of charts are none."""
    rows: list[tuple[TableCell, ...]] = []
    left = glyphs
    for row in found.rows:
        in_row, _ = _split(left, row.bbox)
        in_row = left if any(c and c[3] > row.bbox[3] + 1 for c in row.cells) else in_row
        rows.append(tuple(_cell(area, in_row) for area in row.cells))
    filled = sum(bool(text) for row in rows for text, _ in row)
    cells = sum(area is not None for row in found.rows for area in row.cells)
    if max(len(row) for row in rows) < 2 or filled < _FILLED * cells:
        return None
    edges = {round(c[0]) for row in found.rows for c in row.cells if c} | {round(found.bbox[2])}
    return RuledTable(number, found.bbox[1], found.bbox[3], tuple(sorted(edges)), tuple(rows))


def _cell(area: tuple[float, float, float, float] | None, glyphs: Sequence[Glyph]) -> TableCell:
    if area is None:
        return "", None
    inside, _ = _split(glyphs, area)
    return cell_text(inside), box(*area)


def _check_streams(path: Path) -> None:
    """Measure what packed streams unpack to before any is unpacked whole; pictures are not."""
    data = path.read_bytes()
    total = 0
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _HEAD) : match.start()].rpartition(b"obj")[2]
        if re.search(rb"/Subtype\s*/Image", head):
            continue
        limit = _UNPACKED if b"/Length1" in head or b"/Subtype" in head else _ONE_STREAM
        if b"ASCII85Decode" in head:
            size, drawn = _unpacked(_from_ascii(data, match.end()), 0, limit)
        elif b"FlateDecode" in head:
            size, drawn = _unpacked(data, match.end(), limit)
        else:
            size, drawn = _plain(data, match.end())
        total += size
        if size >= limit or total >= _UNPACKED or head.count(b"FlateDecode") > 1:
            raise refusals.too_large(path, limit // 10**6)
        if drawn > _DRAWN and limit == _ONE_STREAM and not _NO_PAGE.search(head):
            raise refusals.drawings(path)


def _from_ascii(data: bytes, start: int) -> bytes:
    """The bytes of a stream written as text; empty when it is malformed."""
    end = data.find(b"~>", start)
    try:
        return base64.a85decode(b"".join(data[start : max(end, start)].split()))
    except ValueError:
        return b""


def _plain(data: bytes, start: int) -> tuple[int, int]:
    """The length of a stream that is not packed, and how many paths it draws."""
    end = data.find(b"endstream", start)
    end = len(data) if end < 0 else end
    return end - start, _marks(data[start:end])


def _marks(content: bytes) -> int:
    """About how many lines and characters a stretch of page content draws."""
    strings = _SHOWN.findall(content)
    shown = sum(len(s) if s.startswith(b"(") else len(s) // 4 for s in strings)
    return content.count(b" re") + content.count(b" l") + content.count(b"q ") + shown


def _unpacked(data: bytes, start: int, limit: int) -> tuple[int, int]:
    """The unpacked length of a stream, counted up to a limit, and how many paths it draws."""
    engine, total, drawn, at = zlib.decompressobj(), 0, 0, start
    try:
        while total < limit and not engine.eof:
            packed = engine.unconsumed_tail
            if not packed:
                packed, at = data[at : at + _CHUNK], at + _CHUNK
            if not packed:
                break
            piece = engine.decompress(packed, 16 * _CHUNK)
            total += len(piece)
            drawn += _marks(piece)
    except zlib.error:
        pass
    return total, drawn
