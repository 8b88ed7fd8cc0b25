"""Findings that people have looked at and let stand, each with the reason: a table they edit.

Tab-separated: ``id``, ``rule``, ``reason``, ``figures``. The id of a finding depends on its rule
and figures, so a changed figure is a finding of another id, which no row acknowledges.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph import errors
from vetgraph.export import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from vetgraph.findings.items import Item

COLUMNS = ("id", "rule", "reason", "figures")


@dataclass(frozen=True, slots=True)
class Row:
    """One acknowledged finding: its line in the file, and the cells."""

    line: int
    id: str
    rule: str
    reason: str
    figures: str


def read(file: Path) -> list[Row]:
    """The rows of a baseline; raises ``SheetError`` naming every bad one with its line."""
    rows = _rows(file)
    problems = list(_problems(file, rows))
    if problems:
        raise errors.SheetError(problems)
    return rows


def reasons(rows: Iterable[Row]) -> dict[str, str]:
    """The reason of each acknowledged finding, by id."""
    return {row.id: row.reason for row in rows}


def stale(rows: Iterable[Row], found: Iterable[Item]) -> list[Row]:
    """The rows whose finding is no longer there: mended, or its figures have changed."""
    known = {one.id for one in found}
    return [row for row in rows if row.id not in known]


def drafted(found: Iterable[Item], known: Mapping[str, str]) -> bytes:
    """A baseline of all findings, ``known`` reasons (id to reason) kept, the others to fill in.

    ``figures`` are told in the words of the finding: ids of statements tell a person nothing.
    """
    rows = {one.id: [one.id, one.rule, known.get(one.id, ""), one.zh] for one in found}
    grid = tables.Grid(COLUMNS, [rows[name] for name in sorted(rows)])
    return tables.delimited(grid, "tsv", guard=False)


def kept_reasons(file: Path) -> dict[str, str]:
    """The reasons in a baseline that is to be drafted anew; rows without one are left out."""
    if not file.exists():
        return {}
    return {row.id: row.reason for row in _rows(file) if row.reason}


def _rows(file: Path) -> list[Row]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad(file, 1, "不是 UTF-8 文本", "is not UTF-8 text") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise _bad(file, None, f"无法读取：{reason}", f"cannot be read: {reason}") from error
    lines = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    heading = tuple(next(lines, []))
    if heading != COLUMNS:
        listed = " ".join(COLUMNS)
        zh = f"第一行应为以制表符分隔的列名：{listed}"
        raise _bad(file, 1, zh, f"the first line must name the columns, with tabs: {listed}")
    return [_row(number, cells) for number, cells in enumerate(lines, start=2) if any(cells)]


def _row(line: int, cells: Sequence[str]) -> Row:
    said = [cell.strip() for cell in (*cells, "", "", "", "")]
    return Row(line, said[0], said[1], said[2], "\t".join(said[3:]).strip())


def _problems(file: Path, rows: Sequence[Row]) -> Iterator[errors.VetgraphError]:
    seen: dict[str, int] = {}
    for row in rows:
        if not row.id:
            zh, en = (
                "没有 id；请从 --write-baseline 的表中抄写",
                "no id: copy it from --write-baseline",
            )
            yield _bad(file, row.line, zh, en)
        elif row.id in seen:
            zh = f"{row.id} 已在第 {seen[row.id]} 行出现；请删去一行"
            yield _bad(file, row.line, zh, f"{row.id} stands in line {seen[row.id]}: delete one")
        elif not row.reason:
            zh = f"{row.id} 没有理由；请在 reason 列写明，或删去此行"
            yield _bad(file, row.line, zh, f"{row.id} has no reason: give one, or delete the line")
        seen.setdefault(row.id, row.line)


def _bad(file: Path, line: int | None, zh: str, en: str) -> errors.InputError:
    return errors.InputError(zh=zh, en=en, file=file, line=line)
