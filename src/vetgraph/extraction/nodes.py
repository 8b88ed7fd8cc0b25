"""The things that a sentence names, and what it says of none of them.

A thing is a party, a major, a title, a name in quotation marks or of its own that is set up, or
what 学校, 该校, 公司, 该集团 stand for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.extraction.catalogue import majors_in
from vetgraph.extraction.cooperation import is_general
from vetgraph.extraction.names import HARD
from vetgraph.extraction.offering import is_major
from vetgraph.extraction.parties import BODIES, SCHOOLS
from vetgraph.extraction.persons import persons
from vetgraph.extraction.said import CARRIED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.parties import Party
    from vetgraph.extraction.said import Said

_TITLE = re.compile("《(?P<name>[^《》]{2,40})》")
_QUOTED = re.compile(
    "“(?![^“”]*[-－→][^“”]*[-－→])(?P<name>[^“”，。；]{2,20})”(?=(?P<what>[\u4e00-\u9fff]{0,4}?(?:工作室|工坊|基地|中心|平台|项目|课程|讲堂|学堂|课堂|车间|班(?!会)|"
    "服务队|公益队|社团|品牌|奖学金|助学金|奖教金|基金|专利|证书|职业资格|课题|节目|作品|团队|教材|夜校|驿站|展馆|实训室|试点|志愿|代表队))?)"
)
# What is built or set up, by a name of its own that no quotation marks set off.
_BUILT = re.compile(
    "(?:建有|设有|自营|经营|建成|共建|合建|建设|设立|建立|开办|办起|合办|联办|组建|引进|搭建|投建|承建|运营|管理|创办|成立|打造|创建|办起了|建起|建起了)(?:了|的|一[个座间所家])?"
    "(?P<name>(?:(?![的了在与和及为个座间所家了，])[\u4e00-\u9fffA-Za-z0-9]){2,14}?(?:实训车间|车间|实训平台|平台|工坊|产业学院|学院|果园|温室|茶园|农场|实训场|养殖场|示范场|种植园|实训楼|体验馆|展示馆|陈列馆|传习馆|展览馆|示范园|科普馆|服务站|工作站|小院|合作社|"
    "夜校|中心|基地|工作室|驿站|研究院|展馆|实训室|实验室|学堂|督导组|联席会|共同体|联合体|联盟|智库))(?![\u4e00-\u9fff]{0,2}[室心长])"
)
_CERTIFICATE = re.compile(
    "(?:(?<=[的、和与])|(?<=引[进入])|(?<=考取)|(?<=试点)|(?<=颁发))(?P<name>(?:(?![的、和与])[\u4e00-\u9fffA-Za-z0-9]){2,14}?(?:职业资格证书|职业证书|技能证书|等级证书|[一二三四五]级证书|结业证书|职业资格))"
)
# 承接甲、乙、丙等12个1+X证书试点: the certificates that are tried out.
_TRIALS = re.compile(
    "(?:承接|参与|参加|开展|获批|申报|引入|引进|争取到|试点|启动|实施)(?:了)?(?P<list>[\u4e00-\u9fffA-Za-z（）()]{2,18}?(?:(?:、|和(?!声))[\u4e00-\u9fffA-Za-z（）()]{2,18}?){0,9})"
    r"(?:等)?(?:[一二两三四五六七八九十\d]+[个项种])?(?:1\+X|职业技能等级|[（(]?中级[)）]?)[^，。；]{0,8}?(?:证书|试点)"
)
_OF_ITS_OWN = re.compile(
    "(?:工作室|工坊|基地|中心|平台|项目|课程|讲堂|学堂|课堂|车间|班|队|社|联盟|[讲师宣服务艺术合唱]{2}团|奖学金|助学金|奖教金|基金|夜校|驿站|展馆|船坞|实训室)$"
)
_MAJOR = re.compile(
    "(?P<name>[\u4e00-\u9fff]{2,14})专业(?!群|（群）|方向|教师|课|技|人才|设置|布局|建设委|调整|领域|能力|大类|带头|委员)"
)
_CAMPUS = re.compile(
    "(?<=[在到至和与、有为入])(?P<name>(?:(?![在到至和与、有为入的个])[\u4e00-\u9fff]){2,6}校区)"
)
_BRACKET = re.compile("[（(][^（）()]{2,40}[)）]")
_GROUP = re.compile(
    "(?P<name>(?:(?![的与和、在为是个了及各该按以]|高水平|省级|市级|国家|建设|特色|重点)[\u4e00-\u9fff]){2,10}专业群)"
)
_SCHOOL = re.compile(
    "(?:(?<![\u4e00-\u9fff])|(?<=[在与和同向给为到对把将由被从入进受助予回返让请至托约]))(?:我校|本校|学校|全校)"
    "(?![教管文德党团内外部门生办园本级际史址名歌训风医领类层化育])"
)
_FIRM = re.compile(
    "(?:^|(?<=[，。；]))(?:公司|企业)(?=[受在为向与和同将把还也每投派捐提设给选承接安])"
)
_ALL_SCHOOLS = re.compile(
    "(?:[\u4e00-\u9fff]{2,6}[省市州])?(?P<place>[\u4e00-\u9fff]{1,5}[省市区县旗州])(?:公办|民办|[区市县]属)?(?:中等)?(?:职业|中职)(?:技术)?(?:学校|院校)"
)
_THAT_GROUP = re.compile("(?:^|(?<=[，。；]))(?:集团|联盟)(?=[现吸组拥共与和])")
_WORDS = re.compile("[\u4e00-\u9fffA-Za-z]{2}")
_TWO = re.compile("前者|后者")
_PAIR = 2
_MADE = re.compile(
    "(?:试点|承担|统建|自建|筹建|引进|引入|开发|推出|承接|申报|打造|建成|建起|共建|合建|设立|投建|开办|创办|开设|合办|办起|组建|创建|挂牌|运营|研发|创作|编排|发起)(?:了|的|海外|首个|首家)*$"
)
_PEOPLE = re.compile(
    "[她他](?!们|校|国|省|人|方|山|乡|律|处|途)|毕业于|毕业后|校友|就读|考入|考取|升入|离校|入职|任职于|现任|出生|(?<![户学国])籍"
)


@dataclass(frozen=True, slots=True)
class Node:
    """A thing that a sentence names: a party, a major, a title, a quoted name."""

    name: str
    kind: str
    start: int
    end: int
    score: float
    earlier: tuple[int, int] | None = None


def is_unreal(said: Said, start: int, end: int) -> bool:
    """What is denied or only planned."""
    return said.denied(start, end) or said.planned(start, end)


def is_silent(said: Said, start: int, end: int) -> bool:
    """What is denied, only planned, or told of a person."""
    before = any(s < end for s, _ in persons(said.text[:end]))
    person = before or _PEOPLE.search(said.text, start, end) is not None
    return person or is_unreal(said, start, end)


def nodes(said: Said) -> list[Node]:
    """The things a sentence names, left to right, not overlapping."""
    own = said.context.canonical(said.context.region) or said.context.region
    found = [
        Node(p.name, p.kind, p.start, _behind(said.text, p.end), p.score)
        for p in said.parties
        if p.end > p.start
        and not _is_of_all(p.name, own)
        and said.text[p.start - 1 : p.start] not in ("—", "－")
        and not (p.kind == "Region" and (p.name == own or _limits(said, p)))
    ]
    return _apart([*found, *_worded(said.text), *_majors(said), *_spoken_of(said), *_of_two(said)])


def _worded(text: str) -> Iterator[Node]:
    """Titles, names in quotation marks, what is built or set up, certificates."""
    for match in _TITLE.finditer(text):
        yield Node(match["name"], "Title", match.start(), match.end(), HARD)
    for match in _QUOTED.finditer(text):
        made = _MADE.search(text, 0, match.start())
        worded = _WORDS.search(match["name"]) is not None
        if worded and (match["what"] or made or _OF_ITS_OWN.search(match["name"])):
            yield Node(match["name"], "Named", match.start(), match.end(), HARD)
    for pattern, kind in ((_BUILT, "Named"), (_CERTIFICATE, "Named"), (_CAMPUS, "Centre")):
        for match in pattern.finditer(text):
            if not is_general(match["name"]):
                yield Node(match["name"], kind, *match.span("name"), HARD)
    for match in _TRIALS.finditer(text):
        yield from _listed(match["list"], match.start("list"))


def _listed(names: str, at: int) -> Iterator[Node]:
    """甲、乙和丙: each name of a list, and where it stands."""
    for name in re.split("、|和(?!声)", names):
        yield Node(name, "Named", at, at + len(name), HARD)
        at += len(name) + 1


def _majors(said: Said) -> Iterator[Node]:
    for match in _MAJOR.finditer(said.text):
        if (node := _major(said, match)) is not None:
            yield node
    for name, start, end in majors_in(said.text):
        yield Node(name, "Major", start, end, HARD)
    for match in _GROUP.finditer(said.text):
        yield Node(match["name"], "MajorGroup", *match.span("name"), HARD)
    for name, start, end in said.context.mentions(said.text):
        if said.context.kinds.get(name) in ("Major", "OrderClass"):
            yield Node(name, "Major", start, end, HARD)


def _spoken_of(said: Said) -> Iterator[Node]:
    """学校 in the report of a school; 该校, 公司, 该集团: the one named last."""
    for match in _SCHOOL.finditer(said.text) if said.own else ():
        yield Node(str(said.own and said.own.name), "School", *match.span(), HARD)
    for pattern, kinds, earlier in (
        (_FIRM, ("Enterprise",), said.firm), (_THAT_GROUP, BODIES, said.body),
    ):  # fmt: skip
        for match in pattern.finditer(said.text):
            before = [p for p in said.parties if p.kind in kinds and p.end <= match.start()]
            meant = before[-1] if before else earlier
            if meant is not None:
                place = (meant.start, meant.end)
                yield Node(meant.name, meant.kind, *match.span(), meant.score * CARRIED, place)


def _of_two(said: Said) -> Iterator[Node]:
    """A校与B校同在C街道，后者由D公司举办: the second of the only two of a kind named before."""
    for match in _TWO.finditer(said.text):
        begin = max(said.text.rfind(mark, 0, match.start()) for mark in "。；") + 1
        before = [p for p in said.parties if begin <= p.start and p.end <= match.start()]
        for kinds in (SCHOOLS, ("Enterprise",)):
            pair = [p for p in before if p.kind in kinds]
            if len(pair) == _PAIR:
                meant = pair[0] if match[0] == "前者" else pair[1]
                place = (meant.start, meant.end)
                yield Node(meant.name, meant.kind, *match.span(), meant.score * CARRIED, place)


def _is_of_all(name: str, own: str) -> bool:
    """昌平区中等职业学校 in the report of 昌平区: all its schools, and none."""
    schools = _ALL_SCHOOLS.fullmatch(name)
    return schools is not None and own.endswith(schools["place"])


def _behind(text: str, end: int) -> int:
    """Where a name ends with the bracket that shortens it or adds to it: （简称甲校，公办）."""
    match = _BRACKET.match(text, end)
    return match.end() if match else end


def _limits(said: Said, place: Party) -> bool:
    """A place that only says where the thing named behind it is: 甲县的乙学校."""
    after = re.compile("的?").match(said.text, place.end)
    end = after.end() if after else place.end
    return any(p.start == end for p in said.parties)


def _major(said: Said, match: re.Match[str]) -> Node | None:
    """甲校乙专业, 与丙专业: the longest ending of the words that can be a major."""
    begin, end = match.span("name")
    begin = max([begin, *(p.end for p in said.parties if p.end <= end)])
    for parts in ("[的和及在、是了对以从使让令]", "[的和与及在、是了对以从使让令]"):
        words = re.split(parts, said.text[begin:end])[-1]
        if said.text[end - len(words) - 1 : end - len(words)].isdigit():
            words = words.lstrip("名位个届级所门")
        if is_major(words) or said.context.kinds.get(words) == "Major":
            return Node(words, "Major", end - len(words), end, HARD)
    return None


def _apart(found: list[Node]) -> list[Node]:
    chosen: list[Node] = []
    for node in sorted(found, key=lambda n: (n.kind == "Named", n.start - n.end)):
        if not any(node.start < c.end and c.start < node.end for c in chosen):
            chosen.append(node)
    return sorted(chosen, key=lambda n: n.start)
