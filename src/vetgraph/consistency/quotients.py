"""Shares, ratios and values per head against their numerators and denominators."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from vetgraph.consistency.checks import Check, contrary
from vetgraph.consistency.figures import indicator
from vetgraph.consistency.findings import Said
from vetgraph.consistency.formulas import ONE, Countable, Quotient, Sum
from vetgraph.consistency.intervals import HUNDRED, quotient, total
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from vetgraph.consistency.figures import Figures, Group
    from vetgraph.consistency.observations import Observation


def shares(figures: Figures) -> Iterator[Check]:
    """VG.SHR.001: a share is its part divided by its whole; says which whole would give it."""
    for one in figures.all:
        if one.kind != "share":
            continue
        for check in _quotients("VG.SHR.001", figures, one, _scale(one)):
            yield _with_other_whole(figures, check)


def per_head(figures: Figures) -> Iterator[Check]:
    """VG.PER.001: a value per head is the total divided by the heads."""
    for one in figures.all:
        if one.kind == "level":
            yield from _quotients("VG.PER.001", figures, one, ONE)


def ratios(figures: Figures) -> Iterator[Check]:
    """VG.RAT.001: a ratio a : b is what its two indicators give, in one order or the other."""
    for one in figures.all:
        if one.ratio is None or (sides := _sides(figures, one)) is None:
            continue
        parts, wholes = sides
        groups = [(p[0], w[0]) for p, w in product(parts, wholes) if len(p) == len(w) == 1]
        for group in dict.fromkeys(groups):
            turned = (group[1], group[0])
            yield Check("VG.RAT.001", one, (group, turned), (Quotient(ONE),))


def share_sums(figures: Figures) -> Iterator[Check]:
    """VG.SHR.004: the share of a whole (升学) is the sum of those of its parts (本科, 专科)."""
    for one in figures.all:
        concept = indicator(one)
        if (
            one.kind != "share"
            or concept is None
            or not (concept.numerator and concept.denominator)
        ):
            continue
        parts = schema().concepts["indicator"][concept.numerator].parts
        shares = [_shares(figures, one, part, concept.denominator) for part in parts]
        if shares and all(shares):
            yield Check("VG.SHR.004", one, tuple(product(*shares)), (Sum(),))


def _shares(figures: Figures, one: Observation, part: str, whole: str) -> list[Observation]:
    """The stated shares of a part in the same whole."""
    known = schema().concepts["indicator"].values()
    codes = [
        c.code for c in known if c.kind == "share" and (c.numerator, c.denominator) == (part, whole)
    ]
    return [o for code in codes for o in figures.stated(one, code, one.period)]


def countable(figures: Figures) -> Iterator[Check]:
    """VG.SHR.003: some whole number of the things counted gives the share or ratio."""
    units = schema().concepts["unit"]
    for one in figures.all:
        concept = indicator(one)
        if concept is None or concept.denominator is None or one.kind not in ("share", "ratio"):
            continue
        part = concept.numerator
        wholes = figures.stated(one, concept.denominator, one.period)
        known = part is not None and figures.made(one, part, one.period)
        if known or not wholes or not all(units[w.unit].counts for w in wholes):
            continue
        groups = tuple((whole,) for whole in wholes)
        scale = ONE if one.kind == "ratio" else _scale(one)
        yield Check("VG.SHR.003", one, groups, (Countable(scale),))


def _quotients(rule: str, figures: Figures, one: Observation, scale: Decimal) -> Iterator[Check]:
    """One check over every choice of stated terms, if both sides of the line are stated."""
    if (sides := _sides(figures, one)) is None:
        return
    by_length: dict[int, list[Group]] = {}
    for part, whole in product(*sides):
        by_length.setdefault(len(part), []).append((*part, *whole))
    for above, groups in by_length.items():
        yield Check(rule, one, tuple(groups), (Quotient(scale, above),))


def _sides(figures: Figures, one: Observation) -> tuple[list[Group], list[Group]] | None:
    """The stated figures above and below the line of an indicator that is a quotient."""
    concept = indicator(one)
    if concept is None or not (concept.numerator and concept.denominator):
        return None
    parts = _levels(figures.made(one, concept.numerator, one.period))
    wholes = _levels(figures.made(one, concept.denominator, one.period))
    return (parts, wholes) if parts and wholes else None


def _levels(groups: list[Group]) -> list[Group]:
    return [group for group in groups if all(one.kind == "level" for one in group)]


def _scale(one: Observation) -> Decimal:
    return HUNDRED if one.unit == "percent" else ONE


def _with_other_whole(figures: Figures, check: Check) -> Check:
    """The check with the stated figure that reproduces the share, if it fails with its own."""
    against = contrary(check)
    formula = check.formulas[0]
    if against is None or not isinstance(formula, Quotient):
        return check
    other = _other_whole(figures, check.one, against[1][: formula.above])
    if other is None:
        return check
    zh = f"；若以{other.label}（{other.text}）为总体则相符"
    en = f"; with {other.label_en} ({other.text}) as the whole it would fit"
    return Check(check.rule, check.one, check.choices, check.formulas, Said(zh, en))


def _other_whole(figures: Figures, one: Observation, parts: Group) -> Observation | None:
    """The stated figure that reproduces a share, if it is not the one its label names."""
    part = total([p.interval for p in parts])
    named = {p.indicator for p in parts}
    for whole in figures.all:
        same = (whole.subject, whole.period, whole.unit) == (one.subject, one.period, parts[0].unit)
        if not same or whole.kind != "level" or whole.indicator in named:
            continue
        value = quotient(part, whole.interval)
        if value and value.scaled(_scale(one)).meets(one.interval):
            return whole
    return None
