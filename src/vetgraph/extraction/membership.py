"""Who belongs to which body: groups and alliances, their leaders; departments, branches, owners."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.extraction.discover import HARD, SOFT, STRONG
from vetgraph.extraction.parties import BODIES, PARTIES, Party
from vetgraph.extraction.said import Found, is_school, of, stretch
from vetgraph.extraction.verbs import verbs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.said import Said

RULE = "rule-membership"
_FOUNDED = re.compile(
    r"(?P<led>牵头)?(?:发起|筹备|共同|联合)*(?:组建|成立|建立|组成|构建)(?:了)?[“‘]*$"
)
_LED_BY = re.compile(r"由$")
_LEADS = re.compile(
    r"(?:作为)?(?:牵头|发起|领衔)(?:单位|发起)?(?:组建|成立|建立|联合)?(?:的|了)?[“‘]*"
)
_JOINED_TAIL = re.compile(
    r"[”’]*(?:的?(?:成员|理事|副理事长|常务理事|理事长|核心成员|首批成员|会员|发起)(?:单位|校|学校)?)?"
)
_WORD = "(?:均|都|皆|也|同)?(?:是|为|系|成为|当选为?)"
_BODY = r"(?:该|本)?(?:集团|联盟|联合体|共同体)(?:的)?"
_ROLE = "(?:成员|理事|副理事长|常务理事|理事长|会员|核心)(?:单位|校|学校)?"
_ARE_MEMBERS = re.compile(rf"{_WORD}(?:{_BODY})?{_ROLE}")
_JOIN_IT = re.compile(r"(?:当年|年内|新|随后|也)?(?:加入|加盟)(?:其中|集团|联盟)?(?=[，。；])")


def memberships(said: Said) -> Iterator[Found]:
    """The memberships that a sentence tells."""
    yield from _founded(said)
    yield from _led(said)
    yield from _joined(said)
    yield from _members(said)
    yield from _made_of(said)
    yield from _branches(said)
    yield from _departments(said)
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


def _led(said: Said) -> Iterator[Found]:
    """X集团由A牵头组建; 由A牵头组建的X集团."""
    for leader in said.parties:
        verb = _LEADS.match(said.text, leader.end)
        if verb is None or not _LED_BY.search(said.text, 0, leader.start):
            continue
        before = [p for p in _bodies(said) if p.end in (leader.start - 1, leader.start - 2)]
        behind = [p for p in _bodies(said) if p.start == verb.end()]
        for body in before or behind:
            yield from belongs(leader, body, stretch(of(leader), verb.span(), of(body)))


_LEADER = "(?:由[\u4e00-\u9fff]{2,16}?牵头(?:组建|成立)?的)?"


@lru_cache(maxsize=1)
def _joining() -> re.Pattern[str]:
    return re.compile(rf"(?:{verbs_of('Membership')}|是|为)(?:了)?{_LEADER}[“‘]*")


def _joined(said: Said) -> Iterator[Found]:
    """A 加入“X联盟”; A 是X联盟成员."""
    for verb in _joining().finditer(said.text):
        bodies = [p for p in said.list_at(verb.end()) if _is_body(p)]
        if not bodies or said.denied(said.clause(verb.start()), verb.start()):
            continue
        tail = _JOINED_TAIL.match(said.text, bodies[-1].end)
        needs_role = verb[0].rstrip("“‘") in ("是", "为", "成为", "当选")
        if needs_role and not (tail and tail[0].strip("”’")):
            continue
        for member in said.subjects(verb.start()):
            for body in bodies:
                yield from belongs(member, body, stretch(of(member), verb.span(), of(body)))


def _members(said: Said) -> Iterator[Found]:
    """A、B均为集团成员; C当年加入: of the group named last."""
    for match in (*_ARE_MEMBERS.finditer(said.text), *_JOIN_IT.finditer(said.text)):
        named = [p for p in said.parties if p.kind in BODIES and p.end <= match.start()]
        body = named[-1] if named else said.body
        if body is None or said.denied(said.clause(match.start()), match.start()):
            continue
        for member in said.subjects(match.start()):
            if member.kind not in BODIES:
                yield from belongs(member, body, stretch(of(member), match.span(), of(body)))


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


_BRANCH = re.compile(r".*(?:党总支|党支部|党委)$")


def _branches(said: Said) -> Iterator[Found]:
    """云岭职校机电党支部 belongs to 云岭职校, whose name it begins with."""
    for branch in said.parties:
        if not _BRANCH.match(branch.name):
            continue
        for name, start, end in said.context.mentions(branch.name):
            kind = said.context.kinds.get(name, "")
            if start == 0 and kind in PARTIES and kind != "Region":
                whole = Party(name, kind, branch.start, branch.start + end, HARD)
                yield from belongs(branch, whole, (of(branch),))
                break


_SET_UP = re.compile(
    r"(?:下设|设有|内设)(?:了)?(?P<list>[\u4e00-\u9fff]{2,10}(?P<end>学院|系|部)(?:[、和][\u4e00-\u9fff]{2,10}(?P=end))+)(?:等)?[一二三四五六七八九十\d]+个"
)


def _departments(said: Said) -> Iterator[Found]:
    """学校下设甲学院、乙学院等5个二级学院: each belongs to the school."""
    for match in _SET_UP.finditer(said.text):
        at = match.start("list")
        for name in re.split("[、和]", match["list"]):
            place = Party(name, "Centre", at, at + len(name), HARD)
            at += len(name) + 1
            for school in said.subjects(match.start(), is_school):
                yield from belongs(place, school, stretch(of(school), match.span()))


_RUN = re.compile(r"(?:主管|主办|举办|直属|所属|管理)(?:的|、|，|(?=公办|民办))")
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
