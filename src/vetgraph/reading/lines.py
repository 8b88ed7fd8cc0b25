"""What each line of a text report is: heading, case, caption, table row, text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vetgraph.reading.captions import with_untold
from vetgraph.text import chinese_number, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HAN = "[一二三四五六七八九十]"
_HEADINGS = (
    ("part", re.compile(rf"第({_HAN}+)[部章][分篇]?[\s:：、]*(\S.*)")),
    ("decimal", re.compile(r"([1-9]\d?(?:[.．][1-9]\d?){1,3})[.．、]?\s*(\D.*)")),
    ("han", re.compile(rf"({_HAN}+)、\s*(\S.*)")),
    ("bracket", re.compile(rf"[（(]({_HAN}+)[)）]\s*(\S.*)")),
    ("number", re.compile(r"(\d{1,2})[.．、]\s*(\D.*)")),
    ("number", re.compile(r"([1-9])[ \u3000]+([\u4e00-\u9fff]{2,16})")),
)
_MEASURED = re.compile(r"[%％倍]|[:：∶]\s*\d|[万亿][元人册]|(?:元|人次)(?:$|\W)")
# 1.专任教师：214人: a numbered line that ends with a figure tells it and heads nothing.
_TOLD = re.compile(
    r"[\u4e00-\u9fff”）)][:：为达有共约 ]{0,3}\d[\d,.]*\s*[万亿]?"
    r"(?:人次?|名|所|个|家|项|门|[千万]?册|台|套|间|亩|元|(?:平方)?米|[%％‰]|种|本|篇|[学课]时|天|件|㎡)$"
)
_OPEN, _CLOSE = "【\\[┌「〔◆◇■□●★☆▲△※▶►", "】\\]┐」〕◆◇■□●★☆▲△※◀:：、|｜"
_CASE = re.compile(
    rf"(?P<open>[{_OPEN}])?\s*(?:(?:典型|优秀|特色|专栏)?案例(?:分享|聚焦|展示)?|专栏(?=\s*[\d一二三四五六七八九十]))\s*"
    rf"(?:(?P<number>\d{{1,2}}(?:[-—–.]\d{{1,2}})*(?!\d|年)|{_HAN}+(?=[{_CLOSE}\s]|$))"
    rf"\s*[{_CLOSE}]?|(?(open)[{_CLOSE}]|[:：])(?=\s*\S))\s*(?P<title>.*)"
)
_CAPTION = re.compile(
    r"[【\[（(]?(附|统计|数据|图(?=表))?([表图])格?\s*"
    rf"(\d{{1,2}}(?:\s*[-—–.]+\s*\d{{1,2}}(?!\d|\s*年))*(?!\d)|{_HAN}+(?=[\s:：、】\]）)])|"
    rf"[（(]{_HAN}+(?=[)）])|[A-ZＡ-Ｚ甲乙丙丁](?=[\s:：]))"
    r"[】\])）]?[.．。:：、]?\s*(\S.*)?"
)
_SET_OFF = re.compile(r"附?[表图][ \u3000]*\d{1,2}(?:[-—–.]\d{1,2})*[ \u3000]*\t[^\t]+$")
_CONTENTS = re.compile(r".{2,80}?(?:[.．…·]{2,}|\t)[\s.．…·]*(?:\d{1,3}|\?)?")
_ENTRY = re.compile(
    rf"(?:附?[表图]\s*\d|案例|第{_HAN}+[章节部]|\d|{_HAN}+、|[（(]{_HAN}+)[^\t]*\t\s*[.．…·]+\s*\d{{1,3}}"
)
_AHEAD = 2
_LISTS = {"目录", "目次", "表目录", "图目录", "案例目录", "表格目录", "图表目录"}
_PAGE = re.compile(
    r"[\[〔【—–·•~～-]*\s*(?:第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|\d{1,3})"
    r"\s*[\]〕】—–·•~～-]*"
)
_LONGEST_HEADING = 45
_PIPED = re.compile(r"[|｜].+[|｜]")
_BARRED = re.compile(r"[^|｜。]*(?:[|｜][^|｜。]*){2,}")
_RULED = re.compile(r"[|｜](?=[^-]*-)[\s:：|｜+=—–-]*(?<=[|｜])|\+[-=+]{3,}\+")
_RUNNING = 3
_SENTENCE_END = ("。", "；", "！", "？")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its kind, its text without outer blanks, where that starts, and what it names.

    ``kind`` is blank, page, contents, heading, case, caption (of a table), figure, row, rule
    (between rows) or text; ``indent`` counts the blanks before it; ``number``/``title`` are those
    of headings, cases and captions, ``style`` a heading's numbering or what stands between the
    cells of a row: tabs when empty, ``pipes``, ``bars`` (none outside) or ``spaces``.
    """

    kind: str
    text: str
    start: int
    number: str = ""
    title: str = ""
    style: str = ""
    indent: int = 0


def lines(text: str) -> Iterator[Line]:
    """Classify the lines of a text in order; a contents list is told from the headings it names."""
    found = _without_running_heads(list(_classified(text.split("\n"))))
    named = any(fold(line.text) in _LISTS for line in found if len(line.text) < _LONGEST_HEADING)
    return iter(with_untold(list(_without_contents(found)) if named else found))


def _without_running_heads(found: list[Line]) -> list[Line]:
    """Lines that stand beside a page number wherever they stand, three times at least, are heads.

    They are part of the page, as its number is.
    """
    filled = [line for line in found if line.kind != "blank"]
    said = (line for line in filled if line.kind in ("text", "heading"))
    met = Counter(fold(line.text) for line in said if not line.text.endswith(_SENTENCE_END))
    beside: Counter[str] = Counter()
    for before, line, behind in zip([None, *filled], filled, [*filled[1:], None], strict=False):
        if any(other and other.kind == "page" for other in (before, behind)):
            beside[fold(line.text)] += 1
    heads = {t for t, n in met.items() if n >= _RUNNING and beside[t] == n}
    return [
        Line("page", line.text, line.start)
        if line.kind in ("text", "heading") and fold(line.text) in heads
        else line
        for line in found
    ]


def _without_contents(found: list[Line]) -> Iterator[Line]:
    filled = [line for line in found if line.kind not in ("blank", "page")]
    again = Counter(_entry(line.text) for line in filled)
    contents, index = False, 0
    for line in found:
        if line.kind in ("blank", "page"):
            yield line
            continue
        again[_entry(line.text)] -= 1
        index += 1
        ahead = filled[index : index + _AHEAD]
        contents = fold(line.text) in _LISTS or (contents and _listed(line, again, ahead))
        yield Line("contents", line.text, line.start) if contents else line


def _listed(line: Line, again: Counter[str], ahead: Sequence[Line]) -> bool:
    """Whether a line is an entry of a contents list.

    It has a page number or leader, stands again further on as a line of its own, or has such
    entries right behind it.
    """
    if len(line.text) > _LONGEST_HEADING * 2 or line.text.endswith(("。", "；", "！", "？")):
        return False
    if _CONTENTS.fullmatch(line.text) or again[_entry(line.text)] > 0:
        return True
    short = len(line.text) <= _LONGEST_HEADING
    return short and any(_CONTENTS.fullmatch(other.text) for other in ahead)


def _entry(text: str) -> str:
    """A line for comparison: without the leader and page number of a contents list."""
    return re.sub(r"[.．…·]*\d{0,3}$", "", fold(text))


def _classified(raws: Sequence[str]) -> Iterator[Line]:
    position = 0
    for index, raw in enumerate(raws):
        stripped = raw.strip(" \u3000\ufeff\f\v\r\xa0") if "\t" in raw else raw.strip()
        if "\t" in raw and not _is_row(raws, index):
            stripped = raw.strip()
        indent = raw.index(stripped) if stripped else 0
        line = _classify(stripped, position + indent)
        position += len(raw) + 1
        yield replace(line, indent=indent) if indent else line


def _is_row(raws: Sequence[str], index: int) -> bool:
    """A tab between words makes a row; a lone word behind tabs is one only beside another row."""
    if "\t" in raws[index].strip():
        return True
    beside = (*raws[max(index - 1, 0) : index], *raws[index + 1 : index + 2])
    return bool(raws[index].strip()) and any("\t" in raw.strip() for raw in beside)


def _classify(text: str, start: int) -> Line:
    if not text.strip():
        return Line("blank", text.strip(), start)
    if (match := _CASE.match(text)) and "\t" not in text:
        return _case(match, text, start)
    if row := _table_line(text, start):
        return row
    if _PAGE.fullmatch(text):
        return Line("page", text, start)
    if (match := _CAPTION.fullmatch(text)) and len(text) <= _LONGEST_HEADING * 2:
        if text.endswith(("。", "；", "，")):
            return Line("text", text, start)
        kind = "caption" if match[2] == "表" else "figure"
        number = (match[1] or "") + fold(match[3]).lstrip("(")
        return Line(kind, text, start, number, (match[4] or "").strip())
    return _heading(text, start) or Line("text", text, start)


def _table_line(text: str, start: int) -> Line | None:
    """A row of cells between tabs or pipes, a rule between rows, or an entry of a contents list."""
    if _ENTRY.fullmatch(text):
        return Line("contents", text, start)
    if "\t" in text and not _SET_OFF.match(text):
        return Line("row", text, start)
    if _RULED.fullmatch(text):
        return Line("rule", text, start)
    if _PIPED.fullmatch(text):
        if not re.search("[|｜]", text[1:-1]):
            inner = text[1:-1].strip()
            return _classify(inner, start + text.index(inner)) if inner else None
        return Line("row", text, start, style="pipes")
    return Line("row", text, start, style="bars") if _BARRED.fullmatch(text) else None


def _case(match: re.Match[str], text: str, start: int) -> Line:
    """A case box; text that follows its title in the same line is not part of the title."""
    title = match["title"]
    if match["open"] and "】" in title:
        title = title[: title.index("】")]
    elif "。" in title.rstrip("。"):
        title = title.split("。")[0]
    elif len(title) > _LONGEST_HEADING:
        title = re.split("[。，]", title)[0]
    return Line("case", text, start, fold(match["number"] or ""), title.strip())


def _heading(text: str, start: int) -> Line | None:
    plain = text.strip("*# ")
    if len(plain) > _LONGEST_HEADING or re.search("[。；！？]|[:：，]$", plain):
        return None
    if _TOLD.search(plain):
        return None
    for style, pattern in _HEADINGS:
        match = pattern.fullmatch(plain)
        if match is None or (style != "decimal" and "，" in plain) or _MEASURED.match(match[2]):
            continue
        number = match[1].replace("．", ".")
        return Line("heading", text, start, number, match[2].strip(), style)
    return None


def ordinal(number: str) -> int:
    """The last component of a heading number as an integer: 3.4.2 -> 2, 十二 -> 12."""
    last = number.rsplit(".", 1)[-1]
    return int(last) if last.isdigit() else chinese_number(last) or 0
