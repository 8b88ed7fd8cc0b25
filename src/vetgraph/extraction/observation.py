"""One figure with its meaning becomes an Observation fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.extraction.dictionary import Unit, dictionary
from vetgraph.model import Citation, Fact, Span

if TYPE_CHECKING:
    from decimal import Decimal

    from vetgraph.text import Quantity

LEVEL, CHANGE, GROWTH, SHARE = "level", "change", "growth-rate", "share"
TARGET = "target"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure measures: subject, indicator (code or printed label), period, unit."""

    about: str
    indicator: str
    measure: str
    unit: Unit
    period: int
    assumed: bool = False
    base: int | None = None
    breakdowns: tuple[str, ...] = ()
    occasion: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: the passage that bears it, the number, the rule that read it."""

    citation: Citation
    value: Span
    rule: str


def observation(meaning: Meaning, quantity: Quantity, place: Place, sign: int = 1) -> Fact:
    """The fact of a printed number; ``sign`` -1 where a word (减少, 下降) carries the minus."""
    value, low, high = _in_base_unit(meaning, quantity, sign)
    values = _common(meaning) | {
        "valueText": (quantity.text,),
        "value": (_plain(value),),
        "lowerBound": () if low is None else (_plain(low),),
        "upperBound": () if high is None else (_plain(high),),
        "unit": (meaning.unit.code,),
        "hedge": (quantity.hedge,) if quantity.hedge else (),
    }
    if quantity.antecedent is not None and quantity.consequent is not None:
        values["antecedent"] = (_plain(quantity.antecedent),)
        values["consequent"] = (_plain(quantity.consequent),)
    return _fact(values, place)


def not_reported(meaning: Meaning, printed: str, place: Place) -> Fact:
    """The fact of a cell that says by a dash that there is no value."""
    values = _common(meaning) | {
        "valueText": (printed,),
        "unit": (meaning.unit.code,),
        "obsStatus": ("not-reported",),
    }
    return _fact(values, place)


def exact(quantity: Quantity, unit: Unit) -> bool:
    """Counts of people or things printed in full are exact; all else carries half a last digit."""
    counts = dictionary().schema.concepts["unit"][unit.code].counts
    whole = quantity.value == quantity.value.to_integral_value()
    return counts and whole and unit.factor == 1 and not {"万", "亿"} & set(quantity.text)


def _in_base_unit(
    meaning: Meaning, quantity: Quantity, sign: int
) -> tuple[Decimal, Decimal | None, Decimal | None]:
    factor = meaning.unit.factor * sign
    value = quantity.value * factor
    if quantity.hedge is None and exact(quantity, meaning.unit):
        return value, value, value
    low = None if quantity.low is None else quantity.low * factor
    high = None if quantity.high is None else quantity.high * factor
    return (value, low, high) if sign > 0 else (value, high, low)


def _common(meaning: Meaning) -> dict[str, tuple[str, ...]]:
    return {
        "about": (meaning.about,),
        "indicator": (meaning.indicator,),
        "breakdown": meaning.breakdowns,
        "measureKind": (meaning.measure,),
        "period": (str(meaning.period),),
        "periodAssumed": ("true",) if meaning.assumed else (),
        "basePeriod": () if meaning.base is None else (str(meaning.base),),
        "occasion": () if meaning.occasion is None else (meaning.occasion,),
    }


def _fact(values: dict[str, tuple[str, ...]], place: Place) -> Fact:
    kept = tuple((name, given) for name, given in values.items() if given)
    return Fact("Observation", kept, (place.citation,), place.rule, value_span=place.value)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") or "0" if "." in text else text
