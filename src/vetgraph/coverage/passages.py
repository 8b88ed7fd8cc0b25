"""The passages that statements cite, found by place: those over a token, those of its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.extraction.extract import RULE_MENTION
from vetgraph.graph import statement_iris
from vetgraph.schema import schema
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vetgraph.model import Citation, Fact, Span
    from vetgraph.pipeline import Built

DATING = frozenset({"period", "periodAssumed", "periodNotStated", "basePeriod", "refPeriod"})
"""The properties that say when: they carry no figure of their own and name nothing."""
_STEP = " › "
_FULL_STOP = re.compile("[。！？]")


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage with the fact that cites it; ``is_value`` marks the place of the figure itself."""

    span: Span
    fact: Fact
    iri: str
    in_table: bool
    is_value: bool = False
    headers: tuple[str, ...] = ()

    def covers(self, span: Span) -> bool:
        """Whether the passage holds a span; the place of a figure alone holds nothing else."""
        return not self.is_value and self.span.start <= span.start and span.end <= self.span.end


@dataclass(frozen=True, slots=True)
class Passages:
    """All passages by where they begin, and some of them by what they belong to.

    ``sentences`` by the number of the sentence, ``headed`` cells by their folded headers,
    ``mentioned`` what cases name by the case.
    """

    ordered: tuple[Cited, ...]
    stops: tuple[int, ...]
    sentences: dict[int, list[Cited]]
    headed: dict[str, list[Cited]]
    mentioned: dict[str, list[Cited]]

    def of_sentence(self, place: int) -> list[Cited]:
        """The passages in the prose of the sentence around a place of the stored text."""
        return self.sentences.get(bisect_left(self.stops, place), [])

    def under_header(self, header: str) -> list[Cited]:
        """The cells in the row or column that a header heads."""
        return self.headed.get(fold(header), [])

    def mentions(self, section: str) -> list[Cited]:
        """What a case is already said to name."""
        return self.mentioned.get(section, [])


def passages(built: Built) -> Passages:
    """Every cited passage of a report and every place of a figure."""
    found = sorted(_cited(built), key=lambda c: c.span.start)
    stops = tuple(m.start() for m in _FULL_STOP.finditer(built.report.text))
    sentences: dict[int, list[Cited]] = {}
    for one in found:
        if not (one.in_table or one.is_value):
            last = bisect_left(stops, one.span.end - 1)
            for number in range(bisect_left(stops, one.span.start), last + 1):
                sentences.setdefault(number, []).append(one)
    headed: dict[str, list[Cited]] = {}
    mentioned: dict[str, list[Cited]] = {}
    for one in found:
        for header in one.headers:
            headed.setdefault(header, []).append(one)
        if one.fact.made_by == RULE_MENTION:
            mentioned.setdefault(one.fact.citations[0].section, []).append(one)
    return Passages(tuple(found), stops, sentences, headed, mentioned)


def _cited(built: Built) -> Iterator[Cited]:
    facts = built.extraction.facts
    iris = statement_iris(built.report, built.meta.key, facts)
    for fact, iri in zip(facts, iris, strict=True):
        for citation in fact.citations:
            yield _one(citation, fact, iri.value)
        if fact.value_span is not None:
            in_table = fact.citations[0].table is not None
            yield Cited(fact.value_span, fact, iri.value, in_table, is_value=True)


def _one(citation: Citation, fact: Fact, iri: str) -> Cited:
    paths = [p for p in (citation.row, citation.column) if p]
    headers = tuple(fold(step) for path in paths for step in path.split(_STEP))
    return Cited(citation.span, fact, iri, citation.table is not None, headers=headers)


def wordings(role: str, value: str) -> tuple[str, ...]:
    """A value as it may be printed: itself, or the wordings of its code."""
    scheme = schema().properties[role].scheme or ("breakdown" if role == "breakdown" else "")
    concept = schema().concepts.get(scheme, {}).get(value)
    return concept.words if concept else (value,)


def over(spans: Sequence[Span], ordered: Sequence[Cited]) -> Iterator[list[Cited]]:
    """For each of some spans, by where they begin, the passages that overlap it: one sweep."""
    still: list[Cited] = []
    at = 0
    for span in spans:
        while at < len(ordered) and ordered[at].span.start < span.end:
            still.append(ordered[at])
            at += 1
        still = [c for c in still if c.span.end > span.start]
        yield list(_starting_before(still, span.end))


def _starting_before(cited: Iterable[Cited], end: int) -> Iterator[Cited]:
    return (c for c in cited if c.span.start < end)
