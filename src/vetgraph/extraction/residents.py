"""The schools of a region that a paragraph counts first and then introduces one by one.

我区现有中等职业学校3所。甲校（简称…）…；乙校…；丙校…: as many as are counted, so each lies there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.extraction.names import HARD
from vetgraph.extraction.parties import kind_of
from vetgraph.extraction.said import Found
from vetgraph.text import chinese_number, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.context import Context

RULE = "rule-location"
_NUMBER = "[一二两三四五六七八九十\\d]{1,3}"
_SCHOOLS = "(?:公办|独立设置的?|各类)?(?:中等)?(?:职业|中职)(?:技术|教育)?(?:学校|院校|机构)"
_COUNTED = re.compile(
    f"(?:现有|共有|设有|办有|开办|拥有|共设|有|设)[^，。；\\d]{{0,6}}?"
    f"(?:{_SCHOOLS}(?P<behind>{_NUMBER})所|(?P<before>{_NUMBER})所{_SCHOOLS})|"
    f"{_SCHOOLS}(?:现|共|总|合)?(?:计)?(?:共|设)?有?(?P<last>{_NUMBER})所"
)
_NAMED = ("（", "(")
_ELSEWHERE = re.compile("外省|省外|[区县市]外|合作|对口|结对|联系")


def residents(text: str, context: Context) -> Iterator[Found]:
    """The schools of a clean paragraph that lie in the region that reports."""
    counted = _COUNTED.search(text)
    if counted is None or kind_of(context.region, context) != "Region":
        return
    begin = max(text.rfind(mark, 0, counted.start()) for mark in "。；") + 1
    if _ELSEWHERE.search(text, begin, counted.end()):
        return
    printed = counted["behind"] or counted["before"] or counted["last"]
    number = int(printed) if printed.isdigit() else chinese_number(printed)
    found = {
        name: (start, end)
        for name, start, end in reversed(context.mentions(text))
        if start > counted.end()
        and context.kinds.get(name) == "School"
        and fold(text[start:end]) == fold(name)
    }
    if len(found) != number:
        found = {n: place for n, place in found.items() if text[place[1] : place[1] + 1] in _NAMED}
    if len(found) != number:
        return
    region = context.canonical(context.region) or context.region
    for name, place in sorted(found.items(), key=lambda item: item[1]):
        values = (("place", (name,)), ("region", (region,)))
        yield Found("Location", values, ((begin, counted.end()), place), RULE, HARD)
