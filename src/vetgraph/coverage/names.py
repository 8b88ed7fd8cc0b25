"""Every name of a clean text: known ones, titles in 《…》, names told by their shape, persons."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vetgraph.extraction.names import STRONG
from vetgraph.extraction.names import names as shaped
from vetgraph.extraction.persons import persons
from vetgraph.schema import schema
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vetgraph.extraction import Extraction
    from vetgraph.extraction.context import Context
    from vetgraph.model import Fact

_TITLE = re.compile("《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_PROPER = re.compile(
    "(?:公司|大学|职业学院|职业技术学院|职业学校|人民政府|研究院|研究所|协会|学会|商会|教育局)$"
)
# Contests and events that say by their first word how wide they reach.
_CONTEST = re.compile(
    "(?:全国|中国|世界|国际|亚洲|“[^“”]{1,12}杯”)"
    "(?:(?!参加|组织|举办|开展|荣?获|承办|在|的|[，。、；：（]).){2,20}?"
    "(?:锦标赛|大赛|竞赛|挑战赛|邀请赛|运动会|博览会|文化节|艺术节|论坛|峰会)"
)
_CLAUSE = re.compile(
    "[各的了给将所需]|推[动进]|提[升高]|经过|结合|鼓励|实[现施]|选用|组织|指导|区内|全部"
)
# 昌平区职业学校: the schools of a district, not one of them by name.
_GENERIC = re.compile("[\u4e00-\u9fff]{1,8}[省市区县](?:各|各类|中等)?职业(?:技术)?学校")
_PRONOUNS = frozenset({"我区", "我市", "我县", "我校", "学校", "全区", "全市"})
_NO_NAMES = frozenset({"breakdown", "case"})


@dataclass(frozen=True, slots=True)
class Found:
    """A name where it stands in a clean text; ``name`` is canonical, None for a person."""

    start: int
    end: int
    name: str | None


def known_names(extraction: Extraction) -> Context:
    """The names that the report's sheets, rules and facts know, without pronouns (我区)."""
    context = extraction.context
    names = {w: n for w, n in context.names.items() if w not in _PRONOUNS}
    for thing in extraction.things:
        names.setdefault(fold(thing.name), thing.name)
    for value in _things(extraction.facts):
        if len(fold(value)) > 1 and value not in _PRONOUNS:
            names.setdefault(fold(value), context.canonical(value) or value)
    return replace(context, names=names)


def _things(facts: Iterable[Fact]) -> Iterator[str]:
    known = schema().properties
    for fact in facts:
        for role, values in fact.values:
            if known[role].form == "thing" and role not in _NO_NAMES:
                yield from values


def find_names(text: str, context: Context) -> list[Found]:
    """The names of a clean text by where they begin, not overlapping.

    Of two that overlap the one earlier in this list stays: title, known name, contest, shape,
    person.
    """
    found: list[Found] = []
    for match in _TITLE.finditer(text):
        title = match[1]
        found.append(Found(match.start(1), match.end(1), context.canonical(title) or title))
    mentions = context.mentions(text)
    found += _free([Found(s, e, name) for name, s, e in mentions], found)
    contests = [Found(m.start(), m.end(), m[0]) for m in _CONTEST.finditer(text)]
    found += _free(contests, found)
    shapes = [n for n in shaped(text) if n.score >= STRONG and _is_proper(n.text)]
    found += _free([Found(n.start, n.end, n.text) for n in shapes], found)
    found += _free([Found(s, e, None) for s, e in persons(text)], found)
    return sorted((f for f in found if f.start < f.end), key=lambda f: f.start)


def _is_proper(name: str) -> bool:
    if len(name) <= 5 or _GENERIC.fullmatch(name):
        return False
    return _PROPER.search(name) is not None and not _CLAUSE.search(name)


def _free(wanted: Iterable[Found], taken: list[Found]) -> list[Found]:
    """Those that overlap nothing taken, nor each other."""
    used = {i for f in taken for i in range(f.start, f.end)}
    free: list[Found] = []
    for one in sorted(wanted, key=lambda f: (f.start, -f.end)):
        if used.isdisjoint(range(one.start, one.end)):
            used.update(range(one.start, one.end))
            free.append(one)
    return free
