"""What each line of a text report is taken for."""

from __future__ import annotations

import pytest

from vetgraph.reading.lines import Line, lines, ordinal


def only(text: str) -> Line:
    (line,) = lines(text)
    return line


def kinds(text: str) -> list[str]:
    return [line.kind for line in lines(text)]


@pytest.mark.parametrize(
    ("text", "style", "number", "title"),
    [
        ("1. 基本情况", "number", "1", "基本情况"),
        ("1.1 规模和结构", "decimal", "1.1", "规模和结构"),
        ("1.1.2 高中阶段教育结构", "decimal", "1.1.2", "高中阶段教育结构"),
        ("3．4．2 助力建设", "decimal", "3.4.2", "助力建设"),
        ("一、基本情况", "han", "一", "基本情况"),
        ("（二）招生情况", "bracket", "二", "招生情况"),
        ("第三部分 质量保障", "part", "三", "质量保障"),
        ("**2.2 就业质量**", "decimal", "2.2", "就业质量"),
        ("3.4 人才培养", "decimal", "3.4", "人才培养"),
    ],
)
def test_a_heading_is_told_by_its_numbering(text: str, style: str, number: str, title: str) -> None:
    line = only(text)

    assert (line.kind, line.style, line.number, line.title) == ("heading", style, number, title)


@pytest.mark.parametrize(
    "text",
    [
        "1. 贯彻新发展理念。把职业教育摆在突出位置。",
        "9.09 万元",
        "1.5倍",
        "2.1亿元",
        "一、加强领导，健全机制，落实责任",
        "2022年招生1061人",
        "三是 2022 年教育教学引导奖继续倾斜：",
    ],
)
def test_numbered_text_is_no_heading(text: str) -> None:
    assert only(text).kind == "text"


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("【案例 2-1】班主任专项能力提升", "2-1", "班主任专项能力提升"),
        ("【案例3-2】依托教研平台，助力提升教师能力", "3-2", "依托教研平台，助力提升教师能力"),
        ("案例分享 2：校企双方共同组织", "2", "校企双方共同组织"),
        ("┌ 典型案例一 ┐ 一个工作室带起一支队伍", "一", "一个工作室带起一支队伍"),
        ("特色案例2：从护士站到养老院", "2", "从护士站到养老院"),
        ("案例一：送教下乡", "一", "送教下乡"),
        ("【案例 4—1 产教融合】", "4-1", "产教融合"),
    ],
)
def test_a_case_box_has_its_number_and_title(text: str, number: str, title: str) -> None:
    line = only(text)

    assert (line.kind, line.number, line.title) == ("case", number, title)


@pytest.mark.parametrize(
    "text", ["案例一体化建设取得成效。", "案例2022年获奖。", "案例教学深入开展。"]
)
def test_a_sentence_about_cases_is_no_case_box(text: str) -> None:
    assert only(text).kind == "text"


@pytest.mark.parametrize(
    ("text", "kind", "number", "title"),
    [
        ("表 1-1 学生总体规模", "caption", "1-1", "学生总体规模"),
        ("表1. 学校专业设置一览表", "caption", "1", "学校专业设置一览表"),
        ("表 3 2014年招生专业与计划", "caption", "3", "2014年招生专业与计划"),
        ("表3-1\t定单培养班", "caption", "3-1", "定单培养班"),
        ("表一：教师情况", "caption", "一", "教师情况"),
        ("图 5-2 劳动教育云平台", "figure", "5-2", "劳动教育云平台"),
    ],
)
def test_a_caption_has_its_number_and_title(text: str, kind: str, number: str, title: str) -> None:
    line = only(text)

    assert (line.kind, line.number, line.title) == (kind, number, title)


def test_a_sentence_that_begins_with_a_table_is_text() -> None:
    assert only("表 1-1 反映了各校的招生情况。").kind == "text"


def test_a_contents_list_is_told_from_the_headings_it_names() -> None:
    text = (
        "目 录\n\n1. 基本情况\t1\n1.1 规模.....2\n1.2 设施 \n\n1. 基本情况\n\n1.1 规模\n\n1.2 设施"
    )

    assert [k for k in kinds(text) if k != "blank"] == ["contents"] * 4 + ["heading"] * 3


def test_contents_without_page_numbers_end_at_the_first_body_line() -> None:
    body = "本报告反映全区中等职业教育的办学规模、资源条件、培养质量与社会贡献情况。" * 3
    text = f"目录\n一、概况\n二、质量\n{body}\n一、概况\n二、质量"

    assert kinds(text) == ["contents"] * 3 + ["text", "heading", "heading"]


def test_a_text_without_contents_list_keeps_lines_that_occur_twice() -> None:
    assert kinds("一、概况\n二、质量\n一、概况") == ["heading"] * 3


@pytest.mark.parametrize(
    "text", ["12", "- 3 -", "第 4 页", "第 4 页 共 52 页", "[第5页]", "〔第5页〕", "·6·"]
)
def test_a_page_number_is_no_text(text: str) -> None:
    assert only(text).kind == "page"


def test_tabs_between_words_make_a_row() -> None:
    assert kinds("项目\t2021年\n招生\t1200") == ["row", "row"]


def test_a_tab_that_indents_makes_no_row() -> None:
    line = only("\t2022年，全区共有两所学校。")

    assert (line.kind, line.text, line.start) == ("text", "2022年，全区共有两所学校。", 1)


def test_a_row_may_begin_or_end_with_blank_cells() -> None:
    assert kinds("\t2021年\t2022年\n招生\t1200\t1061\n\t合计") == ["row"] * 3


@pytest.mark.parametrize(
    ("number", "value"), [("3.4.2", 2), ("十二", 12), ("7", 7), ("一", 1), ("x", 0)]
)
def test_the_place_of_a_heading_in_its_list(number: str, value: int) -> None:
    assert ordinal(number) == value


@pytest.mark.parametrize(
    ("caption", "number"),
    [
        ("附表1 学生规模", "附1"), ("【表2】学生规模", "2"), ("（表3）学生规模", "3"),
        ("表一、学生规模", "一"), ("表（二）学生规模", "二"), ("表A 学生规模", "A"),
        ("表格4 学生规模", "4"),
    ],
)  # fmt: skip
def test_captions_are_numbered_in_many_ways(caption: str, number: str) -> None:
    line = only(caption)

    assert (line.kind, line.number, line.title) == ("caption", number, "学生规模")


def test_a_name_of_a_table_right_above_its_rows_is_its_caption() -> None:
    assert kinds("毕业生情况统计表（单位：人）\n学校\t毕业生\n云岭职校\t120") == [
        "caption",
        "row",
        "row",
    ]
    assert kinds("毕业生情况统计表（单位：人）\n\n全区毕业生有120人。")[0] == "text"


def test_lines_of_as_many_parts_are_rows_under_no_caption_too() -> None:
    text = "项目        2021年   2022年\n招生数       1200     1061\n毕业生数      812      589"

    assert kinds(text) == ["row", "row", "row"]
    assert kinds("编制单位：   教育局   盖章\n日期：    2022年    12月") == ["text", "text"]


def test_a_table_of_one_column_is_text() -> None:
    assert kinds("| 专栏3 把课堂开在乡村 |\n| --- |\n| 云岭职校与墨帆公司合作。 |") == [
        "case", "rule", "text",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["◆典型案例一◆ 两个师傅", "【典型案例】两个师傅", "案例：两个师傅", "专栏2 两个师傅"]
)
def test_cases_are_set_off_in_many_ways(text: str) -> None:
    line = only(text)

    assert (line.kind, line.title) == ("case", "两个师傅")
