"""Values that cannot be."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph.consistency.findings import remark
from vetgraph.consistency.intervals import HUNDRED
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding


def impossible(figures: Figures) -> Iterator[Finding]:
    """VG.VAL.001: a share above 100 % or below 0, a count below 0."""
    units = schema().concepts["unit"]
    for one in figures.all:
        low = one.interval.low if one.interval.low is not None else one.value
        if one.kind == "share" and one.unit == "percent" and (one.value < 0 or low > HUNDRED):
            zh, en = "而占比只能在 0 与 100% 之间", "but a share lies between 0 and 100 %"
            yield remark("VG.VAL.001", (one,), zh, en)
        counts = one.unit in units and units[one.unit].counts
        if one.kind == "level" and counts and one.value < Decimal(0):
            yield remark("VG.VAL.001", (one,), "而计数不能为负", "but a count is never negative")


def zero_ratio(figures: Figures) -> Iterator[Finding]:
    """VG.VAL.003: a ratio with a term of zero."""
    for one in figures.all:
        if one.kind == "ratio" and _ZERO.search(one.text):
            yield remark("VG.VAL.003", (one,), "而比的两项都不能为零", "but no term can be zero")


_ZERO = re.compile(r"(?<![\d.])0(?:\.0+)?(?![\d.])")
