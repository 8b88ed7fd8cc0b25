"""``extract`` and ``draft``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vetgraph import errors
from vetgraph.cli.messages import pick, say, tell
from vetgraph.cli.output import write_bytes

if TYPE_CHECKING:
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
    """Draft a report folder from a document, or from each document of a folder.

    Text, metadata with evidence, and sheets to review; reviewed files are never overwritten.

    由一份文件（或一个文件夹的每份文件）起草报告文件夹：文本、附依据的元数据、待审阅的表；
    已审阅的文件不会被覆盖。
    """
    from vetgraph import drafting

    found = drafting.documents(path)
    wanted = drafting.Wanted(region, year, bom)
    failed: list[errors.VetgraphError] = []
    with click.progressbar(found, label=pick("起草", "drafting"), file=sys.stderr) as bar:
        for document in bar:
            try:
                for made in drafting.draft(document, target, wanted):
                    _tell_of(made)
            except errors.InputError as error:
                failed.append(error)
    for problem in failed:
        tell(problem.message(pick("zh", "en")))
    return 1 if failed else 0


def _tell_of(made: Draft) -> None:
    for zh, en in made.notes:
        tell(pick(zh, en))
    say(
        f"{made.folder}：确定 {made.certain}，待定 {made.unsure}，"
        f"未读懂的数字 {made.not_understood}",
        f"{made.folder}: {made.certain} certain, {made.unsure} unsure, "
        f"{made.not_understood} figures not understood",
    )
