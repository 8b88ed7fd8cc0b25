"""Slips of the pen in the real report are found, and only where they are.

The floors are what was measured, rounded down; ``docs/mutations.md`` has the figures and says of
what is not found why it cannot be.
"""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from benchmarks import mutations as benchmark
from tests.mutations.mutants import KINDS, Trial, Verdict, by_kind, mutants, reason, tally
from vetgraph import consistency, pipeline
from vetgraph.reading import read_text

if TYPE_CHECKING:
    from tests.mutations.mutants import Mutant
    from tests.mutations.years import Slip
    from vetgraph.consistency import Finding, Observation
    from vetgraph.pipeline import Built
    from vetgraph.store import Dataset

EVERY = 160


@pytest.mark.slow
def test_misprints_of_figures_that_a_relation_fixes_are_found(verdicts: list[Verdict]) -> None:
    fixed = tally(one for one in verdicts if one.in_equation)

    assert fixed.made > 1500
    assert fixed.share >= 95


@pytest.mark.slow
def test_misprints_of_all_figures_in_relations_are_found(verdicts: list[Verdict]) -> None:
    assert tally(verdicts).share >= 93


@pytest.mark.slow
def test_no_kind_of_slip_gets_harder_to_find(
    verdicts: list[Verdict], some_years: list[Slip], capsys: pytest.CaptureFixture[str]
) -> None:
    found = by_kind(verdicts)
    with capsys.disabled():
        sys.stdout.write("\n".join(["", *benchmark.table(verdicts, some_years), ""]))

    floors = {
        "digit": 90, "swap": 93, "tenfold": 98, "hundredfold": 98, "tenth": 96, "hundredth": 97,
        "sign": 99,
    }  # fmt: skip
    assert set(floors) == set(KINDS)
    assert {
        kind: round(one.share, 1) for kind, one in found.items() if one.share < floors[kind]
    } == {}


@pytest.mark.slow
def test_what_is_found_quotes_the_changed_figure(verdicts: list[Verdict]) -> None:
    found = tally(one for one in verdicts if one.found)

    assert found.pointed == found.made


@pytest.mark.slow
def test_nothing_is_found_elsewhere_than_at_relations_of_the_changed_figure(
    verdicts: list[Verdict],
) -> None:
    astray = [(v.mutant.old.text, [f.message_en for f in v.astray]) for v in verdicts if v.astray]

    assert astray == []


@pytest.mark.slow
def test_only_misprints_within_an_interval_or_a_bound_are_missed(verdicts: list[Verdict]) -> None:
    reasons = {reason(one) for one in verdicts if not one.found}

    assert reasons <= {"interval", "bound"}


@pytest.mark.slow
def test_most_slips_of_years_are_found_and_nothing_elsewhere(some_years: list[Slip]) -> None:
    assert len(some_years) >= 15
    assert tally(some_years).share >= 75
    assert [one.said for one in some_years if one.astray] == []


def test_mutants_print_what_a_slip_of_the_pen_would_print(changping: Dataset) -> None:
    share = next(o for o in consistency.observations(changping) if o.text.startswith("95.27"))
    made = {(one.kind, one.new.text) for one in mutants(share)}

    assert {("digit", "96.27"), ("swap", "59.27"), ("tenfold", "952.7"),
            ("hundredth", "0.9527"), ("sign", "-95.27")} <= made  # fmt: skip


def test_value_and_interval_come_from_the_changed_print(changping: Dataset) -> None:
    money = next(o for o in consistency.observations(changping) if o.text == "30678万")
    tenth = next(one.new for one in mutants(money) if one.kind == "tenth")

    assert tenth.text == "3067.8万"
    assert tenth.value == Decimal(30678000)
    assert (tenth.interval.low, tenth.interval.high) == (Decimal(30677500), Decimal(30678500))


@pytest.mark.slow
def test_misprints_in_the_text_itself_are_found_like_those_of_its_figures(
    changping_built: Built,
) -> None:
    """The whole road, read to check, for a sample; sheets are left out: they quote the old text."""
    base = rebuilt(changping_built, changping_built.report.text)
    trial = Trial(figures(base))
    sample = [m for one in trial.related for m in mutants(one) if offset(m, base) is not None]

    for mutant in sample[::EVERY]:
        verdict = trial.judge(mutant)
        assert told(in_text(base, mutant)) - told(found(base)) == told(verdict.findings), mutant


def rebuilt(built: Built, text: str) -> Built:
    return pipeline.graph_of(built.meta, read_text(text), "北京市昌平区")


def figures(built: Built) -> list[Observation]:
    stated = consistency.observations(pipeline.in_memory([built]))
    return [one for one in stated if not one.blank]


def found(built: Built) -> list[Finding]:
    return consistency.check(figures(built))


def offset(mutant: Mutant, built: Built) -> int | None:
    """Where the changed print stands in the text, if it stands once in the figure's passage."""
    place, text = mutant.old.place, built.report.text
    said = text[place.start : place.end]
    once = said.count(mutant.old.text) == 1
    return place.start + said.index(mutant.old.text) if once else None


def in_text(built: Built, mutant: Mutant) -> list[Finding]:
    text, at = built.report.text, offset(mutant, built)
    assert at is not None
    return found(rebuilt(built, text[:at] + mutant.new.text + text[at + len(mutant.old.text) :]))


def told(findings: list[Finding] | tuple[Finding, ...]) -> set[tuple[object, ...]]:
    """What findings say: rule, and the figures with their values."""
    return {
        (f.rule, *sorted((o.indicator, o.period, o.text) for o in f.evidence)) for f in findings
    }
