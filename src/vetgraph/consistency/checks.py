"""Relations that figures must obey, each with the figures that take part in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.consistency.figures import term_en, term_zh
from vetgraph.consistency.findings import Said, differing, elsewhere, uncountable
from vetgraph.consistency.formulas import Countable, Difference, Same
from vetgraph.consistency.intervals import quotient

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vetgraph.consistency.figures import Group
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.formulas import Formula
    from vetgraph.consistency.intervals import Interval
    from vetgraph.consistency.observations import Observation

_NOTHING: dict[str, Observation] = {}
_UNSAID = Said("", "")


@dataclass(frozen=True, slots=True)
class Check:
    """A reported figure and what it is computed from.

    ``choices`` are alternatives where a term is stated with several values: the relation holds
    when one of them gives the reported figure. ``formulas`` are alternatives too (a : b, b : a).
    """

    rule: str
    one: Observation
    choices: tuple[Group, ...]
    formulas: tuple[Formula, ...]
    note: Said = _UNSAID

    @property
    def figures(self) -> tuple[Observation, ...]:
        """Every figure that takes part, once, the reported one first."""
        terms = (term for group in self.choices for term in group)
        return tuple({figure.iri: figure for figure in (self.one, *terms)}.values())


def contrary(
    check: Check, changed: Mapping[str, Observation] = _NOTHING
) -> tuple[Interval, Group] | None:
    """The first computed value and its terms when some can be computed and none agrees.

    ``changed`` are figures by IRI to be put in place of those of the check.
    """
    tried = [attempt for group in check.choices for attempt in _attempts(check, group, changed)]
    if not tried or any(agrees for _, _, agrees in tried):
        return None
    return tried[0][0], tried[0][1]


def breaks(check: Check, new: Observation) -> bool:
    """Whether the check holds with the figure that ``new`` would replace, and not with ``new``."""
    groups = [g for g in check.choices if check.one.iri == new.iri or _holds_figure(g, new)]
    before, after = (
        [a for g in groups for a in _attempts(check, g, changed)]
        for changed in (_NOTHING, {new.iri: new})
    )
    return any(agrees for *_, agrees in before) and not any(agrees for *_, agrees in after)


def _holds_figure(group: Group, figure: Observation) -> bool:
    return any(term.iri == figure.iri for term in group)


def _attempts(
    check: Check, group: Group, changed: Mapping[str, Observation]
) -> Iterator[tuple[Interval, Group, bool]]:
    """What each formula gives from one choice of terms, and whether the reported figure agrees."""
    one = changed.get(check.one.iri, check.one)
    stated = quotient(*one.ratio) if one.ratio else one.interval
    terms = tuple(changed.get(term.iri, term) for term in group)
    for formula in check.formulas:
        value = formula.value(one, terms)
        if value is not None and stated is not None:
            exact = isinstance(formula, (Difference, Same))
            yield value, terms, value.overlaps(stated) if exact else value.meets(stated)


def finding(check: Check, value: Interval, terms: Group) -> Finding:
    """The finding of a check that does not hold: ``contrary`` gave this value from these terms."""
    formula = check.formulas[0]
    if isinstance(formula, Same):
        return elsewhere(check.rule, check.one, terms[0])
    if isinstance(formula, Countable):
        wholes = [group[0] for group in check.choices]
        wholes.sort(key=lambda whole: formula.distance(check.one, whole))
        nearest = formula.nearest(check.one, wholes[0])
        return uncountable(check.rule, (check.one, *wholes), nearest)
    zh = formula.shown([term_zh(term, check.one) for term in terms])
    en = formula.shown([term_en(term, check.one) for term in terms])
    how = Said(zh, en, check.note.zh, check.note.en)
    return differing(check.rule, (check.one, *terms), value, how)
