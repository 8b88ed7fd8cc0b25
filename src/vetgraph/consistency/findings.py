"""What a rule has found: reported and computed, in plain words, with every passage concerned."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.consistency.intervals import Interval, plain, shown
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vetgraph.consistency.observations import Mention, Observation, Place
    from vetgraph.schema import Concept

SOURCE = "inconsistency in the source"


@dataclass(frozen=True, slots=True)
class Repair:
    """One figure that, changed alone, would make the relation hold; proposed, never applied.

    ``label_zh`` and ``label_en`` name the figure; ``breaks`` counts the relations that hold now
    and would not with the proposed value.
    """

    iri: str
    label_zh: str
    label_en: str
    reported: str
    proposed: str
    breaks: int
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement: the passages and figures it rests on, first the one that does not fit.

    ``rule`` is a stable id (``VG.<group>.<nnn>``), ``kind`` its class; figures are in base units.
    ``root`` is the id of the finding whose root this one shares, None for a root itself.
    """

    rule: str
    severity: str
    kind: str
    message_zh: str
    message_en: str
    reported: str
    computed: str
    difference: str
    unit: str
    evidence: tuple[Observation, ...]
    version: str = ""
    mentions: tuple[Mention, ...] = ()
    root: str | None = None
    repairs: tuple[Repair, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Every passage concerned; the first is the one that does not fit."""
        return (*(m.place for m in self.mentions), *(o.place for o in self.evidence))

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of the statements concerned; a passage without a statement has none."""
        said = [*(m.iri for m in self.mentions), *(o.iri for o in self.evidence)]
        return tuple(dict.fromkeys(iri for iri in said if iri))

    @property
    def id(self) -> str:
        """A name that depends on the rule, the report and what the figures concerned say.

        Where they stand does not matter: an edit elsewhere leaves the name, a changed figure not.
        """
        quoted = [(m.place.report, m.place.quote) for m in self.mentions]
        said = repr((self.rule, *map(_said, self.evidence), *quoted))
        return f"{self.rule}.{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _said(one: Observation) -> tuple[str, ...]:
    years = str(one.period), str(one.base or "")
    value = plain(one.value), one.unit
    return (one.place.report, *one.subject, one.indicator, one.kind, *years, *value)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of a figure: its id, and how the computed value comes about (zh, en)."""

    rule: str
    zh: str
    en: str

    @property
    def entry(self) -> Concept:
        """The rule's entry in the catalogue, with its severity and version."""
        return schema().concepts["rule"][self.rule.lower().replace(".", "-")]


def finding(
    verdict: Verdict, reported: Observation, computed: Interval, others: Sequence[Observation]
) -> Finding:
    """The finding that a figure is not the computed one."""
    what_zh = f"{reported.name}{reported.period}年{reported.label}"
    what_en = f"{reported.name} {reported.period}, {reported.label_en}"
    said = f"{plain(reported.value)} {reported.unit_zh}".strip()
    value = shown(computed)
    return Finding(
        verdict.rule, verdict.entry.severity, SOURCE,
        f"{what_zh}写作 {said}，而{verdict.zh}为 {value}",
        f"{what_en} is given as {said}, but {verdict.en} is {value}",
        plain(reported.value), value, _gap(reported, computed), reported.unit_zh,
        (reported, *others), verdict.entry.version,
    )  # fmt: skip


def remark(verdict: Verdict, reported: Observation, others: Sequence[Observation]) -> Finding:
    """The finding that something is to be said of a figure, without a computed one."""
    said = f"{plain(reported.value)} {reported.unit_zh}".strip()
    return Finding(
        verdict.rule, verdict.entry.severity, SOURCE,
        f"{reported.name}{reported.period}年{reported.label}写作 {said}，{verdict.zh}",
        f"{reported.name} {reported.period}, {reported.label_en} is {said}, {verdict.en}",
        plain(reported.value), "", "", reported.unit_zh, (reported, *others),
    )  # fmt: skip


def _gap(reported: Observation, computed: Interval) -> str:
    if computed.low is not None and reported.value < computed.low:
        return plain(reported.value - computed.low)
    if computed.high is not None and reported.value > computed.high:
        return plain(reported.value - computed.high)
    return "0"
