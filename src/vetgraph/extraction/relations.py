"""Sentences that join named parties: the relations of a paragraph, each family in its module.

A family is a function from a sentence to what it tells. A relation whose parties are sure enters
the graph; the others are kept with their score for review.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vetgraph.extraction.achievement import achievements
from vetgraph.extraction.associations import associations
from vetgraph.extraction.commissions import commissions
from vetgraph.extraction.cooperation import cooperations
from vetgraph.extraction.giving import gifts
from vetgraph.extraction.honours import honours
from vetgraph.extraction.issuance import issuances
from vetgraph.extraction.location import locations
from vetgraph.extraction.majors import bare_majors
from vetgraph.extraction.membership import memberships
from vetgraph.extraction.names import HARD
from vetgraph.extraction.offering import offerings
from vetgraph.extraction.parties import BODIES, SCHOOLS, Party, kind_of, parties
from vetgraph.extraction.progression import progressions
from vetgraph.extraction.said import Found, Said
from vetgraph.extraction.service import developments, services
from vetgraph.extraction.sites import sites
from vetgraph.extraction.works import works
from vetgraph.model import Citation, Fact
from vetgraph.text import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.model import Paragraph

CERTAIN = 0.75
FAMILIES = (
    cooperations, gifts, offerings, issuances, memberships, locations, achievements, services,
    developments, progressions, sites, commissions,
    bare_majors, works,
)  # fmt: skip
_LASTING = ("Location", "Characterisation")
_FOUNDED = re.compile("(?:创办|创建|始建|建校|成立|组建|建成|筹建)于?$")
_FOUNDING = re.compile("(?:\\d+月)?(?:\\d+日)?(?:创办|创建|建校|始建|由[^，。]{2,12}创办)")
_UNTIL = re.compile("(?:到|至|力争|争取|在)$")
# A text without full stops is read in pieces, so that the time grows with its length only.
_QUOTED_TITLE = re.compile("《[^《》]*》")
_SENTENCE = re.compile(r"[^。！？!?]{1,600}[。！？!?]?")


@dataclass(frozen=True, slots=True)
class Relation:
    """A fact read from a sentence, with how sure its parties and its verb are (0 to 1)."""

    fact: Fact
    score: float


def relations(paragraph: Paragraph, context: Context) -> Iterator[Relation]:
    """The relations of one paragraph, sure and unsure, in reading order."""
    carried, body, firm, school = None, None, None, None
    for match in _SENTENCE.finditer(paragraph.text):
        dates = _dates(match[0], context.data_year)
        said = replace(_said(match[0], context, body), firm=firm, school=school)
        for found in _found(said):
            year = _dating(found, dates, carried, said)
            yield Relation(_placed(found, paragraph, match.start(), year, context), found.score)
        carried = dates[0][1] if dates else carried
        body = _carried(said, BODIES, said.body)
        firm = _carried(said, ("Enterprise",), said.firm)
        school = _carried(said, ("School",), said.school)


def _dates(text: str, data_year: int) -> list[tuple[int, int]]:
    """Where a sentence names years, and which; the year of a founding dates nothing else.

    Nor does a year in the title of a document: 《…实施方案（2021—2025年）》, or one to come
    by which something is meant to be done: 到2025年建成….
    """
    bare = _QUOTED_TITLE.sub(lambda title: " " * len(title[0]), text)
    return [
        (m.start(), int(m["year"]))
        for m in YEAR.finditer(bare)
        if not (int(m["year"]) > data_year and _UNTIL.search(bare, 0, m.start()))
        and not (_FOUNDED.search(bare, 0, m.start()) or _FOUNDING.match(bare, m.end()))
    ]


def _dating(
    found: Found, dates: list[tuple[int, int]], carried: int | None, said: Said
) -> int | None:
    """The year of a relation: the last named before its end or in its clause, else one before."""
    end = found.spans[0][1]
    before = [year for at, year in dates if at < end or said.clause(at) <= end]
    lasting = found.lasting or found.kind in _LASTING
    return before[-1] if before else None if lasting else carried


def _said(text: str, context: Context, body: Party | None) -> Said:
    kind = kind_of(context.region, context)
    name = context.canonical(context.region) or context.region
    reports = Party(name, kind, 0, 0, HARD)
    own = reports if kind in SCHOOLS else None
    region = reports if kind == "Region" else None
    return Said(text, parties(text, context), context, own, body, region)


def _carried(said: Said, kinds: tuple[str, ...], before: Party | None) -> Party | None:
    """The party of some kinds named last, by its place counted from the next sentence."""
    length = len(said.text)
    named = [p for p in said.parties if p.kind in kinds]
    last = named[-1] if named else before
    return last and replace(last, start=last.start - length, end=last.end - length)


def _found(said: Said) -> Iterator[Found]:
    """What every family reads, each relation once."""
    if not said.parties and said.own is None and not re.search("[《“]|专业点", said.text):
        return
    seen: dict[object, Found] = {}
    for family in FAMILIES:
        for found in family(said):
            key = (found.kind, tuple(v for v in found.values if v[0] != "outcome"))
            if key not in seen:
                seen[key] = found
                yield found
    sure = [f for f in seen.values() if f.score >= CERTAIN]
    crowned = list(honours(said, sure))
    yield from crowned
    yield from associations(said, [*sure, *crowned])


def _placed(
    found: Found, paragraph: Paragraph, offset: int, year: int | None, context: Context
) -> Fact:
    """The fact of a relation: with its period and its passages in the stored text."""
    period: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("period", (str(year or context.data_year),)),
    )
    if year is None:
        period = (*period, ("periodAssumed", ("true",)))
    cited = tuple(
        Citation(paragraph.span(offset + start, offset + end), paragraph.section)
        for start, end in found.spans
    )
    return Fact(found.kind, (*found.values, *period), cited, found.rule)
