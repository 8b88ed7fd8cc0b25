"""Who belongs to which body: groups and alliances, their leaders; departments, branches, owners."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.extraction.names import HARD, SOFT, STRONG
from vetgraph.extraction.parties import BODIES, PARTIES, Party
from vetgraph.extraction.said import Found, is_school, of, stretch
from vetgraph.extraction.shared import Shared, shared
from vetgraph.extraction.verbs import verbs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.said import Said

RULE = "rule-membership"
_FOUNDED = re.compile(
    r"(?P<led>牵头|领衔|主导)?(?:发起|筹备|共同|联合|推动)*"
    r"(?:组建|成立|建立|组成|构建|筹建|创建|创立|搭建|建成|发起|牵头|领衔)(?:了|的)?[“‘]*$"
)
_LED_BY = re.compile(r"由$")
_LEADS = re.compile(
    r"(?:作为)?(?:牵头|发起|领衔)(?:单位|发起)?(?:组建|成立|建立|联合)?(?:的|了)?[“‘]*"
)
_OFFICE = (
    "(?:首批|首届|核心|创始|轮值|执行|新|正式|牵头)*(?:成员|会员|理事长|副理事长|常务理事|常务副理事长|理事|会长|副会长|常务副会长|"
    "秘书长|副秘书长|主席|副主席|盟主|副盟主|牵头|发起|召集|主任|副主任|主任委员|副主任委员|委员|骨干|核心)"
    "(?:委员)?(?:单位|校|学校|院校|企业)?"
)
_JOINED_TAIL = re.compile(rf"[”’]*(?:的?{_OFFICE})?")
_WORD = (
    "(?:均|都|皆|也|同)?(?:(?:继续|连任|受聘)?(?:担任|出任|任)"
    "|由[\u4e00-\u9fff]{2,6}转为|名列|位列|是|为|系|成为|当选为?)"
)
_BODY = r"(?:其|盟里|会里|(?:该|本)?(?:集团|联盟|联合体|共同体))(?:的)?"
_ARE_MEMBERS = re.compile(rf"{_WORD}(?:{_BODY})?{_OFFICE}(?=[，。；、（]|$)")
_HOLDS = re.compile(
    rf"(?:为|是|任|担任|作为|当选)?(?:{_OFFICE})(?=的|，|、|。|；|$)|(?:等[\d一二三四五六七八九十百两]+[余多]?[家所个](?:单位|企业|学校|院校|部门)?)?(?:共同)?(?:参与|参加|加盟|组成|共建)(?:组建|共建)?(?=的)|(?:牵头|领衔|主导|发起)(?:组建|成立)?(?=的|、|，)"
)
_LISTED = re.compile(
    rf"(?:{_OFFICE})(?:有|为|是|包括|涵盖|含|：|分别为|分别是)+$|"
    r"(?:吸纳|吸收|新增|增补|接纳|吸引|邀请)(?:了)?(?:新)?(?:成员单位|成员|会员)?(?:有|：)?$"
)
_AS_MEMBERS = re.compile(
    rf"(?:等)?(?:[\d一二三四五六七八九十百两]+[余多]?[家所个])?(?:企业|单位|学校|院校)?(?:加入|加盟|入盟|(?:作?为|成为){_OFFICE})"
)
_JOIN_IT = re.compile(r"(?:当年|年内|新|随后|也)?(?:加入|加盟)(?:其中|集团|联盟)?(?=[，。；])")


def memberships(said: Said) -> Iterator[Found]:
    """The memberships that a sentence tells."""
    yield from _founded(said)
    yield from _led(said)
    yield from _joined(said)
    yield from _each_in_its_own(said)
    yield from _members(said)
    yield from _office_holders(said)
    yield from _taken_in(said)
    yield from _made_of(said)
    yield from _branches(said)
    yield from _departments(said)
    yield from _campuses(said)
    yield from _run_by(said)


_NAMED = 6
"""A group or alliance with a shorter name (教学联盟) may be only a kind of group."""


def belongs(
    member: Party, body: Party, spans: tuple[tuple[int, int], ...], doubt: float = HARD
) -> Iterator[Found]:
    """That a party belongs to a body, whose name a verb bounds; nothing when both are one."""
    if member.name != body.name and member.kind in PARTIES:
        values = (("member", (member.name,)), ("memberBody", (body.name,)))
        named = doubt if len(body.name) >= _NAMED or body.kind not in BODIES else SOFT
        score = min(member.score, max(body.score, STRONG)) * named
        yield Found("Membership", values, spans, RULE, score)


def _bodies(said: Said) -> Iterator[Party]:
    return (p for p in said.parties if _is_body(p))


def _is_body(party: Party) -> bool:
    """A group, an alliance, or a society that has members (学会, 协会)."""
    return party.kind in BODIES or (party.kind == "Organisation" and party.name.endswith("会"))


def _founded(said: Said) -> Iterator[Found]:
    """A 牵头组建 X集团; 由A牵头，联合B、C组建X联合体: A, B and C belong to X."""
    for body in _bodies(said):
        verb = _FOUNDED.search(said.text, 0, body.start)
        if verb is None or said.planned(said.clause(verb.start()), verb.start()):
            continue
        with_them = [p for p in said.parties if said.clause(verb.start()) <= p.start < verb.start()]
        leaders = said.subjects(verb.start())
        joined = (
            re.search("(?:联合|携手|会同|与)$", said.text[: with_them[0].start])
            if with_them
            else None
        )
        members = list(with_them) if joined else []
        if joined:
            leaders = said.subjects(joined.start()) or leaders
        for member in dict.fromkeys([*leaders, *members]):
            yield from belongs(member, body, stretch(of(member), verb.span(), of(body)))


_ASIDE = re.compile("[（(](?:这个|该|本)?(?:集团|联盟|共同体|联合体)?$")


def _led(said: Said) -> Iterator[Found]:
    """X集团由A牵头组建; 由A牵头组建的X集团."""
    for leader in said.parties:
        verb = _LEADS.match(said.text, leader.end)
        if verb is None or not _LED_BY.search(said.text, 0, leader.start):
            continue
        start = leader.start - 1
        if aside := _ASIDE.search(said.text, 0, start):
            start = aside.start()
        before = [p for p in _bodies(said) if p.end in (start, start - 1)]
        behind = [p for p in _bodies(said) if p.start == verb.end()]
        for body in before or behind:
            yield from belongs(leader, body, stretch(of(leader), verb.span(), of(body)))


_PERSONAL = re.compile("校长|院长|书记|教师|老师|主任|同志|教授|董事长|经理|学生|同学")
_LEADER = "(?:由[\u4e00-\u9fff]{2,16}?牵头(?:组建|成立)?的)?"


@lru_cache(maxsize=1)
def _joining() -> re.Pattern[str]:
    return re.compile(rf"(?:{verbs_of('Membership')}|是|为)(?:了)?{_LEADER}[“‘]*")


_NEXT_BODY = re.compile(rf"[”’]*的?{_OFFICE}(?:、|和|以及|及|，也?是)[“‘]*")

_QUOTED_BODY = re.compile(rf"(?<=“)(?P<name>[^“”]{{4,24}})”的?{_OFFICE}")


def _bodies_at(said: Said, at: int) -> list[Party]:
    """The bodies behind a verb, also where an office parts them: 甲会理事单位、乙会会员单位."""
    found: list[Party] = []
    while bodies := [p for p in said.list_at(at) if _is_body(p)]:
        found += bodies
        more = _NEXT_BODY.match(said.text, bodies[-1].end)
        if more is None:
            break
        at = more.end()
    quoted = _QUOTED_BODY.match(said.text, at) if not found else None
    return [Party(quoted["name"], "Alliance", *quoted.span("name"), HARD)] if quoted else found


def _joined(said: Said) -> Iterator[Found]:
    """A 加入“X联盟”; A 是X联盟成员."""
    for verb in _joining().finditer(said.text):
        bodies = _bodies_at(said, verb.end())
        apart = len(bodies) > 1 and said.text[: verb.start()].endswith(("分别", "各自", "依次"))
        if apart or not bodies or said.denied(said.clause(verb.start()), verb.start()):
            continue
        tail = _JOINED_TAIL.match(said.text, bodies[-1].end)
        needs_role = verb[0].rstrip("“‘") in ("是", "为", "成为", "当选")
        if needs_role and not (tail and tail[0].strip("”’")):
            continue
        for member in said.subjects(verb.start()):
            if _PERSONAL.search(said.text, max(member.end, 0), verb.start()):
                continue
            for body in bodies:
                yield from belongs(member, body, stretch(of(member), verb.span(), of(body)))


_EACH = re.compile(
    "(?:分任|分别(?:担任|加入|牵头(?:组建|成立|建设)?|当选为?|成为|是|为|任|发起(?:成立|组建)?|参与(?:组建)?))(?:了)?"
)


def _each_in_its_own(said: Said) -> Iterator[Found]:
    """A与B分任X联合体、Y联合体的副理事长单位: A belongs to X, B to Y."""
    for verb in _EACH.finditer(said.text):
        bodies = [p for p in said.list_at(verb.end()) if _is_body(p)]
        members = _side_by_side(said, verb.start())
        if len(bodies) != len(members) or said.planned(said.clause(verb.start()), verb.start()):
            continue
        for member, body in zip(members, bodies, strict=True):
            yield from belongs(member, body, stretch(of(member), verb.span(), of(body)))


def _side_by_side(said: Said, at: int) -> tuple[Party, ...]:
    """The parties that end right before a place and are joined by 、 or 与."""
    found = [p for p in said.parties if said.clause(at) <= p.start and p.end <= at]
    ends = [*(p.start for p in found[1:]), at][: len(found)]
    joined = ("、", "和", "与", "及", "以及")
    apart = [said.text[p.end : end] for p, end in zip(found, ends, strict=True)]
    return tuple(found) if apart and not apart[-1] and set(apart[:-1]) <= set(joined) else ()


def _members(said: Said) -> Iterator[Found]:
    """A、B均为集团成员; C当年加入: of the group named last."""
    for match in (*_ARE_MEMBERS.finditer(said.text), *_JOIN_IT.finditer(said.text)):
        members = said.subjects(match.start())
        named = [p for p in said.parties if p.kind in BODIES and p.end <= match.start()]
        named = [p for p in named if p not in members]
        body = named[-1] if named else said.body
        if body is None or said.denied(said.clause(match.start()), match.start()):
            continue
        for member in members:
            if member.kind not in BODIES:
                yield from belongs(member, body, stretch(of(member), match.span(), of(body)))


def _office_holders(said: Said) -> Iterator[Found]:
    """由A牵头、B任理事长单位的X集团: A and B belong to the group that the words describe."""
    for body in _bodies(said):
        begin = said.clause(body.start)
        if not said.text[: body.start].rstrip("“‘").endswith("的"):
            continue
        for member in said.parties:
            holds = _HOLDS.match(said.text, member.end)
            inside = begin <= member.start and member.end <= body.start
            if inside and holds and holds.end() < body.start and not said.planned(begin, begin):
                yield from belongs(member, body, stretch(of(member), of(body)))


def _taken_in(said: Said) -> Iterator[Found]:
    """X集团吸纳A、B为成员; X联盟成员单位包括A、B: of the group named last."""
    for first in said.parties:
        lead = _LISTED.search(said.text, 0, first.start)
        named = [p for p in said.parties if p.kind in BODIES and p.end <= first.start]
        body = named[-1] if named else said.body
        if lead is None or body is None or said.denied(said.clause(lead.start()), lead.start()):
            continue
        taken = said.list_at(first.start)
        office = re.match(_OFFICE, lead[0])
        if not office and not _AS_MEMBERS.match(said.text, taken[-1].end):
            continue
        for member in taken:
            yield from belongs(member, body, stretch(of(body), lead.span(), of(member)))


_MADE_OF = re.compile(
    r"(?:建立|成立|组建)(?:了)?(?P<body>[\u4e00-\u9fff]{2,16}?(?:联席会议|委员会|领导小组|理事会|联席会))(?:制度|机制)?[，]由"
)


def _made_of(said: Said) -> Iterator[Found]:
    """建立X联席会议制度，由A、B等七个部门组成."""
    for match in _MADE_OF.finditer(said.text):
        body = Party(match["body"], "Organisation", *match.span("body"), HARD)
        members = said.list_at(match.end())
        end = said.text.find("组成", match.end())
        if members and 0 <= end - members[-1].end <= 14:
            for member in members:
                yield from belongs(member, body, stretch(match.span(), of(member), (end, end + 2)))


_BRANCH_TOLD = re.compile("[设有建共现]|下设|成立|隶属|所属的?")
_BRANCH = re.compile(r".*(?:党总支|党支部|党委)$")


def _branches(said: Said) -> Iterator[Found]:
    """云岭职校机电党支部 belongs to 云岭职校, whose name it begins with."""
    for branch in said.parties:
        if not _BRANCH.match(branch.name):
            continue
        for name, start, end in said.context.mentions(branch.name):
            kind = said.context.kinds.get(name, "")
            told = _BRANCH_TOLD.match(branch.name, end)
            if start == 0 and kind in PARTIES and kind != "Region" and not told:
                whole = Party(name, kind, branch.start, branch.start + end, HARD)
                yield from belongs(branch, whole, (of(branch),))
                break


_SET_UP = re.compile(
    r"(?:下设|设有|内设|设置|设立|分设|建有|拥有|现有|分为|设|有|分(?!别|布))(?:了|成|为)?"
    r"(?:[一二三四五六七八九十\d]+个(?:系|部|学院|校区|专业部|教学部)，(?:分别是|分别为|即|依次是|它们是))?"
    r"(?=(?P<list>[\u4e00-\u9fff]{2,10}?(?P<end>学院|系|部|校区)(?:[、和][\u4e00-\u9fff]{2,10}?(?P=end))+)?)"
)
_PARTS = "专业部|教学部|专业系|教学系|二级学院|分院|校区|分校|系"
_COUNTED = re.compile("(?:等)?[一二两三四五六七八九十\\d]+个|(?=[，。；])")


def _departments(said: Said) -> Iterator[Found]:
    """学校下设甲学院、乙学院等5个二级学院, 有甲、乙两个校区: each belongs to the school."""
    for match in _SET_UP.finditer(said.text):
        parts = shared(said.text, match.end(), _PARTS) or list(_whole_names(said, match))
        for school in said.subjects(match.start(), is_school) if parts else ():
            for name, start, end in parts:
                place = Party(_part(name), "Centre", start, end, HARD)
                spans = stretch(of(school), match.span(), of(place))
                yield from (replace(f, lasting=True) for f in belongs(place, school, spans))


_CAMPUS = re.compile(
    "(?:(?<=[，。；：、和与])|^)(?P<name>(?:(?![各两三四新老主该本全在到至和与有为入的、])[\u4e00-\u9fff]){2,6}(?:校区|实训园|教学园区))"
    "(?=是|由|为|占地|位于|坐落|设在|地处|启用|建于|主要|承担|面积)"
)


def _campuses(said: Said) -> Iterator[Found]:
    """鹤滩校区由…改造而来: in a school's own report it is the school's."""
    for match in _CAMPUS.finditer(said.text) if said.own and is_school(said.own) else ():
        place = Party(match["name"], "Centre", *match.span("name"), HARD)
        if said.own:
            yield from (replace(f, lasting=True) for f in belongs(place, said.own, (of(place),)))


def _whole_names(said: Said, match: re.Match[str]) -> Iterator[Shared]:
    """Names that each print their last word, and then how many they are or a stop."""
    if match["list"] is None or not _COUNTED.match(said.text, match.end("list")):
        return
    at = match.start("list")
    for name in re.split("[、和]", match["list"]):
        yield Shared(name, at, at + len(name))
        at += len(name) + 1


def _part(name: str) -> str:
    """机电技术部 of 机电技术专业部: a department is called by the short ending elsewhere."""
    return re.sub("(?:专业|教学)部$", "部", re.sub("(?:专业|教学)系$", "系", name))


_RUN = re.compile(r"(?:主管|主办|举办|直属|所属|管理)(?:的|、|，|(?=公办|民办|[。；]|$))")
_PAID = re.compile(r"(?:出资|投资)?(?:举办|主办|创办)(?=[，。；]|的)")
_IS = re.compile(r"(?:是|为|系|隶属于?|由)[\u4e00-\u9fff]{0,10}?$|[、]$")


def _run_by(said: Said) -> Iterator[Found]:
    """A校是B局主管的公办学校."""
    for owner in said.parties:
        if owner.kind not in ("PublicBody", "Enterprise") or owner.end == owner.start:
            continue
        run = (_RUN if owner.kind == "PublicBody" else _PAID).match(said.text, owner.end)
        under = re.search("(?:隶属于?|直属于)$", said.text[: owner.start])
        if (run is None and not under) or not _IS.search(said.text, 0, owner.start):
            continue
        end = run.end() if run else owner.end
        at = under.start() if under else owner.start - 1
        for member in said.subjects(at, is_school):
            yield from belongs(member, owner, stretch(of(member), of(owner), (owner.start, end)))
