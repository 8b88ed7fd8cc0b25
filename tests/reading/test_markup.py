"""Markdown becomes the plain text that a text report would be."""

from __future__ import annotations

from pathlib import Path

import pytest

from vetgraph.reading import read
from vetgraph.reading.markup import inline, plain

NAME = Path("r.md")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("**招生** 1061 人", "招生 1061 人"),
        ('[年报](https://example.org/a "题")', "年报"),
        (r"1\. 基本情况 \* 5 \| 6", "1. 基本情况 * 5 | 6"),
        ("比例 3*4*5 为 60", "比例 345 为 60"),
        ("![图](a.png)招生[^1]", "招生"),
        ("*斜体*与`代码`", "斜体与代码"),
        ("学生_人数_与 a_b_c", "学生_人数_与 a_b_c"),
    ],
)
def test_markup_inside_a_line(written: str, read_as: str) -> None:
    assert inline(written) == read_as


def test_headings_rules_fences_and_list_signs_are_not_text() -> None:
    text = "# 1. 基本情况 #\n\n---\n\n```\n- 招生1061人。\n```\n> 引文。\n"

    assert plain(text, NAME).split() == ["1.", "基本情况", "招生1061人。", "引文。"]


def test_a_pipe_table_becomes_rows_with_tabs() -> None:
    text = "表 1 规模\n| 项目 | 2022年 |\n|:---|---:|\n| 招生 | **1061** |\n| a\\|b | |\n\n正文。"

    assert plain(text, NAME) == "表 1 规模\n\n项目\t2022年\n招生\t1061\na|b\t\n\n正文。"


def test_a_pipe_table_without_outer_pipes_is_read() -> None:
    assert plain("项目 | 数\n--- | ---\n招生 | 9", NAME) == "\n项目\t数\n招生\t9"


def test_an_html_table_keeps_its_merged_cells() -> None:
    text = "前文。\n<table><tr><td colspan=2>项目</td><td>数</td></tr><tr><td>甲</td><td>乙</td>"

    assert "项目\t\t数\n甲\t乙\t9\n" in plain(f"{text}<td>9</td></tr></table>\n后文。", NAME)


def test_a_text_file_with_a_pipe_table_is_read_as_markdown(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text("表 1 规模\n\n| 项目 | 2022年 |\n|---|---|\n| 招生 | 1061 |\n", "utf-8")

    report = read(path)

    assert [c.text for c in report.tables[0].rows[0]] == ["招生", "1061"]
    assert report.notes == ()
