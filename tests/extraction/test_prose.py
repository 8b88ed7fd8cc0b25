"""The rules of sentences, one by one, on small sentences."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from vetgraph.extraction.context import Context
from vetgraph.extraction.dictionary import dictionary
from vetgraph.extraction.prose import prose_facts
from vetgraph.reading import read_text

if TYPE_CHECKING:
    from tests.extraction.conftest import Read

SCHOOLS = {"昌平职业学校": "School", "少林武术学校": "School"}


def test_an_indicator_before_its_figure(read: Read) -> None:
    (found,) = read("总占地面积为168747平方米。")

    assert found.brief == ("land-area", "168747", "metre-squared", 2022)
    assert (found.measure, found.low, found.high) == ("level", "168746.5", "168747.5")
    assert (found.quote, found.number) == ("总占地面积为168747平方米", "168747")


def test_an_indicator_behind_its_figure(read: Read) -> None:
    (found,) = read("学生自主组建97个学生社团。")

    assert found.brief == ("clubs", "97", "item", 2022)
    assert found.quote == "97个学生社团"


def test_an_indicator_too_far_before_is_not_taken(read: Read) -> None:
    (found,) = read("毕业生在各类企业的生产经营管理服务第一线岗位上勤奋工作努力学习的有30人。")

    assert found.indicator.startswith("毕业生在各类企业的生产经营管理服务第一线岗位")


def test_things_that_act_are_no_total(read: Read) -> None:
    (found,) = read("其中，3本教材被推荐参评国家规划教材。")

    assert found.brief == ("教材被推荐参评国家规划教材", "3", "volume", 2022)
    assert found.quote == "3本教材被推荐参评国家规划教材"


def test_units_must_fit_the_indicator(read: Read) -> None:
    (found,) = read("总占地面积为168747人。")

    assert found.brief == ("总占地面积", "168747", "person", 2022)


def test_units_of_the_same_kind_fit(read: Read) -> None:
    (found,) = read("三校占地合计347.1亩。")

    assert found.brief == ("land-area", "347.1", "mu", 2022)


def test_a_wording_with_the_unit_may_be_another_indicator(read: Read) -> None:
    (found,) = read("志愿服务4710人次。")

    assert found.brief == ("volunteer-attendances", "4710", "person-time", 2022)


def test_change_and_growth_hang_on_the_level_before(read: Read) -> None:
    found = read("2022年，招生人数1061人，比上一年减少139人，下降11.58%。")

    assert [(s.measure, s.value, s.unit, s.period, s.base) for s in found] == [
        ("level", "1061", "person", 2022, None),
        ("change", "-139", "person", 2022, 2021),
        ("growth-rate", "-11.58", "percent", 2022, 2021),
    ]
    assert {s.indicator for s in found} == {"enrolment"}
    assert [s.quote for s in found] == ["招生人数1061人", "比上一年减少139人", "下降11.58%"]


def test_a_growth_rate_may_be_named(read: Read) -> None:
    found = read("学校资产合计30678万元，比上一年增长1373万元，增长率为4.69%。")

    assert [(s.measure, s.value) for s in found] == [
        ("level", "306780000"), ("change", "13730000"), ("growth-rate", "4.69"),
    ]  # fmt: skip


def test_a_year_of_comparison_is_the_base_and_not_the_year(read: Read) -> None:
    found = read("2021年在校学生3490名，比2020年净增88名，同比增长2.59%；毕业生1098名。")

    assert [(s.measure, s.value, s.period, s.base) for s in found] == [
        ("level", "3490", 2021, None), ("change", "88", 2021, 2020),
        ("growth-rate", "2.59", 2021, 2020), ("level", "1098", 2021, None),
    ]  # fmt: skip


def test_a_figure_of_the_base_year_is_a_level_of_that_year(read: Read) -> None:
    found = read("2022年招收学生1206名，较2020年的1150名多招56名，增幅4.87%。")

    assert [(s.measure, s.value, s.period, s.base) for s in found] == [
        ("level", "1206", 2022, None), ("level", "1150", 2020, None),
        ("change", "56", 2022, 2020), ("growth-rate", "4.87", 2022, 2020),
    ]  # fmt: skip


def test_a_year_that_is_compared_with_may_have_its_own_figures(read: Read) -> None:
    found = read(
        "2022年共有1061名学生被中等职业学校录取，相比2021年有1200名学生被中等职业学校录取。"
    )

    assert [(s.value, s.period) for s in found] == [("1061", 2022), ("1200", 2021)]


def test_a_change_in_points_needs_no_level(read: Read) -> None:
    (found,) = read("与2020年相比，体质测评合格率上升3.0个百分点。")

    assert (found.measure, found.value, found.unit, found.base) == (
        "change", "3", "percentage-point", 2020,
    )  # fmt: skip


def test_what_has_grown_to_a_figure_is_a_level(read: Read) -> None:
    before, found = read("在校生由90余人增至130余人。")

    assert (found.measure, found.value, found.low, found.high) == ("level", "130", "130", "140")
    assert (before.indicator, before.value) == ("在校生·由", "90")


def test_what_was_raised_to_a_figure_is_a_level(read: Read) -> None:
    found = read("毕业生就业率为97%，提高到98%。")

    assert [(s.measure, s.value) for s in found] == [("share", "97"), ("share", "98")]


def test_a_share_hangs_on_its_level(read: Read) -> None:
    found = read("毕业生共589人，升入专科577人，占毕业生总数97.96%。")

    assert (found[-1].measure, found[-1].value, found[-1].unit) == ("share", "97.96", "percent")
    assert found[-1].quote == "占毕业生总数97.96%"
    assert found[-1].indicator not in {s.indicator for s in found[:-1]}


def test_a_share_in_an_unknown_whole_stays_under_its_printed_name(read: Read) -> None:
    _, share = read("升入专科577人，占街道居民总数97.96%。")

    assert share.indicator == "升入专科占街道居民总数"
    assert (share.measure, share.value) == ("share", "97.96")
    assert share.quote == "升入专科577人，占街道居民总数97.96%"


@pytest.mark.parametrize(
    "text",
    [
        "注：各项占比因四舍五入，合计可能不等于100%。",
        "三校依次为14个、12个。",
        "2022年5月1日施行。",
    ],
)
def test_figures_that_name_nothing_give_no_fact(read: Read, text: str) -> None:
    assert read(text) == []


def test_a_share_without_named_whole_needs_a_single_meaning(read: Read) -> None:
    assert [(s.measure, s.value) for s in read("硕士学历75人，占比24.35%。")] == [
        ("level", "75"), ("share", "24.35"),
    ]  # fmt: skip


def test_per_head_values_hang_on_their_level(read: Read) -> None:
    found = read("教学和实习仪器设备总额6351.80万元，生均18200元。")

    assert [s.brief[1:3] for s in found] == [("63518000", "yuan"), ("18200", "yuan")]
    assert found[1].indicator == "equipment-per-student"


def test_parts_are_limited_by_their_breakdown(read: Read) -> None:
    found = read("招生人数1061人，其中全日制职高学生1057人，全日制成人中专4人。")

    assert [(s.indicator, s.breakdown, s.value) for s in found] == [
        ("enrolment", (), "1061"), ("enrolment", ("full-time-vocational",), "1057"),
        ("enrolment", ("full-time-adult",), "4"),
    ]  # fmt: skip


def test_a_breakdown_may_stand_behind_its_figure(read: Read) -> None:
    found = read("注册新生1206名，其中268名进入中高职贯通项目。")

    assert (found[1].breakdown, found[1].value) == (("through-train",), "268")
    assert found[1].quote == "268名进入中高职贯通"


def test_a_part_that_no_list_names_is_not_taken_for_the_whole(read: Read) -> None:
    whole, part = read("录取学生165人，其中通过省外高考录取学生153人。")
    (stayed,) = read("毕业生里有280名留在本市。")

    assert (whole.indicator, whole.value) == ("admissions", "165")
    assert (part.indicator, part.value) == ("通过省外高考录取学生", "153")
    assert stayed.indicator == "毕业生里留在本市"


def test_a_limit_that_goes_further_limits_nothing(read: Read) -> None:
    (found,) = read("学生拿到市级以上技能奖项58个。")

    assert (found.indicator, found.breakdown) == ("prizes", ())


def test_the_kind_of_a_named_school_limits_no_figure(read: Read) -> None:
    (found,) = read("民办少林武术学校教职工总数为61人。", **SCHOOLS)

    assert (found.about, found.breakdown) == ("少林武术学校", ())


def test_prizes_by_tier_and_level(read: Read) -> None:
    found = read("获得国家级二等奖3项、三等奖4项；市级一等奖9项、二等奖29项。")

    assert [(s.breakdown, s.value) for s in found] == [
        (("national-tier", "second-prize"), "3"), (("national-tier", "third-prize"), "4"),
        (("city-tier", "first-prize"), "9"), (("city-tier", "second-prize"), "29"),
    ]  # fmt: skip


def test_one_figure_may_be_shared_by_joined_indicators(read: Read) -> None:
    found = read("毕业生就业率（含升学）与对口就业率均为100%。")

    assert sorted((s.indicator, s.value) for s in found) == [
        ("employment-rate", "100"), ("matched-employment-rate", "100"),
    ]  # fmt: skip


def test_heads_joined_before_a_common_tail(read: Read) -> None:
    found = read("用人单位对毕业生职业技能和职业素养的满意度均在99%以上。")

    assert {s.indicator for s in found} == {"literacy-satisfaction", "skill-satisfaction"}
    assert {(s.value, s.low, s.high) for s in found} == {("99", "99", None)}


def test_a_sum_takes_the_indicator_of_the_clause_before(read: Read) -> None:
    (found,) = read("在新加坡开展课程培训，共计294人天。")

    assert found.brief[1:3] == ("294", "person-day")


def test_a_converted_sum_is_said_aside(read: Read) -> None:
    found = read("面向社会培训19680人次，折合38500学时，比2020年增加1880人次。")

    assert [(s.indicator, s.measure, s.value) for s in found] == [
        ("training", "level", "19680"), ("training-hours", "level", "38500"),
        ("training", "change", "1880"),
    ]  # fmt: skip


def test_a_plan_for_a_named_year_is_a_target_and_any_other_no_observation(read: Read) -> None:
    (target,) = read("2023年将新增订单班不少于2个。")

    assert (target.measure, target.value, target.period) == ("target", "2", 2023)
    assert read("“十四五”期间计划开设专业30个。") == []
    assert len(read("招生计划数1200人。")) == 1


def test_ranges_are_no_figures(read: Read) -> None:
    assert read("组建3—5个学生社团。") == []


@pytest.mark.parametrize(
    "text",
    [
        "第十六届学生社团展演。", "见表1-1毕业生情况。", "《2022年毕业生就业报告》发布。",
        "3+2毕业生。",
        "2022年6月10日毕业生离校。", "党的二十大精神进校园。", "1.毕业生情况良好。",
    ],
)  # fmt: skip
def test_numbers_in_dates_titles_and_names_are_no_figures(read: Read, text: str) -> None:
    assert read(text) == []


def test_the_subject_is_the_nearest_named_school(read: Read) -> None:
    found = read("昌平职业学校占地面积为168747平方米；少林武术学校占地面积57182平方米。", **SCHOOLS)

    assert [(s.about, s.value) for s in found] == [
        ("昌平职业学校", "168747"), ("少林武术学校", "57182"),
    ]  # fmt: skip


def test_the_subject_of_a_sentence_without_figures_holds_for_the_next(read: Read) -> None:
    (found,) = read("昌平职业学校坚持多元办学。占地面积为168747平方米。", **SCHOOLS)

    assert found.about == "昌平职业学校"


def test_the_region_takes_the_subject_back(read: Read) -> None:
    found = read("昌平职业学校教职工344人，昌平区招生人数1061人。", **SCHOOLS)

    assert [s.about for s in found] == ["昌平职业学校", "昌平区"]


def test_without_any_name_the_subject_is_the_region_and_the_year_the_data_year(read: Read) -> None:
    (found,) = read("招生人数1061人。")

    assert (found.about, found.period, found.assumed) == ("昌平区", 2022, True)


def test_the_year_of_a_sentence_holds_for_its_figures(read: Read) -> None:
    found = read("2021年，招生人数1200人，毕业生812人。")

    assert {(s.period, s.assumed) for s in found} == {(2021, False)}


def test_a_major_limits_prizes_only(read: Read) -> None:
    found = read("学前教育专业获得一等奖3个。学前教育专业毕业生30人。", 学前教育="Major")

    assert [s.breakdown for s in found] == [("first-prize", "学前教育"), ()]


def test_counts_are_exact_and_measures_carry_half_a_digit(read: Read) -> None:
    found = read("毕业生589人，固定资产27280万元。")

    assert [(s.low, s.high) for s in found] == [("589", "589"), ("272795000", "272805000")]


def test_the_hedge_is_quoted_with_its_figure(read: Read) -> None:
    (found,) = read("年培训超5.8万人次。")

    assert (found.value, found.low, found.high) == ("58000", "58000", None)
    assert found.quote == "年培训超5.8万人次"


def test_a_sentence_cut_by_a_page_break_is_read_whole(read: Read) -> None:
    text = "全区中职学校在各项技能大赛中取得了骄人的成绩，全区中职学生在比赛中共获得15\n\n项奖项。"
    (found,) = read(text)

    assert (found.value, found.unit) == ("15", "item")
    assert found.quote.endswith("15\n\n项") or found.quote.endswith("15\n\n项奖项")


@pytest.mark.slow
def test_sentences_are_read_in_linear_time() -> None:
    one = "2022年，招生人数1061人，比上一年减少139人，下降11.58%，其中全日制职高学生1057人。" * 40
    context = Context("昌平区", 2022, {"昌平职业学校": "昌平职业学校"}, {"昌平职业学校": "School"})

    def seconds(text: str) -> float:
        paragraphs = read_text(text).paragraphs
        started = time.perf_counter()
        for paragraph in paragraphs:
            list(prose_facts(paragraph, context, None))
        return time.perf_counter() - started

    seconds(one)
    assert seconds(one * 8) < 8 * 4 * max(seconds(one), 0.005)


def test_a_programme_right_before_a_figure_is_its_subject_alone(read: Read) -> None:
    found = read(
        "墨帆电商班22名学员均为高年级学生。迅蔻速配班等2个订单班共有学员57名。",
        墨帆电商班="OrderClass", 迅蔻速配班="OrderClass",
    )  # fmt: skip

    assert [(s.about, s.indicator, s.value) for s in found] == [
        ("墨帆电商班", "order-class-students", "22"), ("昌平区", "order-classes", "2"),
        ("昌平区", "order-class-students", "57"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("全区高中阶段共招生4997人。", "高中阶段共招生"),
        ("首批招收学生41人。", "首批招收学生"),
        ("专任教师中高级职称316人。", "专任教师中高级职称"),
        ("捐赠图书3000册。", "捐赠图书"),
        ("培训茶农860人次。", "培训茶农"),
        ("165人直接就业。", "direct-employment"),
        ("创办微型企业的毕业生有12名。", "创办微型企业的毕业生"),
    ],
)
def test_a_figure_of_a_part_is_not_that_of_the_whole(read: Read, text: str, indicator: str) -> None:
    assert {s.indicator for s in read(text)} == {indicator}


def test_figures_of_earlier_years_are_dated_so(read: Read) -> None:
    found = read("全市中职在校生16883人，比上年的16450人增加433人，增幅2.63%。")

    assert [(s.measure, s.value, s.period) for s in found] == [
        ("level", "16883", 2022), ("level", "16450", 2021),
        ("change", "433", 2022), ("growth-rate", "2.63", 2022),
    ]  # fmt: skip
    assert {s.indicator for s in found} == {"students"}


def test_a_plan_does_not_date_what_follows(read: Read) -> None:
    found = read("印发《规划（2021—2025年）》，到2025年建成高地。在校生3150人。")

    assert [(s.value, s.period) for s in found] == [("3150", 2022)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("社团覆盖率超过八成。", "80", None),
        ("社团覆盖率接近百分之百。", "90", "100"),
        ("社团覆盖率为两成。", "15", "25"),
    ],
)
def test_tenths_and_hundredths_in_words_are_percentages(
    read: Read, text: str, low: str, high: str | None
) -> None:
    (found,) = read(text)

    assert (found.unit, found.low, found.high) == ("percent", low, high)


def test_a_list_of_subjects_leaves_the_sentence_about_its_whole(read: Read) -> None:
    found = read(
        "全区开设专业27个，其中甲校15个、乙校12个；在校生4318人。", 甲校="School", 乙校="School"
    )

    assert [(s.about, s.indicator, s.value) for s in found] == [
        ("昌平区", "majors", "27"), ("甲校", "majors", "15"), ("乙校", "majors", "12"),
        ("昌平区", "students", "4318"),
    ]  # fmt: skip


def test_figures_of_a_clause_before_and_in_another_unit(read: Read) -> None:
    found = read("264名教师到企业实践，人均31天。开展班组长研修544期、38200人次。")

    assert [(s.indicator, s.value, s.unit) for s in found] == [
        ("教师到企业实践", "264", "person"), ("教师到企业实践人均", "31", "day"),
        ("开展班组长研修", "544", "item"), ("开展班组长研修", "38200", "person-time"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "普通高中同期招生2207人。",
        "智能制造类专业在校生4870人。",
        "生均公用经费财政拨款2600元。",
        "近三年，学校培养毕业生3759人。",
        "专业教师缺18人。",
        "51位专业课教师利用假期到企业实践。",
        "直接就业学生中139人回到家乡。",
    ],
)
def test_figures_of_others_are_not_those_of_the_indicator(read: Read, text: str) -> None:
    listed = dictionary().schema.concepts["indicator"]

    assert [f.indicator for f in read(text) if f.indicator in listed] == []


def test_a_school_year_that_is_compared_with_is_dated_by_its_end(read: Read) -> None:
    found = read("在校生3268人，比2020-2021学年的3120人净增148人。")

    assert [(f.value, f.measure, f.period) for f in found] == [
        ("3268", "level", 2022),
        ("3120", "level", 2021),
        ("148", "change", 2022),
    ]
    assert found[2].base == 2021


def test_what_is_raised_from_a_figure_that_no_year_dates_is_only_the_latter_now(read: Read) -> None:
    found = read("成员单位由成立时的36家增至64家。")

    assert [(f.indicator, f.value) for f in found] == [
        ("成员单位·由成立时", "36"), ("group-members", "64"),
    ]  # fmt: skip


def test_another_count_in_the_same_unit_is_not_of_the_same(read: Read) -> None:
    found = read("评选校级三好学生285名，2名学生获得国家奖学金。")

    assert [f.value for f in found if f.indicator == "评选校级三好学生"] == ["285"]


def test_every_one_and_numbers_of_classes_count_nothing(read: Read) -> None:
    assert read("每一名党员都有责任。") == []
    assert read("机电2202班获市级先进班集体称号。") == []


def test_both_ends_of_a_rise_are_read_where_the_year_of_the_first_is_told(read: Read) -> None:
    found = read("与2021年相比，招生由5640人升至5820人。违纪事件由上年的86起降到51起。")

    assert [(s.indicator, s.value, s.period) for s in found] == [
        ("enrolment", "5640", 2021), ("enrolment", "5820", 2022),
        ("违纪事件", "86", 2021), ("违纪事件", "51", 2022),
    ]  # fmt: skip


def test_shares_are_dealt_out_to_what_was_counted_before(read: Read) -> None:
    found = read(
        "从学历看，研究生、本科、专科及以下分别为67人、436人、12人，依次占13.01%、84.66%和2.33%。"
    )

    assert [(s.indicator, s.value) for s in found if s.measure == "share"] == [
        ("研究生占比", "13.01"), ("本科占比", "84.66"), ("专科及以下占比", "2.33"),
    ]  # fmt: skip


def test_the_year_of_a_founding_does_not_date_what_follows(read: Read) -> None:
    (found,) = read("学校2016年建起竹编工坊，线上销售额18.6万元。")

    assert found.period == 2022


def test_the_year_before_may_stand_behind_its_figure(read: Read) -> None:
    found = read("毕业生2611人，比2698人的上年规模减少87人。")

    assert [(s.value, s.measure, s.period) for s in found] == [
        ("2611", "level", 2022), ("2698", "level", 2021), ("-87", "change", 2022),
    ]  # fmt: skip


def test_what_a_clause_says_went_down_is_not_the_level_before(read: Read) -> None:
    found = read("毕业生46人，企业招聘成本下降32%。")

    assert [(s.indicator, s.value, s.measure) for s in found] == [
        ("graduates", "46", "level"), ("企业招聘成本", "-32", "growth-rate"),
    ]  # fmt: skip


def test_a_norm_that_is_reckoned_with_is_no_observation(read: Read) -> None:
    found = read("生师比15.66:1。按生师比15:1测算，尚缺专任教师24名。")

    assert [s.number for s in found] == ["15.66:1", "24"]
