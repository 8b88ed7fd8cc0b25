"""What the shapes and what the figures have to say, in one form."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from vetgraph.consistency.observations import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vetgraph.checking import Result
    from vetgraph.consistency import Finding

RANKS = ("violation", "warning", "info")
"""Severities, gravest first."""

WORDS = {
    "violation": ("违规", "Violation"),
    "warning": ("警告", "Warning"),
    "info": ("提示", "Info"),
    "acknowledged": ("已确认", "Acknowledged"),
}
"""What a finding is shown as, in zh and en."""


@dataclass(frozen=True, slots=True)
class Item:
    """One finding, of a shape (``rule`` is its IRI) or of the figures (``VG.<group>.<nnn>``).

    ``zh`` and ``en`` say what is wrong; ``root`` is the id of the finding whose root it shares;
    ``repairs`` are changes that would mend it, likeliest first (zh, en); ``reason`` is that of a
    person who has acknowledged it.
    """

    id: str
    rule: str
    severity: str
    kind: str | None
    zh: str
    en: str
    reported: str | None
    computed: str | None
    difference: str | None
    unit: str | None
    statements: tuple[str, ...]
    places: tuple[Place, ...]
    version: str | None = None
    root: str | None = None
    repairs: tuple[tuple[str, str], ...] = ()
    reason: str | None = None

    @property
    def tone(self) -> str:
        """``acknowledged``, else the severity."""
        return self.severity if self.reason is None else "acknowledged"

    @property
    def report(self) -> str:
        """The key of the report whose passages it cites; empty where it cites none."""
        return self.places[0].report if self.places else ""


def items(results: Iterable[Result], findings: Iterable[Finding]) -> list[Item]:
    """Results of shapes, then findings of figures, each in the order given."""
    return [*map(_of_shape, results), *map(_of_figures, findings)]


def acknowledged(found: Iterable[Item], reasons: Mapping[str, str]) -> list[Item]:
    """The same items, those in ``reasons`` (id to reason) with their reason."""
    return [replace(one, reason=reasons.get(one.id)) for one in found]


def counts(found: Iterable[Item]) -> dict[str, int]:
    """How many items stand (are not acknowledged), by severity."""
    said = [one.severity for one in found if one.reason is None]
    return {rank: said.count(rank) for rank in RANKS}


def _of_shape(result: Result) -> Item:
    shape, focus = _said(result.shape), _said(result.focus)
    about = repr((shape, focus, _said(result.path), _said(result.value)))
    name = f"{shape.rpartition('#')[2]}.{hashlib.sha256(about.encode()).hexdigest()[:12]}"
    return Item(
        name, shape, result.severity.lower(), None, result.message_zh, result.message_en,
        None, None, None, None, (focus,), _places(result),
    )  # fmt: skip


def _places(result: Result) -> tuple[Place, ...]:
    at = result.place
    if at is None or not (at.start.isdigit() and at.end.isdigit()):
        return ()
    where = at.report, at.section, at.table, at.row, at.column
    return (Place(*where, int(at.start), int(at.end), at.quote),)


def _of_figures(one: Finding) -> Item:
    return Item(
        one.id, one.rule, one.severity, one.kind, one.message_zh, one.message_en,
        one.reported or None, one.computed or None, one.difference or None, one.unit or None,
        one.statements, one.places, one.version, one.root,
        tuple((r.message_zh, r.message_en) for r in one.repairs),
    )  # fmt: skip


def _said(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def record(one: Item) -> dict[str, Any]:
    """An item as other programs read it (``vetgraph check -f json``)."""
    return {
        "id": one.id, "rule": one.rule, "severity": one.severity, "class": one.kind,
        "message_zh": one.zh, "message_en": one.en, "reported": one.reported,
        "computed": one.computed, "difference": one.difference, "unit": one.unit,
        "statements": list(one.statements), "citations": [_citation(p) for p in one.places],
        "version": one.version, "root": one.root, "acknowledged": one.reason,
        "repairs": [{"message_zh": zh, "message_en": en} for zh, en in one.repairs],
    }  # fmt: skip


def _citation(place: Place) -> dict[str, Any]:
    return {
        "report": place.report, "section": place.section or None,
        "start": place.start, "end": place.end, "quote": place.quote,
        "table": place.table or None, "row": place.row or None,
        "column": place.column or None, "page": None,
    }  # fmt: skip


def arranged(found: Iterable[Item]) -> list[Item]:
    """By report, those that cite no passage first; what follows from a root stands behind it."""
    kept = list(found)
    places = {one.id: at for at, one in reversed(list(enumerate(kept)))}

    def key(at: int) -> tuple[str, int, bool, int]:
        one = kept[at]
        root = places.get(one.root or one.id, at)
        return kept[root].report, root, one.root is not None, at

    return [kept[at] for at in sorted(range(len(kept)), key=key)]
