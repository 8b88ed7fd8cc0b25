"""Rows of unequal length: text recognition prints a merged cell on a line of its own, or once.

The columns are those of the innermost header row. A short row is placed by what its cells print
(a count, a percentage, words) against what the columns hold elsewhere; where two placements of
its values fit alike, the row is left out. A table whose header is not as wide as its rows is
not understood and gives no rows at all.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from vetgraph.model import Cell, Span
from vetgraph.text import BARE_YEAR, YEAR, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_EMPTY = Cell("", None)
_MOST_HEADERS, _MOST_MISSING, _WIDEST = 5, 3, 16
_MISFIT = -100
_NUMBERING = ("序", "号", "序号", "编号", "行次", "no", "no.")
_NUMBER = re.compile(r"[-+]?\d[\d,.]*")
_TWO_UNITS = re.compile(
    r"(?P<first>[^（(]+[（(][^（()）]{1,6}[)）])(?P<second>[^（(]+[（(][^（()）]{1,6}[)）])"
)
_FIGURE_HEAD = re.compile(r".*(?:数|额|值|率|量|人次|经费|收入|支出|比|面积|[（(][^（()）]*[)）])$")
_SHARE_HEAD = re.compile(r".*(?:[比率]例?|占比|比重|[%％])[）)]?$")
_TOTAL = re.compile(r".{0,6}(?:合计|总计|小计|共计)")
_Row = tuple[Cell, ...]
_Form = str


def squared(rows: Sequence[_Row], headers: int) -> tuple[list[_Row], int] | None:
    """Rows of one width behind header rows, and how many of them are headers.

    ``headers`` counts the leading rows that print no values. None when the header does not tell
    the columns.
    """
    body = [row for row in rows[headers:] if row]
    numbered = _is_numbered(body)
    heads = _heads([row for row in rows[:headers] if len(row) > 1], body, numbered=numbered)
    if heads is None:
        return None
    if numbered:
        heads, body = _with_groups(heads, body)
        body = [_without_number(row) for row in body]
    width = len(heads[-1])
    forms = _forms(heads[-1], [row for row in body if len(row) == width])
    placed = [(row, _placed(row, forms)) for row in body]
    grid = _grouped(placed, width)
    if grid is None:
        return None
    used = slice(0 if any(row[0].text for row in grid) else 1, None)
    return [row[used] for row in [*heads, *grid]], len(heads)


def _with_groups(heads: list[_Row], body: list[_Row]) -> tuple[list[_Row], list[_Row]]:
    """Rows that share one number, and the name printed between them, under a column of groups."""
    marked = [len(row) > 1 and _without_number(row) != row for row in body]
    numbers = [i for i, mark in enumerate(marked) if mark]
    for place, at in enumerate(numbers):
        first = numbers[place - 1] + 1 if place else 0
        last = numbers[place + 1] if place + 1 < len(numbers) else len(body)
        stretch = range(first, last)
        names = [body[i][0] for i in stretch if len(body[i]) == 1]
        shared = [i for i in stretch if len(body[i]) > 1 and not is_total(body[i][0].text)]
        if names and first < at and len(shared) > _MOST_MISSING:
            return [_widened(row) for row in heads], _grouped_under(body, shared, names)
    return heads, body


def _widened(row: _Row) -> _Row:
    return (row[0], _EMPTY, *row[1:])


def _grouped_under(body: list[_Row], shared: list[int], names: list[Cell]) -> list[_Row]:
    group = Cell("".join(name.text for name in names), names[0].span)
    rows = [_without_number(row) for row in body]
    return [
        (group, *row) if i in shared else _widened(row)
        for i, row in enumerate(rows)
        if len(row) > 1
    ]


def _is_numbered(body: Sequence[_Row]) -> bool:
    """Whether rows begin with ascending numbers; those of one cell, and totals, do not count."""
    found = [int(m[1]) for row in body if len(row) > 2 and (m := _ordinal(row[0].text))]
    rising = all(0 <= b - a <= 1 for a, b in pairwise(found))
    return len(found) >= max(3, len(body) // 3) and found[0] <= 1 and rising


def _ordinal(text: str) -> re.Match[str] | None:
    return re.fullmatch(r"(\d{1,3})\s*[.．、]?", text)


def _without_number(row: _Row) -> _Row:
    return row[1:] if len(row) > 1 and _ordinal(row[0].text) and not is_total(row[0].text) else row


def is_total(text: str) -> bool:
    """Whether a row label is that of a total or subtotal."""
    return _TOTAL.fullmatch(fold(text)) is not None


def _heads(heads: Sequence[_Row], body: Sequence[_Row], *, numbered: bool) -> list[_Row] | None:
    """The header rows, as wide as the widest rows below them; None when they are not."""
    if not heads or len(heads) > _MOST_HEADERS or not body:
        return None
    widest = max(len(row) - (numbered and _without_number(row) != row) for row in body)
    rows = [_split(row, widest + numbered) for row in heads]
    rows = [row[1:] if numbered and _heads_numbers(row, widest) else row for row in rows]
    width = len(rows[-1])
    if not widest <= width <= widest + 1 or width > _WIDEST:
        return None
    rows = _joined(rows, width)
    return rows if all(len(row) == width for row in rows) else None


def _heads_numbers(row: _Row, widest: int) -> bool:
    return len(row) > widest or fold(row[0].text).lower() in _NUMBERING


def _split(row: _Row, width: int) -> _Row:
    """Two headers that were run together, each with its unit: 人数（人）金额（万元）."""
    found = [(i, m) for i, cell in enumerate(row) if (m := _TWO_UNITS.fullmatch(cell.text))]
    if len(row) != width - 1 or len(found) != 1:
        return row
    index, match = found[0]
    return (*row[:index], *(_part(row[index], *match.span(n)) for n in (1, 2)), *row[index + 1 :])


def _part(cell: Cell, start: int, end: int) -> Cell:
    at = cell.span.start if cell.span else 0
    return Cell(cell.text[start:end], Span(at + start, at + end))


def _joined(rows: list[_Row], width: int) -> list[_Row]:
    """A header of groups over one of columns: each group is spread over its equal share.

    The first cell of both is one header whose words go on in the second row.
    """
    if len(rows) != 2 or len(rows[0]) == width:
        return rows
    top, below = rows
    groups = len(top) - 1
    if not groups or (width - 1) % groups:
        return rows
    times = (width - 1) // groups
    first = [cell for group in top[1:] for cell in (group, *[_EMPTY] * (times - 1))]
    stub = Cell(top[0].text + below[0].text, top[0].span or below[0].span)
    return [(stub, *first), (_EMPTY, *below[1:])]


def _form(text: str) -> _Form:
    """What a cell prints: a year, a share, a count, a decimal, a dash or words."""
    said = fold(text)
    if not re.search(r"\w", said):
        return "dash"
    if YEAR.fullmatch(said) or BARE_YEAR.fullmatch(said):
        return "year"
    if re.fullmatch(rf"{_NUMBER.pattern}%", said):
        return "share"
    if _NUMBER.fullmatch(said):
        return "decimal" if "." in said else "code" if re.fullmatch(r"\d{6}", said) else "count"
    return "figure" if re.fullmatch(rf"{_NUMBER.pattern}\D{{1,3}}", said) else "words"


def _forms(head: _Row, full: Sequence[_Row]) -> list[set[_Form]]:
    """What each column holds: as the rows of full width print it, else as its header says."""
    if full:
        return [{_form(row[i].text) for row in full} for i in range(len(head))]
    return [_told(cell.text) for cell in head]


def _told(header: str) -> set[_Form]:
    said = fold(header)
    if _SHARE_HEAD.fullmatch(said):
        return {"share", "decimal", "count", "dash"}
    if _FIGURE_HEAD.fullmatch(said) or YEAR.search(said):
        return {"count", "decimal", "figure", "dash", "share"}
    return {"words", "code", "year"} if re.search("年|时间|日期", said) else {"words", "code"}


def _placed(row: _Row, forms: Sequence[set[_Form]]) -> tuple[int, ...] | None:
    """The column of each cell of a row; None when it fits nowhere, or its values fit twice."""
    if len(row) == 1 or len(forms) - len(row) > _MOST_MISSING:
        return None
    said = [_form(cell.text) for cell in row]
    rated: dict[tuple[int, ...], int] = {}
    for places in combinations(range(len(forms)), len(row)):
        rated[places] = sum(_fits(form, forms[at]) for form, at in zip(said, places, strict=True))
    best = max(rated.values())
    if best < 0:
        return None
    ranked = [places for places, rate in rated.items() if rate == best]
    values = {
        tuple(at for form, at in zip(said, places, strict=True) if form not in ("words", "dash"))
        for places in ranked
    }
    return max(ranked) if len(values) == 1 else None


def _fits(form: _Form, column: set[_Form]) -> int:
    """How well a cell fits a column: words never stand for figures, nor figures for words."""
    if form in column:
        return 2
    figures = {"count", "decimal", "share", "figure"}
    bare = form in figures or form == "year"
    return 1 if form == "dash" or (bare and column & figures) else _MISFIT


def _grouped(
    placed: Sequence[tuple[_Row, tuple[int, ...] | None]], width: int
) -> list[_Row] | None:
    """The rows in their columns; what groups them is kept where its extent is certain.

    The first column groups rows when most of them leave it out: each stretch between totals that
    prints one group belongs to it. Where that is not so the column is left out.
    """
    rows = [(_row(row, at, width) if at else None, row) for row, at in placed]
    full = [row for row, _ in rows if row is not None]
    if not full:
        return None
    missing = sum(not row[0].text for row in full)
    if not missing:
        return full
    filled = _filled(rows)
    if filled is not None:
        return filled
    rest = [tuple(cell.text for cell in row[1:2]) for row in full if not is_total(row[1].text)]
    distinct = len(set(rest)) == len(rest)
    return [(_EMPTY, *row[1:]) for row in full] if distinct else None


def _row(row: _Row, places: tuple[int, ...], width: int) -> _Row:
    cells = [_EMPTY] * width
    for cell, at in zip(row, places, strict=True):
        cells[at] = cell
    return tuple(cells)


def _filled(rows: Sequence[tuple[_Row | None, _Row]]) -> list[_Row] | None:
    """Each stretch that a total closes, under the one group that it prints."""
    done: list[_Row] = []
    stretch: list[_Row] = []
    names: list[Cell] = []
    for row, printed in rows:
        if row is None:
            names += printed if len(printed) == 1 else ()
        elif any(is_total(cell.text) for cell in row[:2]):
            if stretch and len(names) != 1:
                return None
            done += [(names[0], *member[1:]) for member in stretch]
            done.append(row if "小计" in row[1].text else _outermost(row))
            stretch, names = [], []
        else:
            names += [row[0]] if row[0].text else []
            stretch.append(row)
    return done if not stretch and done else None


def _outermost(row: _Row) -> _Row:
    """A total of the whole table names no group: its label stands in the first column."""
    return row if row[0].text else (row[1], _EMPTY, *row[2:])
