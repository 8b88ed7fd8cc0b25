"""Tables become facts: each value cell takes its meaning from its row and column headers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.extraction import headers
from vetgraph.extraction.cells import cell_parts, cell_value
from vetgraph.extraction.dictionary import dictionary
from vetgraph.extraction.grid import grid_of, heads, named_regions, own_unit, value_columns
from vetgraph.extraction.headers import Axis
from vetgraph.extraction.meanings import meaning_of
from vetgraph.extraction.names import is_generic
from vetgraph.extraction.observation import CHANGE, Place, not_reported, observation
from vetgraph.extraction.registers import is_register, register_facts
from vetgraph.extraction.shares import whole_of
from vetgraph.model import Citation, Span
from vetgraph.reading.tables import row_labels
from vetgraph.text import fold, label, years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.extraction.dictionary import Dictionary
    from vetgraph.extraction.grid import Grid
    from vetgraph.model import Cell, Fact, Table

RULE = "rule-table-cell"
_PART = re.compile(r"\s*(?:其中|#|——)")


def table_facts(table: Table, context: Context) -> Iterator[Fact]:
    """The facts of one table, row by row."""
    words = dictionary()
    if is_register(table, words):
        yield from register_facts(table, context, words)
        return
    grid = grid_of(table, context, words)
    above = Axis()
    for row in table.rows:
        own = _row_axis(grid, row)
        set_in = _is_set_in(table, row)
        axis = _under(own, above, grid, part=set_in)
        if not headers.bears_no_value(axis.path[-1:], words):
            yield from _row_facts(grid, row, axis)
        above = above if set_in or (own.path and _PART.match(own.path[-1])) else axis


def listed_things(table: Table) -> Iterator[tuple[str, str]]:
    """The schools, majors and regions that a table names in its headers, with their class."""
    words = dictionary()
    for index, head in enumerate(heads(table)):
        kind = headers.listed(head, words)
        for name in (row_labels(table, row)[index].text for row in table.rows):
            if kind and _is_listed(name, kind, words):
                yield name, kind
            elif kind is None and _is_own_name(name, words):
                yield name, "School"
    yield from _heading_things(table, words)


def _heading_things(table: Table, words: Dictionary) -> Iterator[tuple[str, str]]:
    ends = [headers.path_of(row[i] for row in table.headers)[-1:] for i in value_columns(table)]
    names = list(dict.fromkeys(end[0] for end in ends if end))
    for name in names:
        if _is_own_name(name, words):
            yield name, "School"
    regions = named_regions(names, words)
    yield from ((name, "Region") for name in names if name in regions)


def _is_own_name(name: str, words: Dictionary) -> bool:
    """Whether a header names a school: 全日制成人中专 ends like one and is a kind of student."""
    listed = words.indicator(name) or words.breakdown(name)
    return listed is None and headers.is_school(name) and not is_generic(fold(name))


def _is_listed(name: str, kind: str, words: Dictionary) -> bool:
    """Whether a label under 学校, 专业 or 区县 is a name, and no total, mean, year or part."""
    if not name or words.is_total(name) or headers.is_own(name):
        return False
    if years(name) or headers.is_average(name):
        return False
    if _PART.match(name) or (kind != "Major" and words.breakdown(name)):
        return False
    return kind != "Region" or headers.is_region(name)


def _row_axis(grid: Grid, row: tuple[Cell, ...]) -> Axis:
    """What a row's labels say; under the header 学校 they name schools, under 专业 majors."""
    labels = row_labels(grid.table, row)
    axis = Axis(path=headers.path_of(labels))
    for cell, head in zip(labels, heads(grid.table), strict=True):
        kind = headers.listed(head, grid.words)
        if not cell.text:
            continue
        if kind is None or not _is_listed(cell.text, kind, grid.words):
            axis = headers.refine(axis, cell.text, grid.context, grid.words)
        elif kind == "Major":
            axis = replace(axis, breakdowns=(*axis.breakdowns, cell.text))
        else:
            axis = replace(axis, about=grid.context.canonical(cell.text) or cell.text)
    return axis if grid.unit_column is None else _in_unit(grid, axis, row[grid.unit_column].text)


def _in_unit(grid: Grid, axis: Axis, unit: str) -> Axis:
    """A row with the unit of its unit column: 培训人数 in 人天 is not 培训人数 in 人次."""
    found = grid.words.unit(unit)
    code = axis.path and grid.words.indicators.get(f"{label(axis.path[-1])}({fold(unit)})")
    return replace(axis, unit=found or axis.unit, indicator=code or axis.indicator)


def _is_set_in(table: Table, row: tuple[Cell, ...]) -> bool:
    """Whether a row's label is set in by blanks, as the labels of parts are."""
    first = next((cell for cell in row_labels(table, row) if cell.text), None)
    return first is not None and first.indent > 0 and table.label_columns == 1


def _under(axis: Axis, above: Axis, grid: Grid, *, part: bool) -> Axis:
    """A row that is a part of the one above it: 其中：女, a group, 增长率 of what stands above."""
    if axis.indicator or axis.about or axis.year or above.indicator is None or not axis.path:
        return axis
    part = part or _PART.match(axis.path[-1]) is not None
    unit = axis.unit or above.unit
    if unit is None and not (grid.title.unit or grid.units):
        unit = own_unit(above.indicator, grid.words)
    if axis.measure or (axis.breakdowns and not headers.unread(axis, grid.context, grid.words)):
        indicator = above.indicator if part or axis.measure else whole_of(above.indicator)
        return replace(axis, indicator=indicator, unit=axis.unit or above.unit)
    return replace(axis, path=(*above.path, *axis.path), unit=unit) if part else axis


def _row_facts(grid: Grid, row: tuple[Cell, ...], axis: Axis) -> Iterator[Fact]:
    percent = any("%" in fold(c.text) for c in row)
    for index in grid.values:
        parts = cell_parts(row[index].text) if row[index].text else ()
        measure = axis.measure or grid.columns[index].measure
        if len(parts) > 1 and measure not in (None, CHANGE):
            continue
        for at, text in parts:
            yield from _cell_fact(grid, axis, index, _part(row[index], at, text), percent)


def _part(cell: Cell, at: int, text: str) -> Cell:
    """The part of a cell that prints one figure."""
    if cell.span is None or text == cell.text:
        return cell
    start = cell.span.start + at
    return replace(cell, text=text, span=Span(start, start + len(text)))


def _cell_fact(grid: Grid, row: Axis, index: int, cell: Cell, percent: bool) -> Iterator[Fact]:
    column = grid.columns[index]
    quantity = cell_value(cell.text)
    status = grid.words.schema.concept("obs-status", cell.text)
    if cell.span is None or (quantity is None and status is None):
        return
    meaning = meaning_of(grid, row, column, cell.text, percent)
    if meaning is None:
        return
    citation = Citation(
        cell.span, grid.table.section, grid.table.number or None,
        " › ".join(row.path), " › ".join(column.path),
    )  # fmt: skip
    if quantity is None:
        yield not_reported(meaning, cell.text, Place(citation, cell.span, RULE))
        return
    start = cell.span.start + quantity.start
    value = replace(cell.span, start=start, end=start + len(quantity.text))
    yield observation(meaning, quantity, Place(citation, value, RULE))
