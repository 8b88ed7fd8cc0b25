"""Network files that other tools open as they are: Gephi, yEd, Cytoscape, D3, Graphviz.

Each is written as text in one pass: many times faster than networkx's writers, with the same
bytes on every day and whichever XML library is there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from vetgraph.export.graphs import NOT_IN_XML
from vetgraph.export.networks import attributes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vetgraph.export.networks import Attribute, Edge, Network, Node

_NODE_COLUMNS = ("label", "class", "class_label", "label_en", "region")
_EDGE_COLUMNS = ("label", "property", "status", "statements", "quote", "citation", "period")
_TYPES = {"statements": "int"}

COLOURS = {
    "School": "#2f6db3",
    "Enterprise": "#d07a1f",
    "Brand": "#d07a1f",
    "OrderClass": "#2e8b57",
    "Major": "#8a56a6",
    "MajorGroup": "#8a56a6",
    "MajorDirection": "#8a56a6",
    "InternationalPartner": "#c0446c",
    "HigherEducationInstitution": "#3a8f9e",
    "PublicBody": "#7a6a53",
}
OTHER_COLOUR = "#7f8793"


def graphml(network: Network) -> bytes:
    """GraphML (http://graphml.graphdrawing.org/xmlns); node ids are the IRIs of the things."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *_keys("node", _NODE_COLUMNS),
        *_keys("edge", _EDGE_COLUMNS),
        '<graph id="vetgraph" edgedefault="directed">',
    ]
    for node in network.nodes:
        lines += [f"<node id={_quoted(node.id)}>", *_data("node", node, _NODE_COLUMNS), "</node>"]
    for number, edge in enumerate(network.edges):
        ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
        lines += [f'<edge id="e{number}" {ends}>', *_data("edge", edge, _EDGE_COLUMNS), "</edge>"]
    return _bytes([*lines, "</graph>", "</graphml>"])


def _keys(element: str, columns: Iterable[str]) -> Iterator[str]:
    for name in columns:
        kind = _TYPES.get(name, "string")
        yield f'<key id="{element}.{name}" for="{element}" attr.name="{name}" attr.type="{kind}"/>'


def _data(element: str, item: Node | Edge, columns: Iterable[str]) -> Iterator[str]:
    values = attributes(item)
    for name in columns:
        if name in values:
            yield f'<data key="{element}.{name}">{_escaped(values[name])}</data>'


def gexf(network: Network) -> bytes:
    """GEXF 1.3 (http://gexf.net/1.3) with a colour for each class.

    An edge's ``kind`` is its property, so that Gephi keeps parallel edges apart, and its weight
    the number of statements. The date of writing, which GEXF allows, is left out.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
        "<meta><creator>vetgraph</creator></meta>",
        '<graph mode="static" defaultedgetype="directed">',
        *_declared("node", _NODE_COLUMNS[1:]),
        *_declared("edge", _EDGE_COLUMNS[1:]),
        "<nodes>",
        *(line for node in network.nodes for line in _gexf_node(node)),
        "</nodes>",
        "<edges>",
        *(line for number, e in enumerate(network.edges) for line in _gexf_edge(number, e)),
        "</edges>",
        "</graph>",
        "</gexf>",
    ]
    return _bytes(lines)


def _declared(element: str, columns: Iterable[str]) -> Iterator[str]:
    yield f'<attributes class="{element}">'
    for name in columns:
        kind = "integer" if name in _TYPES else "string"
        yield f'<attribute id="{name}" title="{name}" type="{kind}"/>'
    yield "</attributes>"


def _gexf_node(node: Node) -> Iterator[str]:
    colour = COLOURS.get(node.kind, OTHER_COLOUR)
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    yield f"<node id={_quoted(node.id)} label={_quoted(node.label)}>"
    yield from _attvalues(node, _NODE_COLUMNS[1:])
    yield f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
    yield "</node>"


def _gexf_edge(number: int, edge: Edge) -> Iterator[str]:
    ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
    weight = max(edge.statements, 1)
    yield (
        f'<edge id="{number}" {ends} kind="{edge.property}" label={_quoted(edge.label)}'
        f' weight="{weight}">'
    )
    yield from _attvalues(edge, _EDGE_COLUMNS[1:])
    yield "</edge>"


def _attvalues(item: Node | Edge, columns: Iterable[str]) -> Iterator[str]:
    values = attributes(item)
    yield "<attvalues>"
    for name in columns:
        if name in values:
            yield f'<attvalue for="{name}" value={_quoted(values[name])}/>'
    yield "</attvalues>"


def cytoscape(network: Network) -> bytes:
    """The elements form of Cytoscape.js, which Cytoscape Desktop opens too."""
    nodes = [{"data": attributes(node)} for node in network.nodes]
    edges = [{"data": _numbered(number, edge)} for number, edge in enumerate(network.edges)]
    return _json({"elements": {"nodes": nodes, "edges": edges}})


def _numbered(number: int, edge: Edge) -> dict[str, Attribute]:
    return {"id": f"e{number}", **attributes(edge)}


def d3(network: Network) -> bytes:
    """Node-link JSON as D3's force layouts and ``networkx.node_link_graph`` take it."""
    links = [attributes(edge) | {"key": edge.property} for edge in network.edges]
    nodes = [attributes(node) for node in network.nodes]
    return _json(
        {"directed": True, "multigraph": True, "graph": {}, "nodes": nodes, "links": links}
    )


def dot(network: Network) -> bytes:
    """The DOT language of Graphviz; inferred links are dashed."""
    lines = ["digraph vetgraph {", '  graph [charset="UTF-8", rankdir=LR];', "  node [shape=box];"]
    for node in network.nodes:
        pairs = {
            "label": node.label,
            "class": node.kind,
            "tooltip": node.kind_label,
            "color": COLOURS.get(node.kind, OTHER_COLOUR),
        }
        lines.append(f"  {_dot(node.id)} [{_dot_list(pairs)}];")
    for edge in network.edges:
        pairs = {"label": edge.label, "class": edge.property, "tooltip": edge.quote or edge.label}
        if edge.status == "inferred":
            pairs["style"] = "dashed"
        lines.append(f"  {_dot(edge.source)} -> {_dot(edge.target)} [{_dot_list(pairs)}];")
    return _bytes([*lines, "}"])


def _dot_list(pairs: dict[str, str]) -> str:
    return ", ".join(f"{name}={_dot(value)}" for name, value in pairs.items())


def _dot(text: str) -> str:
    """A quoted string; in labels a backslash starts an escape, so it is doubled."""
    safe = NOT_IN_XML.sub("\ufffd", text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "\\n".join(safe.splitlines()) + '"'


def _escaped(value: Attribute) -> str:
    return escape(NOT_IN_XML.sub("\ufffd", str(value)), {"\r": "&#13;"})


def _quoted(value: Attribute) -> str:
    """An XML attribute value; line breaks and tabs would else be read as blanks."""
    blanks = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
    return '"' + escape(NOT_IN_XML.sub("\ufffd", str(value)), blanks) + '"'


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _bytes(lines: Sequence[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()
