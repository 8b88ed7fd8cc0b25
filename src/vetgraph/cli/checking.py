"""``check``: SHACL findings, and figures that contradict each other."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vetgraph import errors
from vetgraph.cli.messages import pick
from vetgraph.cli.options import Places, places
from vetgraph.cli.output import write_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vetgraph.checking import Result
    from vetgraph.consistency import Finding

_RANKS = ("violation", "warning", "info")
_ROUNDINGS = ("nearest", "truncate", "exact")
_SHOWN = 24


@dataclass(frozen=True, slots=True)
class _Checked:
    """What the shapes and what the figures have to say."""

    results: Sequence[Result]
    findings: Sequence[Finding]

    @property
    def severities(self) -> list[str]:
        said = [r.severity.lower() for r in self.results]
        return said + [f.severity for f in self.findings]

    @property
    def counts(self) -> dict[str, int]:
        said = self.severities
        return {rank: said.count(rank) for rank in _RANKS}


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
@places(("human", "json", "turtle"), default="human")
def check(reports: tuple[Path, ...], fail_on: str, rounding: str, at: Places) -> int:
    """Validate reports against the SHACL shapes and recompute their figures.

    Without REPORTS those of the store. Turtle holds the SHACL report alone.

    按 SHACL 形状校验报告，并复算其中的数值：增长、占比、人均、合计、重复出现的指标。
    无参数时检查库中的报告。turtle 格式只含 SHACL 结果。
    """
    from vetgraph import pipeline

    dataset = pipeline.dataset_of(reports, at.store)
    checked = _Checked(pipeline.check(dataset), pipeline.inconsistencies(dataset, rounding))
    write_bytes(_rendered(checked, at.target), at.output)
    failing = _RANKS[: _RANKS.index(fail_on) + 1]
    return errors.ViolationsFound.exit_code if set(failing) & set(checked.severities) else 0


def _rendered(checked: _Checked, target: str | None) -> bytes:
    if target == "turtle":
        from vetgraph.checking import report_turtle

        return report_turtle(checked.results)
    if target == "json":
        return _json(checked)
    return _human(checked).encode()


def _human(checked: _Checked) -> str:
    lines = [f"[{r.severity}] {pick(r.message_zh, r.message_en)}" for r in checked.results]
    for finding in checked.findings:
        said = pick(finding.message_zh, finding.message_en)
        lines.append(f"[{finding.severity.capitalize()}] {finding.rule} {said}")
        lines.extend(f"    {_place(one)}" for one in _citations(finding))
    grave, doubtful, slight = checked.counts.values()
    lines.append(
        pick(
            f"违规 {grave}，警告 {doubtful}，提示 {slight}",
            f"{grave} violations, {doubtful} warnings, {slight} notes",
        )
    )
    return "\n".join([*lines, ""])


def _place(citation: dict[str, Any]) -> str:
    table = pick("表", "table")
    where = [citation["report"], f"§{citation['section']}" if citation["section"] else ""]
    where += [f"{table} {citation['table']}" if citation["table"] else ""]
    where += [" × ".join(part for part in (citation["row"], citation["column"]) if part)]
    quote = " ".join(citation["quote"].split())
    shown = quote if len(quote) <= _SHOWN else quote[: _SHOWN - 1] + "…"
    return " ".join([*(part for part in where if part), f"「{shown}」"])


def _citations(finding: Finding) -> list[dict[str, Any]]:
    return [
        {
            "report": place.report, "section": place.section or None,
            "start": place.start, "end": place.end, "quote": place.quote,
            "table": place.table or None, "row": place.row or None,
            "column": place.column or None, "page": None,
        }
        for place in finding.places
    ]  # fmt: skip


def _json(checked: _Checked) -> bytes:
    findings = [_of_shape(result) for result in checked.results]
    findings += [_of_figures(finding) for finding in checked.findings]
    content = {"summary": checked.counts, "findings": findings}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _of_shape(result: Result) -> dict[str, Any]:
    shape, focus = (getattr(t, "value", str(t)) for t in (result.shape, result.focus))
    empty = dict.fromkeys(("reported", "computed", "difference", "unit"))
    return {
        "id": f"{shape} {focus}", "rule": shape, "severity": result.severity.lower(),
        "class": None, "message_zh": result.message_zh, "message_en": result.message_en,
        **empty, "statements": [focus], "citations": [],
    }  # fmt: skip


def _of_figures(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id, "rule": finding.rule, "severity": finding.severity,
        "class": finding.kind, "message_zh": finding.message_zh, "message_en": finding.message_en,
        "reported": finding.reported, "computed": finding.computed or None,
        "difference": finding.difference or None, "unit": finding.unit,
        "statements": list(finding.statements), "citations": _citations(finding),
    }  # fmt: skip
