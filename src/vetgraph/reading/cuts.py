"""Paragraphs longer than any that people write are cut, if possible behind a sentence.

Sentences are read in time that grows with the square of their length.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from vetgraph.model import Paragraph, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 3_000
"""The most characters of a paragraph."""
_ENDS = "。！？；"


def cut(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, those that are too long in parts."""
    for paragraph in paragraphs:
        start, length = 0, len(paragraph.text)
        while length - start > LONGEST:
            end = _end(paragraph.text, start)
            yield _part(paragraph, start, end)
            start = end
        yield _part(paragraph, start, length) if start else paragraph


def _end(text: str, start: int) -> int:
    """Behind the last sentence end within reach, else as far as a part may reach."""
    reach = start + LONGEST
    last = max(text.rfind(sign, start, reach) for sign in _ENDS)
    return last + 1 if last > start else reach


def _part(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    pieces = paragraph.pieces
    first = bisect_right(pieces, start, key=lambda p: p.clean) - 1
    behind = bisect_right(pieces, end - 1, key=lambda p: p.clean)
    moved = [
        Piece(max(piece.clean - start, 0), piece.original + max(start - piece.clean, 0))
        for piece in pieces[first:behind]
    ]
    return Paragraph(paragraph.text[start:end], paragraph.section, tuple(moved))
