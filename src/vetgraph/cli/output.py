"""Answers: to a file as one atomic step, to a pipe as bytes, to a terminal as safe text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from vetgraph import errors
from vetgraph.cli.messages import language, printable, tell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from vetgraph.cli.options import Places
    from vetgraph.store import Solutions

_CITATION = ("report", "section", "table", "row", "column", "start", "end", "quote")
_EVIDENCE = {"zh": "依据", "en": "evidence"}
_FINDINGS = {"zh": "校核", "en": "checks"}
_QUOTED = 30


def write_bytes(data: bytes, output: Path | None) -> None:
    """To the file as one atomic step, else to standard output."""
    if output is not None:
        _write_file(data, output)
    elif sys.stdout.isatty():
        click.echo(_terminal_text(data), nl=False)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def write_text(text: str, output: Path | None) -> None:
    """Text as UTF-8."""
    write_bytes(text.encode("utf-8", "replace"), output)


def write_solutions(
    found: Solutions, at: Places, labels: Mapping[str, Mapping[str, str]] | None = None
) -> int:
    """A query answer in a table format; the exit code: 0, or that of nothing found.

    A terminal table has headings in the user's language.
    """
    piped = at.output is not None or not sys.stdout.isatty()
    chosen = at.target or ("tsv" if piped else "table")
    if chosen == "table":
        write_text(_table(found, labels or {}), at.output)
    elif chosen == "json":
        write_text(_json(found), at.output)
    else:
        from vetgraph.export import write_table

        write_bytes(write_table(found, chosen), at.output)
    return 0 if found.rows else nothing_found()


def nothing_found() -> int:
    """Say so, and the exit code for it."""
    tell("没有结果" if language() == "zh" else "nothing found")
    return errors.NotFoundError.exit_code


def _write_file(data: bytes, output: Path) -> None:
    from vetgraph.store import write_atomic

    try:
        write_atomic(output, data)
    except FileNotFoundError as error:
        raise errors.VetgraphError(
            zh=f"没有文件夹 {output.parent}；请先建立它",
            en=f"there is no folder {output.parent}; make it first",
            file=output,
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise errors.VetgraphError(
            zh=f"无法写入：{reason}", en=f"cannot be written: {reason}", file=output
        ) from error


def _terminal_text(data: bytes) -> str:
    """Text that cannot steer the terminal: only line feeds and tabs are left of what controls."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise errors.UsageError(
            zh="这种格式不是文本；请用 -o 写入文件，或用管道接收",
            en="this format is not text: write it to a file with -o, or into a pipe",
        ) from error
    lines = (line.removesuffix("\r") for line in text.split("\n"))
    return "\n".join("\t".join(map(printable, line.split("\t"))) for line in lines)


def _table(found: Solutions, labels: Mapping[str, Mapping[str, str]]) -> str:
    from prettytable import PrettyTable, TableStyle

    found = _with_evidence(found)
    table = PrettyTable(_distinct([_heading(name, labels) for name in found.columns]))
    table.set_style(TableStyle.PLAIN_COLUMNS)
    table.align = "l"
    table.right_padding_width = 2
    table.add_rows([[printable(_value(term)) for term in row] for row in found.rows])
    return "\n".join(line.rstrip() for line in table.get_string().splitlines()) + "\n"


def _heading(name: str, labels: Mapping[str, Mapping[str, str]]) -> str:
    said = language()
    known = {"evidence": _EVIDENCE, "findings": _FINDINGS}.get(name, {})
    return labels.get(name, {}).get(said) or known.get(said, name)


def _with_evidence(found: Solutions) -> Solutions:
    """The citation columns as one, for the eye: 110114-2023 §4.1 表 4-1 「…」."""
    from vetgraph import rdf
    from vetgraph.store import Solutions

    if found.columns[-len(_CITATION) :] != _CITATION:
        return found
    kept = len(found.columns) - len(_CITATION)
    rows = [
        (*row[:kept], rdf.Literal(_evidence([_value(term) for term in row[kept:]])))
        for row in found.rows
    ]
    return Solutions((*found.columns[:kept], "evidence"), rows)


def _evidence(cells: Sequence[str]) -> str:
    columns = [cell.split(" | ") if cell else [""] for cell in cells]
    count = max(map(len, columns))
    passages = zip(*(c + c[-1:] * (count - len(c)) for c in columns), strict=True)
    table_word, row_word = ("表", "行") if language() == "zh" else ("table", "row")
    said = []
    for report, section, table, row, _, _, _, quote in passages:
        where = [report, f"§{section}" if section else ""]
        where += [f"{table_word} {table}" if table else "", f"{row_word} {row}" if row else ""]
        text = " ".join(quote.split())
        shown = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
        said.append(" ".join(part for part in where if part) + f" 「{shown}」")
    return " ｜ ".join(said)


def _distinct(heads: Sequence[str]) -> list[str]:
    """Table headings must differ; a repeated one gets blanks behind it."""
    seen: dict[str, int] = {}
    distinct = []
    for head in heads:
        seen[head] = seen.get(head, -1) + 1
        distinct.append(head + " " * seen[head])
    return distinct


def _value(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def _json(found: Solutions) -> str:
    import json

    rows = [
        {
            name: None if term is None else _value(term)
            for name, term in zip(found.columns, row, strict=True)
        }
        for row in found.rows
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
