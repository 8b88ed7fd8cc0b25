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


def columns_of(rows: Sequence[Sequence[Extent]], headers: int = 0) -> list[list[int]] | None:
    """The column of each cell of each row; None when a cell fits no column or two fit one.

    The columns are those of the row with most cells. A cell belongs to the column where it
    begins or ends, else to the one that it overlaps. One of the first ``headers`` rows may stand
    over several columns: it belongs to the first of those that it is nearest to.
    """
    heads = max(rows, key=len)
    found = []
    for number, row in enumerate(rows):
        columns = [_column(cell, heads) for cell in row]
        if -1 in columns or len(set(columns)) < len(columns):
            columns = _over(row, heads) if number < headers else []
        if not columns:
            return None
        found.append(columns)
    return found


def _over(row: Sequence[Extent], heads: Sequence[Extent]) -> list[int]:
    """The first column under each cell of a row of group headers; none where one has none.

    The first column, that of the labels, is under none unless a cell begins over it.
    """
    labels = 1 if row[0][0] >= heads[0][1] else 0
    nearest = [
        min(range(len(row)), key=lambda i: abs(sum(row[i]) - sum(head))) for head in heads[labels:]
    ]
    if sorted(nearest) != nearest or set(nearest) != set(range(len(row))):
        return []
    return [nearest.index(cell) + labels for cell in range(len(row))]


def stands_under(cell: Extent, row: Sequence[Extent]) -> bool:
    """Whether a cell begins where one of a row does, its first aside."""
    return any(abs(other[0] - cell[0]) <= _NEAR for other in row[1:])


def _column(cell: Extent, heads: Sequence[Extent]) -> int:
    begins = [i for i, head in enumerate(heads) if abs(head[0] - cell[0]) <= _NEAR]
    ends = [i for i, head in enumerate(heads) if abs(head[1] - cell[1]) <= _NEAR]
    over = [i for i, head in enumerate(heads) if cell[0] < head[1] and head[0] < cell[1]]
    return next((group[0] for group in (begins, ends, over) if len(group) == 1), -1)
