"""Every way reports lay a table out, from its text to its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph.extraction.context import Context
from vetgraph.extraction.tables import listed_things, table_facts
from vetgraph.reading import read_text
from vetgraph.text import fold

if TYPE_CHECKING:
    from tests.extraction.conftest import Read

HOME = "昌平区"


@pytest.mark.parametrize(
    "text",
    [
        "指标\t2021年\t2022年\n招生数\t1200\t1061",
        "指标\t2022年\t2021年\n招生数\t1061\t1200",
        "年份\t招生数\n2022年\t1061\n2021年\t1200",
        "年度\t招生数（人）\n2021\t1200\n2022\t1061",
        "指标\t2021学年\t2022学年\n招生数（人）\t1,200\t1,061",
    ],
)
def test_years_may_stand_in_columns_or_rows_in_either_order(read: Read, text: str) -> None:
    assert sorted((s.indicator, s.value, s.period) for s in read(text)) == [
        ("enrolment", "1061", 2022), ("enrolment", "1200", 2021),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "项目\t2022年（万元）\n人员经费\t10.5",
        "项目\t2022年\n人员经费（万元）\t10.5",
        "表 6-1 经费（单位：万元）\n项目\t2022年\n人员经费\t10.5",
        "表 6-1 经费\n单位：万元\n项目\t2022年\n人员经费\t10.5",
        "（单位：万元）\n项目\t2022年\n人员经费\t10.5",
        "项目\t单位\t2022年\n人员经费\t万元\t10.5",
        "项目\t2022年\n人员经费\t10.5万元",
        "表 6-1 经费（单位：人、万元）\n项目\t2022年\n人员经费\t10.5",
    ],
)
def test_the_unit_may_stand_in_header_row_title_caption_line_column_or_cell(
    read: Read, text: str
) -> None:
    assert [s.brief for s in read(text)] == [("staff-funding", "105000", "yuan", 2022)]


def test_a_unit_of_the_title_is_not_that_of_a_share(read: Read) -> None:
    found = read("表 1 教师（单位：人）\n项目\t2022年\n专任教师\t308\n双师素质专任教师比例\t24.5")

    assert [(s.value, s.unit) for s in found] == [("308", "person"), ("24.5", "percent")]


@pytest.mark.parametrize(
    "cell", ["75（24.35%）", "75/24.35%", "75人（占24.35%）", "24.35%（75人）"]
)
def test_a_cell_may_hold_a_value_and_its_share(read: Read, cell: str) -> None:
    found = read(f"项目\t2022年\n高级职称教师\t{cell}")

    assert {(s.indicator, s.measure, s.value, s.unit) for s in found} == {
        ("senior-teachers", "level", "75", "person"),
        ("senior-teachers", "share", "24.35", "percent"),
    }  # fmt: skip
    assert {s.number for s in found} == {"75", "24.35"}


def test_a_cell_of_two_bare_numbers_says_too_little(read: Read) -> None:
    assert read("项目\t2022年\n高级职称教师\t1007/1121") == []


def test_a_count_in_per_cent_is_a_share(read: Read) -> None:
    (found,) = read("项目\t2022年\n高级职称教师\t31.17%")

    assert (found.indicator, found.measure) == ("senior-teachers", "share")


def test_a_share_whose_whole_is_named_is_a_share_of_that_whole(read: Read) -> None:
    (found,) = read("项目\t占专技岗教师的比例\n高级职称教师\t31.17%")

    assert (found.indicator, found.measure) == ("senior-share", "share")


def test_a_part_of_the_row_above_keeps_its_name_and_unit(read: Read) -> None:
    found = read("项目\t2022年\n专任教师（人）\t308\n其中：外聘\t3\n# 双师型教师\t75\n教职工\t360")

    assert [s.brief for s in found] == [
        ("full-time-teachers", "308", "person", 2022), ("专任教师外聘", "3", "person", 2022),
        ("double-qualified", "75", "person", 2022), ("staff", "360", "person", 2022),
    ]  # fmt: skip


def test_a_group_of_the_row_above_limits_its_indicator(read: Read) -> None:
    found = read("项目\t2022年\n招生数\t1061\n　　全日制职高\t1057\n毕业生数\t589")

    assert [(s.indicator, s.breakdown) for s in found] == [
        ("enrolment", ()), ("enrolment", ("full-time-vocational",)), ("graduates", ()),
    ]  # fmt: skip


def test_growth_may_stand_in_a_row(read: Read) -> None:
    found = read("年度\t2021\t2022\n招生数\t1200\t1061\n增长率\t—\t-11.58%")

    assert [(s.measure, s.value, s.period, s.base) for s in found[2:]] == [
        ("growth-rate", None, 2021, None), ("growth-rate", "-11.58", 2022, 2021),
    ]  # fmt: skip


def test_change_in_per_cent_of_a_count_is_growth(read: Read) -> None:
    found = read(
        "指标\t2022年\t2021年\t增减（%）\n招生数\t1061\t1200\t-11.58\n毕业率（%）\t99\t98\t1"
    )

    assert [(s.measure, s.unit) for s in found if s.base] == [
        ("growth-rate", "percent"), ("change", "percentage-point"),
    ]  # fmt: skip


def test_totals_of_schools_are_of_the_region_and_sums_of_groups_are_not(read: Read) -> None:
    found = read(
        "学校\t性质\t招生数\n甲职业学校\t公办\t100\n"
        "乙职业学校\t民办\t50\n公办小计\t\t100\n合计\t\t150"
    )

    assert [(s.about, s.breakdown, s.value) for s in found] == [
        ("甲职业学校", (), "100"), ("乙职业学校", (), "50"), (HOME, ("public-school",), "100"),
        (HOME, (), "150"),
    ]  # fmt: skip


def test_a_mean_of_schools_is_no_school_and_no_total(read: Read) -> None:
    found = read("学校\t招生数\t毕业生数\n甲职业学校\t100\t50\n平均\t100\t50")

    assert [(s.about, s.indicator) for s in found[2:]] == [
        (HOME, "招生数·平均"), (HOME, "毕业生数·平均"),
    ]  # fmt: skip


def test_schools_may_stand_in_columns(read: Read) -> None:
    text = "指标\t甲县职业学校\t松烟工贸\t合计\n招生数\t100\t50\t150"

    assert [(s.about, s.indicator, s.value) for s in read(text)] == [
        ("甲县职业学校", "enrolment", "100"), (HOME, "松烟工贸·招生数", "50"),
        (HOME, "enrolment", "150"),
    ]  # fmt: skip
    assert list(listed_things(read_text(text).tables[0])) == [("甲县职业学校", "School")]


@pytest.mark.parametrize("head", ["区县", "县（市、区）", "地区"])
def test_districts_may_stand_in_rows(read: Read, head: str) -> None:
    text = f"{head}\t招生数\t毕业生数\n东城区\t100\t60\n海淀区\t50\t40\n全市合计\t150\t100"

    assert [(s.about, s.value) for s in read(text)] == [
        ("东城区", "100"), ("东城区", "60"), ("海淀区", "50"), ("海淀区", "40"),
        (HOME, "150"), (HOME, "100"),
    ]  # fmt: skip
    assert list(listed_things(read_text(text).tables[0])) == [
        ("东城区", "Region"), ("海淀区", "Region"),
    ]  # fmt: skip


def test_districts_may_stand_in_columns(read: Read) -> None:
    assert [s.about for s in read("指标\t东城区\t海淀区\n招生数\t100\t50")] == ["东城区", "海淀区"]


def test_the_region_of_the_report_may_be_called_the_whole_district(read: Read) -> None:
    found = read("指标\t全区\t全市平均\n生师比\t12.5:1\t14:1")

    assert [(s.about, s.indicator) for s in found] == [
        (HOME, "student-teacher-ratio"), (HOME, "全市平均·生师比"),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["标准", "国家标准", "合格标准值", "达标要求"])
def test_standards_are_no_values(read: Read, head: str) -> None:
    found = read(f"指标\t{head}\t2022年\n生师比\t≦18\t12.5:1\n双师型教师比例\t≥30%\t55%")

    assert [(s.value, s.low) for s in found] == [("12.5", "12.45"), ("55", "54.5")]


def test_a_column_of_targets_is_told_from_what_was_reached(read: Read) -> None:
    found = read("指标\t目标值\t实际达到\n就业率（%）\t97\t97.6")

    assert [(s.measure, s.value, s.indicator) for s in found] == [
        ("target", "97", "employment-rate-plain"), ("share", "97.6", "employment-rate-plain"),
    ]  # fmt: skip


def test_a_row_of_standards_gives_no_value(read: Read) -> None:
    found = read("学校\t生师比\t毕业率\n甲职业学校\t12.5\t99%\n国家标准\t18\t95%")

    assert [s.about for s in found] == ["甲职业学校", "甲职业学校"]


def test_a_rating_table_with_numbers_units_and_remarks(read: Read) -> None:
    found = read(
        "表 1 计分卡\n序号\t指标\t单位\t2021年\t2022年\t备注\n1\t就业率\t%\t98.1\t98.2\t\n"
        "2\t月收入\t元\t3000\t3200\t3\n3\t理工农医类专业相关度\t%\t80\t81\t抽样"
    )

    assert [s.brief for s in found] == [
        ("employment-rate-plain", "98.1", "percent", 2021),
        ("employment-rate-plain", "98.2", "percent", 2022),
        ("monthly-income", "3000", "yuan", 2021), ("monthly-income", "3200", "yuan", 2022),
        ("major-relevance", "80", "percent", 2021), ("major-relevance", "81", "percent", 2022),
    ]  # fmt: skip


def test_a_table_of_resources_has_units_per_student(read: Read) -> None:
    found = read(
        "表 2 资源表\n指标\t单位\t2022年\n生师比\t—\t14.9\n生均教学科研仪器设备值\t元/生\t8210.15\n"
        "生均校内实践基地使用时间\t学时/生\t210\n生均校外实习实训基地实习时间\t天/生\t110\n"
        "专任教师人均企业实践时间\t天\t22"
    )

    assert [(s.indicator, s.unit) for s in found] == [
        ("student-teacher-ratio", "ratio"), ("equipment-per-student", "yuan-per-student"),
        ("school-practice-hours", "class-hour-per-student"),
        ("outside-practice-days", "day-per-student"), ("teacher-practice-time", "day"),
    ]  # fmt: skip


def test_a_row_that_names_a_group_is_no_header(read: Read) -> None:
    found = read(
        "表 3 服务贡献表\n指标\t单位\t2022年\n毕业生就业去向：\t\t\nA:留在当地就业比例\t%\t81\n"
        "B:到中小微企业等基层服务比例\t%\t51\nC:到国家骨干企业就业比例\t%\t6"
    )

    assert [s.indicator for s in found] == [
        "local-employment-share", "basic-level-employment-share",
        "key-enterprise-employment-share",
    ]  # fmt: skip


def test_who_was_asked_is_not_how_content_they_are(read: Read) -> None:
    found = read("指标\t单位\t2022年\t调查人次\t调查方式\n家长满意度\t%\t96\t300\t电话")

    assert [s.brief for s in found] == [
        ("parent-satisfaction", "96", "percent", 2022),
        ("调查人次·家长满意度", "300", "person-time", 2022),
    ]  # fmt: skip


def test_the_unit_tells_people_from_attendances_days_and_hours(read: Read) -> None:
    found = read(
        "指标\t单位\t2022年\n培训人数\t人次\t90\n"
        "培训人数\t人\t80\n培训人数\t人天\t70\n培训人数\t学时\t60\n"
        "毕业生数\t人次\t50"
    )

    assert [(s.indicator, s.unit) for s in found] == [
        ("training", "person-time"), ("people-trained", "person"), ("training-days", "person-day"),
        ("training-hours", "class-hour"), ("毕业生数", "person-time"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "note",
    [
        "注：公用经费不含专项200万元。",
        "数据来源：区教委，2021年经费9万元",
        "说明：含公用经费3万元。",
    ],
)
def test_a_note_under_a_table_gives_no_fact(read: Read, note: str) -> None:
    assert [s.value for s in read(f"项目\t金额\n公用经费\t8万元\n{note}")] == ["80000"]


def test_two_headers_one_above_the_other(read: Read) -> None:
    below = read(
        "项目\t2021年\t\t2022年\t\n\t人数\t占比\t人数\t占比\n高级职称教师\t60\t20%\t66\t21.5%"
    )
    above = read(
        "项目\t人数\t\t占比\t\n\t2021年\t2022年\t2021年\t2022年\n高级职称教师\t60\t66\t20%\t21.5%"
    )
    bare = read("项目\t2021年\t2022年\n人数\t占比\t人数\t占比\n高级职称教师\t60\t20%\t66\t21.5%")
    wanted = {
        ("senior-teachers", "60", "person", 2021), ("senior-teachers", "20", "percent", 2021),
        ("senior-teachers", "66", "person", 2022), ("senior-teachers", "21.5", "percent", 2022),
    }  # fmt: skip

    assert {s.brief for s in below} == wanted
    assert {s.brief for s in above} == wanted
    assert {s.brief for s in bare} == wanted


def test_an_unknown_row_has_the_unit_of_its_column(read: Read) -> None:
    assert [s.unit for s in read("科类\t计划数\n理工\t613\n文史\t535")] == ["person", "person"]


def test_a_header_of_two_units_gives_none(read: Read) -> None:
    found = read("类别\t录取情况（人）所占比例（%）\t毕业生数\n省内\t142\t9")

    assert "percent" not in {s.unit for s in found}


def test_a_lone_row_of_numbers_is_named_by_its_columns(read: Read) -> None:
    assert [s.brief for s in read("教师总数\t校内专任教师\t校外兼职教师\n161\t80\t34")] == [
        ("教师总数", "161", "person", 2022), ("full-time-teachers", "80", "person", 2022),
        ("part-time-teachers", "34", "person", 2022),
    ]  # fmt: skip


def test_a_number_under_a_header_of_names_is_no_figure(read: Read) -> None:
    assert read("学院名称\t专业名称\t类别\n甲学院小计\t138\t2") == []


def test_a_row_that_numbers_the_columns_is_no_data(read: Read) -> None:
    assert [s.value for s in read("项目\t招生数\t毕业生数\n甲\t1\t2\n合计\t100\t60")] == [
        "100",
        "60",
    ]


FIRST = "表 3-1 规模（单位：万人）\n项目\t2021年\t2022年\n招生数\t1.2\t1.1\n"
GOING_ON = [
    ("page number", "\n- 5 -\n\n"), ("header again", "\n5\n\n项目\t2021年\t2022年\n"),
    ("marked", "\n续表 3-1\n项目\t2021年\t2022年\n"), ("marked caption", "表 3-1（续）\n"),
    ("caption again", "\n表 3-1 规模（单位：万人）\n单位：万人\n项目\t2021年\t2022年\n"),
    ("head and mark", "\n某区职业教育质量年度报告\n\n第 5 页\n\n（续表）\n"),
]  # fmt: skip


@pytest.mark.parametrize("between", [b for _, b in GOING_ON], ids=[n for n, _ in GOING_ON])
def test_a_table_goes_on_over_a_page(read: Read, between: str) -> None:
    assert [s.brief for s in read(f"{FIRST}{between}毕业生数\t0.8\t0.6")] == [
        ("enrolment", "12000", "person", 2021), ("enrolment", "11000", "person", 2022),
        ("graduates", "8000", "person", 2021), ("graduates", "6000", "person", 2022),
    ]  # fmt: skip


def test_a_two_line_header_printed_again_is_read_once(read: Read) -> None:
    head = "项目\t2021年\t\t2022年\t\n\t人数\t占比\t人数\t占比\n"
    found = read(f"{head}高级职称教师\t60\t20%\t66\t21%\n\n5\n\n{head}升学人数\t5\t6%\t7\t8%")

    assert [s.value for s in found] == ["60", "20", "66", "21", "5", "6", "7", "8"]


@pytest.mark.parametrize("rule", ["|---|---:|:-:|\n", "+----+----+----+\n", ""])
def test_pipes_may_set_cells_apart(read: Read, rule: str) -> None:
    found = read(f"表 3-1 规模\n\n| 项目 | 2021年 | 2022年 |\n{rule}| 招生数 | 1200 | 1061 |\n")

    assert [(s.brief, s.number) for s in found] == [
        (("enrolment", "1200", "person", 2021), "1200"),
        (("enrolment", "1061", "person", 2022), "1061"),
    ]


def test_blanks_may_set_cells_apart_under_a_caption(read: Read) -> None:
    found = read("表 3-1 规模\n项目      2021年   2022年\n招生数    1200     1061\n\n正文说明。")

    assert [(s.value, s.period, s.number) for s in found] == [
        ("1200", 2021, "1200"), ("1061", 2022, "1061"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "项目      2021年   2022年\n招生数    1200     1061",
        "表 3-1 规模\n项目  2021年  2022年\n招生数   10610000",
        "表 3-1 规模\n招生数    1200     1061",
    ],
)
def test_blanks_make_no_table_without_caption_second_row_or_clear_columns(text: str) -> None:
    assert read_text(text).tables == ()


def test_a_cell_set_with_blanks_belongs_where_it_stands(read: Read) -> None:
    found = read(
        "表 3-1 教师结构\n类别   项目     2021年   2022年\n职称   高级     58       60\n"
        "       中级              86\n合    计         144      146"
    )

    assert [(s.value, s.period) for s in found] == [
        ("58", 2021), ("60", 2022), ("86", 2022), ("144", 2021), ("146", 2022),
    ]  # fmt: skip


def test_contents_set_with_tabs_and_leaders_are_no_table(read: Read) -> None:
    assert read("表9.教师总体情况\t.17\n表 10.专任教师数\t...18\n1.1 招生数\t…… 5") == []


def test_ticks_captions_contents_and_page_heads_give_no_fact(read: Read) -> None:
    head = "昌平区招生2022年数据汇编"
    text = (
        "目录\n1. 概况 ........ 1\n表 1-1 招生人数1061人 ........ 5\n\n"
        "1. 概况\n图 1-1 招生人数1200人变化\n"
        f"1200\n1000\n800\n2020年 2021年 2022年\n\n12\n{head}\n\n13\n{head}\n\n14\n{head}\n"
    )

    assert read(text) == []
    assert all(p.text != head for p in read_text(text).paragraphs)


@pytest.mark.parametrize(
    ("headings", "numbers"),
    [
        ("1. 基本情况\n1.1 规模\n1.2 设施\n2. 学生发展", ["1", "1.1", "1.2", "2"]),
        ("一、人才培养\n（一）规模\n1. 学生\n二、教育教学", ["一", "一（一）", "一（一）.1", "二"]),
        ("第一部分 特色与创新\n一、基本情况\n第二部分 学生发展", ["第一", "一", "第二"]),
        ("第一章 人才培养\n第二章 教育教学\n第三章 服务贡献", ["第一", "第二", "第三"]),
    ],
)
def test_both_orders_of_chapters_in_every_numbering(
    read: Read, headings: str, numbers: list[str]
) -> None:
    text = f"{headings}\n招生1061人。\n表 1 规模\n项目\t2021年\n招生数\t1200"
    report = read_text(text)

    assert [s.number for s in report.sections] == numbers
    assert {p.section for p in report.paragraphs} == {numbers[-1]}
    assert report.tables[0].section == numbers[-1]
    assert [s.value for s in read(text)] == ["1200", "1061"]


def test_an_alias_in_a_header_is_the_school_it_names() -> None:
    names = {fold("云岭职校"): "澜屏市云岭职业学校"}
    context = Context(HOME, 2022, names, {"澜屏市云岭职业学校": "School"})
    (table,) = read_text("指标\t云岭职校\n招生数\t100").tables

    assert [f.get("about") for f in table_facts(table, context)] == [("澜屏市云岭职业学校",)]


def test_a_row_that_is_set_in_belongs_to_the_row_above(read: Read) -> None:
    found = read(
        "表 2-1 经费构成（单位：万元）\n经费类别\t金额\n"
        "项目经费\t2528.00\n\u3000\u3000特色专业群\t980.00\n"
        "公用经费\t1742.60"
    )

    assert [(s.indicator, s.value) for s in found] == [
        ("project-funding", "25280000"), ("项目经费特色专业群", "9800000"),
        ("operating-funding", "17426000"),
    ]  # fmt: skip


def test_dates_of_events_are_no_figures(read: Read) -> None:
    assert read("活动名称\t活动时间\n打字比赛\t2013.09\n歌咏比赛\t2014.01") == []


def test_districts_by_years_measure_what_the_title_names(read: Read) -> None:
    found = read(
        "表 6-1 各区县社会培训规模（单位：人次）\n区县\t2021年\t2022年\n汀鹭区\t15200\t17460\n"
        "桦台区\t12850\t14385"
    )

    assert {s.indicator for s in found} == {"training"}
    assert {(s.about, s.period, s.value) for s in found} >= {("汀鹭区", 2021, "15200")}


def test_teachers_by_title_age_and_degree(read: Read) -> None:
    found = read(
        "表 3 专任教师结构\n类别\t项目\t人数（人）\t比例（%）\n"
        "职称\t正高级\t6\t0.59\n\t中级\t402\t39.72\n"
        "学历\t研究生\t118\t11.66\n\t小计\t1012\t100"
    )
    counts = [(s.indicator, s.breakdown, s.value) for s in found if s.measure == "level"]

    assert counts == [
        ("full-time-teachers", ("full-senior-title",), "6"),
        ("full-time-teachers", ("intermediate-title",), "402"),
        ("full-time-teachers", ("postgraduate",), "118"),
        ("full-time-teachers", (), "1012"),
    ]


def test_prizes_by_tier_and_level(read: Read) -> None:
    found = read(
        "表 3-1 中职学生技能大赛获奖情况（单位：项）\n"
        "级别\t一等奖\t二等奖\t合计\n国家级\t2\t4\t6\n市级\t31\t46\t77"
    )

    assert (found[0].indicator, set(found[0].breakdown)) == (
        "prizes", {"national-tier", "first-prize"},
    )  # fmt: skip
    assert {(s.indicator, s.unit) for s in found} == {("prizes", "item")}


def test_this_year_and_the_last_are_those_of_the_report(read: Read) -> None:
    found = read("项目\t上学年\t本学年\n流失率\t2.01%\t1.84%\n招生数\t1200\t1061")

    assert [(s.value, s.period) for s in found] == [
        ("2.01", 2021), ("1.84", 2022), ("1200", 2021), ("1061", 2022),
    ]  # fmt: skip


def test_a_cell_that_is_a_year_is_no_figure(read: Read) -> None:
    assert read("企业\t始于\n甲公司\t2017年\n乙公司\t2018年") == []
