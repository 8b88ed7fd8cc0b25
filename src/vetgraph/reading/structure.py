"""Lines become sections, paragraphs joined over page breaks, case boxes and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from vetgraph.model import Paragraph, Piece, Report, Section, Span, Table
from vetgraph.reading.lines import Line, lines, ordinal
from vetgraph.reading.punctuation import full_width
from vetgraph.reading.tables import (
    continues,
    goes_on_below,
    is_header_again,
    is_set_apart,
    make_spaced,
    make_stacked,
    make_table,
    parts,
)  # fmt: skip
from vetgraph.text import fold

_FINISHED = ("。", "！", "？", "；", "：", ":", "!", "?", ";", "”", "】", "…")
_BETWEEN = ("blank", "page", "contents", "rule")
_SHORTEST_CUT = 20
_LONGEST_CELL = 30
_MOST_LOOSE = 3
_LONGEST_TITLE = 60
_UNIT = re.compile(r"[（(]?\s*(?:计量)?单位\s*[:：].{1,20}")
_MEASURE = (
    "[百十]?[万亿]?(?:元|人次?|人[天日]|名|册|平方米|亩|个|所|家|项|台套?|套|学时|课时|天)"
    "(?:/[生人])?|[%％㎡]"
)
_BARE_UNIT = re.compile(
    rf"[（(]?\s*(?:计量)?单位\s*[:：]\s*(?:{_MEASURE})(?:\s*[、，,/／]\s*(?:{_MEASURE}))*\s*[)）]?"
)
_CONTINUED = re.compile(
    r"[（(【]?\s*(?:续上?表|接上表)\s*([\d一二三四五六七八九十.—–-]*)\s*[)）】]?[^，。；]{0,30}"
)
_GOES_ON = re.compile(
    r"[（(]?(?:续表?|接上表)[一二三\d]?[)）]?|.*[（(](?:续表?|接上表)[一二三\d]?[)）]"
)
_NOTE = re.compile(r"(?:注\d*|说明|备注|(?:数据|资料)?来源)\s*[:：].*|[*＊※]\s*(?:注|表中|本表).*")
_OF_CELLS = re.compile("[包不]?含|其中|[不未]计|扣除|口径|四舍五入|来源|公式")
_ORDER = {"part": 0, "han": 1, "bracket": 2, "number": 3}


@dataclass(slots=True)
class _Builder:
    """What has been read so far; lives only while one text is read."""

    text: str
    title: str = ""
    sections: list[Section] = field(default_factory=list)
    figures: list[Section] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    open_lines: list[Line] = field(default_factory=list)
    rows: list[Line] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)
    gap: bool = False
    caption: Line | None = None
    last: tuple[list[Line], Line | None] | None = None
    path: list[Section] = field(default_factory=list)
    case: Section | None = None


def structure(text: str) -> Report:
    """The report of a stored text (LF line ends); linear in its length."""
    builder = _Builder(text)
    for line in lines(text):
        _take(builder, line)
    _end_table(builder)
    _end_paragraph(builder)
    return Report(
        text, builder.title, tuple(builder.sections), tuple(builder.paragraphs),
        tuple(builder.tables), tuple(builder.figures),
    )  # fmt: skip


def _take(builder: _Builder, line: Line) -> None:
    if line.kind == "row":
        _row(builder, line)
        return
    if line.kind in _BETWEEN or _is_running_title(builder, line):
        _between(builder, line)
        return
    if _goes_on(builder, line):
        builder.gap = True
        return
    if _may_be_cell(builder, line):
        builder.loose.append(line)
        return
    below = bool(builder.rows) and not builder.gap and goes_on_below(builder.rows[-1], line)
    if below or _is_set_with_blanks(builder, line):
        _row(builder, replace(line, kind="row", style="spaces"))
        return
    _end_table(builder)
    if builder.last and _NOTE.fullmatch(line.text):
        if not _OF_CELLS.search(line.text):
            builder.paragraphs.append(_paragraph([line], _where(builder)))
        return
    goes_on = line.kind in ("text", "figure") and not line.text.endswith("。")
    builder.last = builder.last if goes_on else None
    _enter_line(builder, line)


def _enter_line(builder: _Builder, line: Line) -> None:
    """A line outside tables takes its place by its kind."""
    if line.kind == "figure":
        _end_paragraph_unless_cut(builder)
        _drop_chart(builder)
        builder.figures.append(_section(builder, line, "figure", line.number))
    elif line.kind == "caption":
        _end_paragraph_unless_cut(builder)
        builder.caption = line
    elif line.kind == "case":
        _case(builder, line)
    elif line.kind == "heading" and _follows(builder, line):
        _end_paragraph(builder)
        _enter(builder, line)
    elif builder.caption and _UNIT.fullmatch(line.text):
        builder.caption = replace(builder.caption, title=f"{builder.caption.title}（{line.text}）")
    elif _BARE_UNIT.fullmatch(line.text):
        _end_paragraph_unless_cut(builder)
        builder.caption = Line("caption", line.text, line.start, "", f"（{line.text}）")
    else:
        _text(builder, line)


def _between(builder: _Builder, line: Line) -> None:
    """What stands between lines of text; a lone number under a caption may be a cell."""
    builder.gap = builder.gap or (bool(builder.rows) and line.kind != "rule")
    if line.kind == "page" and line.text.isdigit() and _is_under_caption(builder):
        builder.loose.append(line)


def _may_be_cell(builder: _Builder, line: Line) -> bool:
    """A short line in a table, or under its caption, may be a cell that is printed alone."""
    if builder.rows and (builder.rows[0].style or len(builder.loose) >= _MOST_LOOSE):
        return False
    if not builder.rows and not _is_under_caption(builder):
        return False
    words = len(line.text) <= _LONGEST_CELL and not line.text.endswith(_FINISHED[:4])
    words = words or (not builder.rows and is_set_apart(line.text))
    kept = _NOTE.fullmatch(line.text) or _UNIT.fullmatch(line.text) or parts(line.text) > 1
    return line.kind == "text" and words and not kept


def _is_under_caption(builder: _Builder) -> bool:
    return not builder.rows and builder.caption is not None and bool(builder.caption.number)


def _drop_chart(builder: _Builder) -> None:
    """Rows without a caption that stand above that of a figure are the labels of a chart."""
    if builder.last and builder.last[1] is None:
        builder.tables.pop()
    builder.last = None


def _is_running_title(builder: _Builder, line: Line) -> bool:
    return bool(builder.title) and fold(line.text) == fold(builder.title)


def _goes_on(builder: _Builder, line: Line) -> bool:
    """Whether a line says that the table before it goes on: 续表 1-1, 表 1-1（续）.

    So does its caption when it is printed again. A table that other lines have ended is opened
    again.
    """
    rows, caption = (builder.rows, builder.caption) if builder.rows else builder.last or ([], None)
    if not rows:
        return False
    if line.kind == "caption":
        said = fold(line.title)
        goes_on = (
            caption is not None
            and line.number == caption.number
            and (_GOES_ON.fullmatch(line.title) is not None or said == fold(caption.title))
        )
    elif line.kind == "text" and (match := _CONTINUED.fullmatch(line.text)):
        number = fold(match[1])
        goes_on = not number or (caption is not None and number == caption.number)
    else:
        goes_on = bool(builder.rows) and builder.gap and bool(_BARE_UNIT.fullmatch(line.text))
    if goes_on and not builder.rows:
        builder.rows, builder.caption = list(rows), caption
        builder.tables.pop()
    return goes_on


def _is_set_with_blanks(builder: _Builder, line: Line) -> bool:
    """Under a caption, a line of parts that two or more blanks set apart is a row of cells."""
    if line.kind not in ("text", "heading") or parts(line.text) < 2:
        return False
    if builder.rows:
        return builder.rows[0].style == "spaces"
    return builder.caption is not None and bool(builder.caption.number)


def _row(builder: _Builder, line: Line) -> None:
    """A table goes on behind a page break; a printed-again header is read once."""
    _end_paragraph_unless_cut(builder)
    if (builder.gap or builder.loose) and builder.rows:
        if is_header_again(builder.rows, line):
            return
        if not continues(builder.rows, line):
            _end_table(builder)
    builder.gap = False
    builder.rows += [*builder.loose, line]
    builder.loose = []


def _text(builder: _Builder, line: Line) -> None:
    if not builder.title and _is_title(line.text):
        builder.title = re.sub(r"\s+", "", line.text.strip("*# "))
        return
    if builder.title and fold(line.text) == fold(builder.title):
        return
    builder.caption = None
    if builder.open_lines and not _cut(builder.open_lines[-1]):
        _end_paragraph(builder)
    builder.open_lines.append(line)
    if not _cut(line):
        _end_paragraph(builder)


def _is_title(text: str) -> bool:
    folded = fold(text)
    if len(text) > _LONGEST_TITLE or folded.endswith(("。", "，", "；", ":")):
        return False
    return re.search(r"质量.{0,6}报告|报告.{0,10}质量|质量年报", folded) is not None


def _cut(line: Line) -> bool:
    """A long line that ends without a full stop goes on behind the page break."""
    body = line.text.rstrip("* ")
    return len(body) >= _SHORTEST_CUT and not body.endswith(_FINISHED)


def _end_paragraph_unless_cut(builder: _Builder) -> None:
    if builder.open_lines and not _cut(builder.open_lines[-1]):
        _end_paragraph(builder)


def _end_paragraph(builder: _Builder) -> None:
    if builder.open_lines:
        builder.paragraphs.append(_paragraph(builder.open_lines, _where(builder)))
        builder.open_lines = []


def _where(builder: _Builder) -> str:
    if builder.case:
        return builder.case.number
    return builder.path[-1].number if builder.path else ""


def _paragraph(parts: list[Line], section: str) -> Paragraph:
    """Clean text of the lines: no ``**``, no blanks except between two Latin words.

    Its punctuation is full-width, however it is printed.
    """
    text, pieces, length = [], [], 0
    for line in parts:
        for match in re.finditer(r"[^\s*]+(?:(?<=[A-Za-z0-9]) (?=[A-Za-z])[^\s*]+)*", line.text):
            pieces.append(Piece(length, line.start + match.start()))
            text.append(match[0])
            length += len(match[0])
    return Paragraph(full_width("".join(text)), section, tuple(pieces))


def _case(builder: _Builder, line: Line) -> None:
    _end_paragraph(builder)
    builder.caption = None
    number = line.number or str(1 + sum(s.kind == "case" for s in builder.sections))
    builder.case = _section(builder, line, "case", f"案例 {number}")
    builder.sections.append(builder.case)
    body = line.text.find(line.title) + len(line.title) if line.title else len(line.text)
    rest = line.text[body:].lstrip("】]。，、 \u3000")
    if rest:
        _text(builder, Line("text", rest, line.start + len(line.text) - len(rest)))


def _section(builder: _Builder, line: Line, kind: str, number: str) -> Section:
    parent = builder.path[-1].number if builder.path else None
    span = Span(line.start, line.start + len(line.text))
    level = (builder.path[-1].level if builder.path else 0) + 1
    return Section(number, line.title, level, kind, span, parent)


def _level(builder: _Builder, line: Line) -> int:
    if line.style == "decimal":
        return line.number.count(".") + 1
    if line.style == "number" and not any(
        s.number[0] in "一二三四五六七八九十第" for s in builder.path
    ):
        return 1
    styles = sorted({_ORDER[line.style]} | {_style(s) for s in builder.path})
    return styles.index(_ORDER[line.style]) + 1


def _style(section: Section) -> int:
    if section.number.startswith("第"):
        return 0
    return 1 + section.number.count("（") + section.number.count(".")


def _follows(builder: _Builder, line: Line) -> bool:
    """A heading number continues its list: first child, or up to three after its sibling."""
    level = _level(builder, line)
    siblings = [s for s in builder.path if s.level == level]
    if line.style == "decimal":
        parent = line.number.rsplit(".", 1)[0]
        siblings = [s for s in siblings if s.number.rsplit(".", 1)[0] == parent]
        if not siblings and not any(s.number == parent for s in builder.path):
            return ordinal(line.number) == 1 and line.number.count(".") == 1
    previous = ordinal(_bare(siblings[0])) if siblings else 0
    return previous < ordinal(line.number) <= previous + 3 or (not siblings and line.number == "0")


def _bare(section: Section) -> str:
    return re.sub(r"^.*（(.+)）$", r"\1", section.number).removeprefix("第")


def _enter(builder: _Builder, line: Line) -> None:
    level = _level(builder, line)
    builder.path = [s for s in builder.path if s.level < level]
    builder.case = builder.caption = None
    parent = builder.path[-1].number if builder.path else None
    section = Section(
        _number(line, parent), line.title, level, "section",
        Span(line.start, line.start + len(line.text)), parent,
    )  # fmt: skip
    builder.path.append(section)
    builder.sections.append(section)


def _number(line: Line, parent: str | None) -> str:
    if line.style in ("decimal", "han") or (line.style == "number" and not parent):
        return line.number
    if line.style == "part":
        return f"第{line.number}"
    own = f"（{line.number}）" if line.style == "bracket" else f".{line.number}"
    return (parent or "") + own


def _end_table(builder: _Builder) -> None:
    """The open rows become a table; rows that are none were text set with tabs or blanks."""
    loose, builder.loose = builder.loose, []
    rows, builder.rows, builder.gap = builder.rows, [], False
    where, caption = _where(builder), builder.caption
    if rows:
        table = make_table(rows, caption, where)
    else:
        table = make_stacked(loose, caption, where) or make_spaced(loose, caption, where)
    if table is not None:
        builder.tables.append(table)
        builder.last = rows, builder.caption
        builder.caption = None
    for line in loose if rows and table else () if table else [*rows, *loose]:
        _text(builder, line)
