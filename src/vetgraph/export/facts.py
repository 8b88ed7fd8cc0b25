"""The statements of a dataset as flat records: the JSON-lines form and the rows of a table."""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypedDict
from urllib.parse import unquote

from vetgraph import errors, rdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vetgraph.store import Dataset, Solutions

VET = rdf.PREFIXES["vet"]
UNDEFINED = "https://cube.link/Undefined"


class Value(TypedDict):
    """What fills a role: a thing or code by IRI and Chinese label; a literal has no ``id``."""

    id: str | None
    label: str


class Citation(TypedDict):
    """A passage: ``start`` and ``end`` are code points of the report's text, half-open."""

    report: str
    section: str | None
    start: int
    end: int
    quote: str
    table: str | None
    row: str | None
    column: str | None
    page: int | None


class Record(TypedDict):
    """One statement; the fields of an observation are null, or empty, for the other kinds."""

    id: str
    type: str
    about: str | None
    about_id: str | None
    indicator: str | None
    indicator_id: str | None
    breakdown: list[str]
    measure_kind: str | None
    value: str | None
    value_text: str | None
    low: str | None
    high: str | None
    unit: str | None
    period: str | None
    base_period: str | None
    status: str | None
    rationale: str | None
    roles: dict[str, list[Value]]
    citations: list[Citation]


def records(dataset: Dataset, report: str | None = None) -> Iterator[Record]:
    """Every statement, in reading order: report, first citation, then IRI.

    ``report`` is a report's key such as ``110114-2023``; ``NotFoundError`` when it is not there.
    """
    if report is not None:
        iri = report_iri(dataset, report)
        labels = _labels(dataset.select(_LABELS, {"report": iri}))
        yield from _of_report(dataset, iri, labels)
        return
    labels = _labels(dataset.select(_ALL_LABELS))
    for _, iri in sorted(_reports(dataset).items()):
        yield from _of_report(dataset, iri, labels)


def report_iri(dataset: Dataset, key: str) -> rdf.NamedNode:
    """The IRI of a report, which is also the name of its graph; raises ``NotFoundError``."""
    known = _reports(dataset)
    if key not in known:
        listing = sorted(known)
        raise errors.NotFoundError(
            zh=f"没有报告 {key}；已有：{'、'.join(listing) or '—'}",
            en=f"there is no report {key}; there are: {', '.join(listing) or 'none'}",
        )
    return known[key]


def json_lines(items: Iterable[Record]) -> bytes:
    """One JSON object a line, UTF-8; what some readers take for a line end is escaped."""
    lines = (json.dumps(item, ensure_ascii=False).translate(_LINE_ENDS) + "\n" for item in items)
    return "".join(lines).encode()


_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def local_name(iri: str) -> str:
    """What follows the last ``#`` or ``/`` of an IRI."""
    return unquote(iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1])


_REPORTS = "SELECT DISTINCT ?report WHERE { ?report a vet:Report }"

_STATEMENTS = """
SELECT ?report ?statement ?property ?value WHERE {
  ?statement vet:statedIn ?report ; ?property ?value
}"""

_LABELS = """
SELECT DISTINCT ?report ?value ?label WHERE {
  ?statement vet:statedIn ?report ; ?property ?value .
  ?value skos:prefLabel ?label FILTER(LANG(?label) = "zh")
}"""

# For many reports: the engine reads all labels for each run of the query above.
_ALL_LABELS = """
SELECT ?report ?value ?label WHERE {
  ?value skos:prefLabel ?label FILTER(LANG(?label) = "zh")
}"""

_PASSAGES = """
SELECT DISTINCT ?report ?passage ?source ?section ?start ?end ?quote ?table ?row ?column ?page
WHERE {
  ?statement vet:statedIn ?report ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource/dcterms:isPartOf ?source ; oa:hasSelector ?position , ?quotation .
  ?position oa:start ?start ; oa:end ?end .
  ?quotation oa:exact ?quote .
  OPTIONAL { ?passage vet:section ?section }
  OPTIONAL { ?passage vet:table ?table }
  OPTIONAL { ?passage vet:rowHeader ?row }
  OPTIONAL { ?passage vet:columnHeader ?column }
  OPTIONAL { ?passage vet:page ?page }
}"""

# What a record says in a field of its own, or leaves to the graph; all else is a role.
_FIELDS = frozenset(
    {
        "antecedent", "basePeriod", "breakdown", "compositeBreakdown", "consequent", "hedge",
        "indicator", "lowerBound", "measureKind", "period", "periodAssumed", "periodNotStated",
        "rationale", "statedIn", "status", "upperBound", "valuePassage", "valueText",
    }
)  # fmt: skip


class _Context(NamedTuple):
    labels: Mapping[str, str]
    passages: Mapping[str, Citation]


_Properties = dict[str, list[rdf.Term]]


def _reports(dataset: Dataset) -> dict[str, rdf.NamedNode]:
    found = (term for (term,) in dataset.select(_REPORTS).rows)
    return {local_name(term.value): term for term in found if isinstance(term, rdf.NamedNode)}


def _of_report(
    dataset: Dataset, report: rdf.NamedNode, labels: Mapping[str, str]
) -> Iterator[Record]:
    only = {"report": report}
    statements: dict[str, _Properties] = defaultdict(lambda: defaultdict(list))
    for _, statement, name, value in dataset.select(_STATEMENTS, only).rows:
        if value is not None:
            statements[_text(statement)][_text(name)].append(value)
    passages = dict(_citation(row[1:]) for row in dataset.select(_PASSAGES, only).rows)
    context = _Context(labels, passages)
    found = [_record(iri, properties, context) for iri, properties in statements.items()]
    yield from sorted(found, key=_reading_order)


def _reading_order(item: Record) -> tuple[bool, int, int, str]:
    """Statements without a passage, which the build refuses, would come last."""
    first = item["citations"][0] if item["citations"] else None
    return (first is None, first["start"] if first else 0, first["end"] if first else 0, item["id"])


def _labels(solutions: Solutions) -> dict[str, str]:
    """The Chinese label of each IRI, the first in code-point order where there are several."""
    found: dict[str, str] = {}
    for _, iri, label in solutions.rows:
        key, text = _text(iri), _text(label)
        found[key] = min(found.get(key, text), text)
    return found


def _citation(row: Sequence[rdf.Term | None]) -> tuple[str, Citation]:
    passage, source, section, start, end, quote, table, line, column, page = map(_optional, row)
    return passage or "", Citation(
        report=local_name(source or ""),
        section=section,
        start=int(start or 0),
        end=int(end or 0),
        quote=quote or "",
        table=table,
        row=line,
        column=column,
        page=None if page is None else int(page),
    )


def _record(iri: str, properties: _Properties, context: _Context) -> Record:
    kinds = {_text(t) for t in properties[rdf.PREFIXES["rdf"] + "type"]}
    kind = min((k.removeprefix(VET) for k in kinds if k.startswith(VET)), default="Statement")
    observed = kind == "Observation"
    about = _first(properties, VET + "about") if observed else None
    indicator = _first(properties, VET + "indicator")
    return Record(
        id=iri,
        type=kind,
        about=_label(about, context),
        about_id=_optional(about),
        indicator=_label(indicator, context),
        indicator_id=_optional(indicator),
        breakdown=[v["label"] for v in _values(properties.get(VET + "breakdown", []), context)],
        measure_kind=_code(_first(properties, VET + "measureKind")),
        value=_decimal(_first(properties, rdf.PREFIXES["sdmx-measure"] + "obsValue")),
        value_text=_optional(_first(properties, VET + "valueText")),
        low=_decimal(_first(properties, VET + "lowerBound")),
        high=_decimal(_first(properties, VET + "upperBound")),
        unit=_label(_first(properties, rdf.PREFIXES["qudt"] + "hasUnit"), context),
        period=_optional(_first(properties, VET + "period")),
        base_period=_optional(_first(properties, VET + "basePeriod")),
        status=_code(_first(properties, VET + "status")),
        rationale=_rationale(properties),
        roles=_roles(properties, _FIELDS | {"about"} if observed else _FIELDS, context),
        citations=_citations(properties, context),
    )


def _roles(
    properties: _Properties, fields: frozenset[str], context: _Context
) -> dict[str, list[Value]]:
    names = sorted(p.removeprefix(VET) for p in properties if p.startswith(VET))
    return {n: _values(properties[VET + n], context) for n in names if n not in fields}


def _values(terms: Sequence[rdf.Term], context: _Context) -> list[Value]:
    ordered = sorted(terms, key=str)
    return [
        Value(id=None, label=term.value)
        if isinstance(term, rdf.Literal)
        else Value(id=_text(term), label=_label(term, context) or "")
        for term in ordered
    ]


def _citations(properties: _Properties, context: _Context) -> list[Citation]:
    cited = (_text(t) for t in properties.get(rdf.PREFIXES["prov"] + "wasDerivedFrom", []))
    found = [context.passages[iri] for iri in cited if iri in context.passages]
    return sorted(found, key=lambda c: (c["report"], c["start"], c["end"]))


def _rationale(properties: _Properties) -> str | None:
    literals = [t for t in properties.get(VET + "rationale", []) if isinstance(t, rdf.Literal)]
    chinese = [t.value for t in literals if t.language == "zh"]
    return min(chinese or [t.value for t in literals], default=None)


def _first(properties: _Properties, name: str) -> rdf.Term | None:
    return min(properties.get(name, []), key=str, default=None)


def _label(term: rdf.Term | None, context: _Context) -> str | None:
    if term is None:
        return None
    return context.labels.get(_text(term)) or local_name(_text(term))


def _code(term: rdf.Term | None) -> str | None:
    return None if term is None else local_name(_text(term))


def _decimal(term: rdf.Term | None) -> str | None:
    """A decimal without exponent; a cell that prints no number has none."""
    if not isinstance(term, rdf.Literal) or term.datatype.value == UNDEFINED:
        return None
    return format(Decimal(term.value), "f")


def _optional(term: rdf.Term | None) -> str | None:
    return None if term is None else _text(term)


def _text(term: rdf.Term | None) -> str:
    return "" if term is None else str(term.value)
