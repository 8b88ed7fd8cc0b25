"""RDF dumps are read back whole and do not depend on the order of loading."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from vetgraph import errors, export, rdf, store
from vetgraph.export import graphs

if TYPE_CHECKING:
    from vetgraph.store import Dataset

DATASETS = ["nq", "trig", "jsonld"]
UNIONS = ["ttl", "nt", "rdfxml"]


def loaded(data: bytes, target: str) -> set[rdf.Quad]:
    found = rdf.Store()
    found.load(data, format=graphs.FORMATS[target])
    return set(found)


@pytest.mark.parametrize("target", DATASETS)
def test_formats_with_named_graphs_keep_them(small: Dataset, target: str) -> None:
    assert loaded(export.write_graph(small, target), target) == set(small.quads())


@pytest.mark.parametrize("target", UNIONS)
def test_formats_without_named_graphs_write_the_union(small: Dataset, target: str) -> None:
    triples = {quad.triple for quad in loaded(export.write_graph(small, target), target)}

    assert triples == {quad.triple for quad in small.quads()}


@pytest.mark.parametrize("target", [*DATASETS, *UNIONS])
def test_the_order_of_loading_does_not_show(small: Dataset, target: str) -> None:
    again = store.memory(sorted(small.quads(), key=str, reverse=True))

    assert export.write_graph(again, target) == export.write_graph(small, target)


def test_a_graph_is_opened_once_in_trig(small: Dataset) -> None:
    text = export.write_graph(small, "trig").decode()
    graphs_of_small = {quad.graph_name for quad in small.quads()}

    assert len([line for line in text.splitlines() if line.endswith("{")]) == len(graphs_of_small)


def test_chinese_is_written_as_chinese(small: Dataset) -> None:
    for target in (*UNIONS, *DATASETS):
        assert "示例科技有限公司" in export.write_graph(small, target).decode()


def test_the_graph_of_one_report_can_be_asked_for(small: Dataset) -> None:
    data = export.write_graph(small, "nq", "999902-2022")
    graph = rdf.NamedNode("https://w3id.org/vetgraph/id/report/999902-2022")

    assert loaded(data, "nq") == set(small.quads(graph))


def test_json_ld_is_json(small: Dataset) -> None:
    assert json.loads(export.write_graph(small, "jsonld"))


def test_a_page_break_does_not_break_rdf_xml() -> None:
    thing = rdf.NamedNode("https://example.org/a")
    label = rdf.NamedNode(rdf.PREFIXES["skos"] + "prefLabel")
    quads = [
        rdf.Quad(thing, label, rdf.Literal("甲\x0c乙", language="zh")),
        rdf.Quad(thing, label, rdf.Literal("丙\x0c")),
    ]

    data = export.write_graph(store.memory(quads), "rdfxml")

    assert {quad.object for quad in loaded(data, "rdfxml")} == {
        rdf.Literal("甲\ufffd乙", language="zh"),
        rdf.Literal("丙\ufffd"),
    }


def test_an_unknown_format_is_refused_in_both_languages(small: Dataset) -> None:
    with pytest.raises(errors.UsageError) as caught:
        export.write_graph(small, "hdt")

    assert "不认识格式 hdt；可用：ttl" in caught.value.zh
    assert "unknown format hdt; there are: ttl" in caught.value.en


def test_an_unknown_report_is_refused(small: Dataset) -> None:
    with pytest.raises(errors.NotFoundError, match="there is no report 1-2023"):
        export.write_graph(small, "nt", "1-2023")
