"""Tables that were printed one cell a line: header cells first, then row by row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.text import BARE_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TOTAL = re.compile("(?:合|总|小)[ \u3000]*计")
_MOST_LABELS, _WIDEST, _MOST_TRIED = 3, 16, 40


def row_width(
    texts: Sequence[str], is_value: Callable[[str], bool]
) -> tuple[int, list[int]] | None:
    """How many cells a row of stacked cells has, and which lines are cells; None when unclear.

    The header ends before the first row that prints a value, so that only a few widths come into
    question; that is taken for which every column prints values throughout, or never. A lone
    number that fits in no row is the number of the page, perhaps with the running head beside it.
    """
    every = list(range(len(texts)))
    if width := _width(texts, is_value):
        return width, every
    lone = [i for i in every if re.fullmatch(r"\d{1,3}", texts[i])][:_MOST_TRIED]
    for beside in (False, True):
        found = []
        for index in lone:
            kept = [i for i in every if i != index and not (beside and _head(texts, i, index))]
            if width := _width([texts[i] for i in kept], is_value):
                found.append((width, kept))
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _head(texts: Sequence[str], at: int, page: int) -> bool:
    """Whether a line beside the number of a page is the running head: 某市…质量报告（2022年度）."""
    return abs(at - page) == 1 and re.search("报告|年报", texts[at]) is not None


def _width(texts: Sequence[str], is_value: Callable[[str], bool]) -> int | None:
    """The only width that makes a table of all cells."""
    values = [is_value(text) for text in texts]
    if not any(values):
        return None
    first = values.index(True)
    widths = [w for w in _widths(first, len(texts)) if _regular(texts, values, w)]
    return widths[0] if len(widths) == 1 else None


def _widths(first: int, count: int) -> Iterator[int]:
    for labels in range(_MOST_LABELS + 1):
        width = first - labels
        if 2 <= width <= _WIDEST and count % width == 0 and count >= 2 * width:
            yield width


def _regular(texts: Sequence[str], values: Sequence[bool], width: int) -> bool:
    """Whether each column below the header prints values only, or none; the first is a label."""
    columns = [[i for i in range(width + at, len(texts), width)] for at in range(width)]
    entries = columns[0][: -1 if _TOTAL.fullmatch(texts[columns[0][-1]]) else None]
    numbers = [int(texts[i]) for i in entries if texts[i].isdigit()]
    counted = 0 < len(numbers) == len(entries) and numbers == sorted(set(numbers))
    if not counted and any(values[i] for i in columns[0]):
        return False
    kinds = [{values[i] for i in column if _says(texts[i])} for column in columns[1:]]
    return all(len(kind) == 1 for kind in kinds) and {True} in kinds


def _says(text: str) -> bool:
    """Whether a cell tells what its column holds: a dash, and a number like a year, may be both."""
    return re.search(r"\w", text) is not None and not BARE_YEAR.fullmatch(text)
