"""``coverage``, and the gate that ``build`` shares with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vetgraph import errors
from vetgraph.cli.messages import language, pick, tell
from vetgraph.cli.output import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from vetgraph.coverage import Coverage
    from vetgraph.pipeline import Built


def min_coverage(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--min-coverage PERCENT``, for the commands that gate on it."""
    return click.option(
        "--min-coverage", type=click.FloatRange(0, 100), metavar="PERCENT",
        help="数字中已建模或仅上下文的低于此百分比时，退出码为 3。"
        " Exit code 3 when a smaller share of the numbers is modelled or context.",
    )(command)  # fmt: skip


@click.command(short_help="报告覆盖到何处。What of a report is modelled.")
@click.argument("report", required=False, type=click.Path(path_type=Path))
@click.option(
    "-f", "--format", "target", type=click.Choice(("human", "json", "html")), default="human",
    help="格式（默认 human）。Format (default: human).",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE",
    help="输出文件，- 为标准输出。Output file, - for standard output.",
)  # fmt: skip
@min_coverage
def coverage(
    report: Path | None, target: str, output: Path | None, min_coverage: float | None
) -> int:
    """Every number and name of a report folder: modelled, context only, or missing and why.

    The bundled report by default; html is one page with the whole report.

    报告文件夹中的每个数字和名称：已建模、仅上下文，还是未建模及其原因；默认用自带的报告。
    html 是一个含报告全文的网页。
    """
    from vetgraph import pipeline
    from vetgraph.coverage import coverage as judge

    built = pipeline.build_report(report or pipeline.bundled_reports()[0])
    found = judge(built)
    data = _rendered(found, built, target)
    write_bytes(data, None if output is None or str(output) == "-" else output)
    if min_coverage is not None and _is_below(found, min_coverage):
        return errors.ViolationsFound.exit_code
    return 0


def _rendered(found: Coverage, built: Built, target: str) -> bytes:
    from vetgraph.coverage import to_html, to_json, to_text

    if target == "json":
        return to_json(found)
    if target == "html":
        return to_html(found, built, language())
    return to_text(found, built.report, language()).encode()


def _is_below(found: Coverage, least: float) -> bool:
    """Whether too few numbers are covered; says so."""
    percent = found.counts("number").percent
    if percent >= least:
        return False
    tell(
        pick(
            f"{found.report}：数字覆盖 {percent:.2f}%，低于 {least:g}%",
            f"{found.report}: {percent:.2f}% of the numbers are covered, less than {least:g}%",
        )
    )
    return True


def told(built: Built) -> Coverage:
    """The coverage of a report on its way to the store; its shares go to standard error."""
    from vetgraph.cli.messages import say
    from vetgraph.coverage import coverage as judge
    from vetgraph.coverage import share_line

    found = judge(built)
    for kind in ("number", "name"):
        lines = (share_line(found, kind, spoken) for spoken in ("zh", "en"))
        say(*(f"{found.report}  {line}" for line in lines))
    return found


def refuse_gaps(found: list[Coverage], least: float) -> None:
    """Raise ``ViolationsFound`` when a report covers a smaller share of its numbers."""
    below = [one for one in found if one.counts("number").percent < least]
    if below:
        shares = "; ".join(f"{c.report} {c.counts('number').percent:.2f}%" for c in below)
        raise errors.ViolationsFound(
            zh=f"数字覆盖低于 {least:g}%，未入库：{shares}",
            en=f"less than {least:g}% of the numbers are covered; nothing was stored: {shares}",
        )
