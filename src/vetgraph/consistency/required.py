"""Indicators that a report of a kind is expected to state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetgraph.consistency.findings import Said, noted
from vetgraph.model import Span
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding


def missing(figures: Figures) -> Iterator[Finding]:
    """VG.MIS.001: the report says nothing of an indicator that its kind is expected to give.

    One that it speaks of may have a figure that was not read.
    """
    source, known = figures.source, schema().concepts
    title = source.title.replace(" ", "")
    kinds = [k for k in known["report-kind"].values() if any(word in title for word in k.words)]
    stated = {one.indicator for one in figures.all}
    start = max(source.report.text.find(source.title), 0)
    place = source.quoted(Span(start, start + len(source.title)))
    for code in sorted({code for kind in kinds for code in kind.required} - stated):
        indicator = known["indicator"][code]
        if any(word in source.report.text for word in indicator.words):
            continue
        zh = f"报告没有写出应有的指标“{indicator.zh}”"
        en = f"the report states no {indicator.en}, which is expected of it"
        yield noted("VG.MIS.001", Said(zh, en), (place,))
