"""Lines become sections, paragraphs over page breaks, case boxes and tables."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetgraph.reading import read_text

LONG = "昌平区中等职业学校坚持立德树人根本任务，持续推进课程思政建设与班主任队伍建设，“航空器"


def numbers(text: str) -> list[tuple[str, str | None]]:
    return [(section.number, section.parent) for section in read_text(text).sections]


def paragraphs(text: str) -> list[str]:
    return [paragraph.text for paragraph in read_text(text).paragraphs]


def test_decimal_headings_know_their_parents() -> None:
    assert numbers("1. 概况\n1.1 规模\n1.1.1 学校\n1.2 设施\n2. 质量\n2.1 素质") == [
        ("1", None), ("1.1", "1"), ("1.1.1", "1.1"), ("1.2", "1"), ("2", None), ("2.1", "2"),
    ]  # fmt: skip


def test_chinese_headings_nest_by_their_style() -> None:
    text = "第一部分 概况\n一、规模\n（一）学校\n1. 公办\n2. 民办\n（二）学生\n二、设施"

    assert numbers(text) == [
        ("第一", None), ("一", "第一"), ("一（一）", "一"), ("一（一）.1", "一（一）"),
        ("一（一）.2", "一（一）"), ("一（二）", "一"), ("二", "第一"),
    ]  # fmt: skip


def test_decimal_headings_need_no_heading_above_them() -> None:
    assert numbers("1.1 规模\n1.2 设施\n2.1 素质\n2.2 就业") == [
        ("1.1", None), ("1.2", None), ("2.1", None), ("2.2", None),
    ]  # fmt: skip


def test_decimal_headings_may_stand_under_chinese_ones() -> None:
    assert [n for n, _ in numbers("一、概况\n1.1 规模\n1.2 设施\n二、质量\n2.1 素质")] == [
        "一", "1.1", "1.2", "二", "2.1",
    ]  # fmt: skip


def test_a_number_that_does_not_continue_its_list_is_text() -> None:
    report = read_text("1. 概况\n2. 质量\n18. 人次\n3. 贡献")

    assert [s.number for s in report.sections] == ["1", "2", "3"]
    assert [p.text for p in report.paragraphs] == ["18.人次"]


def test_a_numbered_list_in_a_later_chapter_opens_no_chapter() -> None:
    text = "1. 概况\n2. 质量\n3. 问题\n3.1 措施\n1. 加大力度\n2. 健全机制"

    assert [number for number, _ in numbers(text)] == ["1", "2", "3", "3.1"]


def test_a_page_break_that_cuts_a_sentence_is_healed() -> None:
    (paragraph,) = read_text(f"{LONG}\n\n标准线路施”课程被评为示范课程。").paragraphs

    assert paragraph.text == f"{LONG}标准线路施”课程被评为示范课程。"


def test_a_page_number_in_a_cut_sentence_is_left_out() -> None:
    assert paragraphs(f"{LONG}\n\n12\n\n标准线路施”课程。") == [f"{LONG}标准线路施”课程。"]


def test_a_table_in_a_cut_sentence_does_not_end_it() -> None:
    report = read_text(f"{LONG}\n表 1-1 规模\n项目\t2021年\n招生\t1200\n标准线路施”课程。")

    assert [p.text for p in report.paragraphs] == [f"{LONG}标准线路施”课程。"]
    assert len(report.tables) == 1


def test_a_finished_line_ends_its_paragraph() -> None:
    assert len(paragraphs("2022年，全区共有两所区属中等职业学校。\n民办学校一所。")) == 2


def test_a_heading_ends_a_cut_paragraph() -> None:
    report = read_text(f"1. 概况\n{LONG}\n2. 质量\n质量稳步提升。")

    assert [(p.section, p.text) for p in report.paragraphs] == [
        ("1", LONG), ("2", "质量稳步提升。"),
    ]  # fmt: skip


def test_marks_and_blanks_are_left_out_except_between_latin_words() -> None:
    text = "**加强 课程**建设，开办 Adobe Creative Cloud 培训 300 余人次。"
    (paragraph,) = read_text(text).paragraphs

    assert paragraph.text == "加强课程建设，开办Adobe Creative Cloud培训300余人次。"


def test_a_case_box_lasts_until_the_next_heading() -> None:
    report = read_text(
        "1. 概况\n【案例 1-1】送教下乡\n学校送教下乡。\n培训村民90人次。\n1.1 规模\n招生1061人。"
    )

    assert [p.section for p in report.paragraphs] == ["案例 1-1", "案例 1-1", "1.1"]
    assert [(s.number, s.kind, s.parent) for s in report.sections] == [
        ("1", "section", None), ("案例 1-1", "case", "1"), ("1.1", "section", "1"),
    ]  # fmt: skip


def test_text_behind_a_case_title_belongs_to_the_case() -> None:
    rest = "学校的3名教师在对口县驻点一学年，帮助对方建起实训室2间，编写讲义4册，培训教师58人。"
    report = read_text(f"1. 合作\n【案例 5-1】把课堂搬进霁山。{rest}")
    (paragraph,) = report.paragraphs

    assert report.sections[-1].title == "把课堂搬进霁山"
    assert (paragraph.text, paragraph.section) == (rest, "案例 5-1")


def test_a_title_inside_the_case_brackets_is_a_title() -> None:
    report = read_text("【案例 2-1 体教融合】学校搭建平台。\n平台有序运行。")

    assert report.sections[0].title == "体教融合"
    assert [p.text for p in report.paragraphs] == ["学校搭建平台。", "平台有序运行。"]


def test_the_title_is_the_first_line_that_names_the_report() -> None:
    report = read_text("北京市昌平区中等职业教育 质量年度报告（2023）\n\n2022年12月\n")

    assert report.title == "北京市昌平区中等职业教育质量年度报告（2023）"


def test_a_sentence_about_the_report_is_not_its_title() -> None:
    report = read_text("现发布质量年度报告。\n某区职业教育质量年度报告（2023）")

    assert report.title == "某区职业教育质量年度报告（2023）"
    assert [p.text for p in report.paragraphs] == ["现发布质量年度报告。"]


def test_figures_are_kept_apart_from_sections() -> None:
    report = read_text("1. 概况\n图 1-1 职普比变化\n招生稳定。")

    assert [(f.number, f.title) for f in report.figures] == [("1-1", "职普比变化")]
    assert [s.number for s in report.sections] == ["1"]


def test_headings_in_a_contents_list_open_no_section() -> None:
    assert numbers("目录\n1. 概况\t1\n2. 质量\t3\n\n1. 概况\n2. 质量") == [("1", None), ("2", None)]


REPORT = """某区中等职业教育质量年度报告（2023）

1. 概况
1.1 规模
2022年，**全区**共有 1061 名学生，比上一年减少139人，其中“双师型”教师

占比 24.35%。
表 1-1 规模
项目\t\t2021年\t 2022年
招生\t总人数\t1200\t1061

【案例 1-1】 体教 融合
\t体教融合 300 余人次。
"""


def test_every_character_and_every_cell_stands_where_its_span_says() -> None:
    report = read_text(REPORT)
    cells = [c for t in report.tables for row in (*t.headers, *t.rows) for c in row if c.span]

    for paragraph in report.paragraphs:
        for index, character in enumerate(paragraph.text):
            span = paragraph.span(index, index + 1)
            assert report.text[span.start : span.end] == character
    assert all(report.text[c.span.start : c.span.end] == c.text for c in cells if c.span)
    assert {c.text for c in cells} >= {"招生", "总人数", "1200", "1061", "2022年"}


def test_headings_stand_where_their_spans_say() -> None:
    report = read_text(REPORT)

    assert [report.text[s.heading.start : s.heading.end] for s in report.sections] == [
        "1. 概况", "1.1 规模", "【案例 1-1】 体教 融合",
    ]  # fmt: skip


LINES = st.lists(
    st.sampled_from(
        [
            "1. 概况", "1.1 规模", "一、概况", "（一）学校", "【案例 1-1】标题", "表 1-1 规模",
            "项目\t2021年\t2022年", "招生\t1200\t1061", "招生人数 1061 人。", "", " ", "12",
            "**强调**文字", LONG, "\t缩进的文字。", "图 1-1 变化", "目录", "1. 概况\t3", "\t\t",
            "a\tb",
        ]
    ),
    max_size=20,
)  # fmt: skip


@given(LINES)
def test_spans_are_right_in_any_order_of_lines(chosen: list[str]) -> None:
    report = read_text("\n".join(chosen))

    for paragraph in report.paragraphs:
        for index, character in enumerate(paragraph.text):
            span = paragraph.span(index, index + 1)
            assert report.text[span.start : span.end] == character
    for table in report.tables:
        for cell in (c for row in (*table.headers, *table.rows) for c in row if c.span):
            assert cell.span is not None
            printed = "".join(report.text[cell.span.start : cell.span.end].split())
            # A header may go on in the row below; its span is that of its beginning.
            assert "".join(cell.text.split()).startswith(printed)
        for cell in (c for row in table.rows for c in row if c.span):
            assert cell.span is not None
            printed = report.text[cell.span.start : cell.span.end]
            assert "".join(printed.split()) == "".join(cell.text.split())


@given(LINES)
def test_no_sentence_is_lost(chosen: list[str]) -> None:
    report = read_text("\n".join(chosen))
    read = "".join(p.text for p in report.paragraphs)

    assert read.count("招生人数1061人。") == chosen.count("招生人数 1061 人。")


@pytest.mark.slow
def test_reading_is_linear_in_the_length() -> None:
    one = "1. 概况\n" + f"{LONG}\n标准线路施”课程。\n项目\t2021年\n招生\t1200\n\n" * 200

    def seconds(text: str) -> float:
        started = time.perf_counter()
        read_text(text)
        return time.perf_counter() - started

    assert seconds(one * 8) < 8 * 4 * max(seconds(one), 0.02)
