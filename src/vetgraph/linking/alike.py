"""Things with nearly the same name that were not merged: each pair is a slip, or is two things.

Names are compared within one family of classes (parties; programmes; events …). Two that a
statement relates (a firm and its brand, a group and its member) are known to be two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from vetgraph import rdf
from vetgraph.graph import THINGS_GRAPH, TYPE
from vetgraph.linking.names import OrganisationName, parse
from vetgraph.schema import schema
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Official codes, or the report itself, tell these apart.
_UNCOMPARED = ("Region", "Country", "Case", "Report", "Statement")
_PARTY = "Party"
_SHORTEST, _SHORTEST_CORE, _LONG = 5, 2, 8
_ALIKE = 85.0
# What tells one thing of a series from the next.
_SERIES = re.compile("[0-9一二三四五六七八九十]|[东南西北中上下]|[甲乙丙丁]|[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by its IRI, with its label and its class (local name)."""

    iri: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Compared:
    """A thing with its name in comparable pieces; a party's name is also taken apart."""

    named: Named
    folded: str
    parsed: OrganisationName | None


def things(quads: Sequence[rdf.Quad]) -> tuple[list[Named], set[frozenset[str]]]:
    """The labelled things of built reports, and which of them any statement relates directly."""
    kinds: dict[str, str] = {}
    labels: dict[str, str] = {}
    pairs: set[frozenset[str]] = set()
    for quad in quads:
        subject, value = str(getattr(quad.subject, "value", "")), quad.object
        if isinstance(value, rdf.Literal):
            if quad.graph_name == THINGS_GRAPH:
                labels[subject] = value.value
        elif isinstance(value, rdf.NamedNode):
            pairs.add(frozenset((subject, value.value)))
            if quad.graph_name == THINGS_GRAPH and quad.predicate == TYPE:
                kinds[subject] = value.value.rsplit("#", 1)[-1]
    named = [Named(iri, label, kinds[iri]) for iri, label in labels.items() if iri in kinds]
    return named, {pair for pair in pairs if pair <= labels.keys()}


def near_duplicates(
    things: Iterable[Named], related: Iterable[frozenset[str]]
) -> list[tuple[Named, Named]]:
    """Pairs of things with nearly the same name, in the order of their names.

    ``related`` are pairs of IRIs that statements relate; they are left out.
    """
    families: dict[str, list[_Compared]] = {}
    for thing in sorted(things, key=lambda t: (t.label, t.iri)):
        if family := _family(thing.kind):
            parsed = parse(thing.label) if family == _PARTY else None
            families.setdefault(family, []).append(_Compared(thing, fold(thing.label), parsed))
    apart = set(related)
    found = [
        (one.named, other.named)
        for members in families.values()
        for one, other in combinations(members, 2)
        if _alike(one, other) and frozenset((one.named.iri, other.named.iri)) not in apart
    ]
    return sorted(found, key=lambda pair: (pair[0].label, pair[1].label))


def _family(kind: str) -> str | None:
    """The class under which names are compared: the outermost that things are made of."""
    known = schema()
    if kind not in known.classes or any(known.is_a(kind, other) for other in _UNCOMPARED):
        return None
    if known.is_a(kind, _PARTY):
        return _PARTY
    above = [p for p in known.classes[kind].parents if p in known.classes]
    return (_family(above[0]) if above else None) or kind


def _alike(one: _Compared, other: _Compared) -> bool:
    if one.parsed and other.parsed and _same_core(one.parsed, other.parsed):
        return not _is_series(one.folded, other.folded)
    shortest = min(len(one.folded), len(other.folded))
    slip = Levenshtein.distance(one.folded, other.folded, score_cutoff=1) <= 1
    near = shortest >= _LONG and ratio(one.folded, other.folded, score_cutoff=_ALIKE) > 0
    if near or (slip and shortest >= _SHORTEST):
        return not _is_series(one.folded, other.folded)
    return False


def _same_core(one: OrganisationName, other: OrganisationName) -> bool:
    """北京市昌平职业学校 and 昌平职业学校, 宝马 and 宝马集团: more of the place, another form."""
    if one.region and other.region and one.region != other.region:
        return False
    shared = set(one.cores) & set(other.cores)
    return any(len(core) >= _SHORTEST_CORE for core in shared)


def _is_series(left: str, right: str) -> bool:
    """第一职业学校 and 第二职业学校: what differs is a number, a direction or a letter."""
    edits = [e for e in Levenshtein.opcodes(left, right) if e.tag != "equal"]
    pieces = [left[e.src_start : e.src_end] + right[e.dest_start : e.dest_end] for e in edits]
    return bool(pieces) and all(_SERIES.fullmatch(c) for piece in pieces for c in piece)
