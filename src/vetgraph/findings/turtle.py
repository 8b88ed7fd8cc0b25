"""Findings as RDF: a SHACL validation report that any SHACL tool reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vetgraph import rdf
from vetgraph.checking import report_turtle
from vetgraph.rdf import Literal, NamedNode, Namespace, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vetgraph.checking import Result
    from vetgraph.consistency import Finding
    from vetgraph.consistency.observations import Place

_SH: Final = Namespace(rdf.PREFIXES["sh"])
_VET: Final = Namespace(rdf.PREFIXES["vet"])
_VSH: Final = Namespace(rdf.PREFIXES["vsh"])
_PROV: Final = Namespace(rdf.PREFIXES["prov"])
_TYPE: Final = NamedNode(rdf.PREFIXES["rdf"] + "type")
_VALUE: Final = NamedNode(rdf.PREFIXES["sdmx-measure"] + "obsValue")
_ID: Final = rdf.PREFIXES["id"]


def to_turtle(
    results: Sequence[Result], findings: Iterable[Finding], reasons: Mapping[str, str]
) -> bytes:
    """A ``sh:ValidationReport`` of the shapes' results and of the figures' findings.

    A finding is a ``sh:ValidationResult`` of its figure and a ``vet:Finding``; ``reasons`` are
    those of the acknowledged ones, by id.
    """
    said = {name(one): _triples(one, reasons.get(one.id)) for one in findings}
    return report_turtle(results, {iri: list(triples) for iri, triples in said.items()})


def name(one: Finding) -> NamedNode:
    """The IRI of a finding, under that of its report."""
    return NamedNode(f"{_ID}report/{one.evidence[0].place.report}/finding/{one.id}")


def _triples(one: Finding, reason: str | None) -> Iterator[Triple]:
    iri = name(one)
    yield Triple(iri, _TYPE, _SH.ValidationResult)
    yield Triple(iri, _TYPE, _VET.Finding)
    yield Triple(iri, _SH.focusNode, NamedNode(one.evidence[0].iri))
    yield Triple(iri, _SH.resultPath, _VALUE)
    yield Triple(iri, _SH.resultSeverity, _SH[one.severity.capitalize()])
    yield Triple(iri, _SH.sourceConstraintComponent, _SH.SPARQLConstraintComponent)
    yield Triple(iri, _SH.sourceShape, _VSH[one.rule])
    yield Triple(iri, _SH.resultMessage, Literal(one.message_zh, language="zh"))
    yield Triple(iri, _SH.resultMessage, Literal(one.message_en, language="en"))
    words = (
        ("checkedBy", one.rule), ("findingClass", one.kind), ("reportedValue", one.reported),
        ("computedValue", one.computed), ("difference", one.difference),
        ("acknowledgedBecause", reason),
    )  # fmt: skip
    for said, text in words:
        if text:
            yield Triple(iri, _VET[said], Literal(text))
    for figure in one.evidence:
        yield Triple(iri, _VET.concerns, NamedNode(figure.iri))
        yield Triple(iri, _PROV.wasDerivedFrom, _passage(figure.place))


def _passage(place: Place) -> NamedNode:
    return NamedNode(f"{_ID}report/{place.report}/text#char={place.start},{place.end}")
