"""xlsx: sheets as tables under their titles, values as shown, and the place of each cell."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

from vetgraph.reading import read
from vetgraph.reading.workbook import shown

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.9532, "0.00%", "95.32%"),
        (0.15, "0%", "15%"),
        (1061, "General", "1061"),
        (9.09, "General", "9.09"),
        (0.1 + 0.2, "General", "0.3"),
        (168747, "#,##0", "168,747"),
        (2310.7, "0.00", "2310.70"),
        (12.5, "0.##", "12.5"),
        (58, '0"人"', "58人"),
        (-0.1158, "0.00%;[Red]-0.00%", "-11.58%"),
        (datetime.datetime(2022, 9, 1), 'yyyy"年"m"月"', "2022年9月"),
        (datetime.datetime(2022, 9, 1), "yyyy/m/d", "2022年9月1日"),
        ("  双师型\n教师 ", "General", "双师型 教师"),
        (True, "General", "是"),
        (None, "General", ""),
    ],
)
def test_values_read_as_the_sheet_shows_them(value: object, form: str, text: str) -> None:
    assert shown(value, form) == text


def test_a_sheet_is_a_table_under_its_printed_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "规模"
    rows = [["表1-1 学生规模（单位：人）"], ["项目", None, "2021年", "2022年"]]
    for row in [
        *rows,
        ["招生", "总数", 1200, 1061],
        [None, "职高", 1181, 1057],
        ["注：含成人中专"],
    ]:
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A3:A4")
    book.create_sheet("师资").append(["项目", "2022年"])
    book["师资"].append(["专任教师", 308])
    hidden = book.create_sheet("草稿")
    hidden.append(["项目", 999])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "r.xlsx")

    report = read(tmp_path / "r.xlsx")

    assert [(t.number, t.title) for t in report.tables] == [
        ("1-1", "学生规模（单位：人）"), ("2", "师资"),
    ]  # fmt: skip
    assert [c.text for c in report.tables[0].rows[1]] == ["招生", "职高", "1181", "1057"]
    assert "注：含成人中专" in report.text
    assert "999" not in report.text
    span = report.tables[0].rows[1][3].span
    assert span
    assert (place := report.place(span))
    assert place.cell == "规模!D4"


def test_a_blank_row_parts_two_tables_of_a_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["表1 甲"], ["项目", "数"], ["招生", 1], [], ["表2 乙"], ["班", "人"], ["甲班", 2]):
        sheet.append(row)
    book.save(tmp_path / "r.xlsx")

    assert [t.number for t in read(tmp_path / "r.xlsx").tables] == ["1", "2"]
