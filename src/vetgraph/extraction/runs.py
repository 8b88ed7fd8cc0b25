"""Classes that a school runs with a partner: 与甲公司共建乙班, 乙班由甲校与丙公司共同举办."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.extraction.columns import class_named
from vetgraph.extraction.names import HARD
from vetgraph.extraction.said import CARRIED, Found, is_school, of, stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.parties import Party
    from vetgraph.extraction.said import Said

RULE = "rule-programme-run"
_NAME = "(?:(?![的与和在了个为将把被由从到、，等及或])[\u4e00-\u9fffA-Za-z]){2,10}班"
_SET_UP = re.compile(
    "(?:共建|合建|合办|联办|共办|共同举办|开设|开办|开出|举办|组建|组成|成立|设立|建立|办起|新开|冠名)"
    f"(?:了|的|有|起)*(?:\\d+个)?[“]?(?P<name>{_NAME})[”]?(?![子级主组长会次])"
)
RUNS = re.compile(
    "(?:冠名|合作|联合|共同|定向)*(?:开设|开办|设立|组建|成立|举办|共建|合办|组成|培养|招收|联办)(?:了)?"
    "[“][\u4e00-\u9fffA-Za-z ]{2,16}班[”]"
)
"""That a class is run with the party named before."""
_ORDERED = re.compile(
    "(?:开设|开办|设立|组建|成立|举办)(?:了|有)?(?P<list>(?:[“][^“”]{2,16}班[”][、和]?)+)"
)
_ORDER_CLASS = re.compile("订单|定单|学徒|冠名|定向|现代学徒制")
_PARTNERS = ("Enterprise", "Brand", "Organisation")
_HEADS = re.compile(f"(?:^|(?<=[，。；：、“]))(?:其中，?)?(?P<name>{_NAME})[”]?(?:由|是|系)")


def programme_runs(said: Said) -> Iterator[Found]:
    """The classes of a sentence that one partner is named with, or that are run to order."""
    told: set[str] = set()
    for found in _with_partners(said):
        told |= set(dict(found.values)["orderClass"])
        yield found
    yield from _to_order(said, told)


def _to_order(said: Said, told: set[str]) -> Iterator[Found]:
    """A校开设“甲订单班”“乙学徒班”: classes that by their names are run to order."""
    for match in _ORDERED.finditer(said.text):
        named = [n for n in re.findall("“([^“”]+)”", match["list"]) if _ORDER_CLASS.search(n)]
        for school in said.subjects(match.start(), is_school) if named else ():
            for name in named:
                if name not in told:
                    values = (("school", (school.name,)), ("orderClass", (name,)))
                    spans = stretch(of(school), match.span())
                    yield Found("ProgrammeRun", values, spans, RULE, school.score)


def _with_partners(said: Said) -> Iterator[Found]:
    for pattern in (_SET_UP, _HEADS):
        for match in pattern.finditer(said.text):
            name = class_named(match["name"])
            begin = said.clause(match.start())
            if name is None or said.planned(begin, match.end()) or said.denied(begin, match.end()):
                continue
            yield from _run(said, name, match)


def _run(said: Said, name: str, match: re.Match[str]) -> Iterator[Found]:
    partner = _partner(said, match)
    if partner is None:
        return
    schools = _schools(said, match, partner)
    held = (("school", (schools[0].name,)),) if schools else ()
    values = (*held, ("orderClass", (name,)), ("partner", (partner.name,)))
    spans = stretch(of(partner), match.span(), *(of(s) for s in schools if s.end > s.start))
    score = min([partner.score, *(s.score for s in schools)])
    yield Found("ProgrammeRun", values, spans, RULE, score)


def _partner(said: Said, match: re.Match[str]) -> Party | None:
    """The firm of the clause, nearest the class, else the only one of the sentence."""
    firms = [p for p in said.parties if p.kind in _PARTNERS]
    clause = said.clause(match.start())
    end = next((i for i in range(match.end(), len(said.text)) if said.text[i] in "，。；"), None)
    here = [p for p in firms if clause <= p.start and p.end <= (end or len(said.text))]
    if here:
        return min(here, key=lambda p: abs(p.start - match.start()))
    one = len({p.name for p in firms}) == 1
    return firms[0] if one and firms[0].end <= match.start() else None


def _schools(said: Said, match: re.Match[str], partner: Party) -> tuple[Party, ...]:
    """The school that runs it: the subject, else the only one of the sentence."""
    found = said.subjects(min(match.start(), partner.start), is_school)[:1]
    named = [p for p in said.parties if is_school(p)]
    if found or not named:
        return found or ((said.own,) if said.own else ())
    clause = [p for p in named if p.start >= said.clause(match.start())]
    one = (clause or named)[0]
    sure = HARD if len({p.name for p in named}) == 1 or clause else CARRIED
    return (one,) if one.score * sure > 0 else ()
