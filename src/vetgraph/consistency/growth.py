"""Changes and growth rates against the figures of both years."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from vetgraph.consistency.checks import Check, contrary
from vetgraph.consistency.figures import value_en, value_zh
from vetgraph.consistency.findings import Said, remark
from vetgraph.consistency.formulas import ONE, Difference, Growth, Implied
from vetgraph.consistency.intervals import HUNDRED, Interval
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.observations import Observation


# The units in which a change may be printed, and those of the figures that it is a change of.
_LIKE = {"one": ("one", "ratio", "percent"), "percentage-point": ("percent",)}


def changes(figures: Figures) -> Iterator[Check]:
    """VG.CHG.001: a change is the figure of the year less that of the year before."""
    for one in figures.all:
        if one.kind != "change" or one.base is None:
            continue
        for unit, pairs in _pairs(figures, one).items():
            if unit not in _LIKE.get(one.unit, (one.unit,)):
                continue
            fraction = one.unit == "one" and unit == "percent"
            scale = 1 / HUNDRED if fraction else ONE
            yield Check("VG.CHG.001", one, tuple(pairs), (Difference(scale),))


def growth(figures: Figures) -> Iterator[Check]:
    """VG.CHG.002: a growth rate is the change divided by the figure of the year before."""
    for one in figures.all:
        if one.kind == "growth-rate" and one.base is not None:
            pairs = [pair for some in _pairs(figures, one).values() for pair in some]
            if pairs:
                check = Check("VG.CHG.002", one, tuple(pairs), (Growth(_scale(one)),))
                yield _with_other_base(check, [(now, before.value) for now, before in pairs])


def implied(figures: Figures) -> Iterator[Check]:
    """VG.CHG.004: a growth rate agrees with the figure and its change, the base being unstated."""
    changed = {_span(one): one for one in figures.all if one.kind == "change"}
    for one in figures.all:
        change = changed.get(_span(one))
        if one.kind != "growth-rate" or one.base is None or change is None:
            continue
        now = [o for o in figures.stated(one, one.indicator, one.period) if o.unit == change.unit]
        if now and not figures.stated(one, one.indicator, one.base):
            pairs = tuple((level, change) for level in now)
            check = Check("VG.CHG.004", one, pairs, (Implied(_scale(one)),))
            yield _with_other_base(check, [(o, o.value - change.value) for o in now])


def rises(figures: Figures) -> Iterator[Finding]:
    """VG.CHG.005: a rise is not larger than what it led to, which began above zero."""
    units = schema().concepts["unit"]
    for one in figures.all:
        if one.kind != "change" or one.base is None or one.unit not in units:
            continue
        stated = figures.stated(one, one.indicator, one.period)
        levels = [o for o in stated if o.unit == one.unit and o.kind == "level"]
        if levels and all(_is_above(one, now) for now in levels):
            zh = f"而增加后的数值只有 {value_zh(levels[0])}"
            en = f"but the figure it led to is only {value_en(levels[0])}"
            yield remark("VG.CHG.005", (one, levels[0]), zh, en)


def _is_above(one: Observation, other: Observation) -> bool:
    low, high = one.interval.low, other.interval.high
    return low is not None and high is not None and low > high


def directions(figures: Figures) -> Iterator[Finding]:
    """VG.CHG.006: a growth rate has the sign of its change, or of one of those stated for it."""
    stated: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for one in figures.all:
        if one.kind == "change":
            stated[_span(one)].append(one)
    for one in figures.all:
        changes = stated.get(_span(one), []) if one.kind == "growth-rate" else []
        if changes and all(_are_opposite(one.interval, o.interval) for o in changes):
            zh = f"而变化量为 {value_zh(changes[0])}"
            en = f"but the change is {value_en(changes[0])}"
            yield remark("VG.CHG.006", (one, changes[0]), zh, en)


def _are_opposite(a: Interval, b: Interval) -> bool:
    below, above = (
        [one for one in (a, b) if one.high is not None and one.high < 0],
        [one for one in (a, b) if one.low is not None and one.low > 0],
    )
    return bool(below and above)


def _span(one: Observation) -> tuple[object, ...]:
    """What changed and between which years."""
    return one.subject, one.indicator, one.period, one.base


def _with_other_base(check: Check, pairs: list[tuple[Observation, Decimal]]) -> Check:
    """The check, saying so when the rate was taken of the later figure instead of the earlier."""
    one = check.one
    turned = [(now.value - before) / now.value * _scale(one) for now, before in pairs if now.value]
    if contrary(check) is None or not any(Interval(r, r).meets(one.interval) for r in turned):
        return check
    zh, en = "；若以本期数为基数则相符", "; with the later figure as the base it would fit"
    return replace(check, note=Said(zh, en))


def recomputed(
    figures: Figures, one: Observation
) -> tuple[Decimal, tuple[Observation, Observation]] | None:
    """What both years give for a change or growth rate (in %), and their figures, if stated."""
    for pair in (pair for some in _pairs(figures, one).values() for pair in some):
        gap = pair[0].value - pair[1].value
        if one.kind == "change":
            return gap, pair
        if pair[1].value:
            return gap / pair[1].value * HUNDRED, pair
    return None


def _pairs(figures: Figures, one: Observation) -> dict[str, list[tuple[Observation, Observation]]]:
    """The figures of both years, in the order of the text, by their unit."""
    found: dict[str, list[tuple[Observation, Observation]]] = {}
    for now, before in product(
        _finest(figures.stated(one, one.indicator, one.period)),
        _finest(figures.stated(one, one.indicator, one.base or 0)),
    ):
        if now.unit == before.unit:
            found.setdefault(now.unit, []).append((now, before))
    return found


def _finest(stated: list[Observation]) -> list[Observation]:
    """Of one figure printed 100 % and 100.00 % the finer print; others stay as they are."""
    return [one for one in stated if not any(_is_finer(other, one) for other in stated)]


def _is_finer(one: Observation, other: Observation) -> bool:
    """Whether the interval of a figure lies within that of another, and is narrower."""
    a, b = one.interval, other.interval
    if (one.unit, one.kind) != (other.unit, other.kind) or None in (a.low, a.high, b.low, b.high):
        return False
    return a != b and b.contains(a)


def _scale(one: Observation) -> Decimal:
    return HUNDRED if one.unit == "percent" else ONE
