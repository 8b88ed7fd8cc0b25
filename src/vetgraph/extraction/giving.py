"""What firms give a school, and what a school is to a firm: 捐赠, 提供岗位, 成为A公司实习基地."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.extraction.cooperation import partnership
from vetgraph.extraction.names import HARD
from vetgraph.extraction.said import Found, is_school
from vetgraph.extraction.verbs import GENERAL, cooperation_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.parties import Party
    from vetgraph.extraction.said import Said

_FIRMS = ("Enterprise", "Organisation")
_RECEIVES = re.compile("(?:接受|接收|获得|获|收到|得到|争取|吸引|赢得)(?:了|到)?$")
_GIFT = re.compile(
    "(?:等)?(?:[\\d一二三四五六七八九十两]+[余多]?[家所个])?(?:企业|单位|公司)?(?:的)?(?:无偿|慷慨|定向)?"
    "(?:捐赠|捐助|捐资|赠送|赠予|资助|赞助|投资|出资|投入)"
)
_GIVES = re.compile(
    "(?:累计|共|先后|无偿|定向|[一二三四五六七八九十\\d]+年来?)*"
    "(?:(?:捐赠|捐助|赠送|赠予|资助|赞助)(?:给|了)?|(?:为|向|给)(?=[^，。；]{2,24}?(?:捐|赠|提供|投入|派[出驻]?|开放|设立|安排|输送)))"
)
_BASE_OF = re.compile(
    "(?:成为|是|作为|被[^，。；]{0,6}为|获评|挂牌为?|建成|授予[^，。；]{0,4}|获授)(?:了)?[“]?$"
)
_BASE = re.compile(
    "[”]?(?:等)?(?:[\\d一二三四五六七八九十两]+[余多]?家)?(?:企业|公司|单位)?的?[“]?"
    "(?:优质|优秀|核心|重点|战略|定点|首批|唯一|指定|[省市区]内|校外)*(?:[\\u4e00-\\u9fff]{0,6}?(?:人才|员工|生源|实习|实训|培训|就业|用工|招聘|教学)"
    "[\\u4e00-\\u9fff]{0,4}?(?:基地|中心|学校|单位)|合作(?:院校|学校|伙伴|单位))"
)


def gifts(said: Said) -> Iterator[Found]:
    """A校接受B公司捐赠, B公司为A校提供岗位, A校成为B公司人才培养基地: the two cooperate."""
    for first in said.parties:
        if first.kind not in _FIRMS:
            continue
        yield from _received(said, first)
        yield from _given(said, first)


def _received(said: Said, first: Party) -> Iterator[Found]:
    """A校接受B公司捐赠; A校成为B公司实习基地."""
    partners = said.list_at(first.start)
    ways = ((_RECEIVES, _GIFT, GENERAL), (_BASE_OF, _BASE, "internship"))
    for lead, tail, form in ways:
        before = lead.search(said.text, 0, first.start)
        behind = tail.match(said.text, partners[-1].end)
        if before is None or behind is None:
            continue
        if said.denied(said.clause(before.start()), before.start()):
            continue
        for school in said.subjects(before.start(), is_school):
            for partner in partners:
                yield partnership(said, (school, partner), (form, behind.end(), HARD))


def _given(said: Said, firm: Party) -> Iterator[Found]:
    """B公司捐赠A校设备; B公司为A校提供岗位."""
    schools = [p for p in said.parties if p.start > firm.end and is_school(p)]
    for school in schools[:1]:
        gives = _GIVES.match(said.text, firm.end)
        clause = re.compile("[^，。；]*").match(said.text, school.end)
        if gives is None or clause is None or gives.end() != school.start:
            continue
        if said.planned(firm.start, clause.end()):
            continue
        form = "internship" if "实习" in clause[0] else cooperation_form(clause[0])
        yield partnership(said, (school, firm), (form, clause.end(), HARD))
