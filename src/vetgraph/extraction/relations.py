"""Sentences that join named parties: the relations of a paragraph, each family in its module.

A family is a function from a sentence to what it tells. A relation whose parties are sure enters
the graph; the others are kept with their score for review.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from vetgraph.extraction.achievement import achievements
from vetgraph.extraction.anaphora import Named, with_earlier, with_those
from vetgraph.extraction.associations import associations
from vetgraph.extraction.commissions import commissions
from vetgraph.extraction.contests import contests
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
from vetgraph.extraction.residents import residents
from vetgraph.extraction.runs import programme_runs
from vetgraph.extraction.said import Found, Said
from vetgraph.extraction.service import developments, services
from vetgraph.extraction.sites import sites
from vetgraph.extraction.when import HEAD, SINCE
from vetgraph.extraction.works import works
from vetgraph.model import Citation, Fact
from vetgraph.text import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.model import Paragraph

CERTAIN = 0.75
FAMILIES = (
    cooperations, gifts, offerings, issuances, memberships, locations, achievements, contests,
    services,
    developments, progressions, sites, commissions, programme_runs,
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


def relations(paragraph: Paragraph, context: Context, named: Named) -> Iterator[Relation]:
    """The relations of one paragraph, sure and unsure; ``named`` is what its section has named."""
    carried = None
    listed: list[Found] = []
    for match in _SENTENCE.finditer(paragraph.text):
        dates = _dates(match[0], context.data_year)
        said = _said(match[0], context, named)
        for found in _found(said):
            listed += [found] if found.kind == "Location" else []
            year = _dating(found, dates, carried, said)
            yield Relation(_placed(found, paragraph, match.start(), year, context), found.score)
        carried = _carried(match[0], dates[0], context.data_year) if dates else carried
        named.note(said.parties, len(said.text))
    named.leave(paragraph)
    for found in residents(paragraph.text, context):
        if not any(found.values == one.values for one in listed):
            yield Relation(_placed(found, paragraph, 0, None, context), found.score)


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


def _carried(text: str, date: tuple[int, int], data_year: int) -> int | None:
    """The year that a sentence leaves to the next: one that it begins with, or the data year.

    What has been so since a year is so to date.
    """
    at, year = date
    begins = at < HEAD and not SINCE.match(text, at)
    return year if begins or year == data_year else None


def _dating(
    found: Found, dates: list[tuple[int, int]], carried: int | None, said: Said
) -> int | None:
    """The year of a relation: the last named before its end or in its clause, else one before."""
    end = found.spans[0][1]
    before = [year for at, year in dates if at < end or said.clause(at) <= end]
    lasting = found.lasting or found.kind in _LASTING
    return before[-1] if before else None if lasting else carried


def _said(text: str, context: Context, named: Named) -> Said:
    kind = kind_of(context.region, context)
    name = context.canonical(context.region) or context.region
    reports = Party(name, kind, 0, 0, HARD)
    own = reports if kind in SCHOOLS else None
    region = reports if kind == "Region" else None
    everyone = with_those(text, parties(text, context), named, own is not None)
    body, firm = named.here(BODIES), named.here(("Enterprise",))
    return Said(text, everyone, context, own, body, region, firm)


def _found(said: Said) -> Iterator[Found]:
    """What every family reads, each relation once."""
    if not said.parties and said.own is None and not re.search("[《“]|专业点", said.text):
        return
    seen: list[Found] = []
    for told in chain.from_iterable(family(said) for family in FAMILIES):
        found = _given_up(said, told)
        if not any(_tells(one, found) for one in seen):
            seen.append(found)
    sure = [f for f in seen if f.score >= CERTAIN]
    crowned = list(honours(said, sure))
    others = associations(said, [*sure, *crowned])
    for found in (*seen, *crowned, *(_given_up(said, other) for other in others)):
        yield with_earlier(found, said.parties)


_GIVEN_UP = re.compile("停招|停办|撤销|撤并|停止招生|暂停招生|不再招收")
_TAKEN_UP = re.compile("新增|增设|新开|开设|新设")


def _given_up(said: Said, found: Found) -> Found:
    """停招专业2个，为甲校的乙: a major that is given up is none on offer."""
    if found.kind != "Offering":
        return found
    begin = max(said.text.rfind(mark, 0, found.spans[0][1]) for mark in "；。") + 1
    given = _GIVEN_UP.search(said.text, begin, found.spans[0][1])
    if given is None or _TAKEN_UP.search(said.text, given.end(), found.spans[0][1]):
        return found
    return replace(found, kind="Discontinuation")


_WORDS = ("outcome", "content")


def _tells(one: Found, other: Found) -> bool:
    """Whether one relation says what another does, in as many words or more."""
    if one.kind != other.kind:
        return False
    if [v for v in one.values if v[0] not in _WORDS] != [
        v for v in other.values if v[0] not in _WORDS
    ]:
        return False
    said, again = dict(one.values).get("content", ("",))[0], dict(other.values).get("content")
    return again is None or again[0] in said or said in again[0]


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
    if found.before:
        cited = (*cited, Citation(found.before, paragraph.section))
    return Fact(found.kind, (*found.values, *period), cited, found.rule)
