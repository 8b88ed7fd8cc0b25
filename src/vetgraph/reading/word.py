"""docx (ISO/IEC 29500 WordprocessingML): paragraphs and tables in document order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vetgraph.reading import archive, refusals
from vetgraph.reading.blocks import Block, Run, clean, line, raised, unmarked
from vetgraph.reading.grids import GridCell, table_blocks
from vetgraph.reading.numbering import (
    Numbering,
    child,
    integer,
    load_numbering,
    local,
    value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_SKIPPED = frozenset(
    {"pPr", "rPr", "sdtPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback",
     "rt", "tbl", "annotationRef"}
)  # fmt: skip
_CONTENTS = re.compile(r"(?:toc|目录|table of figures|图表目录)\s*\d*$", re.IGNORECASE)
_NUMBER = re.compile(r"[（(]?[\d一二三四五六七八九十.．]{1,8}[）)、.．]?$")


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says: its name, the style under it, its list and level."""

    name: str
    above: str | None
    number: str | None
    level: int | None


@dataclass(slots=True)
class _Reader:
    """The parts of one document and how far it was read; lives while one document is read."""

    numbering: Numbering
    styles: dict[str, _Style]
    notes: dict[str, Element]
    paragraphs: int = 0
    tables: int = 0
    cited: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


def word_blocks(path: Path) -> Iterator[Block]:
    """The blocks of a docx: numbers of headings printed, merged cells once, notes where cited.

    Headers, footers, contents lists, deleted and hidden text are left out. Raises
    ``InputError`` for a damaged, encrypted, too large or hostile file.
    """
    parts = archive.parts(path)
    name = min((n for n in parts if re.fullmatch(r"word/document\d*\.xml", n)), default=None)
    if name is None:
        raise refusals.damaged(path, "docx")
    body = child(_parse(parts[name], path), "body")
    if body is None:
        raise refusals.damaged(path, "docx")
    reader = _Reader(
        load_numbering(_optional(parts, "word/numbering.xml", path)),
        _styles(_optional(parts, "word/styles.xml", path)),
        _notes(parts, path),
    )
    yield from _tabbed(_blocks(reader, body))


def _parse(data: bytes, path: Path) -> Element:
    try:
        from lxml import etree
    except ImportError as error:
        raise refusals.missing(path, "documents") from error
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error)
        raise refusals.too_deep(path) if deep else refusals.damaged(path, "docx") from error


def _optional(parts: dict[str, bytes], name: str, path: Path) -> Element | None:
    return _parse(parts[name], path) if name in parts else None


def _styles(root: Element | None) -> dict[str, _Style]:
    styles = {}
    for style in root if root is not None else ():
        name, listed = value(child(style, "name")), child(style, "pPr", "numPr")
        level = value(child(listed, "ilvl"))
        styles[value(style, "styleId") or ""] = _Style(
            name or "", value(child(style, "basedOn")), value(child(listed, "numId")),
            integer(level, 0) if level else None,
        )  # fmt: skip
    return styles


def _notes(parts: dict[str, bytes], path: Path) -> dict[str, Element]:
    """Footnotes and endnotes by kind and number."""
    found = {}
    for kind in ("footnote", "endnote"):
        root = _optional(parts, f"word/{kind}s.xml", path)
        for note in root if root is not None else ():
            if value(note, "type") in (None, "normal"):
                found[f"{kind}{value(note, 'id')}"] = note
    return found


def _blocks(reader: _Reader, parent: Element) -> Iterator[Block]:
    for element in parent:
        name = local(element)
        if name == "p":
            reader.paragraphs += 1
            yield from _paragraph(reader, element)
        elif name == "tbl":
            reader.tables += 1
            table = f"table{reader.tables}"
            yield from table_blocks(list(_rows(reader, element)), table)
            yield from _cited_notes(reader)
        elif name in _WRAPPERS and not _is_contents(element):
            yield from _blocks(reader, element)


def _is_contents(element: Element) -> bool:
    gallery = value(child(element, "sdtPr", "docPartObj", "docPartGallery"))
    return gallery in ("Table of Contents", "Table of Figures")


def _paragraph(reader: _Reader, element: Element) -> Iterator[Block]:
    number = reader.paragraphs
    for text in _texts(reader, element):
        yield line(Run(text, paragraph=number))
    boxes, reader.boxes = reader.boxes, []
    for box in boxes:
        yield from _boxed(reader, box, number)
    yield from _cited_notes(reader)


def _boxed(reader: _Reader, box: Element, number: int) -> Iterator[Block]:
    """The blocks of a text box; they stand at the paragraph to which the box is tied."""
    for block in list(_blocks(reader, box)):
        rows = (tuple(replace(run, paragraph=number) for run in row) for row in block.rows)
        yield Block(tuple(rows), block.table)
    reader.paragraphs = number


def _cited_notes(reader: _Reader) -> Iterator[Block]:
    cited, reader.cited = reader.cited, []
    for key in cited:
        note = reader.notes.get(key)
        for element in note if note is not None else ():
            if local(element) == "p":
                texts = _texts(reader, element)
                yield from (line(Run(t, paragraph=reader.paragraphs or 1)) for t in texts)


def _texts(reader: _Reader, element: Element) -> list[str]:
    """The lines of a paragraph, its printed number first; none for an entry of a contents list."""
    style = value(child(element, "pPr", "pStyle"))
    if style is not None and _CONTENTS.match(_style_name(reader, style)):
        return []
    raw = "".join(_pieces(reader, element)).split("\n")
    number = _number(reader, element, style) if any(part.strip() for part in raw) else ""
    found = [_tabs(part) for part in raw]
    lines = [text for text in found if text]
    if number and lines:
        gap = "" if number.endswith(("、", "）", ")")) else " "
        lines[0] = f"{number}{gap}{lines[0]}"
    return lines


def _tabs(text: str) -> str:
    """A line with its inner tabs; one behind a number is a blank."""
    cells = [unmarked(clean(cell)) for cell in text.split("\t")]
    while cells and not cells[0]:
        cells = cells[1:]
    while cells and not cells[-1]:
        cells = cells[:-1]
    if len(cells) > 1 and _NUMBER.match(cells[0]) and len(cells) == 2:
        return " ".join(cells)
    return "\t".join(cells)


def _style_name(reader: _Reader, style: str) -> str:
    found = reader.styles.get(style)
    return found.name if found else style


def _number(reader: _Reader, element: Element, style: str | None) -> str:
    listed = child(element, "pPr", "numPr")
    number, level = value(child(listed, "numId")), value(child(listed, "ilvl"))
    depth = integer(level, 0) if level else None
    seen: set[str] = set()
    above = style
    while number is None and above in reader.styles and above not in seen:
        seen.add(above)
        found = reader.styles[above]
        number, depth = found.number, found.level if depth is None else depth
        if number is None:
            above = found.above
    if number is None:
        return ""
    return reader.numbering.number(number, depth, above if listed is None else style)


def _pieces(reader: _Reader, parent: Element) -> Iterator[str]:
    """The text of a paragraph; notes and text boxes are set aside."""
    for element in parent:
        name = local(element)
        if name in ("t", "noBreakHyphen", "tab", "br", "cr", "sym"):
            yield _character(element, name)
        elif name in ("footnoteReference", "endnoteReference"):
            reader.cited.append(f"{name.removesuffix('Reference')}{value(element, 'id')}")
        elif name == "txbxContent":
            reader.boxes.append(element)
        elif name == "r":
            yield from _run(reader, element)
        elif name not in _SKIPPED:
            yield from _pieces(reader, element)


def _character(element: Element, name: str) -> str:
    if name == "t":
        return (element.text or "").replace("\t", " ").replace("\n", " ")
    if name == "br" and value(element, "type") in ("page", "column"):
        return ""
    return {"tab": "\t", "noBreakHyphen": "-", "sym": ""}.get(name, "\n")


def _run(reader: _Reader, run: Element) -> Iterator[str]:
    """A run; hidden ones are not printed, raised figures are note marks or powers (m²)."""
    hidden = child(run, "rPr", "vanish")
    if hidden is not None and value(hidden) not in ("0", "false"):
        return
    text = "".join(_pieces(reader, run))
    if value(child(run, "rPr", "vertAlign")) == "superscript":
        text = raised(text)
    yield text


def _rows(reader: _Reader, table: Element) -> Iterator[list[GridCell]]:
    for row in table:
        if local(row) in _WRAPPERS:
            yield from _rows(reader, row)
        elif local(row) == "tr" and child(row, "trPr", "del") is None:
            column = integer(value(child(row, "trPr", "gridBefore")), 0)
            yield list(_cells(reader, row, min(column, 500)))


def _cells(reader: _Reader, row: Element, column: int) -> Iterator[GridCell]:
    for cell in row:
        if local(cell) in _WRAPPERS:
            for inner in _cells(reader, cell, column):
                yield inner
                column = inner.column + inner.width
        elif local(cell) == "tc":
            made = _cell(reader, cell, column)
            column += made.width
            yield made


def _cell(reader: _Reader, cell: Element, column: int) -> GridCell:
    """A cell; where it goes on a merged cell above or to its left it is blank."""
    width = max(1, min(integer(value(child(cell, "tcPr", "gridSpan")), 1), 500))
    merges = [child(cell, "tcPr", name) for name in ("vMerge", "hMerge")]
    if any(m is not None and value(m) in (None, "continue") for m in merges):
        return GridCell(column, width, ())
    texts: list[str] = []
    inner: list[Block] = []
    _cell_content(reader, cell, texts, inner)
    return GridCell(column, width, tuple(t.replace("\t", " ") for t in texts), tuple(inner))


def _cell_content(reader: _Reader, cell: Element, texts: list[str], inner: list[Block]) -> None:
    for element in cell:
        if local(element) == "p":
            texts.extend(_texts(reader, element))
        elif local(element) == "tbl":
            reader.tables += 1
            inner.extend(table_blocks(list(_rows(reader, element)), f"table{reader.tables}"))
        elif local(element) in _WRAPPERS:
            _cell_content(reader, element, texts, inner)


def _tabbed(blocks: Iterator[Block]) -> Iterator[Block]:
    """Neighbouring lines with equally many tabs are a table; a tab elsewhere is a blank."""
    waiting: list[Block] = []
    for block in blocks:
        if waiting and _count(block) != _count(waiting[0]):
            yield _tab_table(waiting)
            waiting = []
        if _count(block):
            waiting.append(block)
        else:
            yield block
    if waiting:
        yield _tab_table(waiting)


def _count(block: Block) -> int:
    return 0 if block.table else block.rows[0][0].text.count("\t")


def _tab_table(blocks: list[Block]) -> Block:
    runs = [block.rows[0][0] for block in blocks]
    if len(runs) == 1:
        return line(replace(runs[0], text=runs[0].text.replace("\t", " ")))
    rows = (tuple(replace(run, text=text) for text in run.text.split("\t")) for run in runs)
    return Block(tuple(rows), table=True)
