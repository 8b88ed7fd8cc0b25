"""The read-only view: forms of queries, what is malformed, what is not allowed, time limits."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vetgraph import errors, rdf, store
from vetgraph.store.service import refuse_service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

A = rdf.NamedNode("https://example.org/a")
LETHAL = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def dataset(versions: ModuleType) -> store.Dataset:
    return store.memory([*versions.quads("甲", "old"), *versions.quads("乙", "new")])


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A socket that waits for connections on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as waiting:
        waiting.settimeout(0.05)
        yield waiting


def was_reached(listener: socket.socket) -> bool:
    try:
        connection, _ = listener.accept()
    except TimeoutError:
        return False
    connection.close()
    return True


def test_each_form_of_query_has_its_answer(dataset: store.Dataset) -> None:
    rows = dataset.query("SELECT ?s { ?s vet:version 'old' } ORDER BY ?s LIMIT 2")
    triples = dataset.query("CONSTRUCT { ?s a vet:Thing } WHERE { ?s vet:version 'new' }")

    assert isinstance(rows, store.Solutions)
    assert rows.columns == ("s",)
    assert len(rows.rows) == 2
    assert isinstance(triples, list)
    assert triples == sorted(triples, key=str)
    assert len(triples) == 500
    assert dataset.query("ASK { ?s ?p ?o }") is True


def test_a_binding_fixes_a_variable_and_is_never_text(dataset: store.Dataset) -> None:
    hostile = rdf.Literal('old" } UNION { ?s ?p ?o } #')
    sparql = "SELECT ?s ?v { ?s vet:version ?v }"

    assert len(dataset.select(sparql, {"v": rdf.Literal("old")}).rows) == 300
    assert dataset.select(sparql, {"v": hostile}).rows == []


def test_a_binding_that_is_not_projected_is_an_error_of_the_query(dataset: store.Dataset) -> None:
    with pytest.raises(errors.QueryError, match="projection"):
        dataset.select("SELECT ?s { ?s vet:version ?v }", {"v": A})


@pytest.mark.parametrize(
    ("method", "sparql"),
    [
        ("select", "ASK { ?s ?p ?o }"),
        ("construct", "SELECT * { ?s ?p ?o }"),
        ("construct", "ASK { ?s ?p ?o }"),
        ("ask", "SELECT * { ?s ?p ?o }"),
    ],
)
def test_a_query_of_another_form_is_refused(
    dataset: store.Dataset, method: str, sparql: str
) -> None:
    with pytest.raises(errors.QueryError, match="this is not a"):
        getattr(dataset, method)(sparql)


@pytest.mark.parametrize(
    ("sparql", "said"),
    [
        ("SELECT * {", "line 1, column 11 (the query ends)"),
        ("SELECT ?s\n{ ?s vet:version }", "line 2, column 18 (})"),
        ("SELECT ?s\n{ ?s foo:bar ?o }", "line 2, column 13, behind a prefix that is not declared"),
        ("SELECT ?s { ?s <rel> ?o }", "behind an IRI that is not complete"),
        ("", "line 1, column 1 (the query ends)"),
        ("INSERT DATA { <http://a> <http://a> 1 }", "line 1"),
        ("DROP ALL", "line 1"),
    ],
)
def test_malformed_sparql_is_one_line_with_line_and_column(
    dataset: store.Dataset, sparql: str, said: str
) -> None:
    with pytest.raises(errors.QueryError) as caught:
        dataset.query(sparql)

    assert said in caught.value.en
    assert "行第" in caught.value.zh
    assert "\n" not in caught.value.zh + caught.value.en
    assert len(caught.value.en) < 160


def test_what_the_engine_cannot_do_is_no_damage_of_the_store(dataset: store.Dataset) -> None:
    with pytest.raises(errors.QueryError, match="custom function"):
        dataset.query("SELECT (<http://example.org/f>(1) AS ?x) {}")


# What a careless reading takes for part of a string, an IRI or a comment.
SERVICES = {
    "plain": "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "small letters": "SELECT * { service <URL> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "variable": "SELECT * { VALUES ?x { <URL> } SERVICE ?x { ?s ?p ?o } }",
    "optional": "SELECT * { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } }",
    "exists": "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "union": "SELECT * { { ?s ?p ?o } UNION { SERVICE <URL> { ?s ?p ?o } } }",
    "subquery": "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "construct": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "describe": "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    "prefixed name": "PREFIX x: <URL> SELECT * { SERVICE x:a { ?s ?p ?o } }",
    "no blank before": "SELECT * { VALUES ?x {trueUNDEF}SERVICE<URL>{?s ?p ?o} }",
    "no blank behind": "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "behind a comment that CR ends": "SELECT * { #\rSERVICE <URL> { ?s ?p ?o } }",
    "between comparisons": "SELECT * { VALUES ?a {'b'} FILTER(?a<'p'&&'>'!='q')"
    "SERVICE<URL>{?s ?p 'z'} }",
    "behind three quotes": "SELECT * { VALUES ?a {'''it's \" '''} SERVICE <URL> { ?s ?p \"x\" } }",
    "behind an escaped hash": "PREFIX : <URL> SELECT * { OPTIONAL { ?s :a\\#b ?o } "
    'SERVICE <URL> { ?s ?p "x" } }',
    "behind an escaped quote": "PREFIX : <URL> SELECT * { OPTIONAL { ?s :a\\'b ?o } "
    "SERVICE <URL> { ?s ?p 'x' } }",
    "an IRI with an apostrophe": "SELECT * { OPTIONAL { ?s <URLa'b> ?o } "
    "SERVICE <URL> { ?s ?p 'x' } }",
    "escaped letter": "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "escaped quotes": 'SELECT * { VALUES ?a {"\\u0022"} SERVICE <URL> { ?s ?p "x" } }',
}


@pytest.mark.parametrize("sparql", SERVICES.values(), ids=SERVICES)
def test_no_query_opens_a_connection(
    dataset: store.Dataset, listener: socket.socket, sparql: str
) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"

    with pytest.raises(errors.QueryError, match="SERVICE is not allowed"):
        dataset.query(sparql.replace("URL", url))
    assert not was_reached(listener)


@pytest.mark.parametrize("clause", ["FROM <URL>", "FROM NAMED <URL>", "FROM <file:///etc/hosts>"])
def test_no_query_reads_a_graph_from_elsewhere(
    dataset: store.Dataset, listener: socket.socket, clause: str
) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    body = "{ { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } FILTER (?p != vet:version) }"

    assert dataset.select(f"SELECT * {clause.replace('URL', url)} {body}").rows == []
    assert not was_reached(listener)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p 'a SERVICE of ours' }",
        'SELECT * { ?s ?p "SERVICE <http://x> {}" }',
        'SELECT * { ?s ?p """it is "SERVICE"\nhere""" }',
        "# SERVICE <http://x>\nSELECT * { ?s ?p ?o }",
        "SELECT * { ?service vet:Service ?o . ?s <http://example.org/service> ?p }",
        "SELECT * { ?s a vet:Service ; vet:service-form ?f }",
        "SELECT * { ?s ?p ?o FILTER (?o < 3 && ?o > 1) }",
    ],
)
def test_the_word_service_may_stand_where_it_is_no_keyword(sparql: str) -> None:
    refuse_service(sparql)


def test_within_the_time_limit_the_answers_are_the_same(dataset: store.Dataset, old: Path) -> None:
    rows = "SELECT ?s ?v ?none { ?s vet:version ?v } ORDER BY ?s LIMIT 7"
    terms = "SELECT (<http://example.org/甲> AS ?i) ('a\\n\\t\"'@zh AS ?l) (1.50 AS ?d) {}"
    triples = "CONSTRUCT { ?s a vet:Thing } WHERE { ?s vet:version 'old' }"
    for source in (dataset, store.open_store(old)):
        for sparql in (rows, terms, triples, "ASK { ?s ?p ?o }", "ASK { ?s ?p 0 }"):
            assert store.query_within(source, sparql, 60) == source.query(sparql)


def test_a_lethal_query_is_ended_at_the_time_limit(dataset: store.Dataset) -> None:
    before = children()
    with pytest.raises(errors.TimeLimitError) as caught:
        store.query_within(dataset, LETHAL, 0.5)

    assert caught.value.exit_code == 5
    assert "0.5" in caught.value.zh
    assert children() == before


def test_a_query_that_overflows_the_engine_does_not_end_this_process(
    dataset: store.Dataset,
) -> None:
    with pytest.raises(errors.VetgraphError, match="nested too deeply"):
        store.query_within(dataset, "SELECT * " + "{" * 50_000 + "}" * 50_000, 60)


@pytest.mark.parametrize("sparql", ["SELECT *", "SELECT (<http://example.org/f>() AS ?x) {}"])
def test_errors_cross_the_process_with_their_words(dataset: store.Dataset, sparql: str) -> None:
    with pytest.raises(errors.QueryError) as here:
        dataset.query(sparql)
    with pytest.raises(errors.QueryError) as there:
        store.query_within(dataset, sparql, 60)

    assert (there.value.zh, there.value.en) == (here.value.zh, here.value.en)


def test_a_damaged_store_is_named_across_the_process(old: Path) -> None:
    dataset = store.open_store(old)
    (old / "manifest.json").write_text("{")

    with pytest.raises(errors.StoreError, match="damaged") as caught:
        store.query_within(dataset, "ASK { ?s ?p ?o }", 60)
    assert caught.value.file == str(old / "manifest.json")


def children() -> list[str]:
    """The processes that this one has started and that still run."""
    tasks = Path(f"/proc/{os.getpid()}/task")
    return [c for t in tasks.glob("*/children") for c in t.read_text().split()]
