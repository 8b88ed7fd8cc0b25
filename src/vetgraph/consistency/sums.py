"""Parts, groups and rows against the wholes that they make."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

from vetgraph.consistency.checks import Check
from vetgraph.consistency.figures import WHOLE, indicator
from vetgraph.consistency.formulas import Sum, Within
from vetgraph.consistency.tables import ALL, NOT_ADDED
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.observations import Observation
    from vetgraph.model import Table

TOTAL = re.compile(f"(?:合计|总计|总数|小计)$|^{ALL}$")


def totals(figures: Figures) -> Iterator[Check]:
    """VG.SUM.001: parts that make the whole add up to it."""
    for one in figures.all:
        concept = indicator(one)
        if one.kind == "level" and concept is not None:
            parts = [figures.stated(one, code, one.period) for code in concept.parts]
            yield from _summed("VG.SUM.001", one, parts)


def within(figures: Figures) -> Iterator[Check]:
    """VG.SUM.002: a part never exceeds its whole, nor a group (贯通培养) what it is a group of."""
    for one in figures.all:
        concept = indicator(one)
        if one.kind != "level" or concept is None:
            continue
        for code in (*concept.parts, *concept.partial_parts):
            for part in figures.stated(one, code, one.period):
                if part.unit == one.unit:
                    yield Check("VG.SUM.002", one, ((part,),), (Within(),))


def groups(figures: Figures) -> Iterator[Check]:
    """VG.SUM.003: groups that make the whole (全日制职高, 成人中专) add up to it."""
    for one in figures.all:
        concept = indicator(one)
        if one.kind == "level" and concept is not None and one.breakdown == WHOLE:
            parts = [figures.grouped(one, code) for code in concept.exhaustive_breakdowns]
            yield from _summed("VG.SUM.003", one, parts)
            yield from _halves(figures, one)


def _halves(figures: Figures, one: Observation) -> Iterator[Check]:
    """Two groups that are all (公办, 民办); a whole that is one of them is of narrower scope."""
    for code, group in schema().concepts["breakdown"].items():
        for other in (o for o in group.related if code < o):
            parts = [figures.grouped(one, code), figures.grouped(one, other)]
            if not any(part.value == one.value for some in parts for part in some):
                yield from _summed("VG.SUM.003", one, parts)


def table_totals(figures: Figures) -> Iterator[Check]:
    """VG.TAB.001: the total row of a table is the sum of the things listed above it.

    A row that is none of a thing (市直), or that gives no number, leaves the sum unknown.
    """
    listed = {table.number: _listed_rows(table) for table in figures.source.report.tables}
    columns: dict[tuple[str, str, str, str], list[Observation]] = defaultdict(list)
    for one in figures.all:
        if one.place.table and one.kind == "level" and not NOT_ADDED.search(one.label):
            columns[one.place.table, one.place.column, one.indicator, one.breakdown].append(one)
    for column in columns.values():
        for one in (o for o in column if TOTAL.search(o.place.row)):
            rows = [o for o in column if o.about != one.about and not TOTAL.search(o.place.row)]
            things = {o.about for o in rows}
            whole = len(things) == len(rows) == listed.get(one.place.table, len(rows)) > 1
            if whole and not _is_mean(one, rows):
                yield Check("VG.TAB.001", one, (tuple(rows),), (Sum(),))


def _is_mean(one: Observation, rows: Sequence[Observation]) -> bool:
    """Whether a value that counts nothing (月收入) lies among those of the rows: no sum of them."""
    unit = schema().concepts["unit"].get(one.unit)
    among = min(o.value for o in rows) <= one.value <= max(o.value for o in rows)
    return among and (unit is None or not unit.counts)


def _listed_rows(table: Table) -> int:
    """How many rows of a table are no totals."""
    return sum(not any(TOTAL.search(cell.text) for cell in row[:2]) for row in table.rows)


def _summed(rule: str, one: Observation, parts: Sequence[list[Observation]]) -> Iterator[Check]:
    """One check over every choice of the stated parts, one of each."""
    if parts and all(parts):
        yield Check(rule, one, tuple(product(*parts)), (Sum(),))
