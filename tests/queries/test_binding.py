"""Parameters become terms: checked, looked up by name, never part of the text."""

from __future__ import annotations

from typing import Protocol

import pytest

from vetgraph import errors, queries, rdf, store

ID = "https://w3id.org/vetgraph/id/"


class Written(Protocol):
    def __call__(self, header: str = ..., body: str = ...) -> queries.Query: ...


class Typed(Protocol):
    def __call__(self, variable: str) -> queries.Query: ...


def values(solutions: store.Solutions) -> list[tuple[str | None, ...]]:
    return [tuple(None if term is None else term.value for term in row) for row in solutions.rows]


def test_without_an_optional_parameter_everything_is_answered(
    titles: Written, dataset: store.Dataset
) -> None:
    assert values(queries.run(titles(), dataset)) == [("第一条",), ("第二条",)]


@pytest.mark.parametrize(
    "name",
    [
        f"{ID}school/乙",
        "id:school/乙",
        "昌平乙学校（东区）",
        "昌平乙学校(东区)",
        " 昌平 乙学校（东区）",
    ],
)
def test_a_thing_is_given_by_iri_or_by_name_however_it_is_spaced(
    titles: Written, dataset: store.Dataset, name: str
) -> None:
    assert values(queries.run(titles(), dataset, {"school": name})) == [("第二条",)]


@pytest.mark.parametrize("name", ["甲校", "School A", "school a"])
def test_an_alias_is_looked_up_in_the_class_of_the_parameter(
    titles: Written, dataset: store.Dataset, name: str
) -> None:
    bound = queries.bind(titles(), dataset, {"school": name})

    assert bound == {"__school_iri": rdf.NamedNode(f"{ID}school/甲")}


@pytest.mark.parametrize("name", ["规模", "size", "Size", "大小"])
def test_a_concept_is_given_by_label_other_label_or_notation(
    titles: Written, header: str, dataset: store.Dataset, name: str
) -> None:
    header = header.replace("vet:School", "id:code")

    bound = queries.bind(titles(header), dataset, {"school": name})

    assert bound == {"__school_iri": rdf.NamedNode(f"{ID}code/size")}


def test_a_parameter_without_a_class_takes_any_thing_by_its_own_name_first(
    titles: Written, header: str, dataset: store.Dataset
) -> None:
    header = header.replace("#+ enumerate:\n#+   - school: vet:School\n", "")

    bound = queries.bind(titles(header), dataset, {"school": "甲校"})

    assert bound == {"__school_iri": rdf.NamedNode(f"{ID}major/甲校")}


def test_a_thing_that_is_not_there_is_answered_with_near_names(
    titles: Written, dataset: store.Dataset
) -> None:
    with pytest.raises(errors.NotFoundError, match="昌平甲学校") as caught:
        queries.run(titles(), dataset, {"school": "昌平丁学校"})

    assert caught.value.zh.startswith("没有名为“昌平丁学校”的学校；相近的有：")


def test_a_name_of_two_things_asks_for_an_iri(titles: Written, dataset: store.Dataset) -> None:
    with pytest.raises(errors.ParameterError, match=f"<{ID}school/丙> <{ID}school/乙>"):
        queries.run(titles(), dataset, {"school": "同名"})


def test_an_unknown_parameter_is_answered_with_near_ones(
    titles: Written, dataset: store.Dataset
) -> None:
    with pytest.raises(errors.ParameterError, match="no parameter scool; there are: school"):
        queries.run(titles(), dataset, {"scool": "甲校"})


def test_the_switch_of_inferred_statements_is_no_parameter(dataset: store.Dataset) -> None:
    with pytest.raises(errors.ParameterError, match="no parameter status"):
        queries.run(queries.load("cases"), dataset, {"status": "推断"})


def test_a_required_parameter_that_is_missing_is_named(dataset: store.Dataset) -> None:
    with pytest.raises(errors.ParameterError, match=r"needs the parameter school") as caught:
        queries.run(queries.load("school-profile"), dataset)

    assert caught.value.zh == "school-profile 需要参数 school（学校）"


def test_a_default_fills_in(titles: Written, header: str, dataset: store.Dataset) -> None:
    query = titles("#+ defaults:\n#+   - school: 昌平乙学校（东区）\n" + header)

    assert values(queries.run(query, dataset)) == [("第二条",)]


@pytest.mark.parametrize(
    ("variable", "value", "term"),
    [
        ("_x", "甲", '"甲"'),
        ("_x_literal", "甲", '"甲"'),
        ("_x_zh", "甲", '"甲"@zh'),
        ("_x_integer", "12", '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("_x_number", "-1.5", '"-1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("_x_year", "2022", '"2022"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("_x_xsd_date", "2022-12-01", '"2022-12-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("_x_iri", "vet:School", "<https://w3id.org/vetgraph/ns#School>"),
    ],
)
def test_the_suffix_of_a_parameter_makes_its_term(
    typed: Typed, dataset: store.Dataset, variable: str, value: str, term: str
) -> None:
    answer = queries.run(typed(variable), dataset, {"x": value})

    assert answer.columns == ("title",)
    assert [str(row[0]) for row in answer.rows] == [term]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("_x_integer", "1.5"),
        ("_x_number", "1e3"),
        ("_x_year", "22"),
        ("_x_year", "2022年"),
        ("_x_literal", " "),
        ("_x_iri", "https://example.org/<x>"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(
    typed: Typed, dataset: store.Dataset, variable: str, value: str
) -> None:
    with pytest.raises(errors.ParameterError, match="cannot be used"):
        queries.run(typed(variable), dataset, {"x": value})


def test_a_value_outside_the_list_of_the_header_is_refused(
    titles: Written, header: str, body: str, dataset: store.Dataset
) -> None:
    body = body.replace("_school_iri", "_school").replace("dcterms:title ?title", "a ?title")
    query = titles(header.replace("vet:School", "[公办, 民办]"), body)

    assert [label for _, label in queries.choices(query, dataset, "school")] == ["公办", "民办"]
    with pytest.raises(errors.ParameterError, match="expected: 公办, 民办"):
        queries.run(query, dataset, {"school": "私立"})


@pytest.mark.parametrize(
    "value",
    [
        '甲" } DELETE WHERE { ?s ?p ?o } #',
        "甲' || true || '",
        "} UNION { ?statement ?p ?title",
        "甲\\",
        "?title",
        "<https://example.org/>",
        "甲\n} #",
    ],
)
def test_a_value_stays_a_value_whatever_signs_it_has(
    typed: Typed, titles: Written, dataset: store.Dataset, value: str
) -> None:
    answer = queries.run(typed("_x_literal"), dataset, {"x": value})

    assert values(answer) == [(value,)]
    with pytest.raises((errors.NotFoundError, errors.ParameterError)):
        queries.run(titles(), dataset, {"school": value})


def test_the_choices_of_a_class_are_its_things_by_label(
    titles: Written, dataset: store.Dataset
) -> None:
    assert queries.choices(titles(), dataset, "school") == [
        (rdf.NamedNode(f"{ID}school/丙"), "昌平丙学校"),
        (rdf.NamedNode(f"{ID}school/乙"), "昌平乙学校（东区）"),
        (rdf.NamedNode(f"{ID}school/甲"), "昌平甲学校"),
    ]


def test_a_free_value_has_no_choices(typed: Typed, dataset: store.Dataset) -> None:
    assert queries.choices(typed("_x_literal"), dataset, "x") == []
