"""Answers: equal rows once, statements hidden, passages beside."""

from __future__ import annotations

from typing import Protocol

from vetgraph import queries, rdf, store

ID = "https://w3id.org/vetgraph/id/"


class Written(Protocol):
    def __call__(self, header: str = ..., body: str = ...) -> queries.Query: ...


class Typed(Protocol):
    def __call__(self, variable: str) -> queries.Query: ...


def values(solutions: store.Solutions) -> list[tuple[str | None, ...]]:
    return [tuple(None if term is None else term.value for term in row) for row in solutions.rows]


def test_rows_that_differ_only_in_their_statements_are_one_row_of_all_passages(
    titles: Written, dataset: store.Dataset
) -> None:
    answer = queries.run(titles(), dataset, cite=True)

    assert answer.columns == ("title", *queries.CITATION_COLUMNS)
    assert values(answer) == [
        (
            *("第一条", "r | r", "1.2 | 1.1", "1-1 | ", "甲 | ", "2022年 | "),
            *("9 | 10", "11 | 12", "第甲 | 甲校"),
        ),
        ("第二条", "r", None, None, None, None, "30", "33", "乙学校"),
    ]


def test_the_statements_of_a_row_are_shown_to_those_who_ask(
    titles: Written, dataset: store.Dataset
) -> None:
    answer = queries.answers(titles(), dataset)

    assert answer.columns == ("title", "statement")
    assert [row[1] for row in answer.rows] == [rdf.NamedNode(f"{ID}s/{n}") for n in (1, 2, 3)]


def test_top_keeps_the_first_rows(titles: Written, dataset: store.Dataset) -> None:
    assert values(queries.run(titles(), dataset, top=1)) == [("第一条",)]
