"""Who was recognised as what, and by whom."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.extraction.names import HARD
from vetgraph.extraction.parties import PARTIES, Party
from vetgraph.extraction.said import Found, Values, is_school, of, stretch
from vetgraph.extraction.verbs import verbs_of
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.said import Said

RULE = "rule-achievement"
_Recipient = tuple[str, tuple[int, int], float]
_QUOTED = (
    "[“‘](?P<quoted>[^“”‘’]{2,30})[”’]"
    "(?P<behind>[A-Z\u4e00-\u9fff]{0,16}?(?:教材|项目|案例|课程|基地|单位|学校))?"
    r"(?![\u4e00-\u9fff]{0,12}\d+[余多]?[门个项名部本种])"
)
_ENDS = (
    "承训机构|培训机构|鉴定机构|评价机构|示范性?实习基地|示范性?基地|示范学校|示范校|重点中职学校|重点学校|专业群|规划教材|优秀教材|先进集体|文明校园|"
    "文明单位|样板支部|先进单位|示范点|品牌|优秀社团|示范社团|示范团队|示范中心|骨干专业|特色专业|示范专业|技能大师工作室|示范单位|精品课程|在线开放课程|在线精品课程|示范课程|名师工作室|优秀案例|典型案例|优质校|达标校|"
    "建设单位|建设项目|试点单位|试点学校|试点项目|创新团队|教学团队|实训基地|培训基地|特色学校|优秀组织奖|"
    "品牌项目|示范项目|优秀项目|特色项目|重点项目|先进学校|达标学校|合格学校|优质学校|试点院校|样板校|标杆校|智慧校园|平安校园|"
    "绿色学校|优秀组织单位|优秀单位|优质课程|教学成果奖(?:[特一二三]等奖)?|星级学校|示范院校|骨干校|品牌学校|品牌专业|一流专业|重点专业|优势专业|示范性?职业学校|重点中等职业学校|示范园区?|示范社区|优质(?:中等)?职业学校|特色职业学校|文明学校|先进(?:基层)?党组织|先进基层党支部|先进党支部|红旗团委|优质专业|课程思政示范课|"
    "优秀作品奖?|优秀奖|[\u4e00-\u9fff]{2,8}[特一二三]等奖|[\u4e00-\u9fff]{0,12}(?:展演|双年展|艺术展|博览会|展|节|大赛|比赛|评选)(?:[\u4e00-\u9fff]{0,6}(?:[金银铜]奖|[特一二三]等奖))"
)
_TIER = (
    r"(?:国家级?|中国|省级?|市级?|区级?|县级?|全国|全省|全市|全区|教育部|自治区级?|省部级|首批|"
    r"第[一二三四五]批|[\u4e00-\u9fff]{2,4}[省市区县州])"
)
_NAMED = (
    rf"(?P<named>{_TIER}[\u4e00-\u9fff“”（）]{{0,18}}?(?:{_ENDS}))"
    r"(?!群|[\u4e00-\u9fff]{0,2}\d{0,3}[余多]?[门个项名部所家])"
)
_NEXT = re.compile(rf"(?:、|和|以及|及|与|(?=“))(?:{_QUOTED}|{_NAMED})")
_GAP = re.compile(
    "(?:凭借?[^，。；“]{2,16}?(?:专业|项目|作品|成果|案例))?(?:(?:其|该|相关)?(?:成果|作品|案例))?(?:[均都也还又先后]|据此|因此|由此|为此|凭此|成功|顺利|一举|双双|正式|再次|再度|光荣|首次|率先|连年|同时)*(?:连续[一二三四五六七八九十]+年)?(?:(?:19|20)\\d\\d年)?"
)
_TITLE = re.compile(
    r"《(?P<title>[^《》]{2,40})》(?:一书|教材|课程)?(?:等[\d一二两三四五六七八九十]+[门本部种项个册套][\u4e00-\u9fff]{0,8})?$"
)
_CLASS_OF = re.compile(
    r"的?(?P<class>(?!的)[\u4e00-\u9fff]{0,8}\d{2,4}[\u4e00-\u9fff\d]{0,4}?班)(?:级)?"
)
_ITEM = re.compile(
    r"(?:^|[，。；：的、]|(?<=[\u4e00-\u9fff]))[“](?P<quoted>[^“”]{2,16})[”]$|(?:^|[，。；：的、])(?P<group>[\u4e00-\u9fff]{2,16}(?:专业群|社))$"
)


def achievements(said: Said) -> Iterator[Found]:
    """The honours that a sentence tells."""
    yield from _honours(said)
    yield from _titles_by(said)
    yield from _given_by(said)
    yield from _granted(said)
    yield from _standing(said)


@lru_cache(maxsize=1)
def _honour() -> re.Pattern[str]:
    return re.compile(rf"(?:{verbs_of('Achievement')})(?:了|为)?(?:{_QUOTED}|{_NAMED})")


def _honours(said: Said) -> Iterator[Found]:
    """A 获评“B”, 《教材》入选B, A的C专业群获批B."""
    for verb in _honour().finditer(said.text):
        if said.denied(said.clause(verb.start()), verb.start()):
            continue
        honours = [h for h in _in_a_row(said, verb) if _is_whole(h[0]) and not _granted_by(said, h)]
        for name, place, score in _recipients(said, verb.start()):
            for honour, end in honours:
                given, end = given_behind(said, end)
                values: Values = (
                    ("recipient", (name,)), ("honour", (honour,)), *given, *tier(honour),
                )  # fmt: skip
                spans = stretch(place, (verb.start(), end))
                yield Found("Achievement", values, spans, RULE, score)


_GIVEN_BEHIND = re.compile(
    "[”]?(?:称号|荣誉|奖牌|牌匾)?，(?:(?:该?(?:称号|牌子|奖牌|证书|奖项|荣誉|奖))?(?:是|系)?由(?P<by>[\u4e00-\u9fff]{3,20}?)"
    "(?:颁发|颁奖|颁授|评定|命名|授予|认定|评出|评选)|"
    "(?:授奖|授牌|颁奖|颁发|颁授|授予|表彰|评选|认定|命名|立项|批准|主办)(?:单位|机关|部门|机构|方|者)(?:为|是|系)(?P<body>[\u4e00-\u9fff]{3,20}))"
)


def given_behind(said: Said, end: int) -> tuple[Values, int]:
    """…称号，由A局评定: who granted an honour, where the next clause says it, and its end."""
    match = _GIVEN_BEHIND.match(said.text, end)
    begin = match.start("by" if match["by"] else "body") if match else -1
    by = [p for p in said.parties if p.start == begin]
    if match is None or not by:
        return (), end
    return (("grantor", (by[0].name,)),), match.end()


def _in_a_row(said: Said, verb: re.Match[str]) -> Iterator[tuple[str, int]]:
    """The honours behind one verb and where each ends: 被认定为省优质学校、省文明校园."""
    match: re.Match[str] | None = verb
    while match:
        yield _said(match), match.end()
        match = _NEXT.match(said.text, match.end())


def _granted_by(said: Said, honour: tuple[str, int]) -> bool:
    """Whether words begin with the authority that confers an honour: 教育部第二批试点单位."""
    start = honour[1] - len(honour[0])
    return any(
        p.kind == "PublicBody" and p.start == start and p.end < honour[1] for p in said.parties
    )


def _is_whole(honour: str) -> bool:
    """Whether words are an honour alone: not B局授予的“C, which names who conferred it."""
    return not re.search("授予|[颁评认]发?定?的", honour) and honour.count("“") == honour.count("”")


def _said(match: re.Match[str]) -> str:
    """The honour as printed, without the marks around it."""
    if match["quoted"] and match["behind"]:
        return match[0][match.start("quoted") - 1 - match.start() :]
    return str(match["quoted"] or match["named"])


def tier(honour: str) -> Values:
    """The tier (role and code) that the honour's own first words name."""
    for code, concept in sorted(schema().concepts["tier"].items()):
        for word in concept.words:
            if not word.isascii() and honour.startswith(word):
                return (("tier", (code,)),)
    return ()


def _recipients(said: Said, at: int) -> Iterator[_Recipient]:
    """What stands right before the verb: a title, a quoted name, a major group, else a party."""
    before = said.text[:at]
    if title := _TITLE.search(before):
        yield title["title"], title.span(), HARD
        return
    subjects = [p for p in said.subjects(at) if p.kind in PARTIES and p.kind != "Region"]
    begin = max((p.end for p in said.parties if p.end <= at), default=0)
    if (group := _CLASS_OF.fullmatch(said.text, begin, at)) and (
        said.own or any(map(is_school, subjects))
    ):
        yield group["class"], group.span("class"), HARD
        return
    if item := _ITEM.search(before):
        name = "quoted" if item["quoted"] else "group"
        begin = item.start(name)
        owner = [p for p in said.parties if begin <= p.start < item.end(name)]
        begin = owner[-1].end if owner else begin
        printed = said.text[begin : item.end(name)].lstrip("的")
        yield printed, (item.end(name) - len(printed), item.end(name)), HARD
        return
    if found := _group(said, at) or _of_part(said, at) or team_of(said, subjects, at):
        yield found
        return
    begin = max([said.clause(at), *(p.end for p in subjects)])
    last = max((p.end for p in subjects), default=at)
    others = (p for p in said.parties if is_school(p) and last < p.start < at)
    if any(not ONCE.search(said.text, said.clause(p.start), p.start) for p in others):
        return
    if _GAP.fullmatch(said.text, begin, at):
        yield from ((p.name, of(p), p.score) for p in subjects)


# 护理专业群包含三个专业，入选…: a clause behind is said of the group as well.
_GROUP_FIRST = re.compile("(?P<group>[^，。；、的“”]{2,24}?专业群)[^，。；]*，(?:[^，。；]*，)??")
_BUILT_UP = re.compile("组建|建[设成有]|打造|设[立置有]|开[设办]|拥有|[的现有]|重点|牵头|申报")


def _group(said: Said, at: int) -> _Recipient | None:
    """The group of majors that the sentence begins with."""
    start = max(said.text.rfind(mark, 0, at) for mark in "。；！？") + 1
    group = _GROUP_FIRST.fullmatch(said.text, start, at)
    if group is None:
        return None
    begin = max((p.end for p in said.parties if p.start < group.end("group")), default=start)
    others = any(group.end("group") <= p.start < at for p in said.parties)
    if others or _BUILT_UP.match(said.text, begin):
        return None
    return said.text[begin : group.end("group")], (begin, group.end("group")), HARD


def _of_part(said: Said, at: int) -> _Recipient | None:
    part = _part(said, at)
    return (part["part"], part.span("part"), HARD) if part else None


# A part of the school that reports: 农机教研组被评为…, 青年教师团队获评….
_PART = re.compile(
    "(?:本学年|年内|今年|当年|我校|学校|其中)?的?(?P<part>(?:(?![的与和、了及在把将对被获])[\u4e00-\u9fff]){2,12}?"
    "(?:教研组|教研室|教学部|专业部|党支部|党总支|团支部|团总支|工作室|教师团队|教学团队|创新团队|社团|志愿服务队|服务队|代表队|龙舟队|合唱团|艺术团|工会|图书馆|实训基地|实训中心|实训室|产业学院))"
    "(?:[均都也还又先后]|成功|再次|连续[一二三四五六七八九十]+年|(?:19|20)\\d\\d年)*"
)
_BY = re.compile(
    r"被(?P<by>[\u4e00-\u9fff]{3,20})(?:授予|评为|评定为|认定为|确定为|命名为|列为)(?:了)?[“]?(?P<honour>[^，。；“”]{3,24})[”]?"
)


TEAM = re.compile(
    "的?(?P<team>团委|党委|党总支|工会|图书馆|[“]?(?:(?![的与和、了及在把将对被获])[\u4e00-\u9fff”]){2,14}?(?:教学|教师|创新|科研|技术|服务|志愿)?"
    "(?:团队|教研组|教研室|服务队|合唱团|艺术团|社团|党支部|团支部|支部|龙舟队))"
    "(?:[均都也还又先后]|成功|再次|(?:19|20)\\d\\d年)*"
)
ONCE = re.compile("前身|原名|曾用名")
_LEAST_TEAM, _SHORT_PART = 6, 4


def team_of(said: Said, subjects: list[Party], at: int) -> _Recipient | None:
    """甲校焊接教学团队获…: the part of a school that stands behind its name up to a place."""
    for party in subjects[-1:]:
        team = TEAM.fullmatch(said.text, party.end, at) if party.end > party.start else None
        long = team and (len(team["team"]) >= _LEAST_TEAM or not team["team"].endswith("队"))
        if team and is_school(party) and long:
            short = len(team["team"]) < _SHORT_PART
            name = said.text[party.start : team.end("team")] if short else team["team"]
            return name, (party.start, team.end("team")), party.score
    return None


def _part(said: Said, at: int) -> re.Match[str] | None:
    """The part of the reporting school that fills the clause up to a place, no party itself."""
    part = _PART.fullmatch(said.text, said.clause(at), at) if said.own else None
    if part and any(p.start < part.end("part") <= p.end for p in said.parties):
        return None
    return part


def _titles_by(said: Said) -> Iterator[Found]:
    """A 被B局认定为C: with who granted it."""
    for match in _BY.finditer(said.text):
        grantors = [
            p for p in said.parties if p.start == match.start("by") and p.end <= match.end("by")
        ]
        if not grantors:
            continue
        quoted = list(_quoted_subject(said, match.start()))
        recipients = quoted or list(_recipients(said, match.start()))
        for name, place, score in recipients:
            values: Values = (
                ("recipient", (name,)),
                ("honour", (match["honour"],)),
                ("grantor", (grantors[0].name,)),
                *tier(match["honour"]),
            )
            yield Found("Achievement", values, stretch(place, match.span()), RULE, score)


_FROM = re.compile(
    r"(?:喜获|荣获|获得|获|拿到|捧得|捧回)(?:了)?(?P<by>[\u4e00-\u9fff]{3,20}?)(?:联合|共同)?(?:授予|颁发|颁授|评定|认定|命名|评选)的"
    r"(?:“(?P<quoted>[^“”]{2,24})”|(?P<named>[\u4e00-\u9fff]{4,24}?(?:称号|奖|单位|学校|基地|集体)))"
)


def _given_by(said: Said) -> Iterator[Found]:
    """A校获B工会授予的“C”称号: with who granted it."""
    for match in _FROM.finditer(said.text):
        by = [p for p in said.list_at(match.start("by")) if p.end <= match.end("by")]
        honour = match["quoted"] or match["named"].removesuffix("称号")
        for name, place, score in _recipients(said, match.start()) if by else ():
            values: Values = (
                ("recipient", (name,)), ("honour", (honour,)), ("grantor", (by[0].name,)),
                *tier(honour),
            )  # fmt: skip
            yield Found("Achievement", values, stretch(place, match.span()), RULE, score)


_GRANTS = re.compile(
    "(?:公布|选定|评定|授予|命名|认定|确定|评定|遴选|批准|推荐|表彰|将|把)(?:了)?$"
)
_AS = re.compile(
    r"(?:等)?(?:[\d一二三四五六七八九十两]+[所家个])?(?:学校|单位)?(?:评|列|认定|确定|命名|授予|批准)?(?:为)?(?:(?<=为)“(?P<quoted>[^“”]{3,24}(?<!班))”|“(?P<titled>[^“”]{3,24}(?<!班))”[\u4e00-\u9fff]{0,4}(?:称号|荣誉|奖牌|牌匾|铭牌|奖项)|"
    r"(?P<named>(?<=为)[^，。；“”]{3,24}?(?:学校|示范校|单位|基地|集体|校园|项目|中心|机构|企业|示范点|提升点|教学点|培训点|试点|考点|考点校|站点|院校|定点校|承训校|学院)(?=[，。；]|$)))"
)


def _granted(said: Said) -> Iterator[Found]:
    """B局授予A校“C”称号; B局认定A校为C: with who granted it."""
    for first in said.parties:
        verb = _GRANTS.search(said.text, 0, first.start)
        taken = said.list_at(first.start)
        honour = _AS.match(said.text, taken[-1].end) if verb else None
        if verb is None or honour is None or said.planned(said.clause(verb.start()), verb.start()):
            continue
        name = honour["quoted"] or honour["titled"] or honour["named"]
        bodies = ("PublicBody", "Organisation", "Enterprise")
        for grantor in (p for p in said.subjects(verb.start()) if p.kind in bodies):
            for party in (p for p in taken if p.kind != "Region"):
                values: Values = (
                    ("recipient", (party.name,)), ("honour", (name,)),
                    ("grantor", (grantor.name,)), *tier(name),
                )  # fmt: skip
                spans = stretch(of(grantor), of(party), honour.span())
                yield Found("Achievement", values, spans, RULE, min(party.score, grantor.score))


_QUOTED_HEAD = re.compile(r"的?“(?P<name>[^“”]{2,12})”")


def _quoted_subject(said: Said, at: int) -> Iterator[_Recipient]:
    """A的“B”…，…，被…: the quoted thing behind the party that the sentence begins with."""
    for party in said.parties[:1]:
        head = _QUOTED_HEAD.match(said.text, party.end)
        first = head is not None and party.start == said.clause(party.start) and head.end() < at
        if head and first and "“" not in said.text[head.end() : at]:
            yield head["name"], (party.start, head.end()), party.score


# 首批建设单位 says of what only where something else is named.
KIND_ALONE = re.compile("(?:首批|第.批)(?:建设|试点|培育|立项|示范)?(?:单位|学校|院校)")
_PLAIN = re.compile(
    "[的所]|会长|主席|秘书长|牵头|发起|委员|理事|会员|成员|主管|举办|公办|民办|直属|唯一|独立|下属|属"
)


def is_honour(words: str) -> bool:
    """Whether a predicate names a standing (示范校) and not only a kind of school."""
    return _PLAIN.search(words) is None and KIND_ALONE.fullmatch(words) is None


_STANDING = re.compile(
    rf"(?:是|系|(?<![定评名列成])为)(?P<list>{_TIER}[\u4e00-\u9fff]{{2,14}}?(?:学校|示范校|重点校|单位)(?:、{_TIER}?[\u4e00-\u9fff]{{2,14}}?(?:学校|示范校|重点校|单位))*)(?=[，。；])"
)


def _standing(said: Said) -> Iterator[Found]:
    """A校为国家级重点中职学校、省改革发展示范校."""
    for match in _STANDING.finditer(said.text):
        for school in said.subjects(match.start(), is_school):
            if ONCE.search(said.text, max(school.end, 0), match.start() + 1):
                continue
            for honour in filter(is_honour, match["list"].split("、")):
                values = (("recipient", (school.name,)), ("honour", (honour,)), *tier(honour))
                spans = stretch(of(school), match.span())
                yield Found("Achievement", values, spans, RULE, school.score)
