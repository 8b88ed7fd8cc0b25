"""What lies where, and who owns a school."""

from __future__ import annotations

import pytest

from tests.extraction.telling import told
from vetgraph.extraction.places import last_place, place_chains


@pytest.mark.parametrize("verb", ["坐落在", "位于", "地处"])
def test_a_school_lies_in_a_town(verb: str) -> None:
    assert told(f"云岭职校{verb}松烟镇。", "Location", "place", "region") == [
        ("云岭职校", "松烟镇"),
    ]  # fmt: skip


def test_of_a_chain_of_places_each_holds_the_next() -> None:
    found = told("云岭职校坐落在澹州市海坪区渔湾街道。", "Location", "place", "region")

    assert found == [
        ("云岭职校", "澹州市"), ("云岭职校", "海坪区"), ("云岭职校", "渔湾街道"),
        ("海坪区", "澹州市"), ("渔湾街道", "海坪区"),
    ]  # fmt: skip


def test_schools_set_in_a_district() -> None:
    text = "设在汀鹭区的是云岭职校（以下简称“云职”）和松烟技校；设在桦台区的是江城第二职业学校。"

    assert told(text, "Location", "place", "region") == [
        ("云岭职校", "汀鹭区"), ("松烟技校", "汀鹭区"), ("江城第二职业学校", "桦台区"),
    ]  # fmt: skip


def test_the_schools_a_district_counts_lie_in_it() -> None:
    text = "我区共有两所中等职业学校，其中公办一所、民办一所：云岭职校和民办的松烟技校。"
    listed = "全区现有云岭职校、松烟技校两所公办中等职业学校。"

    assert told(listed, "Location", "place", "region") == told(text, "Location", "place", "region")
    assert told(text, "Location", "place", "region") == [
        ("云岭职校", "云岭区"), ("松烟技校", "云岭区"),
    ]  # fmt: skip


def test_a_city_under_another_and_the_towns_below() -> None:
    assert told("珞川市是澄泽市代管的县级市。", "Location", "place", "region", region="珞川市") == [
        ("珞川市", "澄泽市"),
    ]  # fmt: skip
    assert told("我区辖汀珊街道、砂渚镇和云麓镇。", "Location", "place", "region") == [
        ("汀珊街道", "云岭区"), ("砂渚镇", "云岭区"), ("云麓镇", "云岭区"),
    ]  # fmt: skip


def test_what_a_town_stands_before_lies_in_it() -> None:
    text = "云岭职校帮助茶岭乡红岩茶叶合作社改进工艺。"

    assert told(text, "Location", "place", "region") == [("茶岭乡红岩茶叶合作社", "茶岭乡")]


@pytest.mark.parametrize(
    ("text", "ownership"),
    [
        ("松烟技校位于松烟镇，是一所民办中等职业学校。", "private"),
        ("云岭职校是江城市教育局主管的公办学校。", "public"),
        ("云岭职校、松烟技校均为公办。", "public"),
    ],
)
def test_who_owns_a_school(text: str, ownership: str) -> None:
    found = told(text, "Characterisation", "ownership")

    assert set(found) == {(ownership,)}


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校位于城市中心。",
        "云岭职校在全市各区县设点。",
        "与外省学校合作的中等职业学校有3所：江城第二职业学校。",
    ],
)
def test_what_names_no_place_lies_nowhere(text: str) -> None:
    assert told(text, "Location", "place", "region") == []


def test_places_are_read_as_chains() -> None:
    text = "在滄嵯县岩坪村，与内蒙古科尔沁旗"

    assert [(p.name, p.within) for p in place_chains(text)] == [
        ("滄嵯县", None), ("岩坪村", "滄嵯县"), ("内蒙古", None), ("科尔沁旗", "内蒙古"),
    ]  # fmt: skip
    assert last_place("朔宁市青垣区") == "青垣区"
    assert last_place("青垣区") is None


@pytest.mark.parametrize("text", ["禾川区为澄泽市市辖区。", "禾川区为澄泽市辖区。"])
def test_the_city_of_an_urban_district(text: str) -> None:
    assert told(text, "Location", "place", "region", region="禾川区") == [("禾川区", "澄泽市")]
