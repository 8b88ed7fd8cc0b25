"""Lists whose items share their last word: 赤岩、澄湖两个区 are 赤岩区 and 澄湖区."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_ITEM = r"[\u4e00-\u9fff]{1,10}?"
_COUNT = r"(?:[一二两三四五六七八九十]+|\d+)(?:个|座|大)?"
# What stands before the shared last word and is no part of it: 3个专业部, 6个设区市.
_KIND = "(?:专业|教学|设区的?|地级|县级)?"
_AND = re.compile("、|和|及|以及")
_MORE = re.compile("[，、和及]|以及")
_NO_ITEM = re.compile(
    "^(?:各|全|其|该|本|多|共|设|有|新增|包括|一是)|的|等|[一二两三四五六七八九十\\d]个"
)


class Shared(NamedTuple):
    """An item of such a list: its whole name, where it begins, and where its last word ends."""

    name: str
    start: int
    end: int


def shared(text: str, at: int, ends: str) -> list[Shared]:
    """The items that stand from a place on: 赤岩、澄湖两个区和临涧、桐柳三个县.

    ``ends`` is a pattern of the last words that may be shared (区|县, 校区, 专业部).
    """
    found: list[Shared] = []
    pattern = re.compile(_list(ends))
    while match := pattern.match(text, at):
        items = list(_items(match))
        if any(_NO_ITEM.search(item.name.removesuffix(match["end"])) for item in items):
            break
        found += items
        joined = _MORE.match(text, match.end())
        if joined is None:
            break
        at = joined.end()
    return found


def _list(ends: str) -> str:
    many = rf"{_ITEM}(?:(?:、|和|及|以及){_ITEM})+"
    return rf"(?P<items>{many})(?:等)?{_COUNT}(?:设区的?|地级)?(?P<end>{ends})(?!级)"


def _items(match: re.Match[str]) -> Iterator[Shared]:
    at, end = match.start("items"), match["end"]
    for item in _AND.split(match["items"]):
        whole = len(item) > 2 and item[-1] == end[-1]
        yield Shared(item if whole else item + end, at, match.end())
        at += len(item) + 1


def bears(text: str, name: str) -> bool:
    """Whether a text prints a name in such a list: the first words, others, how many, the last."""
    for at in range(1, len(name)):
        first, last = re.escape(name[:at]), re.escape(name[at:])
        others = r"(?:(?:、|和|及)[\u4e00-\u9fff、]{0,60}?)?(?:等)?"
        printed = rf"{first}{others}{_COUNT}{_KIND}{last}"
        if re.search(printed, text):
            return True
    return False
