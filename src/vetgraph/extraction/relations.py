"""Sentences that join named parties: who cooperates with whom, who offers what, who issued what.

Each rule is a pattern over general verbs; its parties are known names or names told by their
shape. A relation whose parties are sure enters the graph; the others are kept with their score
for review.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.extraction.discover import HARD, SOFT, class_of, names
from vetgraph.model import Citation, Fact
from vetgraph.text import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.model import Paragraph

RULE_COOPERATION = "rule-cooperation"
RULE_OFFERING = "rule-offering"
RULE_ISSUANCE = "rule-issuance"
CERTAIN = 0.75
_SENTENCE = re.compile(r"[^。！？；!?;]+[。！？；!?;]?")
_AND = ("、", "和", "及", "以及")
_WITH = re.compile(
    r"(?:(?:对口|结对)(?:支援|帮扶|协作)|携手|联合|牵手|引入|引进|依托|与|同|和|在|(?:牵头|发起)(?:成立|组建))$"
)
_JOINING = (
    ("regional", "对口|结对"),
    ("institution", "牵头|发起"),
    ("general", "携手|联合|牵手|引入|引进"),
)
_NEGATED = re.compile("未(?!来)|没有|不再|终止|停止|暂停|取消")
_PLANNED = re.compile("拟|计划|将|准备|争取|探索")
_GUESSED = 0.6
_NEAR, _FAR = 12, 20
_VERBS = (
    ("training-base", "(?:共建|合建|合办|建成).{0,12}(?:基地|车间|实训)"),
    ("institution", "(?:共建|合办|成立|组建|建立).{0,12}(?:学院|中心|机构|研究院)"),
    ("contest", "举办|主办|开展.{0,12}(?:赛|论坛)"),
    ("regional", "结对|对口|帮扶|支教|驻点|协作"),
    ("exchange", "交流|学分|友好"),
    ("course", "开发.{0,8}(?:课程|资源)"),
    ("textbook", "开发.{0,20}教材|编.{0,6}教材"),
    ("general", "合作|签订|签约|协议|携手|联合|共建|合建|合办|成立|组建"),
)
_ANY_VERB = re.compile("|".join(pattern for _, pattern in _VERBS))
_BUILT = re.compile(
    r"(?:合办|合建|共建|建成|成立|建立)(?P<what>[\u4e00-\u9fffA-Za-z]{2,14}?(?:基地|中心|学院|车间|工作室))"
)
_ISSUED = re.compile(
    r"(?:研究制定|联合印发|印发|出台|制定|发布|修订|下发)(?:了)?(?:实施)?(?P<titles>(?:《[^》]+》[、和及]?)+)"
)
_SCHOOLS = (
    "School",
    "InternationalPartner",
    "HigherEducationInstitution",
    "EducationGroup",
    "Centre",
)
_PARTIES = (
    *_SCHOOLS, "Enterprise", "Brand", "PublicBody", "Organisation", "Alliance", "Region",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """A fact read from a sentence, with how sure its parties and its verb are (0 to 1)."""

    fact: Fact
    score: float


@dataclass(frozen=True, slots=True)
class _Party:
    name: str
    kind: str
    start: int
    end: int
    score: float


def relations(paragraph: Paragraph, context: Context) -> Iterator[Relation]:
    """The relations of one paragraph, sure and unsure, in reading order."""
    year = None
    for match in _SENTENCE.finditer(paragraph.text):
        dated = YEAR.search(match[0])
        year = int(dated["year"]) if dated else year
        parties = _parties(match[0], context)
        for fact, score in _found(match[0], parties):
            yield Relation(_placed(fact, paragraph, match.start(), year, context), score)


_Raw = tuple[str, tuple[tuple[str, tuple[str, ...]], ...], tuple[int, int], str]


def _found(text: str, parties: list[_Party]) -> Iterator[tuple[_Raw, float]]:
    yield from _cooperations(text, parties)
    yield from _offerings(text, parties)
    yield from _issuances(text, parties)


def _placed(
    raw: _Raw, paragraph: Paragraph, offset: int, year: int | None, context: Context
) -> Fact:
    kind, values, (start, end), rule = raw
    period: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("period", (str(year or context.data_year),)),
    )
    if year is None:
        period = (*period, ("periodAssumed", ("true",)))
    cited = Citation(paragraph.span(offset + start, offset + end), paragraph.section)
    return Fact(kind, (*values, *period), (cited,), rule)


def _parties(text: str, context: Context) -> list[_Party]:
    """Known names first; shapes only where no known name stands."""
    known = [
        _Party(name, _kind(name, context), start, end, HARD)
        for name, start, end in context.mentions(text)
    ]
    own = list(_own(text, context))
    taken = [(p.start, p.end) for p in known]
    bodies = [(n.start, n.end) for n in names(text) if n.kind == "PublicBody"]
    own = [p for p in own if not _overlaps(p.start, p.end, [*taken, *bodies])]
    taken += [(p.start, p.end) for p in own]
    shaped = [
        _Party(n.text, n.kind, n.start, n.end, n.score)
        for n in names(text)
        if not _overlaps(n.start, n.end, taken)
    ]
    return sorted([*known, *own, *shaped], key=lambda p: (p.start, p.end))


def _own(text: str, context: Context) -> Iterator[_Party]:
    """The party that reports: 我区 a region, 我校 a school; 学校 alone is it only perhaps."""
    kind = _kind(context.region, context)
    said = "我区|我市|我县|全区" if kind == "Region" else "我校|我院|本校|本院"
    for match in re.finditer(f"{said}|{re.escape(context.region or said)}", text):
        yield _Party(context.region, kind, match.start(), match.end(), HARD)
    if kind != "Region":
        for match in re.finditer(r"(?:^|(?<=[，；：]))(?:学校|学院)", text):
            yield _Party(context.region, kind, match.start(), match.end(), SOFT)


def _kind(name: str, context: Context) -> str:
    """The class of a known name; the report's own is a region unless it is named as a school."""
    if name not in (context.region, context.canonical(context.region)):
        return context.kinds.get(name, "")
    shaped = class_of(name)
    return context.kinds.get(name, shaped if shaped in _SCHOOLS else "Region")


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < e and s < end for s, e in spans)


def _cooperations(text: str, parties: list[_Party]) -> Iterator[tuple[_Raw, float]]:
    """A 与 B、C 合作 …: each of the parties before 与 with each of the list behind it."""
    for index, partner in enumerate(parties):
        first = _head(text, parties, index)
        joint = _WITH.search(text[: parties[first].start])
        if partner.kind not in _PARTIES or joint is None:
            continue
        verb = _verb(text, partner, joint)
        if verb is None or (verb.form != "regional" and joint[0] == "在"):
            continue
        for subject, score in _subjects(text, parties, index, first):
            if subject.name != partner.name:
                yield _partnership(text, subject, partner, verb), score * verb.score


@dataclass(frozen=True, slots=True)
class _Verb:
    """What joins the parties: its form (code), where it ends, how sure it is."""

    form: str
    end: int
    score: float = 1.0


def _verb(text: str, partner: _Party, joint: re.Match[str]) -> _Verb | None:
    """The verb behind the parties, else the joining word itself (对口帮扶, 携手, 引入)."""
    clause = max(text.rfind(c, 0, joint.start()) for c in "，。；：") + 1
    if _NEGATED.search(text, clause, joint.start()):
        return None
    planned = _PLANNED.search(text, clause, joint.start())
    behind = _ANY_VERB.search(text, partner.end)
    if behind and (
        "，" not in text[partner.end : behind.start()] or behind.start() - partner.end <= _FAR
    ):
        form = next(code for code, pattern in _VERBS if re.search(pattern, behind[0]))
        return _Verb(form, behind.end(), _GUESSED if planned else 1.0)
    form = next((code for code, pattern in _JOINING if re.match(pattern, joint[0])), "")
    sure = form == "regional" and not planned
    return _Verb(form, partner.end, 1.0 if sure else _GUESSED) if form else None


def _subjects(
    text: str, parties: list[_Party], index: int, first: int
) -> list[tuple[_Party, float]]:
    """Who joins with a partner, and how sure that is; 分别 pairs two lists of one length."""
    able = [i for i in range(first) if parties[i].kind in (*_SCHOOLS, "Region")]
    if not able:
        return _enterprise_first(parties, index, first)
    last = able[-1]
    listed = [i for i in range(_head(text, parties, last), last + 1) if i in able]
    score = min(parties[i].score for i in (index, *listed))
    score *= 1.0 if parties[last].end >= parties[index].start - 30 else SOFT
    if len(listed) > 1 and "分别" in text[parties[last].end : parties[first].start]:
        if len(listed) != _length(text, parties, first):
            return [(parties[i], score * _GUESSED) for i in listed]
        return [(parties[listed[index - first]], score)]
    return [(parties[i], score) for i in listed]


def _enterprise_first(parties: list[_Party], index: int, first: int) -> list[tuple[_Party, float]]:
    """X公司与Y学校合作: the enterprise may be named first."""
    other, partner = parties[first - 1] if first else None, parties[index]
    if other is None or other.kind != "Enterprise" or partner.kind not in _SCHOOLS:
        return []
    near = parties[first].start - other.end <= _NEAR
    return [(other, min(other.score, partner.score))] if near else []


def _partnership(text: str, subject: _Party, partner: _Party, verb: _Verb) -> _Raw:
    school, other = (partner, subject) if subject.kind == "Enterprise" else (subject, partner)
    values = [
        ("school", (school.name,)),
        ("partner", (other.name,)),
        ("cooperationForm", (verb.form,)),
    ]
    end = verb.end
    if (built := _BUILT.search(text, partner.end)) and built.start() - partner.end <= 6:
        values.append(("outcome", (re.sub("^.*[个的内所家座]", "", built["what"]),)))
        end = max(end, built.end())
    return "Partnership", tuple(values), (subject.start, end), RULE_COOPERATION


def _length(text: str, parties: list[_Party], first: int) -> int:
    """How many parties stand in the list that begins with the first one."""
    last = first
    while last + 1 < len(parties) and text[parties[last].end : parties[last + 1].start] in _AND:
        last += 1
    return last - first + 1


def _head(text: str, parties: list[_Party], index: int) -> int:
    """The first party of the list in which a party stands."""
    while index and text[parties[index - 1].end : parties[index].start] in _AND:
        index -= 1
    return index


def _offerings(text: str, parties: list[_Party]) -> Iterator[tuple[_Raw, float]]:
    """X学校的A、B专业, X学校A专业: the school offers each major of the list."""
    if "专业" not in text:
        return
    schools = [p for p in parties if p.kind in ("School", "HigherEducationInstitution")]
    schools += [p for p in parties if p.kind == "Centre" and "教育" in p.name]
    for school in schools:
        if re.search("(?:毕业|就读|就职)于$|考入$", text[: school.start]):
            continue
        tail = re.match(
            r"(?P<of>的?)(?P<list>[\u4e00-\u9fff、和及与（）]{2,60})", text[school.end :]
        )
        if tail is None:
            continue
        listed = re.split(r"专业|是|为|，|。|连续|招生", tail["list"])[0]
        rest = text[school.end + len(tail["of"]) + len(listed) :]
        marked = re.match("专业|(?:等)?是[^，。]{0,12}专业", rest) is not None
        if not (marked or tail["of"]):
            continue
        listed_names = re.sub(
            "^(?:只有|现有|开设|设有|新增|增设)?[一二两三四五六七八九十]*个?", "", listed
        )
        items = [item for item in re.split("、|以及|和", listed_names) if item]
        if not all(2 <= len(item) <= 14 and _is_major(item) for item in items):
            continue
        end = school.end + len(tail["of"]) + len(listed) + (2 if rest.startswith("专业") else 0)
        for item in items:
            values = (("school", (school.name,)), ("major", (item,)))
            sure = school.score * (1.0 if marked or len(items) > 1 else SOFT)
            yield ("Offering", values, (school.start, end), RULE_OFFERING), sure


_MAJOR_WORDS = re.compile(
    "技术|应用|维修|工程|管理|服务|商务|护理|制造|设计|表演|艺术|烹饪|面点|会计|金融|物流|营销|旅游|酒店|"
    "教育|保育|托育|运用|检修|加工|制作|养殖|种植|生产|运营|媒体|动漫|音乐|舞蹈|体育|训练|电子|机电|数控|"
    "汽车|计算机|软件|网络|建筑|化工|食品|药|医|康复|美容|服装|农业|园林|园艺|畜牧|兽医|法律|文秘"
)


def _is_major(item: str) -> bool:
    generic = re.search(r"各|本|该|学校|学生|教师|人才|水平|情况|质量|方面|工作|以上|发展", item)
    return _MAJOR_WORDS.search(item) is not None and generic is None


def _issuances(text: str, parties: list[_Party]) -> Iterator[tuple[_Raw, float]]:
    """教委印发《…》: the party before the verb issued each title."""
    for match in _ISSUED.finditer(text):
        bodies = [p for p in parties if p.end <= match.start() and p.kind in _PARTIES]
        issuers = [p for p in bodies if match.start() - p.end <= 4]
        if not issuers:
            continue
        issuer = issuers[-1]
        for title in re.findall("《([^》]+)》", match["titles"]):
            values = (("issuer", (issuer.name,)), ("document", (title,)))
            yield ("Issuance", values, (issuer.start, match.end()), RULE_ISSUANCE), issuer.score
