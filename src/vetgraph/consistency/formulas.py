"""How one figure follows from others: its value, and each of its terms from the rest."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Protocol

from vetgraph.consistency.intervals import HUNDRED, Interval, difference, quotient, total

if TYPE_CHECKING:
    from vetgraph.consistency.figures import Group
    from vetgraph.consistency.observations import Observation

ONE = Decimal(1)


class Formula(Protocol):
    """A relation between a reported figure and the terms that it is computed from."""

    def value(self, one: Observation, terms: Group) -> Interval | None:
        """What the terms give, in the unit of the reported figure; None where they give nothing."""
        ...

    def solve(self, target: Decimal, terms: Group, index: int) -> Decimal | None:
        """The value of one term with which the others give ``target``."""
        ...

    def shown(self, names: list[str]) -> str:
        """The reckoning, its terms called by ``names``."""
        ...


@dataclass(frozen=True, slots=True)
class Same:
    """Two places state one figure."""

    def value(self, one: Observation, terms: Group) -> Interval | None:  # noqa: ARG002
        """The other figure."""
        return terms[0].interval

    def solve(self, target: Decimal, terms: Group, index: int) -> Decimal | None:  # noqa: ARG002
        """The reported one."""
        return target

    def shown(self, names: list[str]) -> str:
        """The other figure."""
        return names[0]


@dataclass(frozen=True, slots=True)
class Difference:
    """``scale`` (a - b): a change; the scale turns points of a percentage into a fraction."""

    scale: Decimal = ONE

    def value(self, one: Observation, terms: Group) -> Interval | None:  # noqa: ARG002
        """This period less the earlier one."""
        gap = difference(terms[0].interval, terms[1].interval)
        return None if gap is None else gap.scaled(self.scale)

    def solve(self, target: Decimal, terms: Group, index: int) -> Decimal | None:
        """A from b, or b from a."""
        now, before = terms[0].value, terms[1].value
        return before + target / self.scale if index == 0 else now - target / self.scale

    def shown(self, names: list[str]) -> str:
        """A − b."""
        return f"{names[0]} − {names[1]}"


@dataclass(frozen=True, slots=True)
class Growth:
    """``scale`` (a / b - 1): a growth rate as percentage (100) or fraction (1)."""

    scale: Decimal = HUNDRED

    def value(self, one: Observation, terms: Group) -> Interval | None:  # noqa: ARG002
        """The change divided by the earlier figure."""
        rate = quotient(terms[0].interval, terms[1].interval)
        if rate is None or rate.low is None or rate.high is None:
            return None
        return Interval((rate.low - 1) * self.scale, (rate.high - 1) * self.scale)

    def solve(self, target: Decimal, terms: Group, index: int) -> Decimal | None:
        """A from b, or b from a."""
        factor = 1 + target / self.scale
        if index == 0:
            return terms[1].value * factor
        return terms[0].value / factor if factor else None

    def shown(self, names: list[str]) -> str:
        """(A − b) ÷ b."""
        return f"({names[0]} − {names[1]}) ÷ {names[1]}"


@dataclass(frozen=True, slots=True)
class Implied:
    """``scale`` c / (a - c): a growth rate from the figure and its change, base unstated."""

    scale: Decimal = HUNDRED

    def value(self, one: Observation, terms: Group) -> Interval | None:  # noqa: ARG002
        """The change divided by the figure less the change."""
        base = difference(terms[0].interval, terms[1].interval)
        rate = quotient(terms[1].interval, base) if base else None
        return None if rate is None else rate.scaled(self.scale)

    def solve(self, target: Decimal, terms: Group, index: int) -> Decimal | None:
        """The figure from its change, or the change from the figure."""
        rate = target / self.scale
        if index == 0:
            return terms[1].value * (1 + rate) / rate if rate else None
        return terms[0].value * rate / (1 + rate) if 1 + rate else None

    def shown(self, names: list[str]) -> str:
        """C ÷ (a − c)."""
        return f"{names[1]} ÷ ({names[0]} − {names[1]})"


@dataclass(frozen=True, slots=True)
class Quotient:
    """``scale`` times the first ``above`` terms together, divided by the rest together."""

    scale: Decimal = ONE
    above: int = 1

    def value(self, one: Observation, terms: Group) -> Interval | None:  # noqa: ARG002
        """The part divided by the whole."""
        part = total([t.interval for t in terms[: self.above]])
        whole = total([t.interval for t in terms[self.above :]])
        found = quotient(part, whole)
        return None if found is None else found.scaled(self.scale)

    def solve(self, target: Decimal, terms: Group, index: int) -> Decimal | None:
        """A term of the part from the whole, or of the whole from the part."""
        part = sum(t.value for t in terms[: self.above])
        whole = sum(t.value for t in terms[self.above :])
        rate = target / self.scale
        if index < self.above:
            return rate * whole - (part - terms[index].value)
        return part / rate - (whole - terms[index].value) if rate else None

    def shown(self, names: list[str]) -> str:
        """A ÷ b."""
        sides = (names[: self.above], names[self.above :])
        return " ÷ ".join(" + ".join(s) if len(s) == 1 else f"({' + '.join(s)})" for s in sides)


@dataclass(frozen=True, slots=True)
class Sum:
    """The terms add up to the figure."""

    def value(self, one: Observation, terms: Group) -> Interval | None:  # noqa: ARG002
        """The sum."""
        return total([t.interval for t in terms])

    def solve(self, target: Decimal, terms: Group, index: int) -> Decimal | None:
        """What is left for one term."""
        return target - sum(t.value for i, t in enumerate(terms) if i != index)

    def shown(self, names: list[str]) -> str:
        """A + b + c."""
        return " + ".join(names)


@dataclass(frozen=True, slots=True)
class Within:
    """The figure is at least its one term."""

    def value(self, one: Observation, terms: Group) -> Interval | None:  # noqa: ARG002
        """From the least value of the term upwards."""
        return Interval(terms[0].interval.low, None)

    def solve(self, target: Decimal, terms: Group, index: int) -> Decimal | None:  # noqa: ARG002
        """The figure itself."""
        return target

    def shown(self, names: list[str]) -> str:
        """The term."""
        return names[0]


@dataclass(frozen=True, slots=True)
class Countable:
    """``scale`` k / n for some whole number k: a share of things that are counted."""

    scale: Decimal = HUNDRED

    def value(self, one: Observation, terms: Group) -> Interval | None:
        """The reported interval where some k gives it, else the share of the nearest k."""
        whole = terms[0].interval.low
        low, high = one.interval.low, one.interval.high
        if not whole or low is None or high is None or terms[0].interval.high != whole:
            return None
        least = (low * whole / self.scale).to_integral_value(ROUND_CEILING)
        if least <= (high * whole / self.scale).to_integral_value(ROUND_FLOOR):
            return one.interval
        share = self.nearest(one, terms[0]) / whole * self.scale
        return Interval(share, share)

    def distance(self, one: Observation, whole: Observation) -> Decimal:
        """How far the share of the nearest whole number is from the reported one."""
        return abs(self.nearest(one, whole) / whole.value * self.scale - one.value)

    def nearest(self, one: Observation, whole: Observation) -> Decimal:
        """The whole number whose share comes nearest to the reported one."""
        return (one.value * whole.value / self.scale).to_integral_value(ROUND_HALF_UP)

    def solve(self, target: Decimal, terms: Group, index: int) -> Decimal | None:  # noqa: ARG002
        """Nothing: the whole is not to be guessed from its divisors."""
        return None

    def shown(self, names: list[str]) -> str:
        """K ÷ n."""
        return f"k ÷ {names[0]}"
