"""Closed intervals of decimals, as rounded figures mean them; an open end is None."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_DIGITS = Decimal("0.0001")
HUNDRED = Decimal(100)
NEAREST, TRUNCATE, EXACT = "nearest", "truncate", "exact"
"""How the last printed digit of a figure came about."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``; None stands for no bound."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        below = self.high is None or other.low is None or other.low <= self.high
        above = self.low is None or other.high is None or self.low <= other.high
        return below and above

    def overlaps(self, other: Interval) -> bool:
        """Whether they have more in common than one end: 1.61 and 1.62 have only 1.615.

        A single value overlaps with what it lies in.
        """
        wide = self.low != self.high and other.low != other.high
        ends = ((self.low, other.high), (self.high, other.low))
        touching = any(a is not None and a == b for a, b in ends)
        return self.meets(other) and not (wide and touching)

    def contains(self, other: Interval) -> bool:
        """Whether every value of another lies in it."""
        below = self.low is None or (other.low is not None and self.low <= other.low)
        above = self.high is None or (other.high is not None and self.high >= other.high)
        return below and above

    def scaled(self, factor: Decimal) -> Interval:
        """Every value times a positive factor."""
        low = None if self.low is None else self.low * factor
        return Interval(low, None if self.high is None else self.high * factor)


def difference(a: Interval, b: Interval) -> Interval | None:
    """A - b, or None when an end is open."""
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return None
    return Interval(a.low - b.high, a.high - b.low)


def quotient(a: Interval, b: Interval) -> Interval | None:
    """A / b for a positive b, or None when an end is open or b reaches zero."""
    if a.low is None or a.high is None or b.low is None or b.high is None or b.low <= 0:
        return None
    ends = [a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high]
    return Interval(min(ends), max(ends))


def total(parts: list[Interval]) -> Interval:
    """The sum of intervals; an open end stays open."""
    lows = [p.low for p in parts if p.low is not None]
    highs = [p.high for p in parts if p.high is not None]
    return Interval(
        sum(lows, Decimal(0)) if len(lows) == len(parts) else None,
        sum(highs, Decimal(0)) if len(highs) == len(parts) else None,
    )


def plain(number: Decimal) -> str:
    """A number without exponent and needless zeros, four decimals at the most."""
    rounded = number.quantize(_DIGITS) if number != number.to_integral_value() else number
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(interval: Interval) -> str:
    """An interval for people: one number when its ends are equal, else low–high."""
    if interval.low is None or interval.high is None:
        return (
            f"≥{plain(interval.low)}"
            if interval.low is not None
            else f"≤{plain(interval.high or Decimal(0))}"
        )
    if interval.low == interval.high:
        return plain(interval.low)
    return f"{plain(interval.low)}–{plain(interval.high)}"
