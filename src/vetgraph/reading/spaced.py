"""Tables whose cells are set apart by single blanks, as text taken from a PDF often prints them.

A row is its label and the values behind it. What stands above the first row is the header; it is
read only where its words make as many columns as the rows have.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from vetgraph.model import Cell, Span
from vetgraph.text import BARE_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vetgraph.reading.lines import Line

_EMPTY = Cell("", None)
_FEWEST_ROWS, _FEWEST_VALUES = 2, 2
_YEARS = re.compile(rf"{BARE_YEAR.pattern}(?:[-—–~～/]\d{{2,4}})?")
_BRACKET = ("（", "(")
_PAGE = re.compile(r"\d{1,3}")
_WORD = re.compile(r"\S+")
_Row = tuple[Cell, ...]


def is_spaced_row(text: str, is_value: Callable[[str], bool]) -> bool:
    """Whether a line is a label with two values or years behind it, or four words or more.

    Each stands behind a blank; a sentence has commas.
    """
    words = text.split()
    if len(words) > _FEWEST_VALUES + 1 and not re.search("[，。；：！？]", text):
        return True
    last = words[-_FEWEST_VALUES:]
    return len(words) > _FEWEST_VALUES and all(is_value(w) or _YEARS.fullmatch(w) for w in last)


def spaced_rows(lines: Sequence[Line], is_value: Callable[[str], bool]) -> list[_Row] | None:
    """The rows of cells of lines, headers first; None when they make no table.

    A lone number is that of a page, and a header behind it is printed again.
    """
    rows = [_words(line) for line in _once(lines)]
    counts = [_values(row, is_value) for row in rows]
    first = next((i for i, count in enumerate(counts) if count), None)
    if not first or len(rows) - first < _FEWEST_ROWS:
        return None
    values = Counter(counts[first:]).most_common(1)[0][0]
    if values == 0 or any(count != values for count in counts[first:]):
        return None
    counted = Counter(len(row) - values for row in rows[first:])
    for labels in dict.fromkeys((counted.most_common(1)[0][0], max(counted))):
        heads = _heads(rows[:first], labels + values)
        body = [said for row in rows[first:] if (said := _labelled(row, labels, values))]
        if heads is not None and len(body) == len(rows) - first:
            return [*heads, *body]
    return None


def _once(lines: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        again = len(kept) > 1 and line.text in (kept[0].text, kept[1].text)
        if not again and not _PAGE.fullmatch(line.text):
            kept.append(line)
    return kept


def _words(line: Line) -> list[Cell]:
    start = line.start
    found = _WORD.finditer(line.text)
    return [Cell(m[0], Span(start + m.start(), start + m.end())) for m in found]


def _values(row: list[Cell], is_value: Callable[[str], bool]) -> int:
    """How many words at the end of a row are values; the first is its label."""
    count = 0
    while count < len(row) - 1 and is_value(row[-1 - count].text):
        count += 1
    dated = all(_YEARS.fullmatch(cell.text) for cell in row[len(row) - count :])
    return 0 if dated else count


def _labelled(row: list[Cell], labels: int, values: int) -> _Row | None:
    """A row of so many labels; words too many are parts of its only label.

    One that is missing is the first: a merged cell above holds it.
    """
    said, figures = row[: len(row) - values], row[len(row) - values :]
    if len(said) == labels:
        return (*said, *figures)
    if len(said) == labels - 1 > 0:
        return (_EMPTY, *said, *figures)
    return (_run(said), *figures) if labels == 1 else None


def _run(cells: Sequence[Cell]) -> Cell:
    spans = [cell.span for cell in cells if cell.span]
    return Cell("".join(cell.text for cell in cells), Span(spans[0].start, spans[-1].end))


def _heads(rows: Sequence[list[Cell]], width: int) -> list[_Row] | None:
    """The header rows; a unit in brackets at the beginning of a line belongs to the word before.

    A header over several others is the one word, behind that of the labels, which is not broken
    over lines: narrow columns break their headers.
    """
    lines: list[list[Cell]] = []
    broken: list[Cell] = []
    for row in rows:
        words = _joined(row)
        if lines and words[0].text.startswith(_BRACKET):
            whole = _run((lines[-1][-1], words[0]))
            lines[-1] = [*lines[-1][:-1], whole, *words[1:]]
            broken.append(whole)
        else:
            lines.append(words)
    if len(lines) == 1 and len(lines[0]) == width:
        return [tuple(lines[0])]
    if len(lines) != 2:
        return None
    top, below = lines
    groups = [i for i, word in enumerate(top) if i and word not in broken]
    if len(groups) != 1 or len(top) - 1 + len(below) != width:
        return None
    at, more = groups[0], [_EMPTY] * (len(below) - 1)
    blank = [_EMPTY] * (len(top) - at - 1)
    return [(*top[: at + 1], *more, *top[at + 1 :]), (*([_EMPTY] * at), *below, *blank)]


def _joined(row: list[Cell]) -> list[Cell]:
    """2021 年 and 指 标 are one word each; so is a word with its unit in brackets."""
    words: list[Cell] = []
    for cell in row:
        before = words[-1].text if words else ""
        dated = re.fullmatch(r"(?:19|20)\d{2}", before) and cell.text.startswith(("年", "学年"))
        letters = len(before) == len(cell.text) == 1
        if words and (dated or letters or cell.text.startswith(_BRACKET)):
            words[-1] = _run((words[-1], cell))
        else:
            words.append(cell)
    return words
