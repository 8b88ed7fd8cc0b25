"""Tables without rules: printed lines whose parts stand in columns."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from vetgraph.reading.blocks import Block, Run, clean
from vetgraph.reading.layout import box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vetgraph.reading.layout import PrintedLine, Segment

_Column = tuple[float, float]


def aligned_table(lines: Sequence[PrintedLine]) -> tuple[Block, int] | None:
    """The table at the head of lines and how many of them it takes; None without two rows.

    Columns are those of the lines with the usual number of parts; a lone part under a cell goes
    on with that cell.
    """
    taken = _extent(lines)
    if taken < 2:
        return None
    columns = _columns(lines[:taken])
    rows: list[list[Run]] = []
    for printed in lines[:taken]:
        cells = _placed(printed, columns)
        if len(printed.segments) == 1 and rows:
            at = next(i for i, run in enumerate(cells) if run.text)
            rows[-1][at] = _longer(rows[-1][at], cells[at])
        else:
            rows.append(cells)
    return Block(tuple(tuple(row) for row in rows), table=True), taken


def _extent(lines: Sequence[PrintedLine]) -> int:
    """How many lines belong to the table: up to the last one of several parts."""
    taken = 0
    for index, printed in enumerate(lines):
        if len(printed.segments) > 1:
            taken = index + 1
        elif index == 0 or index - taken >= 1 or printed.x1 - printed.x0 > 20 * printed.size:
            break
    return taken


def _columns(lines: Sequence[PrintedLine]) -> list[_Column]:
    counts = Counter(len(x.segments) for x in lines if len(x.segments) > 1)
    usual = max(counts, key=lambda n: (counts[n], n))
    same = [x.segments for x in lines if len(x.segments) == usual]
    return [(min(s[i].x0 for s in same), max(s[i].x1 for s in same)) for i in range(usual)]


def _placed(printed: PrintedLine, columns: Sequence[_Column]) -> list[Run]:
    cells = [Run("")] * len(columns)
    for segment in printed.segments:
        at = min(range(len(columns)), key=lambda i: _distance(segment, columns[i]))
        area = box(segment.x0, printed.top, segment.x1, printed.bottom)
        run = Run(clean(segment.text), printed.page, area)
        cells[at] = _longer(cells[at], run) if cells[at].text else run
    return cells


def _distance(segment: Segment, column: _Column) -> float:
    return abs((segment.x0 + segment.x1) / 2 - (column[0] + column[1]) / 2)


def _longer(run: Run, more: Run) -> Run:
    from dataclasses import replace

    return replace(run, text=run.text + more.text) if run.text else more
