"""Slips of years, made in the text of a report that is then read and checked as a whole.

Sheets are left out: their rows quote the text as it was.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from vetgraph import consistency, pipeline
from vetgraph.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency import Finding, Observation
    from vetgraph.pipeline import Built
    from vetgraph.store import Dataset

# The years that date figures: no months of events, no years inside document numbers.
_PRINTED = re.compile(r"(?<!\d)20[12]\d(?=\s*年(?!\s*\d{1,2}\s*月)|\s*学年|\s*届)")
_PLACE = 12


@dataclass(frozen=True, slots=True)
class Slip:
    """A printed year taken for its neighbour, and what a check newly finds.

    ``moved`` are the related figures that it dates; ``astray`` are findings that concern no figure
    that it dates, as read before or after, and nothing that those are related to.
    """

    start: int
    step: int
    said: str
    moved: tuple[Observation, ...]
    findings: tuple[Finding, ...]
    astray: tuple[Finding, ...]

    @property
    def found(self) -> bool:
        """Whether something new is found."""
        return bool(self.findings)

    @property
    def points_there(self) -> bool:
        """Whether a new finding quotes a figure that the year dates, or the year itself."""
        places = {one.place.start for one in self.moved}
        return any(
            p.start in places or p.start <= self.start < p.end
            for one in self.findings
            for p in one.places
        )


@dataclass(frozen=True)
class Reading:
    """A text read and checked, without sheets."""

    built: Built

    @cached_property
    def figures(self) -> list[Observation]:
        """Its figures."""
        return consistency.observations(self._dataset)

    @cached_property
    def findings(self) -> list[Finding]:
        """What a check finds."""
        return consistency.check(
            consistency.records(self._dataset), sources=consistency.sources(self._dataset)
        )

    @cached_property
    def related(self) -> dict[int, set[int]]:
        """By the place of a figure, the places of those with which it takes part in a relation."""
        found: dict[int, set[int]] = {}
        for check in consistency.relations(self.figures):
            places = {figure.place.start for figure in check.figures}
            for place in places:
                found.setdefault(place, set()).update(places)
        return found

    @cached_property
    def _dataset(self) -> Dataset:
        return pipeline.in_memory([self.built])


def slips(built: Built, subject: str, every: int = 1) -> Iterator[Slip]:
    """Each printed year that dates a figure in a relation, one year earlier and one later."""
    text = built.report.text
    before = _read(built, text, subject)
    for match in list(_PRINTED.finditer(text))[::every]:
        for step in (-1, 1):
            year = str(int(match[0]) + step)
            after = _read(built, text[: match.start()] + year + text[match.end() :], subject)
            slip = _slip(before, after, match, step)
            if slip.moved:
                yield slip


def _read(built: Built, text: str, subject: str) -> Reading:
    return Reading(pipeline.graph_of(built.meta, read_text(text), subject))


def _slip(before: Reading, after: Reading, match: re.Match[str], step: int) -> Slip:
    kept = Counter(map(_said, after.figures))
    moved = [one for one in before.figures if not kept[_said(one)]]
    related = [one for one in moved if one.place.start in before.related]
    had = Counter(map(_said, before.figures))
    gained = [one for one in after.figures if not had[_said(one)]]
    places = {one.place.start for one in (*moved, *gained)}
    near = {p for place in places for r in (before, after) for p in r.related.get(place, ())}
    known = Counter(map(_told, before.findings))
    new = [one for one in after.findings if not known[_told(one)]]
    concerned = places | near | {match.start()}
    astray = [one for one in new if not _concerns(one, concerned)]
    text = match.string
    said = text[max(0, match.start() - _PLACE) : match.end() + _PLACE].replace("\n", " ")
    return Slip(match.start(), step, said, tuple(related), tuple(new), tuple(astray))


def _concerns(one: Finding, places: set[int]) -> bool:
    return any(p.start <= place < max(p.end, p.start + 1) for p in one.places for place in places)


def _said(one: Observation) -> tuple[object, ...]:
    return one.place.start, one.indicator, one.kind, one.period, one.base, one.text


def _told(one: Finding) -> tuple[object, ...]:
    return one.rule, one.message_zh, tuple(p.start for p in one.places)
