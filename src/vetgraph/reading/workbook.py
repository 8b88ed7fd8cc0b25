"""xlsx (ISO/IEC 29500 SpreadsheetML): every sheet a table, values as the sheet shows them."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from vetgraph.reading import archive, refusals
from vetgraph.reading.blocks import Block, Run, clean, line
from vetgraph.reading.grids import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_CELLS = 300_000
_CAPTION = re.compile(r"表\s*\d")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_Row = dict[int, Run]


def workbook_blocks(path: Path) -> Iterator[Block]:
    """The blocks of a workbook: each sheet a table under the title it prints or its name.

    Blank rows part the tables of a sheet. A merged cell holds its value once, in its first cell;
    formulas give the value last computed. Raises ``InputError``.
    """
    archive.check(path)
    try:
        import openpyxl
    except ImportError as error:
        raise refusals.missing(path, "documents") from error
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError) as error:
        raise refusals.damaged(path, "xlsx") from error
    try:
        for number, sheet in enumerate(book.worksheets, start=1):
            if sheet.sheet_state == "visible":
                yield from _sheet(sheet, number, path)
    finally:
        book.close()


def _sheet(sheet: Worksheet, number: int, path: Path) -> Iterator[Block]:
    sheet.reset_dimensions()
    title = sheet.title
    rows: list[_Row] = []
    count = 0
    for cells in sheet.iter_rows():
        count += len(cells) or 1
        if count > _CELLS:
            raise refusals.too_large(path, 20)
        if row := _row(sheet.title, cells):
            rows.append(row)
        elif rows:
            yield from _table(rows, title, number)
            title, rows = "", []
    if rows:
        yield from _table(rows, title, number)


def _row(sheet: str, cells: Sequence[Cell]) -> _Row:
    """The cells of a row that show something, by column."""
    row = {}
    for cell in cells:
        if cell.value is not None and (text := shown(cell.value, cell.number_format or "General")):
            place = f"{sheet}!{letters(cell.column - 1)}{cell.row}"
            row[cell.column] = Run(text, cell=place)
    return row


def _table(rows: Sequence[_Row], sheet: str, number: int) -> Iterator[Block]:
    """Rows of one cell above and below a table are its title and notes."""
    lone = [len(row) == 1 for row in rows]
    first = lone.index(False) if False in lone else len(rows)
    last = len(rows) - lone[::-1].index(False) if False in lone else len(rows)
    head = [run for row in rows[:first] for run in row.values()]
    if first < last:
        yield from _caption(head, sheet, number)
        used = sorted({column for row in rows[first:last] for column in row})
        body = (tuple(row.get(i, Run("")) for i in used) for row in rows[first:last])
        yield Block(tuple(body), table=True)
    else:
        yield from map(line, head)
    yield from (line(run) for row in rows[last:] for run in row.values())


def _caption(head: Sequence[Run], sheet: str, number: int) -> Iterator[Block]:
    """The printed title; one without a table number gets that of its sheet."""
    if head and not _CAPTION.match(head[0].text):
        yield line(Run(f"表 {number} "), head[0])
        head = head[1:]
    elif not head and sheet:
        yield line(Run(sheet if _CAPTION.match(sheet) else f"表 {number} {sheet}", cell=sheet))
    yield from map(line, head)


def shown(value: object, format_: str) -> str:
    """A cell's value as the sheet shows it: per cents, decimals and dates by its number format."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float | Decimal):
        return _number(
            Decimal(repr(value)) if isinstance(value, float) else Decimal(value), format_
        )
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(value, format_)
    return clean(str(value))


def _number(value: Decimal, format_: str) -> str:
    if not value.is_finite():
        return ""
    bare = _QUOTED.sub("", format_.split(";")[0])
    percent = "%" in bare
    places = re.search(r"\.([0#?]+)", bare)
    if percent:
        value *= 100
    if percent or re.search("[0#]", bare):
        step = Decimal(1).scaleb(-len(places[1]) if places else 0)
        value = value.quantize(step, ROUND_HALF_UP) if abs(value) < Decimal(10) ** 15 else value
    else:
        value = _general(value)
    text = f"{value:,f}" if ",0" in bare or ",#" in bare else f"{value:f}"
    if places and "#" in places[1]:
        text = text.rstrip("0").rstrip(".")
    unit = "".join(re.findall(r'"([^"]*)"', format_.split(";")[0]))
    return text + ("%" if percent else "") + unit


def _general(value: Decimal) -> Decimal:
    """Eleven digits at most, as a sheet shows numbers without a format."""
    if value == value.to_integral_value() or value == 0:
        return value.to_integral_value()
    shift = 10 - max(value.adjusted(), 0)
    return value.quantize(Decimal(1).scaleb(-max(shift, 0)), ROUND_HALF_UP).normalize()


def _date(value: datetime.date, format_: str) -> str:
    """A date in Chinese words, as exact as its format."""
    bare = _QUOTED.sub("", format_).lower()
    text = f"{value.year}年" if "y" in bare else ""
    text += f"{value.month}月" if "m" in bare else ""
    return text + (f"{value.day}日" if "d" in bare else "")
