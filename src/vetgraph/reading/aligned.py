"""Tables without rules, or with level ones only: printed lines whose parts stand in columns.

A column ends where a gutter runs down through all rows. Lines that print no value in a column of
values go on with the cells of the row above or below, whichever stands nearer.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from vetgraph.reading.blocks import Block, Run, clean
from vetgraph.reading.groups import with_groups
from vetgraph.reading.layout import Segment, box, joined
from vetgraph.reading.tables import is_numeric

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vetgraph.model import Box
    from vetgraph.reading.layout import PrintedLine

_Interval = tuple[float, float]
_Cells = dict[int, Run]

_APART = 0.6
"""The least gap between cells that no gutter tells apart, in sizes of the type."""
_LONGEST = 20
"""The longest cell that stands alone in its line."""
_CROSSED = 0.3
_NARROWEST = 0.1
_NEARER = 1.3
_NO_CELL = re.compile(
    r"附?[表图]\s*\d|[【\[]案例|注\s*[:：\d]|说明\s*[:：]|(?:数据|资料)?来源\s*[:：]"
)
_HEADING = re.compile(
    r"第?[\d一二三四五六七八九十]{1,3}[.．、章节]|[（(][\d一二三四五六七八九十]+[)）]"
)
_YEAR = re.compile(r"(?:19|20)\d{2}\s*(?:年|$)")
_PART = re.compile(r"其中|#|[一二三四五六七八九十]、")


def aligned_table(lines: Sequence[PrintedLine]) -> tuple[Block, int] | None:
    """The table at the head of lines and how many of them it takes; None without two rows."""
    taken = _extent(lines)
    if taken < 2:
        return None
    columns, parted = _columns(lines[:taken])
    if len(columns) < 2:
        return None
    taken = _with_tail(lines, taken, columns)
    parted += [_pieces(line) for line in lines[len(parted) : taken]]
    cells = [_placed(line, p, columns) for line, p in zip(lines, parted, strict=False)]
    rows = _once(_rows(lines[:taken], cells))
    if len(rows) < 2:
        return None
    rows = with_groups(rows, _first_values(rows))
    width = range(len(columns))
    return Block(tuple(tuple(row.get(i, Run("")) for i in width) for row in rows), True), taken


def fits_below(lines: Sequence[PrintedLine], following: Sequence[PrintedLine]) -> bool:
    """Whether the lines at the head of the next page stand in the columns of the lines above.

    The first of them may go on with one cell.
    """
    if _extent(lines) < len(lines):
        return False
    if len(lines) == 1:
        return len(_pieces(following[0])) > 1
    columns, _ = _columns(lines)
    gutters = [(a[1], b[0]) for a, b in pairwise(columns)]
    rows = [_pieces(line, gutters) for line in following[:2]]
    inside = [
        all(sum(_meet((p.x0, p.x1), column) for column in columns) == 1 for p in row)
        for row in rows
    ]
    if len(columns) < 2 or not inside[0]:
        return False
    lone = len(rows[0]) == 1
    return not lone or (inside[-1] and len(rows[-1]) > 1 and not _starts(following[0]))


def _pieces(line: PrintedLine, gutters: Iterable[_Interval] = ()) -> list[Segment]:
    """The words of a line joined, but not over a wide gap or a gutter."""
    cuts = tuple(gutters)
    pieces: list[Segment] = []
    for word in line.words or line.segments:
        before = pieces[-1] if pieces else None
        if before is None or _is_apart(line, before.x1, word.x0, cuts):
            pieces.append(word)
        else:
            text = before.text + _gap(before, word) + word.text
            pieces[-1] = Segment(text, before.x0, word.x1)
    return pieces


def _is_apart(line: PrintedLine, end: float, start: float, gutters: Sequence[_Interval]) -> bool:
    """Whether a blank is wide, or lies at the end of a gutter, where the next column begins."""
    return start - end > _APART * line.size or any(
        _meet((a, b), (end, start)) and start > b - _APART * line.size for a, b in gutters
    )


def _gap(before: Segment, word: Segment) -> str:
    latin = re.search("[A-Za-z0-9]$", before.text) or re.match("[A-Za-z0-9]", word.text)
    return " " if latin else ""


def _extent(lines: Sequence[PrintedLine]) -> int:
    """How many lines belong to the table: up to the last one of several parts."""
    taken = 0
    for index, line in enumerate(lines):
        pieces = _pieces(line)
        several = len(pieces) > 1
        if _NO_CELL.match(line.text) or (_is_sentence(line) if several else _is_prose(line)):
            break
        if several:
            taken = index + 1
        elif index == 0 or index - taken > 2:
            break
    return taken


def _is_sentence(line: PrintedLine) -> bool:
    """Whether a line with wide blanks begins as a cell hardly does, and ends as none."""
    first = _pieces(line)[0]
    return first.x1 - first.x0 > _LONGEST / 2 * line.size and line.text.endswith(("。", "；"))


def _is_prose(line: PrintedLine) -> bool:
    return line.x1 - line.x0 > _LONGEST * line.size or line.text.endswith(("。", "；"))


def _columns(lines: Sequence[PrintedLine]) -> tuple[list[_Interval], list[list[Segment]]]:
    """The columns of a table and the parts of each line between their gutters.

    A gutter that most lines keep free parts the others where they have a blank. Header lines may
    cross gutters: their cells are merged ones.
    """
    words = [line.words or line.segments for line in lines]
    heads = _heads([_pieces(line) for line in lines])
    found = _gutters(words[heads:], int(_CROSSED * len(lines)), lines[0].size)
    usual = [gutter for gutter in found if _parts(gutter, lines[heads:])]
    parted = [_pieces(line, usual) for line in lines]
    free = list(_gutters(parted[heads:], 0, lines[0].size))
    left = min(p.x0 for part in parted for p in part)
    right = max(p.x1 for part in parted for p in part)
    edges = [left, *(x for gutter in free for x in gutter), right]
    return list(zip(edges[::2], edges[1::2], strict=True)), parted


def _heads(rows: Sequence[Sequence[Segment]]) -> int:
    """How many lines stand above the first that prints a value, one at least, three at most."""
    for index, row in enumerate(rows[:4]):
        if index and any(_is_value(piece.text) for piece in row[1:]):
            return index
    return 1


def _is_value(text: str) -> bool:
    return is_numeric(text) and not _YEAR.match(text)


def _parts(gutter: _Interval, lines: Sequence[PrintedLine]) -> bool:
    """Whether a stretch that lines keep free is wide in one of them, or leads to values in most.

    The blank within 2020 年 is neither.
    """
    gaps = [
        (line, a, b) for line in lines for a, b in pairwise(line.words or line.segments)
        if _meet(gutter, (a.x1, b.x0))
    ]  # fmt: skip
    wide = any(b.x0 - a.x1 > _APART * line.size for line, a, b in gaps)
    values = sum(_is_value(b.text) and a.text[-1] not in ":：/" for _, a, b in gaps)
    return wide or 2 * values > len(gaps) > 0


def _meet(one: _Interval, other: _Interval) -> bool:
    return min(one[1], other[1]) > max(one[0], other[0])


def _gutters(rows: Sequence[Sequence[Segment]], crossed: int, size: float) -> Iterator[_Interval]:
    """The stretches between parts that at most ``crossed`` rows cross, from left to right."""
    steps = sorted(
        step for row in rows for piece in row for step in ((piece.x0, 1), (piece.x1, -1))
    )
    over = 0
    for (x, step), (following, _) in pairwise(steps):
        over += step
        if over <= crossed and following - x > _NARROWEST * size:
            yield x, following


def _with_tail(lines: Sequence[PrintedLine], taken: int, columns: Sequence[_Interval]) -> int:
    """How many lines there are with those in which the cells of the last row go on."""
    steps = [_step(a, b) for a, b in pairwise(lines[:taken]) if a.page == b.page]
    while taken < len(lines):
        line, last = lines[taken], lines[taken - 1]
        least = min(steps, default=0.0) + 0.15 * line.size
        near = last.page == line.page and _step(last, line) <= least
        inside = any(a - 2 <= line.x0 and line.x1 <= b + 2 for a, b in columns)
        size = abs(line.size - last.size) < 0.1 * last.size
        if not (near and inside and size) or _starts(line):
            break
        taken += 1
    return taken


def _step(above: PrintedLine, below: PrintedLine) -> float:
    """The gap between two lines; none over the end of a page."""
    return below.top - above.bottom if above.page == below.page else 0.0


def _starts(line: PrintedLine) -> bool:
    return bool(_NO_CELL.match(line.text) or _HEADING.match(line.text)) or _is_prose(line)


def _placed(line: PrintedLine, pieces: Sequence[Segment], columns: Sequence[_Interval]) -> _Cells:
    """The cells of a line by column; one that lies over several stands in the first of them."""
    cells: _Cells = {}
    for piece in pieces:
        at = _column(piece, columns)
        area = box(piece.x0, line.top, piece.x1, line.bottom)
        run = Run(clean(piece.text), line.page, area)
        cells[at] = _longer(cells[at], run) if at in cells else run
    return cells


def _column(piece: Segment, columns: Sequence[_Interval]) -> int:
    shared = [min(piece.x1, b) - max(piece.x0, a) for a, b in columns]
    most = max(shared)
    if most <= 0:
        return max((i for i, (a, _) in enumerate(columns) if a <= piece.x0), default=0)
    return next(i for i, width in enumerate(shared) if width > 0.4 * most)


def _rows(lines: Sequence[PrintedLine], cells: Sequence[_Cells]) -> list[_Cells]:
    """The rows of a table; a line that only goes on with cells is joined to its row."""
    values = _value_columns(cells)
    firsts = [i for i, row in enumerate(cells) if i == 0 or _begins(row, cells[:i], values)]
    starts = [_start(lines, a, b) for a, b in pairwise([-1, *firsts])]
    rows = [_merged(cells[a:b]) for a, b in pairwise([*starts, len(lines)])]
    first = min(rows[0])
    if first == 1 not in values:
        rows[0][0] = rows[0].pop(1)
    return rows


def _first_values(rows: Sequence[_Cells]) -> int:
    """The first row behind the header that prints a value."""
    valued = (i for i, row in enumerate(rows) if any(_is_value(row[c].text) for c in row if c))
    return next((i for i in valued if i), 1)


def _once(rows: list[_Cells]) -> list[_Cells]:
    """Rows without those that print the header again at the head of another page."""
    said = [[run.text for run in row.values()] for row in rows]
    return [row for i, row in enumerate(rows) if i == 0 or said[i] != said[0]]


def _begins(row: _Cells, above: Sequence[_Cells], values: set[int]) -> bool:
    """Whether a line begins a row: it prints a value, or heads columns that the line above leaves.

    Header cells go on below themselves.
    """
    said = [run.text for column, run in row.items() if column in values or not values]
    again = [run.text for run in row.values()] == [run.text for run in above[0].values()]
    if again or _is_part(row) or any(map(_is_value, said)):
        return True
    headed = not any(_is_value(run.text) for cells in above for c, run in cells.items() if c)
    return (headed and not row.keys() <= above[-1].keys()) or (not values and len(row) > 1)


def _is_part(row: _Cells) -> bool:
    return _PART.match(row[min(row)].text) is not None


def _value_columns(cells: Sequence[_Cells]) -> set[int]:
    """The columns, but the first, that mostly print values."""
    found = set()
    for column in {c for row in cells for c in row} - {0}:
        texts = [row[column].text for row in cells[1:] if column in row]
        if texts and 2 * sum(map(is_numeric, texts)) > len(texts):
            found.add(column)
    return found


def _start(lines: Sequence[PrintedLine], before: int, own: int) -> int:
    """Where the row with its values in line ``own`` begins, behind that with line ``before``.

    Lines between go on with the row above, unless a wider gap parts them from it.
    """
    if own - before < 2 or before < 0:
        return own if before >= 0 else 0
    gaps = [_step(lines[i], lines[i + 1]) for i in range(before, own)]
    widest, least = max(gaps), min(gaps)
    if widest > _NEARER * max(least, 0.0) + 0.1 * lines[own].size:
        return before + 1 + gaps.index(widest)
    return own


def _merged(lines: Sequence[_Cells]) -> _Cells:
    row: _Cells = {}
    for cells in lines:
        for column, run in cells.items():
            row[column] = _longer(row[column], run) if column in row else run
    return row


def _longer(run: Run, more: Run) -> Run:
    area = _around(run.box, more.box) if run.box and more.box else run.box
    return replace(run, text=joined(run.text, more.text), box=area)


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
    )  # fmt: skip
