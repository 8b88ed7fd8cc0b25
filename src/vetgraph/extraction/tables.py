"""Tables become facts: each value cell takes its meaning from its row and column headers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph.extraction import headers
from vetgraph.extraction.cells import cell_parts, cell_value
from vetgraph.extraction.dictionary import Dictionary, Unit, dictionary
from vetgraph.extraction.headers import Axis
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
from vetgraph.extraction.registers import is_register, register_facts
from vetgraph.extraction.shares import share_indicator
from vetgraph.model import Citation, Span
from vetgraph.reading.tables import row_labels
from vetgraph.text import fold, label, quantities, years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.model import Cell, Fact, Table
    from vetgraph.schema import Concept

RULE = "rule-table-cell"
_ONE = Unit("one", Decimal(1))
_PART = re.compile(r"\s*(?:其中|#|——)")
_APART = frozenset(("person", "person-time", "person-day", "class-hour", "day"))


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table with what its title, columns and unit column say."""

    table: Table
    title: Axis
    columns: tuple[Axis, ...]
    unit_column: int | None
    values: tuple[int, ...]
    units: tuple[Unit, ...]
    context: Context
    words: Dictionary


def table_facts(table: Table, context: Context) -> Iterator[Fact]:
    """The facts of one table, row by row."""
    words = dictionary()
    if is_register(table, words):
        yield from register_facts(table, context, words)
        return
    grid = _grid(table, context, words)
    above = Axis()
    for row in table.rows:
        own = _row_axis(grid, row)
        axis = _under(own, above, grid)
        if not headers.bears_no_value(axis.path[-1:], words):
            yield from _row_facts(grid, row, axis)
        above = above if own.path and _PART.match(own.path[-1]) else axis


def listed_things(table: Table) -> Iterator[tuple[str, str]]:
    """The schools, majors and regions that a table names in its headers, with their class."""
    words = dictionary()
    for index, head in enumerate(_heads(table)):
        kind = headers.listed(head, words)
        for name in (row_labels(table, row)[index].text for row in table.rows):
            if kind and _is_listed(name, kind, words):
                yield name, kind
            elif kind is None and _is_own_name(name, words):
                yield name, "School"
    yield from _heading_things(table, words)


def _heads(table: Table) -> list[str]:
    """The innermost printed header above each column of row labels."""
    rows = [row_labels(table, row) for row in table.headers]
    return [(headers.path_of(cells)[-1:] or ("",))[0] for cells in zip(*rows, strict=True)]


def _heading_things(table: Table, words: Dictionary) -> Iterator[tuple[str, str]]:
    ends = [headers.path_of(row[i] for row in table.headers)[-1:] for i in _columns(table)]
    names = list(dict.fromkeys(end[0] for end in ends if end))
    for name in names:
        if _is_own_name(name, words):
            yield name, "School"
    regions = _regions(names, words)
    yield from ((name, "Region") for name in names if name in regions)


def _is_own_name(name: str, words: Dictionary) -> bool:
    """Whether a header names a school: 全日制成人中专 ends like one and is a kind of student."""
    listed = words.indicator(name) or words.breakdown(name)
    return listed is None and headers.is_school(name)


def _regions(names: list[str], words: Dictionary) -> set[str]:
    """The columns that are named like regions, when several are."""
    found = {n for n in names if headers.is_region(n) and words.indicator(n) is None}
    return found if len(found) > 1 else set()


def _columns(table: Table) -> range:
    return range(table.label_columns, len(table.headers[0]))


def _is_listed(name: str, kind: str, words: Dictionary) -> bool:
    """Whether a label under 学校, 专业 or 区县 is a name, and no total, mean, year or part."""
    if not name or words.is_total(name) or years(name) or headers.is_average(name):
        return False
    if _PART.match(name) or (kind != "Major" and words.breakdown(name)):
        return False
    return kind != "Region" or headers.is_region(name)


def _grid(table: Table, context: Context, words: Dictionary) -> _Grid:
    paths = [headers.path_of(row[i] for row in table.headers) for i in range(len(table.headers[0]))]
    columns = [headers.axis_of(path, context, words) for path in paths]
    regions = _regions([paths[i][-1] for i in _columns(table) if paths[i]], words)
    for index in _columns(table):
        if paths[index] and paths[index][-1] in regions and columns[index].about is None:
            columns[index] = replace(columns[index], about=paths[index][-1])
    unit_column = next(
        (i for i, p in enumerate(paths) if p and label(p[-1]) in ("单位", "计量单位")), None
    )
    values = tuple(
        i
        for i in _columns(table)
        if i != unit_column and not headers.bears_no_value(paths[i], words)
    )
    title = headers.title_axis(table.title, context, words)
    units = headers.title_units(table.title, words)
    return _Grid(table, title, tuple(columns), unit_column, values, units, context, words)


def _row_axis(grid: _Grid, row: tuple[Cell, ...]) -> Axis:
    """What a row's labels say; under the header 学校 they name schools, under 专业 majors.

    The number in front of a table's only row is one of its values, and names nothing.
    """
    labels = row_labels(grid.table, row)
    if len(grid.table.rows) == 1 and all(c.text.isdigit() and not years(c.text) for c in labels):
        return Axis()
    axis = Axis(path=headers.path_of(labels))
    for cell, head in zip(labels, _heads(grid.table), strict=True):
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


def _in_unit(grid: _Grid, axis: Axis, unit: str) -> Axis:
    """A row with the unit of its unit column: 培训人数 in 人天 is not 培训人数 in 人次."""
    found = grid.words.unit(unit)
    code = axis.path and grid.words.indicators.get(f"{label(axis.path[-1])}({fold(unit)})")
    return replace(axis, unit=found or axis.unit, indicator=code or axis.indicator)


def _under(axis: Axis, above: Axis, grid: _Grid) -> Axis:
    """A row that is a part of the one above it: 其中：女, a group, 增长率 of what stands above."""
    if axis.indicator or axis.about or axis.year or above.indicator is None or not axis.path:
        return axis
    part = _PART.match(axis.path[-1]) is not None
    unit = axis.unit or above.unit or _own_unit(grid, above.indicator)
    if axis.measure or (axis.breakdowns and not headers.unread(axis, grid.context, grid.words)):
        return replace(axis, indicator=above.indicator, unit=axis.unit or above.unit)
    return replace(axis, path=(*above.path, *axis.path), unit=unit) if part else axis


def _own_unit(grid: _Grid, indicator: str) -> Unit | None:
    concept = grid.words.schema.concepts["indicator"].get(indicator)
    return Unit(concept.unit, _ONE.factor) if concept and concept.unit else None


def _row_facts(grid: _Grid, row: tuple[Cell, ...], axis: Axis) -> Iterator[Fact]:
    percent = any("%" in fold(c.text) for c in row)
    for index in grid.values:
        parts = cell_parts(row[index].text) if row[index].text else ()
        if len(parts) > 1 and (axis.measure or grid.columns[index].measure):
            continue
        for at, text in parts:
            yield from _cell_fact(grid, axis, index, _part(row[index], at, text), percent)


def _part(cell: Cell, at: int, text: str) -> Cell:
    """The part of a cell that prints one figure."""
    if cell.span is None or text == cell.text:
        return cell
    start = cell.span.start + at
    return replace(cell, text=text, span=Span(start, start + len(text)))


def _cell_fact(grid: _Grid, row: Axis, index: int, cell: Cell, percent: bool) -> Iterator[Fact]:
    column = grid.columns[index]
    quantity = cell_value(cell.text)
    status = grid.words.schema.concept("obs-status", cell.text)
    if cell.span is None or (quantity is None and status is None):
        return
    meaning = _meaning(grid, row, column, cell.text, percent)
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


def _meaning(grid: _Grid, row: Axis, column: Axis, text: str, percent: bool) -> Meaning | None:
    """Row, column and title together say what a cell measures; None without an indicator."""
    indicator, breakdowns = _indicator(grid, row, column)
    if indicator is None:
        return None
    concept = grid.words.schema.concepts["indicator"].get(indicator)
    unit = _unit(grid, row, column, text, concept)
    own = (concept and concept.kind) or LEVEL
    measure = _measure(row.measure or column.measure, own, unit, text, concept)
    if measure == SHARE and concept and own == LEVEL:
        indicator = share_indicator(indicator, None) or indicator
    if unit is None and concept and concept.unit:
        unit = Unit(concept.unit, _ONE.factor)
    period, assumed, base = _periods(grid, row, column, measure)
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


def _measure(
    said: str | None, own: str, unit: Unit | None, text: str, concept: Concept | None
) -> str | None:
    """A count in per cent is a share of its whole; its change in per cent is its growth."""
    if concept is None or own != LEVEL:
        return said
    in_percent = "%" in fold(text) or (unit is not None and unit.code == "percent")
    if in_percent and said is None:
        return SHARE
    return GROWTH if in_percent and said == CHANGE else said


def _indicator(grid: _Grid, row: Axis, column: Axis) -> tuple[str | None, tuple[str, ...]]:
    """The indicator by code; a header that is no known wording stays under its printed name."""
    breakdowns = tuple(dict.fromkeys((*row.breakdowns, *column.breakdowns)))
    known = column.indicator if row.fixed else row.indicator or column.indicator
    if known is None and _sums_up(grid, row, column):
        known = grid.title.indicator
    if known and not _is_unread(grid, row, column) and not _differs(grid, row, column, known):
        return known, breakdowns
    if not any(axis.path for axis in grid.columns):
        return None, ()
    carriers = [axis for axis in (column, row) if not axis.fixed and axis.path]
    if known is None and not _apart(grid, row, column):
        carriers = [column if row.fixed else row]
    name = "·".join(filter(None, (headers.printed(axis, grid.words) for axis in carriers)))
    if grid.title.path and row.path and all(map(grid.words.is_total, (*row.path, name))):
        name = "·".join((*grid.title.path, name))
    wording = re.search(r"[^\W\d_]", name) and grid.words.unit(name) is None
    return (name if wording else None), ()


def _apart(grid: _Grid, row: Axis, column: Axis) -> bool:
    """Whether a column says something of its own about its rows: 调查人次 beside 2022年."""
    if row.fixed or column.fixed or not (row.path and column.path) or len(grid.values) < 2:
        return False
    total = grid.words.is_total(column.path[-1]) or headers.is_neutral(column)
    return column.indicator is not None or not total


def _sums_up(grid: _Grid, row: Axis, column: Axis) -> bool:
    """Whether a row is a total or a group of what the title names: 招生情况 with a row 合计."""
    if row.fixed or not row.path or not (column.fixed or headers.is_neutral(column)):
        return False
    words = grid.words
    return bool(row.breakdowns) or all(words.is_total(text) for text in row.path)


def _is_unread(grid: _Grid, row: Axis, column: Axis) -> bool:
    """Whether row or column says something that no list knows."""
    if headers.unread(row, grid.context, grid.words):
        return True
    if not headers.unread(column, grid.context, grid.words):
        return False
    if row.indicator is None or row.fixed:
        return not (grid.title.indicator and headers.is_neutral(column))
    alone = len(grid.values) < 2 and not headers.is_average(column.path[-1])
    return not (alone or headers.is_neutral(column))


def _differs(grid: _Grid, row: Axis, column: Axis, known: str) -> bool:
    """Whether a header prints a unit, or a kind of quantity, that the indicator does not have."""
    concept = grid.words.schema.concepts["indicator"].get(known)
    other = grid.words.schema.concepts["indicator"].get(column.indicator or "")
    if concept and other and row.indicator and (concept.kind == LEVEL) != (other.kind == LEVEL):
        return True
    given = row.unit or column.unit
    return bool(concept and given and not _fits(grid, given, concept, apart=True))


def _fits(grid: _Grid, unit: Unit, concept: Concept, *, apart: bool = False) -> bool:
    """Whether an indicator may be printed in a unit; with ``apart`` only 人, 人次, 人天 differ."""
    own = concept.unit
    if own is None or unit.code == own or unit.code in grid.words.alike(own):
        return True
    if unit.code in _APART and own in _APART:
        return False
    known = grid.words.schema.concepts["unit"]
    return apart or (known[unit.code].counts and known[own].counts)


def _periods(
    grid: _Grid, row: Axis, column: Axis, measure: str | None
) -> tuple[int, bool, int | None]:
    """Data year, whether it is the report's, and the base year of a change or growth rate."""
    year = column.year or row.year or grid.title.year
    if measure in (CHANGE, GROWTH):
        known = sorted({c.year for c in grid.columns if c.year})
        if row.measure and column.year:
            return column.year, False, max((y for y in known if y < column.year), default=None)
        if len(known) >= 2:
            return known[-1], False, known[-2]
        current = year or grid.context.data_year
        return current, year is None, current - 1
    return year or grid.context.data_year, year is None, None


def _unit(grid: _Grid, row: Axis, column: Axis, text: str, concept: Concept | None) -> Unit | None:
    """The unit of a cell: its own, its row's, its column's, or one of the title that fits."""
    found = quantities(text)
    tail = fold(text[found[0].unit_at :]) if found else ""
    if ":" in fold(text):
        return Unit("ratio", _ONE.factor)
    if own := grid.words.unit(tail):
        return own
    if concept is None and _apart(grid, row, column):
        return column.unit or _own_unit(grid, column.indicator or "") or _shared(grid, row, column)
    if own := row.unit or column.unit:
        return own
    if concept is None and column.path and label(column.path[-1]).endswith("人数"):
        return Unit("person", _ONE.factor)
    if concept is None and (known := column.indicator or row.indicator):
        return _own_unit(grid, known)
    wider = (*grid.units, *((grid.title.unit,) if grid.title.unit else ()))
    return next((u for u in wider if concept is None or _fits(grid, u, concept)), None)


def _shared(grid: _Grid, row: Axis, column: Axis) -> Unit | None:
    """The unit of a row under a header that only groups it (男, a school), and counts nothing."""
    if re.search("[数次量额率比]$", label(column.path[-1])):
        return None
    return row.unit or _own_unit(grid, row.indicator or "")


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
