"""What each line of a text report is: heading, case, caption, table row, text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.text import chinese_number, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "[一二三四五六七八九十]"
_HEADINGS = (
    ("part", re.compile(rf"第({_HAN}+)[部章][分篇]?[\s:：、]*(\S.*)")),
    ("decimal", re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,3})[.．、]?\s*(\D.*)")),
    ("han", re.compile(rf"({_HAN}+)、\s*(\S.*)")),
    ("bracket", re.compile(rf"[（(]({_HAN}+)[)）]\s*(\S.*)")),
    ("number", re.compile(r"(\d{1,2})[.．、]\s*(\D.*)")),
)
_CASE = re.compile(r"[【\[]?案例(?:分享)?\s*(\d+(?:[-—–.]\d+)*|[一二三四五六七八九十]+)[】\]:：]?\s*(.*)")
_CAPTION = re.compile(r"([表图])\s*(\d+(?:\s*[-—–.]+\s*\d+)*)[.．。:：]?\s*(\S.*)?")
_CONTENTS = re.compile(r".{2,80}?(?:[.．…·]{2,}|\t)[\s.．…·]*\d{1,3}")
_LONGEST_HEADING = 45


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its kind, its text without outer blanks, where that starts, and what it names.

    ``kind`` is blank, contents, heading, case, caption (of a table), figure, row or text;
    ``number``/``title`` are those of headings, cases and captions, ``style`` a heading's numbering.
    """

    kind: str
    text: str
    start: int
    number: str = ""
    title: str = ""
    style: str = ""


def lines(text: str) -> Iterator[Line]:
    """Classify the lines of a text in order; a contents list is told from the headings it names."""
    position, contents = 0, False
    for raw in text.split("\n"):
        stripped = raw.strip(" \u3000\ufeff\f\v\r") if "\t" in raw else raw.strip()
        start = position + (raw.index(stripped) if stripped else 0)
        position += len(raw) + 1
        line = _classify(stripped, start)
        if fold(stripped) in ("目录", "表目录", "图目录", "案例目录", "表格目录", "图表目录"):
            contents, line = True, Line("contents", stripped, start)
        elif contents and stripped:
            contents = bool(_CONTENTS.fullmatch(stripped))
            line = Line("contents", stripped, start) if contents else line
        yield line


def _classify(text: str, start: int) -> Line:
    if not text:
        return Line("blank", text, start)
    if match := _CASE.match(text):
        inline = len(match[2]) > _LONGEST_HEADING
        title = re.split("[。，]", match[2])[0] if inline else match[2]
        return Line("case", text, start, fold(match[1]), title.strip())
    if "\t" in text:
        return Line("row", text, start)
    if (match := _CAPTION.fullmatch(text)) and len(text) <= _LONGEST_HEADING * 2:
        if not text.endswith(("。", "；", "，")):
            kind = "caption" if match[1] == "表" else "figure"
            return Line(kind, text, start, fold(match[2]), (match[3] or "").strip())
        return Line("text", text, start)
    return _heading(text, start) or Line("text", text, start)


def _heading(text: str, start: int) -> Line | None:
    plain = text.strip("*# ")
    if len(plain) > _LONGEST_HEADING or re.search("[。；！？]|[:：，]$", plain):
        return None
    for style, pattern in _HEADINGS:
        if (match := pattern.fullmatch(plain)) and (style == "decimal" or "，" not in plain):
            number = match[1].replace("．", ".")
            return Line("heading", text, start, number, match[2].strip(), style)
    return None


def ordinal(number: str) -> int:
    """The last component of a heading number as an integer: 3.4.2 -> 2, 十二 -> 12."""
    last = number.rsplit(".", 1)[-1]
    return int(last) if last.isdigit() else chinese_number(last) or 0
