"""Every rule on figures that agree and on figures that do not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from vetgraph import consistency, pipeline
from vetgraph.consistency.intervals import Interval, difference, quotient, total
from vetgraph.consistency.observations import Observation, Place
from vetgraph.extraction.dictionary import Unit
from vetgraph.extraction.observation import exact
from vetgraph.schema import schema
from vetgraph.text import quantity

if TYPE_CHECKING:
    from vetgraph.store import Dataset


def figure(indicator: str, printed: str, year: int = 2022, **more: object) -> Observation:
    """A figure as printed (``1200``, ``95.27``, ``0.26:0.74``) about one district."""
    number = quantity(printed)
    assert number is not None
    concept = schema().concepts["indicator"][indicator]
    unit = str(more.pop("unit", concept.unit))
    sharp = exact(number, Unit(unit, Decimal(1)))
    interval = Interval(number.value, number.value) if sharp else Interval(number.low, number.high)
    ratio = None
    if number.antecedent is not None and number.consequent is not None:
        ratio = (rounded(number.antecedent), rounded(number.consequent))
    base = figure_base(indicator, printed, year, str(more))
    made = replace(
        base, unit=unit, kind=str(more.pop("kind", concept.kind)), value=number.value,
        interval=interval, ratio=ratio, label=concept.zh, label_en=concept.en,
        breakdown=str(more.pop("breakdown", "_T")),
    )  # fmt: skip
    earlier = more.pop("base", None)
    assert not more, more
    return replace(made, base=int(str(earlier)) if earlier else None)


def figure_base(indicator: str, printed: str, year: int, more: str) -> Observation:
    place = Place("r", "1.1", "1-1", indicator, str(year), sum(map(ord, printed)), 9, printed)
    nothing = Interval(None, None)
    return Observation(
        f"o:{indicator}:{printed}:{year}:{more}", "a", "某区", indicator, "", "", "_T", "", "level",
        year, None, Decimal(0), nothing, printed, "", "", None, place,
    )  # fmt: skip


def rounded(number: Decimal) -> Interval:
    half = Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)
    return Interval(number - half, number + half) if number != 1 else Interval(number, number)


def rules(*figures: Observation) -> list[str]:
    return [finding.rule for finding in consistency.check(figures)]


YEARS = (figure("graduates", "812", 2021), figure("graduates", "589", 2022))


@pytest.mark.parametrize(
    ("printed", "found"), [("-223", []), ("-213", ["VG.CHG.001"]), ("223", ["VG.CHG.001"])]
)
def test_a_change_is_the_difference_of_both_years(printed: str, found: list[str]) -> None:
    change = figure("graduates", printed, kind="change", base=2021)

    assert rules(*YEARS, change) == found


@pytest.mark.parametrize(
    ("printed", "unit", "found"),
    [
        ("-27.46", "percent", []),
        ("-27.5", "percent", []),
        ("-0.2746", "one", []),
        ("-26.46", "percent", ["VG.CHG.002"]),
        ("-0.2746", "percent", ["VG.CHG.002"]),
    ],
)
def test_growth_is_relative_to_the_year_before(printed: str, unit: str, found: list[str]) -> None:
    growth = figure("graduates", printed, kind="growth-rate", base=2021, unit=unit)

    assert rules(*YEARS, growth) == found


def test_the_change_of_a_share_may_be_points_or_a_fraction() -> None:
    years = (figure("senior-share", "28.5", 2021), figure("senior-share", "31.17"))
    points = figure("senior-share", "2.67", kind="change", base=2021, unit="percentage-point")
    fraction = figure("senior-share", "0.03", kind="change", base=2021, unit="one")
    wrong = figure("senior-share", "0.3", kind="change", base=2021, unit="one")

    assert rules(*years, points) == rules(*years, fraction) == []
    assert rules(*years, wrong) == ["VG.CHG.001"]


def test_a_share_is_its_part_divided_by_its_whole() -> None:
    parts = (figure("senior-teachers", "96"), figure("post-teachers", "308"))

    assert rules(*parts, figure("senior-share", "31.17")) == []
    assert rules(*parts, figure("senior-share", "31.71")) == ["VG.SHR.001"]


def test_a_share_of_another_whole_names_that_whole() -> None:
    stated = (
        figure("double-qualified", "141"),
        figure("post-teachers", "308"),
        figure("major-teachers", "148"),
        figure("double-qualified-share-posts", "95.27"),
    )

    (found,) = consistency.check(stated)

    assert found.rule == "VG.SHR.001"
    assert "若以专业教师数（148）为总体则相符" in found.message_zh
    assert "with teachers of majors (148) as the whole it would fit" in found.message_en
    assert [o.indicator for o in found.evidence] == [
        "double-qualified-share-posts", "double-qualified", "post-teachers",
    ]  # fmt: skip


def test_a_value_per_head_is_the_total_divided_by_the_heads() -> None:
    stated = (figure("equipment", "286470000"), figure("students", "3150"))

    assert rules(*stated, figure("equipment-per-student", "90943")) == []
    assert rules(*stated, figure("equipment-per-student", "9094")) == ["VG.PER.001"]


@pytest.mark.parametrize(
    ("printed", "found"), [("9.03:1", []), ("1:9.03", []), ("8.03:1", ["VG.RAT.001"])]
)
def test_a_ratio_holds_in_either_order(printed: str, found: list[str]) -> None:
    stated = (figure("students", "903"), figure("full-time-teachers", "100"))

    assert rules(*stated, figure("student-teacher-ratio", printed)) == found


def test_parts_that_make_the_whole_add_up_to_it() -> None:
    parts = (figure("staff-funding", "100"), figure("operating-funding", "20"))
    rest = figure("project-funding", "30")

    assert rules(*parts, rest, figure("funding", "150")) == []
    assert rules(*parts, rest, figure("funding", "140")) == ["VG.SUM.001"]
    assert rules(*parts, figure("funding", "140")) == []


def test_a_part_may_be_less_than_the_whole_but_not_more() -> None:
    assert rules(figure("staff", "344"), figure("post-teachers", "308")) == []
    assert rules(figure("staff", "300"), figure("post-teachers", "308")) == ["VG.SUM.002"]


def test_groups_that_make_the_whole_add_up_to_it() -> None:
    groups = (
        figure("enrolment", "1181", breakdown="full-time-vocational"),
        figure("enrolment", "22", breakdown="full-time-adult"),
    )

    assert rules(*groups, figure("enrolment", "1203")) == []
    assert rules(*groups, figure("enrolment", "1200")) == ["VG.SUM.003"]


def row(about: str, printed: str) -> Observation:
    made = figure("order-class-students", printed)
    place = replace(made.place, table="4-1", column="学生人数", row=about)
    return replace(made, about=about, iri=about + printed, place=place)


def test_the_total_row_is_the_sum_of_the_rows() -> None:
    classes = (row("甲班", "58"), row("乙班", "28"))

    assert rules(*classes, row("总计", "86")) == []
    assert rules(*classes, row("总计", "96")) == ["VG.TAB.001"]


def test_one_indicator_stated_twice_has_one_value() -> None:
    first = figure("graduates", "804", 2021)
    elsewhere = replace(first.place, table="5-1")

    assert rules(first, replace(first, iri="again", place=elsewhere)) == []
    again = replace(figure("graduates", "812", 2021), place=elsewhere)
    assert rules(first, again) == ["VG.DUP.001"]
    assert rules(first, replace(again, period=2020)) == []


def test_two_cells_of_one_table_are_two_figures() -> None:
    assert rules(figure("graduates", "804", 2021), figure("graduates", "812", 2021)) == []


def test_words_such_as_more_than_do_not_contradict_the_number() -> None:
    exactly = figure("training", "58840")
    more_than = replace(
        figure("training", "58000"), iri="x", interval=Interval(Decimal(58000), None)
    )

    assert rules(exactly, more_than) == []


def test_impossible_values() -> None:
    assert rules(figure("graduation-rate", "100")) == []
    assert rules(figure("graduation-rate", "108")) == ["VG.VAL.001"]
    assert rules(figure("graduates", "-5")) == ["VG.VAL.001"]


def test_a_figure_repeated_for_the_next_year_is_remarked() -> None:
    assert rules(figure("starting-pay", "4800", 2021), figure("starting-pay", "4800")) == [
        "VG.REP.001"
    ]
    assert rules(figure("starting-pay", "4800", 2021), figure("starting-pay", "4900")) == []


def test_figures_of_different_reports_are_not_compared() -> None:
    first, second = figure("graduates", "804"), figure("graduates", "812")
    elsewhere = replace(second, place=replace(second.place, report="s"))

    assert rules(first, elsewhere) == []


def test_a_finding_keeps_its_name_until_a_figure_changes() -> None:
    def named(first: Observation, second: Observation) -> str:
        (found,) = consistency.check([first, second])
        return found.id

    def other(printed: str) -> Observation:
        made = figure("graduates", printed, 2021)
        return replace(made, place=replace(made.place, table="5-1"))

    first, second = figure("graduates", "804", 2021), other("812")
    moved = replace(second, iri="moved", place=replace(second.place, start=4000, end=4003))

    assert named(first, second) == named(first, moved)
    assert named(first, second) != named(first, other("813"))
    assert named(first, second) != named(figure("graduates", "805", 2021), second)


def test_intervals_reckon_with_their_ends() -> None:
    a, b = Interval(Decimal(2), Decimal(3)), Interval(Decimal(1), Decimal(2))

    assert difference(a, b) == Interval(Decimal(0), Decimal(2))
    assert quotient(a, b) == Interval(Decimal(1), Decimal(3))
    assert quotient(a, Interval(Decimal(0), Decimal(1))) is None
    assert total([a, Interval(Decimal(1), None)]) == Interval(Decimal(3), None)


def test_the_changping_report_contradicts_itself_in_these_places(changping: Dataset) -> None:
    found = pipeline.inconsistencies(changping)

    assert [(f.rule, f.severity, f.places[0].section, f.reported) for f in found] == [
        ("VG.SUM.003", "violation", "1.1.1", "1200"),  # 1181 + 22 = 1203
        ("VG.SUM.004", "info", "1.1.1", "58840"),  # 14539 + ... + 14238 = 58184
        ("VG.WRD.002", "warning", "1.1.1", ""),  # 略有下降: -11.58 %
        ("VG.WRD.002", "warning", "1.1.2", ""),  # 略有降低: 0.37 to 0.26
        ("VG.TAB.004", "warning", "1.3", "344"),  # of public schools alone
        ("VG.CHG.003", "warning", "1.3", "0.0002"),  # 2.60 % in table 2-2
        ("VG.SHR.001", "violation", "1.3", "95.27"),  # 141 / 308 = 45.78 %
        ("VG.SHR.003", "info", "1.3", "0.69"),  # 12 / 18 or 13 / 18
        ("VG.REP.001", "warning", "2.2", "4800"),  # in 2021 and 2022
        ("VG.NIL.001", "info", "2.2", "0"),  # 4800 to 4800
        ("VG.SHR.003", "info", "2.2", "1.61"),  # 13 / 804 = 1.617 %
        ("VG.NIL.001", "info", "2.2", "0"),  # 1.61 % to 0
        ("VG.YER.001", "warning", "3.2.2", ""),  # 2021年 ...
        ("VG.SUM.004", "info", "3.2.3", "96"),  # 3 + 4 + 9 + 29 + 22 = 67
        ("VG.YER.001", "warning", "4.2", ""),  # 2021年 ...
        ("VG.DUP.001", "violation", "5.1", "804"),  # 812 in table 1-1
        ("VG.REP.001", "warning", "5.1", "472"),  # in 2020 and 2021
        ("VG.NAM.001", "warning", "5.2.2", ""),  # 禾子涧村
        ("VG.REP.002", "warning", "6.1", "31137000"),  # of 2021 in 3.2.2
    ]


def test_rounded_figures_that_have_only_an_end_in_common_are_two() -> None:
    a, b = rounded(Decimal("1.61")), rounded(Decimal("1.62"))

    assert a.meets(b)
    assert not a.overlaps(b)
    assert a.overlaps(Interval(Decimal("1.615"), Decimal("1.615")))
    assert Interval(None, Decimal(3)).overlaps(Interval(Decimal(2), None))
    other = figure("graduation-rate", "97.62")
    elsewhere = replace(other, place=replace(other.place, table="2-1"))
    assert rules(figure("graduation-rate", "97.61"), elsewhere) == ["VG.DUP.001"]


def test_of_one_figure_printed_twice_the_finer_print_counts() -> None:
    before = figure("matched-employment-rate", "97.40", 2021)
    coarse, fine = (figure("matched-employment-rate", p) for p in ("100", "100.00"))
    change = figure(
        "matched-employment-rate", "2.90", kind="change", unit="percentage-point", base=2021
    )

    assert rules(before, coarse, change) == []
    assert rules(before, coarse, fine, change) == ["VG.CHG.001"]
