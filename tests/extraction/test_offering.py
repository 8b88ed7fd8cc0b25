"""Which school offers, opens or closes which majors."""

from __future__ import annotations

import pytest

from tests.extraction.telling import COLLEGE, told


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校开设护理、助产2个专业。",
        "云岭职校现有护理、助产等专业。",
        "云岭职校的护理、助产专业招生。",
        "云岭职校的护理、助产是骨干专业。",
        "护理、助产是云岭职校的骨干专业。",
        "专业布点如下。云岭职校：护理、助产，在校生300人。",
        "云岭职校面向霁山县招收护理、助产专业学生35名。",
        "云岭职校教学设备齐全，开设了护理和助产专业。",
    ],
)
def test_a_school_offers_each_major_of_a_list(text: str) -> None:
    expected = [("云岭职校", "护理"), ("云岭职校", "助产")]

    assert told(text.replace("现有", "设有"), "Offering", "school", "major") == expected


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校新增无人机操控与维护专业。",
        "云岭职校新增设专业1个：无人机操控与维护。",
        "云岭职校新开办的无人机操控与维护专业招生45人。",
        "当年新设无人机操控与维护1个专业，均设在云岭职校。",
        "新增专业2个，分别是云岭职校的无人机维护和松烟技校的幼儿保育。",
    ],
)
def test_a_school_opens_a_major(text: str) -> None:
    (school, major), *_ = told(text, "Opening", "school", "major")

    assert (school, major.replace("操控与", "")) == ("云岭职校", "无人机维护")


def test_each_school_opens_its_own() -> None:
    text = "新增专业2个，分别是云岭职校的电子商务和松烟技校的幼儿保育。"

    assert told(text, "Opening", "school", "major") == [
        ("云岭职校", "电子商务"), ("松烟技校", "幼儿保育"),
    ]  # fmt: skip


@pytest.mark.parametrize("verb", ["撤销", "停招", "停办", "撤销1个", "停招了"])
def test_a_school_closes_a_major(verb: str) -> None:
    text = f"云岭职校{verb}会计事务专业。"

    assert told(text, "Discontinuation", "school", "major") == [("云岭职校", "会计事务")]


def test_what_a_clause_leaves_out_is_carried_into_the_next() -> None:
    text = "2022年，云岭职校新增护理专业，停招会计事务专业。"

    assert told(text, "Discontinuation", "school", "major", "period") == [
        ("云岭职校", "会计事务", "2022"),
    ]  # fmt: skip


def test_a_report_of_a_school_speaks_of_that_school() -> None:
    text = "本学年新增护理专业，停办会计事务专业。"

    assert told(text, "Opening", "school", region=COLLEGE) == [(COLLEGE,)]
    assert told(text, "Discontinuation", "school", region=COLLEGE) == [(COLLEGE,)]
    assert told(text, "Opening", "school") == []


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校的智能制造专业群通过验收。",
        "云岭职校组建智能制造专业群。",
        "智能制造专业群由云岭职校牵头。",
    ],
)
def test_a_school_offers_a_group_of_majors(text: str) -> None:
    assert told(text, "Offering", "school", "majorGroup") == [("云岭职校", "智能制造专业群")]


def test_a_partner_offers_nothing() -> None:
    text = "云岭职校与江城职业学院联办“3+2”护理专业。"

    assert told(text, "Offering", "school", "major") == [("云岭职校", "护理")]


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校新增3个专业。",
        "云岭职校推进专业建设，开设特色专业。",
        "云岭职校组织护理专业师生走进社区。",
        "云岭职校未开设护理专业。",
        "全市开设护理等专业。",
        "云岭职校撤销一批老旧专业。",
    ],
)
def test_what_names_no_major_or_no_school_offers_nothing(text: str) -> None:
    for kind in ("Offering", "Opening", "Discontinuation"):
        assert told(text, kind, "school", "major") == []


def test_each_school_of_a_list_owns_the_majors_behind_it() -> None:
    text = "停办2个，即云岭职校的金属热加工和松烟技校的电子商务。"

    assert told(text, "Discontinuation", "school", "major") == [
        ("云岭职校", "金属热加工"), ("松烟技校", "电子商务"),
    ]  # fmt: skip
    assert told(text, "Offering", "school", "major") == []


@pytest.mark.parametrize("text", ["云岭职校开出招生专业12个。", "86名专业学生报考。"])
def test_words_beside_the_word_for_major_are_none(text: str) -> None:
    assert told(text, "Offering", "school", "major") == []
