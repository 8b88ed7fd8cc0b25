"""What a sentence says of two named things in words that no other family knows."""

from __future__ import annotations

import pytest

from tests.extraction.telling import COLLEGE, DISTRICT, told
from vetgraph.extraction import extract
from vetgraph.reading import read_text

FIRM = "江城墨帆科技有限公司"


def associations(text: str, region: str = DISTRICT) -> list[tuple[str, ...]]:
    return told(text, "Association", "actor", "predicateText", "counterpart", region=region)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"{FIRM}把员工培训中心设在云岭职校。",
            (FIRM, "把员工培训中心设在云岭职校", "云岭职校"),
        ),
        (
            "云岭职校低温揉捻工艺转让给墨帆公司。",
            ("云岭职校", "低温揉捻工艺转让给墨帆公司", "墨帆公司"),
        ),
        (
            "《云雾茶加工实务》由江城教育出版社发行。",
            ("云雾茶加工实务", "由江城教育出版社发行", "江城教育出版社"),
        ),
        ("云岭职校的“银龄急救课堂”进入24个社区。",
         ("云岭职校", "“银龄急救课堂”进入24个社区", "银龄急救课堂")),
    ],
)  # fmt: skip
def test_the_printed_words_relate_two_things(text: str, found: tuple[str, ...]) -> None:
    assert found in associations(text)


def test_two_lists_are_paired_where_respectively_deals_them_out() -> None:
    found = associations("云岭职校、松烟技校分别面向江城市卫生局、江城市农业局开出体验课。")

    assert [(a, b) for a, _, b in found] == [
        ("云岭职校", "江城市卫生局"), ("松烟技校", "江城市农业局"),
    ]  # fmt: skip


def test_what_another_family_has_said_is_left_to_it() -> None:
    assert associations(f"云岭职校与{FIRM}共建实训基地。") == []


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校、松烟技校均是公办学校。",
        "云岭职校严格落实《职业院校教材管理办法》。",
        "云岭职校未与墨帆公司续办培训站。",
        "今后，云岭职校将把培训站搬进墨帆公司。",
        "云岭职校毕业生王小明现任墨帆公司经理。",
        "云岭区中等职业学校把展台搬进江城博物馆。",
        "《甲之歌》《乙之舞》等节目上演。",
    ],
)
def test_no_relation_where_none_is_said(text: str) -> None:
    assert associations(text) == []


def test_that_school_is_the_one_named_last() -> None:
    text = f"松烟技校面向社区开课。{FIRM}在该校挂出用工告示。"

    assert (FIRM, "在该校挂出用工告示", "松烟技校") in associations(text)


def test_in_its_own_report_a_school_need_not_be_named() -> None:
    found = associations(f"{FIRM}捐赠数控机床两台。", COLLEGE)

    assert found == [(FIRM, "捐赠数控机床两台", COLLEGE)]


def test_majors_side_by_side_are_offered_by_the_school_before_them() -> None:
    text = "云岭职校的护理与康复技术、松烟技校的茶叶生产与加工报考热度居前。"

    assert sorted(told(text, "Offering", "school", "major")) == [
        ("云岭职校", "康复技术"), ("云岭职校", "护理"), ("松烟技校", "茶叶生产与加工"),
    ]  # fmt: skip


def test_things_set_up_and_certificates_are_named_without_quotation_marks() -> None:
    found = associations("松烟技校引进德国海德福工商会的机电工职业证书，建成智慧果园。")

    assert {b for _, _, b in found} == {"机电工职业证书", "智慧果园"}


def test_the_latter_is_the_second_of_two() -> None:
    found = associations(f"云岭职校与松烟技校同在一条街上，后者由{FIRM}举办。")

    assert found == [("松烟技校", f"由{FIRM}举办", FIRM)]


def test_what_a_clause_ends_with_is_told_of_next() -> None:
    text = f"云岭职校新建校舍；海拔最高的是松烟技校，校门开在{FIRM}旁。"

    assert [(a, b) for a, _, b in associations(text)] == [("松烟技校", FIRM)]


def test_what_is_set_up_by_an_office_of_a_body_is_not_its_members_doing() -> None:
    text = f"云岭职校任副理事长单位，秘书处设在{FIRM}。"

    assert associations(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"云岭职校与{FIRM}的合作意向经多轮磋商没有结果。",
        f"实习时她进了{FIRM}，云岭职校的老师很高兴。",
    ],
)
def test_intentions_and_persons_relate_nothing(text: str) -> None:
    assert associations(text) == []


def test_in_its_own_report_a_school_sets_up_departments_and_resolves_rules() -> None:
    text = (
        "设有机电工程部（机电部）、财经商贸部（财商部）两个教学部。教代会审议通过《教师值班办法》。"
    )
    found = extract(
        read_text(f"{COLLEGE}质量年度报告（2023）\n\n一、概况\n\n{text}"), COLLEGE, 2022
    )
    pairs = {
        (fact.get("actor")[0], fact.get("counterpart")[0])
        for fact in found.facts
        if fact.kind == "Association"
    }

    assert pairs == {(COLLEGE, "机电工程部"), (COLLEGE, "财经商贸部"), (COLLEGE, "教师值班办法")}
