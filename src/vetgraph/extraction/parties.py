"""The parties that a sentence names: known names, the reporting school or region, shaped names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.extraction.names import HARD, SOFT, class_of, countries, names
from vetgraph.extraction.places import places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.extraction.names import Name
    from vetgraph.model import Span

SCHOOLS = (
    "School", "InternationalPartner", "HigherEducationInstitution", "EducationGroup", "Centre",
)  # fmt: skip
BODIES = ("EducationGroup", "Alliance")
PARTIES = (
    *SCHOOLS, "Enterprise", "Brand", "PublicBody", "Organisation", "Alliance", "Region",
)  # fmt: skip
_SEPARATOR = re.compile(
    r"(?:（[^（）]{0,40}）)?(?:[、，]?(?:以及|和|及)|、|，(?=公办|民办))(?:(?:公办|民办)的?|当地的?|本地的?|[东南西北](?:部|边|面)的)?"
)
_JOINER = re.compile(
    r"(?:先后|分别|共同|还|又|已|也|积极|主动|多次|成功)*(?:与|和|同|及|以及|携手|联合|牵手|联手|会同|引入|引进|依托|委托|为|向|由)$"
)
_OWN_SCHOOL = re.compile(
    r"我校|我院|(?<![一二两三四五六七八九十几\d])本校(?!本)|本院|(?:^|(?<=[，。；：]))我们(?=[与和同为向在将]|还|也|先后|共同|联合|携手|牵头|加入|承办)|(?<=[向与为给和同])学校(?=捐|共|合作|签|提供|投[资入]|设立|派|开放|联合|开展|赠|输送)|"
    r"(?:^|(?<=[，。；：由年月日])|(?<=[司团厂店社院行][与和同为向给在])|(?<=授予|表彰|认定|命名|资助))(?:学校|学院)(?![\u4e00-\u9fff]{0,3}[部系]门?的)"
)
_OWN_REGION = re.compile("我[区市县省州旗]|全(?P<level>[区市县省州旗])(?!性)")
_ASIDE = re.compile("[（(](?:以下|下文|后文|下)?(?:简称|称|统称)[^（）()]{0,40}[)）]")
_PARTS = re.compile("省|市|[区县旗]|镇|乡|街道|村|自治区")
_TITLED = re.compile("《[^《》]*》|“[^“”]*”")
_ASKS = re.compile("[^，。；受]{0,24}?(?:委托|邀请)")
_BRANCH = re.compile("(?:党总支|党支部|党委)$")


@dataclass(frozen=True, slots=True)
class Party:
    """A party in its sentence: name, class (local name), place, and how sure it is (0 to 1).

    One whose ``end`` is its ``start`` is only understood: the school that reports. ``earlier`` is
    where the thing is named that 该校 and the like stand for, a span in another paragraph.
    """

    name: str
    kind: str
    start: int
    end: int
    score: float
    earlier: tuple[int, int] | Span | None = None


def parties(text: str, context: Context) -> tuple[Party, ...]:
    """The parties of a clean sentence, left to right, not overlapping."""
    known = [
        Party(name, kind_of(name, context), start, end, HARD)
        for name, start, end in context.mentions(text)
    ]
    shaped = [
        _asked(text, Party(n.text, n.kind, n.start, n.end, _sure(n, context)))
        for n in names(text)
        if n.kind != "Major"
    ]
    own = list(_own(text, context))
    chains = [Party(name, "Region", start, end, HARD) for name, start, end in places_of(text)]
    long = [party for party in chains if len(_PARTS.findall(party.name)) > 1]
    known = [party for party in known if party.kind in PARTIES]
    wider = [s for s in shaped if _wins(s, [*known, *long, *own])]
    chosen = _apart([*_asides(text), *wider, *long, *known, *own, *shaped, *chains])
    chosen = [p for p in chosen if p.name and not in_title(text, p.start, p.end)]
    return tuple(_bordered(text, list(_outside(text, sorted(chosen, key=lambda p: p.start)))))


def _sure(name: Name, context: Context) -> float:
    return HARD if name.text in context.repeated else name.score


def _outside(text: str, found: Iterable[Party]) -> Iterator[Party]:
    """Without a short name in the bracket right behind the name it stands for."""
    last: Party | None = None
    for party in found:
        again = last is not None and last.name == party.name and last.end + 1 == party.start
        if not (
            again and text[party.start - 1] in "（(" and text[party.end : party.end + 1] in "）)"
        ):
            last = party
            yield party


def _asked(text: str, party: Party) -> Party:
    """受B局委托: the name begins behind 受."""
    at = max(party.name.rfind("受"), party.name.find("应") if party.name[0] == "应" else -1)
    if 0 <= at < len(party.name) - 3 and _ASKS.match(text, party.end):
        return replace(party, name=party.name[at + 1 :], start=party.start + at + 1)
    return party


def _asides(text: str) -> Iterator[Party]:
    """Brackets that give another name: nothing in them is a party of the sentence."""
    for match in _ASIDE.finditer(text):
        yield Party("", "", match.start(), match.end(), HARD)


def in_title(text: str, start: int, end: int) -> bool:
    """Whether a stretch is only a part of a title or of quoted words: 《云岭区…办法》."""
    return any(
        m.start() < start and end < m.end() and (m.start() + 1, m.end() - 1) != (start, end)
        for m in _TITLED.finditer(text)
    )


def _wins(shaped: Party, known: list[Party]) -> bool:
    """A name that goes on behind a place or a school that it begins with: 云岭区教育局."""
    inside = [p for p in known if shaped.start <= p.start and p.end <= shaped.end]
    longer = [p for p in inside if p.end - p.start < shaped.end - shaped.start]
    branch = _BRANCH.search(shaped.name) is not None
    return any(p.kind == "Region" or branch for p in longer)


def _apart(found: Iterable[Party]) -> list[Party]:
    """Each party that overlaps none before it in order."""
    chosen: list[Party] = []
    for party in found:
        if not any(party.start < p.end and p.start < party.end for p in chosen):
            chosen.append(party)
    return chosen


def _own(text: str, context: Context) -> Iterator[Party]:
    """The party that reports: 我区 a region, 我校 or 学校 at the head of a clause a school."""
    kind = kind_of(context.region, context)
    name = context.canonical(context.region) or context.region
    said = _OWN_REGION if kind == "Region" else _OWN_SCHOOL
    whole = re.compile(re.escape(context.region)) if context.region else said
    for pattern in (whole, said):
        for match in pattern.finditer(text):
            level = match.groupdict().get("level")
            if level is None or context.region.endswith(level):
                yield Party(name, kind, match.start(), match.end(), HARD)


def _bordered(text: str, found: list[Party]) -> Iterator[Party]:
    """Where a joining word stands right behind a party or a comma, the next name begins surely."""
    ends = {0}
    for party in found:
        joiner = _JOINER.search(text[: party.start])
        before = joiner.start() if joiner else -1
        sure = before in ends or (before > 0 and text[before - 1] in "，。；：、）”》了")
        sure = sure or text[max(before - 2, 0) : max(before, 0)] == "专业"
        sure = sure or text.endswith(_of_countries(), 0, party.start)
        yield replace(party, score=HARD) if sure and party.score >= SOFT else party
        ends.add(party.end)


@lru_cache(maxsize=1)
def _of_countries() -> tuple[str, ...]:
    """新西兰的: a body of a country begins behind it."""
    return tuple(f"{country}的" for country in countries())


def kind_of(name: str, context: Context) -> str:
    """The class of a known name; the report's own is a region unless it is named as a school."""
    if name not in (context.region, context.canonical(context.region)):
        return context.kinds.get(name) or class_of(name)
    shaped = class_of(name)
    return context.kinds.get(name, shaped if shaped in SCHOOLS else "Region")


def listed(text: str, found: tuple[Party, ...], first: int) -> tuple[Party, ...]:
    """The list of parties that begins with one: A、B（简称…）和C."""
    last = first
    while last + 1 < len(found) and _SEPARATOR.fullmatch(
        text, found[last].end, found[last + 1].start
    ):
        last += 1
    return found[first : last + 1]
