"""``build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vetgraph import errors
from vetgraph.cli import covering
from vetgraph.cli.messages import say
from vetgraph.cli.options import store_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vetgraph.checking import Result
    from vetgraph.pipeline import Built

_RANKS = ("violation", "warning", "info")


@click.command(short_help="读入报告并建库。Read reports into a store.")
@click.argument("reports", nargs=-1, type=click.Path(path_type=Path))
@store_option
@click.option("--no-check", is_flag=True, help="不做 SHACL 校验。Skip SHACL validation.")
@click.option("--force", is_flag=True, help="有违规也入库。Store in spite of violations.")
@covering.min_coverage
def build(
    reports: tuple[Path, ...],
    store: Path | None,
    no_check: bool,
    force: bool,
    min_coverage: float | None,
) -> None:
    """Read report folders, extract, graph, validate and store; the bundled reports by default.

    Without --store this is your own store, from which the other commands read without --store;
    other reports in it stay. A build that fails leaves the old store as it was.

    读取报告文件夹，提取、成图、校验、入库；无参数时用自带报告。
    不给 --store 时写入自己的库，其他命令不给 --store 时就从那里读；库中其他报告保留。
    构建失败时旧库保持原样。
    """
    from vetgraph import pipeline

    target = store or pipeline.default_store()
    if target is None:
        raise errors.UsageError(
            zh="没有主文件夹可放图谱库；请用 --store 指明",
            en="no home folder for a store; use --store",
        )
    built = _build_all(list(reports) or pipeline.bundled_reports())
    covered = [covering.told(one) for one in built]
    _warn_of_near_duplicates(built)
    if min_coverage is not None:
        covering.refuse_gaps(covered, min_coverage)
    if not no_check:
        _refuse_violations(built, force)
    if pipeline.publish(target, built):
        say(f"已写入 {target}", f"written to {target}")
    else:
        say(f"{target} 没有变化", f"{target} is unchanged")


def _build_all(folders: Sequence[Path]) -> list[Built]:
    """Every report; the problems of all are listed together before the build fails."""
    from vetgraph import pipeline

    built: list[Built] = []
    problems: list[errors.VetgraphError] = []
    for folder in folders:
        try:
            built.append(pipeline.build_report(folder))
            _report_progress(built[-1])
        except errors.SheetError as error:
            problems.extend(error.problems)
        except errors.InputError as error:
            problems.append(error)
    if problems:
        raise errors.SheetError(problems)
    return built


def _report_progress(one: Built) -> None:
    facts, refused = len(one.extraction.facts), len(one.extraction.refused)
    say(
        f"{one.meta.key}：{facts} 条陈述，{len(one.quads)} 个四元组，引文不符而拒收 {refused} 条",
        f"{one.meta.key}: {facts} statements, {len(one.quads)} quads,"
        f" {refused} refused by the citation gate",
    )


def _warn_of_near_duplicates(built: Sequence[Built]) -> None:
    """One line a pair: whoever knows that they are one writes an alias, else nothing is merged."""
    from vetgraph import pipeline

    for one, other in pipeline.near_duplicates(built):
        say(
            f"名称相近而未合并：“{one}”与“{other}”；若是同一事物，请在 facts/naming.csv 写明别称",
            f"alike and not merged: “{one}” and “{other}”; if they are one thing, write the alias"
            " into facts/naming.csv",
        )


def _refuse_violations(built: Sequence[Built], force: bool) -> None:
    from vetgraph import pipeline

    results = [r for one in built for r in pipeline.findings(one.quads)]
    counts = _summary(results)
    others = counts["warning"] + counts["info"]
    say(
        f"SHACL：违规 {counts['violation']}，警告与提示 {others}",
        f"SHACL: {counts['violation']} violations, {others} warnings and notes",
    )
    violations = [r for r in results if r.severity == "Violation"]
    if violations and not force:
        lines_zh = "\n".join(r.message_zh for r in violations)
        lines_en = "\n".join(r.message_en for r in violations)
        raise errors.ViolationsFound(
            zh=f"{lines_zh}\n有 {len(violations)} 处违规，未入库（--force 可强制入库）",
            en=f"{lines_en}\n{len(violations)} violations; nothing was stored (see --force)",
        )


def _summary(results: Sequence[Result]) -> dict[str, int]:
    return {name: sum(r.severity.lower() == name for r in results) for name in _RANKS}
