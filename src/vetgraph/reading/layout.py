"""Lines of a printed page from glyphs with places; units are points, from the upper left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vetgraph.model import Box

TableCell = tuple[str, "Box | None"]

_WIDE_GAP = 1.5
_LEAST_GAP = 0.12
_WORD_GAP = 0.25
_BLANK = 0.1
_RAISED = 0.87
_MARK = re.compile(r"[\d*①-⑳\[\]()（）]")
_LATIN = re.compile("[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, or a word of a recognised scan, and its box."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def size(self) -> float:
        """The height of the type."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line without wide gaps."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line of a page; its segments stand apart as columns do, its words at all."""

    page: int
    segments: tuple[Segment, ...]
    top: float
    bottom: float
    words: tuple[Segment, ...] = ()

    @property
    def text(self) -> str:
        """The line with two blanks for each wide gap."""
        return "  ".join(s.text for s in self.segments)

    @property
    def x0(self) -> float:
        """The left end."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """The right end."""
        return self.segments[-1].x1

    @property
    def size(self) -> float:
        """The height of the type."""
        return self.bottom - self.top

    @property
    def box(self) -> Box:
        """The place on the page."""
        return box(self.x0, self.top, self.x1, self.bottom)


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table with rules: its cells with their boxes; a merged cell stands once, then blanks.

    ``edges`` are the left ends of its columns and the right end of the last.
    """

    page: int
    top: float
    bottom: float
    edges: tuple[int, ...]
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page (1-based number; size in points)."""

    number: int
    width: float
    height: float
    lines: tuple[PrintedLine, ...]
    tables: tuple[RuledTable, ...]


Item = PrintedLine | RuledTable
"""What stands on a page: a line or a table."""


def box(x0: float, top: float, x1: float, bottom: float) -> Box:
    """Left, top, right and bottom, to a tenth of a point."""
    return (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))


def printed_lines(glyphs: Iterable[Glyph], page: int) -> list[PrintedLine]:
    """The lines of glyphs, from top to bottom."""
    lines = []
    for row in _rows(glyphs):
        kept = _unmarked(row)
        segments = _segments(kept, _WIDE_GAP)
        if segments:
            size = median(g.size for g in row)
            bottom = median(g.bottom for g in row)
            words = tuple(_segments(kept, _LEAST_GAP))
            lines.append(PrintedLine(page, tuple(segments), bottom - size, bottom, words))
    return lines


def cell_text(glyphs: Iterable[Glyph]) -> str:
    """The text of a table cell whose lines go on below each other."""
    text = ""
    for line in printed_lines(glyphs, 0):
        text = joined(text, re.sub(r"\s+", " ", line.text))
    return text


def joined(text: str, more: str) -> str:
    """Two parts of a text that a line end parted: a blank only between Latin words."""
    gap = " " if text and more and text[-1].isascii() and more[0].isascii() else ""
    gap = "" if not (re.search("[A-Za-z]$", text) and re.match("[A-Za-z]", more)) else gap
    return text + gap + more


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that overlap by half their height are in one line."""
    rows: list[list[Glyph]] = []
    top = bottom = 0.0
    for glyph in sorted(glyphs, key=lambda g: ((g.top + g.bottom) / 2, g.x0)):
        overlap = min(bottom, glyph.bottom) - max(top, glyph.top)
        if rows and overlap > 0.5 * min(glyph.size, bottom - top):
            rows[-1].append(glyph)
            if glyph.size > bottom - top:
                top, bottom = glyph.top, glyph.bottom
        else:
            rows.append([glyph])
            top, bottom = glyph.top, glyph.bottom
    return rows


def _unmarked(row: list[Glyph]) -> list[Glyph]:
    """A line from left to right, without glyphs printed twice and without raised note marks."""
    ordered = sorted(row, key=lambda g: (g.x0, g.text))
    size = median(g.size for g in ordered)
    bottom = median(g.bottom for g in ordered)
    kept: list[Glyph] = []
    for glyph in ordered:
        before = kept[-1] if kept else None
        if before and before.text == glyph.text and abs(before.x0 - glyph.x0) < 0.15 * size:
            continue
        small = glyph.size < _RAISED * size and glyph.bottom < bottom - 0.2 * size
        power = before is not None and before.text.isascii() and before.text.isalpha()
        if not (small and _MARK.fullmatch(glyph.text) and not power):
            kept.append(glyph)
    return kept


def _segments(row: Sequence[Glyph], least: float) -> list[Segment]:
    """The stretches of a line between gaps wider than ``least`` times the size of the type."""
    segments: list[Segment] = []
    parts: list[str] = []
    first = last = None
    blank = False
    for glyph in row:
        if not glyph.text.strip():
            blank = True
            continue
        if last is not None and first is not None:
            gap = (glyph.x0 - last.x1) / max(last.size, glyph.size, 1.0)
            if gap > least:
                segments.append(Segment("".join(parts), first.x0, last.x1))
                parts, first = [], glyph
            elif _parted(last, glyph, gap, blank):
                parts.append(" ")
        first = first or glyph
        parts.append(glyph.text)
        last, blank = glyph, False
    if first is not None and last is not None:
        segments.append(Segment("".join(parts), first.x0, last.x1))
    return segments


def _parted(left: Glyph, right: Glyph, gap: float, blank: bool) -> bool:
    """A printed blank, or a gap beside Latin letters and figures; Han characters are spaced."""
    if blank:
        return gap > _BLANK
    beside = _LATIN.match(right.text) or _LATIN.match(left.text[-1])
    return gap > 0.8 or (gap > _WORD_GAP and beside is not None)
