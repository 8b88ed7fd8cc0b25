"""Honours by the shape of their names, and who conferred them."""

from __future__ import annotations

import pytest

from tests.extraction.telling import COLLEGE, DISTRICT, told


def honours(text: str, region: str = DISTRICT) -> list[tuple[str, ...]]:
    return told(text, "Achievement", "recipient", "honour", "grantor", region=region)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "云岭职校2014年被教育部、财政部确定为“国家中职示范学校”。",
            ("云岭职校", "国家中职示范学校", "教育部财政部"),
        ),
        (
            "云岭职校入选教育部职业院校数字校园建设实验校。",
            ("云岭职校", "职业院校数字校园建设实验校", "教育部"),
        ),
        (
            "松烟技校是省卫生健康委认定的珑江省护理人才培养基地。",
            ("松烟技校", "珑江省护理人才培养基地", "省卫生健康委"),
        ),
        (
            "“移动船坞”入选鹭川省教育厅公布的省级劳动教育实践基地名单。",
            ("移动船坞", "省级劳动教育实践基地", "鹭川省教育厅"),
        ),
    ],
)
def test_an_honour_has_its_grantors(text: str, found: tuple[str, ...]) -> None:
    assert found in honours(text)


def test_in_its_own_report_a_school_need_not_be_named() -> None:
    assert (COLLEGE, "临岚省高水平学校建设单位", "") in honours(
        "2020年底入围临岚省高水平学校建设单位。", COLLEGE
    )


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校教师李明被江城市教育局授予“江城市名师”称号。",
        "云岭职校力争2025年获评省级示范学校。",
    ],
)
def test_no_honour_of_persons_or_plans(text: str) -> None:
    assert honours(text) == []


def test_who_confers_is_no_recipient() -> None:
    text = "共青团临岚省委则向云岭职校团总支颁发了“五四红旗团总支”奖牌。"

    assert honours(text) == [("云岭职校", "五四红旗团总支", "共青团临岚省委")]
    assert honours("共青团临岚省委将云岭职校评为“全省优秀志愿服务集体”。") == [
        ("云岭职校", "全省优秀志愿服务集体", "共青团临岚省委")
    ]
