"""Who cooperates with whom: A 与 B、C 共建 …, 引入 B, 依托 B, 由 A 牵头，联合 B."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.extraction.names import HARD, SOFT, land_before
from vetgraph.extraction.offering import is_major
from vetgraph.extraction.parties import PARTIES, Party, listed
from vetgraph.extraction.said import CARRIED, Found, acts, is_school, of, stretch
from vetgraph.extraction.verbs import GENERAL, cooperation_form, cooperation_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.said import Said

RULE = "rule-cooperation"
GUESSED, NEAR = 0.6, 30
_QUALIFIER = (
    r"(?:(?:[东西南北中]部|[东西南北]边|沿海|内陆|内地|山区|水源地|边疆|高原|牧区|老区|西藏|新疆)的?)?(?:(?:外省|省外|[省市区县州校]内|当地|本地|本[省市区县]|我[省市区县]|国[内外]|境外|辖区内?|周边|邻近|相邻|属地|同城)的?)?"
    r"(?:第三方机构|龙头企业|知名企业|合作企业|重点企业|行业龙头|骨干企业|上市企业|头部企业|兄弟学校|兄弟院校|企业|行业协会)?[“]?"
)
_ALONE = (
    "(?:对口|结对)(?:支援|帮扶|协作|支教|共建)|(?<!分别)结对|定点帮扶|组团式?帮扶|"
    "(?P<bare>帮扶|支援|援助|援建)"
)
_JOINT = re.compile(
    rf"(?P<joint>(?P<help>{_ALONE})|(?P<bring>引入|引进|引来|依托|委托|对接)|携手|联合|牵手|联手|与|(?<![会协共等])同|跟|"
    rf"(?P<at>在|赴|到|前往)|(?P<to>向))(?:了)?{_QUALIFIER}$"
)
_TAIL = re.compile(
    r"(?:（[^（）]{0,40}）)?[”]?(?:等)?(?:[一二三四五六七八九十两\d]+[余多]?[家所个]?)?(?:(?:知名|龙头|合作|重点)?(?:企业|单位|学校|公司|院校|机构|部门|高校))?"
)
_TOGETHER = re.compile("，(?:共同|联合|合作|携手)")
_WITH = ("与", "同")
_APART = re.compile("分别|各自|依次")
_ABROAD = ("regional", "institution", "training-base", "internship")
_CLAUSE = re.compile("[^，。；：！？]*")
_BUILT = re.compile(
    r"(?:合办|联办|共办|合开|开设|开办|兴办|创办|合建|共建|建成|成立|建立|设立|组建|建设)(?:了|有|的)?[“]?(?P<what>[\u4e00-\u9fffA-Za-z]{2,16}?"
    r"(?:基地|中心|学院|车间|工作室|实训室|实训场|养殖场|实训楼|学堂|工坊|研究院|传习所|课堂|讲堂|书房|书屋|驿站|服务站|工作站|厂中校|校中厂|分校|栏目))[”]?(?![\u4e00-\u9fff]{0,2}[室心])"
)
_MARKED = re.compile(
    r"(?:合办|联办|共办|共建|开设|开办|成立|打造|建立|设立|创办|推出|开通|启动|举办)(?:了|起)?“(?P<what>[^“”]{2,14})”"
    "[\u4e00-\u9fff]{0,4}?(?:栏目|专栏|节目|品牌|项目|行动|平台|课堂|讲堂|工坊|书房|夜校|驿站)?(?=[，。；、]|$)"
)
_THEN = re.compile("[，](?:共同|联合|合作)?" + _BUILT.pattern)
_TAUGHT = re.compile(r"的?(?P<major>[\u4e00-\u9fff]{2,14}?)专业(?=[与同和])")
_PERSON = re.compile("(?:教师|老师|校长|书记|主任|教授|学生|同学)[\u4e00-\u9fff]{2,3}$")
_THEIRS = re.compile("的?(?:教授|专家|工程师|教师|老师|技术人员|负责人|领导|学生)")
_COUNTED = re.compile(".*[个的内家座间各类多]|.*(?<![传研习究])所")
_GENERAL = re.compile(
    "(?:校[内外企]|生产性|公共|综合|专业|实习|实训|实践|产教融合|合作|学生|就业|创业|教学|培训|产业|职业|教师|企业)*"
    "(?:基地|中心|学院|车间|工作室|实训室)"
)


def cooperations(said: Said) -> Iterator[Found]:
    """The partnerships of a sentence, each school with each partner."""
    yield from _joined(said)
    yield from _reciprocal(said)
    yield from _brought_in(said)
    yield from _aided(said)
    yield from _helped(said)


def _joined(said: Said) -> Iterator[Found]:
    done = 0
    for index, first in enumerate(said.parties):
        joint = _JOINT.search(said.text, 0, first.start)
        if first.start < done or joint is None:
            continue
        partners = _one_side(said, first)
        done = partners[-1].end
        partners = tuple(p for p in partners if not _begins_a_name(said.text, p))
        verb = _verb(said, partners, joint) if partners else None
        subjects = _subjects(said, joint, index)
        if verb is not None and subjects:
            yield from _pairs(said, subjects, partners, verb, joint)


_NAME_GOES_ON = re.compile(
    "公共|实训|产业|经济|高新|社区|文化|图书|体育|人民|职业|教育|农业|科技|旅游|医院|博物|服务|企业|市场|机关|工业|园区"
)


def _begins_a_name(text: str, party: Party) -> bool:
    """云岭区公共实训基地 is not 云岭区."""
    return party.kind == "Region" and _NAME_GOES_ON.match(text, party.end) is not None


def _one_side(said: Said, first: Party) -> tuple[Party, ...]:
    """The partners that begin with one; in A与B、C与D结对 C is none, but has one of its own."""
    found = said.list_at(first.start)
    nexts = {p.start for p in said.parties}
    for n, party in enumerate(found[1:], 1):
        if said.text[party.end : party.end + 1] in _WITH and party.end + 1 in nexts:
            return found[:n]
    return found


def _verb(
    said: Said, partners: tuple[Party, ...], joint: re.Match[str]
) -> tuple[str, int, float] | None:
    """The form (code) of the cooperation, where its verb ends, and how sure it is."""
    clause = said.clause(joint.start())
    if said.denied(clause, joint.start()):
        return None
    planned = GUESSED if said.planned(clause, joint.start()) else HARD
    found = _told(said, partners[-1].end, joint)
    return found and (found[0], found[1], found[2] * planned)


def _told(said: Said, start: int, joint: re.Match[str]) -> tuple[str, int, float] | None:
    """What the words behind the partners tell: the verb of their clause, else of the next."""
    begin = max(m.end() for m in (_TAIL.match(said.text, start),) if m)
    end = max(m.end() for m in (_CLAUSE.match(said.text, begin),) if m)
    if said.denied(begin, end):
        return None
    if joint["help"]:
        helped = [p for p in said.parties if p.end == start]
        small = joint["bare"] and not any(map(is_school, helped))
        return None if small else ("regional", start, HARD)
    verb = cooperation_verb(said.text, begin, end)
    if verb is None:
        return _understood(said, start, end, joint)
    if _APART.search(said.text, begin, verb.start()):
        return None
    form = cooperation_form(said.text[verb.start() : end])
    elsewhere = form not in _ABROAD or said.text.startswith("内", start)
    if (joint["at"] and elsewhere) or (joint["to"] and "捐" not in verb[0]):
        return None
    return form, verb.end(), SOFT if verb.start() - begin > NEAR else HARD


def _understood(
    said: Said, start: int, end: int, joint: re.Match[str]
) -> tuple[str, int, float] | None:
    """A joining word that is a verb itself: 依托A, 引入A, 联合A，…; or the next clause tells it."""
    together = _TOGETHER.match(said.text, end) is not None
    if not (_brings(joint) or together):
        return None
    if then := _next_verb(said, end):
        return cooperation_form(then[0]), then.end(), CARRIED
    if not _brings(joint):
        return None
    together = joint["bring"] is None and said.text[end : end + 1] == "，"
    sure = together or joint["bring"] in ("依托", "委托")
    return GENERAL, start, CARRIED if sure else GUESSED


def _next_verb(said: Said, end: int) -> re.Match[str] | None:
    """携手A、B，成立C: the verb at the head of the next clause."""
    begin = re.compile("，(?:共同|联合|合作|共)?").match(said.text, end)
    verb = cooperation_verb(said.text, begin.end(), begin.end() + 4) if begin else None
    return verb if verb and begin and verb.start() == begin.end() else None


def _brings(joint: re.Match[str]) -> bool:
    return joint["joint"] in (
        "引入",
        "引进",
        "引来",
        "依托",
        "委托",
        "对接",
        "携手",
        "联合",
        "牵手",
        "联手",
    )


def _subjects(said: Said, joint: re.Match[str], index: int) -> tuple[Party, ...]:
    """Who joins: schools and regions, else an enterprise right before the joining word."""
    beside = said.parties[index - 1] if index else None
    if beside and beside.end == joint.start() and said.text[beside.start - 1] == "、":
        listed_before = said.list_before(beside.end)
        if len(listed_before) > 1 and _ends_a_pair(said, listed_before[-2]) and acts(beside):
            return (beside,)
    everyone = said.subjects(joint.start())
    before = tuple(p for p in everyone if acts(p))
    if before:
        return before
    if everyone and is_school(said.parties[index]):
        return tuple(p for p in everyone if p.kind in ("Enterprise", "Organisation"))
    other = said.parties[index - 1] if index else None
    partner = said.parties[index]
    enterprise = other is not None and other.kind in ("Enterprise", "Organisation")
    if enterprise and is_school(partner) and other and other.end == joint.start():
        return (other,)
    return ()


def _ends_a_pair(said: Said, party: Party) -> bool:
    """Whether a party stands behind 与: in A与B、C与D the second of a pair."""
    return said.text[party.start - 1 : party.start] in _WITH


def _pairs(
    said: Said,
    subjects: tuple[Party, ...],
    partners: tuple[Party, ...],
    verb: tuple[str, int, float],
    joint: re.Match[str],
) -> Iterator[Found]:
    """Each with each; 分别 pairs two lists of one length."""
    between = said.text[max(subjects[-1].end, 0) : joint.start()]
    apart = len(subjects) > 1 and "分别" in between
    paired = apart and len(subjects) == len(partners)
    for n, partner in enumerate(partners):
        for subject in (subjects[n],) if paired else subjects:
            official = subject.kind == partner.kind == "PublicBody"
            if (
                (official and verb[0] != "regional")
                or subject.name == partner.name
                or partner.kind not in PARTIES
            ):
                continue
            people = _PERSON.search(between) or _THEIRS.match(said.text, partner.end)
            doubt = GUESSED if (apart and not paired) or people else HARD
            yield partnership(said, (subject, partner), (verb[0], verb[1], verb[2] * doubt))


def is_general(what: str) -> bool:
    """Whether what was built is only a kind of thing (校外实训基地, 产业学院) and no name."""
    return _GENERAL.fullmatch(what) is not None


def partnership(said: Said, pair: tuple[Party, Party], verb: tuple[str, int, float]) -> Found:
    """The partnership of two parties, with what the same clause says they built."""
    turned = pair[0].kind in ("Enterprise", "Organisation", "PublicBody") and is_school(pair[1])
    school, other = pair[::-1] if turned else pair
    form, end, score = verb
    values = [
        ("school", (school.name,)),
        ("partner", (other.name,)),
        ("cooperationForm", (form,)),
    ]
    clause = _CLAUSE.match(said.text, pair[1].end)
    built = _BUILT.search(said.text, pair[1].end, clause.end()) if clause else None
    built = built or (_MARKED.search(said.text, pair[1].end, clause.end()) if clause else None)
    built = built or (_THEN.match(said.text, clause.end()) if clause else None)
    if taught := _TAUGHT.match(said.text, school.end):
        values += [("major", (taught["major"],))] if is_major(taught["major"]) else []
    if built and not (is_general(built["what"]) or _COUNTED.match(built["what"])):
        values.append(("outcome", (built["what"],)))
        end = max(end, built.end())
    sure = score * min(school.score, other.score)
    spans = stretch(of(pair[0]), of(pair[1]), (pair[1].start, end))
    return Found("Partnership", tuple(values), spans, RULE, sure)


_BOTH = re.compile(
    r"(?P<all>[双两三四五]方|共同|联合|携手)*(?:互派|互访|互认|互为|结为|签订|签署|签约|达成|共建|合建|合办|联办|结成|结对|缔结|"
    r"(?<=[同方合手])(?:建设|打造|成立|组建|开发|制定|培养|实施|举办|承办|开展|申报|研发|编写|推进|开办|开设|创建|设立|启动|发起)|建立[^，。]{0,10}关系|开展[^，。]{0,10}(?:合作|交流))"
)


def _reciprocal(said: Said) -> Iterator[Found]:
    """A 和 B 互派学生; A、B、C三方共建D: parties that a verb of all follows."""
    for index, first in enumerate(said.parties):
        together = listed(said.text, said.parties, index)
        verb = _BOTH.match(said.text, together[-1].end)
        if (
            verb is None
            or not acts(first)
            or (index and first in said.list_at(_before(said, index)))
        ):
            continue
        between = said.text[first.end : together[-1].start]
        if len(together) == 2 and not _AND_ONE.fullmatch(between):
            continue
        if len(together) > 2 and not verb["all"]:
            continue
        form = cooperation_form(said.text[verb.start() : verb.end() + _OBJECT])
        for other in together[1:]:
            if other.name != first.name and other.kind in PARTIES:
                yield partnership(said, (first, other), (form, verb.end(), HARD))


def _before(said: Said, index: int) -> int:
    """Where the party before one begins."""
    return said.parties[index - 1].start


_OBJECT = 16
_AND_ONE = re.compile("[和与同](?:当地的?|(?:[东南西北](?:部|边|面)|内陆|沿海|山区|水源地)的?)?")
_INTO = re.compile(r"(?:把|将|引|吸引|邀请)(?:了)?$")
_CAMPUS = re.compile(
    r"(?:等)?(?:[一二三四五六七八九十两\d]+[家所个])?(?:企业|公司)?(?:的?[\u4e00-\u9fff]{0,8})?(?:搬|引|请|建|办|开)[进入到]?(?:了)?(?:校园|学校|校内|学校里)|"
    r"在[\u4e00-\u9fff]{0,12}的?[“]?校中厂"
)


def _brought_in(said: Said) -> Iterator[Found]:
    """引企入校: 把 A、B 的生产线搬进校园; A 在 B 的“校中厂”."""
    for first in said.parties:
        if first.kind not in ("Enterprise", "Organisation"):
            continue
        joint = _INTO.search(said.text, 0, first.start)
        partners = said.list_at(first.start)
        verb = _CAMPUS.match(said.text, partners[-1].end) if partners else None
        if verb is None:
            continue
        for subject in said.subjects(joint.start(), is_school) if joint else _hosts(said, verb):
            for partner in partners:
                yield partnership(said, (subject, partner), (GENERAL, verb.end(), HARD))


def _hosts(said: Said, verb: re.Match[str]) -> tuple[Party, ...]:
    inside = [p for p in said.parties if verb.start() <= p.start and p.end <= verb.end()]
    return tuple(p for p in inside if is_school(p))


_PLACE = r"[\u4e00-\u9fff]{2,12}?[省市区县旗州盟]"
_AID = re.compile(
    rf"(?:承担|负责|开展)(?:了|着|对)?(?P<places>{_PLACE}(?:[、和与]{_PLACE})*)(?:等地?)?的?"
    "(?:对口|结对|定点|东西部)(?:支援|帮扶|协作|合作)"
)


def _aided(said: Said) -> Iterator[Found]:
    """A区承担B县、C旗的对口支援."""
    for match in _AID.finditer(said.text):
        if said.planned(said.clause(match.start()), match.start()):
            continue
        at = match.start("places")
        for printed in re.split("[、和与]", match["places"]):
            start, end = at + land_before(printed), at + len(printed)
            place = Party(said.text[start:end], "Region", start, end, HARD)
            at = end + 1
            for helper in said.subjects(match.start(), acts):
                if helper.name != place.name:
                    yield partnership(said, (helper, place), ("regional", match.end(), HARD))


_HELPS = re.compile(
    rf"(?:^|(?<=[，。；：]))(?:(?:19|20)\d\d年)?由?(?P<helper>(?!我|全|本){_PLACE})(?:对口|结对|定点)?(?:帮扶|支援|援助|协作)(?:了)?"
    rf"(?:(?P<own>我[省市区县旗州])|(?P<place>{_PLACE}))(?=[，。；、的]|$)"
)


def _helped(said: Said) -> Iterator[Found]:
    """A市B区帮扶我旗: a region that helps another."""
    for match in _HELPS.finditer(said.text):
        own = said.region if match["own"] else None
        if match["own"] and own is None:
            continue
        span = match.span("helper")
        helper = Party(match["helper"], "Region", *span, HARD)
        name = own.name if own else match["place"]
        helped = Party(name, "Region", *match.span("own" if own else "place"), HARD)
        if helper.name != helped.name:
            yield partnership(said, (helper, helped), ("regional", match.end(), HARD))
