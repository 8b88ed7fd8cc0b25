"""Figures that one sentence gives to several things: 分别, lists of majors, named groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph.extraction.context import Context
from vetgraph.extraction.prose import prose_facts
from vetgraph.reading import read_text

if TYPE_CHECKING:
    from tests.extraction.conftest import Read


def test_growth_rates_go_to_the_indicators_in_their_order(read: Read) -> None:
    found = read("纸质图书数、电子图书数较上一年有所增加，其增长率分别为4.12%和8.33%。")

    assert [(f.indicator, f.measure, f.value, f.base) for f in found] == [
        ("paper-books", "growth-rate", "4.12", 2021),
        ("electronic-books", "growth-rate", "8.33", 2021),
    ]
    assert found[1].quote == "电子图书数较上一年有所增加，其增长率分别为4.12%和8.33%"


def test_levels_go_to_the_indicators_in_their_order(read: Read) -> None:
    found = read("招生数、在校生数和毕业生数分别为120人、350人和110人。")

    assert [f.brief for f in found] == [
        ("enrolment", "120", "person", 2022),
        ("students", "350", "person", 2022),
        ("graduates", "110", "person", 2022),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "招生数、在校生数和毕业生数分别为120人、350人。",
        "招生数、在校生数分别为120人、350人和110人。",
    ],
)
def test_lists_of_different_lengths_are_not_paired(read: Read, text: str) -> None:
    pairs = {(f.indicator, f.value) for f in read(text)}

    assert ("enrolment", "120") not in pairs


def test_what_a_list_of_majors_wins_is_of_none_alone(read: Read) -> None:
    text = "学校学前教育、西餐烹饪专业共获得一等奖4个。学前教育专业获得一等奖3个。"
    found = read(text, 学前教育="Major", 西餐烹饪="Major")

    assert [(f.value, f.breakdown) for f in found] == [
        ("4", ("first-prize",)),
        ("3", ("first-prize", "学前教育")),
    ]


def test_a_sentence_without_figures_names_the_contest_of_the_next() -> None:
    report = read_text("1 基本情况\n技能大赛在线上闭幕。学校获得一等奖4个。\n")
    names, kinds = {"技能大赛": "技能大赛"}, {"技能大赛": "Competition"}
    context = Context("昌平区", 2022, names, kinds)
    (fact,) = [f for p in report.paragraphs for f in prose_facts(p, context, None)]

    assert (fact.get("value"), fact.get("occasion")) == (("4",), ("技能大赛",))


def test_a_name_that_is_a_group_still_limits_its_figure(read: Read) -> None:
    text = "招生人数1061人，其中全日制职高学生1057人（含贯通培养208人）。"
    found = read(text, 贯通培养="ThroughTrainProgramme")

    assert [(f.value, f.breakdown) for f in found] == [
        ("1061", ()),
        ("1057", ("full-time-vocational",)),
        ("208", ("through-train",)),
    ]


def test_what_limits_a_whole_limits_the_part_behind_it(read: Read) -> None:
    found = read("公办中等职业学校教职工总数为344人，其中专技岗教师308人。")

    assert [(f.value, f.breakdown) for f in found] == [
        ("344", ("public-school",)),
        ("308", ("public-school",)),
    ]


def test_ways_of_doing_a_thing_are_not_the_thing(read: Read) -> None:
    assert [f.indicator for f in read("学校有3个学生社团。")] == ["clubs"]
    assert "clubs" not in {f.indicator for f in read("形成3个学生社团管理机制。")}


def test_majors_that_no_list_knows_are_dealt_out_by_their_printed_names(read: Read) -> None:
    found = read("船舶驾驶、跨境电子商务为招生大户，分别录取138人和122人。")

    assert [(f.indicator, f.value) for f in found] == [
        ("船舶驾驶录取", "138"),
        ("跨境电子商务录取", "122"),
    ]


def test_a_list_before_figures_that_and_joins_is_dealt_out(read: Read) -> None:
    found = read("物流服务与管理、连锁经营与管理，在校生265人和310人。")

    assert [(f.indicator, f.value) for f in found] == [
        ("物流服务与管理在校生", "265"),
        ("连锁经营与管理在校生", "310"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("教学能力大赛获省级奖7项、市级奖18项。", ["教学能力大赛获省级奖", "教学能力大赛获市级奖"]),
        ("建成省级高水平专业5个、市级骨干专业18个。", ["建成省级高水平专业", "市级骨干专业"]),
    ],
)
def test_a_group_beside_another_is_no_part_of_it(read: Read, text: str, names: list[str]) -> None:
    assert [(f.indicator, f.breakdown) for f in read(text)] == [(name, ()) for name in names]
