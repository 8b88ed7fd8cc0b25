"""The facts of one report: what its sheets name, what rules read, what reviewers wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph import errors
from vetgraph.extraction.context import Context
from vetgraph.extraction.gate import objections
from vetgraph.extraction.passages import Index, index
from vetgraph.extraction.prose import prose_facts
from vetgraph.extraction.sheets import citations, noting, rows, sheet_facts
from vetgraph.extraction.tables import listed_things, table_facts
from vetgraph.model import Citation, Fact, Thing
from vetgraph.schema import schema
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from vetgraph.extraction.sheets import Row
    from vetgraph.model import Report

RULE_MENTION = "rule-case-mention"
_UNMENTIONED = frozenset({"about", "breakdown", "occasion", "case"})


@dataclass(frozen=True, slots=True)
class Extraction:
    """The facts of a report in reading order, the things it names, and what the gate refused."""

    facts: tuple[Fact, ...]
    things: tuple[Thing, ...]
    context: Context
    refused: tuple[tuple[Fact, str, str], ...]


def extract(report: Report, region: str, data_year: int, sheets: Path | None = None) -> Extraction:
    """All facts of a report; ``sheets`` is the folder of its reviewed fact sheets, if any.

    Raises ``SheetError`` that lists every bad row of every sheet.
    """
    found = index(report)
    paths = sorted(sheets.glob("*.csv")) if sheets and sheets.is_dir() else []
    problems: list[errors.VetgraphError] = []
    reviews = {path.stem: rows(path, problems) for path in paths}
    things = _things(reviews.pop("thing", []), found, problems)
    context = _context(region, data_year, things, reviews.get("naming", []), problems)
    reviewed = [
        f for sheet in reviews.values() for f in sheet_facts(sheet, found, context, problems)
    ]
    if problems:
        raise errors.SheetError(problems)
    read = _from_rules(report, context, reviewed)
    mentions = _mentions(report, _grown(context, [*read, *reviewed]))
    let_in, refused = _through_gate([*read, *mentions], report, context)
    facts = sorted([*let_in, *reviewed], key=_reading_order)
    for name, kind in (pair for table in report.tables for pair in listed_things(table)):
        if context.canonical(name) is None:
            things.setdefault(name, Thing(name, kind))
    return Extraction(tuple(facts), tuple(things.values()), context, tuple(refused))


def _things(
    sheet: Sequence[Row], found: Index, problems: list[errors.VetgraphError]
) -> dict[str, Thing]:
    things: dict[str, Thing] = {}
    for row in sheet:
        with noting(problems):
            thing = _thing(row, found)
            if thing.name in things:
                raise row.bad(f"重复的事物：{thing.name}", f"a thing listed twice: {thing.name}")
            things[thing.name] = thing
    return things


def _thing(row: Row, found: Index) -> Thing:
    kind = schema().classes.get(row.get("class"))
    if not row.get("name"):
        raise row.bad("缺少名称（name）", "the name is missing")
    if kind is None or kind.segment is None:
        named = row.get("class")
        raise row.bad(f"没有这个类：{named}", f"no such class: {named}")
    return Thing(
        row.get("name"), kind.name, row.get("code") or None, row.get("country") or None,
        citations(row, found),
    )  # fmt: skip


def _context(
    region: str,
    data_year: int,
    things: dict[str, Thing],
    naming: Sequence[Row],
    problems: list[errors.VetgraphError],
) -> Context:
    """Known names: the things of the sheet, then every alias of the naming sheet."""
    names = {fold(name): name for name in things}
    for row in naming:
        with noting(problems):
            about, alias = row.get("about"), row.get("alternateName")
            if not (fold(about) and fold(alias)):
                raise row.bad("缺少名称或别名", "the name or the alias is missing")
            if names.get(fold(alias), about) != about:
                other = names[fold(alias)]
                zh, en = f"“{alias}”已是“{other}”的名称", f"“{alias}” already names “{other}”"
                raise row.bad(zh, en)
            names[fold(alias)] = about
            names.setdefault(fold(about), about)
    return Context(region, data_year, names, {t.name: t.kind for t in things.values()})


def _from_rules(report: Report, context: Context, reviewed: Sequence[Fact]) -> list[Fact]:
    """What rules read; a figure that a reviewer described is left to the review."""
    taken = {fact.value_span for fact in reviewed if fact.value_span}
    read = [fact for table in report.tables for fact in table_facts(table, context)]
    for paragraph in report.paragraphs:
        read.extend(prose_facts(paragraph, context, None))
    return [fact for fact in read if fact.value_span is None or fact.value_span not in taken]


def _grown(context: Context, facts: Iterable[Fact]) -> Context:
    """The context with the things that facts name, so that cases can mention them."""
    names, kinds = dict(context.names), dict(context.kinds)
    known = schema().properties
    for fact in facts:
        for name, values in fact.values:
            if known[name].form == "thing" and name not in _UNMENTIONED:
                for value in values:
                    names.setdefault(fold(value), context.canonical(value) or value)
    return Context(context.region, context.data_year, names, kinds)


def _mentions(report: Report, context: Context) -> Iterator[Fact]:
    """A case mentions each known thing that its body names, cited where it first does."""
    seen: set[tuple[str, str]] = set()
    for paragraph in report.paragraphs:
        if not paragraph.section.startswith("案例"):
            continue
        for name, start, end in context.mentions(paragraph.text):
            if (paragraph.section, name) not in seen:
                seen.add((paragraph.section, name))
                cited = Citation(paragraph.span(start, end), paragraph.section)
                yield Fact(
                    "Mention", _mention(paragraph.section, name, context), (cited,), RULE_MENTION
                )


def _mention(case: str, name: str, context: Context) -> tuple[tuple[str, tuple[str, ...]], ...]:
    period = (("period", (str(context.data_year),)), ("periodAssumed", ("true",)))
    return (("case", (case,)), ("mentioned", (name,)), *period)


def _through_gate(
    facts: Iterable[Fact], report: Report, context: Context
) -> tuple[list[Fact], list[tuple[Fact, str, str]]]:
    let_in, refused = [], []
    for fact in facts:
        objection = next(objections(fact, report, context), None)
        if objection is None:
            let_in.append(fact)
        else:
            refused.append((fact, *objection))
    return let_in, refused


def _reading_order(fact: Fact) -> tuple[int, int, str, tuple[tuple[str, tuple[str, ...]], ...]]:
    first = fact.citations[0].span
    return first.start, first.end, fact.kind, fact.values
