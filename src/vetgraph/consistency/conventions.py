"""Ways of writing: fractions beside points, dashes beside numbers, slips of unit."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from vetgraph.consistency.figures import label_en, label_zh, value_en, value_zh
from vetgraph.consistency.findings import Said, noted, place_en, place_zh, remark
from vetgraph.consistency.growth import recomputed
from vetgraph.consistency.intervals import plain
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.observations import Observation

_FRACTION, _PER_CENT = "one", ("percent", "percentage-point")
_TELLING = 4
_SLIPS = tuple(Decimal(10) ** power for power in (3, 4))
_NEAR = Decimal("1.6")


def mixed(figures: Figures) -> Iterator[Finding]:
    """VG.CHG.003: a column prints changes of percentages as fractions, elsewhere as points."""
    changes = [o for o in figures.all if o.kind in ("change", "growth-rate") and o.place.table]
    points = [o for o in changes if o.unit in _PER_CENT and _of_percentage(figures, o)]
    for kind in ("change", "growth-rate"):
        fractions = [o for o in changes if o.kind == kind and _is_fraction(figures, o)]
        others = [o for o in points if o.kind == kind]
        columns = dict.fromkeys((o.place.table, o.place.column) for o in fractions)
        for table, column in columns if others else ():
            cells = [o for o in fractions if (o.place.table, o.place.column) == (table, column)]
            yield _two_ways(cells, others)


def _two_ways(cells: list[Observation], others: list[Observation]) -> Finding:
    one, other = cells[0], others[0]
    zh = (
        f"百分比的变化在{place_zh(one)}“{one.place.column}”一列写作小数（{one.text}），"
        f"在{place_zh(other)}写作百分数（{other.text}%），写法不一"
    )
    en = (
        f"{place_en(one)}, column {one.place.column}, prints changes of percentages as fractions"
        f" ({one.text}), {place_en(other)} as percentages ({other.text} %)"
    )
    return noted("VG.CHG.003", Said(zh, en), (), (*cells, other))


def _is_fraction(figures: Figures, one: Observation) -> bool:
    if one.unit != _FRACTION:
        return False
    return one.kind == "growth-rate" or _of_percentage(figures, one)


def _of_percentage(figures: Figures, one: Observation) -> bool:
    stated = figures.stated(one, one.indicator, one.period)
    return one.kind == "growth-rate" or any(o.unit == "percent" for o in stated)


def dashes(figures: Figures) -> Iterator[Finding]:
    """VG.NIL.001: a dash for a change or rate that both years give.

    VG.NIL.002: a dash for a figure that is stated elsewhere.
    """
    for one in figures.blanks:
        if one.kind in ("change", "growth-rate") and one.base is not None:
            if (found := recomputed(figures, one)) is not None:
                zh = f"但由两年数值可算得 {plain(found[0])}{_percent(one)}"
                en = f"but both years give {plain(found[0])}{_percent(one)}"
                yield remark("VG.NIL.001", (one, *found[1]), zh, en)
            continue
        stated = [o for o in figures.stated(one, one.indicator, one.period) if o.kind == one.kind]
        if stated:
            zh = f"而另一处（{place_zh(stated[0])}）写作 {value_zh(stated[0])}"
            en = f"but elsewhere ({place_en(stated[0])}) {value_en(stated[0])} is given"
            yield remark("VG.NIL.002", (one, stated[0]), zh, en)


def _percent(one: Observation) -> str:
    return " %" if one.kind == "growth-rate" else ""


def reused(figures: Figures) -> Iterator[Finding]:
    """VG.REP.002: one amount of four digits or more stands for two years and two indicators."""
    units = schema().concepts["unit"]
    seen: dict[tuple[Decimal, str], Observation] = {}
    for one in figures.all:
        digits = "".join(c for c in one.text if c.isdigit()).strip("0")
        counts = one.unit not in units or units[one.unit].counts
        if one.kind != "level" or len(digits) < _TELLING or counts:
            continue
        first = seen.setdefault((one.value, one.unit), one)
        if first.period != one.period and first.indicator != one.indicator:
            zh = f"与{label_zh(first)}的 {value_zh(first)} 完全相同，年份却不同"
            en = f"the very figure of {label_en(first)}, {value_en(first)}, for another year"
            yield remark("VG.REP.002", (one, first), zh, en)


def slips(figures: Figures) -> Iterator[Finding]:
    """VG.UNT.001: an amount some thousand or ten thousand times that of the year before."""
    units = schema().concepts["unit"]
    for one in figures.all:
        if one.kind != "level" or one.unit not in units or units[one.unit].counts:
            continue
        for before, slip in product(figures.stated(one, one.indicator, one.period - 1), _SLIPS):
            if one.value <= 0 or before.value <= 0 or before.unit != one.unit:
                continue
            ratio = max(one.value / before.value, before.value / one.value)
            if slip / _NEAR < ratio < slip * _NEAR:
                zh = f"约为上一年 {value_zh(before)} 的 {slip} 倍或 {slip} 分之一，疑为单位之误"
                en = f"about {slip} times {value_en(before)} of the year before, or one in {slip}:"
                yield remark("VG.UNT.001", (one, before), zh, f"{en} a slip of unit?")
