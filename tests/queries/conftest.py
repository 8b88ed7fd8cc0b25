"""A small query and the graph it asks, for the tests of how query files are read and run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from vetgraph import queries, rdf, store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ID = "https://w3id.org/vetgraph/id/"
GRAPH = """
@base <https://w3id.org/vetgraph/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vet: <https://w3id.org/vetgraph/ns#> .

vet:School vet:segment "school" ; rdfs:subClassOf vet:Organisation .
vet:Major vet:segment "major" .
<school/甲> a vet:School ; skos:prefLabel "昌平甲学校"@zh , "School A"@en ;
  skos:altLabel "甲校"@zh .
<school/乙> a vet:School ; skos:prefLabel "昌平乙学校（东区）"@zh ; skos:altLabel "同名"@zh .
<school/丙> a vet:School ; skos:prefLabel "昌平丙学校"@zh ; skos:altLabel "同名"@zh .
<major/甲校> a vet:Major ; skos:prefLabel "甲校"@zh .
<code/size> skos:inScheme <code> ; skos:prefLabel "规模"@zh , "size"@en ; skos:notation "size" ;
  skos:altLabel "大小"@zh .
<s/1> vet:school <school/甲> ; dcterms:title "第一条" ; prov:wasDerivedFrom <t#1> , <t#2> .
<s/2> vet:school <school/甲> ; dcterms:title "第一条" ; prov:wasDerivedFrom <t#1> .
<s/3> vet:school <school/乙> ; dcterms:title "第二条" ; prov:wasDerivedFrom <t#3> .
<report/r/text> dcterms:isPartOf <report/r> .
<t#1> oa:hasSource <report/r/text> ; oa:hasSelector <p1> , <q1> ; vet:section "1.1" .
<t#2> oa:hasSource <report/r/text> ; oa:hasSelector <p2> , <q2> ; vet:section "1.2" ;
  vet:table "1-1" ; vet:rowHeader "甲" ; vet:columnHeader "2022年" .
<t#3> oa:hasSource <report/r/text> ; oa:hasSelector <p3> , <q3> .
<p1> oa:start 10 ; oa:end 12 .
<p2> oa:start 9 ; oa:end 11 .
<p3> oa:start 30 ; oa:end 33 .
<q1> oa:exact "甲校" .
<q2> oa:exact "第甲" .
<q3> oa:exact "乙学校" .
"""

HEADER = """\
#+ summary: Titles of statements
#+ enumerate:
#+   - school: vet:School
#+ vetgraph:
#+   question: {zh: 有哪些标题？, en: Which titles?}
#+   view: table
#+   cite: [statement]
#+   labels:
#+     title: {zh: 标题, en: title}
#+     school: {zh: 学校, en: school}
"""
BODY = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX vet: <https://w3id.org/vetgraph/ns#>

SELECT ?title ?statement ?__school_iri
WHERE { ?statement vet:school ?__school_iri ; dcterms:title ?title }
ORDER BY ?title ?statement
"""


class Written(Protocol):
    """A query of the given header and body, by default those of the fixtures."""

    def __call__(self, header: str = ..., body: str = ...) -> queries.Query: ...


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> store.Dataset:
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    path.write_text(GRAPH, "utf-8")
    graph = rdf.NamedNode(ID + "report/r")
    triples = rdf.parse_turtle(path)
    return store.memory(rdf.Quad(t.subject, t.predicate, t.object, graph) for t in triples)


@pytest.fixture
def header() -> str:
    return HEADER


@pytest.fixture
def body() -> str:
    return BODY


@pytest.fixture
def titles(tmp_path: Path) -> Written:
    """The query ``titles.rq``, written and loaded."""

    def write(header: str = HEADER, body: str = BODY) -> queries.Query:
        path = tmp_path / "titles.rq"
        path.write_text(header + body, "utf-8")
        return queries.load(path)

    return write


@pytest.fixture
def typed(titles: Written) -> Callable[[str], queries.Query]:
    """A query that answers its one parameter, such as ``_x_integer``, as the column ``title``."""
    header = HEADER.replace("#+ enumerate:\n#+   - school: vet:School\n", "")
    header = header.replace("     school:", "     x:")

    def write(variable: str) -> queries.Query:
        pattern = f'BIND (COALESCE(?{variable}, "none") AS ?title)'
        select = f"SELECT ?title ?statement ?{variable}\nWHERE {{ {pattern} }}\n"
        return titles(header, f"\n{select}")

    return write
