"""What a table cell prints: one number, or a number and the share beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.extraction.dictionary import dictionary
from vetgraph.text import HEDGES, YEAR, fold, quantities

if TYPE_CHECKING:
    from vetgraph.text import Quantity

_ONLY_HEDGE = re.compile(rf"[^\w]*(?:{HEDGES})?[^\w]*")
_COUNT = r"[-+−－]?\d[\d,，.]*\s*[^\d\s%％（(/／、]{0,3}"
_PERCENT = r"\d[\d.]*\s*[%％]"
_APART = r"\s*(?:[（(/／、,，]|[（(]?\s*(?:所?占比?|比例)[:：]?)+\s*"
_BOTH = (
    re.compile(rf"\s*({_COUNT}){_APART}({_PERCENT})\s*[)）]?\s*"),
    re.compile(rf"\s*({_PERCENT}){_APART}({_COUNT})\s*[)）]?\s*"),
)


def cell_parts(text: str) -> tuple[tuple[int, str], ...]:
    """The parts of a cell that print a figure each, and where they begin: 75（24.35%） has two."""
    for pattern in _BOTH:
        if match := pattern.fullmatch(text):
            return ((match.start(1), match[1]), (match.start(2), match[2]))
    return ((0, text),)


def cell_value(text: str) -> Quantity | None:
    """The number of a cell that prints one number and nothing else but a hedge and a unit.

    A year that a cell names (2017年) dates something and measures nothing.
    """
    found = quantities(text)
    if YEAR.fullmatch(text.strip()):
        return None
    if len(found) != 1 or not _ONLY_HEDGE.fullmatch(text[: found[0].start]):
        return None
    behind = text[found[0].end :].replace(found[0].hedge or "", "")
    tail = re.sub(r"[^\w]", "", behind)
    known = not tail or tail == "年" or dictionary().unit(tail) or dictionary().unit(fold(behind))
    return found[0] if known and re.search(r"\d", text) else None
