"""Reviewed fact sheets: one CSV a statement kind, one row a statement, a quote in every row."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph import errors
from vetgraph.extraction.dictionary import Unit, dictionary
from vetgraph.extraction.gate import objections
from vetgraph.extraction.observation import Meaning, Place, observation
from vetgraph.model import INFERRED, STATED, Citation, Fact, Span
from vetgraph.schema import schema
from vetgraph.text import BARE_YEAR, quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from vetgraph.extraction.context import Context
    from vetgraph.extraction.passages import Index
    from vetgraph.schema import Property
    from vetgraph.text import Quantity

_OWN = {"quote", "section", "status", "rationale", "rationale@en", "score"}
_THING_COLUMNS = {"name", "class", "code", "country", "quote", "section"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet with its place (1-based line of the file)."""

    file: Path
    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The cell of a column without outer blanks; empty when there is none."""
        return self.cells.get(column, "").strip()

    def problem(self, zh: str, en: str) -> errors.VetgraphError:
        """A problem of this row in words."""
        return errors.InputError(zh=zh, en=en, file=self.file, line=self.line)

    def bad(self, zh: str, en: str) -> errors.SheetError:
        """A problem of this row, to be raised."""
        return errors.SheetError([self.problem(zh, en)])


@contextmanager
def noting(problems: list[errors.VetgraphError]) -> Iterator[None]:
    """Keep the problems of a ``SheetError`` and go on, so that one run shows all."""
    try:
        yield
    except errors.SheetError as error:
        problems.extend(error.problems)


def rows(path: Path, problems: list[errors.VetgraphError]) -> list[Row]:
    """The good rows of a sheet (UTF-8 with or without BOM); what is wrong goes to ``problems``."""
    with noting(problems):
        reader = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
        try:
            _check_columns(path, list(reader.fieldnames or []))
            return list(_whole_rows(path, reader, problems))
        except csv.Error as error:
            zh, en = f"CSV 格式错误：{error}", f"malformed CSV: {error}"
            raise _bad(path, reader.reader.line_num, zh, en) from error
    return []


def _whole_rows(
    path: Path, reader: csv.DictReader[str], problems: list[errors.VetgraphError]
) -> Iterator[Row]:
    for cells in reader:
        row = Row(path, reader.line_num, cells)
        if None in cells or None in cells.values():
            zh, en = "列数与表头不符", "the row has not as many cells as the header"
            problems.append(row.problem(zh, en))
        else:
            yield row


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad(path, None, "事实表须为 UTF-8 编码", "a fact sheet must be UTF-8") from error
    except OSError as error:
        zh, en = f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}"
        raise _bad(path, None, zh, en) from error


def kind_of(path: Path) -> str:
    """The statement kind of a sheet by its file name: programme-run.csv -> ProgrammeRun."""
    return "".join(part.capitalize() for part in path.stem.split("-"))


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
    quotes = [q for q in row.get("quote").split("||") if q.strip()]
    if not quotes:
        raise row.bad("缺少引文（quote）", "the quote is missing")
    return tuple(_locate(quote.strip(), row, index) for quote in quotes)


def _locate(quote: str, row: Row, index: Index) -> Citation:
    places = list(index.occurrences(quote))
    if not places:
        raise row.bad(f"引文不在报告中：“{quote}”", f"the quote is not in the report: “{quote}”")
    section = row.get("section")
    fitting = [p for p in places if index.section(p.start) == section] if section else places
    if not fitting:
        raise row.bad(
            f"引文不在“{section}”节：“{quote}”", f"the quote is not in section {section}: “{quote}”"
        )
    if len(fitting) > 1 and not section:
        count = len(fitting)
        raise row.bad(
            f"引文在报告中出现 {count} 次，请在 section 列写明所在节：“{quote}”",
            f"the quote occurs {count} times, name its section: “{quote}”",
        )
    return index.citation(fitting[0])


def _fact(row: Row, index: Index, context: Context) -> Fact:
    cited, status = citations(row, index), _status(row)
    reasons = (("zh", row.get("rationale")), ("en", row.get("rationale@en")))
    rationale = reasons if status == INFERRED else ()
    kind = kind_of(row.file)
    if kind == "Observation":
        fact = _observation(row, cited, index, context)
        return replace(fact, status=status, rationale=rationale)
    values = [(name, _values(row, name)) for name in row.cells if name not in _OWN]
    kept = [(name, given) for name, given in values if given]
    _year(row, "period")
    if not row.get("period") and not row.get("periodNotStated"):
        kept += [("period", (str(context.data_year),)), ("periodAssumed", ("true",))]
    return Fact(kind, tuple(kept), cited, _made_by(row), status, rationale)


def _status(row: Row) -> str:
    status = row.get("status") or STATED
    if status not in (STATED, INFERRED):
        zh = f"状态只能是 stated 或 inferred：{status}"
        raise row.bad(zh, f"status is stated or inferred: {status}")
    if status == INFERRED and not (row.get("rationale") and row.get("rationale@en")):
        zh = "推断须写明理由（rationale 与 rationale@en）"
        raise row.bad(zh, "an inferred row needs rationale and rationale@en")
    return status


def _values(row: Row, name: str) -> tuple[str, ...]:
    """The values of a cell (``;`` between several); codes are looked up in their list."""
    role = schema().properties[name]
    printed = row.get(name).split(";") if role.form in ("thing", "code") else [row.get(name)]
    parts = [part.strip() for part in printed if part.strip()]
    return tuple(_code(row, role, part) if role.form == "code" else part for part in parts)


def _code(row: Row, role: Property, value: str) -> str:
    """The code of a printed label; the message shows what the list offers."""
    concept = schema().concept(str(role.scheme), value)
    if concept is None:
        offered = "、".join(c.zh for c in list(schema().concepts[str(role.scheme)].values())[:12])
        raise row.bad(
            f"{role.zh}（{role.name}）没有“{value}”；码表有：{offered} …",
            f"{role.name}: no “{value}” in the code list {role.scheme}",
        )
    return concept.code


def _year(row: Row, column: str) -> int | None:
    year = row.get(column)
    if year and not BARE_YEAR.fullmatch(year):
        raise row.bad(
            f"{column} 须为四位年份：{year}", f"{column} must be a four-digit year: {year}"
        )
    return int(year) if year else None


def _made_by(row: Row) -> str:
    return f"sheet-{row.file.stem}"


def _observation(row: Row, cited: tuple[Citation, ...], index: Index, context: Context) -> Fact:
    printed = row.get("valueText")
    place, number = _printed(row, cited, index)
    start = place.span.start + number.start
    at = Place(place, Span(start, start + len(printed)), _made_by(row))
    fact = observation(_meaning(row, context), number, at, -1 if row.get("sign") == "-" else 1)
    return replace(fact, citations=cited)


def _printed(row: Row, cited: tuple[Citation, ...], index: Index) -> tuple[Citation, Quantity]:
    """The first quote that prints the row's value, and that number."""
    printed = row.get("valueText")
    for citation in cited:
        for number in quantities(index.report.said(citation.span)):
            if number.text == printed:
                return citation, number
    raise row.bad(f"引文中没有数值“{printed}”", f"the quote does not print the value “{printed}”")


def _meaning(row: Row, context: Context) -> Meaning:
    codes = schema().properties
    if not row.get("about"):
        raise row.bad("缺少观测对象（about）", "what the figure is about is missing")
    indicator = _code(row, codes["indicator"], row.get("indicator"))
    concept = schema().concepts["indicator"][indicator]
    kind, year = row.get("measureKind"), _year(row, "period")
    return Meaning(
        about=row.get("about"),
        indicator=indicator,
        measure=_code(row, codes["measureKind"], kind) if kind else concept.kind or "level",
        unit=_unit(row) or Unit(concept.unit or "one", Decimal(1)),
        period=year or context.data_year,
        assumed=not year,
        base=_year(row, "basePeriod"),
        breakdowns=tuple(p.strip() for p in row.get("breakdown").split(";") if p.strip()),
        occasion=row.get("occasion") or None,
    )


def _unit(row: Row) -> Unit | None:
    printed = row.get("unit")
    unit = dictionary().unit(printed) if printed else None
    if printed and unit is None:
        raise row.bad(f"没有这个单位：{printed}", f"no such unit: {printed}")
    return unit


def _check_columns(path: Path, columns: list[str]) -> None:
    """Only known columns, each once, and a quote; an unknown sheet is no statement kind."""
    if path.stem != "thing" and kind_of(path) not in schema().kinds():
        kinds = ", ".join(schema().kinds())
        zh, en = f"没有这种陈述；可用：{kinds}", f"no such statement kind; known: {kinds}"
        raise _bad(path, None, zh, en)
    allowed = _THING_COLUMNS if path.stem == "thing" else _OWN | set(schema().properties) | {"sign"}
    unknown = [c for c in columns if c not in allowed]
    twice = sorted({c for c in columns if columns.count(c) > 1})
    if unknown:
        listed = "、".join(unknown)
        raise _bad(path, 1, f"未知的列：{listed}", f"unknown columns: {', '.join(unknown)}")
    if twice:
        listed = "、".join(twice)
        raise _bad(path, 1, f"重复的列：{listed}", f"columns given twice: {', '.join(twice)}")
    if "quote" not in columns:
        raise _bad(path, 1, "缺少 quote 列", "the column quote is missing")


def _bad(path: Path, line: int | None, zh: str, en: str) -> errors.SheetError:
    return errors.SheetError([errors.InputError(zh=zh, en=en, file=path, line=line)])
