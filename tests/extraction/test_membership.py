"""Who leads, joins and belongs to which group, alliance or authority."""

from __future__ import annotations

import pytest

from tests.extraction.telling import COLLEGE, told

BODY = "江城物流职教集团"


@pytest.mark.parametrize(
    "text",
    [
        f"云岭职校牵头组建{BODY}。",
        f"云岭职校牵头成立了“{BODY}”。",
        f"由云岭职校牵头，联合32家企业成立{BODY}。",
        f"{BODY}由云岭职校牵头组建，成员单位64家。",
        f"由云岭职校牵头的{BODY}现有成员单位76个。",
        f"云岭职校加入“{BODY}”。",
        f"云岭职校还加入了{BODY}。",
        f"云岭职校是{BODY}理事单位。",
        f"云岭职校成功加入{BODY}，成为理事单位。",
    ],
)
def test_a_school_belongs_to_a_group(text: str) -> None:
    assert told(text, "Membership", "member", "memberBody") == [("云岭职校", BODY)]


def test_those_whom_a_leader_unites_belong_too() -> None:
    text = f"由云岭职校牵头，联合墨帆公司、江城理工职业学院组建{BODY}。"

    members = [member for (member,) in told(text, "Membership", "member")]
    partners = [partner for (partner,) in told(text, "Partnership", "partner")]

    assert members == ["云岭职校", "墨帆公司", "江城理工职业学院"]
    assert partners == ["墨帆公司", "江城理工职业学院"]


def test_the_group_may_be_named_a_sentence_before() -> None:
    text = f"{BODY}由云岭职校牵头组建。松烟技校、墨帆公司均为集团成员；江城水暖行业协会当年加入。"

    assert told(text, "Membership", "member", "memberBody")[1:] == [
        ("松烟技校", BODY), ("墨帆公司", BODY), ("江城水暖行业协会", BODY),
    ]  # fmt: skip


def test_a_society_has_members() -> None:
    text = "云岭职校当选为中国职业技术教育学会理事单位。"

    assert told(text, "Membership", "memberBody") == [("中国职业技术教育学会",)]


def test_a_body_is_made_of_its_members() -> None:
    text = "建立职业教育联席会议制度，由江城市教育局、江城市财政局等七个部门组成。"

    assert told(text, "Membership", "member", "memberBody") == [
        ("江城市教育局", "职业教育联席会议"), ("江城市财政局", "职业教育联席会议"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校是江城市教育局主管的公办学校。",
        "云岭职校隶属江城市教育局。",
        "云岭职校创办于1984年，隶属于江城市教育局。",
    ],
)
def test_a_school_belongs_to_its_authority(text: str) -> None:
    assert told(text, "Membership", "member", "memberBody") == [("云岭职校", "江城市教育局")]


def test_a_branch_belongs_to_the_school_whose_name_it_begins_with() -> None:
    text = "云岭职校机电党支部获评“先进基层党组织”。"

    assert told(text, "Membership", "member", "memberBody") == [("云岭职校机电党支部", "云岭职校")]


def test_a_school_is_made_of_colleges() -> None:
    text = "学校下设财经学院、艺术学院等7个二级学院。"

    assert told(text, "Membership", "member", "memberBody", region=COLLEGE) == [
        ("财经学院", COLLEGE), ("艺术学院", COLLEGE),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        f"云岭职校拟牵头组建{BODY}。",
        f"云岭职校未加入{BODY}。",
        f"云岭职校是{BODY}的合作方。",
        "云岭职校均为集团成员。",
        "云岭职校加入教学联盟。",
    ],
)
def test_what_is_planned_denied_or_unnamed_is_no_membership(text: str) -> None:
    assert told(text, "Membership", "member") == []
