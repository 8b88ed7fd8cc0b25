"""Figures in wordings of later reports: behind a colon, year by year, of the things of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.extraction.conftest import Read

SCHOOLS = {"青石职校": "School", "白沙职校": "School"}


def brief(read: Read, text: str, **names: str) -> list[tuple[str, str, str | None, int]]:
    return [(s.indicator, s.measure, s.value, s.period) for s in read(text, **names)]


def of_whom(read: Read, text: str) -> list[tuple[str, str, str | None]]:
    return [(s.about, s.indicator, s.value) for s in read(text, **SCHOOLS)]


@pytest.mark.parametrize(
    "text", ["毕业率：98%。", "毕业率:98%。", "毕业率为：98%。", "毕业率为98%。"]
)
def test_a_colon_tells_a_figure(read: Read, text: str) -> None:
    assert brief(read, text) == [("graduation-rate", "share", "98", 2022)]


def test_numbered_lines_tell_their_figures(read: Read) -> None:
    found = read("一、规模\n1.专任教师：214人\n2.在校生：3000人\n")

    assert [(s.indicator, s.value) for s in found] == [
        ("full-time-teachers", "214"), ("students", "3000"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "2020—2022年，毕业率分别为97.1%、97.5%、98.0%。",
        "2020年至2022年，毕业率依次为97.1%、97.5%和98.0%。",
        "近三年毕业率分别为97.1%、97.5%、98.0%。",
    ],
)
def test_figures_of_consecutive_years(read: Read, text: str) -> None:
    assert [(i, v, y) for i, _, v, y in brief(read, text)] == [
        ("graduation-rate", "97.1", 2020), ("graduation-rate", "97.5", 2021),
        ("graduation-rate", "98", 2022),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["近三年毕业率分别为97.1%、97.5%。", "2019—2022年，毕业率分别为97.1%、97.5%。"]
)
def test_years_that_are_not_as_many_as_the_figures_date_none(read: Read, text: str) -> None:
    assert all(y not in (2020, 2021) for _, _, _, y in brief(read, text))


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("招生300人，在校生900人，较上年分别增加20人和50人。", "change"),
        ("招生300人，在校生900人，分别比2020年增长20%和50%。", "growth-rate"),
        ("招生300人，在校生900人，同比分别下降20%和50%。", "growth-rate"),
    ],
)
def test_what_was_just_counted_moves_in_turn(read: Read, text: str, measure: str) -> None:
    moved = [(i, v) for i, m, v, _ in brief(read, text) if m == measure]
    sign = "-" if "下降" in text else ""

    assert moved == [("enrolment", f"{sign}20"), ("students", f"{sign}50")]


def test_points_may_be_written_once(read: Read) -> None:
    text = "毕业率98%，文化课合格率97%，比上年分别提高1.2个和0.6个百分点。"

    assert [(s.value, s.unit) for s in read(text) if s.measure == "change"] == [
        ("1.2", "percentage-point"), ("0.6", "percentage-point"),
    ]  # fmt: skip


def test_changes_and_shares_are_of_the_thing_named_right_before(read: Read) -> None:
    text = "招生2080人，较上年增长5.2%，其中青石职校增长3.2%，白沙职校下降1.1%。"

    assert of_whom(read, text)[1:] == [
        ("昌平区", "enrolment", "5.2"), ("青石职校", "enrolment", "3.2"),
        ("白沙职校", "enrolment", "-1.1"),
    ]  # fmt: skip


def test_a_share_follows_the_thing_counted(read: Read) -> None:
    text = "在校生2901人，其中青石职校1221人，占42.09%；白沙职校1185人，占40.85%。"

    assert of_whom(read, text)[1:] == [
        ("青石职校", "students", "1221"), ("青石职校", "在校生数占比", "42.09"),
        ("白沙职校", "students", "1185"), ("白沙职校", "在校生数占比", "40.85"),
    ]  # fmt: skip


def test_persons_of_a_thing_alone_are_a_headcount(read: Read) -> None:
    assert of_whom(read, "分学校看，青石职校1221人。") == [("青石职校", "人数", "1221")]


def test_teachers_by_degree_and_title(read: Read) -> None:
    text = "专任教师612人，其中研究生86人、本科508人，高级职称152人。"

    assert [(s.indicator, s.breakdown, s.value) for s in read(text)] == [
        ("full-time-teachers", (), "612"), ("full-time-teachers", ("postgraduate",), "86"),
        ("full-time-teachers", ("bachelor-degree",), "508"),
        ("full-time-teachers", ("senior-title",), "152"),
    ]  # fmt: skip


def test_a_title_behind_another_indicator_is_no_part_of_the_first(read: Read) -> None:
    found = read("教职工180人，其中专任教师150人，高级职称40人。")

    assert ("staff", ("senior-title",)) not in [(s.indicator, s.breakdown) for s in found]


def test_reached_in_a_year_that_is_named(read: Read) -> None:
    text = "毕业率从2021年的95.3%提高到2022年的96.1%。"

    assert [(v, y) for _, _, v, y in brief(read, text)] == [("95.3", 2021), ("96.1", 2022)]


def test_rising_to_a_figure_is_no_growth(read: Read) -> None:
    found = brief(read, "毕业率由21.5%上升为46.36%。")

    assert ("graduation-rate", "growth-rate", "46.36", 2022) not in found


def test_pay_of_the_year_before_is_by_the_month_too(read: Read) -> None:
    text = "平均起薪3650元/月，比上年3480元增长4.89%。"

    assert [(s.value, s.unit, s.period) for s in read(text)][:2] == [
        ("3650", "yuan-per-month", 2022), ("3480", "yuan-per-month", 2021),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("注册志愿者2610名，全年服务9200人次。", "注册志愿者", "2610"),
        ("2020级学生2294人到岗实习。", "学生到岗实习", "2294"),
        ("2014年初始计划1400人。", "初始计划", "1400"),
        ("两个校区合在一起3860亩。", "校区合在一起", "3860"),
        ("教学用计算机4860台，每百名学生49.6台。", "教学用计算机每百名学生", "49.6"),
        ("体育测试及格率：跑步96.2%，跳远91.4%。", "体育测试及格率·跑步", "96.2"),
        ("装备类在读3124人、电子与信息类2268人、旅游类60人。", "电子与信息类", "2268"),
        ("35岁以下84人。", "35岁以下", "84"),
    ],
)
def test_names_of_figures_that_no_list_knows(read: Read, text: str, name: str, value: str) -> None:
    assert (name, value) in [(s.indicator, s.value) for s in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "学校十分重视毕业生就业工作。",
        "注：2021年数据含10人。",
        "建筑面积均高于国家标准（33平方米）。",
    ],
)
def test_what_counts_nothing_gives_no_figure(read: Read, text: str) -> None:
    assert read(text) == []


def test_a_group_of_people_measured_in_no_unit_of_theirs(read: Read) -> None:
    assert all(s.unit != "person" for s in read("学生经手成品11.6万双。"))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2021年毕业学生445名，2020年毕业444名。平均月薪2680元。", 2021),
        ("学校1984年成立，2006年改成现在的两种名字。校舍4.92万平方米。", 2022),
        ("2008年并入两类专业。建校至今输送学员4.1万人。", 2022),
        ("2010年创业至今，截止目前已主持活动4000场。", 2022),
        ("2021年度报告列出的问题有了下文。下架图书33本。", 2022),
    ],
)
def test_the_year_of_a_later_sentence(read: Read, text: str, year: int) -> None:
    assert read(text)[-1].period == year


def test_a_list_of_what_is_planned_is_planned_to_its_end(read: Read) -> None:
    found = read("明年打算这样做：招收新生530名；培训农牧民2200人次。")

    assert [(s.measure, s.value, s.period) for s in found] == [
        ("target", "530", 2023), ("target", "2200", 2023),
    ]  # fmt: skip
