"""The first page of a report: its title, which may stand in several lines, and years and dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from vetgraph.model import Span
from vetgraph.places import load_regions
from vetgraph.text import chinese_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.model import Report

_ZERO = "[〇○OoＯΟ0０零]"
_HAN_YEAR = rf"二\s*{_ZERO}\s*(?:{_ZERO}|[一二三四五])\s*(?:{_ZERO}|[一二三四五六七八九])"
ANY_YEAR = rf"(?<!\d)(?:19|20)\d{{2}}(?!\d)|{_HAN_YEAR}(?=\s*(?:年|[）)]))"
SCHOOL_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*年?\s*[-—–～~至/一]\s*((?:19|20)?\d{2})\s*学年"
)
_ALONE = re.compile(
    rf"(?:(?:报告|编制)?年[度份]\s*[:：])?\s*[（(]?\s*(?P<year>(?:19|20)\d{{2}}|{_HAN_YEAR})"
    r"\s*(?:学?年度?|版)?\s*[）)]?"
)
_DATE = re.compile(
    rf"(?P<year>(?:19|20)\d{{2}}|{_HAN_YEAR})\s*年\s*"
    r"(?P<month>\d{1,2}|元|十?\s*[一二三四五六七八九十])\s*月"
)
_POINTED = re.compile(r"(?P<year>20\d{2})\s*[-./]\s*(?P<month>\d{1,2})(?:\s*[-./]\s*\d{1,2})?")
_SUBJECT = re.compile(
    r"^(?:关于[\u4e00-\u9fff]{2,4}?)?[《“]?(?:(?:(?:19|20)\d{2}[-—–～~至/])?(?:19|20)\d{2}"
    r"(?:学?年度?)?)?(?P<name>[\u4e00-\u9fff（）()]{2,30}?)\s*"
    r"(?=(?:19|20)\d{2}|二[〇○零]|[（(]|[高中]等职业(?!技术|学)|职业(?:技术)?教育(?!中心|集团|学校)|"
    r"中职|高职(?!院|学)|五年[制一]|教育(?:教学)?质量|人才培养|质量|年度)"
)
# 某某学校 over 学校质量年度报告.
_TWICE_A_SCHOOL = re.compile("(学校|学院|大学|中心)学[校院]$")
_NAMELESS = re.compile("(?:高等|中等|职业|技术|教育|质量|人才|年度|学校|学院|区域)*")
_BOOK = "公报|[白绿蓝]皮书|通报"
_TITLE = re.compile(
    rf".{{0,45}}(?:质量.{{0,8}}(?:报告|年报|{_BOOK})|"
    rf"(?:职业(?:技术)?教育|中职|高职).{{0,8}}(?:年度(?:发展)?报告|发展(?:年度)?报告|年报|{_BOOK})).{{0,12}}"
)
SCHOOL = re.compile("(?:学校|学院|职高|中专|大学|职教中心|教育中心)$")
ISSUER = re.compile(
    "([\u4e00-\u9fff]{2,16}?[省市区县旗州盟])(?:人民政府|教育(?:委员会|局|厅|体育局|和体育局)|教委|"
    "教体局)[\u4e00-\u9fff]{0,10}"
)
_REGION = re.compile("[\u4e00-\u9fff]{1,9}[省市区县旗州盟]")
_FRAGMENT = re.compile(r"[\u4e00-\u9fff（）()\d—–-]{2,30}")
_APART = re.compile(r"\S(?:\s+\S)+")
_BODY = re.compile(r"(?:1|一)[.．、\s]|目\s*[录次]$|前\s*言$")
_LINES, _HEAD, _BELOW, _ABOVE, _LONGEST_DATE, _LONGEST_LINE = 15, 3_000, 5, 3, 20, 60


@dataclass(frozen=True, slots=True)
class Found:
    """One answer, the passage that gives it (None: a rule of thumb), and why (zh, en)."""

    value: str
    evidence: Span | None
    reason: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed without blanks, where it stands, and the lines above and below it."""

    text: str
    span: Span | None
    above: tuple[tuple[int, str], ...] = ()
    below: tuple[tuple[int, str], ...] = ()


def title(report: Report) -> Title:
    """The title of a report, joined from the lines of its cover when it takes several."""
    lines = _head(report.text)
    found = _in_lines(lines)
    if report.title and (found is None or subject(report.title)):
        span = _span(report)
        return _with_lines(report, report.title, span)
    if found is None:
        return Title("", None)
    first, end = found
    start, last = lines[first][0], lines[end - 1]
    return _with_lines(report, _joined(lines, *found), Span(start, last[0] + len(last[1])))


def subject(text: str) -> str:
    """The region or school that a title, or a title behind a dash, names; empty for none."""
    match = _SUBJECT.match(text.lstrip("—–―-"))
    if not match or _NAMELESS.fullmatch(match["name"]):
        return ""
    name = _TWICE_A_SCHOOL.sub(r"\1", match["name"])
    issuer = ISSUER.fullmatch(name)
    return issuer[1] if issuer and load_regions().resolve(issuer[1]) else name


def _with_lines(report: Report, text: str, span: Span | None) -> Title:
    if span is None:
        return Title(text, None)
    head = tuple(lines(report.text[: span.start], 0))[-_ABOVE:]
    after = lines(report.text[span.end : span.end + 400], span.end)
    return Title(text, span, head, tuple(islice(after, _BELOW)))


def _head(text: str) -> list[tuple[int, str]]:
    """The lines of the cover: the short ones at the head of a text."""
    found = []
    for start, line in islice(lines(text[:_HEAD], 0), _LINES):
        if len(line.strip()) > _LONGEST_LINE or _BODY.match(line.strip()):
            break
        found.append((start + len(line) - len(line.lstrip()), line.strip()))
    return found


def _in_lines(cover: list[tuple[int, str]]) -> tuple[int, int] | None:
    """The first and behind the last of the lines that make a title; with a name if one is above."""
    spans = ((i, i + n) for n in (1, 2, 3) for i in range(len(cover)) if i + n <= len(cover))
    core = next((s for s in spans if _is_title(cover, *s)), None)
    if core is None:
        return None
    for first in range(core[0], max(core[0] - _ABOVE, -1), -1):
        if first < core[0] and not _FRAGMENT.fullmatch(_close(cover[first][1])):
            break
        named = subject(_joined(cover, first, core[1]))
        if is_name(named) or _REGION.fullmatch(named):
            return first, core[1]
    return core


def _close(line: str) -> str:
    """珞 杉 市 is printed with letters apart."""
    return re.sub(r"\s", "", line) if _APART.fullmatch(line) else line


def _is_title(cover: list[tuple[int, str]], first: int, end: int) -> bool:
    plain = end - first == 1 or all(_FRAGMENT.fullmatch(line) for _, line in cover[first:end])
    return plain and _TITLE.fullmatch(_joined(cover, first, end)) is not None


def is_name(name: str) -> bool:
    """Whether a name is that of a school or of a region of the official list."""
    return bool(name) and bool(SCHOOL.search(name) or load_regions().resolve(name))


def _joined(cover: list[tuple[int, str]], first: int, end: int) -> str:
    return re.sub(r"[\s*#]+", "", "".join(line for _, line in cover[first:end]))


def _span(report: Report) -> Span | None:
    """Where the title of a report is printed, blanks in between allowed; rather a line of its own.

    Traditional characters are looked up as simplified ones.
    """
    text = report.said(Span(0, len(report.text)))
    pattern = r"\s*".join(map(re.escape, report.title))
    alone = re.search(rf"^[\s*#]*({pattern})[\s*]*$", text, re.MULTILINE)
    if alone:
        return Span(*alone.span(1))
    match = re.search(pattern, text)
    return Span(match.start(), match.end()) if match else None


def lines(text: str, offset: int) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, with their places."""
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield offset + match.start(), match[0]


def year_beside(found: Title) -> Found | None:
    """A year that stands alone in a line below the title, or else above it."""
    for printed, reason in _beside(found):
        for start, line in printed:
            if (match := _ALONE.fullmatch(line.strip())) and (year := as_year(match["year"])):
                begin = start + line.index(match["year"])
                return Found(str(year), Span(begin, begin + len(match["year"])), reason)
    return None


def _beside(found: Title) -> tuple[tuple[tuple[tuple[int, str], ...], tuple[str, str]], ...]:
    """The lines below a title and those above it, nearest first, with what they are called."""
    below, above = ("标题下方", "below the title"), ("标题上方", "above the title")
    return (found.below, below), (found.above[::-1], above)


def school_year(found: Title) -> Found | None:
    """The school year (2022-2023) in the title, below it or above it."""
    if match := SCHOOL_YEAR.search(found.text):
        return Found(as_pair(match), found.span, ("标题中的学年", "school year in the title"))
    for printed, (zh, en) in _beside(found):
        for start, line in printed:
            if match := SCHOOL_YEAR.search(line):
                span = Span(start + match.start(), start + match.end())
                return Found(as_pair(match), span, (f"{zh}的学年", f"school year {en}"))
    return None


def as_pair(match: re.Match[str]) -> str:
    """The two years of a school year: 2022-2023."""
    return f"{match[1]}-{match[1][:2]}{match[2][-2:]}"


def published(text: str) -> Found | None:
    """The date on the cover, else at the very end: a year and month that stand alone in a line."""
    cover = ("封面日期", "date on the cover")
    end = max(0, len(text) - 400)
    last = ("文末落款日期", "date at the end")
    return _date(text[:_HEAD], 0, cover) or _date(text[end:], end, last)


def _date(text: str, offset: int, reason: tuple[str, str]) -> Found | None:
    for start, line in lines(text, offset):
        if len(line.strip()) > _LONGEST_DATE:
            continue
        match = _DATE.search(line) or _POINTED.fullmatch(line.strip())
        year, month = (as_year(match["year"]), _month(match["month"])) if match else (None, 0)
        if match and year and 1 <= month <= 12:
            begin = start + line.index(match[0])
            return Found(f"{year:04d}-{month:02d}", Span(begin, begin + len(match[0])), reason)
    return None


def as_year(text: str) -> int | None:
    """The year of digits or of Chinese numerals (二〇二三, 二O一五); None for what is none."""
    if text.isdigit():
        return int(text)
    digits = re.sub(_ZERO, "〇", re.sub(r"\s", "", text))
    year = chinese_number(digits)
    return year if year and 1900 < year < 2100 else None


def _month(text: str) -> int:
    if text == "元":
        return 1
    return int(text) if text.isdigit() else chinese_number(re.sub(r"\s", "", text)) or 0
