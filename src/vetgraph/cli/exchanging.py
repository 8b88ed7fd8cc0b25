"""``export`` and ``link``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vetgraph import errors
from vetgraph.cli.asking import opened
from vetgraph.cli.messages import say
from vetgraph.cli.options import Places, places
from vetgraph.cli.output import write_bytes, write_text

if TYPE_CHECKING:
    from vetgraph.store import Dataset

_FORMATS = {
    "facts": ("jsonl", "csv", "tsv", "xlsx"),
    "graph": ("ttl", "nt", "nq", "trig", "jsonld", "rdfxml"),
    "network": ("graphml", "gexf", "cytoscape", "d3", "dot", "svg"),
}
_ALL = tuple(dict.fromkeys(name for names in _FORMATS.values() for name in names))


@click.command(
    short_help="导出陈述、图、网络。Export facts, graph, network.",
    epilog=" · ".join(f"{what}: {' '.join(names)}" for what, names in _FORMATS.items()),
)
@click.argument("what", type=click.Choice(tuple(_FORMATS)))
@click.option("--report", help="只导出一份报告（110114-2023）。One report only.")
@click.option(
    "--class", "classes", multiple=True, help="网络中的类（可重复）。Classes of a network."
)
@click.option("--stated-only", is_flag=True, help="网络不含推断。Leave inferred links out.")
@click.option("--bom", is_flag=True, help="CSV 加 BOM，便于 Excel。A BOM before CSV, for Excel.")
@places(_ALL, required=True)
def export(
    what: str,
    report: str | None,
    classes: tuple[str, ...],
    stated_only: bool,
    bom: bool,
    at: Places,
) -> None:
    """Export facts, the graph, or the network of things.

    导出陈述、图或网络。
    """
    from vetgraph import export as exports

    target = str(at.target)
    if target not in _FORMATS[what]:
        known = ", ".join(_FORMATS[what])
        raise errors.UsageError(
            zh=f"{what} 没有格式 {target}；可选：{known}",
            en=f"{what} has no format {target}; there are: {known}",
        )
    dataset = opened(at)
    if what == "facts":
        data = exports.write_facts(dataset, target, report, exports.TableOptions(bom=bom))
    elif what == "graph":
        data = exports.write_graph(dataset, target, report)
    else:
        data = _network(dataset, target, report, classes, stated_only)
    write_bytes(data, at.output)


def _network(
    dataset: Dataset, target: str, report: str | None, classes: tuple[str, ...], stated_only: bool
) -> bytes:
    from vetgraph import export as exports
    from vetgraph.export.networks import Options

    options = Options(inferred=not stated_only, classes=classes, report=report)
    return exports.write_network(dataset, target, options)


@click.command(short_help="与别的数据集对照。Link to another dataset.")
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option(
    "--name", help="链接集名称（默认取文件夹名）。Name of the link set (default: the folder's)."
)
@click.option("--base", help="表中编号的 IRI 前缀。IRI prefix of the identifiers in a table.")
@click.option("--name-column", help="名称所在的列。The column that holds the names.")
@click.option(
    "--reviewed", type=click.Path(path_type=Path), metavar="TABLE",
    help="已审阅的 SSSOM 表：把接受的行入库。A reviewed SSSOM table: load its accepted rows.",
)  # fmt: skip
@places()
def link(
    dataset: Path,
    name: str | None,
    base: str | None,
    name_column: str | None,
    reviewed: Path | None,
    at: Places,
) -> None:
    """Compare names with another dataset and propose links (SSSOM TSV); --reviewed loads links.

    与另一数据集（csv、tsv、ttl）比对名称，给出 SSSOM 候选；--reviewed 载入审阅过的链接。
    """
    from vetgraph import store
    from vetgraph.linking import things

    chosen = name or dataset.resolve().parent.name
    if reviewed is None:
        proposed = things.propose(opened(at), dataset, chosen, base, name_column)
        write_text(proposed, at.output)
        return
    target = _links_store(at)
    part, count = things.link_part(dataset, reviewed, chosen, base, name_column)
    store.publish(target, [part])
    say(f"已把 {count} 条链接载入 {target}", f"{count} links loaded into {target}")


def _links_store(at: Places) -> Path:
    """A store that holds reports: links alone would hide the bundled ones."""
    from vetgraph import pipeline, store

    target = at.store or pipeline.default_store()
    if target is None or not store.exists(target):
        raise errors.StoreError(
            zh="还没有可载入链接的图谱库；先运行 vetgraph build",
            en="there is no store to load links into; run vetgraph build first",
            file=target,
        )
    return target
