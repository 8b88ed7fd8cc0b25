"""The numbers that Word prints before headings and list items (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HAN = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: number format, text such as ``%1.%2``, first number."""

    format: str
    text: str
    start: int
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted; lives while one text is read."""

    lists: dict[str, tuple[str, dict[int, Level]]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def number(self, number_id: str, level: int | None, style: str | None) -> str:
        """Count on in a list and give the printed number; empty for bullets and unknown lists."""
        if number_id not in self.lists:
            return ""
        shared, levels = self.lists[number_id]
        if level is None:
            level = next((i for i, found in levels.items() if found.style == style), 0)
        if level not in levels:
            return ""
        counts = self.counts.setdefault(shared, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [i for i in counts if i > level]:
            del counts[deeper]
        return _printed(levels, level, counts)


def _printed(levels: dict[int, Level], level: int, counts: dict[int, int]) -> str:
    own = levels[level]
    if own.format in ("bullet", "none"):
        return ""

    def shown(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        if at not in levels:
            return ""
        wanted = "decimal" if own.legal else levels[at].format
        return count_in(counts.get(at, levels[at].start), wanted)

    return re.sub(r"%([1-9])", shown, own.text).strip()


def count_in(number: int, format_: str) -> str:
    """A number in one of Word's formats (ST_NumberFormat); unknown formats print decimals."""
    if format_.startswith(("chinese", "taiwaneseCounting", "japaneseCounting", "ideographDigital")):
        return _han(number)
    if format_ in ("upperRoman", "lowerRoman"):
        return _roman(number).upper() if format_ == "upperRoman" else _roman(number)
    if format_ in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if format_ == "upperLetter" else letter
    if format_.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if format_ == "ideographTraditional" and 0 < number <= 10:
        return _STEMS[number - 1]
    if format_ == "decimalZero":
        return f"{number:02}"
    return str(number)


def _han(number: int) -> str:
    """一 … 十, 十一 … 九十九; larger numbers digit by digit."""
    if number >= 100:
        return "".join(_HAN[int(d)] for d in str(number))
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else _HAN[tens] + "十")
    return head + (_HAN[ones] if ones or not tens else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value) if number < 4000 else (0, number)
        text += letters * times
    return text


def local(element: Element) -> str:
    """The local name of an element; empty for comments and the like."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant by local names, in whichever of Office's two namespaces."""
    for name in path:
        if element is None:
            return None
        element = next((c for c in element if local(c) == name), None)
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by local name."""
    if element is None:
        return None
    return next((str(v) for k, v in element.items() if str(k).rsplit("}", 1)[-1] == name), None)


def integer(text: str | None, default: int) -> int:
    """A small whole number of an attribute; the default when there is none."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else default


def load_numbering(root: Element | None) -> Numbering:
    """The lists of ``word/numbering.xml``."""
    if root is None:
        return Numbering({})
    abstract = {value(a, "abstractNumId"): a for a in root if local(a) == "abstractNum"}
    lists = {}
    for number in (n for n in root if local(n) == "num"):
        number_id, shared = value(number, "numId"), value(child(number, "abstractNumId"))
        if number_id and shared in abstract:
            levels = dict(_levels(abstract[shared]))
            restarted = _override(number, levels)
            lists[number_id] = (f"num{number_id}" if restarted else str(shared), levels)
    return Numbering(lists)


def _levels(parent: Element) -> list[tuple[int, Level]]:
    return [
        (integer(value(level, "ilvl"), 0), _level(level))
        for level in parent
        if local(level) == "lvl"
    ]


def _level(level: Element) -> Level:
    legal = child(level, "isLgl")
    return Level(
        value(child(level, "numFmt")) or "decimal",
        value(child(level, "lvlText")) or "",
        integer(value(child(level, "start")), 1),
        legal is not None and value(legal) not in ("0", "false"),
        value(child(level, "pStyle")),
    )


def _override(number: Element, levels: dict[int, Level]) -> bool:
    """Apply the overrides of one list; whether it counts for itself."""
    found = [o for o in number if local(o) == "lvlOverride"]
    for override in found:
        index = integer(value(override, "ilvl"), 0)
        own = child(override, "lvl")
        if own is not None:
            levels[index] = _level(own)
        start = value(child(override, "startOverride"))
        if start and index in levels:
            levels[index] = replace(levels[index], start=integer(start, 1))
    return bool(found)
