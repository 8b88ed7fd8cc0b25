"""Every question of ``queries/`` against its fixture in ``tests/queries/<name>/``.

``data.trig`` with ``common.trig`` and the ontology is the graph, ``params.yaml`` the parameters,
``expected.tsv`` the answer.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from vetgraph import queries, rdf, resources, store

FIXTURES = Path(__file__).parent
CATALOGUE = queries.catalogue()
INFERRED = rdf.NamedNode(rdf.PREFIXES["code"] + "status/inferred")
STATUS = rdf.NamedNode(rdf.PREFIXES["vet"] + "status")

every_query = pytest.mark.parametrize("query", CATALOGUE, ids=lambda query: query.name)


@cache
def ontology() -> tuple[rdf.Quad, ...]:
    folder = resources.ontology_dir()
    files = [folder / "vetgraph.ttl", *sorted((folder / "vocab").glob("*.ttl"))]
    graph = rdf.NamedNode("https://w3id.org/vetgraph/ontology")
    triples = [triple for file in files for triple in rdf.parse_turtle(file)]
    return tuple(rdf.Quad(t.subject, t.predicate, t.object, graph) for t in triples)


@cache
def quads(name: str) -> tuple[rdf.Quad, ...]:
    fixture = rdf.Store()
    for path in (FIXTURES / "common.trig", FIXTURES / name / "data.trig"):
        fixture.load(path=str(path), format=rdf.RdfFormat.TRIG)
    return (*ontology(), *fixture)


def without_inferred(name: str) -> list[rdf.Quad]:
    """What stays of a fixture when its inferred statements were never made."""
    inferred = {q.subject for q in quads(name) if q.predicate == STATUS and q.object == INFERRED}
    return [
        quad
        for quad in quads(name)
        if quad.subject not in inferred and "/inferred-shortcuts/" not in str(quad.graph_name)
    ]


def params(name: str) -> dict[str, str]:
    path = FIXTURES / name / "params.yaml"
    found: dict[str, str] = yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
    return found


def table(solutions: store.Solutions) -> list[list[str]]:
    rows = [["" if term is None else term.value for term in row] for row in solutions.rows]
    return [list(solutions.columns), *rows]


def expected(name: str) -> list[list[str]]:
    text = (FIXTURES / name / "expected.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()]


def test_every_fixture_belongs_to_a_query() -> None:
    folders = sorted(path.name for path in FIXTURES.iterdir() if (path / "data.trig").exists())

    assert folders == [query.name for query in CATALOGUE]


@every_query
def test_the_answer_is_the_expected_table(query: queries.Query) -> None:
    answer = queries.run(query, store.memory(quads(query.name)), params(query.name))

    assert len(answer.rows) > 0
    assert table(answer) == expected(query.name)


@every_query
def test_switched_off_an_inferred_statement_is_as_if_never_made(query: queries.Query) -> None:
    dataset = store.memory(quads(query.name))
    given = params(query.name)

    stated = queries.run(query, dataset, given, inferred=False)

    assert stated == queries.run(query, store.memory(without_inferred(query.name)), given)
    assert stated != queries.run(query, dataset, given)
    assert "推断" not in {cell for row in table(stated) for cell in row}


@every_query
def test_a_row_in_which_an_inferred_statement_takes_part_says_so(query: queries.Query) -> None:
    dataset = store.memory(quads(query.name))
    given = params(query.name)
    shown = table(queries.run(query, dataset, given))[1:]
    stated = table(queries.run(query, dataset, given, inferred=False))[1:]

    marks = {row[query.columns.index("status")] for row in shown if row not in stated}

    assert marks == {"推断"}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [(q, p) for q in CATALOGUE for p in q.parameters if not p.required],
    ids=lambda value: value.name,
)
def test_an_optional_parameter_narrows_the_answer(
    query: queries.Query, parameter: queries.Parameter
) -> None:
    nothing = "1000" if parameter.name == "to" else "2999"
    value = nothing if parameter.kind == "year" else "https://example.org/none"
    given = params(query.name) | {parameter.name: value}

    assert queries.run(query, store.memory(quads(query.name)), given).rows == []


@every_query
def test_an_empty_graph_gives_no_rows(query: queries.Query) -> None:
    samples = {"iri": "https://example.org/x", "year": "2022"}
    given = {p.name: samples.get(p.kind, "1.1") for p in query.parameters if p.required}

    assert queries.run(query, store.memory([]), given, cite=True).rows == []


@every_query
def test_every_row_is_cited(query: queries.Query) -> None:
    answer = queries.run(query, store.memory(quads(query.name)), params(query.name), cite=True)
    quotes = [row[answer.columns.index("quote")] for row in answer.rows]
    uncited = {row[0].value for row, q in zip(answer.rows, quotes, strict=True) if not q and row[0]}

    # An organisation without another name is listed, but nothing is stated about it.
    alone = {"北京少林武术学校"} if query.name == "organisations-and-aliases" else set()
    assert uncited == alone


@every_query
def test_rows_do_not_repeat(query: queries.Query) -> None:
    rows = table(queries.run(query, store.memory(quads(query.name)), params(query.name)))

    assert len(rows) == len({tuple(row) for row in rows})
