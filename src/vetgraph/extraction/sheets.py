"""Reviewed fact sheets: one CSV a statement kind, one row a statement, a quote in every row."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph import errors
from vetgraph.extraction.dictionary import Unit, dictionary
from vetgraph.extraction.gate import objections
from vetgraph.extraction.observation import Meaning, Place, observation
from vetgraph.extraction.rows import OWN, kind_of, noting, year
from vetgraph.model import INFERRED, STATED, Citation, Fact, Span
from vetgraph.schema import schema
from vetgraph.text import quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.extraction.passages import Index
    from vetgraph.extraction.rows import Row
    from vetgraph.schema import Property
    from vetgraph.text import Quantity


def sheet_facts(
    sheet: Iterable[Row], index: Index, context: Context, problems: list[errors.VetgraphError]
) -> Iterator[Fact]:
    """The facts of the good rows of one sheet; what is wrong goes to ``problems``."""
    for row in sheet:
        with noting(problems):
            fact = _fact(row, index, context)
            objected = [row.problem(*pair) for pair in objections(fact, index.report, context)]
            problems.extend(objected)
            if not objected:
                yield fact


def citations(row: Row, index: Index) -> tuple[Citation, ...]:
    """The passages of a row's quotes; raises ``SheetError`` when one is not in the text."""
    quotes = [q for q in row.get("quote").replace("｜｜", "||").split("||") if q.strip()]
    if not quotes:
        raise row.bad("缺少引文", "the quote is missing", "quote")
    return tuple(_locate(quote.strip(), row, index) for quote in quotes)


def _locate(quote: str, row: Row, index: Index) -> Citation:
    places = list(index.occurrences(quote))
    if not places:
        zh, en = f"引文不在报告中：“{quote}”", f"the quote is not in the report: “{quote}”"
        raise row.bad(zh, en, "quote")
    section = row.get("section")
    fitting = [p for p in places if index.section(p.start) == section] if section else places
    if not fitting:
        found = "、".join(sorted({index.section(p.start) for p in places}))
        raise row.bad(
            f"引文不在“{section}”节，而在：{found}",
            f"the quote is not in section {section} but in: {found}", "section",
        )  # fmt: skip
    if len(fitting) > 1 and not section:
        count = len(fitting)
        raise row.bad(
            f"引文在报告中出现 {count} 次，请写明所在节：“{quote}”",
            f"the quote occurs {count} times, name its section: “{quote}”", "section",
        )  # fmt: skip
    return index.citation(fitting[0])


def _fact(row: Row, index: Index, context: Context) -> Fact:
    """The fact of a row; raises ``SheetError`` with everything that is wrong with it."""
    problems: list[errors.VetgraphError] = []
    fact: Fact | None = None
    cited: tuple[Citation, ...] = ()
    status = STATED
    rationale: tuple[tuple[str, str], ...] = ()
    with noting(problems):
        cited = citations(row, index)
    with noting(problems):
        status = _status(row)
        rationale = _rationale(row) if status == INFERRED else ()
    values = _all_values(row, problems)
    with noting(problems):
        fact = (
            _observation(row, cited, index, context)
            if kind_of(row.file) == "Observation"
            else Fact(kind_of(row.file), (*values, *_period(row, context)), cited, _made_by(row))
        )
    if problems or fact is None:
        raise errors.SheetError(problems)
    return replace(fact, status=status, rationale=rationale)


def _all_values(
    row: Row, problems: list[errors.VetgraphError]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The values of every column of properties; those of observations are read by name."""
    if kind_of(row.file) == "Observation":
        return ()
    found = []
    for name in row.cells:
        if name and name not in OWN and name != "period":
            with noting(problems):
                found.append((name, _values(row, name)))
    return tuple((name, given) for name, given in found if given)


def _period(row: Row, context: Context) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The year of a row; the data year of the report when it names none."""
    if said := year(row, "period"):
        return (("period", (str(said),)),)
    if row.get("periodNotStated"):
        return ()
    return (("period", (str(context.data_year),)), ("periodAssumed", ("true",)))


def _status(row: Row) -> str:
    status = row.get("status").lower() or STATED
    if status not in (STATED, INFERRED):
        zh, en = f"只能是 stated 或 inferred：{status}", f"is stated or inferred, not: {status}"
        raise row.bad(zh, en, "status")
    return status


def _rationale(row: Row) -> tuple[tuple[str, str], ...]:
    missing = [name for name in ("rationale", "rationale@en") if not row.get(name)]
    if missing:
        raise errors.SheetError(
            [
                row.problem("推断须写明理由", "an inferred row needs its rationale", name)
                for name in missing
            ]
        )
    return (("zh", row.get("rationale")), ("en", row.get("rationale@en")))


def _values(row: Row, name: str) -> tuple[str, ...]:
    """The values of a cell (``;`` between several); codes are looked up in their list."""
    role = schema().properties[name]
    several = role.form in ("thing", "code")
    printed = row.get(name).replace("；", ";").split(";") if several else [row.get(name)]
    parts = [part.strip() for part in printed if part.strip()]
    return tuple(_code(row, role, part) if role.form == "code" else part for part in parts)


def _code(row: Row, role: Property, value: str) -> str:
    """The code of a printed label; the message shows what the list offers."""
    concept = schema().concept(str(role.scheme), value)
    if concept is None:
        offered = "、".join(c.zh for c in list(schema().concepts[str(role.scheme)].values())[:12])
        raise row.bad(
            f"{role.zh}没有“{value}”；码表有：{offered} …",
            f"no “{value}” in the code list {role.scheme}", role.name,
        )  # fmt: skip
    return concept.code


def _made_by(row: Row) -> str:
    return f"sheet-{row.file.stem}"


def _observation(row: Row, cited: tuple[Citation, ...], index: Index, context: Context) -> Fact:
    problems: list[errors.VetgraphError] = []
    printed, meaning, place = row.get("valueText"), None, None
    with noting(problems):
        meaning = _meaning(row, context)
    if cited:
        with noting(problems):
            place, number = _printed(row, cited, index)
    if problems or meaning is None or place is None:
        raise errors.SheetError(problems)
    start = place.span.start + number.start
    at = Place(place, Span(start, start + len(printed)), _made_by(row))
    fact = observation(meaning, number, at, -1 if row.get("sign") == "-" else 1)
    return replace(fact, citations=cited)


def _printed(row: Row, cited: tuple[Citation, ...], index: Index) -> tuple[Citation, Quantity]:
    """The first quote that prints the row's value, and that number."""
    printed = row.get("valueText")
    for citation in cited:
        for number in quantities(index.report.said(citation.span)):
            if number.text == printed:
                return citation, number
    zh, en = f"引文中没有数值“{printed}”", f"the quote does not print the value “{printed}”"
    raise row.bad(zh, en, "valueText")


def _meaning(row: Row, context: Context) -> Meaning:
    problems: list[errors.VetgraphError] = []
    codes = schema().properties
    indicator = kind = ""
    period = base = unit = None
    if not row.get("about"):
        problems.append(row.problem("缺少观测对象", "what the figure is about is missing", "about"))
    with noting(problems):
        indicator = _code(row, codes["indicator"], row.get("indicator"))
    with noting(problems):
        given = row.get("measureKind")
        kind = _code(row, codes["measureKind"], given) if given else ""
    with noting(problems):
        period = year(row, "period")
    with noting(problems):
        base = year(row, "basePeriod")
    with noting(problems):
        unit = _unit(row)
    if problems:
        raise errors.SheetError(problems)
    concept = schema().concepts["indicator"][indicator]
    return Meaning(
        about=row.get("about"),
        indicator=indicator,
        measure=kind or concept.kind or "level",
        unit=unit or Unit(concept.unit or "one", Decimal(1)),
        period=period or context.data_year,
        assumed=not period,
        base=base,
        breakdowns=tuple(p.strip() for p in row.get("breakdown").split(";") if p.strip()),
        occasion=row.get("occasion") or None,
    )


def _unit(row: Row) -> Unit | None:
    printed = row.get("unit")
    unit = dictionary().unit(printed) if printed else None
    if printed and unit is None:
        raise row.bad(f"没有这个单位：{printed}", f"no such unit: {printed}", "unit")
    return unit
