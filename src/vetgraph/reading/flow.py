"""Pages become one flow: margins stripped, paragraphs joined, tables over pages made whole."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from vetgraph.reading.aligned import aligned_table, fits_below
from vetgraph.reading.blocks import Block, Run, clean, line
from vetgraph.reading.furniture import (
    FAR,
    STARTS,
    TABLE_CAPTION,
    without_charts,
    without_contents,
    without_margins,
)
from vetgraph.reading.layout import PrintedLine, RuledTable, joined
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vetgraph.reading.layout import Item, Page, TableCell

_LONG = 15
_NEAR = 0.93
_RESTS = ("（", "(", "）", ")", "，", "、")
_FINISHED = ("。", "！", "？", "；", "：", ":", "!", "?", ";", "”", "】", "…")
_UNIT = re.compile(r"[（(]?\s*(?:计量)?单位\s*[:：]")
_TOKEN = re.compile(r"[“‘（《【]*(?:[A-Za-z0-9.,%/:-]+|.)[，。、；：！？）”’》】%％]*")


@dataclass(frozen=True, slots=True)
class _Measure:
    """The left and right ends of full lines, and the usual gap between lines."""

    left: float
    right: float
    gap: float


def blocks_of(pages: Sequence[Page]) -> Iterator[Block]:
    """The blocks of pages in reading order."""
    pages = list(without_contents(without_margins(pages)))
    measures = _measures(pages)
    items: list[Item] = []
    for page in pages:
        found: list[Item] = [*page.lines, *page.tables]
        found.sort(key=lambda item: item.top)
        items += without_charts(found, measures[page.number].left)
    yield from _flow(list(_whole_tables(items)), measures)


def _measures(pages: Sequence[Page]) -> dict[int, _Measure]:
    """The measure of each page from all pages of its width and side."""
    groups: dict[tuple[int, int], list[PrintedLine]] = {}
    for page in pages:
        groups.setdefault((round(page.width), page.number % 2), []).extend(page.lines)
    gaps = [
        b.top - a.bottom
        for page in pages
        for a, b in pairwise(page.lines)
        if len(a.text) >= _LONG and 0 < b.top - a.bottom < 3 * a.size
    ]
    gap = median(gaps) if gaps else 0.0
    made = {key: _measure(lines, gap) for key, lines in groups.items()}
    return {page.number: made[round(page.width), page.number % 2] for page in pages}


def _measure(lines: Sequence[PrintedLine], gap: float) -> _Measure:
    long = [x for x in lines if len(x.text) >= _LONG] or list(lines)
    if not long:
        return _Measure(0.0, 0.0, gap)
    lefts = Counter(round(x.x0) for x in long)
    often = max(lefts.values()) * 0.2
    furthest = max(x.x1 for x in long)
    # Closing punctuation may hang over the edge, so that the furthest end is not the usual one.
    right = median(x.x1 for x in long if x.x1 >= _NEAR * furthest)
    return _Measure(min(x for x, n in lefts.items() if n >= often), right, gap)


def _whole_tables(items: Sequence[Item]) -> Iterator[Item]:
    """Items with tables that go on over a page joined; what is printed again is left out."""
    index = 0
    while index < len(items):
        item = items[index]
        index += 1
        if isinstance(item, RuledTable):
            page = item.page
            while (more := _continuation(item, page, items[index : index + 3])) is not None:
                skipped, table = more
                item, page = _joined_tables(item, table), table.page
                index += skipped + 1
        yield item


def _continuation(
    table: RuledTable, page: int, following: Sequence[Item]
) -> tuple[int, RuledTable] | None:
    """The part of a table at the head of the next page, behind how many lines 续表."""
    for skipped, item in enumerate(following):
        if isinstance(item, RuledTable):
            fits = item.page == page + 1 and _columns(table, item) is not None
            return (skipped, item) if fits else None
        if item.page != page + 1 or not re.search(r"续表|[（(]续[)）]|表.{0,6}续", item.text):
            return None
    return None


def _columns(table: RuledTable, more: RuledTable) -> list[int] | None:
    """The columns in which those of another part stand; None unless it is as wide."""
    found = [
        next((i for i, edge in enumerate(table.edges) if abs(edge - own) <= 4), None)
        for own in more.edges
    ]
    ends = (found[0], found[-1]) == (0, len(table.edges) - 1)
    fitting = [i for i in found if i is not None]
    return fitting[:-1] if ends and len(fitting) == len(found) else None


def _joined_tables(table: RuledTable, more: RuledTable) -> RuledTable:
    columns = _columns(table, more) or []
    rows = [_spread(row, columns, len(table.edges) - 1) for row in more.rows]
    texts = [_texts(row) for row in table.rows]
    again = 0
    while again < len(rows) and _texts(rows[again]) == texts[min(again, len(texts) - 1)]:
        again += 1
    above, below = [*table.rows], rows[again:]
    if len(above) > 1 and len(below) > 1 and _texts(above[-1]) == _texts(below[-1]):
        above.pop()  # a footer that is printed on every page
    if below and _is_rest(above[-1], below[0]):
        above[-1] = tuple(map(_with_rest, above[-1], below.pop(0)))
    return replace(table, rows=(*above, *below))


def _texts(row: Sequence[TableCell]) -> list[str]:
    return [fold(text) for text, _ in row]


def _is_rest(row: Sequence[TableCell], below: Sequence[TableCell]) -> bool:
    """Whether cells at the head of a page go on with the last row of the page before.

    They are few, under cells with text, and begin as no cell does.
    """
    said = [i for i, (text, _) in enumerate(below) if text]
    few = 0 < 2 * len(said) < sum(bool(text) for text, _ in row)
    return few and all(row[i][0] and below[i][0].startswith(_RESTS) for i in said)


def _with_rest(cell: TableCell, rest: TableCell) -> TableCell:
    return (joined(cell[0], rest[0]), cell[1]) if rest[0] else cell


def _spread(row: Sequence[TableCell], columns: Sequence[int], width: int) -> tuple[TableCell, ...]:
    cells: list[TableCell] = [("", None)] * width
    for column, cell in zip(columns, row, strict=False):
        cells[column] = cell
    return tuple(cells)


def _flow(items: Sequence[Item], measures: dict[int, _Measure]) -> Iterator[Block]:
    index = 0
    while index < len(items):
        item = items[index]
        if isinstance(item, RuledTable):
            yield from _table_blocks(item)
            index += 1
            continue
        if TABLE_CAPTION.match(item.text) and (rows := _set_rows(items, index + 1)):
            yield line(_run(item))
            units = items[index + 1 : index + 1 + rows[0]]
            yield from (line(_run(unit)) for unit in units if isinstance(unit, PrintedLine))
            yield rows[1]
            index = rows[2]
            continue
        end = index + 1
        while end < len(items) and _goes_on(items[end - 1], items[end], measures[item.page]):
            end += 1
        yield _paragraph(items[index:end])
        index = end


def _set_rows(items: Sequence[Item], start: int) -> tuple[int, Block, int] | None:
    """Lines below a caption that are set in columns: units skipped, the table, where it ends."""
    index = start
    while index < len(items) and index < start + 2:
        item = items[index]
        if not isinstance(item, PrintedLine) or not _UNIT.match(item.text):
            break
        index += 1
    lines: list[PrintedLine] = []
    for item in items[index:]:
        if isinstance(item, RuledTable) or (
            lines and not _near(lines, items[index + len(lines) :])
        ):
            break
        lines.append(item)
    found = aligned_table(lines)
    return None if found is None else (index - start, found[0], index + found[1])


def _near(lines: Sequence[PrintedLine], following: Sequence[Item]) -> bool:
    """Whether a line may belong to the table above it, on the same page or over its end."""
    printed = [x for x in following if isinstance(x, PrintedLine)]
    if printed[0].page != lines[-1].page:
        return fits_below(lines, printed)
    return printed[0].top - lines[-1].bottom <= FAR * printed[0].size


def _goes_on(before: Item, after: Item, measure: _Measure) -> bool:
    """Whether a line goes on with the paragraph of the line above it on the same page."""
    if isinstance(before, RuledTable) or isinstance(after, RuledTable):
        return False
    if before.page != after.page or len(before.segments) > 1 or len(after.segments) > 1:
        return False
    size = max(before.size, after.size)
    apart = after.top - before.bottom > max(1.4 * measure.gap, measure.gap + 0.3 * size) + 1
    if apart or abs(before.size - after.size) > 0.15 * size or after.top < before.top:
        return False
    if after.x0 > measure.left + 0.8 * size:
        return False
    if STARTS.match(after.text) and before.text.endswith(_FINISHED):
        return False
    return before.x1 + _first_token(after) > measure.right - 0.3 * size


def _first_token(printed: PrintedLine) -> float:
    """How wide the words are that would have had to fit on the line above."""
    match = _TOKEN.match(printed.text)
    token = match[0] if match else ""
    return sum(0.5 if c.isascii() else 1.0 for c in token) * printed.size


def _paragraph(parts: Sequence[Item]) -> Block:
    runs: list[Run] = []
    for part in parts:
        if isinstance(part, PrintedLine):
            run = _run(part)
            if runs and joined(runs[-1].text, run.text) != runs[-1].text + run.text:
                runs[-1] = replace(runs[-1], text=runs[-1].text + " ")
            runs.append(run)
    return Block((tuple(runs),))


def _run(printed: PrintedLine) -> Run:
    return Run(_two_blanks(printed), printed.page, printed.box)


def _two_blanks(printed: PrintedLine) -> str:
    return "  ".join(clean(s.text) for s in printed.segments)


def _table_blocks(table: RuledTable) -> Iterator[Block]:
    """A table; its first and last rows of one cell are its title and notes."""
    filled = [row for row in table.rows if any(text for text, _ in row)]
    wide = [sum(area is not None for _, area in row) == 1 and bool(row[0][0]) for row in filled]
    first = wide.index(False) if False in wide else len(wide)
    last = len(wide) - wide[::-1].index(False) if False in wide else len(wide)
    for row in filled[:first]:
        yield line(Run(clean(row[0][0]), table.page, row[0][1]))
    body = filled[first:last]
    width = max((len(row) for row in body), default=0)
    used = [i for i in range(width) if any(i < len(row) and row[i][0] for row in body)]
    if body:
        yield Block(
            tuple(tuple(_cell_run(row[i], table.page) for i in used) for row in body), table=True
        )
    for row in filled[last:]:
        yield line(Run(clean(row[0][0]), table.page, row[0][1]))


def _cell_run(cell: TableCell, page: int) -> Run:
    text = clean(cell[0])
    return Run(text, page, cell[1]) if text else Run("")
