"""Sentences of any report: what is a figure, what it counts, and what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.extraction.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "保证每天的第1、3、5、7节课有人进行检查。",
        "1、加强管理。2、健全制度。",
        "（3）开展课外文娱活动。",
        "在近四个月的推广中取得成绩。",
        "数据来源：学校2014年统计，共3人。",
        "图为：参加比赛的5名学生。",
        "得奖证书编号：060500486个。",
        "联系电话：88886666个。",
    ],
)
def test_numbers_that_only_count_or_name_are_no_figures(read: Read, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "要求管理人员每周全面巡查至少2次。",
        "联合学工处每周不定期巡查不少于3次。",
        "按入党培养对象的30%推荐发展对象。",
        "今后将新增实训室2个。",
    ],
)
def test_what_is_prescribed_or_planned_is_no_observation(read: Read, text: str) -> None:
    assert read(text) == []


def test_a_number_of_planned_places_is_one(read: Read) -> None:
    found = read("初始计划1400人，实际录取考生165人，报到率为66.67%。")

    assert [(s.indicator, s.value) for s in found] == [
        ("初始计划", "1400"), ("admissions", "165"), ("registration-rate", "66.67"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "特别是张三和李四2位，表现突出。",
        "申报了张小明、李小红、王小刚3名优秀毕业生。",
        "赵小田同学住院花销的费用已报销3.4万元。",
    ],
)
def test_persons_become_no_indicator(read: Read, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "indicator", "value"),
    [
        ("我校共设置28个机房。", "设置机房", "28"),
        ("学校设有教务处、学工处、保卫处等7个教学部门。", "教学部门", "7"),
        ("修订了《质量标准》《考评办法》等18个管理文件。", "管理文件", "18"),
        ("就业指导覆盖率为:89.84%。", "就业指导覆盖率", "89.84"),
        ("中职起点生源179人。", "中职起点生源", "179"),
        ("学院网络维护支出1861万元。", "网络维护支出", "18610000"),
        ("2、有26人申请了困难补助。", "申请了困难补助", "26"),
        ("（残疾人、烈属）有26人申请了困难补助。", "申请了困难补助", "26"),
    ],
)
def test_an_unknown_indicator_keeps_its_whole_wording(
    read: Read, text: str, indicator: str, value: str
) -> None:
    (found,) = read(text)

    assert (found.indicator, found.value) == (indicator, value)


def test_a_share_says_of_what_it_is_the_share(read: Read) -> None:
    found = read("高中起点生源1862人，占在籍91%；其中，学费收入1667万元，占75.88%。")

    assert [(s.indicator, s.measure, s.value) for s in found] == [
        ("高中起点生源", "level", "1862"), ("高中起点生源占在籍", "share", "91"),
        ("tuition-income", "level", "16670000"), ("学费收入占比", "share", "75.88"),
    ]  # fmt: skip
    assert found[1].quote == "高中起点生源1862人，占在籍91%"


def test_every_part_of_a_whole_stays_a_part(read: Read) -> None:
    found = read("录取165人，其中通过高考录取的有153人，通过中职升学录取的有12人。")

    assert [(s.indicator, s.value) for s in found] == [
        ("admissions", "165"), ("通过高考录取", "153"), ("通过中职升学录取", "12"),
    ]  # fmt: skip


def test_a_limit_that_no_list_knows_makes_another_indicator(read: Read) -> None:
    found = read("招生计划1400人，其中省内招生计划1307人，省外招生计划93人。")

    assert [(s.indicator, s.value) for s in found] == [
        ("planned-enrolment", "1400"), ("省内招生计划", "1307"), ("省外招生计划", "93"),
    ]  # fmt: skip


def test_one_count_of_joined_things_is_of_none_alone(read: Read) -> None:
    (found,) = read("出版著作与教材约5部。")

    assert (found.indicator, found.value) == ("出版著作与教材", "5")


def test_those_who_do_something_are_not_all(read: Read) -> None:
    assert {s.indicator for s in read("有5名毕业生成功申报创业证。")} == {"毕业生成功申报创业证"}
    assert {s.indicator for s in read("为社会输送了两万多名优秀毕业生。")} == {
        "为社会输送优秀毕业生"
    }


def test_a_store_of_teachers_is_not_the_teachers(read: Read) -> None:
    (found,) = read("兼职教师资源库达到500余人。")

    assert (found.indicator, found.low, found.high) == ("兼职教师资源库", "500", "600")


def test_a_share_of_a_band_is_read_and_its_bounds_are_not(read: Read) -> None:
    found = read("50%的学生月收入在2000元以下，30%的学生月收入在2500元以下。")

    assert [(s.indicator, s.measure, s.value, s.unit) for s in found] == [
        ("学生月收入在2000元以下", "share", "50", "percent"),
        ("学生月收入在2500元以下", "share", "30", "percent"),
    ]


def test_a_later_class_of_graduates_does_not_date_a_figure(read: Read) -> None:
    (found,) = read("举办2025届大学生就业宣讲会。编印创业政策专刊2期。")

    assert (found.period, found.assumed) == (2022, True)


def test_digits_apart_are_not_run_together(read: Read) -> None:
    assert [s.value for s in read("激光加工实训场地和设备共有14 14 100个。")] == []


def test_a_count_behind_a_list_of_names_is_about_the_whole(read: Read) -> None:
    names = {"甲乙学院": "School", "丙丁学院": "School"}
    found = read("学校设有甲乙学院、丙丁学院等2个教学部门，在校生2041人。", **names)

    assert [(s.about, s.value) for s in found] == [("昌平区", "2"), ("昌平区", "2041")]
