"""How many items a sentence says there are, against those that it lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.consistency.findings import Said, noted
from vetgraph.text import chinese_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding

_COUNTERS = "个|所|家|门|种|类|科|大|方面|项"
_NUMBER = re.compile(
    rf"(?P<lead>[共等这]*)\s*[“]?(?P<number>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})\s*(?:{_COUNTERS})[”]?"
)
_MOST_MORE = 9
_HEDGED = "近约超余多第每各前后逾达"
_ORDER = re.compile("(?P<mark>[一二三四五六七八九])是")
_ORDERED = re.compile(
    rf"(?P<number>[一二两三四五六七八九])(?:{_COUNTERS})[^，。；：、]{{1,14}}[：:。，](?=一是)"
)
_ANNOUNCED = re.compile(
    rf"(?<![第每各近约超\d.])(?P<number>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})\s*(?:{_COUNTERS})"
    "(?P<noun>[^，。；：、\\d]{1,14})(?:：|，分别[是为]|，即)(?P<list>[^。；]+)"
)
# What a last item in front of its number does not hold: 共获得, 参加了, 各类.
_SAID = re.compile(
    "[为是有占]$|[合共总]计|依次|分别|获|得|参加|了|各|开展|举办|完成|选拔|组织|评|达|有|结[对成]|[两三四五]地|建[成设]|.{15}"
)
_ITEM_END = re.compile(
    "(?:专业|学校|企业|课程|单位|地区|班级?|教师|学生|部门|项目|年级|奖|级|类|等)$"
)
# A stretch between commas that may itself be an item: 分为中秋揽月，古韵雄关、新的征程三个篇章.
_SHORT = r"[^\d]{1,24}"
_SEPARATOR = re.compile("、|(?<=[”》])(?=[“《])")
_JOINT = re.compile("[和与及并]|以及")
_BOUNDARY = "，；。：！？:;,"
_STOP = "；。！？;"
# A number before the one that announces the list: 三所公办和一所民办：….
_ADDED = re.compile(rf"[\d一二两三四五六七八九十](?:{_COUNTERS})[^，。；：]{{0,8}}[和与及、]$")
_OPEN = re.compile(r"等|…|\.\.\.")


@dataclass(frozen=True, slots=True)
class _Listed:
    """How many items a list can be read as: 、 parts them, 和 may part them or stand in one."""

    least: int
    most: int


_Claim = tuple[int, _Listed, int, int]
"""The number said, the list, and where both stand."""


def listed(figures: Figures) -> Iterator[Finding]:
    """VG.LST.001: a complete list has as many items as it says; one with 等 has no more."""
    for paragraph in figures.source.report.paragraphs:
        found = [*_behind(paragraph.text), *_announced(paragraph.text), *_ordered(paragraph.text)]
        for said, items, start, end in found:
            span = paragraph.span(start, end)
            number = str(
                items.least if items.least == items.most else f"{items.least}–{items.most}"
            )
            quote = figures.source.report.said(span)
            zh = f"“{quote}”写作 {said} 项，而所列为 {number} 项"
            en = f"“{quote}” says {said}, but {number} are listed"
            yield noted("VG.LST.001", Said(zh, en), (figures.source.quoted(span),))


def _behind(text: str) -> Iterator[_Claim]:
    """A、B和C三个专业: the number stands behind its list."""
    plain = _masked(text)
    for match in _NUMBER.finditer(plain):
        number = _value(match["number"])
        before = plain[: match.start()].rstrip()
        if number is None or number == 1 or not before or before[-1] in _HEDGED + "和与及":
            continue
        readings = list(_readings(before))
        if not readings or any(r.least <= number <= r.most for r, _ in readings):
            continue
        items, start = readings[0]
        if re.search(rf"\d|{_NUMBER.pattern}", before[start:]) or number > items.most + _MOST_MORE:
            continue
        if _SAID.search(_SEPARATOR.split(before)[-1]):
            continue
        partial = "等" in match["lead"] + _SEPARATOR.split(before)[-1]
        wrong = number < items.least if partial else not _ITEM_END.search(before)
        if wrong:
            yield number, items, start, match.end()


def _readings(before: str) -> Iterator[tuple[_Listed, int]]:
    """The list in front of a number, taken back clause by clause; none where it has no 、."""
    stop = max(before.rfind(mark) for mark in _STOP) + 1
    start = len(before)
    while start > stop:
        start = max([stop, *(before.rfind(mark, stop, start - 1) + 1 for mark in _BOUNDARY)])
        nearest, *earlier = reversed(re.split(f"[{_BOUNDARY}]", before[start:]))
        if not _SEPARATOR.search(nearest):
            return
        items = _counted(nearest)
        more = sum(_counted(e).most for e in earlier if re.fullmatch(_SHORT, e))
        yield _Listed(items.least, items.most + more), start


def _announced(text: str) -> Iterator[_Claim]:
    """三项工程：A、B、C; 两所学校，分别是A和B: the number stands before its list."""
    plain = _masked(text)
    for match in _ANNOUNCED.finditer(plain):
        number = _value(match["number"])
        listing = match["list"].split("，")[0]
        if number is None or _OPEN.search(listing) or _ORDER.search(match["list"]):
            continue
        if _ADDED.search(plain[: match.start()]):
            continue
        if not _SEPARATOR.search(listing):
            continue
        items = _counted(listing)
        if not items.least <= number <= items.most:
            yield number, items, match.start("number"), match.start("list") + len(listing)


def _ordered(text: str) -> Iterator[_Claim]:
    """四项措施：一是…；二是…；三是…."""
    for match in _ORDERED.finditer(text):
        number = _value(match["number"])
        marks = [_value(m["mark"]) for m in _ORDER.finditer(text, match.end())]
        run = next((i for i, mark in enumerate(marks) if mark != i + 1), len(marks))
        if number and run and run != number:
            yield number, _Listed(run, run), match.start(), match.end()


def _counted(stretch: str) -> _Listed:
    parts = [part for part in _SEPARATOR.split(stretch) if part.strip()]
    joints = sum(len(_JOINT.findall(part)) for part in parts)
    return _Listed(len(parts), len(parts) + joints)


def _masked(text: str) -> str:
    """The text with what stands in brackets, quotes and book titles made one piece each."""
    inner = re.compile(r"(?<=[“《])[^”》]*(?=[”》])|[（(][^（）()]*[)）]")
    return inner.sub(lambda m: "\ue000" * len(m[0]), text)


def _value(number: str) -> int | None:
    return int(number) if number.isdigit() else chinese_number(number)
