"""Whose report a document is and which year it tells of, each answer with its evidence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.model import Span
from vetgraph.places import load_regions
from vetgraph.text import YEAR, chinese_number

if TYPE_CHECKING:
    from vetgraph.model import Report
    from vetgraph.places import Region

_SUBJECT = re.compile(
    r"^(?P<name>[\u4e00-\u9fff（）()]{2,30}?)\s*(?=(?:19|20)\d{2}|[（(]|[高中]等职业|职业教育|中职|高职|教育质量|"
    r"人才培养|质量|年度)"
)
_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_SCHOOL_YEAR = re.compile(r"((?:19|20)\d{2})\s*[-—–～~至/]\s*((?:19|20)?\d{2})\s*学年")
_REFLECTS = re.compile(
    r"(?:反映|数据截至|数据截止|截至|截止|报告期为?)[^。]{0,6}?((?:19|20)\d{2})\s*年"
)
_PUBLISHED = re.compile(
    r"(?P<year>(?:19|20)\d{2}|二[〇○O0零]一?[〇○O0零一二三四五六七八九]{1,2})\s*年\s*"
    r"(?P<month>\d{1,2}|元|十?[一二三四五六七八九十])\s*月"
)
_SCHOOL = re.compile("(?:学校|学院|职高|中专|大学|职教中心|教育中心)$")
_LEVELS = {"province": "province", "city": "city", "county": "district"}


@dataclass(frozen=True, slots=True)
class Found:
    """One answer and the passage that gives it (None: no passage, a rule of thumb)."""

    value: str
    evidence: Span | None
    reason: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says of itself.

    ``title`` is as printed without blanks; ``name`` is the region or school of the title and
    ``region`` its official record, if it has one; ``kind`` is province, city, district or school;
    years are calendar years as text.
    """

    title: str
    name: Found
    region: Region | None
    kind: str
    report_year: Found
    data_year: Found
    published: Found | None


def identify(report: Report) -> Identity:
    """Region or school, kind, report year, data year and publication date of a report."""
    title = _title_span(report)
    name = _name(report, title)
    region = load_regions().resolve(name.value) if name.value else None
    report_year = _report_year(report, title)
    return Identity(
        title=report.title,
        name=name,
        region=region,
        kind=_kind(name.value, region),
        report_year=report_year,
        data_year=_data_year(report, int(report_year.value)),
        published=_published(report),
    )


def _title_span(report: Report) -> Span | None:
    """The title as it is printed, blanks in between allowed."""
    if not report.title:
        return None
    pattern = r"\s*".join(map(re.escape, report.title))
    match = re.search(pattern, report.text)
    return Span(match.start(), match.end()) if match else None


def _name(report: Report, title: Span | None) -> Found:
    match = _SUBJECT.match(report.title)
    if match and match["name"] not in ("高等", "中等"):
        return Found(match["name"], title, "标题")
    before = report.text[: title.start if title else 0]
    for line in re.finditer(
        r"^\s*([\u4e00-\u9fff]{4,20}(?:学校|学院|[省市区县]))\s*$", before, re.MULTILINE
    ):
        return Found(line[1], Span(line.start(1), line.end(1)), "封面")
    counted = Counter(re.findall(r"[\u4e00-\u9fff]{2,4}[区县市]", report.text[:20_000]))
    named = [n for n, c in counted.most_common(20) if c >= 3 and load_regions().resolve(n)]
    return Found(named[0] if named else "", None, "正文中最常见的地区")


def _kind(name: str, region: Region | None) -> str:
    if _SCHOOL.search(name):
        return "school"
    return _LEVELS.get(region.level, "district") if region else "district"


def _report_year(report: Report, title: Span | None) -> Found:
    span = _SCHOOL_YEAR.search(report.title)
    if span:
        return Found(span[1][:2] + span[2][-2:], title, "标题中的学年")
    years = _TITLE_YEAR.findall(report.title)
    if years:
        return Found(years[-1], title, "标题")
    published = _published(report)
    if published:
        return Found(published.value[:4], published.evidence, "封面日期")
    counted = Counter(int(m["year"]) for m in YEAR.finditer(report.text))
    latest = max((y for y, c in counted.items() if c >= 2), default=0)
    return Found(str(latest or 2000), None, "正文中最晚的常见年份")


def _data_year(report: Report, report_year: int) -> Found:
    """The year the text says it tells of; else the one its sentences name most, not a later one."""
    said = _REFLECTS.search(report.text[:6_000])
    if said and int(said[1]) <= report_year:
        return Found(said[1], Span(said.start(), said.end()), "正文说明")
    span = _SCHOOL_YEAR.search(report.title)
    if span:
        return Found(span[1], None, "标题中学年的起始年")
    counted = Counter(int(m["year"]) for p in report.paragraphs for m in YEAR.finditer(p.text))
    near = {y: counted[y] for y in (report_year, report_year - 1) if counted[y]}
    if near:
        best = max(near, key=lambda y: (near[y], -y))
        return Found(str(best), None, f"正文中 {best} 年出现 {near[best]} 次")
    return Found(str(report_year - 1), None, "通例：报告年份的上一年")


def _published(report: Report) -> Found | None:
    """The date on the cover: the first year and month that stand alone on a line."""
    position = 0
    for line in report.text[:3_000].split("\n"):
        match = _PUBLISHED.search(line)
        if match and len(line.strip()) <= 16:
            year = _year(match["year"])
            month = _month(match["month"])
            if year and 1 <= month <= 12:
                span = Span(position + match.start(), position + match.end())
                return Found(f"{year:04d}-{month:02d}", span, "封面日期")
        position += len(line) + 1
    return None


def _year(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    digits = re.sub("[○O0零]", "〇", text)
    year = chinese_number(digits)
    return year if year and 1900 < year < 2100 else None


def _month(text: str) -> int:
    if text == "元":
        return 1
    return int(text) if text.isdigit() else chinese_number(text) or 0
