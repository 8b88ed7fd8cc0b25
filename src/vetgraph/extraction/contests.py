"""Contests: who won what prize in which, and who held, co-held or took part in one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.extraction.parties import PARTIES, Party
from vetgraph.extraction.said import Found, Values, is_school, of, stretch
from vetgraph.extraction.verbs import words_of
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.said import Said

RULE = "rule-achievement"
RULE_PARTICIPATION = "rule-participation"


def contests(said: Said) -> Iterator[Found]:
    """The prizes won in contests that a sentence names, and who held them."""
    yield from _prizes(said)
    yield from _won_there(said)
    yield from _won_in(said)
    yield from _held(said)
    yield from _held_by(said)


_CONTEST = (
    r"(?:[\u4e00-\u9fff“”（）()]|\d{4}年|第[\d一二三四五六七八九十]+届){2,30}?"
    r"(?:大赛|比赛|竞赛|邀请赛|锦标赛|运动会|技能赛|挑战赛|选拔赛|联赛|决赛|技能节|文化节|艺术节)(?:（[^（）]{1,8}）)?(?:[\u4e00-\u9fff“”]{2,18}?(?:比赛|竞赛|赛项))?"
)
_WINS = "夺得|获得|荣获|斩获|获|摘得|取得|赢得|捧得|拿下|拿到"
_WON = re.compile(
    rf"在(?P<contest>{_CONTEST})[中上]?(?:，)?(?:{_WINS}|夺|摘取)(?:了)?"
    r"(?P<prize>[金银铜][牌奖]|[特一二三]等奖|团体[\u4e00-\u9fff]{1,4}奖)"
)


def _prizes(said: Said) -> Iterator[Found]:
    """A校代表队在B大赛中夺得金牌."""
    for match in _WON.finditer(said.text):
        contest = match["contest"]
        if not is_contest(contest):
            continue
        for school in said.subjects(match.start(), is_school):
            if _SOMEONE.search(said.text, max(school.end, 0), match.start()):
                continue
            spans = stretch(of(school), match.span())
            values: Values = (("recipient", (school.name,)), ("competition", (contest,)))
            level = schema().concept("award-level", match["prize"])
            won = ("awardLevel", (level.code,)) if level else ("honour", (match["prize"],))
            yield Found("Achievement", (*values, won), spans, RULE, school.score)


_SOMEONE = re.compile("(?:学生|同学|教师|老师|选手)(?!代表|团队|参赛)[\u4e00-\u9fff]{2,3}$")
_THERE = re.compile(rf"(?:在|参加)(?P<contest>{_CONTEST})[中上]?，")
_PRIZE = re.compile(
    rf"(?:共|还|也|均|先后|累计)*(?:{_WINS})(?:了)?(?P<prize>[金银铜][牌奖]|[特一二三]等奖)"
)


def _won_there(said: Said) -> Iterator[Found]:
    """在B大赛中，A校获一等奖; A校参加B大赛，获一等奖."""
    for there in _THERE.finditer(said.text):
        named = [p for p in said.list_at(there.end()) if is_school(p)]
        prize = _PRIZE.match(said.text, named[-1].end if named else there.end())
        if prize is None or not is_contest(there["contest"]):
            continue
        level = schema().concept("award-level", prize["prize"])
        for school in (named or said.subjects(there.start(), is_school)) if level else ():
            values: Values = (
                ("recipient", (school.name,)), ("competition", (there["contest"],)),
                ("awardLevel", (level.code if level else "",)),
            )  # fmt: skip
            spans = stretch(of(school), there.span(), prize.span())
            yield Found("Achievement", values, spans, RULE, school.score)


_WON_IN = re.compile(
    r"(?:夺得|获得?|荣获|斩获|摘得|捧回|拿下|摘取)(?:了)?(?P<contest>[\u4e00-\u9fff“”]{2,20}赛项)的?"
    r"(?P<prize>[金银铜][牌奖]|[特一二三]等奖)"
)


def _won_in(said: Said) -> Iterator[Found]:
    """A校代表队夺得B赛项一等奖."""
    for match in _WON_IN.finditer(said.text):
        level = schema().concept("award-level", match["prize"])
        for school in said.subjects(match.start(), is_school) if level else ():
            if _SOMEONE.search(said.text, max(school.end, 0), match.start()):
                continue
            values: Values = (
                ("recipient", (school.name,)), ("competition", (match["contest"],)),
                ("awardLevel", (level.code if level else "",)),
            )  # fmt: skip
            spans = stretch(of(school), match.span())
            yield Found("Achievement", values, spans, RULE, school.score)


_ANY_CONTEST = re.compile(
    "(?:国际|全国|世界|中国)(?:职业|技能|专业|学生|青年)*(?:技能赛|挑战赛|选拔赛|联赛|决赛|比赛|竞赛)"
)


def is_contest(name: str) -> bool:
    """Whether a contest is named, and not only contests of some level spoken of."""
    named = re.match(
        r"全国|世界|国际|中国|[\u4e00-\u9fff]{2,4}[省市区县州]|第[\d一二三四五六七八九十]+届|\d{4}|“|[\u4e00-\u9fff]{2,8}杯",
        name,
    )
    return (
        named is not None
        and not _ANY_CONTEST.fullmatch(name)
        and not re.search("各级|各类|以上|获奖|等赛|参加|[省市区县]级|组织", name)
    )


@lru_cache(maxsize=1)
def _holding() -> re.Pattern[str]:
    roles = ("host", "co-host", "participant")
    named = "|".join(f"(?P<r{n}>{words_of('participation-role', r)})" for n, r in enumerate(roles))
    contest = rf"(?P<contest>{_CONTEST}|[\u4e00-\u9fff]{{2,16}}赛项)"
    return re.compile(rf"(?:{named})(?:了|的)?{contest}")


def _held(said: Said) -> Iterator[Found]:
    """A校承办B大赛C赛项."""
    for match in _holding().finditer(said.text):
        role = "host" if match["r0"] else "co-host" if match["r1"] else "participant"
        named = is_contest(match["contest"]) or match["contest"].endswith("赛项")
        if not named or said.planned(said.clause(match.start()), match.start()):
            continue
        for party in said.subjects(match.start()):
            if party.kind in PARTIES:
                yield took_part(party, (match["contest"], role), stretch(of(party), match.span()))


@lru_cache(maxsize=1)
def _by_whom() -> tuple[re.Pattern[str], re.Pattern[str]]:
    contest = re.compile(
        rf"(?:^|(?<=[，。；]))(?P<contest>{_CONTEST}|[\u4e00-\u9fff]{{4,24}}赛项)(?:均|也|再次|继续)?由"
    )
    host, other = (words_of("participation-role", role) for role in ("host", "co-host"))
    return contest, re.compile(rf"(?:共同|联合|独立|成功)*(?:(?P<host>{host})|{other})(?!的)")


def _held_by(said: Said) -> Iterator[Found]:
    """B大赛C赛项由A校承办; 由D局主办、A校承办."""
    contest, held = _by_whom()
    for match in contest.finditer(said.text):
        holders = list(_holders(said, match.end(), held))
        named = is_contest(match["contest"]) or match["contest"].endswith("赛项")
        if not holders or not named or said.planned(match.start(), holders[0][1].end()):
            continue
        for hosts, by in holders:
            event = (match["contest"], "host" if by["host"] else "co-host")
            for party in hosts:
                yield took_part(party, event, stretch(match.span(), of(party), by.span()))


def _holders(
    said: Said, at: int, held: re.Pattern[str]
) -> Iterator[tuple[tuple[Party, ...], re.Match[str]]]:
    """甲局主办、乙校承办: the parties of each part, and what they do."""
    hosts = said.list_at(at)
    while hosts and (by := held.match(said.text, hosts[-1].end)):
        yield hosts, by
        goes_on = said.text.startswith(("、", "，"), by.end())
        hosts = said.list_at(by.end() + 1) if goes_on else ()


def took_part(party: Party, event: tuple[str, str], spans: tuple[tuple[int, int], ...]) -> Found:
    """That a party took part in an event in a role (code)."""
    name, role = event
    values = (("participant", (party.name,)), ("event", (name,)), ("participationRole", (role,)))
    return Found("Participation", values, spans, RULE_PARTICIPATION, party.score)
