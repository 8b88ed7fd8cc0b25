"""What is done for others at their bidding: 受B局委托，A校承办培训."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.extraction.parties import PARTIES
from vetgraph.extraction.said import Found, acts, is_school, of, stretch
from vetgraph.extraction.service import RULE_SERVICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.parties import Party
    from vetgraph.extraction.said import Said

_BEFORE = re.compile("(?:受|应|经|接受)(?:了)?$")
_ASKED = re.compile(
    "(?:等)?(?:[\\d一二三四五六七八九十两]+[余多]?[家所个])?(?:单位|部门|企业)?的?(?:委托|邀请|嘱托|指派|请求)，?"
)
_DOES = re.compile(
    "(?:组织|负责|先后|连续|共|具体|独立|全面)*(?P<what>[^，。；]{0,14}?(?:承办|承担|举办|开办|开设|开展|提供|组织|实施|编制|培训|完成|制作|设计|研发|开发)[^，。；]{1,20})"
)
_DONE_FOR = re.compile(
    "(?:常年|长期|连续[一二三四五六七八九十\\d]+年|义务|先后|主动|独立|继续|全年)*(?:承担|承接|负责|包揽|承办|完成)(?:了|起)?$"
)
_WORK = re.compile(
    "(?:等)?(?:[\\d一二三四五六七八九十两]+[余多]?[家所个])?(?:企业|单位|公司)?的(?P<what>[^，。；]{0,14}?(?:服务|培训|任务|维护|检修|维修|工作|讲解|项目|设计|保障|业务))(?=[，。；]|\\d)"
)


def commissions(said: Said) -> Iterator[Found]:
    """The services that a sentence says were asked for or taken on."""
    yield from _asked(said)
    yield from _taken_on(said)


def _asked(said: Said) -> Iterator[Found]:
    """受B局委托，A校承办…; A校受B公司委托开展…: A serves B."""
    for first in (p for p in said.parties if p.kind in PARTIES):
        before = _BEFORE.search(said.text, 0, first.start)
        bidders = said.list_at(first.start)
        asked = _ASKED.match(said.text, bidders[-1].end) if before else None
        if before is None or asked is None or said.denied(asked.end(), asked.end() + 4):
            continue
        behind = tuple(p for p in said.list_at(asked.end()) if acts(p))
        does = _DOES.match(said.text, behind[-1].end if behind else asked.end())
        providers = behind or _doing(said, before.start())
        for provider in providers if does else ():
            for bidder in bidders:
                place = (before.start(), does.end() if does else asked.end())
                yield from _serves(provider, bidder, does["what"] if does else "", place)


def _doing(said: Said, at: int) -> tuple[Party, ...]:
    """Who does what is asked: the subject, else the school whose clause stands before."""
    return said.subjects(at, is_school) or said.subjects(at, acts)


def _taken_on(said: Said) -> Iterator[Found]:
    """A校连续六年承担B的护理服务: A serves B."""
    for first in (p for p in said.parties if p.kind in PARTIES):
        verb = _DONE_FOR.search(said.text, 0, first.start)
        served = said.list_at(first.start)
        work = _WORK.match(said.text, served[-1].end) if verb else None
        if verb is None or work is None or said.planned(said.clause(verb.start()), verb.start()):
            continue
        for provider in said.subjects(verb.start(), is_school):
            for party in served:
                yield from _serves(provider, party, work["what"], (verb.start(), work.end()))


def _serves(
    provider: Party, beneficiary: Party, content: str, place: tuple[int, int]
) -> Iterator[Found]:
    if provider.name != beneficiary.name:
        values = [("provider", (provider.name,)), ("beneficiary", (beneficiary.name,))]
        values += [("content", (content,))] if content else []
        spans = stretch(of(provider), of(beneficiary), place)
        score = min(provider.score, beneficiary.score)
        yield Found("Service", tuple(values), spans, RULE_SERVICE, score)
