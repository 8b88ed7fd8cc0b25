"""Where a school works: its campuses, and what firms set up on its grounds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.extraction.cooperation import is_general, partnership
from vetgraph.extraction.location import lies_in
from vetgraph.extraction.membership import belongs
from vetgraph.extraction.names import HARD
from vetgraph.extraction.parties import Party
from vetgraph.extraction.said import CARRIED, Found, is_school, of, stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.said import Said

_FIRMS = ("Enterprise", "Organisation")
_NAMED = (
    "(?![新老旧主南北东西两各本该总分原多]校区)"
    "(?:(?![的与和、了及在为是从由把将对到等个处所设现有校])[\u4e00-\u9fff]){2,6}?(?:校区|校本部|本部)"
)
_CAMPUSES = re.compile(
    "(?:分[一二两三四五六七八九十\\d]+[处个]：|分别为|分别是|启用|投用|迁入|迁至|搬入|搬迁至|建成|建设|新建|新增|扩建|新启用|拥有|现有|设有|建有|下设|分设|分为|分布在|分布于|有|为|是)(?:了|有)?"
    rf"(?P<list>{_NAMED}(?:(?:、|和|与|及|以及){_NAMED})*)(?=[，。；：（、]|[一二两三四五六七八九十\\d]+[个处]|$)"
)
_MADE_OF = re.compile(
    rf"由(?P<list>{_NAMED}(?:(?:、|和|与|及|以及){_NAMED})*)(?:等)?(?:[一二两三四五六七八九十\d]+[个处](?:部分)?)?(?:组成|构成)"
)
_BESIDE = re.compile(rf"除(?:了|原有的?)?(?P<list>{_NAMED}(?:(?:、|和){_NAMED})*)(?:之?外|以外)")
_WORKS_IN = re.compile(
    rf"(?:如今|目前|现|现今|同时|分别)?在(?P<list>{_NAMED}(?:(?:、|和|与|及|以及){_NAMED})*)(?:两地|[两三四]处)?(?:同时|共同|分别)?办学"
)
_LISTED = re.compile(
    rf"(?:^|(?<=[，。；：、（]))(?P<list>{_NAMED}(?:(?:、|和|与|及|以及){_NAMED})+)"
)
_TOLD = (_CAMPUSES, _BESIDE, _MADE_OF, _WORKS_IN, _LISTED)
_ITEMS = re.compile("、|以及|和|与|及")


def sites(said: Said) -> Iterator[Found]:
    """The campuses that a sentence names and what firms set up at schools."""
    yield from _campuses(said)
    yield from _set_up_there(said)
    yield from _taught_there(said)
    yield from _bases(said)
    yield from _bases_at(said)


def _campuses(said: Said) -> Iterator[Found]:
    """学校现有甲校区和乙校区; 学校除甲校区外新启用了乙校区."""
    for match in (m for p in _TOLD for m in p.finditer(said.text)):
        clause = said.clause(match.start())
        if said.planned(clause, match.start()) or said.denied(clause, match.start()):
            continue
        aside = _BESIDE.search(said.text, clause, match.start())
        schools = said.subjects(aside.start() if aside else match.start(), is_school)
        others = any(is_school(p) and said.own and p.name != said.own.name for p in said.parties)
        schools = schools or ((said.own,) if said.own and not others else ())
        for school in schools:
            at = match.start("list")
            for name in _ITEMS.split(match["list"]):
                place = Party(name, "Centre", at, at + len(name), HARD)
                spans = stretch(of(school), match.span())
                yield from (replace(f, lasting=True) for f in belongs(place, school, spans))
                at += len(name) + 1


_WHAT = (
    "(?P<what>[\u4e00-\u9fffA-Za-z]{2,14}?(?:厂中校|校中厂|服务站|维修站|充电站|工作站|工作坊|工作室|车间|实训基地|实习基地|生产线|培训中心|体验中心|维修中心|研发中心|实训中心|"
    "服务中心|产业学院|工坊|门店|实训室|教学点|服务点|体验店|驿站|学堂|基地))"
)
_SETS_UP = re.compile(
    "(?:投资|出资|共同|联合|合作|率先|先后|无偿|捐资)*(?:设立|建起|建立|建成|建设|开设|开办|成立|兴办|创办|投建|打造|援建|捐建|共建|设|建)(?:了|起|有|成)?[“]?"
    + _WHAT
    + "(?=[”，。；、]|$)"
)
_ON_GROUNDS = re.compile("(?:在|于|进驻|入驻|走进)(?:学校|我校|校园|校)(?:园)?(?:内|里)?")


def _set_up_there(said: Said) -> Iterator[Found]:
    """B公司…，在校内建起C服务站; B公司在A校甲校区设立C."""
    for firm in (p for p in said.parties if p.kind in _FIRMS and p.start == _head(said, p)):
        for match in _SETS_UP.finditer(said.text, firm.end):
            school, score = _host(said, firm, match.start())
            if school is None or said.planned(said.clause(match.start()), match.start()):
                continue
            found = partnership(said, (school, firm), ("training-base", match.end(), score))
            values = tuple(v for v in found.values if v[0] != "outcome")
            if not (is_general(match["what"]) or _of_someone(match["what"], firm.name)):
                values = (*values, ("outcome", (match["what"],)))
            yield replace(found, values=values, spans=stretch(of(school), of(firm), match.span()))
            break


_STUDIO = re.compile("(?P<stem>.{2,3})(?:名师|大师|技能大师|工匠|劳模)?工作室$")


def _of_someone(what: str, firm: str) -> bool:
    """Whether a studio may bear the name of a person, and not that of the firm: 王强工作室."""
    studio = _STUDIO.fullmatch(what)
    return studio is not None and studio["stem"] not in firm


def _head(said: Said, party: Party) -> int:
    """Where a party begins if it begins a clause, else -1."""
    return party.start if party.start == said.clause(party.start) else -1


def _host(said: Said, firm: Party, at: int) -> tuple[Party | None, float]:
    """The school on whose grounds it is, named right before the verb or understood."""
    between = said.text[said.clause(at) : at]
    schools = [p for p in said.parties if firm.end < p.start < at and is_school(p)]
    if len(schools) == 1 and re.search(
        "[在于][\u4e00-\u9fff]{0,4}$", said.text[: schools[0].start]
    ):
        rest = said.text[schools[0].end : at]
        return (schools[0], HARD) if re.fullmatch("[\u4e00-\u9fff]{0,8}", rest) else (None, 0)
    if said.own and all(s.name == said.own.name for s in schools) and _ON_GROUNDS.search(between):
        return said.own, CARRIED
    return None, 0


_TEACHES = re.compile(
    "的?(?:[\u4e00-\u9fff]{0,8}?)(?:工程师|会计师|设计师|律师|医师|厨师|摄影师|护士|主播|师傅|技师|技术人员|技术骨干|技术总监|总监|大师|工匠|专家|讲师|店长|掌[\u4e00-\u9fff]人|传承人|厨师长|护士长|经理|培训师)"
    "[\u4e00-\u9fff]{0,4}?(?:定期|每[周月学期天]+[一二三四五六七八九十\\d]*次?|常年|长期|轮流|全程|常驻|多次|每年)*"
    "(?:来校|到校|进校|入校|驻校|走进校园|走进课堂|进课堂)(?:[\u4e00-\u9fff]{0,6}?)(?:授课|任教|执教|指导|传艺|带徒|教学|上课|讲课|担任)"
)


def _taught_there(said: Said) -> Iterator[Found]:
    """B公司的工程师每周来校授课: B and the school that reports cooperate."""
    for firm in said.parties:
        if firm.kind not in (*_FIRMS, "Centre") or firm.start != _head(said, firm):
            continue
        match = _TEACHES.match(said.text, firm.end)
        if match and said.own and firm.name != said.own.name:
            yield partnership(said, (said.own, firm), ("general", match.end(), CARRIED))


_OF_BASE = (
    "(?P<what>[\u4e00-\u9fff]{2,12}?(?:实训车间|生产车间|教学工厂|实训工厂|实训场|训练场|实训基地|"
    "实训中心|实训楼|实训室|农场|工坊|工作坊|体验馆|展示馆|科普馆))"
)
_BASES = (
    re.compile(
        f"的{_OF_BASE}(?=建|占地|面积|圈|投入|投资|总投|拥有|现有|配[有备置套]|设有|可容|可同时|"
        "能容|摆|内有|里有|[年月日每]|\\d)"
    ),
    re.compile(f"(?:还|另)?[设办开建]有?{_OF_BASE}(?=[，。；、])"),
)


def _bases(said: Said) -> Iterator[Found]:
    """A校的B实训场占地60亩: the base is A's."""
    for school in filter(is_school, said.parties):
        tried = (pattern.match(said.text, school.end) for pattern in _BASES)
        base = next(filter(None, tried), None)
        if base and not is_general(base["what"]):
            place = Party(base["what"], "Centre", *base.span("what"), HARD)
            for found in belongs(place, school, stretch(of(school), base.span())):
                yield replace(found, lasting=True)


_BASE_AT = re.compile(
    "在(?P<place>(?:[\u4e00-\u9fff]{2,5}?(?:镇|乡|街道|苏木|[市区县旗]))?[\u4e00-\u9fff]{2,5}?(?:镇|乡|街道|村|苏木|嘎查|[市区县旗]))(?:境内|里)?"
    "(?:自建|共建|办|建|设|开办|设立|投建)(?:有|了|成|起|起了)?(?P<what>[\u4e00-\u9fff]{2,14}?"
    "(?:基地|实训田|试验田|示范田|农场|牧场|林场|茶园|果园|工作站|服务站|教学点|工坊))(?=[，。；、])"
)
_PARTS_OF_PLACE = re.compile("[\u4e00-\u9fff]{2,5}?(?:镇|乡|街道|村|苏木|嘎查|[市区县旗])")


def _bases_at(said: Said) -> Iterator[Found]:
    """A校在丙镇办有丁实训基地: the base is A's and lies there."""
    for match in _BASE_AT.finditer(said.text):
        clause = said.clause(match.start())
        if is_general(match["what"]) or said.planned(clause, match.start()):
            continue
        base = Party(match["what"], "Centre", *match.span("what"), HARD)
        last = list(_PARTS_OF_PLACE.finditer(said.text, *match.span("place")))[-1]
        place = Party(last[0], "Region", *last.span(), HARD)
        for school in said.subjects(match.start(), is_school):
            for found in belongs(base, school, stretch(of(school), match.span())):
                yield replace(found, lasting=True)
            yield from lies_in(base, place, (match.span(),))
