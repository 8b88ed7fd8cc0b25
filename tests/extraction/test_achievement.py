"""Who won or was recognised as what; who held which contest."""

from __future__ import annotations

import pytest

from tests.extraction.telling import told


@pytest.mark.parametrize(
    ("text", "recipient", "honour"),
    [
        ("云岭职校被评为全国职业教育先进单位。", "云岭职校", "全国职业教育先进单位"),
        ("云岭职校荣获“江城市文明校园”称号。", "云岭职校", "江城市文明校园"),
        ("云岭职校为国家级重点中职学校。", "云岭职校", "国家级重点中职学校"),
        ("《制茶》入选“十四五”国家规划教材。", "制茶", "“十四五”国家规划教材"),
        ("云岭职校的茶艺专业群入选江城市高水平专业群。", "茶艺专业群", "江城市高水平专业群"),
        ("墨帆公司被认定为省级示范性实习基地。", "墨帆公司", "省级示范性实习基地"),
        ("云岭职校机电党支部获评“先进基层党组织”。", "云岭职校机电党支部", "先进基层党组织"),
    ],
)  # fmt: skip
def test_what_is_recognised_as_what(text: str, recipient: str, honour: str) -> None:
    assert told(text, "Achievement", "recipient", "honour") == [(recipient, honour)]


def test_who_granted_an_honour() -> None:
    text = "云岭职校的“银龄学堂”开设课程16门，学员众多，被朔宁市民政局认定为市级老年教育示范点。"

    assert told(text, "Achievement", "recipient", "honour", "grantor", "tier") == [
        ("银龄学堂", "市级老年教育示范点", "朔宁市民政局", "city"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("prize", "level"), [("夺得金牌1枚", "first"), ("荣获二等奖", "second"), ("获三等奖", "third")]
)
def test_a_prize_at_a_contest(prize: str, level: str) -> None:
    text = f"云岭职校的模具代表队在全国职业院校技能大赛中{prize}。"

    assert told(text, "Achievement", "recipient", "competition", "awardLevel") == [
        ("云岭职校", "全国职业院校技能大赛", level),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "在江城市技能大赛中，云岭职校获一等奖12项。",
        "云岭职校组队参加江城市技能大赛，获一等奖2项。",
        "云岭职校学生在江城市技能大赛中获一等奖。",
    ],
)
def test_a_prize_may_stand_in_another_clause_than_its_contest(text: str) -> None:
    assert told(text, "Achievement", "recipient", "competition") == [
        ("云岭职校", "江城市技能大赛"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("verb", "role"),
    [("承办", "co-host"), ("承办了", "co-host"), ("主办", "host"), ("连续四年承办", "co-host")],
)
def test_a_school_holds_a_contest(verb: str, role: str) -> None:
    text = f"云岭职校{verb}江城市职业院校技能大赛数控技术赛项。"

    assert told(text, "Participation", "participant", "event", "participationRole") == [
        ("云岭职校", "江城市职业院校技能大赛数控技术赛项", role),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "6名学生获国家奖学金。",
        "云岭职校建成省级精品课程12门。",
        "学生在各级技能大赛中获奖58项。",
        "云岭职校获批省级重点项目3个。",
        "云岭职校未获评“文明校园”。",
        "云岭职校教材建设成果丰富，入选“十三五”国家规划教材7部。",
        "云岭职校组建茶艺专业群，茶艺专业群由松烟技校牵头，入选省级高水平专业群建设项目。",
        "云岭职校是江城市教育局主管的学校。",
        "张三获得“优秀学生”称号。",
    ],
)
def test_counts_persons_and_kinds_are_no_achievement(text: str) -> None:
    assert told(text, "Achievement", "recipient") == []
