"""Values that cannot be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.consistency.findings import remark
from vetgraph.consistency.intervals import HUNDRED
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding


# 完成年度招生计划的 103.2%: a plan may be more than fulfilled.
_FULFILLED = re.compile("完成.*(?:计划|任务|目标|指标)|(?:计划|任务|目标|指标)完成")
# Things of which there is no half.
_WHOLE = ("person", "school-unit", "enterprise-unit", "item", "class-unit")


def impossible(figures: Figures) -> Iterator[Finding]:
    """VG.VAL.001: a share above 100 % or below 0, a count or an amount below 0."""
    units, listed = schema().concepts["unit"], schema().concepts["indicator"]
    for one in figures.all:
        low = one.interval.low if one.interval.low is not None else one.value
        over = low > HUNDRED and not _FULFILLED.search(one.label)
        if one.kind == "share" and one.unit == "percent" and (one.value < 0 or over):
            zh, en = "而占比只能在 0 与 100% 之间", "but a share lies between 0 and 100 %"
            yield remark("VG.VAL.001", (one,), zh, en)
        counts = one.unit in units and units[one.unit].counts
        if one.kind == "level" and one.value < 0 and (counts or one.indicator in listed):
            zh, en = "而计数和总额不能为负", "but a count or an amount is never negative"
            yield remark("VG.VAL.001", (one,), zh, en)


def fractions(figures: Figures) -> Iterator[Finding]:
    """VG.VAL.004: a count of persons, schools, firms, items or classes that is not whole."""
    listed = schema().concepts["indicator"]
    for one in figures.all:
        concept = listed.get(one.indicator)
        counted = concept is not None and not concept.denominator and one.unit in _WHOLE
        if one.kind == "level" and counted and one.value % 1:
            zh, en = "而这样的计数应为整数", "but such a count is a whole number"
            yield remark("VG.VAL.004", (one,), zh, en)


def zero_ratio(figures: Figures) -> Iterator[Finding]:
    """VG.VAL.003: a ratio with a term of zero."""
    for one in figures.all:
        if one.kind == "ratio" and _ZERO.search(one.text):
            yield remark("VG.VAL.003", (one,), "而比的两项都不能为零", "but no term can be zero")


_ZERO = re.compile(r"(?<![\d.])0(?:\.0+)?(?![\d.])")
