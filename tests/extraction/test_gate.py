"""The gate: only what the cited text bears is let in."""

from __future__ import annotations

from dataclasses import replace

from vetgraph.extraction.context import Context
from vetgraph.extraction.gate import objections
from vetgraph.model import Citation, Fact, Span
from vetgraph.reading import read_text

TEXT = "1. 概况\n昌平职业学校（以下简称“昌职”）与乙公司合作，招生人数1061人。\n昌职获评示范校。\n"
REPORT = read_text(TEXT)
CONTEXT = Context(
    "昌平区",
    2022,
    {"昌平职业学校": "昌平职业学校", "昌职": "昌平职业学校"},
    {"昌平职业学校": "School"},
)


def cited(quote: str) -> Citation:
    start = TEXT.index(quote)
    return Citation(Span(start, start + len(quote)), "1")


def said(fact: Fact) -> list[str]:
    return [en for _, en in objections(fact, REPORT, CONTEXT)]


def partnership(quote: str, **values: str) -> Fact:
    return Fact("Partnership", tuple((k, (v,)) for k, v in values.items()), (cited(quote),), "rule")


def figure(quote: str, number: str) -> Fact:
    start = TEXT.index(number)
    values = (("about", ("别处",)), ("valueText", (number,)))
    span = Span(start, start + len(number))
    return Fact("Observation", values, (cited(quote),), "rule", value_span=span)


def test_names_in_the_quote_are_let_in() -> None:
    assert (
        said(
            partnership(
                "昌平职业学校（以下简称“昌职”）与乙公司", school="昌平职业学校", partner="乙公司"
            )
        )
        == []
    )


def test_an_alias_in_the_quote_will_do() -> None:
    assert said(partnership("昌职获评示范校", school="昌平职业学校")) == []


def test_a_name_that_is_not_in_the_quote_is_refused() -> None:
    assert said(partnership("昌职获评示范校", school="昌平职业学校", partner="乙公司")) == [
        "the quote does not name “乙公司” (partner)"
    ]


def test_a_text_that_is_not_printed_is_refused() -> None:
    assert said(partnership("昌职获评示范校", content="获评先进校")) == [
        "the quote does not print “获评先进校” (content)"
    ]


def test_an_inferred_fact_need_not_name_its_things() -> None:
    fact = partnership("昌职获评示范校", partner="乙公司")

    assert said(replace(fact, status="inferred")) == []


def test_a_fact_without_citation_is_refused() -> None:
    fact = partnership("昌职获评示范校", school="昌平职业学校")

    assert said(replace(fact, citations=())) == ["there is no citation"]
    assert said(replace(fact, citations=(Citation(Span(5, 5), "1"),))) == ["there is no citation"]


def test_a_figure_in_its_quote_is_let_in_whatever_it_is_about() -> None:
    assert said(figure("招生人数1061人", "1061")) == []


def test_a_figure_outside_its_quote_is_refused() -> None:
    assert said(figure("昌职获评示范校", "1061")) == ["the quote does not bear the value “1061”"]


def test_a_figure_that_is_not_the_printed_one_is_refused() -> None:
    fact = figure("招生人数1061人", "1061")
    changed = replace(fact, values=(("about", ("别处",)), ("valueText", ("1062",))))

    assert said(changed) == ["the quote does not bear the value “1061”"]
