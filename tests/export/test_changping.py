"""The whole Changping graph goes out and comes back with nothing lost."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import networkx as nx
import openpyxl
import pytest

from vetgraph import export, rdf
from vetgraph.export import facts, graphs, networks

if TYPE_CHECKING:
    from vetgraph.export.facts import Record
    from vetgraph.export.networks import Network
    from vetgraph.store import Dataset

REPORT = "110114-2023"


@pytest.fixture(scope="module")
def records(changping: Dataset) -> list[Record]:
    return list(facts.records(changping))


@pytest.fixture(scope="module")
def network(changping: Dataset) -> Network:
    return networks.network(changping)


def test_every_statement_is_one_record(changping: Dataset, records: list[Record]) -> None:
    statements = changping.select("SELECT DISTINCT ?s WHERE { ?s vet:statedIn ?report }").rows

    assert {r["id"] for r in records} == {str(s.value) for (s,) in statements if s}
    assert len(records) == len(statements) > 100


def test_every_record_cites_text_that_stands_there(
    changping: Dataset, records: list[Record]
) -> None:
    text = changping.text(REPORT)

    assert [r["id"] for r in records if not r["citations"]] == []
    cited = [c for r in records for c in r["citations"]]
    assert [c for c in cited if text[c["start"] : c["end"]] != c["quote"]] == []


def test_all_jsonl_lines_and_sheet_rows_are_there(
    changping: Dataset, records: list[Record]
) -> None:
    lines = export.write_facts(changping, "jsonl", REPORT).decode().splitlines()
    workbook = openpyxl.load_workbook(io.BytesIO(export.write_facts(changping, "xlsx")))

    assert [json.loads(line) for line in lines] == records
    assert workbook.active.max_row == len(records) + 1


@pytest.mark.parametrize("target", ["graphml", "gexf", "d3"])
def test_networkx_reads_the_same_numbers(changping: Dataset, network: Network, target: str) -> None:
    data = export.write_network(changping, target)
    if target == "graphml":
        graph = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    elif target == "gexf":
        graph = nx.read_gexf(io.BytesIO(data))
    else:
        graph = nx.node_link_graph(json.loads(data), edges="links")

    assert len(graph) == len(network.nodes)
    assert graph.number_of_edges() == len(network.edges) > 50


def test_every_link_has_a_statement_behind_it(network: Network) -> None:
    assert [e for e in network.edges if not (e.statements and e.quote and e.citation)] == []


def test_an_enterprise_of_the_report_is_named_in_chinese(network: Network) -> None:
    firms = {node.label for node in network.nodes if node.kind == "Enterprise"}

    assert "北京京东乾石科技有限公司" in firms


@pytest.mark.parametrize("target", sorted(graphs.FORMATS))
def test_the_dump_is_read_back_whole(changping: Dataset, target: str) -> None:
    found = rdf.Store()
    found.load(export.write_graph(changping, target), format=graphs.FORMATS[target])

    if graphs.FORMATS[target].supports_datasets:
        assert set(found) == set(changping.quads())
    else:
        assert len({quad.triple for quad in found}) == len({q.triple for q in changping.quads()})
