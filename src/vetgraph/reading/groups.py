"""Names of groups of rows that are printed in the middle, or at the foot, of their rows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vetgraph.reading.blocks import Run

    Row = dict[int, Run]

_HALF = 0.6


def with_groups(rows: list[Row], start: int) -> list[Row]:
    """Rows with the names of the first column moved to the first row of their groups.

    Only where names do not stand there already, and only when their places tell the groups apart:
    each in the middle of its rows, or each in the last of them. The body begins at ``start``.
    """
    named = [i for i, row in enumerate(rows) if i >= start and 0 in row]
    if not named or named[0] == start or not all(1 in row for row in rows[start:]):
        return rows
    middle = _by_middle(rows, named, start)
    ending = [start, *(i + 1 for i in named[:-1])] if named[-1] == len(rows) - 1 else []
    firsts = middle or ending
    if not firsts:
        return rows
    return list(_moved(rows, dict(zip(firsts, named, strict=True)), set(named)))


def _by_middle(rows: Sequence[Row], named: Sequence[int], start: int) -> list[int]:
    """The first rows of groups that reach as far below their names as above; none when unclear."""
    firsts, first = [], start
    for at in named:
        middle = _height(rows[at], 0)
        top = _height(rows[first], 1) if first <= at else None
        if middle is None or top is None:
            return []
        firsts.append(first)
        while first < len(rows) and (here := _height(rows[first], 1)) is not None:
            if here > 2 * middle - top + _HALF * _pitch(rows):
                break
            first += 1
    return firsts if first == len(rows) else []


def _pitch(rows: Sequence[Row]) -> float:
    heights = [_height(row, 1) for row in rows[1:]]
    steps = [b - a for a, b in pairwise(heights) if a is not None and b is not None]
    return min((step for step in steps if step > 0), default=0.0)


def _height(row: Row, column: int) -> float | None:
    """The middle of a cell, counted down from the head of the first page."""
    run = row.get(column)
    if run is None or run.box is None:
        return None
    return (run.page or 0) * 100_000 + (run.box[1] + run.box[3]) / 2


def _moved(rows: Sequence[Row], names: dict[int, int], named: set[int]) -> Iterator[Row]:
    for index, row in enumerate(rows):
        rest = {c: run for c, run in row.items() if c or index not in named}
        yield {0: rows[names[index]][0], **rest} if index in names else rest
