"""Rows of cells become a table: header rows, label columns, merged cells filled."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.model import Cell, Span, Table
from vetgraph.reading.positions import Extent, columns_of, extent, stands_under
from vetgraph.reading.ragged import is_total, squared
from vetgraph.reading.spaced import is_spaced_row, spaced_rows
from vetgraph.reading.stacked import row_width
from vetgraph.text import BARE_YEAR, HEDGES, YEAR, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vetgraph.reading.lines import Line

_EMPTY = Cell("", None)
_FEW_ROWS = 2
_LONGEST_REST = 14
_NUMERIC = re.compile(
    rf"(?:{HEDGES})?[-+]?\d[\d.,:%/]*(?![岁以])[^\d]{{0,4}}|-+%?"
    r"|\d[\d.,]*[^\d(]{0,3}[(/、]\D{0,3}\d[\d.,]*[^\d)]{0,3}\)?"
)
_COHORT = re.compile(rf"{BARE_YEAR.pattern}级?")
_BETWEEN = {
    "": re.compile("\t"),
    "pipes": re.compile("[|｜]"),
    "bars": re.compile("[|｜]"),
    "spaces": re.compile(r"\s{2,}"),
}
_Row = tuple[Cell, ...]


def make_table(rows: Sequence[Line], caption: Line | None, section: str) -> Table | None:
    """The table of lines of cells, or None when they are no table.

    Fewer than two rows are none; nor are rows set with blanks whose cells stand in no columns.
    A table that prints values in its first row has blank headers; one whose rows do not tell
    their columns has no rows.
    """
    cells = _in_columns(rows) if rows[0].style == "spaces" else [_cells(line) for line in rows]
    if cells is None or len(cells) < 2:
        return None
    cells = _unbroken(cells)
    return _table(cells, _over(rows), caption, section)


def _unbroken(rows: list[_Row]) -> list[_Row]:
    """A row whose cell goes on in the next line is one: 某机器人 over 有限公司 | 某订单班 | 28."""
    width = max(len(row) for row in rows)
    done: list[_Row] = []
    for row in rows:
        above = done[-1] if len(done) > 1 else ()
        short = len(row) < width and len(above) < width and len(above) + len(row) == width + 1
        if short and above[-1].span and row[0].span and not _prints_values(above):
            both = Span(above[-1].span.start, row[0].span.end)
            done[-1] = (*above[:-1], Cell(above[-1].text + row[0].text, both), *row[1:])
        else:
            done.append(row)
    return done


def _in_columns(rows: Sequence[Line]) -> list[_Row] | None:
    """Rows set with blanks, each cell in the column where it stands; None when that is unclear."""
    cells = [_cells(line) for line in rows]
    width = max(len(row) for row in cells)
    if all(len(row) == width for row in cells):
        return cells
    extents = [
        [_extent(line, c.span) for c in row if c.span]
        for line, row in zip(rows, cells, strict=True)
    ]
    first = next((i for i, row in enumerate(cells) if _prints_values(row)), 0)
    columns = columns_of(extents, first)
    if columns is None:
        return None
    placed = [dict(zip(at, row, strict=True)) for at, row in zip(columns, cells, strict=True)]
    return _mended([tuple(row.get(i, _EMPTY) for i in range(width)) for row in placed])


def _mended(rows: list[_Row]) -> list[_Row]:
    """A cell that stands alone under another, with no label before it, is the rest of that one."""
    done: list[_Row] = []
    for row in rows:
        rest = [i for i, cell in enumerate(row) if cell.text]
        alone = len(rest) == 1 and rest[0] > 0 and not is_numeric(row[rest[0]].text)
        if done and alone and done[-1][rest[0]].span and done[-1][0].text:
            above, more = done[-1][rest[0]], row[rest[0]]
            whole = Cell(above.text + more.text, above.span and Span(above.span.start, _end(more)))
            done[-1] = (*done[-1][: rest[0]], whole, *done[-1][rest[0] + 1 :])
        else:
            done.append(row)
    return done


def _end(cell: Cell) -> int:
    return cell.span.end if cell.span else 0


def goes_on_below(row: Line, line: Line) -> bool:
    """Whether a line is the rest of a cell of the row above: short, and under where it begins."""
    if row.style != "spaces" or line.kind != "text" or len(line.text) > _LONGEST_REST:
        return False
    whole = replace(line, style="spaces")
    cells = [_extent(row, cell.span) for cell in _cells(row) if cell.span]
    rest = [_extent(whole, cell.span) for cell in _cells(whole) if cell.span]
    return len(rest) == 1 and not is_numeric(line.text) and stands_under(rest[0], cells)


def _extent(line: Line, span: Span) -> Extent:
    text = " " * line.indent + line.text
    start = span.start - line.start + line.indent
    return extent(text, start, start + span.end - span.start)


def make_stacked(lines: Sequence[Line], caption: Line | None, section: str) -> Table | None:
    """The table of cells that stand one a line, or None when they make none."""
    found = row_width([line.text for line in lines], _is_value) if caption else None
    if found is None:
        return None
    width, kept = found
    cells = [Cell(lines[i].text, _whole(lines[i])) for i in kept]
    rows = [tuple(cells[at : at + width]) for at in range(0, len(cells), width)]
    return _table(rows, _over(lines), caption, section)


def make_spaced(lines: Sequence[Line], caption: Line | None, section: str) -> Table | None:
    """The table of lines of cells that single blanks set apart, or None when they make none."""
    rows = spaced_rows(lines, _is_figure) if caption else None
    if rows is None:
        return None
    return _table(rows, _over(lines), caption, section)


def is_set_apart(text: str) -> bool:
    """Whether a line prints a label and values that single blanks set apart."""
    return is_spaced_row(text, _is_figure)


def _is_figure(text: str) -> bool:
    """A value, or four digits, which may be a year or a count: 2036."""
    return is_numeric(text) and not YEAR.match(fold(text))


def _over(lines: Sequence[Line]) -> Span:
    return Span(lines[0].start, _whole(lines[-1]).end)


def _whole(line: Line) -> Span:
    return Span(line.start, line.start + len(line.text))


def _table(cells: list[_Row], span: Span, caption: Line | None, section: str) -> Table:
    grid, heads = _grid(_spread(cells))
    headers = grid[:heads] or [(_EMPTY,) * len(grid[0])]
    body = grid[heads + 1 :] if heads and _counts_columns(grid[heads:]) else grid[heads:]
    labels = _label_columns(headers, body) if heads and body else 1
    return Table(
        number=caption.number if caption else "",
        title=caption.title if caption else "",
        section=section,
        span=span,
        headers=_filled_headers(headers),
        rows=tuple(_fill_down(body, labels)),
        label_columns=labels,
        caption=Span(caption.start, caption.start + len(caption.text)) if caption else None,
    )


def row_labels(table: Table, row: _Row) -> _Row:
    """The cells that name a row: its label columns without the row number."""
    numbered = table.label_columns > 1 and is_ordinal(table.headers[0][0].text)
    return row[int(numbered) : table.label_columns]


def _cells(line: Line) -> _Row:
    cells: list[Cell] = []
    position = line.start
    text = line.text
    if line.style == "pipes":
        text, position = text[1:-1], position + 1
    at = 0
    for gap in [*_BETWEEN[line.style].finditer(text), None]:
        raw = text[at : gap.start() if gap else len(text)]
        cell = raw.strip()
        indent = raw.index(cell) if cell else 0
        start = position + at + indent
        before = indent + (0 if cells else line.indent)
        cells.append(Cell(cell, Span(start, start + len(cell)), before) if cell else _EMPTY)
        at = gap.end() if gap else at
    if line.style == "spaces" and len(cells) > 1 and _is_split(cells[0], cells[1]):
        cells[:2] = [_whole_word(cells[0], cells[1])]
    return tuple(cells)


def _is_split(first: Cell, second: Cell) -> bool:
    """合    计 is one word."""
    return len(first.text) == len(second.text) == 1 and (first.text + second.text).isalpha()


def _whole_word(first: Cell, second: Cell) -> Cell:
    ends = first.span and second.span and Span(first.span.start, second.span.end)
    return Cell(first.text + second.text, ends)


def _spread(rows: list[_Row]) -> list[_Row]:
    """A first header whose merged cells print no blanks is spread evenly over the second.

    学校 | 2021年 | 2022年 over | 招生 | 毕业 | 招生 | 毕业: two columns a year.
    """
    width = max(len(row) for row in rows)
    top, below = len(rows[0]) - 1, rows[1]
    if top < width - 1 == len(below) - 1 and _blanks(below) == top:
        return [(*rows[0], *[_EMPTY] * (width - top - 1)), *rows[1:]]
    if not 1 < top < width - 1 or (width - 1) % top or any(_is_value(c.text) for c in below):
        return rows
    if len(below) not in (width, width - 1) or (len(below) == width and below[0].text):
        return rows
    second = below if len(below) == width else (_EMPTY, *below)
    if not all(c.text for c in (*rows[0], *second[1:])):
        return rows
    times = (width - 1) // top
    first = [cell for given in rows[0][1:] for cell in (given, *[_EMPTY] * (times - 1))]
    return [(rows[0][0], *first), second, *rows[2:]]


def _blanks(row: _Row) -> int:
    """How many blank cells a row begins with."""
    return next((i for i, cell in enumerate(row) if cell.text), len(row))


def _grid(rows: list[_Row]) -> tuple[list[_Row], int]:
    """Rows of one width, and how many of them are headers; none where the columns are unclear."""
    width = max(len(row) for row in rows)
    if all(len(row) == width for row in rows):
        return rows, _header_rows(rows)
    first = next((i for i, row in enumerate(rows) if _prints_values(row)), len(rows))
    return squared(rows, first) or ([(_EMPTY,) * width], 1)


def _prints_values(row: _Row) -> bool:
    return any(_is_value(cell.text) for cell in row[1:])


def is_numeric(text: str) -> bool:
    """Whether a cell prints a value: a number with hedge, sign and unit, or a dash for none."""
    folded = fold(text)
    return _NUMERIC.fullmatch(folded) is not None


def continues(rows: Sequence[Line], line: Line) -> bool:
    """Whether a row behind a page break goes on with a table: as wide, and it prints a value.

    Where rows are of unequal length it may be any of these lengths, or one between them. One that
    begins with a blank goes on under the label above.
    """
    cells = [cell.text for cell in _cells(line)]
    widths = {len(_cells(row)) for row in rows} - {1}
    wide = bool(widths) and min(widths) <= len(cells) <= max(widths)
    under = bool(widths) and 1 < len(cells) <= max(widths) and not cells[0]
    return under or (wide and any(_is_value(text) for text in cells[1:]))


def is_header_again(rows: Sequence[Line], line: Line) -> bool:
    """Whether a row prints one of the header rows of a table again."""
    for row in rows[:4]:
        if any(_is_value(cell.text) for cell in _cells(row)[1:]):
            return False
        if fold(row.text) == fold(line.text):
            return True
    return False


def parts(text: str) -> int:
    """How many parts a line has that two or more blanks set apart."""
    return len(_BETWEEN["spaces"].split(text))


def _is_value(text: str) -> bool:
    folded = fold(text)
    return is_numeric(text) and not YEAR.match(folded) and not _COHORT.fullmatch(folded)


def _header_rows(grid: list[_Row]) -> int:
    """How many rows stand above the first that prints values; years are headers, not values.

    Nor is a row that only names the group of the rows below it, behind a complete header.
    """
    for index, row in enumerate(grid[:4]):
        if _prints_values(row):
            return index
        alone = bool(row[0].text) and not any(c.text for c in row[1:])
        if index and alone and all(c.text for c in grid[index - 1]):
            return index
    return 1


def _counts_columns(body: list[_Row]) -> bool:
    """Whether the first row behind the headers only numbers the columns: 甲 | 1 | 2 | 3."""
    said = [c.text for c in body[0]] if body else []
    start = next((i for i, text in enumerate(said) if text.isdigit()), len(said))
    count = len(said) - start
    if count < 2 or said[start:] != [str(n + 1) for n in range(count)]:
        return False
    return all(text in ("", "甲", "乙", "丙", "丁", "栏次", "行次") for text in said[:start])


def is_ordinal(header: str) -> bool:
    """Whether a column only numbers its rows (序号)."""
    return fold(header).lower().rstrip(".") in ("序号", "编号", "no")


def _label_columns(headers: list[_Row], body: list[_Row]) -> int:
    """How many leading columns hold row labels.

    None where the first holds values; the first; one behind a column of row numbers; those that
    share a merged header; and the next one while a column only groups its rows (it repeats or
    leaves blanks).
    """
    if _has_no_labels(headers, body):
        return 0
    first = 1 if is_ordinal(headers[0][0].text) else 0
    count, width = first + 1, len(headers[0])
    while count < width - 1 and _labels_too(headers, body, count):
        count += 1
    return min(count, width - 1) or 1


def _has_no_labels(headers: list[_Row], body: list[_Row]) -> bool:
    """Whether a row or two print values from the first column on: 161 | 80 under 总数 | 专任."""
    counts = all(_is_value(row[0].text) for row in body) and len(body) <= _FEW_ROWS
    return counts and not is_ordinal(headers[0][0].text) and bool(headers[0][0].text)


def _sums_up(label: str) -> bool:
    """Whether the first cell of a row says that it is of the whole: 合计, 全校."""
    return (
        is_total(label) or re.fullmatch("全[校院市区县省州旗]|共计|一共", fold(label)) is not None
    )


def _labels_too(headers: list[_Row], body: list[_Row], index: int) -> bool:
    own = [row[index].text for row in body if not _sums_up(row[0].text)]
    if not any(own) or (any(map(is_numeric, own)) and not _are_years(headers[-1][index], own)):
        return False
    if not any(row[index].text for row in headers):
        return all(any(row[i].text for row in body) for i in range(index))
    before = [row[index - 1].text for row in body]
    groups = len(set(before) - {""}) < len(before)
    return groups and fold(headers[-1][index].text) not in ("单位", "计量单位") and all(own)


_YEAR_HEADS = re.compile("(?:数据|统计)?(?:年份?|年度|学年|届别?|时间)")


def _are_years(head: Cell, said: list[str]) -> bool:
    """年份 | 2021: a column of bare years under a header that says so dates its rows."""
    bare = all(re.fullmatch(r"(?:19|20)\d\d", text) for text in said)
    return bare and _YEAR_HEADS.fullmatch(fold(head.text)) is not None


def _filled_headers(rows: list[_Row]) -> tuple[_Row, ...]:
    """A blank header under or beside a merged cell is that cell; a lower row fills within it."""
    filled: list[_Row] = []
    for depth, row in enumerate(rows):
        cells: list[Cell] = []
        for index, cell in enumerate(row):
            merged = depth == 0 or not rows[depth - 1][index].text
            cells.append(cell if cell.text or not cells or not merged else cells[-1])
        filled.append(tuple(cells))
    return tuple(filled)


def _is_whole(labels: _Row) -> bool:
    """Whether a row sums up the table, not only the rows of the label above (小计)."""
    said = [fold(cell.text) for cell in labels if cell.text]
    return len(said) == 1 and is_total(said[0]) and not said[0].endswith("小计")


def _fill_down(rows: list[_Row], labels: int) -> list[_Row]:
    """A blank label under a merged cell is the label above it; a total has no others."""
    filled: list[_Row] = []
    for row in rows:
        above = filled[-1] if filled and not _is_whole(row[:labels]) else None
        head = tuple(
            above[i] if above and not row[i].text and i < labels - 1 else row[i]
            for i in range(labels)
        )
        filled.append(head + row[labels:])
    return filled
