"""HTML (WHATWG): the text of its blocks in order and its tables; nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from vetgraph.reading import refusals
from vetgraph.reading.blocks import Block, Run, clean, line, raised, unmarked
from vetgraph.reading.grids import GridCell, table_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

_UNREAD = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "nav",
     "footer", "select", "option", "button", "textarea", "head", "audio", "video", "map", "rt",
     "rp", "del", "s", "strike"}
)  # fmt: skip
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i",
     "img", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "rb", "ruby", "samp", "small",
     "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)  # fmt: skip
_MENUS = frozenset({"div", "p", "ul", "ol", "section", "aside", "header", "dl"})
_BETWEEN = re.compile(r"[\s>|·»›/\\、-]*")
_MENU = 200
_LONG_TAG = re.compile(r"<[^<>]{50000,}")
_ATTRIBUTES = 1_000
_DEEPEST = 250
_WIDEST = 200
_CELLS = 100_000
_TAGS = 300_000
_DECLARATION = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]{0,500}\[", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class _Reader:
    """How far one page was read; lives while one page is read."""

    paragraphs: int = 0
    tables: int = 0
    cells: int = 0
    open_text: list[str] = field(default_factory=list)


def charset(data: bytes) -> str | None:
    """The encoding that a page declares in its first 2 KB, if any."""
    found = _CHARSET.search(data[:2048])
    return found[1].decode("ascii") if found else None


def web_blocks(text: str, path: Path) -> Iterator[Block]:
    """The blocks of a page: spans of cells laid out, scripts, menus and hidden parts left out.

    Raises ``InputError`` for entity declarations and for elements without measure, in number
    or nested.
    """
    if _DECLARATION.search(text):
        raise refusals.declares(path)
    if any(tag[0].count("=") > _ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise refusals.damaged(path, "html")
    if text.count("<") > _TAGS:
        raise refusals.too_many_tags(path)
    root = _parse(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), path)
    if root is None:
        return
    _check_depth(root, path)
    reader = _Reader()
    yield from _blocks(reader, root, path)
    yield from _flush(reader)


def _parse(text: str, path: Path) -> Element | None:
    try:
        from lxml import etree, html
    except ImportError as error:
        raise refusals.missing(path, "documents") from error
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text, parser)
    except etree.ParserError:
        return None
    except (etree.LxmlError, ValueError) as error:
        raise refusals.damaged(path, "html") from error


def _check_depth(root: Element, path: Path) -> None:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise refusals.too_deep(path)


def _blocks(reader: _Reader, parent: Element, path: Path) -> Iterator[Block]:
    """Walk a block element; inline text gathers until the next block begins."""
    _gather(reader, parent.text)
    for element in parent:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "br":
            yield from _flush(reader)
        elif tag == "table" and not _unread(element, tag):
            yield from _flush(reader)
            yield from _table(reader, element, path)
        elif tag in _INLINE and not _unread(element, tag):
            if tag == "sup":
                _gather(reader, raised("".join(element.itertext())))
            else:
                yield from _blocks(reader, element, path)
        elif tag and not _unread(element, tag):
            yield from _flush(reader)
            yield from _blocks(reader, element, path)
            yield from _flush(reader)
        _gather(reader, element.tail)


def _gather(reader: _Reader, text: str | None) -> None:
    if text:
        reader.open_text.append(text)


def _unread(element: Element, tag: str) -> bool:
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
    if tag in _UNREAD or hidden or (element.get("class") or "").startswith("MsoToc"):
        return True
    return tag in _MENUS and _is_menu(element)


def _is_menu(element: Element) -> bool:
    """Whether an element holds only links: a menu, a trail (首页 > 公开), a contents list."""
    return _is_linked(element, [_MENU]) and len(list(islice(element.iter("a"), 2))) == 2


def _is_linked(element: Element, left: list[int]) -> bool:
    """Whether all text of an element stands in links; False when there are too many parts."""
    if _says(element.text):
        return False
    for part in element:
        left[0] -= 1
        inside = part.tag == "a" or _is_linked(part, left)
        if left[0] < 0 or not inside or _says(part.tail):
            return False
    return True


def _says(text: str | None) -> bool:
    return bool(text) and _BETWEEN.fullmatch(text or "") is None


def _flush(reader: _Reader) -> Iterator[Block]:
    text = unmarked(clean("".join(reader.open_text)).strip(" \u3000"))
    reader.open_text = []
    if text:
        reader.paragraphs += 1
        yield line(Run(text, paragraph=reader.paragraphs))


def _table(reader: _Reader, table: Element, path: Path) -> Iterator[Block]:
    """A table under its caption; a table that only lays out the page is read cell by cell."""
    reader.tables += 1
    name = f"table{reader.tables}"
    for caption in table.findall("caption"):
        yield from _blocks(reader, caption, path)
        yield from _flush(reader)
    rows = [row for row in table.iter("tr") if _owner(row) is table]
    if _is_layout(rows):
        for row in rows:
            for cell in row.iterchildren("td", "th"):
                yield from _blocks(reader, cell, path)
                yield from _flush(reader)
        return
    yield from table_blocks(_grid(reader, rows, path), name)


def _owner(row: Element) -> Element | None:
    return next(row.iterancestors("table"), None)


def _is_layout(rows: list[Element]) -> bool:
    """A frame around other tables, or a single cell of text."""
    cells = [cell for row in rows for cell in row.iterchildren("td", "th")]
    framing = any(next(cell.iterdescendants("table"), None) is not None for cell in cells)
    return len(cells) == 1 or (framing and (len(rows) == 1 or len(cells) <= 2 * len(rows)))


def _grid(reader: _Reader, rows: list[Element], path: Path) -> list[list[GridCell]]:
    """Cells at their columns; those that hang down from rows above keep theirs taken."""
    hanging: dict[int, int] = {}
    grid = []
    for index, row in enumerate(rows):
        reader.cells += len(hanging)
        cells: list[GridCell] = []
        column = 0
        for element in row.iterchildren("td", "th"):
            while hanging.get(column, 0) > 0:
                column += 1
            width, height = _span(element, "colspan"), _span(element, "rowspan")
            height = len(rows) - index if height == 0 else height
            cells.append(_cell(reader, element, column, width, path))
            hanging |= {column + i: height for i in range(width)}
            column += width
        grid.append(cells)
        hanging = {at: left - 1 for at, left in hanging.items() if left > 1}
    return grid


def _span(element: Element, name: str) -> int:
    """A span within measure; 0 of a ``rowspan`` means down to the last row."""
    text = (element.get(name) or "").strip()
    if not re.fullmatch(r"\d{1,6}", text):
        return 1
    number = int(text)
    return (
        min(number, _WIDEST) if name == "colspan" and number else number or int(name != "rowspan")
    )


def _cell(reader: _Reader, element: Element, column: int, width: int, path: Path) -> GridCell:
    reader.cells += width
    if reader.cells > _CELLS:
        raise refusals.too_large(path, 20)
    if len(element) == 0:
        return GridCell(column, width, (unmarked(clean(element.text or "")),))
    inner = _Reader(tables=reader.tables, cells=reader.cells)
    blocks = [*_blocks(inner, element, path), *_flush(inner)]
    reader.tables, reader.cells = inner.tables, inner.cells
    lines = tuple(block.rows[0][0].text for block in blocks if not block.table)
    return GridCell(column, width, lines, tuple(block for block in blocks if block.table))
