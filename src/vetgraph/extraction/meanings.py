"""What a table cell measures: its row, its column and the title together."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph.extraction import headers
from vetgraph.extraction.dictionary import Unit
from vetgraph.extraction.grid import heads, own_unit
from vetgraph.extraction.observation import CHANGE, GROWTH, LEVEL, SHARE, Meaning
from vetgraph.extraction.shares import share_indicator
from vetgraph.text import fold, label, quantities

if TYPE_CHECKING:
    from vetgraph.extraction.grid import Grid
    from vetgraph.extraction.headers import Axis
    from vetgraph.schema import Concept

_SOME_MAJORS = re.compile(
    "(?:委托|典型|代表性)(?=培训|项目|合作)|(?:[国省市区县]级)?(?:骨干|重点|特色|示范|主要|主干|部分|品牌|优势|热门|高水平|新[增设开办])专业"
)
_ENDING = re.compile("(?:情况|统计|一览|汇总)?表?$")
_ONE = Unit("one", Decimal(1))
_PERSONS = re.compile("(?:人|教师|学生|新生|学员|人员|教职工)总?数$")
_APART = frozenset(
    ("person", "person-time", "person-day", "class-hour", "day", "school-unit", "enterprise-unit")
)


def meaning_of(grid: Grid, row: Axis, column: Axis, text: str, percent: bool) -> Meaning | None:
    """Row, column and title together say what a cell measures; None without an indicator."""
    indicator, breakdowns = _indicator(grid, row, column)
    if indicator is None:
        return None
    concept = grid.words.schema.concepts["indicator"].get(indicator)
    unit = _unit(grid, row, column, text, concept)
    own = (concept and concept.kind) or LEVEL
    if concept is None and unit is not None and unit.code == "percent":
        own = SHARE
    moved = column.measure in (CHANGE, GROWTH) and row.measure == SHARE
    said = column.measure if moved else row.measure or column.measure
    measure = _measure(said, own, unit, text, concept)
    if measure == SHARE and concept and own == LEVEL and (whole := row.whole or column.whole):
        indicator = share_indicator(indicator, whole) or indicator
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


def _indicator(grid: Grid, row: Axis, column: Axis) -> tuple[str | None, tuple[str, ...]]:
    """The indicator by code; a header that is no known wording stays under its printed name."""
    breakdowns = tuple(dict.fromkeys((*row.breakdowns, *column.breakdowns)))
    if some := _of_some_majors(grid, row):
        return f"{some}·{headers.printed(column, grid.words)}", breakdowns
    known = column.indicator if row.fixed else row.indicator or column.indicator
    if known is None and _sums_up(grid, row, column):
        known = grid.title.indicator
    if known and not _is_unread(grid, row, column) and not _differs(grid, row, column, known):
        return known, breakdowns
    if not any(axis.path for axis in grid.columns):
        return None, ()
    if row.about and (column.fixed or headers.is_neutral(column)) and grid.title.path:
        return grid.title.indicator or grid.title.path[0], breakdowns
    return _printed_name(grid, row, column, known), ()


def _of_some_majors(grid: Grid, row: Axis) -> str | None:
    """骨干专业: what a table of majors is limited to; its totals are those of no whole school."""
    said = _SOME_MAJORS.search("".join(grid.title.path))
    listed = (headers.listed(head, grid.words) for head in heads(grid.table))
    total = row.path and grid.words.is_total(row.path[-1])
    partial = said is not None and ("专业" not in said[0] or "Major" in listed)
    return said[0] if said and total and partial else None


def _printed_name(grid: Grid, row: Axis, column: Axis, known: str | None) -> str | None:
    """The words that name a figure whose indicator no list has; None when there are none."""
    carriers = [axis for axis in (column, row) if not axis.fixed and axis.path]
    if known is None and not _apart(grid, row, column):
        carriers = [column if row.fixed or not row.path else row]
    if column.measure == SHARE and (left := _counted_beside(grid, column)):
        carriers = [left, *carriers]
    name = "·".join(filter(None, (headers.printed(axis, grid.words) for axis in carriers)))
    total = all(map(grid.words.is_total, (*row.path, name)))
    if grid.title.path and (total if row.path else column.indicator is None):
        name = "·".join((*grid.title.path, name))
    if not re.search(r"[^\W\d_]", name):
        return None
    if grid.words.unit(name) is None:
        return name
    # 各校社会培训情况 over a column 人次: the title says what is counted.
    said = headers.undated(_ENDING.sub("", grid.title.path[0])) if grid.title.path else ""
    return f"{said}·{name}" if said else None


def _counted_beside(grid: Grid, column: Axis) -> Axis | None:
    """The column of counts that a column of shares stands beside: 计划数 | 比例."""
    before = grid.columns[: grid.columns.index(column)]
    beside = grid.columns[grid.table.label_columns : len(before)][-1:]
    return next((axis for axis in beside if axis.path and not axis.fixed), None)


def _apart(grid: Grid, row: Axis, column: Axis) -> bool:
    """Whether a column says something of its own about its rows: 调查人次 beside 2022年."""
    if row.fixed or column.fixed or not (row.path and column.path) or len(grid.values) < 2:
        return False
    total = grid.words.is_total(column.path[-1]) or headers.is_neutral(column)
    return column.indicator is not None or not total


def _sums_up(grid: Grid, row: Axis, column: Axis) -> bool:
    """Whether a row is a total or a group of what the title names: 招生情况 with a row 合计."""
    grouped = bool(column.breakdowns) and column.indicator is None
    if row.fixed or not row.path:
        return False
    words = grid.words
    total = bool(column.path) and words.is_total(column.path[-1])
    if not (column.fixed or grouped or total or headers.is_neutral(column)):
        return False
    return bool(row.breakdowns) or words.is_total(row.path[-1])


def _is_unread(grid: Grid, row: Axis, column: Axis) -> bool:
    """Whether row or column says something that no list knows."""
    if headers.unread(row, grid.context, grid.words):
        return True
    if not headers.unread(column, grid.context, grid.words):
        return False
    if row.indicator is None or row.fixed:
        return not (grid.title.indicator and headers.is_neutral(column))
    alone = len(grid.values) < 2 and not headers.is_average(column.path[-1])
    return not (alone or headers.is_neutral(column))


def _differs(grid: Grid, row: Axis, column: Axis, known: str) -> bool:
    """Whether a header prints a unit, or a kind of quantity, that the indicator does not have."""
    concept = grid.words.schema.concepts["indicator"].get(known)
    other = grid.words.schema.concepts["indicator"].get(column.indicator or "")
    if concept and other and row.indicator and (concept.kind == LEVEL) != (other.kind == LEVEL):
        return True
    given = row.unit or column.unit
    return bool(concept and given and not _fits(grid, given, concept, apart=True))


def _fits(grid: Grid, unit: Unit, concept: Concept, *, apart: bool = False) -> bool:
    """Whether an indicator may be printed in a unit; with ``apart`` only 人, 人次, 人天 differ."""
    own = concept.unit
    if own is None or unit.code == own or unit.code in grid.words.alike(own):
        return True
    if unit.code in _APART and own in _APART:
        return False
    known = grid.words.schema.concepts["unit"]
    return apart or (known[unit.code].counts and known[own].counts)


def _periods(
    grid: Grid, row: Axis, column: Axis, measure: str | None
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


def _unit(grid: Grid, row: Axis, column: Axis, text: str, concept: Concept | None) -> Unit | None:
    """The unit of a cell: its own, its row's, its column's, or one of the title that fits."""
    found = quantities(text)
    tail = fold(text[found[0].unit_at :]) if found else ""
    if ":" in fold(text):
        return Unit("ratio", _ONE.factor)
    if own := grid.words.unit(tail):
        return own
    if concept is None and column.path and _PERSONS.search(label(column.path[-1])):
        return Unit("person", _ONE.factor)
    if column.path and (named := grid.words.unit(label(column.path[-1]))):
        return named
    worded = headers.worded_unit(grid.table.title, (*column.path, *row.path), grid.words)
    if concept is None and not worded and _apart(grid, row, column):
        return (
            column.unit
            or own_unit(column.indicator or "", grid.words)
            or _shared(grid, row, column)
        )
    if own := row.unit or column.unit or worded:
        return own
    if concept is None and (known := column.indicator or row.indicator):
        return own_unit(known, grid.words)
    wider = (*grid.units, *((grid.title.unit,) if grid.title.unit else ()))
    return next((u for u in wider if concept is None or _fits(grid, u, concept)), None)


def _shared(grid: Grid, row: Axis, column: Axis) -> Unit | None:
    """The unit of a row under a header that only groups it (男, a school), and counts nothing."""
    if re.search("[数次量额率比]$", label(column.path[-1])):
        return None
    return row.unit or own_unit(row.indicator or "", grid.words)


def _measured_unit(
    unit: Unit, measure: str | None, text: str, percent: bool, headed: Unit | None
) -> Unit:
    """Growth is in per cent; a change of a share is in percentage points, or a bare fraction.

    The fraction stands beside shares that are printed with % (``percent``).
    ``headed`` is the unit that a header prints for the cell, if one does.
    """
    marked = "%" in fold(text)
    in_percent = headed is not None and headed.code == "percent"
    if measure in (GROWTH, SHARE):
        bare = any(c.isdigit() for c in text) and not marked and not in_percent
        return _ONE if bare else Unit("percent", _ONE.factor)
    bare = unit.code == "percent" and not percent
    if measure == CHANGE and ((percent and marked) or in_percent or bare):
        return Unit("percentage-point", _ONE.factor)
    if measure == CHANGE and unit.code in ("percent", "ratio"):
        return _ONE
    return unit
