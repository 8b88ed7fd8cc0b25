"""Names become IRIs: one thing has one IRI, by official code or by normalised Chinese name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from vetgraph import rdf
from vetgraph.places import load_countries, load_regions
from vetgraph.schema import schema
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vetgraph.extraction.context import Context
    from vetgraph.model import Fact, Metadata, Thing
    from vetgraph.places import Region

BASE = rdf.PREFIXES["id"]
_SAFE = re.compile(r"[\w\-.~()!$',;=@]")


@dataclass(frozen=True, slots=True)
class Entity:
    """A resolved thing: IRI, class (local name), label and, for a place, its region record."""

    iri: rdf.NamedNode
    kind: str
    label: str
    region: Region | None = None
    country: str | None = None


@dataclass(slots=True)
class Names:
    """The names of one report and the things they resolved to so far."""

    context: Context
    region_code: str
    report: str
    things: Mapping[str, Thing]
    base: str = BASE
    entities: dict[str, Entity] = field(default_factory=dict)

    def resolve(self, name: str, reach: str | None = None) -> Entity:
        """The thing of a printed name; ``reach`` is the class that its role asks for."""
        label = self.context.canonical(name) or name.strip()
        if label not in self.entities:
            self.entities[label] = self._entity(label, reach)
        return self.entities[label]

    def _entity(self, label: str, reach: str | None) -> Entity:
        known = self.things.get(label)
        kind = known.kind if known else class_of(label, reach)
        if kind == "Case":
            number = label.removeprefix("案例").strip()
            return Entity(self._iri("Case", f"{self.report}-{number}"), kind, label)
        if kind == "Region":
            return self._region(label, known.code if known else None)
        if kind == "Country":
            code = (known.code if known else None) or load_countries().get(label)
            return Entity(self._iri("Country", code or fold(label)), kind, label, country=code)
        country = known.country if known else None
        return Entity(self._iri(kind, fold(label)), kind, label, country=country)

    def _region(self, label: str, code: str | None) -> Entity:
        gazetteer = load_regions()
        found = gazetteer.by_code(code) if code else gazetteer.resolve(label, self.region_code)
        if found is None:
            return Entity(self._iri("Region", fold(label)), "Region", label)
        return region_entity(found, self.base)

    def _iri(self, kind: str, key: str) -> rdf.NamedNode:
        return thing_iri(kind, key, self.base)


def settle(names: Names, facts: Iterable[Fact]) -> None:
    """Resolve every name first in the role that says most of its class.

    A role of one class (专业) comes before a role of many (参与方), and that before a role open to
    anything, so that the order of the statements does not decide what a thing is.
    """
    known = schema().properties
    named = [
        (_openness(known[role].range), value, known[role].range)
        for fact in facts
        for role, values in fact.values
        if known[role].form == "thing" and role not in _OPEN
        for value in values
    ]
    for _, value, reach in sorted(named, key=lambda item: item[0]):
        names.resolve(value, reach)


_OPEN = frozenset({"breakdown", "case", "about"})


@cache
def _openness(reach: str | None) -> int:
    """How little a role says of its things: the number of classes it admits."""
    if reach is None:
        return len(schema().classes)
    return sum(schema().is_a(name, reach) for name in schema().classes)


def thing_iri(kind: str, key: str, base: str = BASE) -> rdf.NamedNode:
    """``<base><segment of the class>/<key>``; characters no IRI may hold are percent-encoded."""
    segment = schema().classes[kind].segment or kind.lower()
    safe = "".join(c if _SAFE.match(c) else quote(c, safe="") for c in key)
    return rdf.NamedNode(f"{base}{segment}/{safe}")


def region_entity(region: Region, base: str = BASE) -> Entity:
    """The entity of an official region, by its code."""
    label = load_regions().full_name(region)
    return Entity(thing_iri("Region", region.code, base), "Region", label, region)


def region_of(names: Names, meta: Metadata) -> Entity | None:
    """The region of which a report is: its own, or that in which its institution stands."""
    if not meta.institution:
        return names.resolve(names.context.region, "Region")
    known = load_regions().by_code(meta.region) if meta.region.isdigit() else None
    place = load_regions().full_name(known) if known else meta.region
    return names.resolve(place, "Region") if place else None


def class_of(name: str, reach: str | None) -> str:
    """The class of a name: what its role asks for, refined by the ending of the name.

    Endings are those the ontology gives its classes (公司, 学校, 镇 …); the longest wins.
    """
    known = schema()
    folded = re.sub(r"\([^()]*\)$", "", fold(name))
    allowed = [c for c in known.classes.values() if c.segment and _within(c.name, reach)]
    ends = [(len(e), c.name) for c in allowed for e in c.endings if folded.endswith(e)]
    if ends:
        return max(ends)[1]
    if reach and known.classes[reach].segment:
        return reach
    return "Organisation" if reach else "Project"


def _within(name: str, reach: str | None) -> bool:
    return reach is None or schema().is_a(name, reach)
