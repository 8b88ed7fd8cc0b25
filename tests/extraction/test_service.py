"""Who serves whom, runs which class for whom, developed or founded what; where graduates go."""

from __future__ import annotations

import pytest

from tests.extraction.telling import COLLEGE, told


@pytest.mark.parametrize(
    ("text", "beneficiary"),
    [
        ("云岭职校为墨帆公司改造焊接工装。", "墨帆公司"),
        ("云岭职校为云岭街道开展社区培训12期。", "云岭街道"),
        ("云岭职校帮扶王家坪村，助力乡村振兴。", "王家坪村"),
        ("云岭职校帮助江城红岩茶叶合作社改进工艺。", "江城红岩茶叶合作社"),
        ("云岭职校租用客轮把课堂送到星螺岛。", "星螺岛"),
        ("云岭职校学前教育专业师生录制微课，微课被江城幼教集团采用为培训资源。", "江城幼教集团"),
    ],
)  # fmt: skip
def test_a_school_serves(text: str, beneficiary: str) -> None:
    assert told(text, "Service", "provider", "beneficiary") == [("云岭职校", beneficiary)]


def test_each_of_a_list_is_served() -> None:
    text = "云岭职校先后为江城钢铁集团、江城纺织厂培训员工800人次。"

    assert told(text, "Service", "beneficiary") == [("江城钢铁集团",), ("江城纺织厂",)]


@pytest.mark.parametrize(
    "text",
    ["云岭职校为墨帆公司冠名开设“墨帆班”，学员32人。", "云岭职校与墨帆公司联合开办“墨帆班”。"],
)
def test_a_class_run_with_a_firm(text: str) -> None:
    assert told(text, "ProgrammeRun", "school", "orderClass", "partner") == [
        ("云岭职校", "墨帆班", "墨帆公司"),
    ]  # fmt: skip


def test_classes_that_by_their_names_are_run_to_order() -> None:
    text = "云岭职校开设“墨帆订单班”“海风学徒班”和“精英班”。"

    assert told(text, "ProgrammeRun", "school", "orderClass") == [
        ("云岭职校", "墨帆订单班"), ("云岭职校", "海风学徒班"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("云岭职校主编的《旅游服务实务》出版。", "旅游服务实务"),
        ("云岭职校设立江城皮画传习所，聘请传承人3名。", "江城皮画传习所"),
        ("云岭职校利用废旧机床建成1200平方米的工业文化展馆。", "工业文化展馆"),
        ("云岭职校挂牌成立墨帆产业学院。", "墨帆产业学院"),
        ("云岭职校在老挝万象设立“云岭工坊”。", "云岭工坊"),
        ("云岭职校成立由校长任主任的质量管理委员会。", "质量管理委员会"),
    ],
)
def test_what_a_school_developed_or_founded(text: str, product: str) -> None:
    assert told(text, "Development", "developer", "product") == [("云岭职校", product)]


def test_a_firm_that_invests_in_what_was_founded_is_a_partner() -> None:
    text = "云岭职校挂牌成立墨帆产业学院，墨帆公司投入设备260万元。"

    assert told(text, "Partnership", "school", "partner", "outcome") == [
        ("云岭职校", "墨帆公司", "墨帆产业学院"),
    ]  # fmt: skip


def test_graduates_go_on_to_each_of_a_list() -> None:
    text = "学校毕业生升入江城大学、江城师范学院等高校85人。"

    assert told(text, "Progression", "about", "destination", region=COLLEGE) == [
        (COLLEGE, "江城大学"), (COLLEGE, "江城师范学院"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校建立劳模工作室5个。",
        "云岭职校依托企业，共建校外实训基地，建成校外实训基地。",
        "云岭职校新建实训室十一间。",
        "云岭职校建成市级在线精品课程12门。",
        "云岭职校成立31个社团。",
        "云岭职校为学生提供服务。",
        "云岭职校为全体教师开展培训。",
        "学生赴墨帆公司参观学习。",
    ],
)
def test_counts_and_kinds_are_neither_founded_nor_served(text: str) -> None:
    assert told(text, "Development", "product") == []
    assert told(text, "Service", "beneficiary") == []
