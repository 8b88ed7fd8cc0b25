"""What a rule has found: reported and computed, in plain words, with every passage concerned."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.consistency.intervals import Interval, plain, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vetgraph.consistency.observations import Observation

VIOLATION, WARNING, INFO = "violation", "warning", "info"
SOURCE = "inconsistency in the source"


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement; the first of ``evidence`` is the figure that does not fit.

    ``rule`` is a stable id (``VG.<group>.<nnn>``), ``kind`` its class; figures are in base units.
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

    @property
    def id(self) -> str:
        """A name that depends on the rule, the report and what the figures concerned say.

        Where they stand does not matter: an edit elsewhere leaves the name, a changed figure not.
        """
        said = repr((self.rule, *map(_said, self.evidence)))
        return f"{self.rule}.{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _said(one: Observation) -> tuple[str, ...]:
    years = str(one.period), str(one.base or "")
    value = plain(one.value), one.unit
    return (one.place.report, *one.subject, one.indicator, one.kind, *years, *value)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of a figure: id, severity, how the computed value comes about (zh, en)."""

    rule: str
    severity: str
    zh: str
    en: str


def finding(
    verdict: Verdict, reported: Observation, computed: Interval, others: Sequence[Observation]
) -> Finding:
    """The finding that a figure is not the computed one."""
    what_zh = f"{reported.name}{reported.period}年{reported.label}"
    what_en = f"{reported.name} {reported.period}, {reported.label_en}"
    said = f"{plain(reported.value)} {reported.unit_zh}".strip()
    value = shown(computed)
    return Finding(
        verdict.rule, verdict.severity, SOURCE,
        f"{what_zh}写作 {said}，而{verdict.zh}为 {value}",
        f"{what_en} is given as {said}, but {verdict.en} is {value}",
        plain(reported.value), value, _gap(reported, computed), reported.unit_zh,
        (reported, *others),
    )  # fmt: skip


def remark(verdict: Verdict, reported: Observation, others: Sequence[Observation]) -> Finding:
    """The finding that something is to be said of a figure, without a computed one."""
    said = f"{plain(reported.value)} {reported.unit_zh}".strip()
    return Finding(
        verdict.rule, verdict.severity, SOURCE,
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
