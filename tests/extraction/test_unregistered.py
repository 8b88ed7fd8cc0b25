"""Figures of indicators that no list knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph.extraction.unregistered import wording

if TYPE_CHECKING:
    from tests.extraction.conftest import Read


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("其中，累计志愿帮扶", "，累计志愿帮扶"),
        ("全年累计志愿帮扶达到", "志愿帮扶"),
        ("我校现有机房（含备用）共", "机房"),
        ("现代机房", "现代机房"),
        ("中职起点生源", "中职起点生源"),
        ("内部刊物", "内部刊物"),
        ("共建课室", "共建课室"),
        ("新生报到", "新生报到"),
        ("残疾人）有", ""),
        ("3、拥有课室为：", "拥有课室"),
        ("帮扶对象已增加到", "帮扶对象"),
    ],
)
def test_filling_words_are_no_part_of_a_name(printed: str, name: str) -> None:
    assert wording(printed) == name


def test_the_words_before_the_figure_are_its_name(read: Read) -> None:
    (found,) = read("全年维护路灯1200元。")

    assert found.brief == ("维护路灯", "1200", "yuan", 2022)
    assert found.quote == "全年维护路灯1200元"


def test_what_is_counted_behind_the_figure_belongs_to_the_name(read: Read) -> None:
    (found,) = read("新装路灯和护栏40个路段。")

    assert (found.indicator, found.quote) == ("新装路灯和护栏路段", "新装路灯和护栏40个路段")


def test_a_figure_of_something_unknown_is_never_put_under_a_known_indicator(read: Read) -> None:
    assert {s.indicator for s in read("路灯照明覆盖率98%。")} == {"路灯照明覆盖率"}


@pytest.mark.parametrize(
    "text",
    ["共30个。", "分别为3个、4个。", "注：合计30个。", "该校30个。", "增加路灯。", "路灯若干个。"],
)
def test_a_figure_without_a_name_gives_no_fact(read: Read, text: str) -> None:
    assert read(text) == []


def test_a_name_too_long_to_be_one_gives_no_fact(read: Read) -> None:
    assert read("在" + "各街道各乡镇村委会居委会以及路段" * 4 + "开展维护1200元。") == []
