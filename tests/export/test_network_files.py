"""Network files, read by readers that are not ours."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import networkx as nx
import pytest

from vetgraph import export
from vetgraph.export import network_files, networks
from vetgraph.export.networks import Edge, Network, Node

if TYPE_CHECKING:
    from vetgraph.store import Dataset

GEXF = "{http://gexf.net/1.3}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
FORMATS = ["graphml", "gexf", "cytoscape", "d3", "dot"]
AWKWARD = '甲"<乙>&\n丙\\丁\x0c\t戊\r己'


def read(data: bytes, target: str) -> nx.MultiDiGraph[str]:
    if target == "graphml":
        return nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    if target == "gexf":
        return nx.read_gexf(io.BytesIO(data))
    return nx.node_link_graph(json.loads(data), edges="links")


@pytest.mark.parametrize("target", ["graphml", "gexf", "d3"])
def test_networkx_reads_the_same_network(small: Dataset, target: str) -> None:
    mine = networks.to_networkx(networks.network(small))
    theirs = read(export.write_network(small, target), target)

    assert theirs.is_directed()
    assert dict(theirs.nodes(data="label")) == dict(mine.nodes(data="label"))
    assert dict(theirs.nodes(data="class")) == dict(mine.nodes(data="class"))
    for name in ("label", "property", "status", "statements", "quote", "citation", "period"):
        assert Counter(theirs.edges(data=name)) == Counter(mine.edges(data=name))


def test_gexf_has_the_structure_of_version_1_3(small: Dataset) -> None:
    root = ElementTree.fromstring(export.write_network(small, "gexf"))
    graph = root.find(f"{GEXF}graph")
    assert graph is not None

    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    assert [child.tag.removeprefix(GEXF) for child in graph] == [
        "attributes", "attributes", "nodes", "edges",
    ]  # fmt: skip
    assert graph.get("defaultedgetype") == "directed"
    for element in ("node", "edge"):
        declared = {a.get("id") for a in graph.findall(f"{GEXF}attributes[@class='{element}']/*")}
        used = {a.get("for") for a in graph.findall(f".//{GEXF}{element}/{GEXF}attvalues/*")}
        assert used <= declared


def test_gexf_keeps_parallel_links_apart_by_kind_and_weighs_them(small: Dataset) -> None:
    root = ElementTree.fromstring(export.write_network(small, "gexf"))
    edges = root.findall(f".//{GEXF}edge")

    assert len({edge.get("id") for edge in edges}) == len(edges) == 9
    assert {edge.get("kind") for edge in edges} > {"partnersWith", "runWith"}
    assert max(float(edge.get("weight", "0")) for edge in edges) == 3.0


def test_gexf_carries_no_date(small: Dataset) -> None:
    assert b"lastmodified" not in export.write_network(small, "gexf")


def test_graphml_declares_every_key_and_names_the_label(small: Dataset) -> None:
    root = ElementTree.fromstring(export.write_network(small, "graphml"))
    keys = {k.get("id"): (k.get("for"), k.get("attr.name")) for k in root.iter(f"{GRAPHML}key")}

    assert {("node", "label"), ("edge", "label")} <= set(keys.values())
    assert {data.get("key") for data in root.iter(f"{GRAPHML}data")} <= set(keys)
    assert len({edge.get("id") for edge in root.iter(f"{GRAPHML}edge")}) == 9


def test_cytoscape_elements_follow_their_schema(small: Dataset) -> None:
    schema = json.loads((Path(__file__).parent / "elements.schema.json").read_text("utf-8"))
    document = json.loads(export.write_network(small, "cytoscape"))

    jsonschema.validate(document, schema)
    nodes = {n["data"]["id"] for n in document["elements"]["nodes"]}
    edges = [e["data"] for e in document["elements"]["edges"]]
    assert {end for e in edges for end in (e["source"], e["target"])} == nodes
    assert len({e["id"] for e in edges} | nodes) == len(edges) + len(nodes)


def test_d3_links_name_their_ends(small: Dataset) -> None:
    document: dict[str, Any] = json.loads(export.write_network(small, "d3"))

    assert list(document) == ["directed", "multigraph", "graph", "nodes", "links"]
    assert {link["source"] for link in document["links"]} <= {n["id"] for n in document["nodes"]}


def test_dot_dashes_what_is_inferred(small: Dataset) -> None:
    lines = export.write_network(small, "dot").decode().splitlines()
    dashed = [line for line in lines if 'style="dashed"' in line]

    assert len([line for line in lines if "->" in line]) == 9
    assert len(dashed) == 1
    assert "面向专业" in dashed[0]


@pytest.mark.parametrize("target", FORMATS)
def test_chinese_is_written_as_chinese(small: Dataset, target: str) -> None:
    assert "示例科技有限公司" in export.write_network(small, target).decode("utf-8")


@pytest.mark.parametrize("target", FORMATS)
def test_equal_data_gives_equal_bytes(small: Dataset, target: str) -> None:
    assert export.write_network(small, target) == export.write_network(small, target)


def awkward() -> Network:
    nodes = (Node("urn:a", AWKWARD, "School", "学校"), Node("urn:b", "乙", "Major", "专业"))
    return Network(nodes, (Edge("urn:a", "urn:b", "p", AWKWARD, "stated", 1, AWKWARD),))


@pytest.mark.parametrize("target", ["graphml", "gexf"])
def test_awkward_characters_come_back_from_xml(target: str) -> None:
    graph = read(getattr(network_files, target)(awkward()), target)
    expected = AWKWARD.replace("\x0c", "\ufffd")

    assert graph.nodes["urn:a"]["label"] == expected
    assert [data["quote"] for _, _, data in graph.edges(data=True)] == [expected]


def test_awkward_characters_stay_inside_the_quotes_of_dot() -> None:
    lines = network_files.dot(awkward()).decode().splitlines()

    assert len(lines) == 7
    assert 'label="甲\\"<乙>&\\n丙\\\\丁\ufffd\t戊\\n己"' in lines[3]


@pytest.mark.parametrize("target", FORMATS)
def test_an_empty_network_is_a_whole_file(target: str) -> None:
    data = getattr(network_files, target)(Network((), ()))

    if target in ("graphml", "gexf"):
        assert ElementTree.fromstring(data) is not None
    elif target == "dot":
        assert data.endswith(b"}\n")
    else:
        assert json.loads(data)
