"""A whole report: mentions in case boxes, the order of facts, what the gate keeps out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetgraph.extraction import extract
from vetgraph.extraction.context import Context
from vetgraph.extraction.passages import index, squeeze
from vetgraph.reading import read_text

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """1. 概况
2022年，招生人数1061人。
表 1-1 规模
班名\t合作企业
联想班\t联想公司
【案例 1-1】校企同行
联想公司与甲校共建联想班，联想公司投入设备。
2. 质量
联想公司满意。
"""
THINGS = "name,class,country,code,quote\n甲校,School,,,甲校\n"


def test_a_case_mentions_each_known_thing_once(tmp_path: Path) -> None:
    (tmp_path / "thing.csv").write_text(THINGS, encoding="utf-8")
    facts = extract(read_text(TEXT), "某区", 2022, tmp_path).facts
    mentions = [f for f in facts if f.kind == "Mention"]

    assert [(*f.get("case"), *f.get("mentioned")) for f in mentions] == [
        ("案例 1-1", "联想公司"), ("案例 1-1", "甲校"), ("案例 1-1", "联想班"),
    ]  # fmt: skip
    assert all(
        TEXT[f.citations[0].span.start :].startswith(f.get("mentioned")[0]) for f in mentions
    )


def test_facts_come_in_reading_order() -> None:
    facts = extract(read_text(TEXT), "某区", 2022).facts
    starts = [fact.citations[0].span.start for fact in facts]

    assert starts == sorted(starts)


def test_nothing_is_refused_from_rules_that_quote_what_they_read() -> None:
    assert extract(read_text(TEXT), "某区", 2022).refused == ()


def test_known_names_are_found_in_any_printed_form() -> None:
    names = {"公司(北京)": "公司（北京）", "中国-新加坡": "中国—新加坡", "双师型教师": "双师型教师"}
    context = Context("某区", 2022, names, {})
    text = "“双师型”教师与公司（北京）参加中国——新加坡交流"

    assert [(name, text[start:end]) for name, start, end in context.mentions(text)] == [
        ("双师型教师", "双师型”教师"), ("公司（北京）", "公司（北京）"),
        ("中国—新加坡", "中国——新加坡"),
    ]  # fmt: skip


def test_the_longer_of_two_names_is_meant() -> None:
    context = Context("某区", 2022, {"京东": "京东", "京东物流": "京东物流"}, {})

    assert [name for name, _, _ in context.mentions("与京东物流、京东合作")] == ["京东物流", "京东"]


def test_a_context_without_names_mentions_nothing() -> None:
    assert Context("某区", 2022, {}, {}).mentions("甲校") == []


def test_a_quote_is_found_wherever_it_stands() -> None:
    found = index(read_text(TEXT))
    places = list(found.occurrences("联想 公司"))

    assert [TEXT[span.start : span.end] for span in places] == ["联想公司"] * 4
    assert [found.section(span.start) for span in places] == ["1", "案例 1-1", "案例 1-1", "2"]
    assert list(found.occurrences("  ")) == []


def test_a_quote_in_a_table_is_cited_with_table_and_row() -> None:
    found = index(read_text(TEXT))
    citation = found.citation(next(found.occurrences("联想班\t联想公司")))

    assert (citation.section, citation.table, citation.row) == ("1", "1-1", "联想班")


def test_a_quote_before_the_first_heading_has_no_section() -> None:
    found = index(read_text("封面文字。\n1. 概况\n正文。"))

    assert found.citation(next(found.occurrences("封面"))).section == ""


def test_squeezed_texts_hold_no_blanks_and_marks() -> None:
    assert squeeze("**甲 校**\n\u3000合作") == "甲校合作"
