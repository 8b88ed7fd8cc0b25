"""Changes and growth rates against the figures of both years."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from vetgraph.consistency.checks import Check
from vetgraph.consistency.formulas import ONE, Difference, Growth, Implied
from vetgraph.consistency.intervals import HUNDRED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.observations import Observation


def changes(figures: Figures) -> Iterator[Check]:
    """VG.CHG.001: a change is the figure of the year less that of the year before."""
    for one in figures.all:
        if one.kind != "change" or one.base is None:
            continue
        for unit, pairs in _pairs(figures, one).items():
            fraction = one.unit == "one" and unit == "percent"
            scale = 1 / HUNDRED if fraction else ONE
            yield Check("VG.CHG.001", one, tuple(pairs), (Difference(scale),))


def growth(figures: Figures) -> Iterator[Check]:
    """VG.CHG.002: a growth rate is the change divided by the figure of the year before."""
    for one in figures.all:
        if one.kind == "growth-rate" and one.base is not None:
            pairs = [pair for some in _pairs(figures, one).values() for pair in some]
            if pairs:
                yield Check("VG.CHG.002", one, tuple(pairs), (Growth(_scale(one)),))


def implied(figures: Figures) -> Iterator[Check]:
    """VG.CHG.004: a growth rate agrees with the figure and its change, the base being unstated."""
    changed = {
        (o.subject, o.indicator, o.period, o.base): o for o in figures.all if o.kind == "change"
    }
    for one in figures.all:
        change = changed.get((one.subject, one.indicator, one.period, one.base))
        if one.kind != "growth-rate" or one.base is None or change is None:
            continue
        now = [o for o in figures.stated(one, one.indicator, one.period) if o.unit == change.unit]
        if now and not figures.stated(one, one.indicator, one.base):
            pairs = tuple((level, change) for level in now)
            yield Check("VG.CHG.004", one, pairs, (Implied(_scale(one)),))


def _pairs(figures: Figures, one: Observation) -> dict[str, list[tuple[Observation, Observation]]]:
    """The figures of both years, in the order of the text, by their unit."""
    found: dict[str, list[tuple[Observation, Observation]]] = {}
    for now, before in product(
        figures.stated(one, one.indicator, one.period),
        figures.stated(one, one.indicator, one.base or 0),
    ):
        if now.unit == before.unit:
            found.setdefault(now.unit, []).append((now, before))
    return found


def _scale(one: Observation) -> Decimal:
    return HUNDRED if one.unit == "percent" else ONE
