"""Findings as RDF: a SHACL validation report that any SHACL tool reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vetgraph import rdf
from vetgraph.findings import rules
from vetgraph.model import Citation, Span
from vetgraph.passages import passage_triples
from vetgraph.rdf import Literal, NamedNode, Namespace, Quad, Triple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vetgraph.checking import Result
    from vetgraph.consistency import Finding
    from vetgraph.consistency.observations import Place
    from vetgraph.model import Report

_SH: Final = Namespace(rdf.PREFIXES["sh"])
_VET: Final = Namespace(rdf.PREFIXES["vet"])
_PROV: Final = Namespace(rdf.PREFIXES["prov"])
_TYPE: Final = NamedNode(rdf.PREFIXES["rdf"] + "type")
_ID: Final = rdf.PREFIXES["id"]


def to_turtle(
    results: Sequence[Result], findings: Sequence[Finding], reasons: Mapping[str, str]
) -> bytes:
    """A ``sh:ValidationReport`` of the shapes' results and of the figures' findings.

    A finding is a ``sh:ValidationResult`` of its figure and a ``vet:Finding``; ``reasons`` are
    those of the acknowledged ones, by id.
    """
    from vetgraph.checking import report_turtle

    names = {one.id: _name(one) for one in findings}
    said = {names[one.id]: list(_triples(one, names)) for one in findings}
    for key in reasons.keys() & names.keys():
        because = Triple(names[key], _VET.acknowledgedBecause, Literal(reasons[key]))
        said[names[key]].append(because)
    return report_turtle(results, said)


def to_quads(findings: Sequence[Finding], report: Report) -> Iterator[Quad]:
    """The findings on one report in their named graph, with the passages they alone quote."""
    names = {one.id: _name(one) for one in findings}
    for one in findings:
        key = one.places[0].report
        graph = NamedNode(f"{_ID}graph/findings/{key}")
        triples = list(_triples(one, names))
        for place in (mention.place for mention in one.mentions):
            span, root = Span(place.start, place.end), NamedNode(f"{_ID}report/{key}")
            cited = Citation(span, place.section, place.table, place.row, place.column)
            triples += passage_triples(root, report, span, cited)
        yield from (Quad(t.subject, t.predicate, t.object, graph) for t in triples)


def _name(one: Finding) -> NamedNode:
    """The IRI of a finding, under that of its report."""
    return NamedNode(f"{_ID}report/{one.places[0].report}/finding/{one.id}")


def _triples(one: Finding, names: Mapping[str, NamedNode]) -> Iterator[Triple]:
    iri, passages = names[one.id], [_passage(place) for place in one.places]
    focus = NamedNode(one.statements[0]) if one.statements else passages[0]
    yield Triple(iri, _TYPE, _SH.ValidationResult)
    yield Triple(iri, _TYPE, _VET.Finding)
    yield Triple(iri, _SH.focusNode, focus)
    yield Triple(iri, _SH.resultSeverity, _SH[one.severity.capitalize()])
    yield Triple(iri, _SH.sourceConstraintComponent, _SH.SPARQLConstraintComponent)
    yield Triple(iri, _VET.checkedBy, NamedNode(rules.iri(one.rule)))
    if one.root is not None and one.root in names:
        yield Triple(iri, _VET.sharesRootWith, names[one.root])
    yield from (Triple(iri, _VET.concerns, NamedNode(each)) for each in one.statements)
    yield from (Triple(iri, _PROV.wasDerivedFrom, each) for each in passages)
    yield from _words(iri, one)


def _words(iri: NamedNode, one: Finding) -> Iterator[Triple]:
    yield Triple(iri, _SH.resultMessage, Literal(one.message_zh, language="zh"))
    yield Triple(iri, _SH.resultMessage, Literal(one.message_en, language="en"))
    words = (
        ("findingClass", one.kind), ("reportedValue", one.reported),
        ("computedValue", one.computed), ("difference", one.difference),
    )  # fmt: skip
    yield from (Triple(iri, _VET[said], Literal(text)) for said, text in words if text)


def _passage(place: Place) -> NamedNode:
    return NamedNode(f"{_ID}report/{place.report}/text#char={place.start},{place.end}")
