"""Language, tables and files of the command line; heavy imports only when they are used."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vetgraph import errors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from vetgraph.store import Solutions

TABLE_FORMATS = ("table", "tsv", "csv", "json", "xlsx")
_CHOSEN: dict[str, str] = {}


def set_language(value: str | None) -> None:
    """Choose the language of this run."""
    if value:
        _CHOSEN["language"] = value


def language() -> str:
    """``zh`` unless --lang, VETGRAPH_LANG or an English locale says otherwise."""
    if chosen := _CHOSEN.get("language") or os.environ.get("VETGRAPH_LANG"):
        return "en" if chosen.lower().startswith("en") else "zh"
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return "en" if (spoken or "").lower().startswith("en") else "zh"


def say(zh: str, en: str) -> None:
    """Progress, on standard error."""
    if not click.get_current_context().find_root().meta.get("quiet"):
        click.echo(zh if language() == "zh" else en, err=True)


def store_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--store DIR``; without it the bundled reports answer."""
    return click.option(
        "--store", "store_dir", type=click.Path(path_type=Path), envvar="VETGRAPH_STORE",
        help="图谱库文件夹（默认用自带的报告）。Store folder (default: the bundled reports).",
    )(command)  # fmt: skip


def output_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``-o FILE`` (written whole or not at all) and ``-`` for standard output."""
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path, allow_dash=True),
        help="输出文件，- 为标准输出。Output file, - for standard output.",
    )(command)  # fmt: skip


def table_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``-f FORMAT`` of a table."""
    return click.option(
        "-f", "--format", "target", type=click.Choice(TABLE_FORMATS),
        help="格式（终端默认 table，管道默认 tsv）。Format (table on a terminal, tsv in a pipe).",
    )(command)  # fmt: skip


def write_bytes(data: bytes, output: Path | None) -> None:
    """To the file as one atomic step, else to standard output."""
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from vetgraph.store import write_atomic

    try:
        write_atomic(output, data)
    except OSError as error:
        raise errors.VetgraphError(
            zh=f"无法写入：{error.strerror}", en=f"cannot be written: {error.strerror}", file=output
        ) from error


def write_solutions(
    found: Solutions,
    target: str | None,
    output: Path | None,
    labels: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """A query answer in a table format; headings in the user's language on a terminal table."""
    to_file = output is not None and str(output) != "-"
    chosen = target or ("table" if sys.stdout.isatty() and not to_file else "tsv")
    if chosen == "table":
        write_bytes(_table(found, labels or {}).encode(), output)
    elif chosen == "json":
        write_bytes(_json(found), output)
    else:
        from vetgraph.export import write_table

        write_bytes(write_table(found, chosen), output)


def _table(found: Solutions, labels: Mapping[str, Mapping[str, str]]) -> str:
    from prettytable import PrettyTable, TableStyle

    heads = [labels.get(c, {}).get(language()) or _CITATION.get(c, {}).get(language()) or c for c in found.columns]
    table = PrettyTable(_distinct(heads))
    table.set_style(TableStyle.PLAIN_COLUMNS)
    table.align = "l"
    table.right_padding_width = 2
    table.add_rows([[printable(_value(term)) for term in row] for row in found.rows])
    return "\n".join(line.rstrip() for line in table.get_string().splitlines()) + "\n"


_CITATION = {
    "report": {"zh": "报告"},
    "section": {"zh": "章节"},
    "table": {"zh": "表"},
    "row": {"zh": "行"},
    "column": {"zh": "列"},
    "start": {"zh": "起"},
    "end": {"zh": "止"},
    "quote": {"zh": "原文"},
}


def _distinct(heads: Sequence[str]) -> list[str]:
    """Table headings must differ; a repeated one gets blanks behind it."""
    seen: dict[str, int] = {}
    distinct = []
    for head in heads:
        seen[head] = seen.get(head, -1) + 1
        distinct.append(head + " " * seen[head])
    return distinct


def printable(text: str) -> str:
    """One line without control or bidirectional override characters, for a terminal."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+", " ", text)


def _value(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def _json(found: Solutions) -> bytes:
    import json

    rows = [
        {name: None if term is None else _value(term) for name, term in zip(found.columns, row, strict=True)}
        for row in found.rows
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()


