"""The passage by which a report says whose it is: cited by relations whose party is understood."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.extraction.places import place_chains
from vetgraph.model import Citation, Fact, Span
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.model import Report

RULE = "rule-location"


def own_passage(report: Report, context: Context) -> Citation | None:
    """Where the report first prints the name of its school or region; None when nowhere."""
    text = report.text if report.simplified is None else report.simplified
    at = text.find(context.region) if context.region else -1
    return None if at < 0 else Citation(Span(at, at + len(context.region)), "")


def own_place(own: Citation | None, context: Context) -> Iterator[Fact]:
    """The region that reports lies in the one before it in its name: 云京市琅崖区 in 云京市."""
    chain = place_chains(context.region)
    if own is None or not chain or chain[-1].within is None or chain[-1].end != len(context.region):
        return
    name = context.canonical(context.region) or context.region
    values = (("place", (name,)), ("region", (chain[-1].within,)))
    dated = (("period", (str(context.data_year),)), ("periodAssumed", ("true",)))
    yield Fact("Location", (*values, *dated), (own,), RULE)


def with_own(fact: Fact, own: Citation | None, report: Report, context: Context) -> Fact:
    """The fact; with the naming passage too, where its quote does not name the reporting party."""
    names = {value for _, values in fact.values for value in values}
    region = context.canonical(context.region) or context.region
    if own is None or fact.kind == "Observation" or not names & {context.region, region}:
        return fact
    quoted = fold("".join(report.said(c.span) for c in fact.citations))
    aliases = [word for word, name in context.names.items() if name == region]
    if any(word in quoted for word in (fold(context.region), *aliases)):
        return fact
    return replace(fact, citations=(*fact.citations, own))
