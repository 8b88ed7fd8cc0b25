"""Rows of cells become a table: header rows, label columns, merged cells filled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.model import Cell, Span, Table
from vetgraph.text import YEAR, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vetgraph.reading.lines import Line

_EMPTY = Cell("", None)
_Row = tuple[Cell, ...]


def make_table(rows: Sequence[Line], caption: Line | None, section: str) -> Table | None:
    """The table of tab-separated lines, or None when they hold fewer than two rows."""
    grid = _square([_cells(line) for line in rows])
    if len(grid) < 2:
        return None
    heads = _header_rows(grid)
    labels = _label_columns(grid[:heads], grid[heads:])
    last = rows[-1]
    return Table(
        number=caption.number if caption else "",
        title=caption.title if caption else "",
        section=section,
        span=Span(rows[0].start, last.start + len(last.text)),
        headers=tuple(_fill_right(row) for row in grid[:heads]),
        rows=tuple(_fill_down(grid[heads:], labels)),
        label_columns=labels,
    )


def _cells(line: Line) -> _Row:
    cells, position = [], line.start
    for raw in line.text.split("\t"):
        text = raw.strip()
        start = position + (raw.index(text) if text else 0)
        cells.append(Cell(text, Span(start, start + len(text))) if text else _EMPTY)
        position += len(raw) + 1
    return tuple(cells)


def _square(rows: list[_Row]) -> list[_Row]:
    width = max(len(row) for row in rows)
    return [row + (_EMPTY,) * (width - len(row)) for row in rows]


def is_numeric(text: str) -> bool:
    """Whether a cell prints a value: a number with signs and units, or a dash for none."""
    folded = fold(text)
    return re.fullmatch(r"[-+≥≤≧≦]?[\d.,:%/]+[^\d]{0,4}|-+%?", folded) is not None


def _header_rows(grid: list[_Row]) -> int:
    """Header rows print no values; years in them are not values."""
    for index, row in enumerate(grid[:4]):
        if any(is_numeric(c.text) and not YEAR.match(fold(c.text)) for c in row[1:]):
            return max(index, 1)
    return 1


def _label_columns(headers: list[_Row], body: list[_Row]) -> int:
    """Row labels stand in the first column, and in those that share its merged header."""
    count = 1
    while count < len(headers[0]) - 1 and not any(row[count].text for row in headers):
        count += 1
    if count == 1 or not all(any(row[i].text for row in body) for i in range(count)):
        return 1
    return count


def _fill_right(row: _Row) -> _Row:
    filled: list[Cell] = []
    for cell in row:
        filled.append(cell if cell.text or not filled else filled[-1])
    return tuple(filled)


def _fill_down(rows: list[_Row], labels: int) -> list[_Row]:
    """A blank label under a merged cell is the label above it."""
    filled: list[_Row] = []
    for row in rows:
        above = filled[-1] if filled else None
        head = tuple(
            above[i] if above and not row[i].text and i < labels - 1 else row[i]
            for i in range(labels)
        )
        filled.append(head + row[labels:])
    return filled
