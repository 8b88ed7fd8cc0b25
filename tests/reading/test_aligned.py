"""Tables without rules: columns by the gutters between them, rows by what goes on below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reading.test_pages import glyphs
from vetgraph.reading.aligned import aligned_table
from vetgraph.reading.flow import blocks_of
from vetgraph.reading.layout import Page, PrintedLine, printed_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

Printed = list[tuple[float, float, str]]


def lines(printed: Sequence[tuple[float, float, str]], page: int = 1) -> list[PrintedLine]:
    return printed_lines([g for x, y, text in printed for g in glyphs(text, x, y)], page)


def table(printed: Sequence[tuple[float, float, str]]) -> list[list[str]]:
    found = aligned_table(lines(printed))
    assert found is not None
    return [[run.text for run in row] for row in found[0].rows]


def row(y: float, *cells: str, left: float = 60, step: float = 80) -> Printed:
    return [(left + i * step, y, cell) for i, cell in enumerate(cells) if cell]


def read(*pages: Sequence[tuple[float, float, str]]) -> list[str]:
    made = [
        Page(number, 595, 842, tuple(lines(printed, number)), ())
        for number, printed in enumerate(pages, start=1)
    ]
    return [
        ("\t" if block.table else "").join(run.text for run in runs)
        for block in blocks_of(made)
        for runs in block.rows
    ]


def test_columns_stand_where_a_gutter_runs_down() -> None:
    printed = [
        *[(60, 100, "年份"), (90, 100, "招生人数（人）"), (163, 100, "毕业生数（人）")],
        *[(60, 120, "2020年"), (93, 120, "978"), (163, 120, "848")],
        *[(60, 140, "2021年"), (93, 140, "1200"), (163, 140, "804")],
    ]

    assert table(printed) == [
        ["年份", "招生人数（人）", "毕业生数（人）"],
        ["2020年", "978", "848"],
        ["2021年", "1200", "804"],
    ]


def test_a_blank_within_cells_is_no_gutter() -> None:
    printed = [
        *row(100, "年份", "招生数"),
        *[(60, 120, "2020"), (83, 120, "年"), (140, 120, "978")],
        *[(60, 140, "2021"), (83, 140, "年"), (140, 140, "1200")],
    ]

    assert table(printed)[1:] == [["2020 年", "978"], ["2021 年", "1200"]]


def test_a_cell_goes_on_in_the_lines_below_it() -> None:
    printed = [
        *row(100, "就业单位对毕", "2021年", "2022年"),
        *row(120, "就业单位对毕", "99.3", "99"),
        *row(132, "业生职业素养"),
        *row(144, "的满意度"),
        *row(156, "就业率", "98", "97"),
    ]

    assert table(printed)[1:] == [
        ["就业单位对毕业生职业素养的满意度", "99.3", "99"],
        ["就业率", "98", "97"],
    ]


def test_a_cell_that_stands_around_its_values_is_one_row() -> None:
    printed = [
        *row(100, "项目", "2021年", "2022年"),
        *row(120, "招生数", "600", "700"),
        *row(140, "升入高职高"),
        *row(152, "专院校人数", "472", "577"),
        *row(172, "毕业生数", "804", "589"),
    ]

    assert table(printed)[2] == ["升入高职高专院校人数", "472", "577"]


def test_a_header_in_two_lines_is_one_and_one_of_two_levels_is_two() -> None:
    below = [*row(130, "甲校", "1", "2"), *row(150, "乙校", "3", "4")]
    wrapped = [*row(100, "学校", "招生人", "毕业生"), *row(112, "", "数", "数"), *below]
    levels = [(60, 100, "学校"), (170, 100, "2022年"), *row(112, "", "招生", "毕业"), *below]

    assert table(wrapped)[0] == ["学校", "招生人数", "毕业生数"]
    assert table(levels)[:2] == [["学校", "2022年", ""], ["", "招生", "毕业"]]


def test_the_name_of_a_group_in_the_middle_of_its_rows_begins_it() -> None:
    printed = [
        *row(100, "项目", "指标", "2022年"),
        *row(120, "", "总人数", "1061"),
        *row(140, "招生", "职高", "1057"),
        *row(160, "", "中专", "4"),
        *row(180, "在校生", "总人数", "3150"),
    ]

    assert [cells[0] for cells in table(printed)] == ["项目", "招生", "", "", "在校生"]


def test_sentences_below_a_table_are_none_of_its_rows() -> None:
    printed = [*row(100, "项目", "2022年"), *row(120, "招生数", "600")]
    text = "从表中可以看出，全区中等职业学校招生人数比上一年有较大增加，共 600 人。"

    found = aligned_table(lines([*printed, (60, 140, text)]))

    assert found is not None
    assert found[1] == 2


def test_a_table_without_rules_goes_on_over_a_page() -> None:
    head = row(100, "项目", "2021年", "2022年")
    first = [(60, 80, "表 1-1 规模"), *head, *row(120, "招生数", "550", "600")]
    again = [*row(100, "项目", "2021年", "2022年"), *row(120, "在校生数", "1500", "1620")]

    assert read(first, again) == [
        "表 1-1 规模",
        "项目\t2021年\t2022年",
        "招生数\t550\t600",
        "在校生数\t1500\t1620",
    ]


def test_the_rows_of_a_table_above_a_figure_are_no_labels_of_the_figure() -> None:
    printed = [
        (60, 100, "表 1-1 规模"),
        *row(120, "项目", "2021年", "2022年"),
        *row(140, "招生数", "550", "600"),
        *[(90, 260, "400"), (90, 280, "200")],
        (150, 300, "图 1-1 招生变化"),
    ]

    assert read(printed) == [
        "表 1-1 规模", "项目\t2021年\t2022年", "招生数\t550\t600", "图 1-1 招生变化",
    ]  # fmt: skip


def test_a_contents_list_that_goes_on_over_a_page_is_not_read() -> None:
    first = [(60, 100, "目录"), (60, 120, "1. 基本情况 1"), (60, 140, "2. 学生发展 7")]
    second = [(60, 100, "3. 党建工作 15"), (60, 140, "1. 基本情况"), (60, 160, "2022年招生。")]

    assert read(first, second) == ["1. 基本情况", "2022年招生。"]
