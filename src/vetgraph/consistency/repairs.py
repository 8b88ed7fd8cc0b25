"""What single figure, changed, would mend a finding, and which findings share one root."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from vetgraph.consistency.checks import breaks, contrary
from vetgraph.consistency.figures import label_en, label_zh, last_digit, value_en, value_zh
from vetgraph.consistency.findings import OURS, Repair, place_en, place_zh
from vetgraph.consistency.formulas import Countable, Same
from vetgraph.consistency.intervals import Interval, plain
from vetgraph.consistency.slips import close, slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vetgraph.consistency.checks import Check
    from vetgraph.consistency.figures import Group
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.observations import Observation

_MOST = 4
# The factors of slips of unit (元 and 万元, 人 and 百人), and how near a rounded figure comes.
_FACTORS = (10, 100, 1000, 10000)
_NEARLY = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Failure:
    """A finding and the checks that do not hold because of it: prints of one figure are one matter.

    ``terms`` are what the first check was computed from.
    """

    checks: tuple[Check, ...]
    terms: Group
    finding: Finding

    @property
    def check(self) -> Check:
        """The check that the finding speaks of."""
        return self.checks[0]


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A changed figure, what it mends and what it breaks."""

    old: Observation
    new: Observation
    mends: tuple[str, ...]
    breaks: int


def explained(failures: Sequence[Failure], checks: Iterable[Check]) -> list[Finding]:
    """The findings of failing checks with their repairs and roots, in the order given."""
    touching: dict[str, list[Check]] = {}
    for check in checks:
        for figure in check.figures:
            touching.setdefault(figure.iri, []).append(check)
    failing = {id(check): f.finding.id for f in failures for check in f.checks}
    proposals = [list(_proposals(f, touching, failing)) for f in failures]
    roots = _roots(failures, proposals)
    doubtful = {
        f.finding.id for f, found in zip(failures, proposals, strict=True) if not _is_slip(f, found)
    }
    return [
        _told(
            _with_factor(replace(f.finding, repairs=_ranked(found), root=root), found),
            doubtful=f.finding.id in doubtful or (root in doubtful and not f.check.note.zh),
        )
        for f, found in zip(failures, proposals, strict=True)
        for root in (roots.get(f.finding.id),)
    ]


def _with_factor(one: Finding, found: Sequence[_Proposal]) -> Finding:
    """The finding, saying so when a figure is a power of ten away from what would agree."""
    for factor in _FACTORS:
        for proposal in found:
            old, new = proposal.old.value, proposal.new.value
            ratio = max(abs(old / new), abs(new / old)) if old and new else Decimal(0)
            if abs(ratio / factor - 1) < _NEARLY:
                what = label_zh(proposal.old), label_en(proposal.old)
                zh = f"{one.message_zh}；{what[0]}恰差 {factor} 倍，疑为单位之误"
                en = f"{one.message_en}; {what[1]} is off by {factor}: a slip of unit?"
                return replace(one, message_zh=zh, message_en=en)
    return one


def _told(one: Finding, *, doubtful: bool) -> Finding:
    """The finding as it is, or as an error of ours: two figures were taken for one."""
    if not doubtful:
        return one
    zh = f"{one.message_zh}；相差悬殊，可能是读入时把不同的数当作同一个数"
    en = f"{one.message_en}; so far apart, two different figures may have been read as one"
    return replace(one, severity="info", kind=OURS, message_zh=zh, message_en=en)


def _is_slip(failure: Failure, found: Sequence[_Proposal]) -> bool:
    """Whether the report may well have misprinted one of the figures.

    Figures of one table are surely of one kind; so are those that another whole or base explains.
    """
    check, figures = failure.check, (failure.check.one, *failure.terms)
    if isinstance(check.formulas[0], Countable) or check.note.zh:
        return True
    tables = {figure.place.table for figure in figures}
    if len(tables) == 1 and tables != {""}:
        return True
    if isinstance(check.formulas[0], Same) and close(figures[0].value, figures[1].value):
        return True
    return any(slip(one.old.value, one.new.value) for one in found)


def _proposals(
    failure: Failure, touching: dict[str, list[Check]], failing: dict[int, str]
) -> Iterator[_Proposal]:
    for old in (failure.check.one, *failure.terms):
        new = _changed(failure, old)
        if new is None or not _holds(failure.check, new):
            continue
        others = [c for c in touching[old.iri] if c is not failure.check]
        mended = [failing[id(c)] for c in others if id(c) in failing and _holds(c, new)]
        mends = tuple(dict.fromkeys((failure.finding.id, *mended)))
        yield _Proposal(old, new, mends, sum(breaks(c, new) for c in others))


def _holds(check: Check, new: Observation) -> bool:
    return contrary(check, {new.iri: new}) is None


def _changed(failure: Failure, old: Observation) -> Observation | None:
    """The figure with the value that would mend the finding, in the digits in which it stands."""
    one, terms, formula = failure.check.one, failure.terms, failure.check.formulas[0]
    if old.ratio is not None or isinstance(formula, Countable):
        return None
    if old is one:
        value = formula.value(one, terms)
        ends = [] if value is None else [e for e in (value.low, value.high) if e is not None]
        wanted = sum(ends, Decimal(0)) / len(ends) if ends else None
    else:
        wanted = formula.solve(one.value, terms, terms.index(old))
    if wanted is None or wanted < 0 <= old.value:
        return None
    return _at(old, wanted)


def _at(old: Observation, wanted: Decimal) -> Observation:
    step = last_digit(old)
    value = (wanted / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    moved = value - old.value
    low, high = old.interval.low, old.interval.high
    ends = Interval(None if low is None else low + moved, None if high is None else high + moved)
    return replace(old, value=value, interval=ends, text=_printed(old, value, step))


def _printed(old: Observation, value: Decimal, step: Decimal) -> str:
    """A value written as the figure that it would replace: in 万 where that stands in 万."""
    digits = sum(c.isdigit() for c in old.text.split(".", 1)[1]) if "." in old.text else 0
    scale = step.scaleb(digits)
    number = f"{value / scale:.{digits}f}" if scale else plain(value)
    tail = old.text.lstrip("-−－+0123456789.,， ")
    return number + tail if any(c.isdigit() for c in old.text) else plain(value)


def _ranked(found: Sequence[_Proposal]) -> tuple[Repair, ...]:
    """The proposals that break fewest, then those that mend most and change least."""
    ordered = sorted(found, key=_cost)
    return tuple(_repair(one) for one in ordered[:_MOST])


def _cost(one: _Proposal) -> tuple[int, int, int, Decimal, int]:
    old, new = one.old, one.new
    digits = sum(a != b for a, b in zip(old.text.rjust(20), new.text.rjust(20), strict=False))
    moved = abs(new.value - old.value) / (abs(old.value) or Decimal(1))
    return one.breaks, -len(one.mends), digits, moved, old.place.start


def _repair(one: _Proposal) -> Repair:
    old, new = one.old, one.new
    zh = f"若{label_zh(old)}（{place_zh(old)}）由 {value_zh(old)} 改为 {value_zh(new)}，此处即相符"
    en = (
        f"with {value_en(new)} instead of {value_en(old)} as {label_en(old)} ({place_en(old)})"
        " this would agree"
    )
    also = len(one.mends) - 1
    if also:
        zh, en = f"{zh}，另 {also} 处也相符", f"{en}, and {also} more"
    if one.breaks:
        zh, en = f"{zh}，但会使 {one.breaks} 处不符", f"{en}, but {one.breaks} other relations fail"
    else:
        zh, en = f"{zh}，不影响其他核对", f"{en} and nothing else would fail"
    return Repair(old.iri, label_zh(old), label_en(old), old.text, new.text, one.breaks, zh, en)


def _roots(failures: Sequence[Failure], proposals: Sequence[Sequence[_Proposal]]) -> dict[str, str]:
    """For a finding that follows from another its root: one change mends both.

    The change that mends most takes its findings first; the root is the one first in the text.
    """
    order = {f.finding.id: i for i, f in enumerate(failures)}
    groups = {
        tuple(sorted(set(p.mends), key=order.__getitem__)) for some in proposals for p in some
    }
    roots: dict[str, str] = {}
    for group in sorted(groups, key=lambda g: (-len(g), order[g[0]])):
        free = [one for one in group if one not in roots and one not in roots.values()]
        roots.update(dict.fromkeys(free[1:], free[0]) if len(free) > 1 else {})
    return roots
