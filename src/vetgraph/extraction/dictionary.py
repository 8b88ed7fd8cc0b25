"""Indicators, units and breakdowns by every wording that the code lists give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.schema import schema
from vetgraph.text import bracketed, fold, label, trace, without_brackets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vetgraph.schema import Concept, Schema

_TOTAL = frozenset(
    (
        "总人数",
        "合计",
        "共计",
        "一共",
        "总计",
        "总数",
        "小计",
        "人数",
        "全部",
        "总规模",
        "总体",
        "总量",
        "数量",
    )
)
_SUM = re.compile(r".{0,6}(?:合计|总计|小计)")
_LIMITED = re.compile(r"\((?:不?[含包]|不计|占|除)[^()]*\)$")
_WITH_UNIT = re.compile(r"(?<=[\u4e00-\u9fff])[,;、](?:%|[\u4e00-\u9fff]{1,3})\)$")
_TAILS = ("总人数", "总数", "人数", "总量", "总值", "总额", "规模", "数", "总计", "合计")
_TENTHS = "成"
_NOT_TENTHS = "(?![人功立为果员绩长熟都本年效品套交就分型批形才一二三四五六七八九])"
_NOT_BEHIND = {
    "米": "(?![粉兰其线面高宽深])",
    "头": "(?![部等条班号衔目])",
    "块": "(?![状])",
    "副": "(?![校院会理主市县区教高])",
    "箱": "(?!体)",
    "对": "(?![口接应标外内比照待于])",
    "单": "(?![位元独招项])",
    "起": "(?![点步草源])",
    "组": "(?![织建成])",
    "分": "(?![钟别之期类成配布为校院享子层段管担设])",
}
_SCALES = {"万": Decimal(10**4), "亿": Decimal(10**8), "百万": Decimal(10**6), "千": Decimal(1000)}


@dataclass(frozen=True, slots=True)
class Unit:
    """A base unit (code) and the factor from the printed unit to it (万元: 10 000 元)."""

    code: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Mention:
    """A wording found in a text: what it means and where it stands."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The lists that reading needs, as look-up tables and patterns; made once from the schema."""

    schema: Schema
    indicators: dict[str, str]
    units: dict[str, str]
    breakdowns: dict[str, str]
    indicator_pattern: re.Pattern[str]
    breakdown_pattern: re.Pattern[str]
    unit_pattern: re.Pattern[str]

    def indicator(self, words: str) -> Concept | None:
        """The indicator of a printed label, with or without its unit bracket and tail words."""
        for form in _forms(words):
            if code := self.indicators.get(form):
                return self.schema.concepts["indicator"][code]
        return None

    def breakdown(self, words: str) -> str | None:
        """The code of the breakdown that a printed label names."""
        for form in (label(words), without_brackets(label(words))):
            if code := self.breakdowns.get(form):
                return code
        return None

    def unit(self, words: str) -> Unit | None:
        """The unit of a printed word such as 人, 万元, 万人次, %."""
        match = re.fullmatch(r"(百万|[万亿千])?(.+)", fold(words))
        if match is None:
            return None
        if code := self.units.get(fold(words)):
            return Unit(code, Decimal(1))
        if words == _TENTHS:
            return Unit("percent", Decimal(10))
        code = self.units.get(match[2])
        return Unit(code, _SCALES[match[1]]) if code and match[1] else None

    def alike(self, unit: str) -> tuple[str, ...]:
        """The units (codes) of the same kind of quantity: 亩 and 平方米."""
        return (unit, *self.schema.concepts["unit"][unit].related)

    def unit_of_label(self, words: str) -> Unit | None:
        """The unit that a label gives in its trailing bracket: 金额（万元）."""
        inside = bracketed(label(words))
        parts = re.split("[,;、]", re.sub("^单位:?", "", inside)) if inside else []
        return next((unit for part in parts if (unit := self.unit(part))), None)

    def is_total(self, words: str) -> bool:
        """Whether a label says no more than that a row or column is a total."""
        said = without_brackets(label(words))
        return said in _TOTAL or _SUM.fullmatch(said) is not None

    def indicator_mentions(self, text: str) -> list[Mention]:
        """The indicator wordings of a text, longest first at each place, left to right."""
        found = trace(text).find(self.indicator_pattern)
        return [Mention(self.indicators[word], start, end) for word, start, end in found]

    def breakdown_mentions(self, text: str) -> list[Mention]:
        """The breakdown wordings of a text, left to right."""
        found = trace(text).find(self.breakdown_pattern)
        return [Mention(self.breakdowns[word], start, end) for word, start, end in found]


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """The dictionary of the bundled ontology."""
    known = schema()
    indicators = dict(known.words["indicator"])
    breakdowns = {w: c for w, c in known.words["breakdown"].items() if not w.isascii()}
    groups = known.concepts["breakdown"]
    units = {w: c for w, c in known.words["unit"].items() if w != c or not w.isascii()}
    return Dictionary(
        known, indicators, units, breakdowns,
        _pattern(w for w in indicators if not w.isascii()),
        _pattern(w for w, code in breakdowns.items() if len(w) > 1 and not groups[code].label_only),
        _units(_printed_units(known)),
    )  # fmt: skip


def _units(words: Iterable[str]) -> re.Pattern[str]:
    """Any printed unit, longest first; some only where no other word begins: 26单, 3单位."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    printed = "|".join(re.escape(word) + _NOT_BEHIND.get(word, "") for word in ordered)
    return re.compile(f"{printed}|{_TENTHS}{_NOT_TENTHS}")


def _printed_units(known: Schema) -> set[str]:
    words = {word for concept in known.concepts["unit"].values() for word in concept.words}
    return {w for w in words if re.search(r"[\u4e00-\u9fff%％‰㎡]|^(?:[MG]bps|TB|GB|m2)$", w)}


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, longest first."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, ordered)))


def _forms(words: str) -> list[str]:
    """A label as printed, then without bracket, then with its tail word taken off or put on.

    A bracket that limits what is counted (不含技工, 占专任教师) is no unit and stays.
    """
    whole = _WITH_UNIT.sub(")", re.sub(r"^[A-Z]类?[.、:]", "", label(words)))
    if _LIMITED.search(whole):
        return [whole]
    bare = without_brackets(whole)
    stems = [bare.removesuffix(tail) for tail in _TAILS if bare.endswith(tail) and bare != tail]
    grown = [stem + tail for stem in (bare, *stems) for tail in ("数", "人数")]
    return list(dict.fromkeys([whole, bare, *stems, *grown, f"平均{bare}"]))
