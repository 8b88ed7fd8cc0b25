"""Honours by the shape of their names, with who conferred them: 被A局列为省级B, 入选A部B.

What ``achievement`` reads by its verbs stays its own; this family finds the honour first, then who
received it and which bodies stand between.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.extraction.achievement import ONCE, TEAM, given_behind, is_honour, tier
from vetgraph.extraction.names import STRONG
from vetgraph.extraction.nodes import Node, is_silent, nodes
from vetgraph.extraction.said import Found, stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vetgraph.extraction.said import Said

RULE = "rule-honour"
_CLAUSE = re.compile("[^，；：。！？!?;]+")
_AWARD = (
    "荣获|喜获|获评|获批|获授|获颁|获得|斩获|摘得|捧得|捧回|夺得|蝉联|跻身|入选|入围|入列|列入|列为|评为|评选为|认定为|确定为|选为|命名为|"
    "授予|颁发|颁授|授牌|挂牌|表彰为|遴选为|推选为|批准为|成为|认定的|确定的|命名的|授予的|批准的|公布的|颁发的|评定的|通过|建成|是|为|获"
)
_TIER = (
    "国家级?|全国|教育部|省部级|省级?|市级?|区级?|县级?|州级?|自治区|首批|第[一二三四五六七八九十]+批|全[省市区县州]|中国|"
    "(?<!入)(?!入[围选列]|[列选]入|获)(?:(?![的定为被由获得])[\u4e00-\u9fff]){2,4}[省市区县州]|示范性"
)
_ENDS = (
    "单位|学校|院校|优质校|示范校|实验校|试点校|基地|集体|团队|案例|教材|课程|品牌|支部|团委|党组织|示范区|试点|名单|项目|社团|校园|工坊|企业|"
    "城市|遗产|名录|代表性项目|专业|专业群|站点|示范点|文明号|队伍|突击队|奖|专项|组织|联盟|集团"
)
_HONOUR = re.compile(
    rf"“(?P<quoted>[^“”]{{3,26}})”(?P<what>称号|荣誉|奖牌|奖项|牌匾|铭牌|名单|建设名单)?|"
    rf"(?P<named>(?:{_TIER})(?:(?!的|列[入为]|评为|授予|[认确]定|入选|公布|命名|获)[\u4e00-\u9fffA-Za-z“”（）()·]){{1,28}}?(?:{_ENDS}))"
    r"(?=$|[，。；、]|[（(](?:19|20)\d\d|建设名单|名单|称号|复核|验收|公示)|"
    rf"(?<=[评认确列命选彰][为定])(?!为)(?P<direct>(?:(?!的)[\u4e00-\u9fffA-Za-z]){{3,24}}?(?:{_ENDS}))(?=$|[，。；、]|称号|荣誉)|"
    r"(?<=[获得])(?P<prize>(?![^，。；]*[^，。；\u4e00-\u9fff])(?:(?![的得获])[\u4e00-\u9fff]){0,10}?(?:风尚|组织|贡献|优胜|创新|进步|风采|表演|精神文明|入围|优秀)奖)(?=$|[，。；、])"
)
_SHORT = 4
_GRANTORS = ("PublicBody", "Organisation", "Enterprise", "Alliance", "EducationGroup")
_GOES_ON = re.compile("(?:并|还|又|先后|同时|年内|当年|\\d{4}年)*(?:被|获|入选|列入|荣获|斩获)")
_PERSON = re.compile(
    "(?:学生|同学|教师|老师|选手|校长|书记|主任|班主任)(?!代表|团队|参赛|工作)[\u4e00-\u9fff]{2,3}(?=$|[^\u4e00-\u9fff]|获|被|荣)"
)
_PERSONAL = re.compile("名师|教师”?|工匠”?|标兵|个人|能手|楷模|校长|班主任|劳模")
_TITLED = re.compile(f"(?:{_ENDS}|工匠|标兵|先进|号|社)$")
_LED = re.compile(
    "(?:被|由|经|获|是|受|入选|入围|获得|荣获|列入|获评|获批|成为|、|和|及|与|联合)(?:了)?$"
)
_GIVES = re.compile(
    "(?:则|还|也|又|均|再次|特|为此)?(?:联合|共同|正式|向[^，。；]{2,16}|[将把][^，。；]{2,32}?)*(?:授予|认定|确定|命名|颁发|评|列|选|批准|表彰|公布|挂牌|授牌)"
)

# 由A牵头、B参与的《甲》获…: A confers nothing.
_DOES = re.compile("(?:牵头|领衔|主持|主编|组织|负责|承担|组建|参与|完成|申报|联合|指导)")
_CONFERS = re.compile(
    "(?<![被获由经受])(?:[并还也又]|特)?(?:向[^，。；]{2,16})?(?:授予|颁发|颁授)(?!的)"
)


def honours(said: Said, told: Iterable[Found]) -> Iterator[Found]:
    """The honours of a sentence that ``told`` does not have with their grantors."""
    known = [dict(found.values) for found in told if found.kind == "Achievement"]
    named = nodes(said)
    for clause in _CLAUSE.finditer(said.text):
        if is_silent(said, clause.start(), clause.end()):
            continue
        for match in _HONOUR.finditer(said.text, clause.start(), clause.end()):
            honour = _name(match)
            if honour and _is_awarded(said.text, clause.start(), match):
                for found in _given(said, named, clause.start(), match, honour):
                    if not any(_tells(one, found) for one in known):
                        yield found


def _name(match: re.Match[str]) -> str | None:
    """The honour as printed; a quoted one must be called a title or end like one."""
    if named := match["named"] or match["direct"] or match["prize"]:
        return str(named)
    return match["quoted"] if match["what"] or _TITLED.search(match["quoted"]) else None


def _is_awarded(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a verb of awarding stands in the clause before the honour, and no person."""
    if _PERSON.search(text, start, match.start()) or _PERSONAL.search(match[0]):
        return False
    if ONCE.search(text, start, match.start()):
        return False
    if not match["quoted"] and not is_honour(_name(match) or ""):
        return False
    return re.search(f"(?:{_AWARD})", text[start : match.start()]) is not None


def _given(
    said: Said, named: list[Node], start: int, match: re.Match[str], honour: str
) -> Iterator[Found]:
    inside = [n for n in named if start <= n.start and n.end <= match.end()]
    inside = [n for n in inside if n.end <= match.start() or honour.startswith(n.name) is False]
    before = [n for n in inside if n.end <= match.start()]
    grantors = [n for n in before if n.kind in _GRANTORS and _grants(said.text, start, n)]
    first = next((n for n in named if n.start == match.start() and n.kind == "PublicBody"), None)
    if first and honour.startswith(first.name) and len(honour) > len(first.name) + 3:
        grantors, honour = [*grantors, first], honour.removeprefix(first.name)
    if not grantors and _CONFERS.search(said.text, start, match.start()):
        grantors = [n for n in _earlier(said, named, start, []) if n.kind in _GRANTORS][:1]
        if not grantors or not before:
            return
    recipients = [n for n in before if n not in grantors and n.kind != "Region"]
    majors = [n for n in recipients if n.kind in ("Major", "MajorGroup")]
    if honour.endswith(("专业", "专业群")):
        recipients = majors or recipients
    else:
        recipients = [n for n in recipients if n not in majors] or recipients
    recipients = recipients or _earlier(said, named, start, grantors)
    verb = re.search(f"(?:{_AWARD})", said.text[start : match.start()])
    recipients = [_team(said.text, n, start + (verb.start() if verb else 0)) for n in recipients]
    for one in recipients[:1] if grantors else recipients:
        given, end = given_behind(said, match.end())
        given = (("grantor", tuple(n.name for n in grantors)),) if grantors else given
        values = (("recipient", (one.name,)), ("honour", (honour,)), *given)
        spans = stretch(
            (one.start, one.end), *((n.start, n.end) for n in grantors),
            (start + (verb.start() if verb else 0), match.end() if grantors else end),
        )  # fmt: skip
        score = min([one.score, *(max(n.score, STRONG) for n in grantors)])
        yield Found("Achievement", (*values, *tier(honour)), spans, RULE, score)


def _team(text: str, school: Node, verb: int) -> Node:
    """甲校焊接教学团队: the part of a school that stands behind its name, up to the verb."""
    team = TEAM.fullmatch(text, school.end, verb) if 0 <= school.end < verb else None
    if team is None or school.kind != "School":
        return school
    whole = text[school.start : team.end("team")] if len(team["team"]) < _SHORT else team["team"]
    return replace(school, name=whole, kind="Named", end=team.end("team"))


def _grants(text: str, start: int, body: Node) -> bool:
    """Whether a body stands where one that confers does: 被A, 由A, A授予, 入选A…."""
    led = _LED.search(text, start, body.start) and not _DOES.match(text, body.end)
    return bool(led) or (body.start == start and _GIVES.match(text, body.end) is not None)


def _earlier(said: Said, named: list[Node], at: int, grantors: list[Node]) -> list[Node]:
    """The subject of a clause before, else the school that reports."""
    taken = {n.name for n in grantors}
    begun = [n for n in named if n.end < at and "。" not in said.text[n.end : at]]
    if begun and begun[0].kind in ("Title", "Named") and _GOES_ON.match(said.text, at):
        return begun[:1]
    found = [p for p in said.subjects(at + 1) if p.name not in taken and p.kind != "Region"]
    own = [said.own] if said.own and not found else []
    return [Node(p.name, p.kind, p.start, p.end, p.score) for p in (*found, *own)]


def _tells(one: dict[str, tuple[str, ...]], found: Found) -> bool:
    """Whether a fact already says so: the same honour, with its grantors if it has some."""
    values = dict(found.values)
    same = any(a in b or b in a for a in one.get("honour", ()) for b in values["honour"])
    return same and ("grantor" in one or "grantor" not in values)
