"""Pages become one flow: margins stripped, paragraphs joined, tables over pages made whole."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from vetgraph.reading.aligned import aligned_table
from vetgraph.reading.blocks import Block, Run, clean, line
from vetgraph.reading.layout import PrintedLine, joined
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vetgraph.model import Box

TableCell = tuple[str, "Box | None"]

_MARGIN = 0.12
_LONG = 15
_NEAR = 0.93
_PAGE_NUMBER = re.compile(
    r"(?:第|page)?\s*[-—–·~|]*\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-—–·~|]*\s*页?"
    r"(?:\s*[,，/]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?",
    re.IGNORECASE,
)
_FINISHED = ("。", "！", "？", "；", "：", ":", "!", "?", ";", "”", "】", "…")
_STARTS = re.compile(
    r"[表图]\s*\d|[【\[]?案例|第[一二三四五六七八九十]+[章节部]|[一二三四五六七八九十]+、"
    r"|[（(][一二三四五六七八九十\d]+[)）]|\d{1,2}(?:[.．]\d{1,2})*[.．、\s]"
)
_TABLE_CAPTION = re.compile(r"(?:续)?表\s*[\d一二三四五六七八九十]")
_FIGURE = re.compile(r"图\s*\d+(?:\s*[-—–.]\s*\d+)*(?!\d)")
_UNIT = re.compile(r"[（(]?\s*(?:计量)?单位\s*[:：]")
_ENTRY = re.compile(r".{2,80}?[\s.．…·]*(?<!\d)(\d{1,3})")
_TOKEN = re.compile(r"[“‘（《【]*(?:[A-Za-z0-9.,%/:-]+|.)[，。、；：！？）”’》】%％]*")
_LISTS = ("目录", "目次", "表目录", "图目录", "案例目录")


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table with rules: its cells with their boxes; a merged cell stands once, then blanks.

    ``edges`` are the left ends of its columns and the right end of the last.
    """

    page: int
    top: float
    bottom: float
    edges: tuple[int, ...]
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page (1-based number; size in points)."""

    number: int
    width: float
    height: float
    lines: tuple[PrintedLine, ...]
    tables: tuple[RuledTable, ...]


@dataclass(frozen=True, slots=True)
class _Measure:
    """The left and right ends of full lines, and the usual gap between lines."""

    left: float
    right: float
    gap: float


_Item = PrintedLine | RuledTable


def blocks_of(pages: Sequence[Page]) -> Iterator[Block]:
    """The blocks of pages in reading order."""
    pages = [replace(p, lines=tuple(_without_contents(p.lines))) for p in _without_margins(pages)]
    measures = _measures(pages)
    items: list[_Item] = []
    for page in pages:
        found: list[_Item] = [*page.lines, *page.tables]
        found.sort(key=lambda item: item.top)
        items += _without_charts(found, measures[page.number])
    yield from _flow(list(_whole_tables(items)), measures)


def _without_margins(pages: Sequence[Page]) -> list[Page]:
    """Pages without running headers, footers and page numbers."""
    seen = Counter(key for page in pages for key in {_key(x) for x in _marginal(page)})
    often = max(2, min(3, -(-len(pages) // 2)))
    return [_without(page, {k for k, n in seen.items() if n >= often}) for page in pages]


def _without(page: Page, running: set[str]) -> Page:
    outer = [
        x for x in _marginal(page)
        if _key(x) in running or _PAGE_NUMBER.fullmatch(x.text.strip())
    ]  # fmt: skip
    return replace(page, lines=tuple(x for x in page.lines if x not in outer))


def _marginal(page: Page) -> list[PrintedLine]:
    edge = _MARGIN * page.height
    near = [x for x in page.lines if x.bottom < edge or x.top > page.height - edge]
    return [*near[:3], *near[3:][-3:]]


def _key(printed: PrintedLine) -> str:
    """A line and its height on the page, whatever numbers it prints."""
    return f"{re.sub(r'[0-9]+', '#', fold(printed.text))} {printed.top // 6}"


def _without_contents(lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """Lines without a contents list: its title, and entries that lead to ascending pages."""
    index = 0
    while index < len(lines):
        titled = fold(lines[index].text) in _LISTS
        end = index + titled
        last = 0
        while end < len(lines) and (page := _listed(lines[end], titled)) is not None:
            if page < last:
                break
            last, end = page, end + 1
        if titled or end - index >= 3:
            index = end
        else:
            yield lines[index]
            index += 1


def _listed(printed: PrintedLine, titled: bool) -> int | None:
    """The page that an entry of a contents list leads to."""
    text = printed.text.strip()
    match = _ENTRY.fullmatch(text)
    leader = re.search(r"[.．…·]{3,}", text) is not None
    return int(match[1]) if match and (leader or titled) else None


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


def _without_charts(items: Sequence[_Item], measure: _Measure) -> list[_Item]:
    """Items without the labels that stand in a figure, above its caption."""
    kept: list[_Item] = []
    for item in items:
        if isinstance(item, PrintedLine) and _FIGURE.match(item.text) and len(item.text) < 60:
            while kept and _is_label(kept[-1], measure):
                kept.pop()
        kept.append(item)
    return kept


def _is_label(item: _Item, measure: _Measure) -> bool:
    """A short line set apart: figures of an axis, names of a legend; no sentence, no heading."""
    if isinstance(item, RuledTable) or re.search("[。；，：:]", item.text):
        return False
    if re.fullmatch(r"[-\d.,%％\s:年]+", item.text):
        return True
    apart = len(item.segments) > 1 or item.x0 > measure.left + 3 * item.size
    short = all(len(s.text) <= _LONG for s in item.segments)
    return apart and short and not _STARTS.match(item.text)


def _whole_tables(items: Sequence[_Item]) -> Iterator[_Item]:
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
    table: RuledTable, page: int, following: Sequence[_Item]
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
    texts = [[fold(text) for text, _ in row] for row in table.rows]
    again = 0
    while (
        again < len(rows) and [fold(t) for t, _ in rows[again]] == texts[min(again, len(texts) - 1)]
    ):
        again += 1
    return replace(table, rows=(*table.rows, *rows[again:]))


def _spread(row: Sequence[TableCell], columns: Sequence[int], width: int) -> tuple[TableCell, ...]:
    cells: list[TableCell] = [("", None)] * width
    for column, cell in zip(columns, row, strict=False):
        cells[column] = cell
    return tuple(cells)


def _flow(items: Sequence[_Item], measures: dict[int, _Measure]) -> Iterator[Block]:
    index = 0
    while index < len(items):
        item = items[index]
        if isinstance(item, RuledTable):
            yield from _table_blocks(item)
            index += 1
            continue
        if _TABLE_CAPTION.match(item.text) and (rows := _set_rows(items, index + 1)):
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


def _set_rows(items: Sequence[_Item], start: int) -> tuple[int, Block, int] | None:
    """Lines below a caption that are set in columns: units skipped, the table, where it ends."""
    index = start
    while index < len(items) and index < start + 2:
        item = items[index]
        if not isinstance(item, PrintedLine) or not _UNIT.match(item.text):
            break
        index += 1
    lines: list[PrintedLine] = []
    for item in items[index:]:
        if isinstance(item, RuledTable) or (lines and item.page != lines[-1].page):
            break
        if lines and item.top - lines[-1].bottom > 3 * item.size:
            break
        lines.append(item)
    found = aligned_table(lines)
    return None if found is None else (index - start, found[0], index + found[1])


def _goes_on(before: _Item, after: _Item, measure: _Measure) -> bool:
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
    if _STARTS.match(after.text) and before.text.endswith(_FINISHED):
        return False
    return before.x1 + _first_token(after) > measure.right - 0.3 * size


def _first_token(printed: PrintedLine) -> float:
    """How wide the words are that would have had to fit on the line above."""
    match = _TOKEN.match(printed.text)
    token = match[0] if match else ""
    return sum(0.5 if c.isascii() else 1.0 for c in token) * printed.size


def _paragraph(parts: Sequence[_Item]) -> Block:
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
