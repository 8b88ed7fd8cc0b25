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
    SHARE,
    Meaning,
    Place,
    not_reported,
    observation,
)
from vetgraph.extraction.registers import is_register, register_facts, role_of
from vetgraph.extraction.shares import share_indicator
from vetgraph.model import Citation
from vetgraph.reading.tables import row_labels
from vetgraph.text import (
    BARE_YEAR,
    HEDGES,
    YEAR,
    bracketed,
    fold,
    label,
    quantities,
    years,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.model import Cell, Fact, Table
    from vetgraph.text import Quantity

RULE = "rule-table-cell"
_ONE = Unit("one", Decimal(1))
_YEAR_RANGE = re.compile(r"\d{4}\s*年?\s*[-—–~～至]\s*\d{4}")
_COMPARED = re.compile(rf"[比较]\s*{YEAR.pattern}")
_SHARE = re.compile(r"(?:所?占.{0,14}?的?)?(?:比例|比重|占比|百分比)")
_NO_FIGURE = re.compile(r".*(?:代码|编号|序号|时间|日期|电话|年份|学号)$")


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


def listed_things(table: Table) -> Iterator[tuple[str, str]]:
    """The schools and majors that a table names in its row labels, with their class."""
    words = dictionary()
    for index, head in enumerate(row_labels(table, table.headers[-1])):
        if (kind := _listed(head.text, words)) is None:
            continue
        for name in (row_labels(table, row)[index].text for row in table.rows):
            if name and not words.is_total(name) and not years(name):
                yield name, kind


_LISTED = {"school": "School", "major": "Major"}


def _listed(header: str, words: Dictionary) -> str | None:
    """The class of the things under a header of row labels: 学校, 专业名称."""
    role = role_of(header, words)
    return _LISTED.get(role.name) if role else None


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
    found = [] if _YEAR_RANGE.search(table.title) else years(table.title)
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
    axis = replace(axis, unit=words.unit_of_label(text) or axis.unit)
    axis, text = _year_of(axis, text)
    if not _letters(text):
        return axis
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


def _year_of(axis: _Axis, text: str) -> tuple[_Axis, str]:
    """The year of a header and what else it says; 比2020年 dates only the comparison."""
    if BARE_YEAR.fullmatch(text.strip()):
        return replace(axis, year=int(text)), ""
    text = _COMPARED.sub("", text)
    found = years(text)
    return (replace(axis, year=found[-1]), _undated(text)) if found else (axis, text)


def _undated(text: str) -> str:
    return re.sub(r"(?:\d{4}\s*[-—–~～至]\s*)?\d{4}\s*(?:学?年度?|届)", "", text)


def _letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


def _measure(text: str, words: Dictionary) -> str | None:
    shown = label(_undated(_COMPARED.sub("", text)))
    bare = re.sub(r"\(.*\)", "", shown)
    if _SHARE.fullmatch(bare):
        return SHARE
    concept = words.schema.concept("measure-kind", shown) or words.schema.concept(
        "measure-kind", bare
    )
    return concept.code if concept and concept.code in (CHANGE, GROWTH) else None


def _named(text: str, context: Context) -> str | None:
    """The one school that a title names, if it names one."""
    named = {n for n, _, _ in context.mentions(text) if context.kinds.get(n) == "School"}
    return named.pop() if len(named) == 1 else None


def _row_facts(grid: _Grid, row: tuple[Cell, ...]) -> Iterator[Fact]:
    axis = _row_axis(grid, row)
    if grid.unit_column is not None:
        axis = replace(axis, unit=grid.words.unit(row[grid.unit_column].text) or axis.unit)
    percent = any("%" in fold(c.text) for c in row)
    for index in range(grid.table.label_columns, len(row)):
        if index != grid.unit_column and row[index].text and not _no_figure(grid, index):
            yield from _cell_fact(grid, axis, index, row[index], percent)


def _no_figure(grid: _Grid, index: int) -> bool:
    """Codes and dates are digits but no figures."""
    return any(_NO_FIGURE.fullmatch(label(text)) for text in grid.columns[index].path)


def _row_axis(grid: _Grid, row: tuple[Cell, ...]) -> _Axis:
    """What a row's labels say; under the header 学校 they name schools, under 专业 majors."""
    labels = row_labels(grid.table, row)
    axis = _Axis(path=_path(iter(labels)))
    heads = row_labels(grid.table, grid.table.headers[-1])
    for cell, head in zip(labels, heads, strict=True):
        kind = _listed(head.text, grid.words)
        if not cell.text:
            continue
        if kind is None or years(cell.text) or grid.words.is_total(cell.text):
            axis = _refine(axis, cell.text, grid.context, grid.words)
        elif kind == "School":
            axis = replace(axis, about=grid.context.canonical(cell.text) or cell.text)
        else:
            axis = replace(axis, breakdowns=(*axis.breakdowns, cell.text))
    return axis


def _cell_fact(grid: _Grid, row: _Axis, index: int, cell: Cell, percent: bool) -> Iterator[Fact]:
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
    """The number of a cell that prints one number and nothing else but a hedge and a unit."""
    found = quantities(text)
    if len(found) != 1 or not _ONLY_HEDGE.fullmatch(text[: found[0].start]):
        return None
    behind = text[found[0].end :].replace(found[0].hedge or "", "")
    tail = _letters(behind)
    known = not tail or tail == "年" or dictionary().unit(tail) or dictionary().unit(fold(behind))
    return found[0] if known and re.search(r"\d", text) else None


_ONLY_HEDGE = re.compile(rf"[^\w]*(?:{HEDGES})?[^\w]*")


def _meaning(grid: _Grid, row: _Axis, column: _Axis, text: str, percent: bool) -> Meaning | None:
    """Row, column and title together say what a cell measures; None without an indicator."""
    indicator, breakdowns = _indicator(grid, row, column)
    if indicator is None:
        return None
    measure = row.measure or column.measure
    period, assumed, base = _periods(grid, row, column, measure)
    concept = grid.words.schema.concepts["indicator"].get(indicator)
    own = (concept and concept.kind) or LEVEL
    if measure == SHARE and concept and own == LEVEL:
        indicator = share_indicator(indicator, None) or indicator
    unit = _unit(grid, row, column, text)
    if unit is None and concept and concept.unit:
        unit = Unit(concept.unit, _ONE.factor)
    return Meaning(
        about=row.about or column.about or grid.title.about or grid.context.region,
        indicator=indicator,
        measure=measure or own,
        unit=_measured_unit(unit or _ONE, measure, text, percent, column.unit or row.unit),
        period=period,
        assumed=assumed,
        base=base,
        breakdowns=breakdowns,
    )


def _indicator(grid: _Grid, row: _Axis, column: _Axis) -> tuple[str | None, tuple[str, ...]]:
    """The indicator by code; a header that is no known wording stays under its printed name."""
    breakdowns = tuple(dict.fromkeys((*row.breakdowns, *column.breakdowns)))
    known = column.indicator if _fixed(row) else row.indicator or column.indicator
    carrier, other = (row, column) if row.indicator and not _fixed(row) else (column, row)
    if known and not _unread(carrier, grid) and not (other is row and _unread(row, grid)):
        return known, breakdowns
    if not any(axis.path for axis in grid.columns):
        return None, ()
    carriers = [axis for axis in (column, row) if not _fixed(axis) and axis.path]
    if known is None:
        carriers = [column if _fixed(row) else row]
    printed = "·".join(filter(None, (_printed_path(axis, grid) for axis in carriers)))
    wording = re.search(r"[^\W\d_]", printed) and grid.words.unit(printed) is None
    return (printed if wording else None), ()


def _printed_path(axis: _Axis, grid: _Grid) -> str:
    parts = [_printed(p) for p in axis.path if not _measure(p, grid.words)]
    return "".join(dict.fromkeys(parts))


def _fixed(axis: _Axis) -> bool:
    """A header that only dates, measures or names its cells carries no indicator."""
    return axis.indicator is None and bool(axis.year or axis.measure or axis.about)


def _unread(axis: _Axis, grid: _Grid) -> bool:
    """Whether the last part of a path is a wording that no list knows."""
    if not axis.path or (axis.about and not axis.indicator):
        return False
    last = axis.path[-1]
    said = _undated(last)
    words = grid.words
    known = words.indicator(said) or words.breakdown(last) or words.is_total(last)
    named = grid.context.canonical(last) or last in axis.breakdowns
    return not (known or named or _measure(last, words) or not _letters(_year_of(axis, last)[1]))


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


def _measured_unit(
    unit: Unit, measure: str | None, text: str, percent: bool, headed: Unit | None
) -> Unit:
    """Growth is in per cent; a change of a share is in percentage points, or a bare fraction.

    ``headed`` is the unit that a header prints for the cell, if one does.
    """
    marked = "%" in fold(text)
    in_percent = headed is not None and headed.code == "percent"
    if measure in (GROWTH, SHARE):
        bare = any(c.isdigit() for c in text) and not marked and not in_percent
        return _ONE if bare else Unit("percent", _ONE.factor)
    if measure == CHANGE and ((percent and marked) or in_percent):
        return Unit("percentage-point", _ONE.factor)
    if measure == CHANGE and unit.code in ("percent", "ratio"):
        return _ONE
    return unit
