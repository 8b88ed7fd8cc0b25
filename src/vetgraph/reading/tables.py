"""Rows of cells become a table: header rows, label columns, merged cells filled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.model import Cell, Span, Table
from vetgraph.text import BARE_YEAR, HEDGES, YEAR, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vetgraph.reading.lines import Line

_EMPTY = Cell("", None)
_NUMERIC = re.compile(rf"(?:{HEDGES})?[-+]?\d[\d.,:%/]*[^\d]{{0,4}}|-+%?")
_Row = tuple[Cell, ...]


def make_table(rows: Sequence[Line], caption: Line | None, section: str) -> Table | None:
    """The table of tab-separated lines, or None when they hold fewer than two rows.

    A table that prints values in its first row has blank headers.
    """
    grid = _square([_cells(line) for line in rows])
    if len(grid) < 2:
        return None
    heads = _header_rows(grid)
    headers = grid[:heads] or [(_EMPTY,) * len(grid[0])]
    labels = _label_columns(headers, grid[heads:]) if heads else 1
    last = rows[-1]
    return Table(
        number=caption.number if caption else "",
        title=caption.title if caption else "",
        section=section,
        span=Span(rows[0].start, last.start + len(last.text)),
        headers=_filled_headers(headers),
        rows=tuple(_fill_down(grid[heads:], labels)),
        label_columns=labels,
    )


def row_labels(table: Table, row: _Row) -> _Row:
    """The cells that name a row: its label columns without the row number."""
    numbered = table.label_columns > 1 and is_ordinal(table.headers[0][0].text)
    return row[int(numbered) : table.label_columns]


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
    """Whether a cell prints a value: a number with hedge, sign and unit, or a dash for none."""
    folded = fold(text)
    return _NUMERIC.fullmatch(folded) is not None


def continues(rows: Sequence[Line], line: Line) -> bool:
    """Whether a row behind a page break goes on with a table: as wide, and it prints a value."""
    cells = [cell.text for cell in _cells(line)]
    widths = {len(_cells(row)) for row in rows}
    return len(cells) in widths and any(_is_value(text) for text in cells[1:])


def _is_value(text: str) -> bool:
    folded = fold(text)
    return is_numeric(text) and not YEAR.match(folded) and not BARE_YEAR.fullmatch(folded)


def _header_rows(grid: list[_Row]) -> int:
    """How many rows stand above the first that prints values; years are headers, not values."""
    for index, row in enumerate(grid[:4]):
        if any(_is_value(c.text) for c in row[1:]):
            return index
    return 1


def is_ordinal(header: str) -> bool:
    """Whether a column only numbers its rows (序号)."""
    return fold(header).lower().rstrip(".") in ("序号", "编号", "no")


def _label_columns(headers: list[_Row], body: list[_Row]) -> int:
    """How many leading columns hold row labels.

    The first; one behind a column of row numbers; those that share a merged header; and the next
    one while a column only groups its rows (it repeats or leaves blanks).
    """
    first = 1 if is_ordinal(headers[0][0].text) else 0
    count, width = first + 1, len(headers[0])
    while count < width - 1 and _labels_too(headers, body, count):
        count += 1
    return min(count, width - 1) or 1


def _labels_too(headers: list[_Row], body: list[_Row], index: int) -> bool:
    own = [row[index].text for row in body]
    if not any(own) or any(map(is_numeric, own)):
        return False
    if not any(row[index].text for row in headers):
        return all(any(row[i].text for row in body) for i in range(index))
    before = [row[index - 1].text for row in body]
    groups = len(set(before) - {""}) < len(before)
    return groups and fold(headers[-1][index].text) not in ("单位", "计量单位") and all(own)


def _filled_headers(rows: list[_Row]) -> tuple[_Row, ...]:
    """A blank header under or beside a merged cell is that cell; a lower row fills within it."""
    filled: list[_Row] = []
    for depth, row in enumerate(rows):
        cells: list[Cell] = []
        for index, cell in enumerate(row):
            merged = depth == 0 or not rows[depth - 1][index].text
            cells.append(cell if cell.text or not cells or not merged else cells[-1])
        filled.append(tuple(cells))
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
