"""What the rules on words need of a report: its text as read, its year, its names."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.consistency.observations import Mention, Place
from vetgraph.model import Report, Span
from vetgraph.reading import read_text

if TYPE_CHECKING:
    from vetgraph import rdf
    from vetgraph.model import Paragraph
    from vetgraph.store import Dataset

_REPORTS = """
SELECT ?report ?year ?title ?region ?issued WHERE {
  ?report a vet:Report ; vet:dataYear ?year ; dcterms:title ?title .
  OPTIONAL { ?report vet:region ?region }
  OPTIONAL { ?report dcterms:issued ?issued }
} ORDER BY ?report
"""
_NAMES = """
SELECT ?report ?thing ?name WHERE {
  {
    SELECT DISTINCT ?report ?thing WHERE {
      ?report a vet:Report . GRAPH ?report { ?statement ?role ?thing }
      FILTER (STRSTARTS(STR(?thing), STR(id:)))
      FILTER (! STRSTARTS(STR(?thing), CONCAT(STR(id:), "report/")))
    }
  }
  ?thing skos:prefLabel|skos:altLabel ?name . FILTER (LANG(?name) = "zh")
} ORDER BY ?report ?thing ?name
"""


_UNREAD = Report("", "", (), (), ())


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a thing that a report speaks of: its class's path segment and key, the name."""

    segment: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """A report behind its figures; ``region`` is the key of what it is about (110114).

    ``issued`` is the month of its publication (2022-12), empty when it is unknown.
    """

    key: str = ""
    report: Report = _UNREAD
    year: int = 0
    title: str = ""
    region: str = ""
    names: tuple[Name, ...] = ()
    issued: str = ""

    def section(self, position: int) -> str:
        """The number of the section in which a place of the stored text lies."""
        starts = [section.heading.start for section in self.report.sections]
        found = bisect_right(starts, position) - 1
        return self.report.sections[found].number if found >= 0 else ""

    def quoted(self, span: Span, table: str = "", row: str = "", column: str = "") -> Mention:
        """A passage of the stored text."""
        quote = self.report.text[span.start : span.end]
        place = Place(
            self.key, self.section(span.start), table, row, column, span.start, span.end, quote
        )
        return Mention("", place)

    def said(self, paragraph: Paragraph, start: int, end: int) -> Mention:
        """A stretch of a paragraph's clean text as a passage."""
        return self.quoted(paragraph.span(start, end))


NOWHERE = Source()
"""The source of figures without a text."""


def sources(dataset: Dataset) -> dict[str, Source]:
    """The reports of a dataset by their keys."""
    names: dict[str, list[Name]] = {}
    for report, thing, name in dataset.select(_NAMES).rows:
        names.setdefault(_key(report), []).append(_name(_text(thing), _text(name)))
    known = set(dataset.reports())
    return {
        key: Source(
            key, read_text(dataset.text(key)), int(_text(year)[:4]), _text(title), _key(region),
            tuple(names.get(key, ())), _text(issued),
        )
        for report, year, title, region, issued in dataset.select(_REPORTS).rows
        if (key := _key(report)) in known
    }  # fmt: skip


def _name(iri: str, text: str) -> Name:
    segment, _, key = iri.rpartition("/id/")[2].partition("/")
    return Name(segment, key, text)


def _key(term: rdf.Term | None) -> str:
    return _text(term).rsplit("/", 1)[-1]


def _text(term: rdf.Term | None) -> str:
    return "" if term is None else term.value
