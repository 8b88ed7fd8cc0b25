"""The network of things: what is linked, on what evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph import errors, rdf, store
from vetgraph.export import networks
from vetgraph.export.networks import Edge, Network, Options

if TYPE_CHECKING:
    from vetgraph.store import Dataset

THING = "https://w3id.org/vetgraph/id/"
SCHOOL = THING + "school/示例县职业学校"
FIRM = THING + "enterprise/示例科技有限公司"
CLASS = THING + "order-class/未来班"


def links(network: Network) -> set[tuple[str, str, str]]:
    names = {node.id: node.label for node in network.nodes}
    return {(names[e.source], e.property, names[e.target]) for e in network.edges}


def edge(network: Network, source: str, target: str) -> Edge:
    (found,) = [e for e in network.edges if (e.source, e.target) == (source, target)]
    return found


def test_every_direct_property_is_a_link(small_network: Network) -> None:
    assert links(small_network) == {
        ("示例县职业学校", "partnersWith", "示例科技有限公司"),
        ("示例县职业学校", "runsProgramme", "未来班"),
        ("示例县职业学校", "offersMajor", "烹饪"),
        ("示例县职业学校", "awardedAt", "县技能比赛"),
        ("示例科技有限公司", "partnersOnMajor", "计算机应用"),
        ("示例科技有限公司", "locatedIn", "示例县"),
        ("未来班", "runWith", "示例科技有限公司"),
        ("未来班", "preparesFor", "计算机应用"),
        ("另县职业学校", "partnersWith", "示例科技有限公司"),
    }


def test_a_thing_has_its_class_its_english_name_and_its_region(small_network: Network) -> None:
    (firm,) = [node for node in small_network.nodes if node.id == FIRM]

    assert (firm.label, firm.label_en) == ("示例科技有限公司", "Example Technology Co., Ltd.")
    assert (firm.kind, firm.kind_label, firm.region) == ("Enterprise", "企业", "示例县")


def test_a_link_counts_its_statements_and_quotes_the_first(small_network: Network) -> None:
    link = edge(small_network, SCHOOL, FIRM)

    assert (link.label, link.status, link.statements) == ("合作于", "stated", 3)
    assert link.quote is not None
    assert link.quote.startswith("学校与示例科技有限公司合作开办")
    assert (link.citation, link.period) == ("999901-2023#char=97,137", "2021、2022")


def test_an_order_class_is_found_through_the_wider_role(small_network: Network) -> None:
    assert edge(small_network, SCHOOL, CLASS).statements == 1


def test_inferred_links_are_marked_and_can_be_left_out(small: Dataset) -> None:
    marked = {e.property for e in networks.network(small).edges if e.status == "inferred"}
    without = networks.network(small, Options(inferred=False))

    assert marked == {"preparesFor"}
    assert "preparesFor" not in {e.property for e in without.edges}
    assert len(without.edges) == 8


@pytest.mark.parametrize("word", ["Programme", "培养项目", "programme"])
def test_classes_can_be_chosen_by_either_label_with_those_below(small: Dataset, word: str) -> None:
    chosen = networks.network(small, Options(classes=("School", word)))

    assert links(chosen) == {("示例县职业学校", "runsProgramme", "未来班")}


def test_an_unknown_class_is_told_with_those_there_are(small: Dataset) -> None:
    with pytest.raises(errors.UsageError) as caught:
        networks.network(small, Options(classes=("Pupil",)))

    assert "没有类别 Pupil；可用：" in caught.value.zh
    assert "School" in caught.value.en


def test_one_report_alone_can_be_drawn(small: Dataset) -> None:
    alone = networks.network(small, Options(report="999902-2022"))

    assert links(alone) == {("另县职业学校", "partnersWith", "示例科技有限公司")}


def test_what_is_both_stated_and_inferred_is_stated(small: Dataset) -> None:
    quads = list(small.quads())
    for quad in small.quads():
        name = getattr(quad.graph_name, "value", "")
        if "/inferred-shortcuts/" in name:
            stated = rdf.NamedNode(name.replace("inferred-shortcuts", "shortcuts"))
            quads.append(rdf.Quad(quad.subject, quad.predicate, quad.object, stated))

    network = networks.network(store.memory(quads))

    assert {e.status for e in network.edges} == {"stated"}
    assert len(network.edges) == 9


def test_nodes_and_edges_are_in_order_and_nothing_stands_alone(small_network: Network) -> None:
    ids = [node.id for node in small_network.nodes]
    keys = [(e.source, e.property, e.target) for e in small_network.edges]

    assert ids == sorted(ids)
    assert keys == sorted(keys)
    assert {e.source for e in small_network.edges} | {e.target for e in small_network.edges} == set(
        ids
    )


def test_an_empty_dataset_gives_an_empty_network() -> None:
    assert networks.network(store.memory([])) == Network((), ())


def test_networkx_gets_a_directed_multigraph_without_empty_attributes(
    small_network: Network,
) -> None:
    graph = networks.to_networkx(small_network)

    assert graph.is_directed()
    assert graph.is_multigraph()
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (8, 9)
    assert graph.nodes[FIRM]["label"] == "示例科技有限公司"
    assert graph.edges[SCHOOL, FIRM, "partnersWith"]["statements"] == 3
    values = [v for _, data in graph.nodes(data=True) for v in data.values()]
    assert None not in values
