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
    "canonical",
    "n_quads",
    "parse_n_quads",
    "parse_n_triples",
    "parse_results",
    "parse_turtle",
    "serialise",
    "sorted_quads",
    "write_results",
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


def parse_n_quads(data: bytes) -> list[Quad]:
    """The quads of N-Quads that vetgraph has written."""
    return list(ox.parse(data, format=RdfFormat.N_QUADS))


def parse_n_triples(data: bytes) -> list[Triple]:
    """The distinct triples of N-Triples that vetgraph has written, in the order of their lines."""
    found = {quad.triple for quad in ox.parse(data, format=RdfFormat.N_TRIPLES)}
    return sorted(found, key=str)


def write_results(solutions: ox.QuerySolutions) -> bytes:
    """The rows of a SELECT answer in the SPARQL 1.1 Query Results JSON Format."""
    return solutions.serialize(format=ox.QueryResultsFormat.JSON) or b""


def parse_results(data: bytes) -> ox.QuerySolutions:
    """The rows of a SPARQL JSON result that vetgraph has written."""
    found = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)  # the other form is a truth value
    return found


def sorted_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Distinct quads in the order of their N-Quads lines: equal sets give equal lists."""
    return sorted(set(quads), key=str)


def canonical(quads: Iterable[Quad]) -> list[Quad]:
    """The quads with blank nodes named by what is said of them (RDFC-1.0), not as they were read.

    A parser makes such names up anew each time.
    """
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)


def n_quads(quads: Iterable[Quad]) -> bytes:
    """Distinct quads as sorted N-Quads (RDF 1.1), UTF-8."""
    return serialise(sorted_quads(quads), RdfFormat.N_QUADS)


def serialise(quads: Iterable[Quad] | Iterable[Triple], target: RdfFormat) -> bytes:
    """Quads or triples in ``target`` format with the project's prefixes."""
    prefixes = PREFIXES if target in _PREFIXED else None
    return ox.serialize(quads, format=target, prefixes=prefixes) or b""


_PREFIXED = (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML, RdfFormat.JSON_LD)
