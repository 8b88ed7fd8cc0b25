"""Sentences that join named parties: who cooperates with whom, who offers what, who issued what.

Each rule is a pattern over general verbs; its parties are known names or names told by their
shape. A relation whose parties are sure enters the graph; the others are kept with their score
for review.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.extraction.discover import HARD, SOFT, names
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
_WITH = re.compile(r"(?:与|同|和|携手|联合|牵手|引入|依托|对口支援|对口帮扶|在)$")
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
    own = [
        _Party(context.region, "Region", m.start(), m.end(), HARD)
        for m in re.finditer(f"我区|我市|我县|全区|{re.escape(context.region)}", text)
    ]
    taken = [(p.start, p.end) for p in known]
    own = [p for p in own if not _overlaps(p.start, p.end, taken)]
    taken += [(p.start, p.end) for p in own]
    shaped = [
        _Party(n.text, n.kind, n.start, n.end, n.score)
        for n in names(text)
        if not _overlaps(n.start, n.end, taken)
    ]
    return sorted([*known, *own, *shaped], key=lambda p: (p.start, p.end))


def _kind(name: str, context: Context) -> str:
    own = name in (context.region, context.canonical(context.region))
    return context.kinds.get(name, "Region" if own else "")


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < e and s < end for s, e in spans)


def _cooperations(text: str, parties: list[_Party]) -> Iterator[tuple[_Raw, float]]:
    """A 与 B、C 合作 …: the first party with each of the list behind 与, if a verb says so."""
    subjects = [p for p in parties if p.kind in (*_SCHOOLS, "Region")]
    for index, partner in enumerate(parties):
        if partner.kind not in _PARTIES or not _joined(text, parties, index):
            continue
        verb = _ANY_VERB.search(text, partner.end)
        head = parties[_head(text, parties, index)]
        subject = next((s for s in reversed(subjects) if s.end <= head.start), None)
        if verb is None or subject is None or subject.name == partner.name:
            continue
        if "，" in text[partner.end : verb.start()] and verb.start() - partner.end > 20:
            continue
        form = next(code for code, pattern in _VERBS if re.search(pattern, verb[0]))
        if form != "regional" and text[head.start - 1] == "在":
            continue
        values = [
            ("school", (subject.name,)),
            ("partner", (partner.name,)),
            ("cooperationForm", (form,)),
        ]
        end = verb.end()
        if (built := _BUILT.search(text, partner.end)) and built.start() - partner.end <= 6:
            values.append(("outcome", (re.sub("^.*[个的内所家座]", "", built["what"]),)))
            end = max(end, built.end())
        near = subject.end >= partner.start - 30
        score = min(subject.score, partner.score) * (1.0 if near else SOFT)
        yield ("Partnership", tuple(values), (subject.start, end), RULE_COOPERATION), score


def _head(text: str, parties: list[_Party], index: int) -> int:
    """The first party of the list in which a party stands."""
    while index and text[parties[index - 1].end : parties[index].start] in _AND:
        index -= 1
    return index


def _joined(text: str, parties: list[_Party], index: int) -> bool:
    """Whether a party stands behind 与, or in a list whose first item does."""
    return _WITH.search(text[: parties[_head(text, parties, index)].start]) is not None


def _offerings(text: str, parties: list[_Party]) -> Iterator[tuple[_Raw, float]]:
    """X学校的A、B专业, X学校A专业: the school offers each major of the list."""
    if "专业" not in text:
        return
    schools = [p for p in parties if p.kind in ("School", "HigherEducationInstitution")]
    schools += [p for p in parties if p.kind == "Centre" and "教育" in p.name]
    for school in schools:
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
