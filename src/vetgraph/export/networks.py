"""The network of things: who is linked to whom, each link with its evidence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from vetgraph import errors, rdf
from vetgraph.export import facts
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx

    from vetgraph.export.facts import Citation, Record, Value
    from vetgraph.store import Dataset

Attribute = str | int


@dataclass(frozen=True, slots=True)
class Options:
    """What of the network is wanted.

    ``inferred``: links that are concluded, not stated, too; ``classes``: only things of these
    classes (local name or label) and of classes below them; ``report``: only what one report says.
    """

    inferred: bool = True
    classes: tuple[str, ...] = ()
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A thing; ``kind`` is the local name of its class, ``region`` where it is said to lie."""

    id: str
    label: str
    kind: str
    kind_label: str
    label_en: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A direct property between two things and the statements that imply it.

    ``property`` is its local name; ``statements`` counts them; ``quote`` and ``citation``
    (report, code points) are the first one's in reading order; ``period`` lists their years.
    """

    source: str
    target: str
    property: str
    label: str
    status: str
    statements: int
    quote: str | None = None
    citation: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """A directed multigraph; nodes and edges are sorted by IRI."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(dataset: Dataset, options: Options | None = None) -> Network:
    """The direct properties of a dataset with the things they join; nothing stands alone.

    Raises ``UsageError`` for an unknown class, ``NotFoundError`` for an unknown report.
    """
    wanted = options or Options()
    kinds = _kinds(wanted.classes)
    things = _things(dataset)
    links = _links(dataset, wanted)
    evidence = _evidence(facts.records(dataset, wanted.report))
    names = _property_labels(dataset)
    edges = [
        _edge(link, status, evidence.get((*link, status), []), names)
        for link, status in sorted(links.items())
        if not kinds or {things[link[0]].kind, things[link[2]].kind} <= kinds
    ]
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    regions = _regions(links, things)
    nodes = (_with_region(things[iri], regions.get(iri)) for iri in sorted(ends))
    return Network(tuple(nodes), tuple(edges))


def attributes(item: Node | Edge) -> dict[str, Attribute]:
    """The fields of a node or edge that have a value, by their names in files."""
    pairs = ((_COLUMNS.get(f.name, f.name), getattr(item, f.name)) for f in fields(item))
    return {name: value for name, value in pairs if value is not None}


_COLUMNS = {"kind": "class", "kind_label": "class_label"}


def to_networkx(graph: Network) -> networkx.MultiDiGraph[str]:
    """The network for analysis in Python: nodes by IRI, edges keyed by property."""
    import networkx as nx

    made: networkx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes:
        named: dict[str, Any] = attributes(node)
        made.add_node(named.pop("id"), **named)
    for edge in graph.edges:
        named = attributes(edge)
        made.add_edge(named.pop("source"), named.pop("target"), key=edge.property, **named)
    return made


_LINKS = """
SELECT DISTINCT ?graph ?source ?property ?target WHERE {
  ?property vet:impliedBy ?kind ; a owl:ObjectProperty .
  GRAPH ?graph { ?source ?property ?target }
}"""

_THINGS = """
SELECT DISTINCT ?thing ?kind ?label WHERE {
  ?kind vet:segment ?segment .
  ?thing a ?kind .
  OPTIONAL { ?thing skos:prefLabel ?label }
}"""

_PROPERTIES = """
SELECT ?property ?label WHERE {
  ?property vet:impliedBy ?kind ; skos:prefLabel ?label FILTER(LANG(?label) = "zh")
}"""

# The segment of a graph's name that tells the status of what it holds.
_STATUSES = {"shortcuts": "stated", "inferred-shortcuts": "inferred"}

_Link = tuple[str, str, str]
_Fact = tuple[str, str, str, str]
_Support = tuple["Citation | None", "str | None"]


def _links(dataset: Dataset, options: Options) -> dict[_Link, str]:
    """Each link with its status; what is both stated and inferred is stated."""
    found: dict[_Link, str] = {}
    for terms in dataset.select(_LINKS).rows:
        graph, source, name, target = (str(t.value) if t else "" for t in terms)
        status = _STATUSES.get(graph.rpartition("/")[0].rpartition("/")[2])
        if status is None or (status == "inferred" and not options.inferred):
            continue
        if options.report not in (None, facts.local_name(graph)):
            continue
        link = (source, facts.local_name(name), target)
        found[link] = max(found.get(link, status), status)
    return found


class _Things(dict[str, Node]):
    """A thing of which nothing is known is shown by its name, as of no class."""

    def __missing__(self, iri: str) -> Node:
        return Node(iri, facts.local_name(iri), "Thing", "事物")


def _things(dataset: Dataset) -> _Things:
    kinds: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for thing, kind, label in dataset.select(_THINGS).rows:
        iri = str(thing.value) if thing else ""
        if isinstance(kind, rdf.NamedNode) and kind.value.startswith(facts.VET):
            kinds[iri].add(kind.value.removeprefix(facts.VET))
        if isinstance(label, rdf.Literal):
            labels[iri][label.language or ""].add(label.value)
    return _Things((iri, _node(iri, min(kinds[iri]), labels[iri])) for iri in kinds)


def _node(iri: str, kind: str, labels: Mapping[str, set[str]]) -> Node:
    known = schema().classes.get(kind)
    label = min(labels.get("zh") or set().union(*labels.values()), default=facts.local_name(iri))
    english = min(labels.get("en", ()), default=None)
    return Node(iri, label, kind, known.zh if known else kind, english)


def _with_region(node: Node, region: str | None) -> Node:
    return Node(node.id, node.label, node.kind, node.kind_label, node.label_en, region)


def _regions(links: Iterable[_Link], things: _Things) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for source, name, target in sorted(links):
        if name == "locatedIn":
            found[source].append(things[target].label)
    return {iri: "、".join(labels) for iri, labels in found.items()}


def _property_labels(dataset: Dataset) -> dict[str, str]:
    rows = dataset.select(_PROPERTIES).rows
    return {facts.local_name(str(p.value)): str(label.value) for p, label in rows if p and label}


def _evidence(records: Iterable[Record]) -> dict[_Fact, list[_Support]]:
    """Citation and year of the statements that imply each link, in reading order."""
    found: dict[_Fact, list[_Support]] = defaultdict(list)
    for record in records:
        cited = next(iter(record["citations"]), None)
        for fact in dict.fromkeys(_implied(record)):
            found[fact].append((cited, record["period"]))
    return found


def _implied(record: Record) -> Iterator[_Fact]:
    for shortcut in schema().shortcuts:
        if record["type"] not in shortcut.kinds:
            continue
        name = facts.local_name(shortcut.iri)
        for source in _filling(record, shortcut.subject):
            for target in _filling(record, shortcut.object):
                yield source, name, target, record["status"] or "stated"


def _filling(record: Record, role: str) -> Iterator[str]:
    """The things in a role or in a narrower one (an order class is a programme)."""
    values: list[Value] = []
    for name, filled in record["roles"].items():
        known = schema().properties.get(name)
        if name == role or (known is not None and role in known.parents):
            values.extend(filled)
    yield from (value["id"] for value in values if value["id"] is not None)


def _edge(link: _Link, status: str, found: list[_Support], names: Mapping[str, str]) -> Edge:
    source, name, target = link
    cited = next((citation for citation, _ in found if citation), None)
    years = sorted({year for _, year in found if year})
    return Edge(
        source=source,
        target=target,
        property=name,
        label=names.get(name, name),
        status=status,
        statements=len(found),
        quote=cited["quote"] if cited else None,
        citation=f"{cited['report']}#char={cited['start']},{cited['end']}" if cited else None,
        period="、".join(years) or None,
    )


def _kinds(wanted: Iterable[str]) -> frozenset[str]:
    """The classes named, with those below them; empty, which means all, when none is named."""
    known = schema().classes
    found: set[str] = set()
    for word in wanted:
        names = [c.name for c in known.values() if word in (c.name, c.zh, c.en)]
        if not names:
            raise _unknown_class(word)
        found.update(c for c in known if any(schema().is_a(c, name) for name in names))
    return frozenset(found)


def _unknown_class(word: str) -> errors.UsageError:
    things = [c for c in schema().classes.values() if c.segment]
    return errors.UsageError(
        zh=f"没有类别 {word}；可用：{'、'.join(c.zh for c in things)}",
        en=f"there is no class {word}; there are: {', '.join(c.name for c in things)}",
    )
