"""What stands on pages beside the text: running heads, page numbers, contents, chart labels."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.reading.layout import PrintedLine, RuledTable
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vetgraph.reading.layout import Item, Page

_LONG = 15
_MARGIN = 0.12
FAR = 3
_ROWS = 60
_PAGE_NUMBER = re.compile(
    r"(?:第|page)?\s*[-—–·~|]*\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-—–·~|]*\s*页?"
    r"(?:\s*[,，/]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?",
    re.IGNORECASE,
)
STARTS = re.compile(
    r"附?[表图]\s*\d|[【\[]?案例|第[一二三四五六七八九十]+[章节部]|[一二三四五六七八九十]+、"
    r"|[（(][一二三四五六七八九十\d]+[)）]|\d{1,2}(?:[.．]\d{1,2})*[.．、\s]"
)
TABLE_CAPTION = re.compile(r"(?:续)?表\s*[\d一二三四五六七八九十]")
_FIGURE = re.compile(r"图\s*\d+(?:\s*[-—–.]\s*\d+)*(?!\d)")
_ENTRY = re.compile(r".{2,80}?[\s.．…·]*(?<!\d)(\d{1,3})")
_LISTS = ("目录", "目次", "表目录", "图目录", "案例目录")


def without_margins(pages: Sequence[Page]) -> list[Page]:
    """Pages without running headers, footers and page numbers."""
    seen = Counter(key for page in pages for key in {_key(x) for x in _marginal(page)})
    often = max(2, min(3, -(-len(pages) // 2)))
    running = {key for key, times in seen.items() if times >= often}
    return [_without(page, running) for page in pages]


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


def without_contents(pages: Sequence[Page]) -> Iterator[Page]:
    """Pages without contents lists, which may go on from one page to the next."""
    going: int | None = None
    for page in pages:
        kept, going = _unlisted(page.lines, going)
        yield replace(page, lines=tuple(kept))


def _unlisted(
    lines: Sequence[PrintedLine], going: int | None
) -> tuple[list[PrintedLine], int | None]:
    """Lines without a contents list: its title, and entries that lead to ascending pages.

    ``going`` is the last page number of a list with which the page before ended; the same of this
    page is returned.
    """
    kept: list[PrintedLine] = []
    index = 0
    while index < len(lines):
        titled = fold(lines[index].text) in _LISTS
        listing = titled or going is not None
        end, last = _entries(lines, index + titled, going or 0, listing)
        going = last if listing and end == len(lines) else None
        if titled or (end > index and listing) or end - index >= 3:
            index = end
        else:
            kept.append(lines[index])
            index += 1
    return kept, going


def _entries(lines: Sequence[PrintedLine], start: int, last: int, listing: bool) -> tuple[int, int]:
    """Where the entries end that begin at a line, and the page to which the last one leads."""
    end = start
    while end < len(lines) and (page := _listed(lines[end], listing)) is not None:
        if page < last:
            break
        last, end = page, end + 1
    return end, last


def _listed(printed: PrintedLine, titled: bool) -> int | None:
    """The page that an entry of a contents list leads to."""
    text = printed.text.strip()
    match = _ENTRY.fullmatch(text)
    leader = re.search(r"[.．…·]{3,}", text) is not None
    return int(match[1]) if match and (leader or titled) else None


def without_charts(items: Sequence[Item], left: float) -> list[Item]:
    """Items without the labels that stand in a figure, above its caption."""
    kept: list[Item] = []
    for item in items:
        if isinstance(item, PrintedLine) and _FIGURE.match(item.text) and len(item.text) < 60:
            kept = kept[: _labels_from(kept, left)]
        kept.append(item)
    return kept


def _labels_from(items: Sequence[Item], left: float) -> int:
    """Where the labels begin with which items end; the rows of a table are none."""
    start = len(items)
    while start and _is_label(items[start - 1], left):
        start -= 1
    return max(start, _table_end(items))


def _table_end(items: Sequence[Item]) -> int:
    """Where the lines end that stand close below the last caption of a table; 0 without one."""
    least = max(0, len(items) - _ROWS)
    captions = [i for i in range(least, len(items)) if _is_caption(items[i])]
    if not captions:
        return 0
    caption = captions[-1]
    end = caption + 1
    while end < len(items) and _is_below(items[end - 1], items[end]):
        end += 1
    return end


def _is_caption(item: Item) -> bool:
    return isinstance(item, PrintedLine) and TABLE_CAPTION.match(item.text) is not None


def _is_below(above: Item, item: Item) -> bool:
    if isinstance(above, RuledTable) or isinstance(item, RuledTable):
        return False
    near = above.page != item.page or item.top - above.bottom <= FAR * item.size
    return near and not item.text.endswith("。")


def _is_label(item: Item, left: float) -> bool:
    """A short line set apart: figures of an axis, names of a legend; no sentence, no heading."""
    if isinstance(item, RuledTable) or re.search("[。；，：:]", item.text):
        return False
    if re.fullmatch(r"[-\d.,%％\s:年]+", item.text):
        return True
    apart = len(item.segments) > 1 or item.x0 > left + 3 * item.size
    short = all(len(s.text) <= _LONG for s in item.segments)
    return apart and short and not STARTS.match(item.text)
