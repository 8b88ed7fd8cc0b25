"""Verbs stand in the ontology; a new wording there is read at once."""

from __future__ import annotations

import re

import pytest

from vetgraph.extraction.verbs import cooperation_form, cooperation_verb, verbs_of, words_of
from vetgraph.schema import schema


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("共建数控实训基地", "training-base"),
        ("合建数控车间", "training-base"),
        ("共建智造学院", "institution"),
        ("签订对口帮扶协议", "regional"),
        ("互派学生", "exchange"),
        ("合作开发教材2本", "textbook"),
        ("合作开发课程", "course"),
        ("冠名班", "order-class"),
        ("举办技能大赛", "contest"),
        ("签订协议", "general"),
        ("一起努力", "general"),
    ],
)
def test_a_form_is_told_by_its_wordings(text: str, form: str) -> None:
    assert cooperation_form(text) == form


def test_the_gap_of_a_wording_ends_with_the_clause() -> None:
    assert cooperation_form("共建，另有基地") == "general"


def test_a_verb_is_found_between_two_places() -> None:
    text = "甲与乙签订协议"

    found = cooperation_verb(text, 3, len(text))

    assert found is not None
    assert found[0] == "签订"
    assert cooperation_verb(text, 0, 3) is None


@pytest.mark.parametrize("kind", ["Opening", "Discontinuation", "Issuance", "Membership"])
def test_the_verbs_of_a_kind_are_those_of_the_ontology(kind: str) -> None:
    pattern = re.compile(verbs_of(kind))

    assert all(pattern.fullmatch(word) for word in schema().classes[kind].told_by)


def test_the_words_of_a_role_are_its_labels() -> None:
    assert re.fullmatch(words_of("participation-role", "co-host"), "承办")
