"""Tables of fact records and query answers: CSV, TSV and Excel workbooks, safe to open."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vetgraph import errors, rdf
from vetgraph.export.graphs import NOT_IN_XML

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import ModuleType

    from vetgraph.export.facts import Citation, Record, Value
    from vetgraph.store import Solutions

FORMATS = ("csv", "tsv", "xlsx")


class Number(str):
    """A number as printed: written as it is to text, as a number to a workbook."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headings and rows of text, numbers and empty cells (None)."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str | None]]


def write(grid: Grid, target: str, *, bom: bool = False, guard: bool = True) -> bytes:
    """A grid as ``csv``, ``tsv`` or ``xlsx``; see the writers. Raises ``UsageError``."""
    if target == "xlsx":
        return xlsx(grid)
    return delimited(grid, target, bom=bom, guard=guard)


def delimited(grid: Grid, target: str, *, bom: bool = False, guard: bool = True) -> bytes:
    """RFC 4180 CSV (CRLF), or TSV with one row a line (line breaks in a cell become blanks).

    UTF-8; ``bom`` puts a byte order mark first, by which Excel knows it. With ``guard`` a text
    that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay.
    """
    stream = io.StringIO(newline="")
    if target == "tsv":
        rows = ("\t".join(_one_line(_plain(c, guard)) for c in row) for row in _lines(grid))
        stream.writelines(f"{row}\n" for row in rows)
    else:
        writer = csv.writer(stream)
        writer.writerows([_plain(cell, guard) for cell in row] for row in _lines(grid))
    return stream.getvalue().encode("utf-8-sig" if bom else "utf-8")


def of_solutions(solutions: Solutions) -> Grid:
    """A query answer as a grid: IRIs and the lexical forms of literals, without datatypes."""
    return Grid(solutions.columns, [[_cell(term) for term in row] for row in solutions.rows])


def of_records(items: Iterable[Record], headings: Mapping[str, str] | None = None) -> Grid:
    """Fact records as a grid: one column a field, one a role, then the first citation.

    Several values of a field are joined by ``、``; further citations stand in the last column.
    What a statement of another kind is about stands in the same columns as an observation's.
    ``headings`` rename columns.
    """
    kept = list(items)
    roles = tuple(sorted({role for item in kept for role in item["roles"]} - {"about"}))
    columns = (*_FIELDS, *roles, *_CITATION, "further_citations")
    names = headings or {}
    rows = [_row(item, roles) for item in kept]
    return Grid(tuple(names.get(column, column) for column in columns), rows)


_FIELDS = (
    "id", "type", "about", "about_id", "indicator", "indicator_id", "breakdown", "measure_kind",
    "value", "value_text", "low", "high", "unit", "period", "base_period", "status", "rationale",
)  # fmt: skip
_CITATION = ("report", "section", "table", "row", "column", "page", "start", "end", "quote")
_NUMERIC = {"value", "low", "high", "period", "base_period", "page", "start", "end"}

# Chinese headings of the fixed columns; those of roles are the labels of the ontology.
CHINESE = {
    "id": "陈述", "type": "类型", "about": "对象", "about_id": "对象标识", "indicator": "指标",
    "indicator_id": "指标标识", "breakdown": "分组", "measure_kind": "量的类型", "value": "数值",
    "value_text": "原文数值", "low": "下界", "high": "上界", "unit": "单位", "period": "数据年份",
    "base_period": "基期", "status": "状态", "rationale": "推断理由", "report": "报告",
    "section": "章节", "table": "表号", "row": "行标题", "column": "列标题", "page": "页码",
    "start": "起", "end": "止", "quote": "原文", "further_citations": "其他引文",
}  # fmt: skip


def _row(item: Record, roles: Sequence[str]) -> list[str | None]:
    fields: dict[str, Any] = dict(item) | {"breakdown": "、".join(item["breakdown"]) or None}
    for value in item["roles"].get("about", []):
        fields |= {"about": value["label"], "about_id": value["id"]}
    citations = item["citations"]
    first: dict[str, Any] = dict(citations[0]) if citations else {}
    return [
        *(_typed(name, fields[name]) for name in _FIELDS),
        *(_joined(item["roles"].get(role, [])) for role in roles),
        *(_typed(name, first.get(name)) for name in _CITATION),
        "；".join(map(_place, citations[1:])) or None,
    ]


def _typed(name: str, value: object) -> str | None:
    if value is None:
        return None
    return Number(value) if name in _NUMERIC else str(value)


def _joined(values: Sequence[Value]) -> str | None:
    return "、".join(value["label"] for value in values) or None


def _place(cited: Citation) -> str:
    return f"{cited['report']}#char={cited['start']},{cited['end']}「{cited['quote']}」"


def _cell(term: rdf.Term | None) -> str | None:
    if term is None:
        return None
    text = str(term.value)
    if not isinstance(term, rdf.Literal) or not _PLAIN_NUMBER.fullmatch(text):
        return text
    typed = term.datatype.value.removeprefix(rdf.PREFIXES["xsd"]) in _NUMBER_TYPES
    return Number(text) if typed else text


_NUMBER_TYPES = {"integer", "decimal", "double", "float", "int", "long", "gYear"}
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?")
# Blanks and quotation marks may be dropped by a reader before it looks for a formula.
_FORMULA = re.compile(r"[\s\"']*[=+\-@＝＋－＠]|[\t\r]")


def _is_formula(text: str) -> bool:
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def _lines(grid: Grid) -> Iterable[Sequence[str | None]]:
    yield grid.columns
    yield from grid.rows


def _plain(cell: str | None, guard: bool) -> str:
    if cell is None:
        return ""
    return f"'{cell}" if guard and _is_formula(cell) else cell


def _one_line(text: str) -> str:
    return " ".join(re.split(r"[\t\n\v\f\r\x85\u2028\u2029]+", text))


MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767


def xlsx(grid: Grid) -> bytes:
    """An Excel workbook of one sheet, headings frozen; equal grids give equal bytes.

    Text is always stored as text, never as a formula, and marked so that editing keeps it so.
    Numbers of more than 15 digits are stored as text, which Excel does not round. A cell keeps
    32,767 characters, the last then being ``…``; characters XML cannot carry become U+FFFD.
    Raises ``UsageError`` for more rows than a sheet holds, or where openpyxl is not installed.
    """
    if len(grid.rows) >= MOST_ROWS:
        raise errors.UsageError(
            zh=f"{len(grid.rows)} 行超过 Excel 工作表的上限；请改用 csv",
            en=f"{len(grid.rows)} rows are more than an Excel sheet holds; use csv instead",
        )
    workbook = _openpyxl().Workbook(write_only=True)
    sheet = workbook.create_sheet("vetgraph")
    sheet.freeze_panes = "A2"
    for row in _lines(grid):
        sheet.append([_excel_cell(sheet, cell) for cell in row])
    stream = io.BytesIO()
    workbook.save(stream)
    return _without_clock(stream.getvalue())


def _openpyxl() -> ModuleType:
    try:
        import openpyxl
    except ImportError as error:
        raise errors.UsageError(
            zh="写 xlsx 需要 openpyxl：pip install 'vetgraph[office]'；或改用 csv",
            en="writing xlsx needs openpyxl: pip install 'vetgraph[office]'; or use csv",
        ) from error
    module: ModuleType = openpyxl
    return module


def _excel_cell(sheet: object, cell: str | None) -> object:
    from openpyxl.cell import WriteOnlyCell

    if cell is None:
        return None
    if isinstance(cell, Number) and len(re.sub(r"\D", "", cell)) <= 15:
        return float(cell) if "." in cell else int(cell)
    text = NOT_IN_XML.sub("\ufffd", cell)
    if len(text) > MOST_CHARACTERS:
        text = text[: MOST_CHARACTERS - 1] + "…"
    made = WriteOnlyCell(sheet, value=text)
    made.data_type = "s"
    # The mark by which Excel keeps a text as text when its cell is edited.
    made.quotePrefix = _is_formula(text)
    return made


def _without_clock(workbook: bytes) -> bytes:
    """The same archive with one fixed date: openpyxl stamps the time of writing."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
    return stream.getvalue()
