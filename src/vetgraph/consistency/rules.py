"""The rules: each takes the figures of a dataset and yields what does not agree."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from vetgraph.consistency.findings import Finding, Verdict, finding, remark
from vetgraph.consistency.intervals import Interval, difference, quotient, total
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vetgraph.consistency.observations import Observation
    from vetgraph.schema import Concept

HUNDRED = Decimal(100)
_Computed = tuple[Interval, "tuple[Observation, ...]"]
_Key = tuple[tuple[str, str, str], str, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one report, and its levels, shares and ratios by subject, indicator, year."""

    all: tuple[Observation, ...]
    levels: dict[_Key, list[Observation]]

    def stated(self, like: Observation, indicator: str, year: int) -> list[Observation]:
        """The figures of an indicator for the subject of another figure in a year."""
        return self.levels.get((like.subject, indicator, year), [])


def check(found: Iterable[Observation]) -> list[Finding]:
    """All findings, report by report, in reading order of the figures that do not fit."""
    by_report: dict[str, list[Observation]] = defaultdict(list)
    for one in found:
        by_report[one.place.report].append(one)
    return [f for key in sorted(by_report) for f in _report(by_report[key])]


def _report(found: Sequence[Observation]) -> list[Finding]:
    levels: dict[_Key, list[Observation]] = defaultdict(list)
    for one in found:
        if one.kind not in ("change", "growth-rate"):
            levels[one.subject, one.indicator, one.period].append(one)
    figures = Figures(tuple(found), dict(levels))
    found_by_rules = [f for rule in RULES for f in rule(figures)]
    ordered = sorted(found_by_rules, key=lambda f: (f.evidence[0].place.start, f.rule, f.id))
    return list({_matter(f): f for f in reversed(ordered)}.values())[::-1]


def _matter(one: Finding) -> tuple[object, ...]:
    """What a finding is about: a figure printed twice is one matter."""
    first = one.evidence[0]
    what = first.subject, first.indicator, first.kind, first.period, first.value
    return (one.rule, *what)


def restated(figures: Figures) -> Iterator[Finding]:
    """VG.DUP.001: one indicator of one subject and year is stated with two values."""
    groups: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for one in figures.all:
        groups[one.subject, one.indicator, one.kind, one.period, one.base, one.unit].append(one)
    verdict = Verdict("VG.DUP.001", "另一处", "elsewhere it")
    for group in groups.values():
        for index, one in enumerate(group):
            other = next((o for o in group[:index] if not o.interval.meets(one.interval)), None)
            if other is not None:
                yield finding(verdict, one, other.interval, [other])
                break


def changes(figures: Figures) -> Iterator[Finding]:
    """VG.CHG.001: a change is the figure of the year less that of the year before."""
    verdict = Verdict("VG.CHG.001", "本期减基期", "this period less the earlier one")
    for one in figures.all:
        if one.kind == "change" and one.base is not None:
            yield from _recomputed(figures, one, verdict, partial(_change, one))


def _change(one: Observation, now: Observation, before: Observation) -> Interval | None:
    """In the unit of the change; a fraction stands for points of a percentage."""
    gap = difference(now.interval, before.interval)
    fraction = one.unit == "one" and now.unit == "percent"
    return gap.scaled(1 / HUNDRED) if gap and fraction else gap


def growth(figures: Figures) -> Iterator[Finding]:
    """VG.CHG.002: a growth rate is the change divided by the figure of the year before."""
    verdict = Verdict("VG.CHG.002", "由两年数值算得", "computed from both years it")
    for one in figures.all:
        if one.kind == "growth-rate" and one.base is not None:
            yield from _recomputed(figures, one, verdict, partial(_growth, one))


def _growth(one: Observation, now: Observation, before: Observation) -> Interval | None:
    rate = quotient(now.interval, before.interval)
    if rate is None or rate.low is None or rate.high is None:
        return None
    factor = HUNDRED if one.unit == "percent" else Decimal(1)
    return Interval((rate.low - 1) * factor, (rate.high - 1) * factor)


def _recomputed(
    figures: Figures, one: Observation, verdict: Verdict, compute: partial[Interval | None]
) -> Iterator[Finding]:
    """A finding unless some pair of stated figures gives the reported one."""
    pairs = product(
        figures.stated(one, one.indicator, one.period),
        figures.stated(one, one.indicator, one.base or 0),
    )
    computed = [(value, pair) for pair in pairs if (value := compute(*pair)) is not None]
    if contrary := _contrary(one.interval, computed):
        yield finding(verdict, one, *contrary)


def _contrary(stated: Interval, computed: Sequence[_Computed]) -> _Computed | None:
    """The first computed value when there are some and none meets the stated interval."""
    if not computed or any(value.meets(stated) for value, _ in computed):
        return None
    return computed[0]


def _indicator(one: Observation) -> Concept | None:
    return schema().concepts["indicator"].get(one.indicator)


def _terms(
    figures: Figures, one: Observation
) -> tuple[list[Observation], list[Observation]] | None:
    """The stated figures above and below the line of an indicator that is a quotient."""
    concept = _indicator(one)
    if concept is None or not (concept.numerator and concept.denominator):
        return None
    return (
        figures.stated(one, concept.numerator, one.period),
        figures.stated(one, concept.denominator, one.period),
    )


def shares(figures: Figures) -> Iterator[Finding]:
    """VG.SHR.001: a share is its part divided by its whole; says which whole would give it."""
    for one in figures.all:
        terms = _terms(figures, one) if one.kind == "share" else None
        if terms is None:
            continue
        computed = _quotients(*terms, HUNDRED if one.unit == "percent" else Decimal(1))
        if contrary := _contrary(one.interval, computed):
            yield finding(_share_verdict(figures, one, terms[0]), one, *contrary)


def _share_verdict(figures: Figures, one: Observation, parts: Sequence[Observation]) -> Verdict:
    names = schema().concepts["indicator"]
    concept = names[one.indicator]
    part, whole = names[str(concept.numerator)], names[str(concept.denominator)]
    other = _other_whole(figures, one, parts)
    zh, en = f"{part.zh} ÷ {whole.zh}", f"{part.en} / {whole.en}"
    if other is not None:
        zh += f"（若以{other.label}为总体则相符）；按所写总体"
        en += f" (with {other.label_en} as the whole it would fit); with the whole as named it"
    return Verdict("VG.SHR.001", zh, en)


def _other_whole(
    figures: Figures, one: Observation, parts: Sequence[Observation]
) -> Observation | None:
    """The stated figure that reproduces a share, if it is not the one its label names."""
    for part in parts:
        for whole in figures.all:
            same = (whole.subject, whole.period, whole.unit) == (one.subject, one.period, part.unit)
            if not same or whole.kind != "level" or whole.indicator == part.indicator:
                continue
            value = quotient(part.interval, whole.interval)
            if value and value.scaled(HUNDRED).meets(one.interval):
                return whole
    return None


def _quotients(
    parts: Sequence[Observation], wholes: Sequence[Observation], factor: Decimal
) -> list[_Computed]:
    pairs = [(p, w) for p, w in product(parts, wholes) if p.kind == w.kind == "level"]
    values = [(quotient(p.interval, w.interval), (p, w)) for p, w in pairs]
    return [(value.scaled(factor), pair) for value, pair in values if value is not None]


def per_head(figures: Figures) -> Iterator[Finding]:
    """VG.PER.001: a value per head is the total divided by the heads."""
    verdict = Verdict("VG.PER.001", "总值除以人数", "the total divided by the heads")
    for one in figures.all:
        terms = _terms(figures, one) if one.kind == "level" else None
        if terms and (contrary := _contrary(one.interval, _quotients(*terms, Decimal(1)))):
            yield finding(verdict, one, *contrary)


def ratios(figures: Figures) -> Iterator[Finding]:
    """VG.RAT.001: a ratio a : b is what its two indicators give, in one order or the other."""
    verdict = Verdict("VG.RAT.001", "由两项数值算得", "computed from both figures it")
    for one in figures.all:
        terms = _terms(figures, one) if one.ratio else None
        stated = quotient(*one.ratio) if one.ratio else None
        if terms is None or stated is None:
            continue
        parts, wholes = terms
        computed = _quotients(parts, wholes, Decimal(1))
        turned = _quotients(wholes, parts, Decimal(1)) if computed else []
        if contrary := _contrary(stated, [*computed, *turned]):
            yield finding(verdict, one, *contrary)


def totals(figures: Figures) -> Iterator[Finding]:
    """VG.SUM.001: parts that make the whole add up to it. VG.SUM.002: parts never exceed it."""
    exact = Verdict("VG.SUM.001", "各部分之和", "the sum of its parts")
    bound = Verdict("VG.SUM.002", "其部分", "one of its parts")
    for one in figures.all:
        concept = _indicator(one)
        if one.kind != "level" or concept is None:
            continue
        parts = [figures.stated(one, code, one.period) for code in concept.parts]
        yield from _summed(exact, one, parts)
        for code in concept.partial_parts:
            for part in figures.stated(one, code, one.period):
                least, most = part.interval.low, one.interval.high
                if least is not None and most is not None and least > most:
                    yield finding(bound, one, part.interval, [part])


def groups(figures: Figures) -> Iterator[Finding]:
    """VG.SUM.003: groups that make the whole (全日制职高, 成人中专) add up to it."""
    verdict = Verdict("VG.SUM.003", "各分组之和", "the sum of its groups")
    for one in figures.all:
        concept = _indicator(one)
        if one.kind == "level" and concept is not None and one.breakdown == _WHOLE:
            parts = [_grouped(figures, one, code) for code in concept.exhaustive_breakdowns]
            yield from _summed(verdict, one, parts)


def _summed(
    verdict: Verdict, one: Observation, parts: Sequence[list[Observation]]
) -> Iterator[Finding]:
    """A finding unless some choice of the stated parts, one of each, adds up to the whole."""
    if parts and all(parts):
        computed = [(total([p.interval for p in some]), some) for some in product(*parts)]
        if contrary := _contrary(one.interval, computed):
            yield finding(verdict, one, *contrary)


def _grouped(figures: Figures, one: Observation, code: str) -> list[Observation]:
    subject = (one.about, code, one.occasion)
    return figures.levels.get((subject, one.indicator, one.period), [])


def table_totals(figures: Figures) -> Iterator[Finding]:
    """VG.TAB.001: the total row of a table is the sum of the things listed above it."""
    verdict = Verdict("VG.TAB.001", "所列各行之和", "the sum of the rows")
    columns: dict[tuple[str, str, str, str], list[Observation]] = defaultdict(list)
    for one in figures.all:
        if one.place.table and one.kind == "level":
            columns[one.place.table, one.place.column, one.indicator, one.breakdown].append(one)
    for column in columns.values():
        for one in (o for o in column if _TOTAL.search(o.place.row)):
            rows = [o for o in column if o.about != one.about and not _TOTAL.search(o.place.row)]
            things = {o.about for o in rows}
            if len(things) == len(rows) >= _FEWEST_ROWS:
                value = total([o.interval for o in rows])
                if not value.meets(one.interval):
                    yield finding(verdict, one, value, rows)


def impossible(figures: Figures) -> Iterator[Finding]:
    """VG.VAL.001: a share above 100 % or below 0, a count below 0."""
    verdict = Verdict("VG.VAL.001", "可能的取值", "the possible range")
    units = schema().concepts["unit"]
    for one in figures.all:
        low = one.interval.low if one.interval.low is not None else one.value
        if one.kind == "share" and one.unit == "percent" and (one.value < 0 or low > HUNDRED):
            yield finding(verdict, one, Interval(Decimal(0), HUNDRED), [])
        counts = one.unit in units and units[one.unit].counts
        if one.kind == "level" and counts and one.value < 0:
            yield finding(verdict, one, Interval(Decimal(0), None), [])


def copied(figures: Figures) -> Iterator[Finding]:
    """VG.REP.001: a figure repeated to the last digit for another year, perhaps copied."""
    verdict = Verdict("VG.REP.001", "与上一年完全相同", "the same as the year before")
    for one in figures.all:
        before = figures.stated(one, one.indicator, one.period - 1)
        same = next(
            (b for b in before if b.text == one.text and b.place.table == one.place.table), None
        )
        if same is not None and one.kind == "level" and len(one.text.strip("0")) >= _TELLING:
            yield remark(verdict, one, [same])


_TELLING = 2
_WHOLE = "_T"
_FEWEST_ROWS = 2
_TOTAL = re.compile("(?:合计|总计|总数|小计)$")
RULES = (
    restated, changes, growth, shares, per_head, ratios, totals, groups, table_totals, impossible,
    copied,
)  # fmt: skip
