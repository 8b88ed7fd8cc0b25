"""``extract`` and ``draft``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vetgraph import errors
from vetgraph.cli.messages import is_quiet, pick, say, tell
from vetgraph.cli.output import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vetgraph import drafting
    from vetgraph.drafting import Draft


@click.command(short_help="一份文件的全部陈述（jsonl）。The facts of one document (jsonl).")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--region", help="地区名称或代码。The region by name or code.")
@click.option("--year", type=click.IntRange(1949, 2100), help="数据年份。Data year.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE",
    help="输出文件，- 为标准输出。Output file, - for standard output.",
)  # fmt: skip
def extract(file: Path, region: str | None, year: int | None, output: Path | None) -> int:
    """The facts of one document as JSON lines, read by rules alone; no store is touched.

    一份文件的全部陈述，每行一条 JSON，只用规则读取；不动图谱库。
    """
    from vetgraph import drafting, export

    dataset = drafting.dataset_of(file, drafting.Wanted(region, year))
    data = export.write_facts(dataset, "jsonl")
    write_bytes(data, None if output is None or str(output) == "-" else output)
    if not data:
        say("没有读出陈述", "no facts were read")
    return 0 if data else errors.NotFoundError.exit_code


@click.command(short_help="由文件起草报告文件夹。Draft a report folder from a document.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), default=Path("reports"),
    metavar="DIR", show_default=True, help="放报告文件夹的地方。Where report folders go.",
)  # fmt: skip
@click.option("--region", help="地区名称或代码。The region by name or code.")
@click.option("--year", type=click.IntRange(1949, 2100), help="数据年份。Data year.")
@click.option("--bom", is_flag=True, help="表前加 BOM，便于 Excel。A BOM before sheets, for Excel.")
def draft(path: Path, target: Path, region: str | None, year: int | None, bom: bool) -> int:
    """Draft a report folder from a document, or from each document below a folder.

    Text, metadata with evidence, and sheets to review; what a person wrote is never overwritten.
    A document that cannot be read does not stop the others; it is listed at the end, exit code 1.

    由一份文件（或一个文件夹里的每份文件）起草报告文件夹：文本、附依据的元数据、待审阅的表；
    人写下的内容不会被覆盖。读不了的文件不影响其他文件，最后一并列出，退出码为 1。
    """
    from vetgraph import drafting

    wanted = drafting.Wanted(region, year, bom)
    found = drafting.documents(path)
    made: list[Draft] = []
    failed: list[errors.VetgraphError] = []
    label = pick("起草", "drafting")
    with click.progressbar(
        length=drafting.STAGES * len(found), label=label, file=sys.stderr, hidden=_is_unseen()
    ) as bar:
        for number, document in enumerate(found, start=1):
            made += _drafted(document, target, wanted, failed, lambda: bar.update(1))
            bar.update(drafting.STAGES * number - bar.pos)
    for one in made:
        _tell_of(one)
    return _tell_failures(made, failed, len(found))


def _is_unseen() -> bool:
    """Whether nobody looks at a progress bar: quiet, or no terminal."""
    return is_quiet() or not sys.stderr.isatty()


def _drafted(
    document: Path,
    target: Path,
    wanted: drafting.Wanted,
    failed: list[errors.VetgraphError],
    step: Callable[[], object],
) -> Iterable[Draft]:
    """The drafts of one document; what is wrong with it goes to ``failed``."""
    from vetgraph import drafting

    try:
        return drafting.draft(document, target, wanted, step)
    except errors.InputError as error:
        failed.append(error)
        return ()


def _tell_of(made: Draft) -> None:
    for zh, en in made.notes:
        tell(f"{made.folder}: {pick(zh, en)}")
    say(*_whose(made))
    read = made.review
    say(
        f"{made.folder}：确定 {read.certain}，待定 {read.unsure}，"
        f"未读懂：数字 {read.figures}，名称 {read.names}（见 review）",
        f"{made.folder}: {read.certain} certain, {read.unsure} unsure, "
        f"not understood: {read.figures} figures, {read.names} names (see review)",
    )
    for path in read.beside:
        tell(pick(f"{path}：原表已改动，新表另存", f"{path}: the sheet was edited; new one beside"))


def _whose(made: Draft) -> tuple[str, str]:
    """Whose report it is and of when, zh and en."""
    from vetgraph.drafting import KINDS

    meta, school_year = made.meta, made.identity.school_year
    kind = KINDS[made.identity.kind]
    who = " ".join(filter(None, (made.about, meta.region if meta.region != made.about else "")))
    also = school_year.value if school_year else "—"
    return (
        f"{made.folder}：{who}（{kind[0]}），报告年份 {meta.report_year}，"
        f"数据年份 {meta.data_year}，学年 {also}，发布 {meta.published or '—'}"
        "（依据见 report.toml）",
        f"{made.folder}: {who} ({kind[1]}), report year {meta.report_year}, data year"
        f" {meta.data_year}, school year {also}, published {meta.published or '—'}"
        " (evidence in report.toml)",
    )


def _tell_failures(made: Iterable[Draft], failed: list[errors.VetgraphError], count: int) -> int:
    """List what went wrong, documents and reviewed rows; returns the exit code."""
    problems = [problem for one in made for problem in one.problems]
    for problem in (*problems, *failed):
        tell(problem.message(pick("zh", "en")))
    if failed and count > 1:
        bad = len(failed)
        tell(pick(f"{count} 份文件中有 {bad} 份未能读取", f"{bad} of {count} documents not read"))
    return 1 if failed or problems else 0
