"""The ontology and code lists, read once: what Python needs to know of them and no more."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph import errors, rdf
from vetgraph.resources import ontology_dir
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_Node = dict[str, list[rdf.Term | rdf.Triple]]
_Index = dict[str, _Node]
VET = rdf.PREFIXES["vet"]
CODE = rdf.PREFIXES["code"]
_SKOS = rdf.PREFIXES["skos"]
_RDFS = rdf.PREFIXES["rdfs"]
_TYPE = rdf.PREFIXES["rdf"] + "type"
_OWL = rdf.PREFIXES["owl"]
_UNIT = rdf.PREFIXES["qudt"] + "hasUnit"
_SEVERITY = rdf.PREFIXES["sh"] + "severity"


@dataclass(frozen=True, slots=True)
class Class:
    """A class: local name, zh and en label, path segment of its things, named superclasses."""

    name: str
    iri: str
    zh: str
    en: str
    segment: str | None
    parents: tuple[str, ...]
    endings: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A property of statements; ``form`` is thing, code, text or a datatype local name."""

    name: str
    iri: str
    zh: str
    en: str
    form: str
    range: str | None
    scheme: str | None
    words: tuple[str, ...]
    parents: tuple[str, ...]
    key_of: str | None = None
    counted_by: str | None = None
    headcount: str | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of a code list with all its wordings; links are codes of the same list.

    ``related`` units measure the same kind of quantity; ``related`` groups exclude each other and
    together are all.
    """

    scheme: str
    code: str
    iri: str
    zh: str
    en: str
    words: tuple[str, ...]
    unit: str | None = None
    kind: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    counts: bool = False
    at_events: bool = False
    label_only: bool = False
    related: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    partial_parts: tuple[str, ...] = ()
    exhaustive_breakdowns: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    version: str = ""
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A direct property and the statements that imply it."""

    iri: str
    kinds: tuple[str, ...]
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class Schema:
    """Classes, properties, code lists and shortcuts by local name or code."""

    classes: dict[str, Class]
    properties: dict[str, Property]
    concepts: dict[str, dict[str, Concept]]
    shortcuts: tuple[Shortcut, ...]
    words: dict[str, dict[str, str]] = field(repr=False)

    def concept(self, scheme: str, word: str) -> Concept | None:
        """The concept of a list that has this code, label or other wording."""
        code = self.words.get(scheme, {}).get(fold(word))
        return None if code is None else self.concepts[scheme][code]

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether a class is, or is below, another (local names)."""
        if name == ancestor:
            return True
        known = self.classes.get(name)
        return known is not None and any(self.is_a(parent, ancestor) for parent in known.parents)

    def kinds(self) -> tuple[str, ...]:
        """The statement kinds (local names), sorted."""
        names = (n for n in self.classes if n != "Statement" and self.is_a(n, "Statement"))
        return tuple(sorted(names))


def ontology_files(folder: Path | None = None) -> list[Path]:
    """The ontology and its code lists, in fixed order."""
    root = folder or ontology_dir()
    return [root / "vetgraph.ttl", *sorted((root / "vocab").glob("*.ttl"))]


@lru_cache(maxsize=1)
def schema() -> Schema:
    """The schema of the bundled ontology; raises ``OntologyError`` when it is broken."""
    return load_schema(ontology_files())


def load_schema(files: Iterable[Path]) -> Schema:
    """The schema of the given Turtle files."""
    index: _Index = {}
    for path in files:
        for triple in rdf.parse_turtle(path):
            node = index.setdefault(_value(triple.subject), {})
            node.setdefault(triple.predicate.value, []).append(triple.object)
    concepts = _concepts(index)
    return Schema(
        classes=dict(_classes(index)),
        properties=dict(_properties(index)),
        concepts=concepts,
        shortcuts=tuple(_shortcuts(index)),
        words={scheme: _words(scheme, list(c.values())) for scheme, c in concepts.items()},
    )


def _classes(index: _Index) -> Iterator[tuple[str, Class]]:
    for iri, node in sorted(index.items()):
        if not iri.startswith(VET) or _OWL + "Class" not in _values(node, _TYPE):
            continue
        parents = (p for p in _values(node, _RDFS + "subClassOf") if p.startswith(VET))
        yield _local(iri), Class(
            _local(iri), iri, _label(node, "zh"), _label(node, "en"),
            _one(node, VET + "segment"), tuple(sorted(map(_local, parents))),
            tuple(_values(node, VET + "nameEnding")), tuple(_values(node, VET + "toldBy")),
        )  # fmt: skip


def _properties(index: _Index) -> Iterator[tuple[str, Property]]:
    kinds = {_OWL + "ObjectProperty", _OWL + "DatatypeProperty"}
    for iri, node in sorted(index.items()):
        if not kinds.intersection(_values(node, _TYPE)) or VET + "impliedBy" in node:
            continue
        name = _one(node, VET + "columnName") or _local(iri)
        scheme = _one(node, VET + "valuesFrom")
        reach = _one(node, _RDFS + "range")
        parents = (p for p in _values(node, _RDFS + "subPropertyOf") if p.startswith(VET))
        yield (
            name,
            Property(
                name=name,
                iri=iri,
                zh=_label(node, "zh"),
                en=_label(node, "en"),
                form=_form(node, scheme, reach),
                range=_local(reach) if reach and reach.startswith(VET) else None,
                scheme=scheme.removeprefix(CODE) if scheme else None,
                words=tuple(_values(node, _SKOS + "altLabel")),
                parents=tuple(map(_local, parents)),
                key_of=_local_or_none(_one(node, VET + "keyOf")),
                counted_by=_local_or_none(_one(node, VET + "countedBy")),
                headcount=_local_or_none(_one(node, VET + "headcount")),
            ),
        )


def _form(node: _Node, scheme: str | None, reach: str | None) -> str:
    if scheme:
        return "code"
    if _OWL + "ObjectProperty" in _values(node, _TYPE):
        return "thing"
    return _local(reach) if reach else "string"


def _concepts(index: _Index) -> dict[str, dict[str, Concept]]:
    lists: dict[str, dict[str, Concept]] = {}
    for iri, node in sorted(index.items()):
        if _SKOS + "Concept" not in _values(node, _TYPE) or not iri.startswith(CODE):
            continue
        scheme, code = iri.removeprefix(CODE).split("/", 1)
        zh, en = _label(node, "zh"), _label(node, "en")
        words = dict.fromkeys([zh, en, code, *_values(node, _SKOS + "altLabel")])
        lists.setdefault(scheme, {})[code] = Concept(
            scheme, code, iri, zh, en, tuple(words),
            unit=_code(node, _UNIT), kind=_code(node, VET + "measureKind"),
            numerator=_code(node, VET + "numerator"), denominator=_code(node, VET + "denominator"),
            counts=_one(node, VET + "countsThings") == "true",
            at_events=_one(node, VET + "measuredAtEvents") == "true",
            label_only=_one(node, VET + "labelOnly") == "true",
            related=tuple(map(_local, _values(node, _SKOS + "related"))),
            parts=_codes(node, VET + "hasExhaustivePart"),
            partial_parts=_codes(node, VET + "hasPartialPart"),
            exhaustive_breakdowns=_codes(node, VET + "hasExhaustiveBreakdown"),
            told_by=tuple(_values(node, VET + "toldBy")),
            required=_codes(node, VET + "requiresIndicator"),
            version=_one(node, _OWL + "versionInfo") or "",
            severity=_local(_one(node, _SEVERITY) or "").lower(),
        )  # fmt: skip
    return lists


def _words(scheme: str, concepts: Iterable[Concept]) -> dict[str, str]:
    """Folded wordings to codes; one wording of two concepts is an error in the list."""
    words: dict[str, str] = {}
    for concept in concepts:
        for word in concept.words:
            known = words.setdefault(fold(word), concept.code)
            if known != concept.code:
                raise errors.OntologyError(
                    zh=f"码表 {scheme} 中“{word}”同时属于 {known} 和 {concept.code}",
                    en=f"in code list {scheme} “{word}” belongs to both {known} and {concept.code}",
                )
    return words


def _shortcuts(index: _Index) -> Iterator[Shortcut]:
    for iri, node in sorted(index.items()):
        kinds = tuple(sorted(map(_local, _values(node, VET + "impliedBy"))))
        start, end = _one(node, VET + "fromRole"), _one(node, VET + "toRole")
        if kinds and start and end:
            yield Shortcut(iri, kinds, _local(start), _local(end))


def _value(term: rdf.Term | rdf.Triple) -> str:
    return str(getattr(term, "value", term))


def _values(node: _Node, predicate: str) -> list[str]:
    return [_value(term) for term in node.get(predicate, [])]


def _one(node: _Node, predicate: str) -> str | None:
    values = _values(node, predicate)
    return values[0] if values else None


def _code(node: _Node, predicate: str) -> str | None:
    value = _one(node, predicate)
    return None if value is None else value.rsplit("/", 1)[-1]


def _codes(node: _Node, predicate: str) -> tuple[str, ...]:
    return tuple(sorted(value.rsplit("/", 1)[-1] for value in _values(node, predicate)))


def _label(node: _Node, language: str) -> str:
    for term in node.get(_SKOS + "prefLabel", []):
        if isinstance(term, rdf.Literal) and term.language == language:
            return term.value
    return ""


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _local_or_none(iri: str | None) -> str | None:
    return None if iri is None else _local(iri)
