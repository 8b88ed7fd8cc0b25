"""Validation results as values, and as a SHACL validation report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vetgraph import rdf
from vetgraph.rdf import BlankNode, Literal, NamedNode, Namespace, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vetgraph.checking.origins import Place

SH: Final = Namespace(rdf.PREFIXES["sh"])
_TYPE: Final = NamedNode(rdf.PREFIXES["rdf"] + "type")
_RANK: Final = {"Violation": 0, "Warning": 1, "Info": 2}


@dataclass(frozen=True, slots=True)
class Result:
    """One SHACL validation result (https://www.w3.org/TR/shacl/#results-validation-result).

    ``severity`` is ``Violation``, ``Warning`` or ``Info``. ``path`` is None where a node shape
    speaks of the focus node itself or the path is more than one property. The messages name the
    record and its place in the report, which ``place`` holds where the record has one.
    ``component`` is the kind of constraint that is not met.
    """

    focus: rdf.Term
    path: NamedNode | None
    value: rdf.Term | None
    severity: str
    shape: rdf.Term
    message_zh: str
    message_en: str
    place: Place | None = None
    component: NamedNode | None = None


def ordered(results: Iterable[Result]) -> list[Result]:
    """Distinct results, gravest first, then by focus node, shape, path and value."""

    def key(one: Result) -> tuple[int, str, str, str, str]:
        rank = _RANK.get(one.severity, len(_RANK))
        return rank, str(one.focus), str(one.shape), str(one.path), str(one.value)

    return sorted(set(results), key=key)


def report_turtle(
    results: Sequence[Result], others: Mapping[NamedNode, Sequence[Triple]] | None = None
) -> bytes:
    """The results as a ``sh:ValidationReport`` in Turtle, UTF-8; it conforms when there are none.

    ``others`` are results from elsewhere, each with its triples. Follows
    https://www.w3.org/TR/shacl/#validation-report.
    """
    report, more = BlankNode("report"), others or {}
    conforms = Literal("false" if results or more else "true", datatype=_xsd("boolean"))
    triples = [Triple(report, _TYPE, SH.ValidationReport), Triple(report, SH.conforms, conforms)]
    for number, result in enumerate(results, start=1):
        node = BlankNode(f"result{number}")
        triples.append(Triple(report, SH.result, node))
        triples.extend(_triples(node, result))
    for name, said in more.items():
        triples.extend([Triple(report, SH.result, name), *said])
    return rdf.serialise(triples, rdf.RdfFormat.TURTLE)


def _triples(node: BlankNode, result: Result) -> Iterator[Triple]:
    yield Triple(node, _TYPE, SH.ValidationResult)
    said = (
        (SH.focusNode, result.focus),
        (SH.resultPath, result.path),
        (SH.value, result.value),
        (SH.resultSeverity, SH[result.severity]),
        (SH.sourceShape, result.shape),
        (SH.sourceConstraintComponent, result.component),
        (SH.resultMessage, Literal(result.message_zh, language="zh")),
        (SH.resultMessage, Literal(result.message_en, language="en")),
    )
    for predicate, term in said:
        if term is not None:
            yield Triple(node, predicate, term)


def _xsd(name: str) -> NamedNode:
    return NamedNode(rdf.PREFIXES["xsd"] + name)
