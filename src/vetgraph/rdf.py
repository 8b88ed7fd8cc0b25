"""RDF terms, namespaces, parsing and writing: the one module that knows pyoxigraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    Variable,
)

from vetgraph import errors

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = [
    "PREFIXES",
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "NamedNode",
    "Namespace",
    "Quad",
    "RdfFormat",
    "Store",
    "Term",
    "Triple",
    "Variable",
    "n_quads",
    "parse_turtle",
    "serialise",
    "sorted_quads",
]

Term = NamedNode | BlankNode | Literal


class Namespace:
    """A prefix IRI; attribute or item access makes terms in it."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __getattr__(self, name: str) -> NamedNode:
        return NamedNode(self.base + name)

    def __getitem__(self, name: str) -> NamedNode:
        return NamedNode(self.base + name)


PREFIXES: dict[str, str] = {
    "code": "https://w3id.org/vetgraph/code/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "id": "https://w3id.org/vetgraph/id/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vet": "https://w3id.org/vetgraph/ns#",
    "vsh": "https://w3id.org/vetgraph/shapes#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def parse_turtle(path: Path) -> list[Triple]:
    """The triples of a Turtle file, in file order.

    Raises ``OntologyError`` with file and line when the text is not Turtle.
    """
    try:
        quads = ox.parse(path=str(path), format=RdfFormat.TURTLE)
        return [quad.triple for quad in quads]
    except SyntaxError as error:
        raise errors.OntologyError(
            zh=f"Turtle 语法错误：{error.msg}",
            en=f"Turtle syntax error: {error.msg}",
            file=path,
            line=error.lineno,
        ) from error


def sorted_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Distinct quads in the order of their N-Quads lines: equal sets give equal lists."""
    return sorted(set(quads), key=str)


def n_quads(quads: Iterable[Quad]) -> bytes:
    """Distinct quads as sorted N-Quads (RDF 1.1), UTF-8."""
    return serialise(sorted_quads(quads), RdfFormat.N_QUADS)


def serialise(quads: Iterable[Quad | Triple], target: RdfFormat) -> bytes:
    """Quads or triples in ``target`` format with the project's prefixes."""
    prefixes = PREFIXES if target in _PREFIXED else None
    data: bytes = ox.serialize(quads, format=target, prefixes=prefixes)
    return data


_PREFIXED = (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML, RdfFormat.JSON_LD)
