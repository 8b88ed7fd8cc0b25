"""The drawing: every label readable, nothing overlaps, nothing comes from elsewhere."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from vetgraph import export
from vetgraph.export import drawing
from vetgraph.export.networks import Edge, Network, Node

if TYPE_CHECKING:
    from vetgraph.store import Dataset

SVG = "{http://www.w3.org/2000/svg}"


def node(number: int, kind: str, label: str = "") -> Node:
    return Node(f"urn:{kind}:{number}", label or f"{kind}{number}", kind, kind)


def crowded() -> Network:
    """Three schools, forty firms with long names, thirty classes, ten majors."""
    schools = [node(i, "School") for i in range(3)]
    firms = [
        node(i, "Enterprise", f"某某教育科技发展集团（北京）股份有限公司第{i}分公司")
        for i in range(40)
    ]
    classes = [node(i, "OrderClass", f"第{i}届未来班") for i in range(30)]
    majors = [node(i, "Major", f"专业{i}") for i in range(10)]
    edges = [(schools[i % 3], firms[i], "partnersWith") for i in range(40)]
    edges += [(classes[i], firms[(i * 7) % 40], "runWith") for i in range(30)]
    edges += [(classes[i], majors[i % 10], "preparesFor") for i in range(30)]
    nodes = sorted([*schools, *firms, *classes, *majors], key=lambda n: n.id)
    made = (Edge(a.id, b.id, name, name, "stated", 1) for a, b, name in edges)
    return Network(tuple(nodes), tuple(made))


def drawn(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)


def boxes(root: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    found = [r for g in root.iter(f"{SVG}g") for r in g.findall(f"{SVG}rect")[:1]]
    return [tuple(float(r.get(a, "0")) for a in ("x", "y", "width", "height")) for r in found]  # type: ignore[misc]


def labels(root: ElementTree.Element) -> set[str]:
    texts = (t for g in root.iter(f"{SVG}g") for t in g.findall(f"{SVG}text[@data-id]"))
    return {"".join(text.itertext()) for text in texts}


def test_the_partner_network_is_drawn_in_columns(small: Dataset) -> None:
    root = drawn(export.write_network(small, "svg", title="示例县合作网络"))

    assert labels(root) == {
        "示例县职业学校", "另县职业学校", "示例科技有限公司", "未来班", "计算机应用",
    }  # fmt: skip
    assert root.findtext(f"{SVG}title") == "示例县合作网络"
    assert len(root.findall(f"{SVG}path[@d]")) == 4


def test_inferred_links_are_dashed_and_links_tell_their_quote(small: Dataset) -> None:
    root = drawn(export.write_network(small, "svg"))
    dashed = [p for p in root.findall(f"{SVG}path") if p.get("stroke-dasharray")]

    assert [path.findtext(f"{SVG}title", "")[:4] for path in dashed] == ["面向专业"]
    assert "学校与示例科技有限公司合作开办" in dashed[0].findtext(f"{SVG}title", "")


def test_no_two_boxes_overlap_and_all_lie_inside() -> None:
    root = drawn(drawing.svg(crowded(), "很多"))
    placed = boxes(root)
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))

    assert len(placed) == 83
    for x, y, w, h in placed:
        assert x >= 0
        assert y >= 0
        assert x + w <= width
        assert y + h <= height
    for (x1, y1, w1, h1), (x2, y2, w2, h2) in combinations(placed, 2):
        apart = x1 + w1 <= x2 or x2 + w2 <= x1 or y1 + h1 <= y2 + 0.1 or y2 + h2 <= y1 + 0.1
        assert apart


def test_long_names_are_wrapped_whole_within_their_box() -> None:
    root = drawn(drawing.svg(crowded(), ""))

    assert "某某教育科技发展集团（北京）股份有限公司第39分公司" in labels(root)
    for text in root.iter(f"{SVG}text"):
        for row in text.findall(f"{SVG}tspan[@y]"):
            assert len(row.text or "") <= 16


def test_no_line_of_a_name_begins_with_a_closing_mark() -> None:
    root = drawn(drawing.svg(crowded(), ""))
    rows = [row.text or "" for row in root.iter(f"{SVG}tspan") if row.get("y")]

    assert rows
    assert [row for row in rows if row[0] in "）」》，、。"] == []


def test_a_link_that_repeats_a_chain_is_not_drawn() -> None:
    school, firm, course = node(1, "School"), node(1, "Enterprise"), node(1, "OrderClass")
    pairs = [(school, firm), (firm, course), (school, course)]
    edges = tuple(Edge(a.id, b.id, "runWith", "p", "stated", 1) for a, b in pairs)

    root = drawn(drawing.svg(Network((course, firm, school), edges), ""))

    assert len(root.findall(f"{SVG}path")) == 2


def test_a_link_that_passes_a_column_gets_a_place_there() -> None:
    school, course = node(1, "School"), node(1, "OrderClass")
    edges = (Edge(school.id, course.id, "runsProgramme", "p", "stated", 1),)

    root = drawn(drawing.svg(Network((course, school), edges), ""))

    assert labels(root) == {"School1", "OrderClass1"}
    (path,) = root.findall(f"{SVG}path")
    assert path.get("d", "").count("C") == 2


def test_only_what_makes_partners_is_drawn() -> None:
    region, firm = node(1, "Region"), node(1, "Enterprise")
    edges = (Edge(firm.id, region.id, "locatedIn", "位于", "stated", 1),)

    assert labels(drawn(drawing.svg(Network((firm, region), edges), ""))) == set()


def test_groups_that_share_no_link_stand_close_together() -> None:
    schools = [node(i, "School") for i in range(2)]
    firms = [node(i, "Enterprise") for i in range(30)]
    edges = tuple(
        Edge(schools[i % 2].id, firms[i].id, "partnersWith", "合作于", "stated", 1)
        for i in range(30)
    )
    placed = boxes(drawn(drawing.svg(Network((*firms, *schools), edges), "")))
    tops = sorted((y, y + h) for _, y, _, h in placed)

    assert all(later[0] - earlier[1] <= 24.1 for earlier, later in pairwise(tops))


def test_nothing_is_fetched_or_run() -> None:
    text = drawing.svg(crowded(), "<script>alert(1)</script>").decode()

    assert not re.search(r"<script|href|url\(|@import|<image|on\w+=", text)
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]


def test_an_empty_network_is_a_drawing_with_a_title() -> None:
    root = drawn(drawing.svg(Network((), ()), "空"))

    assert root.findtext(f"{SVG}title") == "空"
    assert boxes(root) == []


def test_equal_networks_give_equal_bytes() -> None:
    assert drawing.svg(crowded(), "一") == drawing.svg(crowded(), "一")
