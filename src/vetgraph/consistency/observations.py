"""The observations of a dataset as values, each with the passage of its figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph.consistency.intervals import Interval

if TYPE_CHECKING:
    from vetgraph import rdf
    from vetgraph.store import Dataset

_OBSERVATIONS = """
SELECT DISTINCT
  ?o ?report ?about ?name ?indicator ?label ?label_en ?breakdown ?occasion ?kind ?period ?base
  ?value ?low ?high ?text ?unit ?unit_zh ?antecedent ?consequent
  ?section ?table ?row ?column ?start ?end ?quote
WHERE {
  ?o a vet:Observation ; vet:statedIn ?report ; vet:about ?about ; vet:indicator ?indicator ;
    vet:compositeBreakdown ?breakdown ; vet:measureKind ?kind ; vet:period ?period ;
    sdmx-measure:obsValue ?value ; vet:valueText ?text ; qudt:hasUnit ?unit ;
    prov:wasDerivedFrom ?passage .
  ?about skos:prefLabel ?name . FILTER (LANG(?name) = "zh")
  ?indicator skos:prefLabel ?label . FILTER (LANG(?label) = "zh")
  ?unit skos:prefLabel ?unit_zh . FILTER (LANG(?unit_zh) = "zh")
  ?passage oa:hasSelector ?position , ?words .
  ?position oa:start ?start ; oa:end ?end .
  ?words oa:exact ?quote .
  OPTIONAL { ?indicator skos:prefLabel ?label_en . FILTER (LANG(?label_en) = "en") }
  OPTIONAL { ?o vet:occasion ?occasion }
  OPTIONAL { ?o vet:basePeriod ?base }
  OPTIONAL { ?o vet:lowerBound ?low }
  OPTIONAL { ?o vet:upperBound ?high }
  OPTIONAL { ?o vet:antecedent ?antecedent }
  OPTIONAL { ?o vet:consequent ?consequent }
  OPTIONAL { ?passage vet:section ?section }
  OPTIONAL { ?passage vet:table ?table }
  OPTIONAL { ?passage vet:rowHeader ?row }
  OPTIONAL { ?passage vet:columnHeader ?column }
}
ORDER BY ?report ?start ?end ?o
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: report key, section, table and headers, code points, quote."""

    report: str
    section: str
    table: str
    row: str
    column: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that a finding rests on and that is no figure of the graph.

    ``iri`` is a statement that cites it, empty where there is none.
    """

    iri: str
    place: Place


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure: what it measures, the interval it means, and its place.

    ``indicator``, ``kind`` and ``unit`` are codes; an indicator without a code is its IRI. A
    ``blank`` one is a cell that prints a dash: its value and interval mean nothing.
    """

    iri: str
    about: str
    name: str
    indicator: str
    label: str
    label_en: str
    breakdown: str
    occasion: str
    kind: str
    period: int
    base: int | None
    value: Decimal
    interval: Interval
    text: str
    unit: str
    unit_zh: str
    ratio: tuple[Interval, Interval] | None
    place: Place
    blank: bool = False

    @property
    def subject(self) -> tuple[str, str, str]:
        """What is measured apart from the indicator: thing, breakdown, occasion."""
        return self.about, self.breakdown, self.occasion


def observations(dataset: Dataset) -> list[Observation]:
    """Every observation with a number, once, in reading order (its first passage is its place)."""
    return [one for one in records(dataset) if not one.blank]


def records(dataset: Dataset) -> list[Observation]:
    """The observations, those among them that print a dash or nothing for their number."""
    solutions = dataset.select(_OBSERVATIONS)
    found: dict[str, Observation] = {}
    for row in solutions.rows:
        cells = dict(zip(solutions.columns, row, strict=True))
        iri = _text(cells["o"])
        if iri not in found:
            found[iri] = _observation(iri, cells)
    return list(found.values())


def _observation(iri: str, cells: dict[str, rdf.Term | None]) -> Observation:
    def said(name: str) -> str:
        return _text(cells[name])

    blank = not said("value")
    value = Decimal(said("value") or 0)
    low = Decimal(said("low")) if said("low") else None
    high = Decimal(said("high")) if said("high") else None
    indicator = said("indicator")
    known = "/code/indicator/" in indicator
    return Observation(
        iri=iri, about=said("about"), name=said("name"),
        indicator=indicator.rsplit("/", 1)[-1] if known else indicator,
        label=said("label"), label_en=said("label_en") or said("label"),
        breakdown=said("breakdown"), occasion=said("occasion"),
        kind=said("kind").rsplit("/", 1)[-1], period=int(said("period")[:4]),
        base=int(said("base")[:4]) if said("base") else None,
        value=value, interval=Interval(low, high), text=said("text"),
        unit=said("unit").rsplit("/", 1)[-1], unit_zh=said("unit_zh"),
        ratio=_ratio(said("antecedent"), said("consequent")),
        place=_place(cells), blank=blank,
    )  # fmt: skip


def _place(cells: dict[str, rdf.Term | None]) -> Place:
    report = _text(cells["report"]).rsplit("/", 1)[-1]
    words = (_text(cells[name]) for name in ("section", "table", "row", "column"))
    section, table, row, column = words
    start, end = int(_text(cells["start"])), int(_text(cells["end"]))
    return Place(report, section, table, row, column, start, end, _text(cells["quote"]))


def _ratio(antecedent: str, consequent: str) -> tuple[Interval, Interval] | None:
    """Both terms of a ratio, each half a unit of its last printed digit either way."""
    if not antecedent or not consequent:
        return None
    return _rounded(Decimal(antecedent)), _rounded(Decimal(consequent))


def _rounded(number: Decimal) -> Interval:
    half = Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)
    return Interval(number - half, number + half) if number != 1 else Interval(number, number)


def _text(term: rdf.Term | None) -> str:
    return "" if term is None else term.value
