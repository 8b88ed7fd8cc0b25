"""Tables of every layout that reports print become cited observations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph.extraction.context import Context
from vetgraph.extraction.tables import listed_things, table_facts
from vetgraph.reading import read_text

if TYPE_CHECKING:
    from tests.extraction.conftest import Read

GROWING = """表 1-1 学生总体规模
项目\t\t2021年\t2022年\t增长量\t增长率
招生规模\t总人数\t1200\t1061\t-139\t-11.58%
\t全日制职高（人）\t1181\t1057\t-124\t-10.50%
培训规模\t培训人数（人次）\t27060\t58840\t31780\t117.44%"""


def test_two_label_columns_two_years_change_and_growth(read: Read) -> None:
    found = read(GROWING)

    assert [
        (s.indicator, s.breakdown, s.measure, s.value, s.unit, s.period) for s in found[:8]
    ] == [
        ("enrolment", (), "level", "1200", "person", 2021),
        ("enrolment", (), "level", "1061", "person", 2022),
        ("enrolment", (), "change", "-139", "person", 2022),
        ("enrolment", (), "growth-rate", "-11.58", "percent", 2022),
        ("enrolment", ("full-time-vocational",), "level", "1181", "person", 2021),
        ("enrolment", ("full-time-vocational",), "level", "1057", "person", 2022),
        ("enrolment", ("full-time-vocational",), "change", "-124", "person", 2022),
        ("enrolment", ("full-time-vocational",), "growth-rate", "-10.5", "percent", 2022),
    ]
    assert {s.base for s in found if s.measure in ("change", "growth-rate")} == {2021}
    assert [s.brief for s in found[8:10]] == [
        ("training", "27060", "person-time", 2021), ("training", "58840", "person-time", 2022),
    ]  # fmt: skip
    assert not any(s.assumed for s in found)
    assert all(s.quote.removesuffix("%") == s.number for s in found)


def test_a_cell_is_cited_with_its_headers() -> None:
    report = read_text(GROWING)
    context = Context("昌平区", 2022, {}, {})
    cited = [fact.citations[0] for fact in table_facts(report.tables[0], context)]

    assert (cited[6].table, cited[6].row, cited[6].column) == (
        "1-1", "招生规模 › 全日制职高（人）", "增长量",
    )  # fmt: skip


def test_years_in_rows_and_indicators_in_columns(read: Read) -> None:
    found = read(
        "表 1-2 职普比\n年份\t中等职业学校招生人数\t公办高中招生\t职普招生比例\n"
        "2020 年\t978\t2056\t0.32 : 0.68\n2022 年\t1061\t3043\t0.26 : 0.74"
    )

    assert [s.brief for s in found] == [
        ("enrolment", "978", "person", 2020),
        ("public-high-enrolment", "2056", "person", 2020),
        ("vocational-general-ratio", "0.470588", "ratio", 2020),
        ("enrolment", "1061", "person", 2022),
        ("public-high-enrolment", "3043", "person", 2022),
        ("vocational-general-ratio", "0.351351", "ratio", 2022),
    ]


def test_the_bracket_of_a_label_is_its_unit(read: Read) -> None:
    found = read(
        "表 1-3 设施\n项目\t2021 年\t2022 年\t增长数\t增长率\n"
        "生均教学仪器设备值（万元）\t8\t9.09\t1.09\t13.63%\n纸质图书（册）\t100348\t104484\t4136\t4.12%"
    )

    assert [(s.value, s.unit, s.low) for s in found[:4]] == [
        ("80000", "yuan", "75000"), ("90900", "yuan", "90850"), ("10900", "yuan", "10850"),
        ("13.63", "percent", "13.625"),
    ]  # fmt: skip
    assert found[4].brief == ("paper-books", "100348", "volume", 2021)
    assert (found[4].low, found[4].high) == ("100348", "100348")


def test_changes_of_shares_and_ratios(read: Read) -> None:
    found = read(
        "表 1-4 教师\n项目\t2021年\t2022年\t增长数\t增长率\n"
        "生师比\t8.1:1\t9.03:1\t0.93\t11.48%\n"
        "——本科学历教师占比\t75.3%\t75.32%\t0.0002\t0.03%\n对口就业率\t97.40%\t100.00%\t2.60%\t2.67%"
    )

    assert [(s.measure, s.value, s.unit) for s in found] == [
        ("ratio", "8.1", "ratio"), ("ratio", "9.03", "ratio"), ("change", "0.93", "one"),
        ("growth-rate", "11.48", "percent"),
        ("share", "75.3", "percent"), ("share", "75.32", "percent"), ("change", "0.0002", "one"),
        ("growth-rate", "0.03", "percent"),
        ("share", "97.4", "percent"), ("share", "100", "percent"),
        ("change", "2.6", "percentage-point"), ("growth-rate", "2.67", "percent"),
    ]  # fmt: skip


def test_a_dash_is_not_reported_and_never_nought(read: Read) -> None:
    found = read(
        "表 2-2 就业\n指标\t2021 年\t2022 年\t增长量\t增长率\n"
        "初次就业起薪（元）\t4800\t4800\t0\t——\n"
        "毕业生创业比例\t1.61%\t0\t-1.61%\t——"
    )

    assert [(s.value, s.number) for s in found] == [
        ("4800", "4800"), ("4800", "4800"), ("0", "0"), (None, "——"),
        ("1.61", "1.61"), ("0", "0"), ("-1.61", "-1.61"), (None, "——"),
    ]  # fmt: skip
    assert (found[3].low, found[3].high) == (None, None)


def test_a_column_of_units_gives_the_units(read: Read) -> None:
    found = read(
        "表 5-1 培养\n指标\t单位\t2021年\t2022年\n毕业生总数\t人\t804\t589\n"
        "就业单位对毕业生职业素养的满意度\t%\t99.3\t99"
    )

    assert [s.brief for s in found] == [
        ("graduates", "804", "person", 2021), ("graduates", "589", "person", 2022),
        ("literacy-satisfaction", "99.3", "percent", 2021),
        ("literacy-satisfaction", "99", "percent", 2022),
    ]  # fmt: skip


def test_growth_under_a_header_in_per_cent_needs_no_sign(read: Read) -> None:
    found = read("项目\t2021年\t2022年\t增长率（%）\n招生数\t1200\t1061\t-11.58")

    assert (found[-1].measure, found[-1].value, found[-1].unit) == (
        "growth-rate",
        "-11.58",
        "percent",
    )


def test_growth_without_any_sign_of_per_cent_is_a_fraction(read: Read) -> None:
    found = read("项目\t2021年\t2022年\t增长率\n招生数\t1200\t1061\t-0.1158")

    assert (found[-1].value, found[-1].unit) == ("-0.1158", "one")


def test_the_title_gives_year_unit_and_school(read: Read) -> None:
    found = read(
        "表 6 昌平职业学校2021年经费（单位：万元）\n项目\t金额\n人员经费\t10.5",
        昌平职业学校="School",
    )

    assert [s.brief for s in found] == [("staff-funding", "105000", "yuan", 2021)]
    assert found[0].about == "昌平职业学校"


def test_a_title_over_several_years_dates_no_cell(read: Read) -> None:
    (found,) = read("表 6 2020-2021年经费\n项目\t金额（元）\n人员经费\t10")

    assert (found.period, found.assumed) == (2022, True)


@pytest.mark.parametrize("header", ["2021年招生数", "2021 年招生人数（人）", "招生数（2021年）"])
def test_a_header_may_hold_year_and_indicator(read: Read, header: str) -> None:
    (found,) = read(f"学校\t{header}\n合计\t1200")

    assert found.brief == ("enrolment", "1200", "person", 2021)


def test_bare_years_date_their_columns(read: Read) -> None:
    assert [s.brief for s in read("指标\t2020\t2021\n招生数\t1200\t1061")] == [
        ("enrolment", "1200", "person", 2020), ("enrolment", "1061", "person", 2021),
    ]  # fmt: skip


def test_school_years_are_dated_by_their_end(read: Read) -> None:
    assert [s.period for s in read("指标\t2019-2020学年\t2020-2021学年\n招生数\t12\t10")] == [
        2020,
        2021,
    ]


def test_rows_headed_as_schools_are_about_schools(read: Read) -> None:
    found = read(
        "表 1-1 2021年学生数（单位：人）\n学校\t毕业\t招生\n云岭职校\t664\t722\n合计\t664\t722"
    )

    assert [(s.about, *s.brief) for s in found] == [
        ("云岭职校", "graduates", "664", "person", 2021),
        ("云岭职校", "enrolment", "722", "person", 2021),
        ("昌平区", "graduates", "664", "person", 2021),
        ("昌平区", "enrolment", "722", "person", 2021),
    ]


def test_a_sum_of_schools_is_about_the_region(read: Read) -> None:
    found = read("学校\t招生\n甲职校\t1\n三校合计\t3")

    assert [s.about for s in found] == ["甲职校", "昌平区"]


def test_rows_headed_as_majors_limit_the_figure(read: Read) -> None:
    text = "序号\t专业\t招生\n1\t会计\t40\n2\t电子商务\t60\n\t合计\t100"
    found = read(text)

    assert [(s.indicator, s.breakdown, s.value) for s in found] == [
        ("enrolment", ("会计",), "40"), ("enrolment", ("电子商务",), "60"),
        ("enrolment", (), "100"),
    ]  # fmt: skip
    assert list(listed_things(read_text(text).tables[0])) == [
        ("会计", "Major"), ("电子商务", "Major"),
    ]  # fmt: skip


def test_a_column_of_shares_holds_shares(read: Read) -> None:
    found = read("经费类别\t金额（万元）\t占比（%）\n公用经费\t1742.60\t13.96")

    assert [(s.indicator, s.measure, s.value, s.unit) for s in found] == [
        ("operating-funding", "level", "17426000", "yuan"),
        ("operating-funding", "share", "13.96", "percent"),
    ]


def test_a_share_of_a_registered_kind_has_its_own_indicator(read: Read) -> None:
    found = read("项目\t人数\t占毕业生总数的比例\n升入专科人数\t577\t97.96%")

    assert (found[-1].measure, found[-1].value, found[-1].unit) == ("share", "97.96", "percent")
    assert found[-1].indicator != found[0].indicator


def test_an_unknown_wording_stays_under_its_printed_name(read: Read) -> None:
    assert [s.brief for s in read("项目\t2022年\n智慧教室（间）\t12")] == [
        ("智慧教室", "12", "room", 2022)
    ]


def test_an_unknown_row_under_a_known_column_is_not_the_total(read: Read) -> None:
    found = read("科类\t招生计划数\n理工\t613\n文史\t535\n合计\t1148")

    assert [s.indicator for s in found] == [
        "招生计划数·理工",
        "招生计划数·文史",
        "planned-enrolment",
    ]


def test_a_cell_may_hedge_its_number(read: Read) -> None:
    found = read("项目\t2022年\n纸质图书（册）\t近500\n毕业率\t≥98%\n招生数\t1000余人")

    assert [(s.value, s.low, s.high, s.number) for s in found] == [
        ("500", "400", "500", "500"), ("98", "98", None, "98"), ("1000", "1000", "2000", "1000"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cell", ["12（其中女5）", "三海N公司", "二级学院", "见附件", "1.作者", "第2名"]
)
def test_a_cell_that_prints_more_than_a_number_gives_no_fact(read: Read, cell: str) -> None:
    assert [s.value for s in read(f"项目\t2021年\t2022年\n招生数\t1200\t{cell}")] == ["1200"]


def test_codes_and_dates_are_no_figures(read: Read) -> None:
    assert (
        read("序号\t专业代码\t专业名称\t开办时间\n1\t610204\t会计\t2001\n2\t660102\t软件\t2013")
        == []
    )


def test_a_table_without_header_or_known_wording_gives_no_fact(read: Read) -> None:
    assert read("得票数：848票\t3\n得票数：787票\t4") == []


def test_a_table_without_header_may_name_indicators_in_its_rows(read: Read) -> None:
    assert [s.brief for s in read("招生人数\t1061\n毕业生人数\t589")] == [
        ("enrolment", "1061", "person", 2022), ("graduates", "589", "person", 2022),
    ]  # fmt: skip
    assert all(s.assumed for s in read("招生人数\t1061\n毕业生人数\t589"))


def test_a_known_name_in_a_row_label_is_its_subject(read: Read) -> None:
    (found,) = read("单位\t教职工数\n昌平职业学校\t344", 昌平职业学校="School")

    assert found.about == "昌平职业学校"


def test_majors_under_their_departments_are_labels_though_the_total_names_the_school(
    read: Read,
) -> None:
    found = read(
        "表 1 学生情况\n系部\t专业\t招生\t在校\n"
        "健康系\t护理\t312\t921\n健康系\t药剂\t96\t281\n全校\t\t408\t1202\n"
    )

    assert [(s.breakdown, s.value) for s in found] == [
        (("护理",), "312"), (("护理",), "921"), (("药剂",), "96"), (("药剂",), "281"),
        ((), "408"), ((), "1202"),
    ]  # fmt: skip


def test_a_bare_change_of_bare_percentages_is_in_points(read: Read) -> None:
    found = read(
        "表 6 质量监测（单位：%；增减为百分点）\n"
        "项目\t2021年\t2022年\t增减\n毕业率\t98.9\t99.1\t+0.2\n"
    )

    assert [(s.measure, s.value, s.unit) for s in found][-1] == (
        "change", "0.2", "percentage-point",
    )  # fmt: skip


def test_a_column_of_years_dates_its_rows(read: Read) -> None:
    found = read(
        "表 1 分校规模（人）\n指标\t年份\t甲校\t合计\n招生\t2021\t1365\t2447\n\t2022\t1452\t2557\n"
        "社团\t2021\t31\t62\n\t2022\t35\t70\n",
        甲校="School",
    )

    assert [(s.about, s.period, s.value) for s in found] == [
        ("甲校", 2021, "1365"), ("昌平区", 2021, "2447"),
        ("甲校", 2022, "1452"), ("昌平区", 2022, "2557"),
        ("甲校", 2021, "31"), ("昌平区", 2021, "62"), ("甲校", 2022, "35"), ("昌平区", 2022, "70"),
    ]  # fmt: skip
    assert not any("202" in s.indicator for s in found)


def test_a_title_may_give_each_column_its_unit(read: Read) -> None:
    found = read(
        "表 1 办学条件（占地：亩；建筑：万平方米；资产：亿元）\n"
        "学校\t占地面积\t建筑面积\t固定资产\n甲校\t210.5\t7.2\t1.25\n合计\t740.0\t29.0\t4.86\n",
        甲校="School",
    )

    assert [(s.value, s.unit) for s in found if s.about == "甲校"] == [
        ("210.5", "mu"), ("72000", "metre-squared"), ("125000000", "yuan"),
    ]  # fmt: skip
