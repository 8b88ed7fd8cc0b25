"""Tables become facts: each value cell takes its meaning from its row and column headers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph.extraction.dictionary import Dictionary, Unit, dictionary
from vetgraph.extraction.observation import (
    CHANGE,
    GROWTH,
    LEVEL,
    Meaning,
    Place,
    not_reported,
    observation,
)
from vetgraph.extraction.registers import is_register, register_facts
from vetgraph.model import Citation
from vetgraph.text import bracketed, fold, label, quantities, years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.model import Cell, Fact, Table
    from vetgraph.text import Quantity

RULE = "rule-table-cell"
_ONE = Unit("one", Decimal(1))


@dataclass(frozen=True, slots=True)
class _Axis:
    """What one header (a row's labels, a column's headers, a title) says of its cells."""

    year: int | None = None
    measure: str | None = None
    unit: Unit | None = None
    indicator: str | None = None
    breakdowns: tuple[str, ...] = ()
    about: str | None = None
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table with what its title, columns and unit column say."""

    table: Table
    title: _Axis
    columns: tuple[_Axis, ...]
    unit_column: int | None
    context: Context
    words: Dictionary


def table_facts(table: Table, context: Context) -> Iterator[Fact]:
    """The facts of one table, row by row."""
    words = dictionary()
    if is_register(table, words):
        yield from register_facts(table, context, words)
        return
    grid = _grid(table, context, words)
    for row in table.rows:
        yield from _row_facts(grid, row)


def _grid(table: Table, context: Context, words: Dictionary) -> _Grid:
    columns = tuple(
        _axis(_path(row[i] for row in table.headers), context, words)
        for i in range(len(table.headers[0]))
    )
    unit_column = next(
        (i for i, c in enumerate(columns) if c.path and label(c.path[-1]) in ("单位", "计量单位")),
        None,
    )
    return _Grid(table, _title_axis(table, context, words), columns, unit_column, context, words)


def _title_axis(table: Table, context: Context, words: Dictionary) -> _Axis:
    found = years(table.title)
    unit = re.search(r"单位[:：]\s*([^）)\s]+)", table.title)
    return _Axis(
        year=found[0] if len(found) == 1 else None,
        unit=words.unit(unit[1]) if unit else words.unit_of_label(table.title),
        about=_named(table.title, context),
    )


def _path(cells: Iterator[Cell]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.text for cell in cells if cell.text))


def _axis(path: tuple[str, ...], context: Context, words: Dictionary) -> _Axis:
    """Read the parts of a header path; later, more specific parts win."""
    axis = _Axis(path=path)
    for text in path:
        axis = _refine(axis, text, context, words)
    return axis


def _refine(axis: _Axis, text: str, context: Context, words: Dictionary) -> _Axis:
    unit = words.unit_of_label(text) or axis.unit
    axis = replace(axis, unit=unit)
    if (found := years(text)) and not _letters(re.sub(r"\d{4}\s*(年度?|学年|届)", "", text)):
        return replace(axis, year=found[0])
    if measure := _measure(text, words):
        return replace(axis, measure=measure)
    if about := context.canonical(text):
        return replace(axis, about=about)
    if words.is_total(text) and axis.indicator:
        return axis
    if indicator := words.indicator(text):
        return replace(axis, indicator=indicator.code)
    if breakdown := words.breakdown(text):
        return replace(axis, breakdowns=(*axis.breakdowns, breakdown))
    return axis


def _letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


def _measure(text: str, words: Dictionary) -> str | None:
    concept = words.schema.concept("measure-kind", label(text))
    bare = concept or words.schema.concept("measure-kind", re.sub(r"\(.*\)", "", label(text)))
    return bare.code if bare and bare.code in (CHANGE, GROWTH) else None


def _named(text: str, context: Context) -> str | None:
    """The one school that a title names, if it names one."""
    named = {n for n, _, _ in context.mentions(text) if context.kinds.get(n) == "School"}
    return named.pop() if len(named) == 1 else None


def _row_facts(grid: _Grid, row: tuple[Cell, ...]) -> Iterator[Fact]:
    labels = row[: grid.table.label_columns]
    axis = _axis(_path(iter(labels)), grid.context, grid.words)
    if grid.unit_column is not None:
        axis = replace(axis, unit=grid.words.unit(row[grid.unit_column].text) or axis.unit)
    percent = any("%" in fold(c.text) for c in row)
    for index in range(grid.table.label_columns, len(row)):
        if index != grid.unit_column and row[index].text:
            yield from _cell_fact(grid, axis, index, row[index], percent)


def _cell_fact(
    grid: _Grid, row: _Axis, index: int, cell: Cell, percent: bool
) -> Iterator[Fact]:
    column = grid.columns[index]
    quantity = _value(cell.text)
    status = grid.words.schema.concept("obs-status", cell.text)
    meaning = _meaning(grid, row, column, cell.text, percent)
    if meaning is None or cell.span is None or (quantity is None and status is None):
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


def _value(text: str) -> Quantity | None:
    """The number of a cell that prints one number and nothing else but a unit."""
    found = quantities(text.lstrip("≥≤≧≦>< "))
    offset = len(text) - len(text.lstrip("≥≤≧≦>< "))
    if len(found) != 1 or len(_letters(text[found[0].end + offset :])) > 4:
        return None
    if offset:
        return replace(found[0], start=found[0].start + offset, end=found[0].end + offset)
    return found[0] if re.match(r"[^\w]*[-\d]", text) else None


def _meaning(
    grid: _Grid, row: _Axis, column: _Axis, text: str, percent: bool
) -> Meaning | None:
    """Row, column and title together say what a cell measures; None without an indicator."""
    indicator, breakdowns = _indicator(grid, row, column)
    if indicator is None:
        return None
    measure = row.measure or column.measure
    period, assumed, base = _periods(grid, row, column, measure)
    concept = grid.words.schema.concepts["indicator"].get(indicator)
    own = (concept and concept.kind) or LEVEL
    unit = _unit(grid, row, column, text)
    if unit is None and concept and concept.unit:
        unit = Unit(concept.unit, _ONE.factor)
    return Meaning(
        about=row.about or column.about or grid.title.about or grid.context.region,
        indicator=indicator,
        measure=measure or own,
        unit=_measured_unit(unit or _ONE, measure, text, percent),
        period=period,
        assumed=assumed,
        base=base,
        breakdowns=breakdowns,
    )


def _indicator(grid: _Grid, row: _Axis, column: _Axis) -> tuple[str | None, tuple[str, ...]]:
    """The indicator by code; a header that is no known wording stays under its printed name."""
    breakdowns = tuple(dict.fromkeys((*row.breakdowns, *column.breakdowns)))
    known = column.indicator if _fixed(row) else row.indicator or column.indicator
    if known and not _unread(row if row.indicator else column, grid):
        return known, breakdowns
    carrier = column if _fixed(row) else row
    printed = [_printed(p) for p in carrier.path if not _measure(p, grid.words)]
    return "".join(dict.fromkeys(printed)) or None, ()


def _fixed(axis: _Axis) -> bool:
    """A header that only dates, measures or names its cells carries no indicator."""
    return axis.indicator is None and bool(axis.year or axis.measure or axis.about)


def _unread(axis: _Axis, grid: _Grid) -> bool:
    """Whether the last part of a path is a wording that no list knows."""
    last = axis.path[-1]
    known = grid.words.indicator(last) or grid.words.breakdown(last) or grid.words.is_total(last)
    return not (known or years(last) or grid.context.canonical(last) or _measure(last, grid.words))


def _printed(text: str) -> str:
    shown = label(text)
    inside = bracketed(shown)
    return re.sub(r"\([^()]*\)$", "", shown) if inside and dictionary().unit(inside) else shown


def _periods(
    grid: _Grid, row: _Axis, column: _Axis, measure: str | None
) -> tuple[int, bool, int | None]:
    """Data year, whether it is the report's, and the base year of a change or growth rate."""
    year = column.year or row.year or grid.title.year
    if measure in (CHANGE, GROWTH):
        known = sorted({c.year for c in grid.columns if c.year})
        if len(known) >= 2:
            return known[-1], False, known[-2]
        current = year or grid.context.data_year
        return current, year is None, current - 1
    return year or grid.context.data_year, year is None, None


def _unit(grid: _Grid, row: _Axis, column: _Axis, text: str) -> Unit | None:
    found = quantities(text)
    tail = fold(text[found[0].unit_at :]) if found else ""
    if ":" in fold(text):
        return Unit("ratio", _ONE.factor)
    return grid.words.unit(tail) or row.unit or column.unit or grid.title.unit


def _measured_unit(unit: Unit, measure: str | None, text: str, percent: bool) -> Unit:
    """Growth is in per cent; a change of a share is in percentage points, or a bare fraction."""
    if measure == GROWTH:
        bare = any(c.isdigit() for c in text) and "%" not in fold(text)
        return _ONE if bare else Unit("percent", _ONE.factor)
    if measure == CHANGE and percent and "%" in fold(text):
        return Unit("percentage-point", _ONE.factor)
    if measure == CHANGE and unit.code in ("percent", "ratio"):
        return _ONE
    return unit
