"""The ontology and its shapes as the pages tell of them: classes, roles, shapes, examples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
VET = Namespace("https://w3id.org/vetgraph/ns#")
CODES = "https://w3id.org/vetgraph/code/"
_PREFIXES = {
    str(VET): "vet",
    "https://w3id.org/vetgraph/shapes#": "vsh",
    str(SKOS): "skos",
    str(RDF): "rdf",
    str(RDFS): "rdfs",
    "http://www.w3.org/ns/prov#": "prov",
    "http://www.w3.org/ns/org#": "org",
    "http://www.w3.org/ns/oa#": "oa",
    "http://schema.org/": "schema",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/linked-data/cube#": "qb",
    "http://purl.org/linked-data/sdmx/2009/dimension#": "sdmx-dimension",
    "http://purl.org/linked-data/sdmx/2009/measure#": "sdmx-measure",
    "http://purl.org/linked-data/sdmx/2009/attribute#": "sdmx-attribute",
    "http://qudt.org/schema/qudt/": "qudt",
    "http://www.opengis.net/ont/geosparql#": "geo",
    "http://www.w3.org/2001/XMLSchema#": "xsd",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A term in both languages: name, label and definition."""

    name: str
    zh: str
    en: str
    said_zh: str
    said_en: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A property shape: its name, the properties on its path, what it asks and how gravely."""

    name: str
    path: tuple[str, ...]
    least: int
    cls: str | None
    severity: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Direct:
    """A direct property: the words for it, and the roles that give its subject and object."""

    words: Words
    subject: str
    object: str


@cache
def ontology() -> Graph:
    """The ontology and its code lists."""
    graph = Graph()
    for path in [ONTOLOGY / "vetgraph.ttl", *sorted((ONTOLOGY / "vocab").glob("*.ttl"))]:
        graph.parse(path)
    return graph


@cache
def shapes() -> Graph:
    """The shapes for reports."""
    graph = Graph()
    for path in sorted((ONTOLOGY / "shapes").glob("*.ttl")):
        graph.parse(path)
    return graph


def short(iri: str) -> str:
    """``vet:School`` for the IRI of a term with a known prefix; else the IRI."""
    head = max((p for p in _PREFIXES if iri.startswith(p)), key=len, default="")
    return f"{_PREFIXES[head]}:{iri[len(head) :]}" if head else iri


def words(name: str) -> Words:
    """What the ontology calls a term (``vet:School``) and how it defines it."""
    iri = expand(name)
    label = _by_language(ontology(), iri, SKOS.prefLabel)
    said = _by_language(ontology(), iri, SKOS.definition)
    plain = name.partition(":")[2] or name
    return Words(name, label.get("zh", plain), label.get("en", plain), said.get("zh", ""),
                 said.get("en", ""))  # fmt: skip


def _by_language(graph: Graph, subject: URIRef, predicate: URIRef) -> dict[str, str]:
    found = [o for o in graph.objects(subject, predicate) if isinstance(o, Literal)]
    return {str(o.language): str(o) for o in found}


def expand(name: str) -> URIRef:
    """The IRI of a term with a known prefix."""
    prefix, _, local = name.partition(":")
    return URIRef(next(p for p, known in _PREFIXES.items() if known == prefix) + local)


@cache
def classes() -> tuple[str, ...]:
    """The classes of the ontology in the order of its file."""
    text = (ONTOLOGY / "vetgraph.ttl").read_text("utf-8")
    return tuple(f"vet:{n}" for n in re.findall(r"^vet:(\w+) a owl:Class", text, re.MULTILINE))


@cache
def properties() -> tuple[str, ...]:
    """The properties of the ontology, borrowed ones too, in the order of its file."""
    text = (ONTOLOGY / "vetgraph.ttl").read_text("utf-8")
    found = re.findall(r"^([\w-]+:\w+) a owl:(?:Object|Datatype)Property", text, re.MULTILINE)
    return tuple(found)


def roles(name: str) -> tuple[str, ...]:
    """The properties that the shapes of a class, and of those above it, speak of.

    In the order of the ontology, others last. What every statement has is told of statements.
    """
    above = [c for c in lineage(name) if c == name or c != "vet:Statement"]
    named = dict.fromkeys(p for c in above for s in shapes_of(c) for p in s.path)
    order = {p: place for place, p in enumerate(properties())}
    return tuple(sorted(named, key=lambda p: (order.get(p, len(order)), p)))


def parents(name: str) -> tuple[str, ...]:
    """The superclasses of a class, its own vocabulary's first."""
    found = sorted(short(str(o)) for o in ontology().objects(expand(name), RDFS.subClassOf))
    return tuple(sorted(found, key=lambda n: not n.startswith("vet:")))


def children(name: str) -> tuple[str, ...]:
    """The direct subclasses of a class, in the order of the file."""
    return tuple(c for c in classes() if name in parents(c))


def lineage(name: str) -> tuple[str, ...]:
    """A class and the classes of the ontology above it, nearest first."""
    found = [name]
    for one in found:
        found += [p for p in parents(one) if p.startswith("vet:") and p not in found]
    return tuple(found)


def is_kind(name: str) -> bool:
    """Whether a class is a kind of statement."""
    return name != "vet:Statement" and "vet:Statement" in lineage(name)


def annotated(name: str, annotation: str) -> tuple[str, ...]:
    """The values of an annotation of a term, sorted; those that are terms are shortened."""
    found = ontology().objects(expand(name), VET[annotation])
    return tuple(sorted(short(str(o)) for o in found))


@cache
def shapes_of(name: str) -> tuple[Shape, ...]:
    """The property shapes that name a class as their target, in the order of their names."""
    graph = shapes()
    nodes = sorted(map(str, graph.subjects(SH.targetClass, expand(name))))
    found = [str(s) for n in nodes for s in graph.objects(URIRef(n), SH.property)]
    return tuple(_shape(URIRef(node)) for node in sorted(found))


def _shape(node: URIRef) -> Shape:
    graph = shapes()
    said = _by_language(graph, node, SH.message)
    cls, least = graph.value(node, SH["class"]), graph.value(node, SH.minCount)
    severity = str(graph.value(node, SH.severity) or SH.Violation).rpartition("#")[2]
    return Shape(
        short(str(node)), _path(node), int(str(least or 0)), short(str(cls)) if cls else None,
        severity, said.get("zh", ""), said.get("en", ""),
    )  # fmt: skip


def _path(node: URIRef) -> tuple[str, ...]:
    graph = shapes()
    path = graph.value(node, SH.path)
    if isinstance(path, URIRef):
        return (short(str(path)),)
    listed = graph.value(path, SH.alternativePath) if path is not None else None
    if listed is None:
        return ()
    return tuple(short(str(o)) for o in Collection(graph, listed))


def reach(name: str) -> tuple[str, str]:
    """What a property leads to: ``class`` or ``code`` or ``text``, and the name of it."""
    iri = expand(name)
    scheme = ontology().value(iri, VET.valuesFrom)
    if scheme is not None:
        return "code", str(scheme).removeprefix(CODES)
    target = ontology().value(iri, RDFS.range)
    if (iri, RDF.type, OWL.DatatypeProperty) in ontology():
        return "text", short(str(target)) if target is not None else "rdfs:Literal"
    return "class", short(str(target)) if target is not None else "rdfs:Resource"


def direct_properties(kind: str) -> tuple[Direct, ...]:
    """The direct properties that a kind of statement implies, in the order of their names."""
    names = sorted(short(str(s)) for s in ontology().subjects(VET.impliedBy, expand(kind)))
    return tuple(
        Direct(words(n), annotated(n, "fromRole")[0], annotated(n, "toRole")[0]) for n in names
    )


@cache
def examples() -> dict[str, tuple[str, str]]:
    """For each class the file and the block of Turtle that shows it; short file names go first."""
    shown: dict[str, tuple[str, str]] = {}
    paths = sorted((ONTOLOGY / "examples").glob("*.ttl"), key=lambda p: (len(p.stem), p.stem))
    for path in paths:
        for block in path.read_text("utf-8").split("\n\n"):
            for kind in re.findall(r"^<[^>]*> a (vet:\w+)", block, re.MULTILINE):
                shown.setdefault(kind, (path.name, block.strip()))
    for kind in classes():
        narrower = next((c for c in classes() if kind in lineage(c) and c in shown), None)
        if kind not in shown and narrower is not None:
            shown[kind] = shown[narrower]
    return shown
