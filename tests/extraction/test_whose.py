"""Of whom the figures of sentences are: 甲校's until a sentence speaks of something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph.extraction import extract
from vetgraph.reading import read_text

if TYPE_CHECKING:
    from tests.extraction.conftest import Read

A, B, REGION = "甲校", "丙校", "昌平区"


def whose(read: Read, text: str) -> dict[str, str]:
    """Each printed number and whom it is of."""
    return {s.value: s.about for s in read(text, 甲校="School", 丙校="School") if s.value}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("开设课程31门。甲校开发课程12门。新编教材14本。", {"31": REGION, "12": A, "14": REGION}),
        ("甲校开发课程12门。新编教材14本。", {"12": A, "14": A}),
        ("开设课程31门。甲校开发课程12门。该校新编教材14本。", {"31": REGION, "12": A, "14": A}),
        ("甲校开发课程12门。全区新编教材14本。选用教材99本。",
         {"12": A, "14": REGION, "99": REGION}),
        ("甲校开发课程12门，两校共新编教材14本。", {"12": A, "14": REGION}),
        ("一是课程不足，甲校只有课程12门；二是教材缺口14本。", {"12": A, "14": REGION}),
        ("昌平机床有限公司向甲校捐赠机床14台。", {"14": A}),
        ("昌平区技能节由区教育局主办、甲校承办，设项目28个。", {"28": REGION}),
        ("甲校帮扶丙校，派出骨干教师14人次。", {"14": A}),
        ("甲校、丙校等职业学校选派队伍14支。", {"14": REGION}),
    ],
)  # fmt: skip
def test_whom_a_figure_is_of(read: Read, text: str, found: dict[str, str]) -> None:
    assert whose(read, text).items() >= found.items()


def test_a_case_is_of_the_one_school_that_it_names() -> None:
    text = (
        "昌平区有甲乙职业学校（以下简称“甲校”）。\n\n开设课程31门。\n\n案例1 甲校的面点工坊\n\n"
        "凌晨的工坊里，甲校师生已在揉面。\n\n一年做出点心14万份，接待游客99人次。\n"
    )

    found = extract(read_text(text), REGION, 2022).facts

    told = [f for f in found if f.kind == "Observation"]
    assert {f.get("value")[0]: f.get("about")[0] for f in told} == {
        "31": REGION, "140000": "甲乙职业学校", "99": "甲乙职业学校"
    }  # fmt: skip


def test_figures_since_a_year_are_to_date(read: Read) -> None:
    found = read(
        "2018年以来，甲校累计开展讲座118场。自2019年揭牌起，接待来访99人次。", 甲校="School"
    )

    assert {s.value: s.period for s in found} == {"118": 2022, "99": 2022}


def test_a_school_s_own_report_gives_its_subject_back() -> None:
    text = "学校与江城工业学院（以下称“江城工院”）联合培养，215名学生在读。参加教师19名。\n"

    found = extract(read_text(text), "江城市云岭职业学校", 2022).facts

    told = {f.get("value")[0]: f.get("about")[0] for f in found if f.kind == "Observation"}
    assert set(told.values()) == {"江城市云岭职业学校"}
    assert {"215", "19"} <= set(told)
