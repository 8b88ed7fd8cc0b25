"""Rows of cells become a table: headers, label columns, merged cells, page breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph.reading import read_text
from vetgraph.reading.tables import is_numeric, row_labels

if TYPE_CHECKING:
    from vetgraph.model import Table


def table(text: str) -> Table:
    (found,) = read_text(text).tables
    return found


def texts(rows: tuple[tuple[object, ...], ...]) -> list[list[str]]:
    return [[getattr(cell, "text", "") for cell in row] for row in rows]


def test_one_header_row_above_rows_of_values() -> None:
    found = table("表 1-1 规模\n项目\t2021年\t2022年\n招生\t1200\t1061")

    assert (found.number, found.title) == ("1-1", "规模")
    assert texts(found.headers) == [["项目", "2021年", "2022年"]]
    assert texts(found.rows) == [["招生", "1200", "1061"]]
    assert found.label_columns == 1


def test_bare_years_are_headers() -> None:
    found = table("指标\t2020\t2021\n招生\t1200\t1061\n毕业\t812\t589")

    assert texts(found.headers) == [["指标", "2020", "2021"]]
    assert len(found.rows) == 2


def test_labels_merged_downwards_are_filled() -> None:
    found = table("项目\t\t2021年\n招生规模\t总人数\t1200\n\t全日制职高\t1181\n毕业\t总人数\t812")

    assert found.label_columns == 2
    assert [[c.text for c in row_labels(found, row)] for row in found.rows] == [
        ["招生规模", "总人数"], ["招生规模", "全日制职高"], ["毕业", "总人数"],
    ]  # fmt: skip


def test_headers_merged_rightwards_are_filled() -> None:
    found = table("学校\t2021年\t\t2022年\t\n\t招生\t毕业\t招生\t毕业\n甲校\t1\t2\t3\t4")

    assert texts(found.headers) == [
        ["学校", "2021年", "2021年", "2022年", "2022年"],
        ["", "招生", "毕业", "招生", "毕业"],
    ]


def test_a_lower_header_fills_only_below_its_own_cell() -> None:
    found = table("学校\t其中\t\t备注\n\t男\t女\t\n甲校\t1\t2\t3")

    assert texts(found.headers)[1] == ["", "男", "女", ""]


def test_row_numbers_are_no_labels() -> None:
    found = table("序号\t项目\t2022年\n1\t招生\t1061\n2\t毕业\t589")

    assert [[c.text for c in row_labels(found, row)] for row in found.rows] == [["招生"], ["毕业"]]


def test_a_column_that_groups_rows_is_a_label_too() -> None:
    found = table("类别\t指标\t2022年\n学生\t招生\t1061\n学生\t毕业\t589\n教师\t教职工\t344")

    assert found.label_columns == 2


def test_a_column_of_units_is_no_label() -> None:
    found = table("指标\t单位\t2022年\n毕业生\t人\t589\n毕业生\t%\t99")

    assert found.label_columns == 1


def test_a_table_without_header_has_blank_headers() -> None:
    found = table("招生\t1061\n毕业\t589")

    assert texts(found.headers) == [["", ""]]
    assert len(found.rows) == 2


def test_a_short_row_is_filled_where_its_cells_tell_their_columns() -> None:
    found = table("项目\t2021年\t说明\n招生\t1200\t不含技工\n毕业\t812")

    assert texts(found.rows) == [["招生", "1200", "不含技工"], ["毕业", "812", ""]]


def test_a_short_row_whose_value_fits_two_years_is_left_out() -> None:
    found = table("项目\t2021年\t2022年\n招生\t1200\n毕业\t812\t589")

    assert texts(found.rows) == [["毕业", "812", "589"]]


def test_a_table_goes_on_behind_a_page_break() -> None:
    found = table("项目\t2021年\n招生\t1200\n\n12\n\n毕业\t812")

    assert [row[0].text for row in found.rows] == ["招生", "毕业"]


def test_a_header_printed_again_on_the_next_page_is_read_once() -> None:
    found = table("项目\t2021年\n招生\t1200\n\n项目\t2021年\n毕业\t812")

    assert [row[0].text for row in found.rows] == ["招生", "毕业"]


def test_a_wider_table_behind_a_blank_line_is_another_table() -> None:
    report = read_text("项目\t2021年\n招生\t1200\n\n学校\t公办\t民办\n教师\t344\t61")

    assert len(report.tables) == 2


def test_a_unit_line_between_caption_and_table_belongs_to_the_caption() -> None:
    assert "单位：万元" in table("表 6-1 经费\n单位：万元\n项目\t2022年\n人员经费\t10").title


def test_a_caption_is_not_kept_for_a_far_table() -> None:
    found = table("表 1-1 见附图\n正文一段，与表无关。\n项目\t2021年\n招生\t1200")

    assert (found.number, found.title) == ("", "")


def test_a_caption_is_not_kept_over_a_heading() -> None:
    assert table("1. 概况\n表 1-1 见附图\n2. 质量\n项目\t2021年\n招生\t1200").number == ""


def test_a_lone_row_is_text() -> None:
    report = read_text("联系人：\t职成科。")

    assert report.tables == ()
    assert [p.text for p in report.paragraphs] == ["联系人：职成科。"]


@pytest.mark.parametrize(
    "text",
    ["1200", "-139", "-11.58%", "0.26 : 0.74", "8.1:1", "——", "—", "≥95%", "9.09万元", "1,200"],
)
def test_a_value_cell(text: str) -> None:
    assert is_numeric(text)


@pytest.mark.parametrize("text", ["招生", "", "联想未来班", "公办高中招生"])
def test_a_word_cell(text: str) -> None:
    assert not is_numeric(text)


def test_cells_between_single_bars() -> None:
    (table,) = read_text("表5 证书\n证书|等级|报考\n网络评估|初级|72\n店铺运营|中级|80").tables

    assert [cell.text for cell in table.rows[1]] == ["店铺运营", "中级", "80"]
