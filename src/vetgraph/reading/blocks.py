"""What every format reader yields, and how it becomes stored text with its places.

The stored text keeps the conventions of a text report: a paragraph a line, a table row a line
with a tab between its cells, a blank line between blocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.model import Place, Span
from vetgraph.reading.radicals import unified

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vetgraph.model import Box

_BLANKS = re.compile("[ \t\r\n\f\v\x1c-\x1f\x85\xa0\u2028\u2029]+")
# Control characters, and the bullets of symbol fonts.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\uf020-\uf0ff]")

_RAISED_FIGURE = re.compile("[0-9]{1,3}")
_MARK = re.compile(r"[\[［(（]?[\d*①-⑳]{1,3}[\]］)）]?")
_POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_REFERENCE = re.compile("(?<![A-Za-z⁰¹²³⁴-⁹])[⁰¹²³⁴-⁹]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text and where it stands in the document (see ``Place``)."""

    text: str
    page: int | None = None
    box: Box | None = None
    paragraph: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: of a table the cells of each row, else the parts of a line."""

    rows: tuple[tuple[Run, ...], ...]
    table: bool = False


def line(*runs: Run) -> Block:
    """A block of one line, such as a paragraph or a heading."""
    return Block((runs,))


def clean(text: str) -> str:
    """Text on one line: blanks as single spaces, no control characters, no radicals."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", _BLANKS.sub(" ", unified(text)))).strip(" ")


def raised(text: str) -> str:
    """Raised text: figures as raised figures, other marks of notes left out."""
    mark = text.strip()
    if _RAISED_FIGURE.fullmatch(mark):
        return mark.translate(_POWERS)
    return "" if _MARK.fullmatch(mark) else text


def unmarked(text: str) -> str:
    """Text without the raised figures that refer to notes; powers stay: 50m²."""
    return _REFERENCE.sub("", text)


def assemble(blocks: Iterable[Block]) -> tuple[str, tuple[Place, ...]]:
    """The stored text of blocks and the places of its runs, both in reading order."""
    parts: list[str] = []
    places: list[Place] = []
    length = 0
    for block in blocks:
        for row in block.rows:
            for index, run in enumerate(row):
                parts.append("\t" if block.table and index else "")
                parts.append(run.text)
                length += len(parts[-2]) + len(run.text)
                if run.text and (run.page or run.paragraph or run.cell):
                    places.append(_place(run, Span(length - len(run.text), length)))
            parts.append("\n")
            length += 1
        parts.append("\n")
        length += 1
    return "".join(parts), tuple(places)


def _place(run: Run, span: Span) -> Place:
    return Place(span, run.page, run.box, run.paragraph, run.cell)
