"""The facts of one report: what its sheets name, what rules read, what reviewers wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from vetgraph import errors
from vetgraph.extraction.ahead import stretches_ahead
from vetgraph.extraction.anaphora import Named
from vetgraph.extraction.context import Context
from vetgraph.extraction.discover import columned, discover, labelled
from vetgraph.extraction.gate import objections
from vetgraph.extraction.listings import listing_facts, named_things
from vetgraph.extraction.names import class_of, country_of, is_school
from vetgraph.extraction.own import own_passage, own_place, with_own
from vetgraph.extraction.partial import doubtful
from vetgraph.extraction.parties import BODIES
from vetgraph.extraction.passages import Index, index
from vetgraph.extraction.places import last_place
from vetgraph.extraction.prose import is_source_note, prose_facts
from vetgraph.extraction.relations import CERTAIN, Relation, relations
from vetgraph.extraction.rows import noting, rows, sheet_files
from vetgraph.extraction.sheets import citations, sheet_facts
from vetgraph.extraction.short import short_bodies, short_groups, short_names, stands_for
from vetgraph.extraction.tables import listed_things, table_facts
from vetgraph.extraction.whose import protagonists
from vetgraph.model import Citation, Fact, Thing
from vetgraph.schema import schema
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from vetgraph.extraction.discover import Discovered
    from vetgraph.extraction.rows import Row
    from vetgraph.model import Report, Span

_PARTIES = ("school", "partner", "member", "beneficiary")
# 丁戊职业技术学校（民办） in a cell is that school.
_OWNED = re.compile("[（(](?:公办|民办)[)）]$")
RULE_MENTION = "rule-case-mention"
_UNMENTIONED = frozenset({"about", "breakdown", "occasion", "case"})


@dataclass(frozen=True, slots=True)
class Extraction:
    """The facts of a report in reading order, and the things it names.

    ``refused`` is what the citation gate refused (fact, zh, en), ``unsure`` the relations that
    rules read but are not sure of, with their scores (0 to 1).
    """

    facts: tuple[Fact, ...]
    things: tuple[Thing, ...]
    context: Context
    refused: tuple[tuple[Fact, str, str], ...]
    unsure: tuple[tuple[Fact, float], ...] = ()


def extract(report: Report, region: str, data_year: int, sheets: Path | None = None) -> Extraction:
    """All facts of a report; ``sheets`` is the folder of its reviewed fact sheets, if any.

    Raises ``SheetError`` that lists every bad row of every sheet.
    """
    found = index(report)
    problems: list[errors.VetgraphError] = []
    reviews = {path.stem: rows(path, problems) for path in sheet_files(sheets, problems)}
    things = _things(reviews.pop("thing", []), found, problems)
    context = _context(region, data_year, things, reviews.get("naming", []), problems)
    reviewed = [
        f for sheet in reviews.values() for f in sheet_facts(sheet, found, context, problems)
    ]
    if problems:
        raise errors.SheetError(problems)
    names = _discovered(report, region, data_year)
    firms = [name for name, kind in names.kinds.items() if kind == "Enterprise"]
    for name, kind in _told(report, names):
        known = context.canonical(name) is not None or name in names.aliases
        if not known and not stands_for(name, firms):
            things.setdefault(name, Thing(name, kind, country=country_of(name)))
    ahead = stretches_ahead(report.sections, len(report.text))
    context = replace(_widened(context, names, things), ahead=ahead)
    firms = [name for name, kind in context.kinds.items() if kind == "Enterprise"]
    groups = [name for name, kind in context.kinds.items() if kind in BODIES]
    shorts = (
        *short_names(firms, report, context), *short_groups(groups, report, context),
        *short_bodies(names.offices, report, context),
    )  # fmt: skip
    names = replace(names, facts=(*names.facts, *shorts))
    context = _with_aliases(context, shorts)
    own = own_passage(report, context)
    read = [with_own(f, own, report, context) for f in _from_rules(report, context, reviewed)]
    told = [
        Relation(with_own(r.fact, own, report, context), r.score)
        for r in _relations(report, context, names)
    ]
    related = _unreviewed(told, reviewed)
    sure = [one.fact for one in related if one.score >= CERTAIN]
    for name in _abroad(sure, context):
        things.setdefault(name, Thing(name, "InternationalPartner", country=country_of(name)))
    mentions = _mentions(report, _grown(context, [*read, *sure, *reviewed]))
    let_in, refused = _through_gate([*read, *sure, *mentions], report, context)
    facts = sorted([*let_in, *reviewed], key=_reading_order)
    unsure = tuple((one.fact, one.score) for one in related if one.score < CERTAIN)
    return Extraction(tuple(facts), tuple(things.values()), context, tuple(refused), unsure)


def _discovered(report: Report, region: str, year: int) -> Discovered:
    """The names of the text; a cell 甲学校（甲校） names what stands before its bracket."""
    cells = tuple(labelled(report))
    names = discover((*report.paragraphs, *cells), region, year)
    whole = {
        cell.text: about
        for cell in cells
        for about in names.aliases.values()
        if cell.text.startswith(about) and cell.text[len(about) : len(about) + 1] in ("（", "(")
    }
    owned = {c.text: _OWNED.sub("", c.text) for t in report.tables for r in t.rows for c in r}
    whole |= {text: name for text, name in owned.items() if name != text}
    listed = tuple(columned(report, year))
    given = {fact.get("alternateName")[0]: fact.get("about")[0] for fact in listed}
    kinds = {name: class_of(name) for name in given.values()} | names.kinds
    facts, aliases = (*names.facts, *listed), names.aliases | whole | given
    return replace(names, kinds=kinds, aliases=aliases, facts=facts)


def _abroad(facts: Iterable[Fact], context: Context) -> Iterator[str]:
    """The bodies abroad that relations name and nothing else described."""
    named = (name for fact in facts for role in _PARTIES for name in fact.get(role))
    for name in named:
        if country_of(name) and context.canonical(name) in (None, name):
            yield name


def _told(report: Report, names: Discovered) -> Iterator[tuple[str, str]]:
    """The things that registers list and that the shape of their names tells, with classes."""
    for table in report.tables:
        yield from listed_things(table)
        yield from named_things(table)
    yield from names.kinds.items()


def _widened(context: Context, names: Discovered, things: dict[str, Thing]) -> Context:
    """The context with what the text itself brings: names by their shape, and their aliases."""
    known = {fold(name): name for name in things}
    region = context.canonical(context.region) or context.region
    own = ("我校", "我院", "本校") if is_school(region) else ("我区", "我市", "我县")
    aliases = {word: region for word in (*own, fold(context.region))}
    aliases |= {fold(a): context.canonical(n) or n for a, n in names.aliases.items()}
    if last := last_place(region):
        aliases.setdefault(fold(last), region)
    # 市教育体育局 (of 芦塘市), in its turn 市教体局 for short.
    aliases = {alias: aliases.get(fold(name), name) for alias, name in aliases.items()}
    kinds = {name: thing.kind for name, thing in things.items()} | dict(context.kinds)
    words = known | aliases | dict(context.names)
    return replace(context, names=words, kinds=kinds, repeated=names.repeated)


def _with_aliases(context: Context, namings: Iterable[Fact]) -> Context:
    """The context with the further names that namings give; a known name keeps its meaning."""
    named = {f.get("alternateName")[0]: f.get("about")[0] for f in namings}
    words = {fold(word): name for a, name in named.items() for word in (a, name)}
    kinds = {name: class_of(name) for name in named.values()}
    return replace(context, names=words | dict(context.names), kinds=kinds | dict(context.kinds))


def _relations(report: Report, context: Context, names: Discovered) -> list[Relation]:
    """The relations of the whole text: those that aliases bring, then sentence by sentence."""
    own = own_place(own_passage(report, context), context)
    found = [Relation(fact, 1.0) for fact in (*names.facts, *own)]
    named, section = Named(), ""
    for paragraph in report.paragraphs:
        named = named if paragraph.section == section else Named()
        section = paragraph.section
        if not context.is_ahead(paragraph.span(0, 0).start):
            found += relations(paragraph, context.within(section), named)
    found += [Relation(f, 1.0) for table in report.tables for f in listing_facts(table, context)]
    distinct: dict[object, Relation] = {}
    for one in found:
        at = (one.fact.kind, one.fact.values, one.fact.citations[0].span.end)
        distinct.setdefault(at, one)
    return list(distinct.values())


def _unreviewed(found: Iterable[Relation], reviewed: Sequence[Fact]) -> list[Relation]:
    """Relations of passages that no reviewed row of their kind covers: there the review holds."""
    covered: dict[str, list[Span]] = {}
    for fact in reviewed:
        covered.setdefault(fact.kind, []).extend(c.span for c in fact.citations)
    kept = [r for r in found if not any(map(partial(_meets, r.fact), covered.get(r.fact.kind, [])))]
    return [r for r in kept if not any(_says_it(fact, r.fact) for fact in reviewed)]


def _says_it(reviewed: Fact, one: Fact) -> bool:
    """Whether a reviewed fact of the same passage names both things of an association."""
    if one.kind != "Association" or not any(_meets(one, c.span) for c in reviewed.citations):
        return False
    named = {value for _, values in reviewed.values for value in values}
    return {*one.get("actor"), *one.get("counterpart")} <= named


def _meets(fact: Fact, span: Span) -> bool:
    return any(c.span.start < span.end and span.start < c.span.end for c in fact.citations)


def _things(
    sheet: Sequence[Row], found: Index, problems: list[errors.VetgraphError]
) -> dict[str, Thing]:
    things: dict[str, Thing] = {}
    for row in sheet:
        with noting(problems):
            thing = _thing(row, found)
            if thing.name in things:
                zh, en = f"重复的事物：{thing.name}", f"a thing listed twice: {thing.name}"
                raise row.bad(zh, en, "name")
            things[thing.name] = thing
    return things


def _thing(row: Row, found: Index) -> Thing:
    kind = schema().classes.get(row.get("class"))
    if not row.get("name"):
        raise row.bad("缺少名称", "the name is missing", "name")
    if kind is None or kind.segment is None:
        named = row.get("class")
        raise row.bad(f"没有这个类：{named}", f"no such class: {named}", "class")
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
    limits: dict[str, tuple[str, ...]] = {}
    for row in naming:
        with noting(problems):
            about, alias = row.get("about"), row.get("alternateName")
            if not (fold(about) and fold(alias)):
                empty = "alternateName" if fold(about) else "about"
                raise row.bad("缺少名称或别名", "the name or the alias is missing", empty)
            if names.get(fold(alias), about) != about:
                other = names[fold(alias)]
                zh, en = f"“{alias}”已是“{other}”的名称", f"“{alias}” already names “{other}”"
                raise row.bad(zh, en, "alternateName")
            names[fold(alias)] = about
            names.setdefault(fold(about), about)
            if row.get("within"):
                limits[fold(alias)] = tuple(row.get("within").split(";"))
    return Context(region, data_year, names, {t.name: t.kind for t in things.values()}, limits)


def _from_rules(report: Report, context: Context, reviewed: Sequence[Fact]) -> list[Fact]:
    """What rules read; a figure that a reviewer described is left to the review."""
    taken = {fact.value_span for fact in reviewed if fact.value_span}
    read = [fact for table in report.tables for fact in table_facts(table, context)]
    grown = _with_classes(context, read)
    of = protagonists(report, grown)
    told = [
        list(prose_facts(paragraph, grown.within(paragraph.section), of.get(paragraph.section)))
        for paragraph in report.paragraphs
    ]
    doubts = doubtful([*read, *(fact for some in told for fact in some)], context)
    for paragraph, some in zip(report.paragraphs, told, strict=True):
        again = any(fact.value_span in doubts for fact in some)
        within = grown.within(paragraph.section)
        read.extend(
            prose_facts(paragraph, within, of.get(paragraph.section), doubts) if again else some
        )
    return [fact for fact in read if fact.value_span is None or fact.value_span not in taken]


def _with_classes(context: Context, facts: Iterable[Fact]) -> Context:
    """The context with the programmes that registers list, so that sentences can speak of them."""
    listed = {name for fact in facts for name in fact.get("orderClass")}
    unknown = {name: "OrderClass" for name in sorted(listed) if context.canonical(name) is None}
    names = dict(context.names) | {fold(name): name for name in unknown}
    return replace(context, names=names, kinds=dict(context.kinds) | unknown)


def _grown(context: Context, facts: Iterable[Fact]) -> Context:
    """The context with the things that facts name, so that cases can mention them."""
    names, kinds = dict(context.names), dict(context.kinds)
    known = schema().properties
    for fact in facts:
        for name, values in fact.values:
            if known[name].form == "thing" and name not in _UNMENTIONED:
                for value in values:
                    names.setdefault(fold(value), context.canonical(value) or value)
    return replace(context, names=names, kinds=kinds)


def _mentions(report: Report, context: Context) -> Iterator[Fact]:
    """A case mentions each known thing that its body names, cited where it first does."""
    seen: set[tuple[str, str]] = set()
    for paragraph in report.paragraphs:
        if not paragraph.section.startswith("案例") or is_source_note(paragraph.text):
            continue
        for name, start, end in context.within(paragraph.section).mentions(paragraph.text):
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
