"""One document may hold several reports: other regions or other years, each with its title."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from vetgraph.extraction.cover import ANY_YEAR, as_year, subject
from vetgraph.model import Span
from vetgraph.reading import read_text

if TYPE_CHECKING:
    from vetgraph.model import Report

_PLAIN = r"[^\n。，；：《》\t…]"
_TITLE = re.compile(
    rf"^[ \u3000*#]*(?P<title>{_PLAIN}{{0,40}}?质量{_PLAIN}{{0,8}}报告{_PLAIN}{{0,11}})"
    r"[ \u3000*#]*$",
    re.MULTILINE,
)
_YEAR_BELOW = re.compile(rf"\s*[（(]?\s*(?P<year>{ANY_YEAR})[^\n]{{0,6}}(?:\n|$)")
_SHORTEST = 200


@dataclass(frozen=True, slots=True)
class _Begin:
    """A title: where its line begins and ends, whom it names and which year, if any."""

    start: int
    end: int
    name: str
    year: int | None


def split(report: Report) -> list[Report]:
    """The reports of a document, in order; mostly the one that was read.

    A report begins at a title of another region or year than the title before; running headers
    repeat theirs and begin nothing. What is shorter than a paragraph or two is no report.
    """
    titles = [begin for begin in map(_begin, _titles(report)) if begin.name]
    ends = [*(title.start for title in titles[1:]), len(report.text)]
    starts = [0]
    known: _Begin | None = None
    for title, end in zip(titles, ends, strict=False):
        if end - title.end < _SHORTEST:
            continue
        if known is not None and _is_other(known, title):
            starts.append(title.start)
        known = title if known is None or title.year or _is_other(known, title) else known
    if len(starts) == 1:
        return [report]
    return [_part(report, a, b) for a, b in pairwise([*starts, len(report.text)])]


def _titles(report: Report) -> list[tuple[re.Match[str], str]]:
    text = report.said(Span(0, len(report.text)))
    return [(match, text) for match in _TITLE.finditer(text)]


def _begin(found: tuple[re.Match[str], str]) -> _Begin:
    """A title with its year, which may stand alone in the line below it."""
    match, text = found
    plain = re.sub(r"\s+", "", match["title"])
    years = [y for y in map(as_year, re.findall(ANY_YEAR, plain)) if y]
    if not years and (below := _YEAR_BELOW.match(text, match.end())):
        years = [y for y in [as_year(below["year"])] if y]
    return _Begin(match.start(), match.end(), subject(plain), years[-1] if years else None)


def _is_other(one: _Begin, other: _Begin) -> bool:
    same = one.name.endswith(other.name) or other.name.endswith(one.name)
    return not same or (one.year is not None and other.year not in (None, one.year))


def _part(report: Report, start: int, end: int) -> Report:
    """The stretch of a document as a report of its own, with the places of its text."""
    shifted = (
        replace(place, span=Span(place.span.start - start, place.span.end - start))
        for place in report.places
        if start <= place.span.start and place.span.end <= end
    )
    part = read_text(report.text[start:end])
    return replace(part, places=tuple(shifted), notes=report.notes)
