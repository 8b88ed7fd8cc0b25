"""Pairs of records that may be the same, each score with its parts and its reason.

A pair counts as the same only if the core names are equal or one character apart, the legal forms
do not differ and the regions do not exclude each other; the score says how sure that is. A brand
and a company, a company and one whose name contains its name, companies of one core name with
another form or region are related, never the same (``skos:relatedMatch``).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from vetgraph import rdf
from vetgraph.linking.names import COMPANY_FORMS, OrganisationName, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vetgraph.linking.records import Record

EXACT = rdf.PREFIXES["skos"] + "exactMatch"
CLOSE = rdf.PREFIXES["skos"] + "closeMatch"
RELATED = rdf.PREFIXES["skos"] + "relatedMatch"

THRESHOLD = 0.8

# Reason -> predicate and explanation.
REASONS: dict[str, tuple[str, str, str]] = {
    "name": (EXACT, "法定名称相同", "same legal name"),
    "core": (CLOSE, "核心名称相同", "same core name"),
    "spelling": (CLOSE, "核心名称只差一字", "core names one character apart"),
    "kind": (RELATED, "名称相同而类别不同", "same name, other kind of thing"),
    "brand": (
        RELATED,
        "一方是公司，另一方不是（品牌、简称、集团等）",
        "one is a company, the other is not (a brand, a short name, a group)",
    ),
    "form": (RELATED, "核心名称相同而组织形式不同", "same core name, other legal form"),
    "region": (RELATED, "核心名称相同而地区不同", "same core name, other region"),
    "part": (
        RELATED,
        "一方名称包含另一方，可能是分支或子公司",
        "one name contains the other: perhaps a branch or subsidiary",
    ),
}

_WEIGHTS = {"name": 0.5, "core": 0.2, "region": 0.1, "form": 0.1, "kind": 0.1}

# A difference in one of these is never a slip of the pen.
_DECISIVE = frozenset("0123456789一二三四五六七八九十东西南北中上下前后左右内外新老大小")

# The distinctive word (字号) has two to four characters and begins the core name.
_DISTINCTIVE = 4


@dataclass(frozen=True, slots=True)
class Parts:
    """What a score is made of, each 0 to 1; ``None`` where one side says nothing.

    ``name`` is the similarity of the whole names, ``core`` 1 for equal core names and 0.5 for one
    character's difference, ``region`` 1 if one place contains the other and 0.5 within a province,
    ``kind`` the share of the record's classes that are also the thing's, among vocabularies that
    both use.
    """

    name: float
    core: float
    region: float | None
    form: float | None
    kind: float | None

    @property
    def score(self) -> float:
        """The mean of the known parts, weighted .5 name, .2 core, .1 each of the others."""
        known = {part: value for part, value in asdict(self).items() if value is not None}
        weight = sum(_WEIGHTS[part] for part in known)
        total: float = sum(_WEIGHTS[part] * value for part, value in known.items())
        return round(total / weight, 3)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed link from a thing of vetgraph to a record of another dataset.

    ``names`` are the two names that were compared (label or alias), ``reason`` a key of
    ``REASONS``, ``shared`` the core name both have or the empty string.
    """

    subject: Record
    object: Record
    reason: str
    parts: Parts
    names: tuple[str, str]
    shared: str = ""

    @property
    def predicate(self) -> str:
        """The IRI of the mapping predicate."""
        return REASONS[self.reason][0]

    @property
    def score(self) -> float:
        """``parts.score``."""
        return self.parts.score


@dataclass(frozen=True, slots=True)
class _Named:
    """A record with one of its names taken apart; ``main`` is its first name's form."""

    record: Record
    printed: str
    name: OrganisationName
    main: bool
    form: str | None


def propose(
    things: Iterable[Record], records: Sequence[Record], *, threshold: float = THRESHOLD
) -> list[Candidate]:
    """Candidates ordered by thing, then same before related, then score, then record.

    Every pair is compared that shares a core name or a pair of characters not common to more than
    a hundredth of the dataset, so time grows with the sum of both sides. ``threshold`` (0 to 1)
    holds for the same; related pairs are reported whatever their score.
    """
    index = _Index(records)
    found = [c for thing in things for c in _of_thing(thing, index, threshold)]
    return sorted(found, key=_order)


def compare(thing: Record, record: Record) -> Candidate | None:
    """The best candidate that the names of two records give, or ``None``."""
    return _best(_names(thing), _names(record))


def _best(ours: Sequence[_Named], theirs: Sequence[_Named]) -> Candidate | None:
    found = [c for a in ours for b in theirs if (c := _compared(a, b)) is not None]
    return min(found, key=_order) if found else None


def _order(candidate: Candidate) -> tuple[str, bool, float, str, tuple[str, str]]:
    related = candidate.predicate == RELATED
    ends = (candidate.subject.iri, candidate.object.iri)
    return ends[0], related, -candidate.score, ends[1], candidate.names


class _Index:
    """Records by the pairs of characters in their names."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.names = [_names(record) for record in records]
        self.common = max(200, len(records) // 100)
        self.postings: dict[str, list[int]] = defaultdict(list)
        for number, names in enumerate(self.names):
            for gram in _grams(names):
                self.postings[gram].append(number)

    def near(self, names: Sequence[_Named]) -> Iterator[Sequence[_Named]]:
        """Records sharing a pair of characters that is not common, in dataset order."""
        grams = [gram for gram in _grams(names) if gram in self.postings]
        grams.sort(key=lambda gram: (len(self.postings[gram]), gram))
        rare = [gram for gram in grams if len(self.postings[gram]) <= self.common] or grams[:1]
        numbers = {number for gram in rare for number in self.postings[gram]}
        return (self.names[number] for number in sorted(numbers))


def _grams(names: Sequence[_Named]) -> list[str]:
    cores = [side.name.cores[0] for side in names]
    return sorted({core[i : i + 2] for core in cores for i in range(max(1, len(core) - 1))})


def _of_thing(thing: Record, index: _Index, threshold: float) -> Iterator[Candidate]:
    ours = _names(thing)
    for theirs in index.near(ours):
        candidate = _best(ours, theirs)
        if candidate and (candidate.predicate == RELATED or candidate.score >= threshold):
            yield candidate


def _names(record: Record) -> list[_Named]:
    main = parse(record.name)
    rest = [(alias, parse(alias)) for alias in record.aliases]
    return [
        _Named(record, record.name, main, True, main.form),
        *(_Named(record, alias, name, False, main.form or name.form) for alias, name in rest),
    ]


def _compared(a: _Named, b: _Named) -> Candidate | None:
    shared = _shared_core(a, b)
    slip = not shared and _one_slip(a.name.cores[-1], b.name.cores[-1])
    parts = Parts(
        name=round(fuzz.ratio(a.name.key, b.name.key) / 100, 3),
        core=1.0 if shared else 0.5 if slip else 0.0,
        region=_regions_agree(_region(a), _region(b)),
        form=None if a.form is None or b.form is None else float(a.form == b.form),
        kind=_kinds_agree(a.record.kinds, b.record.kinds),
    )
    reason = _reason(a, b, parts)
    if reason is None:
        return None
    return Candidate(a.record, b.record, reason, parts, (a.printed, b.printed), shared)


def _reason(a: _Named, b: _Named, parts: Parts) -> str | None:
    if parts.core == 0:
        return _kinship(a, b)
    if (a.form in COMPANY_FORMS) != (b.form in COMPANY_FORMS):
        return "brand"
    if parts.form == 0:
        return "form"
    if parts.region == 0:
        return "region"
    if parts.kind == 0:
        return "kind"
    if parts.core < 1:
        return "spelling"
    legal = a.main and b.main and a.form is not None
    return "name" if legal and a.name.key == b.name.key else "core"


def _kinship(a: _Named, b: _Named) -> str | None:
    """How two names are related when one contains the other."""
    short, long = sorted((a, b), key=lambda side: (len(_telling(side)), side.printed))
    if len(_telling(short)) < 2 or _telling(short) not in long.name.cores[0]:
        return None
    if long.form not in COMPANY_FORMS:
        return None
    if short.form not in COMPANY_FORMS:
        return "brand"
    return "part" if len(_telling(short)) > 2 else None


def _telling(side: _Named) -> str:
    """The shortest core name that still says something: 饭店 does not, 北京饭店 does."""
    cores = side.name.cores
    return next((core for core in reversed(cores) if len(core) > 2), cores[0])


def _shared_core(a: _Named, b: _Named) -> str:
    """The longest core name both have; a very short one counts only as the whole or with a place.

    昌职 is 昌职; 饭店有限公司 is 北京饭店有限公司 only if it is in 北京.
    """
    shared = next((core for core in a.name.cores if core in b.name.cores), "")
    if len(shared) > 2 or not shared:
        return shared
    whole = a.name.form is None and b.name.form is None and a.name.cores[0] == b.name.cores[0]
    return shared if whole or _regions_agree(_region(a), _region(b)) == 1 else ""


def _one_slip(a: str, b: str) -> bool:
    """Whether two long core names differ by one character behind the distinctive word."""
    if min(len(a), len(b)) <= _DISTINCTIVE + 1 or abs(len(a) - len(b)) > 1:
        return False
    if Levenshtein.distance(a, b, score_cutoff=1) > 1:
        return False
    short, long = sorted((a, b), key=len)
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    changed = {long[at]} if len(short) < len(long) else {short[at], long[at]}
    return at >= _DISTINCTIVE and not changed & _DECISIVE


def _region(side: _Named) -> str | None:
    return side.record.region or side.name.region


def _regions_agree(a: str | None, b: str | None) -> float | None:
    if a is None or b is None:
        return None
    if a.startswith(b) or b.startswith(a):
        return 1.0
    return 0.5 if a[:2] == b[:2] else 0.0


def _kinds_agree(thing: tuple[str, ...], record: tuple[str, ...]) -> float | None:
    vocabularies = {_namespace(kind) for kind in thing}
    comparable = [kind for kind in record if _namespace(kind) in vocabularies]
    if not comparable:
        return None
    return round(sum(kind in thing for kind in comparable) / len(comparable), 3)


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
