"""Query files are read strictly: what is broken is named with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from vetgraph import errors, queries, store

if TYPE_CHECKING:
    from pathlib import Path

ID = "https://w3id.org/vetgraph/id/"


class Written(Protocol):
    def __call__(self, header: str = ..., body: str = ...) -> queries.Query: ...


class Typed(Protocol):
    def __call__(self, variable: str) -> queries.Query: ...


def test_the_page_of_questions_is_written_from_the_headers(checkout: Path) -> None:
    page = (checkout / "queries" / "README.md").read_text("utf-8")

    assert page == queries.catalogue_markdown(queries.catalogue())


def test_the_catalogue_is_in_the_order_of_names() -> None:
    names = [query.name for query in queries.catalogue()]

    assert names == sorted(names)
    assert len(names) >= 22


def test_every_query_of_statements_can_do_without_inferred_ones() -> None:
    assert [query.name for query in queries.catalogue() if not query.switchable] == []


@pytest.mark.parametrize("query", queries.catalogue(), ids=lambda query: query.name)
def test_prefixes_stand_in_the_order_of_the_alphabet(query: queries.Query) -> None:
    lines = [line for line in query.sparql.splitlines() if line.startswith("PREFIX ")]

    assert lines == sorted(set(lines))
    assert "ORDER BY" in query.sparql


def test_a_query_is_loaded_by_name() -> None:
    query = queries.load("enterprise-majors")

    assert query.question["en"].startswith("Which enterprises")
    assert [p.name for p in query.parameters] == ["enterprise", "major"]


def test_a_wrong_name_is_answered_with_near_ones() -> None:
    with pytest.raises(errors.NotFoundError, match="enterprise-majors") as caught:
        queries.load("enterprise-major")

    assert "相近的有：enterprise-majors" in caught.value.zh


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.NotFoundError, match=r"none\.rq"):
        queries.load(tmp_path / "none.rq")


def test_a_header_in_the_words_of_grlc_is_read(titles: Written, header: str) -> None:
    more = """\
#+ description: All of them.
#+ tags: [school, title]
#+ method: GET
#+ endpoint: https://example.org/sparql
#+ pagination: 100
#+ endpoint_in_url: False
#+ mime: text/csv
#+ transform:
#+   titles: {title: "?title"}
#+ defaults:
#+   - school: 昌平甲学校
"""
    query = titles(more + header)

    assert query.name == "titles"
    assert query.tags == ("school", "title")
    assert query.columns == ("title",)
    assert query.cite == ("statement",)
    assert query.parameters == (
        queries.Parameter(
            name="school",
            variable="__school_iri",
            kind="iri",
            required=False,
            default="昌平甲学校",
            source="https://w3id.org/vetgraph/ns#School",
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("#+ enumerate:", "#+ enumerat:", 2, "unknown key enumerat; near ones: enumerate"),
        ("#+ enumerate:", "#+ summary: x\n#+ enumerate:", 2, "the key summary stands twice"),
        ("#+   view:", "#+   vew:", 6, "unknown key vew; near ones: view"),
        ("view: table", "view: tabel", 6, "tabel is none of"),
        ("{zh: 有哪些标题？, en: Which titles?}", "{zh: 有哪些？}", 5, "the key en is missing"),
        ("{zh: 有哪些标题？, en:", "{zh: 有哪些标题？, en", 5, "unknown key en Which"),
        ("#+   question: {", "#+   question: [", 5, "YAML error"),
        ("#+   cite: [statement]\n", "", 4, "the key cite is missing"),
        ("[statement]", "[assertion]", 7, "cite: ?assertion is not projected"),
        ("#+     school: {", "#+     pupil: {", 8, "labels has no school"),
        ("#+     school: {", "#+     x: {zh: 甲, en: x}\n#+     school: {", 10, "x is no column"),
        ("- school: vet:School", "- pupil: vet:School", 3, "there is no parameter pupil"),
        ("- school: vet:School", "- school: School", 3, "a list of values or a class"),
        ("#+ summary: Titles", "#+ method: PUT\n#+ summary: Titles", 1, "PUT is none of"),
        ("#+ summary: Titles", "#+ pagination: no\n#+ summary: Titles", 1, "whole number"),
        ("#+ summary: Titles", "#+ tags: x\n#+ summary: Titles", 1, "a list is expected here"),
        ("#+ summary: Titles of statements\n", "", 1, "the key summary is missing"),
        ("#+   view", "#+view", 6, "a blank must follow"),
        ("#+   view", "\n#+   view", 7, "the #+ lines must open the file"),
        ("#+   view", "#+ \tview", 6, "YAML error"),
    ],
)
def test_a_broken_header_is_an_error_with_file_and_line(
    titles: Written, tmp_path: Path, header: str, old: str, new: str, line: int, reason: str
) -> None:
    assert old in header
    with pytest.raises(errors.QueryError) as caught:
        titles(header.replace(old, new))

    assert caught.value.place == f"{tmp_path / 'titles.rq'}:{line}"
    assert reason in caught.value.en


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        (" ?__school_iri\n", "\n", 15, "?__school_iri must be projected"),
        ("SELECT ?title ?statement ?__school_iri", "SELECT *", 15, "name the columns"),
        ("SELECT ?title ?statement ?__school_iri", "ASK", 1, "not a SELECT query"),
        ("?title }", "?title FILTER (BOUND(?__school_iri)) }", 16, "write COALESCE"),
        ("?title }", "?title BIND (?__school_iri AS ?x) }", 16, "write COALESCE"),
        ("?__school_iri", "?__school_irl", 15, "has no known type"),
        ("?title", "?标题", 15, "is not ASCII"),
        ("?title", "?quote", 15, "kept for citations"),
        (
            "?title }",
            "?title {\nSELECT ?title WHERE { ?x vet:school ?__school_iri ; dcterms:title ?title } }"
            " }",
            17,
            "?__school_iri must be projected by this SELECT",
        ),
        ("?title }", "?title FILTER (?__school_literal = ?x) }", 15, "must be projected"),
        (
            "?__school_iri\nWHERE { ?statement",
            "?__school_iri ?_school_iri\nWHERE { ?x vet:school ?_school_iri . ?statement",
            15,
            "written in two ways",
        ),
    ],
)
def test_a_query_whose_parameters_would_go_unseen_is_refused(
    titles: Written,
    tmp_path: Path,
    header: str,
    body: str,
    old: str,
    new: str,
    line: int,
    reason: str,
) -> None:
    assert old in body
    with pytest.raises(errors.QueryError) as caught:
        titles(header, body.replace(old, new))

    assert caught.value.place == f"{tmp_path / 'titles.rq'}:{line}"
    assert reason in caught.value.en


def test_a_sub_select_that_projects_its_parameter_sees_the_value(
    titles: Written, header: str, body: str, dataset: store.Dataset
) -> None:
    inner = """{ SELECT ?statement ?__school_iri WHERE { ?statement vet:school ?__school_iri } }
      ?statement dcterms:title ?title }"""
    body = body.replace("?statement vet:school ?__school_iri ; dcterms:title ?title }", inner)

    answer = queries.run(titles(header, body), dataset, {"school": "昌平乙学校（东区）"})

    assert [str(row[0]) for row in answer.rows] == ['"第二条"']


def test_words_in_comments_strings_and_iris_are_not_parameters(
    titles: Written, header: str, body: str
) -> None:
    body = body.replace("?title }", '?title # ?_a_iri\nFILTER (?title != "?_b_iri { SELECT") }')

    assert [p.name for p in titles(header, body).parameters] == ["school"]


def test_malformed_sparql_is_an_error_with_the_file(
    titles: Written, header: str, body: str, dataset: store.Dataset
) -> None:
    query = titles(header, body.replace("WHERE {", "WHERE { ;;"))

    with pytest.raises(errors.QueryError, match=r"titles\.rq: SPARQL syntax error at line 16"):
        queries.run(query, dataset)
