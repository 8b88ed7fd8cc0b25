"""The things of a vetgraph dataset as records, and a link set with its dataset as a store part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetgraph import __version__, rdf, store
from vetgraph.linking import candidates, reviewed, sssom
from vetgraph.linking.records import Record, read_dataset

if TYPE_CHECKING:
    from pathlib import Path

    from vetgraph.store import Dataset

DATASETS = rdf.PREFIXES["id"] + "graph/dataset/"
_LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
_THINGS = """
SELECT DISTINCT ?thing ?name ?alias ?class ?place WHERE {
  ?thing a ?own . ?own rdfs:subClassOf* vet:Party , ?class .
  ?thing skos:prefLabel ?name .
  FILTER (LANG(?name) = "zh" && ?own != vet:Region)
  OPTIONAL { ?thing skos:altLabel ?alias }
  OPTIONAL { ?thing vet:locatedIn/skos:notation ?place }
} ORDER BY ?thing ?name ?alias ?class ?place
"""


def things(dataset: Dataset) -> tuple[Record, ...]:
    """The organisations and brands of a dataset with names, classes and region code, by IRI."""
    found: dict[str, tuple[str, dict[str, None], dict[str, None], str | None]] = {}
    for thing, name, alias, kind, place in dataset.select(_THINGS).rows:
        label, aliases, kinds, _ = found.setdefault(
            _text(thing), (_text(name), {}, {}, _text(place) or None)
        )
        if alias is not None and _text(alias) != label:
            aliases[_text(alias)] = None
        kinds[_text(kind)] = None
    return tuple(
        Record(iri, label, tuple(aliases), tuple(kinds), region)
        for iri, (label, aliases, kinds, region) in found.items()
    )


def propose(
    dataset: Dataset, path: Path, name: str, base: str | None = None, column: str | None = None
) -> str:
    """Candidate links to the records of a file, as the text of a SSSOM TSV file.

    ``base`` and ``column`` say how a table is read, see ``read_dataset``. Raises what that raises,
    and ``ParameterError`` for a ``name`` that is not made of small letters, digits and hyphens.
    """
    reviewed.links_graph(name)  # a name that reviewed links could not bear is refused now
    records = read_dataset(path, base=base, name_column=column)
    rows = sssom.rows_of(candidates.propose(things(dataset), records))
    prefixes = sssom.namespaces((record.iri for record in records), "record")
    head = sssom.MappingSet(
        id=f"{rdf.PREFIXES['id']}mapping-set/{name}",
        license=_LICENCE,
        prefixes={**prefixes, "vgid": rdf.PREFIXES["id"]},
        title=f"vetgraph: {name}",
        version=__version__,
        tool_version=__version__,
    )
    return sssom.write(head, rows)


def link_part(
    path: Path, table: Path, name: str, base: str | None = None, column: str | None = None
) -> tuple[store.Part, int]:
    """The accepted links of a reviewed table, with the linked dataset, and how many they are.

    The dataset's statements stand in their own graph when the file is Turtle; of a table only
    the names of its records are taken over (``base`` and ``column`` as for ``propose``).
    """
    rows = reviewed.read(table)[1]
    links, evidence = reviewed.link_quads(rows, name), reviewed.evidence_quads(rows, name)
    graph = rdf.NamedNode(DATASETS + name)
    records = read_dataset(path, base=base, name_column=column)
    if path.suffix.lower() == ".ttl":
        statements = [
            rdf.Quad(t.subject, t.predicate, t.object, graph) for t in rdf.parse_turtle(path)
        ]
    else:
        label = rdf.NamedNode(rdf.PREFIXES["skos"] + "prefLabel")
        statements = [
            rdf.Quad(rdf.NamedNode(r.iri), label, rdf.Literal(r.name, language="zh"), graph)
            for r in records
        ]
    quads = [*links, *evidence, *rdf.canonical(statements)]
    return store.Part(f"links-{name}", rdf.n_quads(quads)), len(links)


def _text(term: rdf.Term | None) -> str:
    return "" if term is None else term.value
