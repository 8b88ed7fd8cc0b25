"""One figure in several places, and figures that repeat those of another year."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph.consistency.checks import Check
from vetgraph.consistency.findings import remark
from vetgraph.consistency.formulas import Same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.observations import Observation

_TELLING = 2
_LONG_NAME = 6
_SCHOOL_YEAR = re.compile(r"学年|\d{4}\s*[-—–~～至]+\s*(?:\d{2}|\d{4})(?!\d)")
_SENTENCE_END = re.compile("[。；！？\n]")


def restated(figures: Figures) -> Iterator[Check]:
    """VG.DUP.001: one indicator of one subject and year has one value wherever it is stated.

    The narrowest of the figures, the first of several such, is what the others are held against.
    Two cells of one table, or two numbers of one sentence, are two figures: what sets them apart
    is then known to the reader though not to the graph. So one that stands beside a number that
    agrees is another figure.
    """
    places: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    years: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for one in figures.all:
        # A short name that no list has (通过率) may be that of several things.
        where = "" if _is_telling(one) else one.place.section
        key = (one.subject, one.indicator, one.kind, one.period, one.base, one.unit, where)
        places[key].append(one)
        years[one.subject, one.indicator, one.kind, one.unit].append(one)
    for stated in places.values():
        first = min(stated, key=_width)
        for other in (o for o in stated if o is not first and _comparable(figures, first, o)):
            alike = years[other.subject, other.indicator, other.kind, other.unit]
            pairs = ((first, other), (other, first))
            if not any(_means(figures, one, *pair) for one in alike for pair in pairs):
                later, earlier = sorted((first, other), key=lambda o: o.place.start, reverse=True)
                yield Check("VG.DUP.001", later, ((earlier,),), (Same(),))


def _is_telling(one: Observation) -> bool:
    """Whether the name of an indicator tells it wherever it stands: of the list, or long enough."""
    listed, _, key = one.indicator.rpartition("/")
    return not listed or len(key) >= _LONG_NAME


def _means(figures: Figures, beside: Observation, other: Observation, first: Observation) -> bool:
    """Whether the number beside another is the one that the first figure states.

    Of another year only in columns of school years, which may be called by either of their years.
    """
    if beside is other or _comparable(figures, other, beside):
        return False
    dated = beside.period == other.period or _SCHOOL_YEAR.search(other.place.column) is not None
    return dated and beside.interval.meets(first.interval)


def _comparable(figures: Figures, one: Observation, other: Observation) -> bool:
    if _in_table(one) and _in_table(other):
        return one.place.table != other.place.table
    if _in_table(one) or _in_table(other):
        return True
    first, last = sorted((one.place, other.place), key=lambda place: place.start)
    between = figures.source.report.text[first.end : last.start]
    return first.start == last.start or not between or _SENTENCE_END.search(between) is not None


def _in_table(one: Observation) -> bool:
    return bool(one.place.table or one.place.row or one.place.column)


def _width(one: Observation) -> Decimal:
    low, high = one.interval.low, one.interval.high
    return Decimal("Infinity") if low is None or high is None else high - low


def copied(figures: Figures) -> Iterator[Finding]:
    """VG.REP.001: a figure repeated to the last digit for another year, perhaps copied."""
    for one in figures.all:
        before = figures.stated(one, one.indicator, one.period - 1)
        same = next(
            (b for b in before if b.text == one.text and b.place.table == one.place.table), None
        )
        if same is not None and one.kind == "level" and len(one.text.strip("0")) >= _TELLING:
            zh, en = "与上一年完全相同", "the same as the year before"
            yield remark("VG.REP.001", (one, same), zh, en)
