"""Years: statements dated to another year than the report's, and years that cannot be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.consistency.findings import Said, noted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.observations import Observation
    from vetgraph.model import Span

# A paragraph that begins with a whole year; 2021年9月 dates an event, 2021—2022 is a range.
_OPENING = re.compile(r"(?P<year>(?:19|20)\d{2})\s*年(?!\s*\d|[度来间底初末起]|以来)[，,]?")
# What a report may well say of a year before: comparisons, beginnings, honours, events.
_PAST = re.compile(
    "相比|比|较|同期|上一?年|去年|至今|以来|成立|建成|创办|创建|更名|升格|合并|获批?|评为|入选|荣|认定|立项"
    "|启动|试点|签|通过.{0,6}验收|\\d{1,2}月\\d{1,2}日"
)
_YEAR = re.compile(r"(?<!\d)(?<![近约超达第])(?P<year>\d{4})\s*年(?![来前]|历史|文[化明]|多|余)")
_EARLIEST, _LATEST = 1840, 2060


def other_year(figures: Figures) -> Iterator[Finding]:
    """VG.YER.001: a paragraph speaks of the year before the report's as if it were the report's.

    It begins with that whole year, never names the report's, and neither compares nor tells of
    something that happened once.
    """
    source = figures.source
    for paragraph in source.report.paragraphs:
        opening = _OPENING.match(paragraph.text)
        if opening is None or int(opening["year"]) != source.year - 1:
            continue
        if str(source.year) in paragraph.text or _PAST.search(paragraph.text):
            continue
        first = _sentence(paragraph.text)
        if first < _SHOWN:
            continue
        span = paragraph.span(0, first)
        inside = tuple(o for o in figures.all if _within(o, paragraph.span(0, len(paragraph.text))))
        year, head = opening["year"], source.report.said(paragraph.span(0, min(first, _SHOWN)))
        zh = f"本段以 {year} 年开头（“{head}…”），通篇没有提到报告的数据年份 {source.year} 年"
        en = (
            f"this paragraph opens with {year} (“{head}…”) and nowhere names {source.year},"
            " the year that the report is about"
        )
        yield noted("VG.YER.001", Said(zh, en), (source.quoted(span),), inside)


def impossible_year(figures: Figures) -> Iterator[Finding]:
    """VG.VAL.002: a year that no report can speak of."""
    source = figures.source
    for paragraph in source.report.paragraphs:
        for match in _YEAR.finditer(paragraph.text):
            if not _EARLIEST <= int(match["year"]) <= _LATEST:
                span = paragraph.span(*match.span())
                said = Said(f"年份 {match['year']} 不可能", f"the year {match['year']} cannot be")
                yield noted("VG.VAL.002", said, (source.quoted(span),))


_SHOWN = 24


def _sentence(text: str) -> int:
    end = text.find("。")
    return len(text) if end < 0 else end + 1


def _within(one: Observation, span: Span) -> bool:
    return span.start <= one.place.start and one.place.end <= span.end
