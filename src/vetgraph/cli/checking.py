"""``check``: SHACL findings, and figures that contradict each other."""

from __future__ import annotations

import functools
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vetgraph import errors
from vetgraph.cli.messages import language, pick, printable, say, tell
from vetgraph.cli.options import Places, places
from vetgraph.cli.output import write_bytes, write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vetgraph.checking import Result
    from vetgraph.consistency import Finding
    from vetgraph.findings import Item, Line, Row
    from vetgraph.store import Dataset

_RANKS = ("violation", "warning", "info")
_ROUNDINGS = ("nearest", "truncate", "exact")
_FORMATS = ("human", "json", "csv", "tsv", "xlsx", "html", "turtle", "sarif")
_COLOURS = {"violation": "red", "warning": "yellow", "info": "cyan", "acknowledged": "bright_black"}


@dataclass(frozen=True, slots=True)
class _Baseline:
    """The table of acknowledged findings to read, and the one to write."""

    file: Path | None
    draft: Path | None


@dataclass(frozen=True, slots=True)
class _Checked:
    """What the shapes and what the figures have to say, and the reasons of what may stand."""

    dataset: Dataset
    results: Sequence[Result]
    findings: Sequence[Finding]
    items: Sequence[Item]
    reasons: dict[str, str]

    @property
    def texts(self) -> dict[str, str]:
        return {key: self.dataset.text(key) for key in self.dataset.reports()}


def _with_baseline(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--baseline`` and ``--write-baseline``, given to the command as ``known``."""

    @click.option(
        "--baseline", type=click.Path(path_type=Path), metavar="FILE",
        help="已确认的发现（附理由）的表，不计入退出码。"
        " Table of acknowledged findings, with reasons, that do not count for the exit code.",
    )  # fmt: skip
    @click.option(
        "--write-baseline", type=click.Path(path_type=Path), metavar="FILE",
        help="把全部发现写成待填理由的表，已有的理由保留。"
        " Write all findings as such a table, reasons to fill in, those in it kept.",
    )  # fmt: skip
    @functools.wraps(command)
    def given(*, baseline: Path | None, write_baseline: Path | None, **others: object) -> object:
        return command(known=_Baseline(baseline, write_baseline), **others)

    return given


@click.command(short_help="校验与复算。Validate and recompute.")
@click.argument("reports", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--fail-on", type=click.Choice(_RANKS), default="violation", show_default=True,
    help="从哪一级起以退出码 3 结束。Severity from which the exit code is 3.",
)  # fmt: skip
@click.option(
    "--rounding", type=click.Choice(_ROUNDINGS), default="nearest", show_default=True,
    help="末位数字的由来：四舍五入、截去、精确。How last printed digits came about.",
)  # fmt: skip
@_with_baseline
@click.option("--bom", is_flag=True, help="CSV 加 BOM，便于 Excel。CSV with a BOM, for Excel.")
@places(_FORMATS, default="human")
def check(
    reports: tuple[Path, ...], fail_on: str, rounding: str, known: _Baseline, bom: bool, at: Places
) -> int:
    """Validate reports against the SHACL shapes and recompute their figures.

    Without REPORTS those of the store.

    按 SHACL 形状校验报告，并复算其中的数值：增长、占比、人均、合计、重复出现的指标。
    无参数时检查库中的报告。
    """
    from vetgraph import findings, pipeline

    rows = findings.read(known.file) if known.file else []
    dataset = pipeline.dataset_of(reports, at.store)
    checked = _checked(dataset, rounding, findings.reasons(rows))
    _tell_stale(findings.stale(rows, checked.items), known.file)
    if known.draft:
        _draft(checked.items, known.draft)
    _write(checked, at, bom)
    standing = findings.counts(checked.items)
    failing = _RANKS[: _RANKS.index(fail_on) + 1]
    return errors.ViolationsFound.exit_code if any(standing[rank] for rank in failing) else 0


def _tell_stale(rows: Sequence[Row], file: Path | None) -> None:
    for row in rows:
        zh = f"{file}:{row.line}: {row.id} 已不存在（已改正，或数值有变）；请删去此行"
        en = f"{file}:{row.line}: {row.id} is gone (mended, or its figures changed): delete it"
        tell(pick(zh, en))


def _draft(items: Sequence[Item], file: Path) -> None:
    from vetgraph import findings

    write_bytes(findings.drafted(items, findings.kept_reasons(file)), file)
    say(f"已写 {file}；请填写理由", f"{file} written; give the reasons")


def _checked(dataset: Dataset, rounding: str, reasons: dict[str, str]) -> _Checked:
    from vetgraph import findings, pipeline

    results, found = pipeline.check(dataset), pipeline.inconsistencies(dataset, rounding)
    items = findings.acknowledged(findings.items(results, found), reasons)
    return _Checked(dataset, results, found, items, reasons)


def _write(checked: _Checked, at: Places, bom: bool) -> None:
    from vetgraph import findings

    if at.target in (None, "human"):
        _write_lines(findings.to_lines(checked.items, language()), at.output)
    else:
        write_bytes(_rendered(checked, str(at.target), bom), at.output)


def _rendered(checked: _Checked, target: str, bom: bool) -> bytes:
    from vetgraph import findings

    if target == "turtle":
        return findings.to_turtle(checked.results, checked.findings, checked.reasons)
    if target == "json":
        return findings.to_json(checked.items)
    if target == "html":
        return findings.to_html(checked.items, checked.texts, language())
    if target == "sarif":
        return findings.to_sarif(checked.items, checked.texts)
    return findings.to_table(checked.items, target, bom=bom)


def _write_lines(lines: Sequence[Line], output: Path | None) -> None:
    """Coloured on a terminal, unless the environment has NO_COLOR (https://no-color.org)."""
    if output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        for line in lines:
            click.echo(_coloured(line))
    else:
        write_text("\n".join([*(line.text for line in lines), ""]), output)


def _coloured(line: Line) -> str:
    if line.tone == "place":
        return click.style(printable(line.text), dim=True)
    heading = line.tone in ("report", "summary")
    return click.style(printable(line.text), fg=_COLOURS.get(line.tone), bold=heading)
