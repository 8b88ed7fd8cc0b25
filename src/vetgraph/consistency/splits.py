"""Sums that the figures show of themselves: groups of groups, and rows under a heading row."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from vetgraph.consistency.checks import Check, contrary
from vetgraph.consistency.figures import WHOLE
from vetgraph.consistency.formulas import Sum

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.observations import Observation

_FEWEST = 2
_ENTRANTS = "teacher-contests"
"""Prizes of teachers are no part of those that pupils won."""
_Columns = dict[tuple[str, str], set[str]]
_Groups = dict[frozenset[str], "Observation"]


def divided(figures: Figures) -> Iterator[Check]:
    """VG.SUM.008: a group (一等奖) is the sum of its divisions (by major), as the others are.

    The figures themselves show that the divisions are all: it holds in two groups or more and in
    most of them.
    """
    found: dict[tuple[object, ...], _Groups] = defaultdict(dict)
    columns: _Columns = defaultdict(set)
    for one in figures.all:
        columns[one.place.table, one.place.column].add(one.iri)
        if one.kind == "level" and one.breakdown != WHOLE and _ENTRANTS not in one.breakdown:
            key = (one.about, one.occasion, one.indicator, one.period, one.unit)
            found[key].setdefault(frozenset(one.breakdown.split("+")), one)
    for groups in found.values():
        checks = list(_sums(groups, columns))
        held = sum(contrary(check) is None for check in checks)
        if held >= _FEWEST and held * 2 > len(checks):
            yield from checks


def _sums(groups: _Groups, columns: _Columns) -> Iterator[Check]:
    """A group that stands in one column with its divisions and other rows is no sum of these."""
    for codes, one in groups.items():
        parts = tuple(o for more, o in groups.items() if codes < more and len(more - codes) == 1)
        beside = columns[one.place.table, one.place.column] if one.place.table else set()
        inside = all(part.iri in beside for part in parts)
        others = beside - {one.iri, *(part.iri for part in parts)}
        if len(parts) > 1 and not (inside and others):
            yield Check("VG.SUM.008", one, (parts,), (Sum(),))


def headed(figures: Figures) -> Iterator[Check]:
    """VG.TAB.006: the first row of a table (毕业生总数) is the sum of the others, year by year.

    Of the rows in its unit, where that holds in two columns or more and in most of them.
    """
    columns: dict[tuple[object, ...], dict[int, list[Observation]]] = defaultdict(dict)
    for one in figures.all:
        if one.kind == "level" and one.place.table:
            key = (one.place.table, one.about, one.breakdown, one.unit)
            columns[key].setdefault(one.period, []).append(one)
    for by_year in columns.values():
        checks = [
            Check("VG.TAB.006", rows[0], (tuple(rows[1:]),), (Sum(),))
            for rows in by_year.values()
            if len({row.indicator for row in rows}) == len(rows) > _FEWEST
        ]
        held = sum(contrary(check) is None for check in checks)
        if held >= _FEWEST and held * 2 > len(checks):
            yield from checks
