"""All rules together: from the figures of a dataset to its findings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.consistency import (
    columns,
    conventions,
    dating,
    growth,
    listing,
    members,
    naming,
    quotients,
    required,
    restatements,
    scopes,
    splits,
    spoken,
    sums,
    tables,
    values,
    wording,
)
from vetgraph.consistency.checks import contrary, finding
from vetgraph.consistency.figures import figures
from vetgraph.consistency.intervals import NEAREST
from vetgraph.consistency.repairs import Failure, explained
from vetgraph.consistency.rounding import cut_off
from vetgraph.consistency.sources import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vetgraph.consistency.checks import Check
    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.observations import Observation, Place
    from vetgraph.consistency.sources import Source

RELATIONS = (
    restatements.restated, growth.changes, growth.growth, growth.implied, quotients.shares,
    quotients.share_sums, quotients.countable, quotients.per_head, quotients.ratios,
    sums.totals, sums.within, sums.groups, sums.table_totals, splits.divided, splits.headed,
)  # fmt: skip
"""Rules whose findings say what a figure would have to be."""
REMARKS = (
    values.impossible, values.fractions, values.zero_ratio, growth.rises, growth.directions,
    restatements.copied, conventions.mixed, conventions.dashes, conventions.reused,
    conventions.slips, scopes.table_scope, scopes.remainders, scopes.within_groups,
    tables.total_rows, tables.total_columns, tables.row_count, columns.share_columns,
    columns.rate_columns, spoken.spoken_shares, wording.words, dating.other_year,
    dating.impossible_year, dating.later_year, dating.after_issue, dating.columns_of_a_year,
    listing.listed, members.enumerated, members.members, naming.places, naming.bodies,
    required.missing,
)  # fmt: skip
"""Rules on figures, words, lists and tables whose findings offer no other value."""


_UNREAD: dict[str, Source] = {}


def check(
    found: Iterable[Observation],
    rounding: str = NEAREST,
    sources: Mapping[str, Source] = _UNREAD,
) -> list[Finding]:
    """All findings, report by report, in reading order of the passages that do not fit.

    ``rounding`` says how last printed digits came about: ``nearest``, ``truncate`` or ``exact``.
    Rules on words, lists and tables need the ``sources`` of the figures, by report.
    """
    by_report: dict[str, list[Observation]] = {key: [] for key in sources}
    for one in found:
        by_report.setdefault(one.place.report, []).append(one)
    return [
        finding
        for key in sorted(by_report)
        for finding in _report(figures(by_report[key], rounding, sources.get(key, NOWHERE)))
    ]


def relations(found: Iterable[Observation], rounding: str = NEAREST) -> list[Check]:
    """Every relation that can be recomputed from the figures of one report, held or not."""
    indexed = figures(found, rounding)
    return [check for rule in RELATIONS for check in rule(indexed)]


def _report(indexed: Figures) -> list[Finding]:
    checks = [check for rule in RELATIONS for check in rule(indexed)]
    failures = _matters(failure for one in checks if (failure := _failure(one)) is not None)
    remarks = {f.id: f for rule in REMARKS for f in rule(indexed)}
    told = _without_rests(list(remarks.values()))
    said = cut_off(failures, explained(failures, checks))
    return sorted([*said, *told], key=_reading_order)


def _without_rests(remarks: list[Finding]) -> list[Finding]:
    """A list that does not add up (VG.SUM.006) leaves no rest unsaid (VG.SUM.004) besides."""
    sums = [one.places for one in remarks if one.rule == "VG.SUM.006"]
    return [f for f in remarks if f.rule != "VG.SUM.004" or not any(_lie(f, s) for s in sums)]


def _lie(one: Finding, places: tuple[Place, ...]) -> bool:
    """Whether every passage of a finding holds one of the places."""
    return all(any(p.start <= q.start < p.end for q in places) for p in one.places)


def _failure(check: Check) -> Failure | None:
    against = contrary(check)
    return None if against is None else Failure((check,), against[1], finding(check, *against))


def _reading_order(one: Finding) -> tuple[int, str, str]:
    return one.places[0].start, one.rule, one.id


def _matters(failures: Iterable[Failure]) -> list[Failure]:
    """A figure printed twice is one matter: its first print stands for it and quotes the others."""
    kept: dict[tuple[object, ...], Failure] = {}
    for one in sorted(failures, key=lambda f: _reading_order(f.finding)):
        matter = _matter(one.finding)
        known = kept.get(matter)
        kept[matter] = one if known is None else _joined(known, one)
    return list(kept.values())


def _joined(known: Failure, more: Failure) -> Failure:
    evidence = dict.fromkeys((*known.finding.evidence, more.finding.evidence[0]))
    said = replace(known.finding, evidence=tuple(evidence))
    return Failure((*known.checks, *more.checks), known.terms, said)


def _matter(one: Finding) -> tuple[object, ...]:
    first = one.evidence[0]
    what = first.subject, first.indicator, first.kind, first.period, first.value
    return (one.rule, *what)
