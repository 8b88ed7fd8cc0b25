"""Small stores in two versions, for the tests beside this file and the processes they start."""

from __future__ import annotations

from vetgraph import rdf, store

_SIZES = {"old": 300, "new": 500}


def version(name: str) -> list[store.Part]:
    """The parts of version ``old`` or ``new``: every quad names its version and its part."""
    return [_part("110114-2023", name, "甲乙丙"), _part("ontology", name, None)]


def quads(part: str, name: str) -> list[rdf.Quad]:
    vet = rdf.Namespace(rdf.PREFIXES["vet"])
    graph = rdf.NamedNode(f"{rdf.PREFIXES['id']}graph/{part}")
    return [
        rdf.Quad(vet[f"{part}-{number}"], vet.version, rdf.Literal(name), graph)
        for number in range(_SIZES[name])
    ]


def answer(dataset: store.Dataset) -> dict[str, int]:
    """How many quads of each version a dataset holds."""
    found = dataset.select("SELECT ?v (COUNT(*) AS ?n) { ?s vet:version ?v } GROUP BY ?v")
    return {_text(row[0]): int(_text(row[1])) for row in found.rows}


WHOLE = {name: {name: 2 * size} for name, size in _SIZES.items()}


def _part(part: str, name: str, text: str | None) -> store.Part:
    return store.Part(part, rdf.n_quads(quads(part, name)), None if text is None else text + name)


def _text(term: rdf.Term | None) -> str:
    return "" if term is None else term.value
