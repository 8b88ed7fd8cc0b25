"""Where in a report a node of the graph comes from, in words a reader can follow."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vetgraph import rdf
from vetgraph.rdf import BlankNode, Literal, NamedNode, Namespace, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vetgraph.rdf import Quad

OA: Final = Namespace(rdf.PREFIXES["oa"])
PROV: Final = Namespace(rdf.PREFIXES["prov"])
RDF: Final = Namespace(rdf.PREFIXES["rdf"])
SKOS: Final = Namespace(rdf.PREFIXES["skos"])
VET: Final = Namespace(rdf.PREFIXES["vet"])
_QUOTED: Final = 40

Node = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a report: code points ``start`` to ``end`` (half-open) and what stands there."""

    start: str
    end: str
    quote: str
    section: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    report: str = ""

    def words(self, language: str) -> str:
        """The place in ``zh`` or ``en``: section, table, row and column, characters, quote."""
        chinese = language == "zh"
        parts = [
            (self.section, f"章节 {self.section}", f"section {self.section}"),
            (self.table, f"表 {self.table}", f"table {self.table}"),
            (self.row, f"行“{self.row}”", f"row “{self.row}”"),
            (self.column, f"列“{self.column}”", f"column “{self.column}”"),
            (self.start, f"字符 {self.start}–{self.end}", f"characters {self.start}–{self.end}"),
            (self.quote, f"原文“{_short(self.quote)}”", f"text “{_short(self.quote)}”"),
        ]
        said = [zh if chinese else en for given, zh, en in parts if given]
        return ("，" if chinese else ", ").join(said)


@dataclass(frozen=True, slots=True)
class Index:
    """What each node says (property to values) and which nodes speak of it, both in order."""

    says: Mapping[Node, Mapping[NamedNode, list[Node]]]
    spoken_of_by: Mapping[Node, list[tuple[NamedNode, Node]]]


def index(quads: Iterable[Quad]) -> Index:
    """An index of the union of ``quads``; equal sets of quads give equal indexes."""
    says: dict[Node, dict[NamedNode, list[Node]]] = defaultdict(lambda: defaultdict(list))
    back: dict[Node, list[tuple[NamedNode, Node]]] = defaultdict(list)
    for triple in sorted({quad.triple for quad in quads}, key=str):
        says[triple.subject][triple.predicate].append(triple.object)
        back[triple.object].append((triple.predicate, triple.subject))
    return Index(says, back)


def name_of(known: Index, node: Node, language: str) -> str:
    """The label of a node in a language, else in the other, else its IRI."""
    labels = [one for one in _all(known, node, SKOS.prefLabel) if isinstance(one, Literal)]
    fitting = [one for one in labels if one.language == language] or labels
    return fitting[0].value if fitting else _plain(node)


def place_of(known: Index, node: Node) -> Place | None:
    """The place a node comes from: its own passage, or that of the first statement about it."""
    passage = _passage(known, node)
    if passage is None:
        speakers = (speaker for _, speaker in known.spoken_of_by.get(node, ()))
        passage = next((found for one in speakers if (found := _cited(known, one))), None)
    return None if passage is None else _read(known, passage)


def _passage(known: Index, node: Node) -> Node | None:
    if VET.Passage in _all(known, node, RDF.type):
        return node
    holders = known.spoken_of_by.get(node, ())
    owner = next((one for said, one in holders if said == OA.hasSelector), None)
    return owner or _cited(known, node)


def _cited(known: Index, node: Node) -> Node | None:
    cited = _all(known, node, PROV.wasDerivedFrom) or _all(known, node, VET.valuePassage)
    return cited[0] if cited else None


def _read(known: Index, passage: Node) -> Place:
    selectors = _all(known, passage, OA.hasSelector)

    def selected(name: str) -> str:
        return next((found for one in selectors if (found := _first(known, one, OA[name]))), "")

    def own(name: str) -> str:
        return _first(known, passage, VET[name])

    return Place(
        start=selected("start"),
        end=selected("end"),
        quote=selected("exact"),
        section=own("section"),
        table=own("table"),
        row=own("rowHeader"),
        column=own("columnHeader"),
        report=_report(_first(known, passage, OA.hasSource)),
    )


def _report(text: str) -> str:
    """The key in the IRI of a report's text (``…/report/110114-2023/text``)."""
    return text.removesuffix("/text").rsplit("/", 1)[-1]


def _all(known: Index, node: Node, said: NamedNode) -> list[Node]:
    says = known.says.get(node)
    return says.get(said, []) if says is not None else []


def _first(known: Index, node: Node, said: NamedNode) -> str:
    values = _all(known, node, said)
    return _plain(values[0]) if values else ""


def _plain(node: Node) -> str:
    return str(node) if isinstance(node, Triple) else node.value


def _short(quote: str) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
