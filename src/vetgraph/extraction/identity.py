"""Whose report a document is and which year it tells of, each answer with its evidence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.extraction import cover
from vetgraph.extraction.cover import ANY_YEAR, ISSUER, SCHOOL, SCHOOL_YEAR, Found
from vetgraph.extraction.places import last_place
from vetgraph.model import Span
from vetgraph.places import load_regions
from vetgraph.text import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.cover import Title
    from vetgraph.model import Report
    from vetgraph.places import Region

__all__ = ["INSTITUTIONS", "Found", "Identity", "identify"]

_TITLE_YEAR = re.compile(ANY_YEAR)
_REFLECTS = re.compile(
    r"(?:反映|数据截至|数据截止|截至|截止|报告期为?)[^。]{0,6}?((?:19|20)\d{2})\s*年"
)
_COVER = re.compile(
    "[\u4e00-\u9fff（）]{2,20}(?:学校|学院|大学|职教中心|教育中心|[省市区县旗]|自治州)"
)
_LABEL = re.compile(
    r"(?:(?:学校|单位|院校)名称|(?:填报|编制|报送|发布)单位|学校|单位)(?:[（(][^（）()]{1,6}[）)])?\s*[:：]\s*"
)
_BODY_SCHOOL = re.compile(
    "[\u4e00-\u9fff]{2,14}?(?:职业(?:技术)?学院|职业(?:技术|高级中)?学校|职教中心)"
)
_SCHOOLS_OF = re.compile("(.+(?:[县旗区市州]|自治[县旗州区]))(?:中等|高等)?职业(?:学校|院校)")
INSTITUTIONS = ("school", "group")
"""The kinds of reports that an institution writes of itself."""
_NATION = ("中国", "全国")
_OFTEN, _TWICE = 3, 2
_LEVELS = {"province": "province", "city": "city", "county": "district"}
_ENDING = re.compile("[省市区县旗州盟]")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says of itself.

    ``title`` is as printed without blanks; ``name`` is who reports, a region or a school;
    ``region`` is the official record of that region, or of the one in which the school stands,
    and ``place`` says where that was read; ``kind`` is country, province, city, district, group
    or school; years are calendar years as text, ``school_year`` two of them (2013-2014), if one is
    named.
    """

    title: str
    name: Found
    region: Region | None
    place: Found | None
    kind: str
    report_year: Found
    data_year: Found
    published: Found | None
    school_year: Found | None = None
    issuer: Found | None = None


def identify(report: Report) -> Identity:
    """Region or school, kind, report year, data year and publication date of a report."""
    title = cover.title(report)
    name = _name(report, title)
    kind = _kind(name.value)
    institution = kind in INSTITUTIONS
    region, place = _institution_region(report, name) if institution else _region(name)
    published = cover.published(report.text)
    report_year = _report_year(report, title, published)
    return Identity(
        title=title.text,
        name=name,
        region=region,
        place=place,
        kind=kind or (_LEVELS.get(region.level, "district") if region else "district"),
        report_year=report_year,
        data_year=_data_year(report, title, report_year, published),
        published=published,
        school_year=_school_year(report, title),
        issuer=_issuer(title),
    )


def _name(report: Report, title: Title) -> Found:
    """Who reports: by the title, by a line of the cover, by what the text names most."""
    if name := cover.subject(title.text):
        schools = _SCHOOLS_OF.fullmatch(name)
        plain = schools[1] if schools and load_regions().resolve(schools[1]) else name
        own = plain if load_regions().resolve(plain) else last_place(plain) or plain
        return Found(own, title.span, ("标题", "title"))
    return _cover_name(report, title) or _named_most(report)


def _cover_name(report: Report, title: Title) -> Found | None:
    """A line or cell above the title, or just below it, that is a school, a region, a bureau."""
    at = title.span or Span(0, 0)
    reason = ("封面", "cover")
    for start, line in (*cover.lines(report.text[: at.start], 0), *title.below):
        for cell in re.finditer(r"[^\t]+", line):
            said = _LABEL.sub("", cell[0].strip(), count=1)
            issuer = ISSUER.fullmatch(said)
            found = issuer[1] if issuer else said if _COVER.fullmatch(said) else ""
            if cover.is_name(found):
                begin = start + cell.start() + cell[0].index(found)
                return Found(found, Span(begin, begin + len(found)), reason)
    return None


def _issuer(title: Title) -> Found | None:
    """The bureau whose name stands alone in a line beside the title."""
    for start, line in (*title.below, *title.above):
        said = line.strip()
        match = ISSUER.fullmatch(said)
        if match and load_regions().resolve(match[1]):
            begin = start + line.index(said)
            return Found(said, Span(begin, begin + len(said)), ("封面", "cover"))
    return None


def _named_most(report: Report) -> Found:
    """The region, else the school, that the text names often."""
    text = report.text[:20_000]
    if named := _common_region(text):
        return named
    schools = Counter(_BODY_SCHOOL.findall(text)).most_common(1)
    if schools and schools[0][1] >= _OFTEN:
        return _first(schools[0][0], text, ("正文中最常见的学校", "the school the text names most"))
    return Found("", None, ("未见地区或学校", "no region or school found"))


def _common_region(text: str) -> Found | None:
    """The region that a text names often, if any."""
    counted = Counter(re.findall(r"[\u4e00-\u9fff]{2,4}[区县市旗]", text))
    often = [n for n, c in counted.most_common(20) if c >= _OFTEN and load_regions().resolve(n)]
    reason = ("正文中最常见的地区", "the region the text names most")
    return _first(often[0], text, reason) if often else None


def _first(name: str, text: str, reason: tuple[str, str]) -> Found:
    start = text.index(name)
    return Found(name, Span(start, start + len(name)), reason)


def _kind(name: str) -> str:
    """What kind of reporter a name tells of; empty when its region decides."""
    if SCHOOL.search(name):
        return "school"
    if name.endswith("集团"):
        return "group"
    return "country" if name in _NATION else ""


def _region(name: Found) -> tuple[Region | None, Found | None]:
    """The official record of a region; of 第八师石河子市 that of its last part."""
    gazetteer = load_regions()
    for start in range(max(1, len(name.value) - 2)):
        if region := gazetteer.resolve(name.value[start:]):
            return region, name
        if not _ENDING.search(name.value[-1:]):
            break
    return None, None


def _institution_region(report: Report, name: Found) -> tuple[Region | None, Found | None]:
    """Where a school stands: by the region its name begins with, else by what the text names."""
    gazetteer = load_regions()
    for end in range(len(name.value) - 2, 1, -1):
        if region := gazetteer.resolve(name.value[:end]):
            return region, Found(name.value[:end], name.evidence, ("校名", "name of the school"))
    text = report.text[:20_000]
    for suffix in ("市", "区", "县"):
        full = name.value[:2] + suffix
        if full in text and (region := gazetteer.resolve(full)):
            return region, _first(full, text, ("校名与正文", "name of the school and text"))
    found = _common_region(text)
    return (gazetteer.resolve(found.value), found) if found else (None, None)


def _report_year(report: Report, title: Title, published: Found | None) -> Found:
    """The year of the title or beside it; else of the cover date; else the latest one named."""
    if pair := cover.school_year(title):
        return Found(pair.value[5:], pair.evidence, pair.reason)
    years = [y for y in map(cover.as_year, _TITLE_YEAR.findall(title.text)) if y]
    if years:
        return Found(str(years[-1]), title.span, ("标题", "title"))
    if beside := cover.year_beside(title):
        return beside
    if published:
        return Found(published.value[:4], published.evidence, published.reason)
    counted = Counter(int(m["year"]) for m in YEAR.finditer(report.text))
    latest = max((y for y, c in counted.items() if c >= 2), default=0)
    reason = ("正文中最晚的常见年份", "the latest year the text often names")
    return Found(str(latest or 2000), None, reason)


def _school_year(report: Report, title: Title) -> Found | None:
    """The school year of the title or beside it, else the one that the text names most."""
    if pair := cover.school_year(title):
        return pair
    named = _named_school_years(report)
    best = max(named, key=lambda pair: (len(named[pair]), pair), default="")
    times = len(named[best]) if best else 0
    reason = (f"正文中出现 {times} 次", f"named {times} times in the text")
    return Found(best, named[best][0], reason) if times >= _TWICE else None


def _named_school_years(report: Report) -> dict[str, list[Span]]:
    """Where the text and its tables name each school year."""
    named: dict[str, list[Span]] = {}
    for match in SCHOOL_YEAR.finditer(report.text):
        pair = cover.as_pair(match)
        if int(pair[5:]) - int(match[1]) == 1:
            named.setdefault(pair, []).append(Span(match.start(), match.end()))
    return named


def _data_year(report: Report, title: Title, reported: Found, published: Found | None) -> Found:
    """The year the text says it tells of; else the one its sentences name most, not a later one."""
    report_year = int(reported.value)
    said = _REFLECTS.search(report.text[:6_000])
    if said and int(said[1]) <= report_year:
        return Found(said[1], Span(said.start(), said.end()), ("正文说明", "the text says so"))
    if pair := cover.school_year(title):
        reason = ("标题中学年的结束年", "last year of the school year of the title")
        return Found(pair.value[5:], pair.evidence, reason)
    named = list(_named_years(report, (reported, published)))
    counted = Counter(year for year, _ in named)
    near = {y: counted[y] for y in (report_year, report_year - 1) if counted[y]}
    pair = _school_year(report, title)
    if pair and int(pair.value[5:]) == report_year and _often(report, pair, near):
        ended = ("正文所述学年的结束年", "last year of the school year that the text names")
        return Found(pair.value[5:], pair.evidence, ended)
    if published and int(published.value[:4]) > report_year and near.get(report_year):
        reason = ("标题中的年份早于发布年份", "the year of the title is before that of publication")
        return Found(str(report_year), reported.evidence, reason)
    if near:
        best = max(near, key=lambda y: (near[y], -y))
        first = next(where for year, where in named if year == best)
        times = near[best]
        reason = (f"正文中 {best} 年出现 {times} 次", f"named {times} times in the text")
        return Found(str(best), first, reason)
    if published and published.value == f"{report_year}-12":
        reason = ("年底发布：当年", "published at the end of that year")
        return Found(str(report_year), published.evidence, reason)
    reason = ("通例：报告年份的上一年", "as a rule the year before the report's")
    return Found(str(report_year - 1), None, reason)


def _often(report: Report, pair: Found, near: dict[int, int]) -> bool:
    """Whether the text names a school year more often than any calendar year."""
    return len(_named_school_years(report)[pair.value]) > max(near.values(), default=0)


def _named_years(report: Report, found: tuple[Found | None, ...]) -> Iterator[tuple[int, Span]]:
    """The years that sentences name, without what stands on the cover."""
    said = [one.evidence for one in found if one and one.evidence]
    for paragraph in report.paragraphs:
        for match in YEAR.finditer(paragraph.text):
            where = paragraph.span(match.start(), match.end())
            if not any(span.start <= where.start < span.end for span in said):
                yield int(match["year"]), where
