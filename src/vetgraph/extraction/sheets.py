"""Reviewed fact sheets: one CSV a statement kind, one row a statement, a quote in every row."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph import errors
from vetgraph.extraction.dictionary import Unit, dictionary
from vetgraph.extraction.gate import objections
from vetgraph.extraction.observation import Meaning, Place, observation
from vetgraph.model import INFERRED, STATED, Citation, Fact, Span
from vetgraph.schema import schema
from vetgraph.text import quantities

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vetgraph.extraction.context import Context
    from vetgraph.extraction.passages import Index
    from vetgraph.schema import Property

_OWN = {"quote", "section", "status", "rationale", "rationale@en"}
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


def rows(path: Path, allowed: set[str] | None = None) -> list[Row]:
    """The rows of a sheet (UTF-8 with or without BOM); raises ``SheetError`` for bad columns."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad(path, None, "事实表须为 UTF-8 编码", "a fact sheet must be UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = list(reader.fieldnames or [])
        _check_columns(path, columns, allowed or _columns_of(path))
        found = []
        for cells in reader:
            if None in cells or None in cells.values():
                raise _bad(path, reader.line_num, "列数与表头不符", "the row has not as many cells as the header")
            found.append(Row(path, reader.line_num, dict(cells)))
    except csv.Error as error:
        raise _bad(path, reader.line_num, f"CSV 格式错误：{error}", f"malformed CSV: {error}") from error
    return found


def thing_rows(path: Path) -> list[Row]:
    """The rows of ``thing.csv``: name, class, code, country, quote."""
    return rows(path, _THING_COLUMNS) if path.is_file() else []


def kind_of(path: Path) -> str:
    """The statement kind of a sheet by its file name: programme-run.csv -> ProgrammeRun."""
    return "".join(part.capitalize() for part in path.stem.split("-"))


def sheet_facts(path: Path, index: Index, context: Context) -> Iterator[Fact]:
    """The facts of one sheet; raises ``SheetError`` that lists every bad row at once."""
    if kind_of(path) not in schema().kinds():
        kinds = ", ".join(schema().kinds())
        raise _bad(path, None, f"没有这种陈述；可用：{kinds}", f"no such statement kind; known: {kinds}")
    problems: list[errors.VetgraphError] = []
    facts = []
    for row in rows(path):
        try:
            fact = _fact(row, index, context)
        except errors.SheetError as error:
            problems.extend(error.problems)
        else:
            problems.extend(row.problem(*pair) for pair in objections(fact, index.report, context))
            facts.append(fact)
    if problems:
        raise errors.SheetError(problems)
    yield from facts


def citations(row: Row, index: Index) -> tuple[Citation, ...]:
    """The passages of a row's quotes; raises ``SheetError`` when one is not in the text."""
    quotes = [q for q in row.get("quote").split("||") if q.strip()]
    if not quotes:
        raise errors.SheetError([row.problem("缺少引文（quote）", "the quote is missing")])
    return tuple(_locate(quote.strip(), row, index) for quote in quotes)


def _locate(quote: str, row: Row, index: Index) -> Citation:
    places = list(index.occurrences(quote))
    if not places:
        raise errors.SheetError(
            [row.problem(f"引文不在报告中：“{quote}”", f"the quote is not in the report: “{quote}”")]
        )
    section = row.get("section")
    fitting = [p for p in places if index.section(p.start) == section] if section else places
    return index.citation((fitting or places)[0])


def _fact(row: Row, index: Index, context: Context) -> Fact:
    cited = citations(row, index)
    status, made_by = _status(row), _made_by(row)
    if kind_of(row.file) == "Observation":
        return _observation(row, cited, index, context)
    values = [(name, _values(row, name)) for name in row.cells if name not in _OWN]
    kept = [(name, given) for name, given in values if given]
    if not row.get("period") and not row.get("periodNotStated"):
        kept += [("period", (str(context.data_year),)), ("periodAssumed", ("true",))]
    rationale = (("zh", row.get("rationale")), ("en", row.get("rationale@en")))
    return Fact(
        kind_of(row.file), tuple(kept), cited, made_by, status,
        rationale if status == INFERRED else (),
    )  # fmt: skip


def _status(row: Row) -> str:
    status = row.get("status") or STATED
    if status not in (STATED, INFERRED):
        raise errors.SheetError(
            [row.problem(f"状态只能是 stated 或 inferred：{status}", f"status is stated or inferred: {status}")]
        )
    if status == INFERRED and not (row.get("rationale") and row.get("rationale@en")):
        raise errors.SheetError(
            [row.problem("推断须写明理由（rationale 与 rationale@en）", "an inferred row needs rationale and rationale@en")]
        )
    return status


def _values(row: Row, name: str) -> tuple[str, ...]:
    """The values of a cell (``;`` between several); codes are looked up in their list."""
    role = schema().properties[name]
    parts = [p.strip() for p in row.get(name).split(";")] if role.form in _MANY else [row.get(name)]
    return tuple(_code(row, role, part) for part in parts if part)


_MANY = ("thing", "code")


def _code(row: Row, role: Property, value: str) -> str:
    if role.form != "code" or role.scheme is None:
        return value
    concept = schema().concept(role.scheme, value)
    if concept is None:
        known = "、".join(c.zh for c in list(schema().concepts[role.scheme].values())[:12])
        raise errors.SheetError(
            [
                row.problem(
                    f"{role.zh}（{role.name}）没有“{value}”；码表有：{known} …",
                    f"{role.name}: no “{value}” in the code list {role.scheme}",
                )
            ]
        )
    return concept.code


def _made_by(row: Row) -> str:
    return f"sheet-{row.file.stem}"


def _observation(
    row: Row, cited: tuple[Citation, ...], index: Index, context: Context
) -> Fact:
    printed = row.get("valueText")
    first = cited[0]
    text = index.report.text[first.span.start : first.span.end]
    number = next((q for q in quantities(text) if q.text == printed), None)
    if number is None:
        raise errors.SheetError(
            [row.problem(f"引文中没有数值“{printed}”", f"the quote does not print the value “{printed}”")]
        )
    start = first.span.start + number.start
    place = Place(first, Span(start, start + len(printed)), _made_by(row))
    meaning = _meaning(row, context)
    fact = observation(meaning, number, place, -1 if row.get("sign") == "-" else 1)
    return replace(fact, citations=cited)


def _meaning(row: Row, context: Context) -> Meaning:
    codes = schema().properties
    indicator = _code(row, codes["indicator"], row.get("indicator"))
    concept = schema().concepts["indicator"][indicator]
    unit = dictionary().unit(row.get("unit")) if row.get("unit") else None
    kind = row.get("measureKind")
    year = row.get("period")
    return Meaning(
        about=row.get("about"),
        indicator=indicator,
        measure=_code(row, codes["measureKind"], kind) if kind else concept.kind or "level",
        unit=unit or Unit(concept.unit or "one", Decimal(1)),
        period=int(year or context.data_year),
        assumed=not year,
        base=int(row.get("basePeriod")) if row.get("basePeriod") else None,
        breakdowns=tuple(p.strip() for p in row.get("breakdown").split(";") if p.strip()),
        occasion=row.get("occasion") or None,
    )


def _columns_of(path: Path) -> set[str]:
    return _OWN | set(schema().properties) | {"sign"}


def _check_columns(path: Path, columns: list[str], allowed: set[str]) -> None:
    unknown = [c for c in columns if c not in allowed]
    if unknown:
        listed = "、".join(unknown)
        raise _bad(path, 1, f"未知的列：{listed}", f"unknown columns: {', '.join(unknown)}")
    if "quote" not in columns:
        raise _bad(path, 1, "缺少 quote 列", "the column quote is missing")


def _bad(path: Path, line: int | None, zh: str, en: str) -> errors.SheetError:
    return errors.SheetError([errors.InputError(zh=zh, en=en, file=path, line=line)])


