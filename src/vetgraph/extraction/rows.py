"""The rows of fact sheets, as people and spreadsheet programs save them (RFC 4180 and its kin)."""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph import errors
from vetgraph.reading.encodings import decode
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    Problems = list[errors.VetgraphError]

OWN = {"quote", "section", "status", "rationale", "rationale@en", "score"}
"""The columns of every sheet beside the properties of its kind; the score is not read."""
_THING_COLUMNS = {"name", "class", "code", "country", "quote", "section"}
_DELIMITERS = (",", "\t", ";")
_NO_SHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".et", ".numbers", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet with its number, counted as spreadsheets do (the header is row 1)."""

    file: Path
    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The cell of a column without outer blanks; empty when there is none."""
        return self.cells.get(column, "").strip()

    def problem(self, zh: str, en: str, column: str = "") -> errors.VetgraphError:
        """A problem of this row in words, with the column that it concerns."""
        zh, en = (f"{column} 列：{zh}", f"column {column}: {en}") if column else (zh, en)
        return errors.InputError(zh=zh, en=en, file=self.file, line=self.line)

    def bad(self, zh: str, en: str, column: str = "") -> errors.SheetError:
        """A problem of this row, to be raised."""
        return errors.SheetError([self.problem(zh, en, column)])


@contextmanager
def noting(problems: Problems) -> Iterator[None]:
    """Keep the problems of a ``SheetError`` and go on, so that one run shows all."""
    try:
        yield
    except errors.SheetError as error:
        problems.extend(error.problems)


def sheet_files(folder: Path | None, problems: Problems) -> list[Path]:
    """The fact sheets of a folder by name; spreadsheets that are none go to ``problems``."""
    if folder is None or not folder.is_dir():
        return []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in _NO_SHEETS and not path.name.startswith((".", "~")):
            zh, en = "事实表须为 CSV；请另存为 CSV", "a fact sheet is a CSV; save it as CSV"
            problems.append(errors.InputError(zh=zh, en=en, file=path))
    return sorted(folder.glob("*.csv"))


def kind_of(path: Path) -> str:
    """The statement kind of a sheet by its file name: programme-run.csv -> ProgrammeRun."""
    return "".join(part.capitalize() for part in path.stem.split("-"))


def rows(path: Path, problems: Problems) -> list[Row]:
    """The good rows of a sheet; what is wrong goes to ``problems``.

    Any encoding of a report is read, commas, tabs or semicolons between cells, CRLF, and rows and
    columns that are blank.
    """
    with noting(problems):
        allowed = _allowed(path)
        records = _records(path)
        number, header = next(records, (1, []))
        columns = _columns(path, number, header, allowed, problems)
        return list(_rows(path, columns, records, problems))
    return []


def _allowed(path: Path) -> set[str]:
    if path.stem == "thing":
        return _THING_COLUMNS
    if kind_of(path) not in schema().kinds():
        kinds = ", ".join(schema().kinds())
        zh, en = f"没有这种陈述；可用：{kinds}", f"no such statement kind; known: {kinds}"
        raise _bad(path, None, zh, en)
    return OWN | set(schema().properties) | {"sign"}


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, with their numbers."""
    text = _text(path)
    head = text.removeprefix("\ufeff").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda d: (head.count(d), -_DELIMITERS.index(d)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        zh, en = f"CSV 格式错误：{error}", f"malformed CSV: {error}"
        raise _bad(path, number + 1, zh, en) from error


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes(), path)
    except errors.InputError as error:
        raise errors.SheetError([error]) from error
    except OSError as error:
        zh, en = f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}"
        raise _bad(path, None, zh, en) from error


def _columns(
    path: Path, number: int, header: Sequence[str], allowed: set[str], problems: Problems
) -> list[str]:
    """The names of the columns, empty for those that are not read; wrong ones are noted."""
    known = {name.lower(): name for name in allowed}
    printed = [unicodedata.normalize("NFKC", cell).strip() for cell in header]
    names = [known.get(cell.lower(), "") for cell in printed]
    for cell, name in zip(printed, names, strict=True):
        if cell and not name:
            problems.append(_unknown(path, number, cell, allowed))
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        listed = "、".join(twice), ", ".join(twice)
        raise _bad(path, number, f"重复的列：{listed[0]}", f"columns given twice: {listed[1]}")
    if "quote" not in names:
        raise _bad(path, number, "缺少 quote 列", "the column quote is missing")
    return names


def _unknown(path: Path, number: int, cell: str, allowed: set[str]) -> errors.VetgraphError:
    near = difflib.get_close_matches(cell, sorted(allowed), 1)
    zh, en = f"{cell} 列：未知的列", f"column {cell}: unknown"
    if "，" in cell or "," in cell:
        zh, en = zh + "；列之间请用半角逗号", en + "; put half-width commas between columns"
    elif near:
        zh, en = zh + f"，是否 {near[0]}？", en + f", perhaps {near[0]}?"
    return errors.InputError(zh=zh, en=en, file=path, line=number)


def _rows(
    path: Path, columns: Sequence[str], records: Iterator[tuple[int, list[str]]], problems: Problems
) -> Iterator[Row]:
    for number, cells in records:
        row = Row(path, number, dict(zip(columns, cells, strict=False)))
        beyond = [cell for cell in cells[len(columns) :] if cell.strip()]
        if beyond or len(cells) < len(columns):
            zh = f"有 {len(cells)} 个单元格，表头有 {len(columns)} 列"
            en = f"{len(cells)} cells under {len(columns)} columns"
            problems.append(row.problem(zh, en))
        else:
            yield row


def year(row: Row, column: str) -> int | None:
    """The year of a cell, with or without 年; None when it is blank."""
    printed = unicodedata.normalize("NFKC", row.get(column))
    if not printed:
        return None
    if match := re.fullmatch(r"((?:19|20)\d{2})\s*年?", printed):
        return int(match[1])
    raise row.bad(f"须为四位年份：{printed}", f"must be a four-digit year: {printed}", column)


def _bad(path: Path, line: int | None, zh: str, en: str) -> errors.SheetError:
    return errors.SheetError([errors.InputError(zh=zh, en=en, file=path, line=line)])
