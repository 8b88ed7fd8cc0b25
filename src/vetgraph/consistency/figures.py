"""The figures of one report, indexed, and how they are called in messages."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from vetgraph.consistency.intervals import EXACT, NEAREST, Interval, plain
from vetgraph.consistency.sources import NOWHERE
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vetgraph.consistency.observations import Observation
    from vetgraph.consistency.sources import Source
    from vetgraph.model import Span
    from vetgraph.schema import Concept

WHOLE = "_T"
Key = tuple[tuple[str, str, str], str, int]
Group = tuple["Observation", ...]
_DECIMALS = re.compile(r"\d+(?:,\d{3})*(?:\.(\d+))?")
_SCALES = {Decimal(10) ** 4: "万", Decimal(10) ** 8: "亿"}
_KINDS = {"change": ("的变化量", "change of "), "growth-rate": ("的增长率", "growth of ")}
_BARE_UNITS = frozenset({"ratio", "one"})


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one report, and its levels, shares and ratios by subject, indicator, year.

    ``blanks`` are the cells that print a dash; ``source`` is the report's text.
    """

    all: tuple[Observation, ...]
    levels: dict[Key, list[Observation]]
    blanks: tuple[Observation, ...] = ()
    source: Source = NOWHERE

    def stated(self, like: Observation, indicator: str, year: int) -> list[Observation]:
        """The figures of an indicator for the subject of another figure in a year."""
        return self.levels.get((like.subject, indicator, year), [])

    def made(self, like: Observation, indicator: str, year: int) -> list[Group]:
        """The stated figures of an indicator, or what its exhaustive parts make up."""
        if stated := self.stated(like, indicator, year):
            return [(one,) for one in stated]
        concept = schema().concepts["indicator"].get(indicator)
        parts = [self.stated(like, code, year) for code in concept.parts] if concept else []
        return list(product(*parts)) if parts and all(parts) else []

    def grouped(self, one: Observation, breakdown: str) -> list[Observation]:
        """The figures of the same indicator and year for a group of the subject."""
        return self.levels.get(
            ((one.about, breakdown, one.occasion), one.indicator, one.period), []
        )


def figures(
    found: Iterable[Observation], rounding: str = NEAREST, source: Source = NOWHERE
) -> Figures:
    """The figures of one report, each the interval that ``rounding`` gives its printed digits."""
    stated = list(found)
    rounded = [as_rounded(one, rounding) for one in stated if not one.blank]
    levels: dict[Key, list[Observation]] = defaultdict(list)
    for one in rounded:
        if one.kind not in _KINDS:
            levels[one.subject, one.indicator, one.period].append(one)
    return Figures(tuple(rounded), dict(levels), tuple(o for o in stated if o.blank), source)


def as_rounded(one: Observation, rounding: str) -> Observation:
    """A figure read as rounded to the nearest, cut off, or exact in its last printed digit.

    Counts and hedged figures stay as they are; ``exact`` keeps the interval of what is derived
    from other figures (shares, rates, ratios, values per head), which cannot but be rounded.
    """
    step = last_digit(one)
    low, high = one.interval.low, one.interval.high
    plainly = low is not None and high is not None and high - low == step and low < one.value < high
    if rounding == NEAREST or not plainly or one.ratio:
        return one
    if rounding == EXACT:
        derived = one.kind != "level" or _is_quotient(one)
        return one if derived else replace(one, interval=Interval(one.value, one.value))
    ends = (one.value, one.value + step) if one.value >= 0 else (one.value - step, one.value)
    return replace(one, interval=Interval(*ends))


def _is_quotient(one: Observation) -> bool:
    concept = indicator(one)
    return concept is not None and concept.denominator is not None


def last_digit(one: Observation) -> Decimal:
    """The place value of the last printed digit, in the base unit: 30678万 -> 10000."""
    printed = _DECIMALS.search(one.text)
    if printed is None:
        return Decimal(1)
    number = Decimal(printed[0].replace(",", ""))
    scale = abs(one.value / number) if number else Decimal(1)
    return Decimal(1).scaleb(-len(printed[1] or "")) * scale


def indicator(one: Observation) -> Concept | None:
    """The entry of a figure's indicator in the code list, if it has one."""
    return schema().concepts["indicator"].get(one.indicator)


def label_zh(one: Observation) -> str:
    """What a figure is, in Chinese: 北京市昌平区2021年全日制职高招生数的增长率."""
    groups = "".join(f"{zh}" for zh, _ in _groups(one))
    kind = _KINDS.get(one.kind, ("", ""))[0]
    return f"{one.name}{one.period}年{groups}{one.label}{kind}"


def label_en(one: Observation) -> str:
    """What a figure is, in English."""
    groups = ", ".join(en for _, en in _groups(one))
    kind = _KINDS.get(one.kind, ("", ""))[1]
    return f"{one.name} {one.period}, {kind}{one.label_en}" + (f" ({groups})" if groups else "")


def _groups(one: Observation) -> list[tuple[str, str]]:
    known = schema().concepts["breakdown"]
    codes = [code for code in one.breakdown.split("+") if code and code != WHOLE]
    named = [known.get(code) for code in codes]
    labels = [(c.zh, c.en) if c else (code, code) for code, c in zip(codes, named, strict=True)]
    return sorted(labels, key=lambda label: not label[0].endswith("级"))


def value_zh(one: Observation) -> str:
    """A figure as printed, with its unit; 86.0 under 万册 is 86.0万 册."""
    if one.unit in _BARE_UNITS:
        return one.text
    if one.unit == "percent":
        return f"{one.text.rstrip('%％')}%"
    return f"{one.text}{_scale_of(one)} {one.unit_zh}".strip()


def _scale_of(one: Observation) -> str:
    """The word 万 or 亿 that a header prints for a figure."""
    printed = _DECIMALS.search(one.text)
    if printed is None or not one.text.endswith(printed[0]):
        return ""
    number = Decimal(printed[0].replace(",", ""))
    return _SCALES.get(abs(one.value / number), "") if number else ""


def value_en(one: Observation) -> str:
    """A figure in its base unit; of what is counted the number alone."""
    unit = schema().concepts["unit"].get(one.unit)
    if one.unit in _BARE_UNITS or unit is None:
        return one.text
    if one.unit == "percent":
        return f"{one.text.rstrip('%％')} %"
    return plain(one.value) if unit.counts else f"{plain(one.value)} {unit.en}"


def term_zh(part: Observation, whole: Observation) -> str:
    """A figure within a reckoning: only what sets it apart from the reported one, and its value."""
    name = part.name if part.about != whole.about else ""
    year = f"{part.period}年" if part.period != whole.period else ""
    groups = "".join(zh for zh, _ in _groups(part)) if part.breakdown != whole.breakdown else ""
    label = part.label if part.indicator != whole.indicator else ""
    kind = _KINDS.get(part.kind, ("", ""))[0] if part.kind != whole.kind else ""
    what = f"{name}{year}{groups}{label}{kind}".removeprefix("的")
    return " ".join(filter(None, (what, value_zh(part))))


def term_en(part: Observation, whole: Observation) -> str:
    """The same in English."""
    name = part.name if part.about != whole.about else ""
    year = str(part.period) if part.period != whole.period else ""
    groups = ", ".join(en for _, en in _groups(part)) if part.breakdown != whole.breakdown else ""
    label = part.label_en if part.indicator != whole.indicator else ""
    kind = _KINDS.get(part.kind, ("", ""))[1].strip() if part.kind != whole.kind else ""
    return " ".join(filter(None, (name, year, kind, groups, label, value_en(part))))


def is_recomputed(figures: Figures, span: Span) -> bool:
    """Whether a share is one that the indicator list relates to figures that are stated."""
    for one in figures.all:
        concept = indicator(one)
        here = one.kind == "share" and one.place.start <= span.start < one.place.end
        if here and concept and concept.numerator and concept.denominator:
            sides = (concept.numerator, concept.denominator)
            return all(figures.made(one, code, one.period) for code in sides)
    return False
