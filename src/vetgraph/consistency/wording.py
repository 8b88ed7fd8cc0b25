"""Words that say how a figure moved, against how it did."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from vetgraph.consistency.figures import WHOLE
from vetgraph.consistency.findings import Said, noted
from vetgraph.consistency.intervals import HUNDRED, plain
from vetgraph.extraction.dictionary import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency.figures import Figures, Group
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.observations import Observation
    from vetgraph.model import Span

_UP = "增加|增长|上升|提高|提升|增多|扩大|上涨|攀升"
_DOWN = "下降|减少|降低|下滑|缩减|回落|减小"
_SLIGHT, _GREAT = "略有?|稍有|小幅|微幅|轻微", "大幅度?|显著|明显|急剧|成倍"
_STEADY, _SOME = "持续|逐年|连年", "有所|稳步|不断"
_MOVED = re.compile(
    rf"(?:(?P<slight>{_SLIGHT})|(?P<great>{_GREAT})|(?P<steady>{_STEADY})|{_SOME})地?"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
    "|(?P<rise>[增涨升]幅|增长)(?P<rise_size>较大|明显|显著|不大|较小)"
    "|(?P<fall>降幅|跌幅)(?P<fall_size>较大|明显|显著|不大|较小)"
    "|(?P<double>翻了?一?番|(?:增加|增长)了?一倍|成倍增长)"
    "|(?P<flat>(?:基本)?持平|保持不变|没有变化)"
    "|稳中有(?:(?P<firm_up>升|增)|(?P<firm_down>降))"
)
_CLAUSE_END = "，,；;。：:！？"
_SENTENCE_END = "。！？"
_RATE = re.compile("(?:的?[比占]|率)")
# What the words can bear, in per cent of the earlier figure.
_SLIGHT_MOST, _GREAT_LEAST, _FLAT_MOST, _DOUBLE_LEAST = map(Decimal, (10, 5, 3, 90))


@dataclass(frozen=True, slots=True)
class _Claim:
    """What the words say: the direction (1, -1, 0 for none) and least and most growth in %."""

    sign: int
    least: Decimal
    most: Decimal | None
    steady: bool = False


@dataclass(frozen=True, slots=True)
class _Trend:
    """How a figure moved: in per cent of the earlier one, and the figures that say so."""

    growth: Decimal
    evidence: Group


def words(figures: Figures) -> Iterator[Finding]:
    """VG.WRD.001: words of direction against the figures. VG.WRD.002: words of size."""
    for paragraph in figures.source.report.paragraphs:
        for match in _MOVED.finditer(paragraph.text):
            code, start = _indicator(paragraph.text, match.start())
            if code is None:
                continue
            claim = _claim(match)
            span = paragraph.span(start, match.end())
            yield from _against(figures, claim, _trends(figures, code, span, claim), span)


def _claim(match: re.Match[str]) -> _Claim:
    nothing, some = Decimal(0), None
    if match["flat"]:
        return _Claim(0, nothing, _FLAT_MOST)
    if match["double"]:
        return _Claim(1, _DOUBLE_LEAST, some)
    sign = 1 if match["up"] or match["rise"] or match["firm_up"] else -1
    size = match["rise_size"] or match["fall_size"]
    if match["slight"] or match["firm_up"] or match["firm_down"] or size in ("不大", "较小"):
        return _Claim(sign, nothing, _SLIGHT_MOST)
    least = _GREAT_LEAST if match["great"] or size else nothing
    return _Claim(sign, least, some, bool(match["steady"]))


def _indicator(text: str, end: int) -> tuple[str | None, int]:
    """The indicator that the words speak of: the last one named in their clause.

    A rate that is no wording of the list (中职招生比例) is that of the last ratio named before.
    """
    clause = max(text.rfind(mark, 0, end) for mark in _CLAUSE_END) + 1
    named = dictionary().indicator_mentions(text[clause:end])
    if not named:
        return None, end
    last = named[-1]
    start = clause + last.start
    if not _RATE.match(text, clause + last.end):
        return last.code, start
    sentence = max(text.rfind(mark, 0, end) for mark in _SENTENCE_END) + 1
    before = dictionary().indicator_mentions(text[sentence:clause])
    concepts = dictionary().schema.concepts["indicator"]
    rates = [m.code for m in before if concepts[m.code].kind in ("ratio", "share")]
    return (rates[-1] if rates else None), start


def _trends(figures: Figures, code: str, span: Span, claim: _Claim) -> list[_Trend]:
    """How the indicator moved into the report's year, or in each year where words say always.

    Subjects of the passage's section win over others; several others say nothing.
    """
    year = figures.source.year
    series = [s for s in _series(figures, code) if s[-1].period == year and len(s) > 1]
    section = figures.source.section(span.start)
    near = [s for s in series if any(one.place.section == section for one in s)]
    chosen = near or series
    if len({one.about for some in chosen for one in some}) != 1:
        return []
    steps = [step for some in chosen for step in pairwise(some)]
    if not claim.steady:
        steps = [step for step in steps if step[1].period == year]
    return [trend for step in steps if (trend := _trend(*step)) is not None]


def _series(figures: Figures, code: str) -> list[list[Observation]]:
    """The undivided figures of an indicator, year after year without a gap, by subject."""
    found: dict[str, dict[int, Observation]] = {}
    for one in figures.all:
        level = one.kind not in ("change", "growth-rate") and not one.occasion
        if one.indicator == code and level and one.breakdown == WHOLE:
            found.setdefault(one.about, {}).setdefault(one.period, one)
    return [
        [years[year] for year in range(min(years), max(years) + 1)]
        for years in found.values()
        if len(years) == max(years) - min(years) + 1
    ]


def _trend(before: Observation, now: Observation) -> _Trend | None:
    was, is_ = _size(before), _size(now)
    if was <= 0 or before.unit != now.unit:
        return None
    return _Trend((is_ - was) / was * HUNDRED, (now, before))


def _size(one: Observation) -> Decimal:
    """The number that words speak of: of shares that make one (0.26:0.74) the first."""
    terms = [Decimal(term) for term in re.findall(r"\d+(?:\.\d+)?", one.text)]
    return terms[0] if one.ratio and sum(terms) in (1, 10, HUNDRED) else one.value


def _against(
    figures: Figures, claim: _Claim, trends: list[_Trend], span: Span
) -> Iterator[Finding]:
    """The first movement that the words do not fit."""
    for trend in trends:
        rule = _broken(claim, trend.growth)
        if rule is None:
            continue
        now, before = trend.evidence
        said = figures.source.report.said(span)
        growth = f"{plain(trend.growth.quantize(Decimal('0.01')))}"
        zh = (
            f"文中称“{said}”，而{now.label}由 {before.period} 年的 {before.text}"
            f" 变为 {now.text}，变化 {growth}%"
        )
        en = (
            f"the text says “{said}”, but {now.label_en} went from {before.text} ({before.period})"
            f" to {now.text}, a change of {growth} %"
        )
        yield noted(rule, Said(zh, en), (figures.source.quoted(span),), trend.evidence)
        return


def _broken(claim: _Claim, growth: Decimal) -> str | None:
    """The rule that a movement breaks: of direction, or of size."""
    if claim.sign and growth * claim.sign < 0:
        return "VG.WRD.001"
    if claim.sign and growth == 0:
        return "VG.WRD.001"
    if claim.most is not None and abs(growth) > claim.most:
        return "VG.WRD.001" if claim.sign == 0 else "VG.WRD.002"
    return "VG.WRD.002" if abs(growth) < claim.least else None
