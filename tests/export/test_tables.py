"""CSV, TSV and workbooks: safe to open, numbers untouched, readable by Excel."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from vetgraph import errors, export, rdf
from vetgraph.export import tables
from vetgraph.export.tables import Grid, Number
from vetgraph.store import Solutions

if TYPE_CHECKING:
    from vetgraph.store import Dataset

FORMULAS = [
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1+1", "＋1", "－甲", "＠甲",
    " =1+1", "\t=1+1", '"=1+1', "'=1+1", "\r=1", "=HYPERLINK(1)", "-", "--1",
]  # fmt: skip
HARMLESS = [
    "-11.58",
    "-11.58%",
    "+3",
    "1.2万",
    "——",
    "2022",
    "甲=乙",
    "a@b",
    "",
    "1,234.5",
    "-1,234",
]


def parsed(data: bytes, delimiter: str = ",") -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def column(*cells: str) -> Grid:
    return Grid(("甲",), [[cell] for cell in cells])


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("target", ["csv", "tsv"])
def test_what_a_spreadsheet_would_run_is_written_as_text(text: str, target: str) -> None:
    written = tables.write(column(text), target).decode().splitlines()[1]

    assert written.lstrip('"').startswith("'")


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_and_plain_words_stay_as_they_are(text: str) -> None:
    assert parsed(tables.write(column(text), "csv"))[1:] == ([[text]] if text else [[""]])


@pytest.mark.parametrize("text", FORMULAS)
def test_the_exact_text_is_kept_on_request(text: str) -> None:
    assert parsed(tables.write(column(text), "csv", guard=False))[1] == [text]


def test_csv_is_rfc_4180_and_marked_for_excel_only_on_request() -> None:
    grid = Grid(("甲", "乙"), [["一,二", '说"三"\n四'], [None, "五"]])

    assert tables.write(grid, "csv") == '甲,乙\r\n"一,二","说""三""\n四"\r\n,五\r\n'.encode()
    assert tables.write(grid, "csv", bom=True).startswith(b"\xef\xbb\xbf\xe7\x94\xb2")


def test_a_row_of_tsv_is_one_line() -> None:
    grid = Grid(("甲", "乙"), [["一\t二\r\n三", "四\u2028五"]])

    assert tables.write(grid, "tsv") == "甲\t乙\n一 二 三\t四 五\n".encode()


def test_fact_columns_are_fields_roles_and_the_first_citation(small: Dataset) -> None:
    rows = parsed(export.write_facts(small, "csv"))
    records = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    by_number = {record["id"][-2:]: record for record in records}

    assert len(rows[0]) == len(set(rows[0]))
    assert len(records) == 13
    assert by_number["b3"]["value"] == "-11.58"
    assert by_number["01"]["partner"] == "示例科技有限公司"
    assert by_number["03"]["content"] == "'=HYPERLINK(1)"
    assert by_number["07"]["about"] == "示例县职业学校"
    assert by_number["b4"]["row"] == "总人数"
    assert (by_number["05"]["start"], by_number["05"]["quote"][:2]) == ("97", "学校")
    assert by_number["05"]["further_citations"] == (
        "999901-2023#char=149,162「示例科技有限公司驻在示例县」"
    )


def test_headings_can_be_chinese_or_english(small: Dataset) -> None:
    chinese = parsed(export.write_facts(small, "csv", options=export.TableOptions("zh")))[0]
    english = parsed(export.write_facts(small, "csv", options=export.TableOptions("en")))[0]

    assert chinese[:4] == ["陈述", "类型", "对象", "对象标识"]
    assert {"合作方", "订单班", "原文"} <= set(chinese)
    assert {"partner", "order class", "quote"} <= set(english)


def solutions() -> Solutions:
    xsd = rdf.Namespace(rdf.PREFIXES["xsd"])
    return Solutions(
        ("企业", "数"),
        [
            (rdf.Literal("=甲", language="zh"), rdf.Literal("12.50", datatype=xsd.decimal)),
            (rdf.NamedNode("https://example.org/乙"), None),
            (rdf.Literal("-5"), rdf.Literal("1E400", datatype=xsd.double)),
        ],
    )


def test_a_query_answer_is_written_without_datatypes() -> None:
    assert export.write_table(solutions(), "tsv").decode() == (
        "企业\t数\n'=甲\t12.50\nhttps://example.org/乙\t\n-5\t1E400\n"
    )


def sheet_of(data: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_workbook_has_numbers_as_numbers_and_text_as_text() -> None:
    assert sheet_of(export.write_table(solutions(), "xlsx")) == [
        ["企业", "数"],
        ["=甲", 12.5],
        ["https://example.org/乙", None],
        ["-5", "1E400"],
    ]


@pytest.mark.parametrize("text", [f for f in FORMULAS if f.isprintable()])
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(tables.xlsx(column(text)))).active
    cell = sheet["A2"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_workbook_does_not_round_long_numbers() -> None:
    grid = Grid(("数",), [[Number("1234567890123456")], [Number("123456789012345")]])

    assert sheet_of(tables.xlsx(grid))[1:] == [["1234567890123456"], [123456789012345]]


def test_a_workbook_takes_control_characters_and_long_texts() -> None:
    cells = sheet_of(tables.xlsx(column("甲\x0c乙", "长" * 40_000)))

    assert cells[1] == ["甲\ufffd乙"]
    assert cells[2] == ["长" * 32_766 + "…"]


def test_more_rows_than_a_sheet_holds_are_refused() -> None:
    grid = Grid(("甲",), [["一"]] * tables.MOST_ROWS)

    with pytest.raises(errors.UsageError, match=r"1048576 rows .* use csv"):
        tables.xlsx(grid)


@pytest.mark.parametrize("target", ["csv", "tsv", "xlsx"])
def test_equal_data_gives_equal_bytes(small: Dataset, target: str) -> None:
    assert export.write_facts(small, target) == export.write_facts(small, target)


def test_a_workbook_carries_no_time_of_writing(small: Dataset) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export.write_facts(small, "xlsx")))

    assert book.properties.modified.year == book.properties.created.year == 1980
