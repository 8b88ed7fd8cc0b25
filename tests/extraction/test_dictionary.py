"""Indicators, units and breakdowns are found under every wording of the code lists."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vetgraph.extraction.dictionary import dictionary

WORDS = dictionary()


def every_wording() -> list[tuple[str, str]]:
    concepts = WORDS.schema.concepts["indicator"].values()
    return [(word, concept.code) for concept in concepts for word in concept.words]


def test_every_wording_of_an_indicator_is_understood_as_a_label() -> None:
    wrong = [
        word
        for word, code in every_wording()
        if (found := WORDS.indicator(word)) is None or found.code != code
    ]

    assert wrong == []


def test_every_chinese_wording_is_found_whole_in_a_sentence() -> None:
    missed = [
        word
        for word, code in every_wording()
        if not word.isascii() and code not in {m.code for m in WORDS.indicator_mentions(word)}
    ]

    assert missed == []


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("招生人数（人）", "enrolment"), ("毕业生总数", "graduates"),
        ("——专任教师", "full-time-teachers"),
        ("“双师型”教师总数（人）", "double-qualified"), ("固定资产总值（万元）", "fixed-assets"),
    ],
)  # fmt: skip
def test_labels_are_read_without_bracket_dash_and_tail(label: str, code: str) -> None:
    found = WORDS.indicator(label)

    assert found is not None
    assert found.code == code


def test_a_label_that_no_list_knows_is_none() -> None:
    assert WORDS.indicator("智慧黑板") is None
    assert WORDS.breakdown("智慧黑板") is None


@pytest.mark.parametrize(
    ("word", "code", "factor"),
    [
        ("人", "person", 1), ("万元", "yuan", 10_000), ("万人次", "person-time", 10_000),
        ("亿元", "yuan", 10**8), ("%", "percent", 1), ("％", "percent", 1),
        ("㎡", "metre-squared", 1),
        ("百万元", "yuan", 10**6), ("万册", "volume", 10_000), ("个百分点", "percentage-point", 1),
    ],
)  # fmt: skip
def test_a_printed_unit_has_a_code_and_a_factor(word: str, code: str, factor: int) -> None:
    unit = WORDS.unit(word)

    assert unit is not None
    assert (unit.code, unit.factor) == (code, Decimal(factor))


@pytest.mark.parametrize("word", ["光年", "", "万"])
def test_what_is_no_unit_is_none(word: str) -> None:
    assert WORDS.unit(word) is None


def test_the_unit_of_a_label_stands_in_its_bracket() -> None:
    unit = WORDS.unit_of_label("金额（单位：万元）")

    assert unit is not None
    assert unit.code == "yuan"
    assert WORDS.unit_of_label("金额（其他）") is None


@pytest.mark.parametrize("label", ["合计", "总计（人）", "三校合计", "小计", "总人数"])
def test_a_label_may_say_no_more_than_total(label: str) -> None:
    assert WORDS.is_total(label)


def test_the_longest_wording_is_meant() -> None:
    (found,) = WORDS.indicator_mentions("“双师型”教师占专业课教师比例")

    assert (found.start, found.end) == (1, 15)


def test_units_of_one_kind_are_alike() -> None:
    assert WORDS.alike("mu") == ("mu", "metre-squared")
    assert WORDS.alike("yuan") == ("yuan",)
