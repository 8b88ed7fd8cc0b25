"""A passage of a report as triples: where it stands and what it says (W3C Web Annotation)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vetgraph import rdf
from vetgraph.extraction.persons import around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.model import Citation, Report, Span

_VET: Final = rdf.Namespace(rdf.PREFIXES["vet"])
_OA: Final = rdf.Namespace(rdf.PREFIXES["oa"])
_TYPE: Final = rdf.NamedNode(rdf.PREFIXES["rdf"] + "type")


def passage_iri(root: rdf.NamedNode, span: Span) -> rdf.NamedNode:
    """The IRI of a passage (RFC 5147, code points) of the report ``root``."""
    return rdf.NamedNode(f"{root.value}/text#char={span.start},{span.end}")


def passage_triples(
    root: rdf.NamedNode, report: Report, span: Span, citation: Citation
) -> Iterator[rdf.Triple]:
    """All that is said of a passage: section, headers of a cell, place, position and quote."""
    iri = passage_iri(root, span)
    yield rdf.Triple(iri, _TYPE, _VET.Passage)
    yield rdf.Triple(iri, _OA.hasSource, rdf.NamedNode(f"{root.value}/text"))
    yield rdf.Triple(iri, _VET.section, rdf.Literal(citation.section))
    headers = (
        ("table", citation.table),
        ("rowHeader", citation.row),
        ("columnHeader", citation.column),
    )
    for name, value in headers:
        if value:
            yield rdf.Triple(iri, _VET[name], rdf.Literal(value))
    yield from (rdf.Triple(iri, predicate, value) for predicate, value in _places(report, span))
    yield from _selectors(iri, report.text, span)


def _selectors(iri: rdf.NamedNode, text: str, span: Span) -> Iterator[rdf.Triple]:
    position, quote = (rdf.NamedNode(f"{iri.value};{k}") for k in ("position", "quote"))
    for selector, kind in ((position, "TextPositionSelector"), (quote, "TextQuoteSelector")):
        yield rdf.Triple(iri, _OA.hasSelector, selector)
        yield rdf.Triple(selector, _TYPE, _OA[kind])
    before, behind = around(text, span.start, span.end)
    yield rdf.Triple(position, _OA.start, rdf.Literal(span.start))
    yield rdf.Triple(position, _OA.end, rdf.Literal(span.end))
    yield rdf.Triple(quote, _OA.exact, rdf.Literal(text[span.start : span.end]))
    yield rdf.Triple(quote, _OA.prefix, rdf.Literal(before))
    yield rdf.Triple(quote, _OA.suffix, rdf.Literal(behind))


def _places(report: Report, span: Span) -> Iterator[tuple[rdf.NamedNode, rdf.Literal]]:
    """Where the beginning of a passage stands in a document with pages, paragraphs or cells."""
    place = report.place(span)
    if place is None:
        return
    if place.page is not None:
        yield _VET.page, rdf.Literal(place.page)
    if place.box is not None:
        yield _VET.box, rdf.Literal(",".join(f"{x:g}" for x in place.box))
    if place.paragraph is not None:
        yield _VET.paragraph, rdf.Literal(str(place.paragraph))
    if place.cell is not None:
        yield _VET.cell, rdf.Literal(place.cell)
