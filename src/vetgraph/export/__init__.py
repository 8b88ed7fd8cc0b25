"""Exports: facts, RDF and networks, each as the bytes of one file, the same for the same data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph import errors
from vetgraph.export import facts, graphs, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vetgraph.export.networks import Network, Options
    from vetgraph.store import Dataset, Solutions

FACT_FORMATS = ("jsonl", *tables.FORMATS)
GRAPH_FORMATS = tuple(graphs.FORMATS)
NETWORK_FORMATS = ("graphml", "gexf", "cytoscape", "d3", "dot", "svg")
TABLE_FORMATS = tables.FORMATS


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How a table is written.

    ``language``: headings in ``zh`` or ``en``, else the names of fields; ``bom``: a byte order
    mark, by which Excel reads CSV as UTF-8; ``guard``: an apostrophe before text that a
    spreadsheet would run as a formula (CSV and TSV; workbooks need none).
    """

    language: str | None = None
    bom: bool = False
    guard: bool = True


def write_facts(
    dataset: Dataset,
    target: str,
    report: str | None = None,
    options: TableOptions | None = None,
) -> bytes:
    """The statements of a dataset, or of one report, as ``jsonl``, ``csv``, ``tsv`` or ``xlsx``.

    Raises ``UsageError`` for an unknown format, ``NotFoundError`` for an unknown report.
    """
    _check(target, FACT_FORMATS)
    found = facts.records(dataset, report)
    if target == "jsonl":
        return facts.json_lines(found)
    wanted = options or TableOptions()
    grid = tables.of_records(found, _headings(wanted.language))
    return tables.write(grid, target, bom=wanted.bom, guard=wanted.guard)


def write_table(solutions: Solutions, target: str, options: TableOptions | None = None) -> bytes:
    """A query answer as ``csv``, ``tsv`` or ``xlsx``; raises ``UsageError``."""
    _check(target, TABLE_FORMATS)
    wanted = options or TableOptions()
    grid = tables.of_solutions(solutions)
    return tables.write(grid, target, bom=wanted.bom, guard=wanted.guard)


def write_graph(dataset: Dataset, target: str, report: str | None = None) -> bytes:
    """A dataset, or the named graph of one report, in a syntax of RDF; see ``graphs.dump``.

    Raises ``UsageError`` for an unknown format, ``NotFoundError`` for an unknown report.
    """
    _check(target, GRAPH_FORMATS)
    if report is None:
        return graphs.dump(dataset, target)
    return graphs.dump(dataset, target, facts.report_iri(dataset, report))


def write_network(
    dataset: Dataset, target: str, options: Options | None = None, title: str = ""
) -> bytes:
    """The network of things as ``graphml``, ``gexf``, ``cytoscape``, ``d3``, ``dot`` or ``svg``.

    ``title`` is printed over the drawing. Raises ``UsageError`` for an unknown format or class,
    ``NotFoundError`` for an unknown report.
    """
    _check(target, NETWORK_FORMATS)
    from vetgraph.export import networks

    made = networks.network(dataset, options)
    if target == "svg":
        from vetgraph.export import drawing

        return drawing.svg(made, title)
    from vetgraph.export import network_files

    writer: Callable[[Network], bytes] = getattr(network_files, target)
    return writer(made)


def _check(target: str, formats: tuple[str, ...]) -> None:
    if target not in formats:
        raise errors.UsageError(
            zh=f"不认识格式 {target}；可用：{'、'.join(formats)}",
            en=f"unknown format {target}; there are: {', '.join(formats)}",
        )


def _headings(language: str | None) -> Mapping[str, str]:
    """Headings of fields and roles, the latter as the ontology labels them."""
    if language is None:
        return {}
    from vetgraph.schema import schema

    roles = schema().properties
    if language == "zh":
        return {name: role.zh for name, role in roles.items()} | tables.CHINESE
    return {name: role.en for name, role in roles.items()}
