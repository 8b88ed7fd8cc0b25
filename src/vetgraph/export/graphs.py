"""RDF dumps of a dataset, in an order that depends on nothing but its content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph import rdf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vetgraph.store import Dataset

FORMATS = {
    "ttl": rdf.RdfFormat.TURTLE,
    "nt": rdf.RdfFormat.N_TRIPLES,
    "nq": rdf.RdfFormat.N_QUADS,
    "trig": rdf.RdfFormat.TRIG,
    "jsonld": rdf.RdfFormat.JSON_LD,
    "rdfxml": rdf.RdfFormat.RDF_XML,
}

# XML 1.0 has no way to write these characters.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def dump(dataset: Dataset, target: str, graph: rdf.NamedNode | None = None) -> bytes:
    """The quads of a dataset, or of one of its graphs, in the format named ``target``.

    Formats that know named graphs (``nq``, ``trig``, ``jsonld``) keep them; the others write the
    union. RDF/XML cannot carry control characters: each becomes U+FFFD, so lengths stay.
    """
    quads = dataset.quads(graph)
    if FORMATS[target].supports_datasets:
        ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad.triple)))
        return rdf.serialise(ordered, FORMATS[target])
    triples: Iterable[rdf.Triple] = sorted({quad.triple for quad in quads}, key=str)
    if target == "rdfxml":
        triples = map(_for_xml, triples)
    return rdf.serialise(triples, FORMATS[target])


def _for_xml(triple: rdf.Triple) -> rdf.Triple:
    term = triple.object
    if not isinstance(term, rdf.Literal) or not NOT_IN_XML.search(term.value):
        return triple
    text = NOT_IN_XML.sub("\ufffd", term.value)
    if term.language:
        clean = rdf.Literal(text, language=term.language)
    else:
        clean = rdf.Literal(text, datatype=term.datatype)
    return rdf.Triple(triple.subject, triple.predicate, clean)
