"""Names told by their shape, and what is no name."""

from __future__ import annotations

import pytest

from vetgraph.extraction import extract
from vetgraph.extraction.discover import discover
from vetgraph.extraction.names import HARD, class_of, country_of, is_school, names
from vetgraph.reading import read_text


def found(text: str) -> list[tuple[str, str]]:
    return [(name.text, name.kind) for name in names(text)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("与江城墨帆科技有限公司合作", "江城墨帆科技有限公司", "Enterprise"),
        ("赴德国柏林职业学院交流", "德国柏林职业学院", "InternationalPartner"),
        ("由云岭区教育委员会印发", "云岭区教育委员会", "PublicBody"),
        ("加入江城职业教育集团", "江城职业教育集团", "EducationGroup"),
        ("考入江城师范大学", "江城师范大学", "HigherEducationInstitution"),
        ("走进霁山县职业教育中心", "霁山县职业教育中心", "School"),
        ("学生参加江城第一职业学校比赛", "江城第一职业学校", "School"),
        ("由云岭区幼儿与康养职业学校承办", "云岭区幼儿与康养职业学校", "School"),
        ("原云岭区商贸技工学校并入", "云岭区商贸技工学校", "School"),
        ("江城市总工会委托学校承办", "江城市总工会", "PublicBody"),
        ("每年邀请江城机床行业协会参加", "江城机床行业协会", "Organisation"),
    ],
)
def test_names_by_ending_and_boundary(text: str, name: str, kind: str) -> None:
    assert found(text) == [(name, kind)]


def test_the_items_of_a_list_are_names() -> None:
    text = "携手北京甲乙科技有限公司、天津丙丁机械有限公司和上海戊己酒店管理有限公司三家企业"

    assert [name for name, _ in found(text)] == [
        "北京甲乙科技有限公司", "天津丙丁机械有限公司", "上海戊己酒店管理有限公司",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "与合作企业共建", "与中等职业学校交流", "多家龙头企业参与", "面向各区县学校",
        "本地知名公司", "校企合作单位", "全区两所学校", "大学生论坛", "中学生体验", "职业学校",
    ],
)  # fmt: skip
def test_generic_words_are_no_names(text: str) -> None:
    assert found(text) == []


def test_a_county_behind_a_joining_word_is_a_place() -> None:
    assert found("与霁山县开展对口支援") == [("霁山县", "Region")]
    assert found("对口帮扶霁山县") == [("霁山县", "Region")]
    assert found("与全县各校交流") == []


def test_a_name_holds_its_place_and_its_beginning() -> None:
    assert found("对口帮扶霁山县职业教育中心") == [("霁山县职业教育中心", "School")]


def test_majors_stand_before_their_word() -> None:
    assert found("开设机电技术应用专业。") == [("机电技术应用", "Major")]
    assert found("各专业均有新增专业和特色专业。") == []


def test_a_full_stop_before_a_name_makes_it_sure() -> None:
    (name,) = names("。江城墨帆科技有限公司成立。")

    assert name.score == HARD


@pytest.mark.parametrize(
    "bracket", ["（以下简称“墨帆”）", "（简称墨帆）", "(以下简称：墨帆)", "（下文简称为“墨帆”）"]
)
def test_aliases_in_brackets(bracket: str) -> None:
    text = f"。江城墨帆科技有限公司{bracket}参与建设。"
    known = discover(read_text(text).paragraphs, "云岭区", 2022)

    assert known.aliases == {"墨帆": "江城墨帆科技有限公司"}
    assert known.kinds["江城墨帆科技有限公司"] == "Enterprise"
    assert [fact.kind for fact in known.facts] == ["Naming"]


def test_a_bracket_that_is_no_alias_gives_none() -> None:
    text = "江城墨帆科技有限公司（见附件）参与建设。"

    assert discover(read_text(text).paragraphs, "云岭区", 2022).aliases == {}


def test_a_first_of_its_kind_is_no_name_of_a_thing() -> None:
    text = "江城市首届高校技能有限公司参赛。"

    assert discover(read_text(text).paragraphs, "云岭区", 2022).kinds == {}


def test_classes_and_schools_by_name() -> None:
    assert class_of("江城墨帆集团") == "Enterprise"
    assert is_school("江城开放职业学院")
    assert is_school("云岭职业学校")
    assert not is_school("云岭区")


def test_a_body_abroad_lies_in_the_country_its_name_begins_with() -> None:
    body = "江城云岭职业学校与哈萨克斯坦阿尔肯技术学院签署合作备忘录。"
    text = f"云岭区质量报告（2023）\n\n一、国际\n\n{body}\n"
    things = {t.name: t for t in extract(read_text(text), "云岭区", 2022).things}

    assert things["哈萨克斯坦阿尔肯技术学院"].kind == "InternationalPartner"
    assert things["哈萨克斯坦阿尔肯技术学院"].country == "KZ"
    assert country_of("江城技术学院") is None


@pytest.mark.parametrize(
    ("bracket", "aliases"),
    [
        ("（以下称“墨帆”）", {"墨帆"}),
        ("（下称“墨帆”）", {"墨帆"}),
        ("（以下简称“墨帆”或“帆公司”）", {"墨帆", "帆公司"}),
    ],
)
def test_more_wordings_of_aliases(bracket: str, aliases: set[str]) -> None:
    text = f"。江城墨帆科技有限公司{bracket}参与建设。"

    assert set(discover(read_text(text).paragraphs, "云岭区", 2022).aliases) == aliases


def test_a_general_word_is_an_alias_but_names_nothing_elsewhere() -> None:
    text = "。江城云岭职业学院（以下简称“云岭职院”或“学院”）坐落在江城。"
    known = discover(read_text(text).paragraphs, "江城云岭职业学院", 2022)

    assert [fact.get("alternateName") for fact in known.facts] == [("云岭职院",), ("学院",)]
    assert set(known.aliases) == {"云岭职院"}


def test_a_body_named_by_its_level_is_that_of_the_region() -> None:
    known = discover(read_text("云岭。区教育局会同区财政局、市教育局。").paragraphs, "云岭区", 2022)

    assert known.aliases == {"区教育局": "云岭区教育局", "区财政局": "云岭区财政局"}
    assert {fact.status for fact in known.facts} == {"inferred"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("与华为技术有限公司签约", "华为技术有限公司"),
        ("由棠溪县中等专业学校承办", "棠溪县中等专业学校"),
        ("与江城市人力资源和社会保障局签订", "江城市人力资源和社会保障局"),
        ("江城物流职教集团由云岭中心牵头", "江城物流职教集团"),
        ("加入了江右卫生职教联盟", "江右卫生职教联盟"),
        ("和凌工模具厂三家企业", "凌工模具厂"),
    ],
)
def test_joining_words_inside_names_bound_nothing(text: str, name: str) -> None:
    assert name in [one for one, _ in found(text)]


def test_the_last_word_of_a_date_begins_no_name() -> None:
    assert found("2023年5月1日江城墨帆科技有限公司成立") == [("江城墨帆科技有限公司", "Enterprise")]
    assert found("2023年江城第一职业学校成立") == [("江城第一职业学校", "School")]


@pytest.mark.parametrize(
    ("text", "about", "alias"),
    [
        ("江城市丁戊职业技术学校（丁戊职校）开学。", "江城市丁戊职业技术学校", "丁戊职校"),
        ("引入江城墨帆颐养服务有限公司（墨帆颐养）。", "江城墨帆颐养服务有限公司", "墨帆颐养"),
        ("注：江城酒店即江城酒店管理有限公司。", "江城酒店管理有限公司", "江城酒店"),
    ],
)
def test_a_short_name_is_made_of_the_characters_of_the_whole(
    text: str, about: str, alias: str
) -> None:
    found = discover(read_text(text).paragraphs, "云岭区", 2022)

    assert found.aliases[alias] == about


def test_a_bracket_of_other_words_is_no_short_name() -> None:
    found = discover(read_text("江城市丁戊职业技术学校（公办）开学。").paragraphs, "云岭区", 2022)

    assert "公办" not in found.aliases
