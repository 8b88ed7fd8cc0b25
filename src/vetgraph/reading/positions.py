"""Cells set with blanks stand in columns: where they begin tells the column of a short row."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDE = ("W", "F", "A")
_NEAR = 2
Extent = tuple[int, int]


def extent(line: str, start: int, end: int) -> Extent:
    """Where ``line[start:end]`` begins and ends on a screen; Han characters are two places wide."""
    begin = _width(line[:start])
    return begin, begin + _width(line[start:end])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in _WIDE else 1 for c in text)


def columns_of(rows: Sequence[Sequence[Extent]]) -> list[list[int]] | None:
    """The column of each cell of each row; None when a cell fits no column or two fit one.

    The columns are those of the row with most cells. A cell belongs to the column where it
    begins or ends, else to the one that it overlaps.
    """
    heads = max(rows, key=len)
    found = [[_column(cell, heads) for cell in row] for row in rows]
    if any(-1 in row or len(set(row)) < len(row) for row in found):
        return None
    return found


def _column(cell: Extent, heads: Sequence[Extent]) -> int:
    begins = [i for i, head in enumerate(heads) if abs(head[0] - cell[0]) <= _NEAR]
    ends = [i for i, head in enumerate(heads) if abs(head[1] - cell[1]) <= _NEAR]
    over = [i for i, head in enumerate(heads) if cell[0] < head[1] and head[0] < cell[1]]
    return next((group[0] for group in (begins, ends, over) if len(group) == 1), -1)
