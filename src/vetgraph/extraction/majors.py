"""Majors told without the word 专业 behind each: 新获批甲、停办乙; A校甲、B校乙入选优质专业."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.extraction.offering import RULE, is_major, majors
from vetgraph.extraction.said import Found, is_school, of, stretch
from vetgraph.extraction.verbs import verbs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.parties import Party
    from vetgraph.extraction.said import Said

_LIST = r"(?P<list>[\u4e00-\u9fff、]{4,60}?)"
_STANDING = (
    "(?:骨干|特色|龙头|主体|核心|重点|优势|品牌|拳头|示范|支柱|主干|王牌|优质|精品|名牌|一流|高水平|"
    "双优)"
)


def bare_majors(said: Said) -> Iterator[Found]:
    """The majors that a sentence names bare, each with its school."""
    yield from _opened(said)
    yield from _ranked(said)
    yield from _beside_schools(said)


def _of(kind: str, school: Party, name: str, spans: tuple[tuple[int, int], ...]) -> Found:
    values = (("school", (school.name,)), ("major", (name,)))
    return Found(kind, values, spans, RULE, school.score)


@lru_cache(maxsize=1)
def _changed() -> re.Pattern[str]:
    """A verb of opening or closing and a list that a stop or a bracket ends."""
    new = (
        f"{verbs_of('Opening')}|新获批|获批开设|获批增设|新备案|新开出|首次招收|首招|恢复招收|复招"
    )
    gone = verbs_of("Discontinuation")
    return re.compile(
        f"(?:(?P<Opening>{new})|(?P<Discontinuation>{gone}))(?:了)?{_LIST}(?:等)?(?=[，。；（]|$)"
    )


# What only of a major is said; 新增 and 撤销 are said of other things too.
_OF_MAJORS = re.compile("专业|招生|停招|停办|新获批|复招|首招|招收|布点")
_NO_MAJOR = re.compile(
    "(?:岗位|班|软件|制度|系统|设备|课程|平台|项目|基地|中心|机制|小组|部门|机构|证书|仪器|实训室|教师|人员|[处科室院部]|办法|指标|资源|教材|"
    "活动|比赛|大赛|培训|点|学校|企业|计划|补贴|考试|咨询|工位|能力|设施|方向|职业|工种|窗口|站|车间)$"
)


def _opened(said: Said) -> Iterator[Found]:
    """新获批甲（下一学年招生），停办乙: in a school's report its own."""
    for match in _changed().finditer(said.text):
        clause = said.clause(match.start())
        names = match["list"].split("、")
        known = all(is_major(n) and len(n) > 3 and not _NO_MAJOR.search(n) for n in names)
        told = _OF_MAJORS.search(said.text)
        if (
            not known
            or not told
            or said.denied(clause, match.start())
            or said.planned(clause, match.start())
        ):
            continue
        for school in said.subjects(match.start(), is_school):
            for name in names:
                spans = stretch(of(school), match.span())
                yield _of(_kind(match), school, name, spans)


def _kind(match: re.Match[str]) -> str:
    return "Opening" if match["Opening"] else "Discontinuation"


_RANKED = re.compile(
    r"(?:^|(?<=[，；：。]))(?:其中，?|目前，?|现有)?(?P<list>[\u4e00-\u9fff、]{2,40}?)(?:专业)?(?:均|都|已|先后|被|成功|分别)*"
    r"(?:是|为|系|获评|入选|建成|成为|列为|认定为|评为|立项为|确定为|获批|遴选为)(?:了)?"
    rf"[\u4e00-\u9fff“”]{{0,16}}?{_STANDING}(?:建设)?专业(?![群部])"
)


def _ranked(said: Said) -> Iterator[Found]:
    """其中甲为省级骨干专业，乙入选市级品牌专业: majors of the school that reports."""
    for match in _RANKED.finditer(said.text) if said.own else ():
        inside = [p for p in said.parties if match.start() <= p.start < match.end()]
        if said.own and not inside and not said.planned(match.start(), match.end()):
            for name in majors(said, match["list"]):
                if is_major(name):
                    yield _of("Offering", said.own, name, (match.span(),))


_ITEM = re.compile(
    r"的?(?P<major>[\u4e00-\u9fff]{2,14}?)(?:专业)?(?=[、和与]|以及|(?P<end>(?:[一二两三四五六七八九十\d]+个)?"
    "(?:专业)?(?:均|都|已|先后|被|成功|分别|等)*"
    "(?:入选|获评|获批|评为|认定为|立项|列入|确定为|成为|跻身|通过|建成|为|是)"
    rf"[^，。；]{{0,20}}?{_STANDING}(?:建设)?专业))"
)
_SEPARATOR = re.compile("、|和|与|以及")


def _beside_schools(said: Said) -> Iterator[Found]:
    """A校甲、B校乙、C校丙入选省优质专业: a row of schools each with a major."""
    row: list[tuple[Party, re.Match[str]]] = []
    for school in said.parties:
        item = _ITEM.match(said.text, school.end)
        begun = not row or _joined(said, row[-1][1].end(), school.start)
        row = row if begun else []
        if not is_school(school) or item is None or not is_major(item["major"]):
            row = []
            continue
        row.append((school, item))
        if item["end"]:
            for one, found in row:
                name = found["major"].removesuffix("专业")
                yield _of("Offering", one, name, stretch(of(one), found.span()))
            row = []


def _joined(said: Said, end: int, start: int) -> bool:
    """Whether only a separator stands between two items."""
    return _SEPARATOR.fullmatch(said.text, end, start) is not None
