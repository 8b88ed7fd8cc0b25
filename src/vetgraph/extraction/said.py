"""A sentence as the rules of relations see it: its parties, its clauses, who its subject is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vetgraph.extraction.names import HARD
from vetgraph.extraction.parties import BODIES, SCHOOLS, Party, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.model import Span

Values = tuple[tuple[str, tuple[str, ...]], ...]
CARRIED, _SURE = 0.93, 0.8
_ENDS = "，。；：！？!?;"
_NEGATED = re.compile("未(?!来)|没有|尚无|不再|终止|停止合作|暂停|取消|无法")
_PLANNED = re.compile(
    "(?<![虚模])拟(?![合定真])|意向|计划(?![》”])|将(?![军领]|[^，。；]{2,24}(?:评为|认定为|列[为入]|确定为|授予|命名为|纳入|[赠送交]))|准备|争取|探索|力争|推动|鼓励|支持|引导|下一步|今后|要求|应当|如何"
)
_AHEAD = re.compile(
    "下一步|下阶段|下一阶段|下学年|新学年|下一年|今后|未来[，几]|打算|计划(?![》”])|谋划|(?<![虚模])拟(?:于|新|申|与|设|建|在)|"
    "将(?=进一步|继续|着力|持续|优化|加大|加快|加强|推进|推动|建设|新建|围绕|以|重点|不断|积极|深化|完善|探索|全面)"
)
_HEAD = re.compile(
    r"(?:\s|[“\"（(]|\d+[.．、]|[（(]?\d+[）)]|[一二三四五六七八九十]+是|其中|同时|此外|另外|由|目前|现|"
    r"当年|全年|年内|近年来|本学年|本年度|上学年|报告期内|(?:19|20)\d\d(?:[-—–]\d{2,4})?(?:学?年度?)?(?:\d+月)?(?:底|末|以来|起)?|"
    r"截至[^，]{0,12}|按照[^，]{0,16}|对口帮扶方面|案例[\d一二三四五六七八九十-]*|】|》)*+"
)
_IS = re.compile("的(?:则|也|便|就)?是$")
_LED = re.compile("(?:牵头|领衔|主导|主持|负责|组织)(?:建设|组建|实施|运营|开展)?")
_END_OF_CLAUSE = re.compile("(?:（[^（）]*）)?")
_LIGHT = re.compile(
    r"(?P<own>的?[\u4e00-\u9fff\d]{0,12}?(?:名|位|个)?(?:专业|教师|师生|学生|团队|代表队|专业部|技术团队|书记|校领导|校区|校址|校园|校门))?"
    r"(?:同样|还|又|并|也|则|已|均|都|各|再|新|先后|先行|分别|依次|共同|一起|主动|积极|成功|正式|整体|成果|作品|案例|双双|一并|首次|再次|率先|连续|多次|累计|"
    r"作为[^，。]{0,8}|联合[\d一二三四五六七八九十百]+[余多]?[家所个][\u4e00-\u9fff]{0,8}|以[^，。]{1,20}(?:为|作为)[^，。]{1,6}|利用[^，。]{1,12}|根据[^，。]{1,12}|[一二三四五六七八九十两\d]+[年次届届度]+|当年|本学年|全年|年内|今年|(?:19|20)\d\d年|于|牵头|负责|参与|组织|组队|带队|承担|为|是)*+"
)


_ADJUNCT = re.compile(
    r"(?:与|同|跟|和|向|为|在|对|给|从|把|将|被|面向|对接|依托|联合|携手|引入|委托|会同|到|赴)(?:[\u4e00-\u9fff]{1,6}的)?$"
)
# What a thing came from or is owned by is not what the clauses behind tell of.
_CAME_FROM = re.compile(
    "(?:(?:19|20)\\d\\d年)?(?:经[^，。]{1,6})?由[^，。；]{2,40}(?:更名|改名|改建|合并|整合|改制|创办|举办|兴办|投资|出资|主管|承办)"
)
_WITH = re.compile("(?:又|还|并|也)?(?:与|同|和|携手|联合|引进|依托|为|向)")
_IN_PLACE = re.compile(r"在[^，。]{2,12}$")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, its parties, and what the sentences before it leave to it.

    ``own`` is the school that reports, which a sentence without a subject is about, ``region``
    the region that does; ``body``, ``firm`` and ``school`` are the last education group or
    alliance, enterprise and school named before, by their places counted from this sentence.
    """

    text: str
    parties: tuple[Party, ...]
    context: Context
    own: Party | None = None
    body: Party | None = None
    region: Party | None = None
    firm: Party | None = None

    def clause(self, at: int) -> int:
        """Where the clause begins in which a place stands; commas in brackets end none."""
        depth = 0
        for i in range(at - 1, -1, -1):
            character = self.text[i]
            depth += (character in "）)") - (character in "（(")
            if depth <= 0 and character in _ENDS:
                return i + 1
        return 0

    def list_at(self, start: int, reach: int = 0) -> tuple[Party, ...]:
        """The list of parties that begins at a place, or up to ``reach`` characters behind it."""
        for index, party in enumerate(self.parties):
            if start <= party.start <= start + reach:
                return listed(self.text, self.parties, index)
        return ()

    def list_before(self, end: int) -> tuple[Party, ...]:
        """The list of parties that ends at a place."""
        for first in range(len(self.parties)):
            found = listed(self.text, self.parties, first)
            if found[-1].end == end:
                return found
        return ()

    def subjects(self, at: int, able: Callable[[Party], bool] | None = None) -> tuple[Party, ...]:
        """Who does what the verb at a place says: the list at the head of its clause.

        Else that of a clause before in the same sentence, else the school that reports.
        """
        begin = self.clause(at)
        found = self._heading(begin, at)
        if found:
            return _able(found, able)
        head = _HEAD.match(self.text, begin)
        free = self._free(begin, at)
        light = _LIGHT.fullmatch(self.text, min(head.end(), free) if head else begin, free)
        if light is None:
            return ()
        if light["own"]:
            able = is_school
        if parallel := self._parallel(begin):
            return _able(parallel, able)
        score = HARD
        while begin > 0 and self.text[begin - 1] not in "。！？":
            at, begin, score = begin - 1, self.clause(begin - 1), score * CARRIED
            if _CAME_FROM.match(self.text, begin, at):
                continue
            if found := self._told_of(begin, at) or self._heading(begin, at, near=False):
                least = _SURE if self.own and found[0].name == self.own.name else 0
                carried = tuple(replace(p, score=max(p.score * score, least)) for p in found)
                own = _able((self.own,), able) if self.own and light["own"] else ()
                return _able(carried, able) or own
        return _able((self.own,), able) if self.own else ()

    def _parallel(self, begin: int) -> tuple[Party, ...]:
        """甲校与乙公司共建丙；与丁公司合办…: what begins 与 behind ； is said of 甲校 too."""
        behind = begin > 0 and self.text[begin - 1] == "；"
        if not behind or not _WITH.match(self.text, begin):
            return ()
        segment = max(self.text.rfind(mark, 0, begin - 1) for mark in "；。！？") + 1
        end = min(i for i in range(segment, begin) if self.text[i] in "，；")
        found = self._heading(segment, end, near=False) or self._parallel(segment)
        return tuple(replace(p, score=p.score * CARRIED) for p in found)

    def _told_of(self, begin: int, at: int) -> tuple[Party, ...]:
        """海拔最高的是A校, 展馆由A校牵头，联合…: the last one does what the next says."""
        for party in self.parties:
            if begin <= party.start < at and _END_OF_CLAUSE.fullmatch(self.text, party.end, at):
                return (party,) if _IS.search(self.text, begin, party.start) else ()
            led = begin < party.start < at and _LED.fullmatch(self.text, party.end, at)
            if led and _WITH.match(self.text, at + 1):
                return (party,) if self.text[party.start - 1] == "由" else ()
        return ()

    def _free(self, begin: int, at: int) -> int:
        """Where the first party of a clause that is no subject (与B, 在C) begins, else ``at``."""
        for party in self.parties:
            if begin <= party.start < at:
                adjunct = _ADJUNCT.search(self.text, begin, party.start)
                return adjunct.start() if adjunct else party.start + 1
        place = _IN_PLACE.search(self.text, begin, at)
        return place.start() if place else at

    def _heading(self, begin: int, at: int, near: bool = True) -> tuple[Party, ...]:
        """The list of parties at the head of a clause, or (``near``) right before the verb."""
        head = _HEAD.match(self.text, begin)
        start = head.end() if head else begin
        done = beside = begin
        for index, party in enumerate(self.parties):
            if not (done <= party.start < at):
                continue
            found = listed(self.text, self.parties, index)
            done = found[-1].end
            aside = party.start == beside > begin or _ADJUNCT.search(self.text, begin, party.start)
            if party.start > start and aside:
                beside = done
            elif party.start <= start or (near and _LIGHT.fullmatch(self.text, done, at)):
                return tuple(p for p in found if p.end <= at)
        return ()

    def denied(self, start: int, end: int) -> bool:
        """Whether a stretch says that something is not so."""
        return _NEGATED.search(self.text, start, end) is not None

    def planned(self, start: int, end: int) -> bool:
        """Whether a stretch speaks of what is only meant to be, or the sentence says so before."""
        ahead = _AHEAD.search(self.text, 0, end)
        return _PLANNED.search(self.text, start, end) is not None or ahead is not None


def _able(found: tuple[Party, ...], able: Callable[[Party], bool] | None) -> tuple[Party, ...]:
    return tuple(p for p in found if able is None or able(p))


def is_school(party: Party) -> bool:
    """A school, college or centre: what offers majors and runs programmes."""
    return party.kind in SCHOOLS and party.kind not in BODIES


def acts(party: Party) -> bool:
    """A school, a region or an authority: the first party of a cooperation."""
    return is_school(party) or party.kind in ("Region", "PublicBody")


@dataclass(frozen=True, slots=True)
class Found:
    """A relation in its sentence: kind, roles, the stretches that bear it, rule and score.

    A ``lasting`` one (学校设4个专业部) takes no year from the sentences before it. ``before`` is a
    passage of another paragraph that names what it speaks of.
    """

    kind: str
    values: Values
    spans: tuple[tuple[int, int], ...]
    rule: str
    score: float = HARD
    lasting: bool = False
    before: Span | None = None


def stretch(*places: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """The stretch over several places; those of an earlier sentence (below 0) stay apart."""
    here = [place for place in places if place[0] >= 0 and place[1] > place[0]]
    earlier = [place for place in places if place[0] < 0]
    whole = (min(s for s, _ in here), max(e for _, e in here))
    return (whole, *earlier)


def of(party: Party) -> tuple[int, int]:
    """Where a party stands; an understood one nowhere."""
    return party.start, party.end


def certain(found: Iterator[Found], score: float) -> Iterator[Found]:
    """The relations that are at least so sure."""
    return (one for one in found if one.score >= score)
