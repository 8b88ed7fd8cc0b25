"""Tables with merged cells become rows of equal meaning: each cell printed once, then blanks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.reading.blocks import Block, Run, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell where it begins: 0-based column, columns it spans, its lines and inner blocks.

    Where a cell that is merged downwards goes on there is no ``GridCell``.
    """

    column: int
    width: int
    lines: tuple[str, ...]
    inner: tuple[Block, ...] = ()


def table_blocks(rows: Sequence[Sequence[GridCell]], name: str) -> Iterator[Block]:
    """The blocks of a table called ``name``; its cells are named as in spreadsheets.

    A table of one row or one column is a frame around text. A first or last row of one cell as
    wide as the table is its title or a note. Nested tables stand behind the table.
    """
    used = sorted({c.column for row in rows for c in row if any(c.lines)})
    filled = [i for i, row in enumerate(rows) if any(any(c.lines) for c in row)]
    if len(used) > 1 and len(filled) > 1:
        yield from _table(rows, name, used, filled)
        for row in rows:
            for cell in row:
                yield from cell.inner
        return
    for index, row in enumerate(rows):
        for cell in row:
            yield from _framed(cell, _name(name, cell.column, index))


def _table(
    rows: Sequence[Sequence[GridCell]], name: str, used: list[int], filled: list[int]
) -> Iterator[Block]:
    wide = [_is_wide(rows[i], used) for i in filled]
    first = wide.index(False) if False in wide else len(wide)
    last = len(wide) - wide[::-1].index(False) if False in wide else len(wide)
    for index in filled[:first]:
        yield from _lines(rows[index], name, index)
    if body := filled[first:last]:
        yield Block(tuple(_row(rows[i], name, i, used) for i in body), table=True)
    for index in filled[last:]:
        yield from _lines(rows[index], name, index)


def _is_wide(row: Sequence[GridCell], used: list[int]) -> bool:
    cells = [c for c in row if any(c.lines)]
    return len(cells) == 1 and cells[0].column <= used[0] and _end(cells[0]) > used[-1]


def _end(cell: GridCell) -> int:
    return cell.column + cell.width


def _lines(row: Sequence[GridCell], name: str, index: int) -> Iterator[Block]:
    for cell in row:
        place = _name(name, cell.column, index)
        yield from (line(Run(text, cell=place)) for text in cell.lines if text)


def _framed(cell: GridCell, place: str) -> Iterator[Block]:
    yield from (line(Run(text, cell=place)) for text in cell.lines if text)
    yield from cell.inner


def _row(row: Sequence[GridCell], name: str, index: int, used: list[int]) -> tuple[Run, ...]:
    starts = {c.column: c for c in row}
    runs = []
    for column in used:
        cell = starts.get(column)
        text = " ".join(t for t in cell.lines if t) if cell else ""
        runs.append(Run(text, cell=_name(name, column, index) if text else None))
    return tuple(runs)


def _name(table: str, column: int, row: int) -> str:
    return f"{table}!{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """The letters of a 0-based column as in spreadsheets: 0 -> A, 26 -> AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
