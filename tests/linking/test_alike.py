"""Names that are nearly the same are told; those of a series, or of related things, are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph.linking import alike
from vetgraph.linking.alike import Named, near_duplicates

if TYPE_CHECKING:
    from vetgraph.pipeline import Built


def pairs(*named: tuple[str, str], related: bool = False) -> list[tuple[str, str]]:
    things = [Named(f"id:{label}", label, kind) for label, kind in named]
    apart = [frozenset(thing.iri for thing in things)] if related else []
    return [(one.label, other.label) for one, other in near_duplicates(things, apart)]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("北京昌平职业教育集团", "北京市昌平职业学校教育集团", "EducationGroup"),
        ("宝马", "宝马集团", "Brand"),
        ("北京市昌平职业学校", "昌平职业学校", "School"),
        ("甲乙科技有限公司", "甲乙科技有限责任公司", "Enterprise"),
        ("智慧农业专业群", "智惠农业专业群", "MajorGroup"),
    ],
)
def test_nearly_the_same_names_are_told(one: str, other: str, kind: str) -> None:
    assert pairs((one, kind), (other, kind)) == [tuple(sorted((one, other)))]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("云岭第一职业学校", "云岭第二职业学校", "School"),
        ("云岭东校区实训中心", "云岭西校区实训中心", "Centre"),
        ("中餐烹饪", "西餐烹饪", "Major"),
        ("昌平区教委", "北京市教委", "PublicBody"),
        ("湖南师范大学", "首都师范大学", "HigherEducationInstitution"),
        ("教学名师培养工程", "新教师培养工程", "Programme"),
        ("十三陵镇康陵村", "十三陵镇康林村", "Region"),
    ],
)
def test_names_that_differ_in_what_tells_things_apart_are_not(
    one: str, other: str, kind: str
) -> None:
    assert pairs((one, kind), (other, kind)) == []


def test_things_of_different_families_are_not_compared() -> None:
    assert pairs(("智慧农业专业群", "MajorGroup"), ("智慧农业专业群组", "School")) == []
    assert pairs(("云岭技能大赛甲组", "Event"), ("云岭技能大赛乙组委", "Competition")) == []
    assert pairs(("云岭区技能大赛", "Event"), ("云岭技能大赛", "Competition")) != []


def test_related_things_are_known_to_be_two() -> None:
    named = (("宝马", "Brand"), ("宝马集团", "Enterprise"))

    assert pairs(*named) == [("宝马", "宝马集团")]
    assert pairs(*named, related=True) == []


def test_the_bundled_report_leaves_two_pairs_apart(changping_built: Built) -> None:
    named, related = alike.things(changping_built.quads)
    found = [(a.label, b.label) for a, b in near_duplicates(named, related)]

    assert found == [
        ("北京市昌平职业学校教育集团", "北京昌平职业教育集团"),
        ("宝马", "宝马集团"),
    ]
