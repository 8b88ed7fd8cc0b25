"""Slips of the pen, made on purpose: one figure of a report changed, and what a check says of it.

A mutant changes one printed figure (a digit, two neighbouring digits, the decimal point, the sign);
value and interval come from the changed print by the functions that read reports. Slips of years
are made in the text: see ``years``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from vetgraph import consistency
from vetgraph.consistency.intervals import Interval
from vetgraph.consistency.observations import _ratio as terms_of
from vetgraph.extraction.dictionary import Unit
from vetgraph.extraction.observation import exact
from vetgraph.text import quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vetgraph.consistency import Finding, Observation
    from vetgraph.consistency.checks import Check
    from vetgraph.text import Quantity

# A part at most its whole, a share that can be counted: they bound a figure and do not fix it.
_LOOSE = frozenset({"VG.SUM.002", "VG.SHR.003"})
KINDS = ("digit", "swap", "tenfold", "hundredfold", "tenth", "hundredth", "sign")
_NUMBER = re.compile(r"[-−－]?\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One figure changed: the kind of slip, the figure as it was and as it is now."""

    kind: str
    old: Observation
    new: Observation


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant: the new findings, and the checks it takes part in now or before."""

    mutant: Mutant
    findings: tuple[Finding, ...]
    rules: frozenset[str]
    astray: tuple[Finding, ...]

    @property
    def in_equation(self) -> bool:
        """Whether a relation fixes the figure, and not only bounds it."""
        return not self.rules <= _LOOSE

    @property
    def found(self) -> bool:
        """Whether something new is found."""
        return bool(self.findings)

    @property
    def points_there(self) -> bool:
        """Whether a new finding quotes the changed figure."""
        return any(self.mutant.old.iri in one.statements for one in self.findings)


def mutants(one: Observation) -> Iterator[Mutant]:
    """Every mutant of a figure that prints another value, each print once."""
    seen = {one.text}
    for kind, printed in _prints(one.text):
        new = None if printed in seen else _reread(one, printed)
        if new is not None and new.value != one.value:
            seen.add(printed)
            yield Mutant(kind, one, new)


def _prints(text: str) -> Iterator[tuple[str, str]]:
    match = _NUMBER.search(text)
    if match is None:
        return
    number, tail = match[0].replace(",", ""), text[match.end() :]
    sign, digits = ("-", number[1:]) if number[0] in "-−－" else ("", number)
    for kind, changed in _digits(digits):
        yield kind, f"{sign}{changed}{tail}"
    yield "sign", f"{'' if sign else '-'}{digits}{tail}"


def _digits(number: str) -> Iterator[tuple[str, str]]:
    places = [at for at, character in enumerate(number) if character.isdigit()]
    for at in places:
        new = str((int(number[at]) + 1) % 10)
        yield "digit", _led(number[:at] + new + number[at + 1 :], number)
    for left, right in pairwise(places):
        turned = list(number)
        turned[left], turned[right] = turned[right], turned[left]
        yield "swap", _led("".join(turned), number)
    for kind, power in (("tenfold", 1), ("hundredfold", 2), ("tenth", -1), ("hundredth", -2)):
        yield kind, format(Decimal(number).scaleb(power), "f")


def _led(changed: str, number: str) -> str:
    """A number does not begin with a zero unless it did: such a print is no slip but no number."""
    begins = changed[:1] == "0" and changed[1:2].isdigit()
    return number if begins and number[:1] != "0" else changed


def _reread(one: Observation, printed: str) -> Observation | None:
    """The figure with another print, read as the old one was; None where that is no number."""
    old, new = quantity(one.text), quantity(printed)
    if old is None or new is None or not old.value or new.text != printed.strip():
        return None
    factor = one.value / old.value
    hedged = _as_before(one, old, new, factor)
    if hedged is None:
        return None
    ratio = terms_of(str(new.antecedent), str(new.consequent)) if one.ratio else None
    return replace(one, text=printed, value=new.value * factor, interval=hedged, ratio=ratio)


def _as_before(one: Observation, old: Quantity, new: Quantity, factor: Decimal) -> Interval | None:
    """The interval of the new print, exact where the old one was, as wide where that was hedged."""
    if one.interval == Interval(one.value, one.value):
        sharp = exact(new, Unit(one.unit, abs(factor)))
        return Interval(new.value * factor, new.value * factor) if sharp else _scaled(new, factor)
    if one.interval == _scaled(old, factor):
        return _scaled(new, factor)
    return _moved(one, new.value * factor)


def _scaled(number: Quantity, factor: Decimal) -> Interval:
    low = None if number.low is None else number.low * factor
    high = None if number.high is None else number.high * factor
    return Interval(low, high) if factor > 0 else Interval(high, low)


def _moved(one: Observation, value: Decimal) -> Interval:
    """The interval of a hedge (近, 余, 以上) about another value."""
    low, high = one.interval.low, one.interval.high
    moved = value - one.value
    return Interval(None if low is None else low + moved, None if high is None else high + moved)


@dataclass(frozen=True)
class Trial:
    """The figures of one report, and what a check says of each of their mutants."""

    figures: Sequence[Observation]
    _near: dict[tuple[str, str], tuple[list[Observation], list[Finding]]] = field(
        default_factory=dict
    )

    @cached_property
    def checks(self) -> dict[str, list[Check]]:
        """The relations that each figure takes part in, by its IRI."""
        found: dict[str, list[Check]] = defaultdict(list)
        for check in consistency.relations(self.figures):
            for figure in check.figures:
                found[figure.iri].append(check)
        return found

    @property
    def related(self) -> list[Observation]:
        """The figures that take part in some relation."""
        return [one for one in self.figures if one.iri in self.checks]

    def judge(self, mutant: Mutant) -> Verdict:
        """Check the report with the one figure changed."""
        near, before = self._around(mutant.old)
        changed = [mutant.new if one.iri == mutant.old.iri else one for one in near]
        known = {finding.id for finding in before}
        new = tuple(f for f in consistency.check(changed) if f.id not in known)
        partners = _figures(self.checks[mutant.old.iri])
        # What was found of the figure or its partners may now be told of others in its place.
        told = {f.rule for f in before if partners.intersection(f.statements)}
        astray = [f for f in new if not partners.intersection(f.statements) and f.rule not in told]
        if astray:
            now = _figures(c for c in consistency.relations(changed) if mutant.new in c.figures)
            astray = [f for f in astray if not now.intersection(f.statements)]
        rules = frozenset(check.rule for check in self.checks[mutant.old.iri])
        return Verdict(mutant, new, rules, tuple(astray))

    def _around(self, one: Observation) -> tuple[list[Observation], list[Finding]]:
        """The figures that a rule may hold against one, and what is found in them."""
        key = one.about, one.place.table
        if key not in self._near:
            near = [o for o in self.figures if o.about == key[0] or o.place.table == key[1] != ""]
            self._near[key] = near, consistency.check(near)
        return self._near[key]


def _figures(checks: Iterable[Check]) -> set[str]:
    return {figure.iri for check in checks for figure in check.figures}


REASONS = {
    "bound": (
        "数值只有界限（部分不大于总数、占比可数），改后仍在界内",
        "the figure is only bounded (a part is at most its whole, a share can be counted)",
    ),
    "interval": (
        "改后的数值仍落在所比数值的区间内（舍入、近、余、以上等）",
        "the changed figure still lies in the interval of what it is compared with"
        " (rounding, hedges)",
    ),
}
"""Why a mutant cannot be found, in zh and en."""


def reason(verdict: Verdict) -> str:
    """Why a mutant was not found."""
    return "interval" if verdict.in_equation else "bound"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many mutants were made, found, and found with the changed figure quoted."""

    made: int
    found: int
    pointed: int

    @property
    def share(self) -> float:
        """The percentage found."""
        return 100 * self.found / self.made if self.made else 100.0


class Judged(Protocol):
    """What became of a slip."""

    @property
    def found(self) -> bool:
        """Whether something new is found."""

    @property
    def points_there(self) -> bool:
        """Whether a new finding quotes what was changed."""


def tally(verdicts: Iterable[Judged]) -> Tally:
    """The sums over some verdicts."""
    kept = list(verdicts)
    return Tally(len(kept), sum(v.found for v in kept), sum(v.points_there for v in kept))


def by_kind(verdicts: Sequence[Verdict]) -> dict[str, Tally]:
    """The sums for each kind of slip."""
    return {kind: tally(v for v in verdicts if v.mutant.kind == kind) for kind in KINDS}
