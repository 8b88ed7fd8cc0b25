"""Whose report a document is and which year it tells of, each answer with its evidence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from vetgraph.model import Span
from vetgraph.places import load_regions
from vetgraph.text import YEAR, chinese_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.model import Report
    from vetgraph.places import Region

_SUBJECT = re.compile(
    r"^(?:关于[\u4e00-\u9fff]{2,4}?)?[《“]?(?:(?:(?:19|20)\d{2}[-—–～~至/])?(?:19|20)\d{2}(?:学?年度?)?)?"
    r"(?P<name>[\u4e00-\u9fff（）()]{2,30}?)\s*"
    r"(?=(?:19|20)\d{2}|[（(]|[高中]等职业(?!技术|学)|职业(?:技术)?教育(?!中心|集团|学校)|中职|高职(?!院|学)|"
    r"教育(?:教学)?质量|人才培养|质量|年度)"
)
_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_YEAR_BELOW = re.compile(r"[（(]?\s*((?:19|20)\d{2})\s*(?:学?年度?|版)?\s*[）)]?")
_SCHOOL_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*年?\s*[-—–～~至/一]\s*((?:19|20)?\d{2})\s*学年"
)
_REFLECTS = re.compile(
    r"(?:反映|数据截至|数据截止|截至|截止|报告期为?)[^。]{0,6}?((?:19|20)\d{2})\s*年"
)
_ZERO = "[〇○OoＯΟ0０零]"
_PUBLISHED = re.compile(
    rf"(?P<year>(?:19|20)\d{{2}}|二\s*{_ZERO}\s*(?:{_ZERO}|[一二三四五])\s*(?:{_ZERO}|[一二三四五六七八九]))\s*年\s*"
    r"(?P<month>\d{1,2}|元|十?\s*[一二三四五六七八九十])\s*月"
)
_SCHOOL = re.compile("(?:学校|学院|职高|中专|大学|职教中心|教育中心)$")
_COVER = re.compile("[\u4e00-\u9fff（）]{2,20}(?:学校|学院|大学|职教中心|教育中心|[省市区县])")
_ISSUER = re.compile(
    "([\u4e00-\u9fff]{2,12}?[省市区县])(?:人民政府|教育(?:委员会|局|厅|体育局|和体育局)|教委|教体局)"
    "[\u4e00-\u9fff]{0,10}"
)
_BODY_SCHOOL = re.compile(
    "[\u4e00-\u9fff]{2,14}?(?:职业(?:技术)?学院|职业(?:技术|高级中)?学校|职教中心)"
)
_NAMELESS = re.compile("(?:高等|中等|职业|技术|教育|质量|人才|年度|学校|学院|区域)*")
_BELOW, _OFTEN, _LONGEST_DATE = 5, 3, 20
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
    years are calendar years as text, ``school_year`` two of them (2013-2014), if one is named.
    """

    title: str
    name: Found
    region: Region | None
    kind: str
    report_year: Found
    data_year: Found
    published: Found | None
    school_year: Found | None = None


def identify(report: Report) -> Identity:
    """Region or school, kind, report year, data year and publication date of a report."""
    title = _title_span(report)
    name = _name(report, title)
    region = load_regions().resolve(name.value) if name.value else None
    published = _published(report)
    report_year = _report_year(report, title, published)
    return Identity(
        title=report.title,
        name=name,
        region=region,
        kind=_kind(name.value, region),
        report_year=report_year,
        data_year=_data_year(report, report_year, published),
        published=published,
        school_year=_school_year(report, title),
    )


def _title_span(report: Report) -> Span | None:
    """The title as it is printed, blanks in between allowed; rather a line of its own."""
    if not report.title:
        return None
    pattern = r"\s*".join(map(re.escape, report.title))
    alone = re.search(rf"^[\s*#]*({pattern})[\s*]*$", report.text, re.MULTILINE)
    if alone:
        return Span(*alone.span(1))
    match = re.search(pattern, report.text)
    return Span(match.start(), match.end()) if match else None


def _name(report: Report, title: Span | None) -> Found:
    """Who reports: by the title, by a line of the cover, by what the text names most."""
    match = _SUBJECT.match(report.title)
    if match and not _NAMELESS.fullmatch(match["name"]):
        return Found(match["name"], title, "标题")
    return _cover_name(report, title) or _named_most(report)


def _cover_name(report: Report, title: Span | None) -> Found | None:
    """A line or cell above the title, or just below it, that is a school, a region, a bureau."""
    at = title or Span(0, 0)
    for start, line in (*_lines(report.text[: at.start], 0), *_below(report.text, at.end)):
        for cell in re.finditer(r"[^\t]+", line):
            said = cell[0].strip()
            issuer = _ISSUER.fullmatch(said)
            found = issuer[1] if issuer else said if _COVER.fullmatch(said) else ""
            if _SCHOOL.search(found) or (found and load_regions().resolve(found)):
                begin = start + cell.start() + cell[0].index(found)
                return Found(found, Span(begin, begin + len(found)), "封面")
    return None


def _lines(text: str, offset: int) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, with their places."""
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield offset + match.start(), match[0]


def _below(text: str, start: int) -> list[tuple[int, str]]:
    """The few lines right below the title."""
    return list(islice(_lines(text[start : start + 400], start), _BELOW))


def _named_most(report: Report) -> Found:
    """The region, else the school, that the text names often."""
    text = report.text[:20_000]
    counted = Counter(re.findall(r"[\u4e00-\u9fff]{2,4}[区县市]", text))
    named = [n for n, c in counted.most_common(20) if c >= _OFTEN and load_regions().resolve(n)]
    if named:
        return _first(named[0], text, "正文中最常见的地区")
    schools = Counter(_BODY_SCHOOL.findall(text)).most_common(1)
    if schools and schools[0][1] >= _OFTEN:
        return _first(schools[0][0], text, "正文中最常见的学校")
    return Found("", None, "未见地区或学校")


def _first(name: str, text: str, reason: str) -> Found:
    start = text.index(name)
    return Found(name, Span(start, start + len(name)), reason)


def _kind(name: str, region: Region | None) -> str:
    if _SCHOOL.search(name):
        return "school"
    return _LEVELS.get(region.level, "district") if region else "district"


def _report_year(report: Report, title: Span | None, published: Found | None) -> Found:
    """The year of the title or right below it; else of the cover date; else the latest named."""
    span = _SCHOOL_YEAR.search(report.title)
    if span:
        return Found(span[1][:2] + span[2][-2:], title, "标题中的学年")
    years = _TITLE_YEAR.findall(report.title)
    if years:
        return Found(years[-1], title, "标题")
    for start, line in _below(report.text, title.end) if title else ():
        if below := _YEAR_BELOW.fullmatch(line.strip()):
            begin = start + line.index(below[1])
            return Found(below[1], Span(begin, begin + len(below[1])), "标题下方")
    if published:
        return Found(published.value[:4], published.evidence, "封面日期")
    counted = Counter(int(m["year"]) for m in YEAR.finditer(report.text))
    latest = max((y for y, c in counted.items() if c >= 2), default=0)
    return Found(str(latest or 2000), None, "正文中最晚的常见年份")


def _school_year(report: Report, title: Span | None) -> Found | None:
    """The school year of the title, else the one that the text names most."""
    span = _SCHOOL_YEAR.search(report.title)
    if span:
        return Found(_pair(span), title, "标题中的学年")
    named = [m for m in _SCHOOL_YEAR.finditer(report.text) if int(_pair(m)[5:]) - int(m[1]) == 1]
    counted = Counter(map(_pair, named))
    if not counted:
        return None
    best = max(counted, key=lambda pair: (counted[pair], pair))
    first = next(m for m in named if _pair(m) == best)
    return Found(best, Span(first.start(), first.end()), f"正文中出现 {counted[best]} 次")


def _pair(match: re.Match[str]) -> str:
    return f"{match[1]}-{match[1][:2]}{match[2][-2:]}"


def _data_year(report: Report, reported: Found, published: Found | None) -> Found:
    """The year the text says it tells of; else the one its sentences name most, not a later one."""
    report_year = int(reported.value)
    said = _REFLECTS.search(report.text[:6_000])
    if said and int(said[1]) <= report_year:
        return Found(said[1], Span(said.start(), said.end()), "正文说明")
    span = _SCHOOL_YEAR.search(report.title)
    if span:
        return Found(span[1], None, "标题中学年的起始年")
    named = list(_named_years(report, (reported, published)))
    counted = Counter(year for year, _ in named)
    near = {y: counted[y] for y in (report_year, report_year - 1) if counted[y]}
    if near:
        best = max(near, key=lambda y: (near[y], -y))
        first = next(where for year, where in named if year == best)
        return Found(str(best), first, f"正文中 {best} 年出现 {near[best]} 次")
    if published and published.value == f"{report_year}-12":
        return Found(str(report_year), published.evidence, "年底发布：当年")
    return Found(str(report_year - 1), None, "通例：报告年份的上一年")


def _named_years(report: Report, cover: tuple[Found | None, ...]) -> Iterator[tuple[int, Span]]:
    """The years that sentences name, without what stands on the cover."""
    said = [found.evidence for found in cover if found and found.evidence]
    for paragraph in report.paragraphs:
        for match in YEAR.finditer(paragraph.text):
            where = paragraph.span(match.start(), match.end())
            if not any(span.start <= where.start < span.end for span in said):
                yield int(match["year"]), where


def _published(report: Report) -> Found | None:
    """The date on the cover: the first year and month that stand alone on a line."""
    position = 0
    for line in report.text[:3_000].split("\n"):
        match = _PUBLISHED.search(line)
        if match and len(line.strip()) <= _LONGEST_DATE:
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
    digits = re.sub(_ZERO, "〇", re.sub(r"\s", "", text))
    year = chinese_number(digits)
    return year if year and 1900 < year < 2100 else None


def _month(text: str) -> int:
    if text == "元":
        return 1
    return int(text) if text.isdigit() else chinese_number(re.sub(r"\s", "", text)) or 0
