"""Groups against wholes: a table's whole that is one group's figure, parts that leave a rest."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph.consistency.figures import WHOLE, label_en, label_zh, term_en, term_zh, value_zh
from vetgraph.consistency.findings import Said, noted, remark
from vetgraph.consistency.intervals import plain, total
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.observations import Observation

_FEWEST = 3


def table_scope(figures: Figures) -> Iterator[Finding]:
    """VG.TAB.004: a table gives for the whole what is elsewhere that of one of two groups."""
    groups = schema().concepts["breakdown"]
    seen: set[tuple[str, str]] = set()
    for one in figures.all:
        if one.breakdown != WHOLE or not one.place.table or one.kind != "level":
            continue
        for code, concept in groups.items():
            same = [o for o in figures.grouped(one, code) if o.value == one.value]
            rest = [o for other in concept.related for o in figures.grouped(one, other) if o.value]
            if same and rest and (one.place.table, code) not in seen:
                seen.add((one.place.table, code))
                yield _of_one_group(figures, one, same[0], rest[0])


def _of_one_group(
    figures: Figures, one: Observation, same: Observation, rest: Observation
) -> Finding:
    title = next((t.title for t in figures.source.report.tables if t.number == one.place.table), "")
    group, other = term_zh(same, one), term_zh(rest, one)
    zh = (
        f"表 {one.place.table}“{title}”中{one.label} {value_zh(one)} 只是{group}；"
        f"{other} 不在其内，表题的范围与数值不符"
    )
    en = (
        f"table {one.place.table} gives {one.label_en} as {one.text}, which is that of"
        f" {term_en(same, one)}; {term_en(rest, one)} is left out, so the table is narrower than"
        " its title"
    )
    return noted("VG.TAB.004", Said(zh, en), (), (one, same, rest))


def remainders(figures: Figures) -> Iterator[Finding]:
    """VG.SUM.004: a sentence lists three or more groups of a figure and leaves a rest unsaid."""
    listed: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for one in figures.all:
        if one.kind == "level" and one.breakdown != WHOLE and not one.place.table:
            place = one.place.section
            listed[one.about, one.occasion, one.indicator, one.period, one.unit, place].append(one)
    for groups in listed.values():
        depth = max(len(one.breakdown.split("+")) for one in groups)
        finest = [one for one in groups if len(one.breakdown.split("+")) == depth]
        whole = _whole(figures, groups[0])
        if whole is None or len({one.breakdown for one in finest}) < _FEWEST:
            continue
        added = total([one.interval for one in finest])
        if added.high is None or whole.interval.low is None or added.high >= whole.interval.low:
            continue
        rest = plain(whole.value - sum((one.value for one in finest), Decimal(0)))
        zh, en = _listed(finest, whole), f"of which the {len(finest)} groups listed"
        yield remark(
            "VG.SUM.004", (whole, *finest), f"所列 {zh}，尚有 {rest} 没有说明",
            f"{en} leave {rest} unexplained",
        )  # fmt: skip


def _whole(figures: Figures, group: Observation) -> Observation | None:
    """What the groups of a section are groups of: the figure there that is not broken down.

    For a vague one (超5.8万) the sharp one that it rounds, whoever it is stated of.
    """
    here = [o for o in figures.grouped(group, WHOLE) if o.place.section == group.place.section]
    if not here or here[0].interval.high is not None:
        return here[0] if here else None
    sharp = [
        o
        for o in figures.all
        if (o.indicator, o.period, o.unit) == (group.indicator, group.period, group.unit)
        and o.breakdown == WHOLE
        and o.kind == "level"
        and o.interval.high is not None
        and o.interval.meets(here[0].interval)
    ]
    return sharp[0] if sharp else None


def _listed(groups: list[Observation], whole: Observation) -> str:
    return "、".join(term_zh(one, whole) for one in groups)


def within_groups(figures: Figures) -> Iterator[Finding]:
    """VG.SUM.005: a group (新增, 贯通培养) is no larger than what it is a group of.

    In one section: figures of another may be of another occasion that the report does not name.
    """
    for one in figures.all:
        if one.kind != "level" or one.breakdown == WHOLE or one.interval.low is None:
            continue
        wholes = [
            o
            for o in figures.grouped(one, WHOLE)
            if o.unit == one.unit and o.place.section == one.place.section
        ]
        if not wholes or any(o.interval.high is None for o in wholes):
            continue
        most = max(o.interval.high or Decimal(0) for o in wholes)
        if one.interval.low > most:
            zh = f"多于总体 {value_zh(wholes[0])}（{label_zh(wholes[0])}）"
            en = f"more than the whole, {wholes[0].text} ({label_en(wholes[0])})"
            yield remark("VG.SUM.005", (one, wholes[0]), zh, en)
