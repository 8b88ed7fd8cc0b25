"""An alias that names its thing in some sections alone is no name elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetgraph.extraction import extract
from vetgraph.extraction.context import Context
from vetgraph.reading import read_text

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"甲职业学校": "甲职业学校", "某区职业学校": "甲职业学校"}


def test_an_alias_is_known_in_its_section_and_below() -> None:
    context = Context("某区", 2022, NAMES, {}, {"某区职业学校": ("3.1",)})

    assert context.within("3.1").canonical("某区职业学校") == "甲职业学校"
    assert context.within("3.1.2").canonical("某区职业学校") == "甲职业学校"
    assert context.within("3.10").canonical("某区职业学校") is None
    assert context.within("2").mentions("某区职业学校与甲职业学校") == [("甲职业学校", 7, 12)]


def test_a_context_without_limits_is_the_same_everywhere() -> None:
    context = Context("某区", 2022, NAMES, {})

    assert context.within("2") is context


def test_a_limited_alias_of_a_sheet_gives_no_mention_in_another_case(tmp_path: Path) -> None:
    text = (
        "某区质量报告（2023）\n1. 概况\n甲职业学校（某区职业学校）成立。\n"
        "【案例 1-1】名师\n某区职业学校教师成长。\n【案例 1-2】名校\n甲职业学校学生成长。\n"
    )
    things = "name,class,quote\n甲职业学校,School,甲职业学校（某区职业学校）\n"
    naming = (
        "about,alternateName,within,quote\n甲职业学校,某区职业学校,1,甲职业学校（某区职业学校）\n"
    )
    (tmp_path / "thing.csv").write_text(things, "utf-8")
    (tmp_path / "naming.csv").write_text(naming, "utf-8")
    found = extract(read_text(text), "某区", 2022, tmp_path)

    mentions = [f.get("case") for f in found.facts if f.get("mentioned") == ("甲职业学校",)]
    assert mentions == [("案例 1-2",)]
