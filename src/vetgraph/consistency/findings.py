"""What a rule has found: reported and computed, in plain words, with every passage concerned."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vetgraph.consistency.figures import label_en, label_zh, value_en, value_zh
from vetgraph.consistency.intervals import HUNDRED, plain, shown
from vetgraph.schema import schema

if TYPE_CHECKING:
    from decimal import Decimal

    from vetgraph.consistency.figures import Group
    from vetgraph.consistency.intervals import Interval
    from vetgraph.consistency.observations import Mention, Observation, Place
    from vetgraph.schema import Concept

SOURCE = "inconsistency in the source"
OURS = "error of ours"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, or the reckoning in one, in both languages; ``more`` follows the result."""

    zh: str
    en: str
    more_zh: str = ""
    more_en: str = ""


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
        quoted = {(m.place.report, m.place.quote) for m in self.mentions}
        said = repr((self.rule, *sorted({*map(_said, self.evidence), *quoted})))
        return f"{self.rule}.{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _said(one: Observation) -> tuple[str, ...]:
    years = str(one.period), str(one.base or "")
    value = plain(one.value), one.unit
    return (one.place.report, *one.subject, one.indicator, one.kind, *years, *value)


def entry(rule: str) -> Concept:
    """The catalogue's entry of a rule (``VG.CHG.001``), with its severity and version."""
    return schema().concepts["rule"][rule.lower().replace(".", "-")]


def differing(rule: str, evidence: Group, computed: Interval, how: Said) -> Finding:
    """The finding that the first figure is not what is computed (``how``) from the others."""
    one, gap = evidence[0], _gap(evidence[0], computed)
    zh = f"{label_zh(one)}写作 {value_zh(one)}，但 {how.zh} = {shown(computed)}"
    en = f"{label_en(one)}: stated as {value_en(one)}, but {how.en} = {shown(computed)}"
    if gap != "0":
        zh, en = f"{zh}，相差 {gap}", f"{en}; the difference is {gap}"
    return _made(rule, Said(zh + how.more_zh, en + how.more_en), evidence, (shown(computed), gap))


def elsewhere(rule: str, one: Observation, other: Observation) -> Finding:
    """The finding that a figure is stated with another value in another place."""
    zh = f"{label_zh(one)}写作 {value_zh(one)}，另一处（{place_zh(other)}）写作 {value_zh(other)}"
    en = (
        f"{label_en(one)}: stated as {value_en(one)},"
        f" but elsewhere ({place_en(other)}) as {value_en(other)}"
    )
    value, gap = shown(other.interval), _gap(one, other.interval)
    ends = (f"，相差 {gap}", f"; the difference is {gap}") if gap != "0" else ("", "")
    return _made(rule, Said(zh + ends[0], en + ends[1]), (one, other), (value, gap))


def uncountable(rule: str, evidence: Group, nearest: Decimal) -> Finding:
    """The finding that no whole number of the things counted gives the share reported first."""
    one, whole = evidence[0], evidence[1]
    share = nearest / whole.value * (1 if one.ratio else HUNDRED)
    texts = dict.fromkeys(w.text for w in evidence[1:])
    wholes = f"{' or '.join(texts)} {whole.label_en}"
    sum_ = f"{plain(nearest)} ÷ {whole.text} = {plain(share)}"
    zh = f"但{whole.label}为 {'、'.join(texts)} 时，没有整数能得出这个数，最接近的是 {sum_}"
    en = f"but no whole number of {wholes} gives that; the nearest is {sum_}"
    return replace(remark(rule, evidence, zh, en), computed=plain(share))


def remark(rule: str, evidence: Group, zh: str, en: str) -> Finding:
    """The finding that something is to be said of the first figure, without a computed one."""
    one = evidence[0]
    said = Said(
        f"{label_zh(one)}写作 {value_zh(one)}，{zh}",
        f"{label_en(one)}: stated as {value_en(one)}, {en}",
    )
    return _made(rule, said, evidence, ("", ""))


def noted(rule: str, said: Said, mentions: tuple[Mention, ...], evidence: Group = ()) -> Finding:
    """A finding on passages of the text, with the figures concerned if there are some."""
    made = replace(_made(rule, said, evidence, ("", "")), mentions=mentions)
    return replace(made, reported="", unit="") if mentions else made


def place_zh(one: Observation) -> str:
    """Where a figure stands: 表 1-1, or the section."""
    at = one.place
    return f"表 {at.table}" if at.table else f"§{at.section}" if at.section else "文中"


def place_en(one: Observation) -> str:
    """The same in English."""
    at = one.place
    return f"table {at.table}" if at.table else f"§{at.section}" if at.section else "in the text"


def _made(rule: str, said: Said, evidence: Group, reckoned: tuple[str, str]) -> Finding:
    listed, lead = entry(rule), evidence[0] if evidence else None
    return Finding(
        rule, listed.severity, SOURCE, said.zh, said.en,
        plain(lead.value) if lead else "", *reckoned, lead.unit_zh if lead else "",
        evidence, listed.version,
    )  # fmt: skip


def _gap(one: Observation, computed: Interval) -> str:
    stated = one.value
    if computed.low is not None and stated < computed.low:
        return plain(stated - computed.low)
    if computed.high is not None and stated > computed.high:
        return plain(stated - computed.high)
    return "0"
