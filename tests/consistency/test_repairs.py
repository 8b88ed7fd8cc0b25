"""What one changed figure would mend, which findings share a root, what is an error of ours."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.consistency.test_rules import figure
from vetgraph import consistency
from vetgraph.consistency.slips import close, slip

if TYPE_CHECKING:
    from vetgraph.consistency.observations import Observation


def at(one: Observation, table: str) -> Observation:
    """The figure in another table."""
    return replace(one, iri=f"{one.iri}:{table}", place=replace(one.place, table=table))


def test_each_figure_of_a_failing_sum_could_mend_it() -> None:
    groups = (
        figure("enrolment", "1181", breakdown="full-time-vocational"),
        figure("enrolment", "22", breakdown="full-time-adult"),
    )
    (found,) = consistency.check([*groups, figure("enrolment", "1200")])

    assert {(repair.reported, repair.proposed) for repair in found.repairs} == {
        ("1200", "1203"), ("1181", "1178"), ("22", "19"),
    }  # fmt: skip
    assert {repair.breaks for repair in found.repairs} == {0}
    assert "由 1200 改为 1203" in found.repairs[0].message_zh


def test_the_change_that_breaks_least_comes_first() -> None:
    years = (figure("graduates", "812", 2021), figure("graduates", "589"))
    change = figure("graduates", "-223", kind="change", base=2021)
    other = at(figure("graduates", "804", 2021), "5-1")
    (found,) = consistency.check([*years, change, other])

    first, *others = found.repairs
    assert (first.reported, first.proposed, first.breaks) == ("804", "812", 0)
    assert [(one.proposed, one.breaks) for one in others] == [("804", 1)]
    assert "会使 1 处不符" in others[0].message_zh


def test_a_proposed_value_is_written_like_the_printed_one() -> None:
    stated = figure("assets", "30678万"), at(figure("assets", "30687万"), "2-1")
    (found,) = consistency.check(stated)

    assert {repair.proposed for repair in found.repairs} == {"30678万", "30687万"}


def test_findings_that_one_change_mends_share_a_root() -> None:
    years = (figure("graduates", "812", 2021), figure("graduates", "598"))
    change = figure("graduates", "-223", kind="change", base=2021)
    growth = figure("graduates", "-27.46", kind="growth-rate", base=2021, unit="percent")
    found = consistency.check([*years, change, growth])

    root = next(one for one in found if one.root is None)
    assert sorted(one.rule for one in found) == ["VG.CHG.001", "VG.CHG.002"]
    assert [one.root for one in found if one is not root] == [root.id]
    assert (root.repairs[0].reported, root.repairs[0].proposed) == ("598", "589")


def test_figures_too_far_apart_for_a_misprint_are_an_error_of_ours() -> None:
    students = figure("students", "2088")
    (near,) = consistency.check([students, at(figure("students", "2808"), "2-1")])
    (far,) = consistency.check([students, at(figure("students", "130"), "2-1")])

    assert (near.kind, near.severity) == ("inconsistency in the source", "violation")
    assert (far.kind, far.severity) == ("error of ours", "info")


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("1061", "1601"), ("4.69", "4.96"), ("1181", "1161"), ("139", "-139"),
        ("3113.7", "31137000"), ("589", "5589"), ("7", "6"),
    ],
)  # fmt: skip
def test_misprints_change_a_digit_the_order_the_sign_or_the_power(printed: str, meant: str) -> None:
    assert slip(Decimal(printed), Decimal(meant))


@pytest.mark.parametrize(("one", "other"), [("34", "12"), ("130", "2088"), ("9", "12"), ("0", "5")])
def test_other_numbers_are_no_misprint(one: str, other: str) -> None:
    assert not slip(Decimal(one), Decimal(other))


def test_numbers_are_close_within_a_twentieth() -> None:
    assert close(Decimal(804), Decimal(812))
    assert not close(Decimal(1007), Decimal(1121))


def test_rounding_says_how_the_last_digit_came_about() -> None:
    stated = [figure("to-bachelor", "13"), figure("graduates", "804")]
    cut_off = figure("to-bachelor-share", "1.61")  # 13 / 804 = 1.6169 %

    assert [f.rule for f in consistency.check([*stated, cut_off])] == ["VG.SHR.001"]
    assert consistency.check([*stated, cut_off], "truncate") == []


def test_exact_amounts_have_no_interval_and_exact_shares_are_still_rounded() -> None:
    parts = [figure("staff-funding", "100.4"), figure("operating-funding", "20.4")]
    whole = [figure("project-funding", "30.4"), figure("funding", "151.3")]
    share = [figure("to-bachelor", "8"), figure("graduates", "589")]

    assert consistency.check([*parts, *whole]) == []
    assert [f.rule for f in consistency.check([*parts, *whole], "exact")] == ["VG.SUM.001"]
    assert consistency.check([*share, figure("to-bachelor-share", "1.36")], "exact") == []


def test_a_figure_that_is_off_by_a_power_of_ten_is_called_a_slip_of_unit() -> None:
    stated = [figure("equipment", "286470000"), figure("students", "3150")]
    (found,) = consistency.check([*stated, figure("equipment-per-student", "9094")])

    assert found.message_zh.endswith("恰差 10 倍，疑为单位之误")
    assert found.message_en.endswith("is off by 10: a slip of unit?")
