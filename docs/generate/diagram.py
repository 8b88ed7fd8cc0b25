"""The whole ontology on one sheet (SVG): where statements come from, the things, the statements.

On the left the classes of things as a tree, on the right each kind of statement with its roles.
The colour of a role is that of the family of things it leads to; a role in a broken frame takes a
code, one without a frame takes text. All places are computed, so that two runs give equal bytes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from html import escape

from docs.generate import terms

_FONTS = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
_INK, _SOFT, _LINE, _PLAIN = "#1f2328", "#59636e", "#afb8c1", "#57606a"
# The classes at the head of each family of things, and the colour of the family.
_FAMILIES = (
    ("#0969da", ("Party", "Region", "Country")),
    ("#1a7f37", ("Major", "MajorGroup", "MajorDirection")),
    ("#bc4c00", ("Programme",)),
    ("#8250df", ("Course", "Textbook", "TrainingBase", "Platform", "Project")),
    ("#bf3989", ("Event", "Competition")),
    ("#9a6700", ("PolicyDocument", "Case")),
)
_SIZE, _SMALL = 14, 11
_MARGIN, _LEFT, _RIGHT, _WIDTH = 28, 430, 496, 1560
_ROW, _CHIP, _GAP, _INDENT = 25, 26, 8, 22
# From the source to what is said, and from what is found back to it; > points on, < back.
_FLOWS = (
    (
        ("vet:Report", "<dcterms:isPartOf"),
        ("vet:SourceText", "<oa:hasSource"),
        ("vet:Passage", "<prov:wasDerivedFrom"),
        ("vet:Statement", ">角色 · roles"),
        ("对象 · things", ""),
    ),
    (("vet:Finding", ">vet:concerns"), ("vet:Statement", "")),
)


@dataclass(slots=True)
class _Sheet:
    """The marks drawn so far; lives only while one diagram is made."""

    marks: list[str] = field(default_factory=list)

    def box(self, x: float, y: float, width: float, colour: str, style: str = "") -> None:
        self.marks.append(
            f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{_CHIP - 4}" rx="5" '
            f'fill="{colour}" fill-opacity=".1" stroke="{colour}" {style}/>'
        )

    def text(self, x: float, y: float, said: str, style: str = "") -> None:
        self.marks.append(f'<text x="{x:.0f}" y="{y:.0f}" {style}>{escape(said)}</text>')

    def line(self, x: float, y: float, to_x: float, to_y: float, style: str = "") -> None:
        self.marks.append(
            f'<line x1="{x:.0f}" y1="{y:.0f}" x2="{to_x:.0f}" y2="{to_y:.0f}" '
            f'stroke="{_LINE}" {style}/>'
        )


def diagram() -> str:
    """The sheet as an SVG document."""
    sheet = _Sheet()
    top = _head(sheet)
    bottom = max(_tree(sheet, top), _statements(sheet, top))
    height = _legend(sheet, bottom + 16)
    marks = "\n".join(sheet.marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height:.0f}" '
        f'viewBox="0 0 {_WIDTH} {height:.0f}" font-family="{_FONTS}" font-size="{_SIZE}" '
        f'fill="{_INK}" role="img" aria-label="vetgraph 本体 · the vetgraph ontology">\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n'
        '<marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        f'orient="auto"><path d="M0 0 8 4 0 8z" fill="{_SOFT}"/></marker>\n'
        f"{marks}\n</svg>\n"
    )


def _head(sheet: _Sheet) -> float:
    """The title, and the way from a report to its statements and the things in them."""
    sheet.text(_MARGIN, 42, "vetgraph 本体 · the ontology", 'font-size="22" font-weight="700"')
    y = 74.0
    for flow in _FLOWS:
        _chain(sheet, flow, y)
        y += 34
    return y + 22


def _chain(sheet: _Sheet, flow: tuple[tuple[str, str], ...], y: float) -> None:
    """Boxes in a row, each joined to the next by a named arrow."""
    x = float(_MARGIN)
    for name, link in flow:
        said = _title(name) if name.startswith("vet:") else name
        width = _breadth(said) + 24
        sheet.box(x, y, width, _PLAIN)
        sheet.text(x + 12, y + 16, said)
        x += width
        if link:
            ends = (x + 4, x + 146) if link.startswith(">") else (x + 146, x + 4)
            sheet.line(ends[0], y + 11, ends[1], y + 11, 'marker-end="url(#to)"')
            middle = f'font-size="{_SMALL}" fill="{_SOFT}" text-anchor="middle"'
            sheet.text(x + 75, y + 5, link[1:], middle)
            x += 150


def _tree(sheet: _Sheet, top: float) -> float:
    sheet.text(_MARGIN, top, "对象 · Things", 'font-size="17" font-weight="700"')
    y = top + 16
    roots = [f"vet:{name}" for _, names in _FAMILIES for name in names]
    for root in roots:
        if not any(p in roots for p in terms.parents(root)):
            y = _branch(sheet, root, float(_MARGIN), y) + _GAP
    return y


def _branch(sheet: _Sheet, name: str, x: float, y: float) -> float:
    """A class and those below it; returns where the next row begins."""
    said, colour = _title(name), _colour(name)
    sheet.box(x, y, _breadth(said) + 16, colour)
    sheet.text(x + 8, y + 16, said)
    start, y = y + _CHIP - 4, y + _ROW
    for child in terms.children(name):
        sheet.line(x + 10, start, x + 10, y + 11)
        sheet.line(x + 10, y + 11, x + _INDENT, y + 11)
        y = _branch(sheet, child, x + _INDENT, y)
    return y


def _statements(sheet: _Sheet, top: float) -> float:
    sheet.text(_RIGHT, top, "陈述 · Statements", 'font-size="17" font-weight="700"')
    y = top + 16
    for kind in terms.classes():
        if terms.is_kind(kind):
            y = _card(sheet, kind, y) + _GAP
    return y


def _card(sheet: _Sheet, kind: str, y: float) -> float:
    """A kind of statement: its name and the direct properties it implies, then its roles."""
    sheet.text(_RIGHT, y + 16, _title(kind), 'font-weight="700"')
    implied = "　".join(
        f"{d.words.zh} {_local(d.words.name)}" for d in terms.direct_properties(kind)
    )
    if implied:
        style = f'font-size="{_SMALL}" fill="{_SOFT}" text-anchor="end"'
        sheet.text(_WIDTH - _MARGIN, y + 16, f"⇒ {implied}", style)
    x, y = float(_RIGHT + 16), y + _ROW
    for role in roles(kind):
        said = terms.words(role)
        label = f"{said.zh} {_local(role)}"
        width = _breadth(label) + 16
        if x + width > _WIDTH - _MARGIN:
            x, y = float(_RIGHT + 16), y + _CHIP
        _chip(sheet, role, label, (x, y, width))
        x += width + _GAP
    y += _CHIP
    sheet.line(_RIGHT, y + 1, _WIDTH - _MARGIN, y + 1)
    return y


def _chip(sheet: _Sheet, role: str, label: str, place: tuple[float, float, float]) -> None:
    x, y, width = place
    form, target = terms.reach(role)
    if form != "text":
        colour = _PLAIN if form == "code" else _colour(target)
        sheet.box(x, y, width, colour, 'stroke-dasharray="3 3"' if form == "code" else "")
    sheet.text(x + 8, y + 16, label)


def roles(kind: str) -> list[str]:
    """The roles of a kind that the ontology declares.

    What RDF Data Cube asks of an observation twice over is left out.
    """
    return [p for p in terms.roles(kind) if p in terms.properties() and p not in _TWICE]


_TWICE = frozenset({"vet:compositeBreakdown", "vet:periodNotStated", "sdmx-dimension:refPeriod"})


def _legend(sheet: _Sheet, y: float) -> float:
    x = float(_MARGIN)
    for said, style in (
        ("取自码表 · takes a code", 'stroke-dasharray="3 3"'),
        ("对象 · a thing", ""),
    ):
        width = _breadth(said) + 16
        sheet.box(x, y, width, _PLAIN, style)
        sheet.text(x + 8, y + 16, said)
        x += width + _GAP
    sheet.text(x + 8, y + 16, "文字或数 · text or a number", "")
    x += _breadth("文字或数 · text or a number") + 40
    implied = "⇒ 蕴含的直接属性 · direct properties implied"
    family = "颜色：角色所指的一族对象 · colour: the family of things"
    sheet.text(x, y + 16, f"{implied}；{family}", f'fill="{_SOFT}"')
    return y + 48


def _colour(name: str) -> str:
    for above in terms.lineage(name) if name in terms.classes() else ():
        for colour, heads in _FAMILIES:
            if _local(above) in heads:
                return colour
    return _PLAIN


def _title(name: str) -> str:
    return f"{terms.words(name).zh} {_local(name)}"


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _breadth(said: str) -> float:
    """About how wide a line of text is: a Chinese character is as wide as the letters are high."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in said)
    return _SIZE * (wide + 0.56 * (len(said) - wide))
