"""``export`` and ``link``."""

from __future__ import annotations

from pathlib import Path

import click

from vetgraph import errors
from vetgraph.cli.output import output_option, say, store_option, write_bytes

_FORMATS = "facts: jsonl csv tsv xlsx · graph: ttl nt nq trig jsonld rdfxml · network: graphml gexf cytoscape d3 dot svg"


@click.command(epilog=_FORMATS)
@click.argument("what", type=click.Choice(["facts", "graph", "network"]))
@click.option("-f", "--format", "target", required=True, help="格式，见下。Format, see below.")
@click.option("--report", help="只导出一份报告（110114-2023）。One report only.")
@click.option("--class", "classes", multiple=True, help="网络中的类（可重复）。Classes of a network.")
@click.option("--stated-only", is_flag=True, help="网络不含推断。Leave inferred links out.")
@click.option("--bom", is_flag=True, help="CSV 加 BOM，便于 Excel。A BOM before CSV, for Excel.")
@store_option
@output_option
def export(  # noqa: PLR0913 (one parameter an option)
    what: str,
    target: str,
    report: str | None,
    classes: tuple[str, ...],
    stated_only: bool,
    bom: bool,
    store_dir: Path | None,
    output: Path | None,
) -> None:
    """导出陈述、图或网络。Export facts, the graph, or the network of things."""
    from vetgraph import export as exports
    from vetgraph import pipeline

    dataset = pipeline.open_dataset(store_dir)
    if what == "facts":
        options = exports.TableOptions(bom=bom)
        data = exports.write_facts(dataset, target, report, options)
    elif what == "graph":
        data = exports.write_graph(dataset, target, report)
    else:
        from vetgraph.export.networks import Options

        chosen = Options(inferred=not stated_only, classes=classes, report=report)
        data = exports.write_network(dataset, target, chosen)
    write_bytes(data, output)


@click.command()
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--name", help="链接集名称（默认取文件夹名）。Name of the link set.")
@click.option("--base", help="表中编号的 IRI 前缀。IRI prefix of the identifiers in a table.")
@click.option("--name-column", help="名称所在的列。The column that holds the names.")
@click.option(
    "--reviewed", type=click.Path(path_type=Path),
    help="已审阅的 SSSOM 表：把接受的行入库。A reviewed SSSOM table: load its accepted rows.",
)  # fmt: skip
@store_option
@output_option
def link(  # noqa: PLR0913 (one parameter an option)
    dataset: Path,
    name: str | None,
    base: str | None,
    name_column: str | None,
    reviewed: Path | None,
    store_dir: Path | None,
    output: Path | None,
) -> None:
    """与另一数据集（csv、tsv、ttl）比对名称，给出 SSSOM 候选；--reviewed 载入审阅过的链接。

    Compare names with another dataset and propose links (SSSOM TSV); --reviewed loads links.
    """
    from vetgraph import pipeline, store
    from vetgraph.linking import things

    chosen = name or dataset.resolve().parent.name
    if reviewed is None:
        known = pipeline.open_dataset(store_dir)
        write_bytes(things.propose(known, dataset, chosen, base, name_column).encode(), output)
        return
    if store_dir is None:
        raise errors.UsageError(
            zh="载入链接要用 --store 指明图谱库", en="name the store to load links into with --store"
        )
    part, count = things.link_part(dataset, reviewed, chosen)
    store.publish(store_dir, [part])
    say(f"已载入 {count} 条链接", f"{count} links loaded")
