"""Names become IRIs: one thing has one IRI, whatever form of its name is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetgraph import rdf
from vetgraph.extraction.context import Context
from vetgraph.model import Thing
from vetgraph.naming import Names, class_of, region_entity, thing_iri
from vetgraph.places import load_regions

ID = "https://w3id.org/vetgraph/id/"


def names(*things: Thing, **aliases: str) -> Names:
    known = {thing.name: thing.name for thing in things} | aliases
    kinds = {thing.name: thing.kind for thing in things}
    context = Context("北京市昌平区", 2022, known, kinds)
    return Names(context, "110114", "110114-2023", {thing.name: thing for thing in things})


def iri(name: str, reach: str | None = None, *things: Thing, **aliases: str) -> str:
    return names(*things, **aliases).resolve(name, reach).iri.value.removeprefix(ID)


def test_a_school_is_named_by_its_chinese_name() -> None:
    assert iri("北京市昌平职业学校", "Party") == "school/北京市昌平职业学校"


def test_an_alias_is_the_same_thing() -> None:
    school = Thing("北京市昌平职业学校", "School")
    known = names(school, 昌职="北京市昌平职业学校")

    assert known.resolve("昌职") is known.resolve("北京市昌平职业学校")
    assert known.resolve("“昌职”").label == "北京市昌平职业学校"


def test_printed_forms_of_one_name_are_one_thing() -> None:
    assert iri("联想教育科技（北京）有限公司") == iri("联想教育科技(北京)有限公司")
    assert iri("宝马 BEST 订单班", "OrderClass") == iri("宝马BEST订单班", "OrderClass")


def test_a_region_is_named_by_its_official_code() -> None:
    assert iri("北京市昌平区", "Region") == "region/110114"
    assert iri("内蒙古自治区", "Region") == "region/15"


def test_a_region_that_is_not_in_the_record_keeps_its_name() -> None:
    entity = names().resolve("虚构县", "Region")

    assert entity.iri.value == ID + "region/虚构县"
    assert entity.region is None


def test_a_code_in_the_sheet_settles_which_region_is_meant() -> None:
    town = Thing("昌平区", "Region", code="110114")

    assert iri("昌平区", None, town) == "region/110114"


def test_a_country_is_named_by_its_iso_code() -> None:
    assert iri("新加坡", None, Thing("新加坡", "Country")) == "country/SG"


def test_a_case_belongs_to_its_report() -> None:
    assert iri("案例 3-1", "Case") == "case/110114-2023-3-1"


def test_the_sheet_says_what_a_thing_is() -> None:
    partner = Thing("新加坡工艺教育局", "InternationalPartner", country="SG")
    entity = names(partner).resolve("新加坡工艺教育局", "Organisation")

    assert (entity.kind, entity.country) == ("InternationalPartner", "SG")


@pytest.mark.parametrize(
    ("name", "reach", "kind"),
    [
        ("联想教育科技（北京）有限公司", "Party", "Enterprise"),
        ("北京市昌平区教委", "Party", "PublicBody"),
        ("湖南工业大学", "Party", "HigherEducationInstitution"),
        ("北京昌平职业教育集团", "Party", "EducationGroup"),
        ("联想未来班", None, "OrderClass"),
        ("智慧农业专业群", None, "MajorGroup"),
        ("崔村镇", None, "Region"),
        ("甲乙丙", "Major", "Major"),
        ("甲乙丙", "Party", "Organisation"),
    ],
)
def test_the_ending_of_a_name_tells_its_class(name: str, reach: str | None, kind: str) -> None:
    assert class_of(name, reach) == kind


def test_the_longest_ending_is_meant() -> None:
    assert class_of("崔村乡村社区学院", None) == "Centre"
    assert class_of("某某职业学院", None) == "HigherEducationInstitution"


def test_the_role_limits_the_class() -> None:
    assert class_of("汽车工程师培养班", "Enterprise") == "Enterprise"


def test_a_bracket_behind_a_name_does_not_hide_its_ending() -> None:
    assert class_of("泰康之家（燕园）有限公司（北京）", "Party") == "Enterprise"


@given(st.text(min_size=1, max_size=20))
def test_every_name_makes_a_valid_iri(name: str) -> None:
    made = thing_iri("School", name)

    assert rdf.NamedNode(made.value) == made
    assert not set(made.value) & set(' <>"{}|\\^`')


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_different_keys_make_different_iris(one: str, other: str) -> None:
    assert (thing_iri("School", one) == thing_iri("School", other)) == (one == other)


def test_another_base_moves_every_thing() -> None:
    assert (
        thing_iri("School", "甲", "https://example.org/").value == "https://example.org/school/甲"
    )


def test_a_region_entity_has_its_full_name() -> None:
    region = load_regions().by_code("110114")

    assert region is not None
    assert region_entity(region).label == "北京市昌平区"
