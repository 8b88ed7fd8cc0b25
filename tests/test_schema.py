"""The ontology read once: classes, properties, code lists, shortcuts; broken lists are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph import errors
from vetgraph.schema import load_schema, ontology_files, schema
from vetgraph.text import fold

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = """
@prefix code: <https://w3id.org/vetgraph/code/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vet: <https://w3id.org/vetgraph/ns#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
"""
FIRST, SECOND = (f"<https://w3id.org/vetgraph/code/indicator/{code}>" for code in "ab")


def written(folder: Path, turtle: str) -> list[Path]:
    path = folder / "list.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return [path]


def test_the_files_are_the_ontology_and_its_code_lists_in_fixed_order() -> None:
    names = [path.name for path in ontology_files()]

    assert names[0] == "vetgraph.ttl"
    assert names[1:] == sorted(names[1:])
    assert "indicators.ttl" in names


def test_every_kind_of_statement_is_known_and_statement_itself_is_none() -> None:
    kinds = schema().kinds()

    assert {"Observation", "Partnership", "ProgrammeRun", "Naming", "Mention"} <= set(kinds)
    assert "Statement" not in kinds
    assert list(kinds) == sorted(kinds)


def test_a_class_is_also_what_its_superclasses_are() -> None:
    assert schema().is_a("OrderClass", "OrderClass")
    assert schema().is_a("OrderClass", "Programme")
    assert not schema().is_a("Programme", "OrderClass")
    assert not schema().is_a("NoSuchClass", "Programme")


def test_every_class_of_things_has_a_label_in_both_languages() -> None:
    unlabelled = [c.name for c in schema().classes.values() if not (c.zh and c.en)]

    assert unlabelled == []


def test_no_two_classes_share_a_path_unless_one_is_the_other() -> None:
    known = schema()
    pairs = [
        (a.name, b.name)
        for a in known.classes.values()
        for b in known.classes.values()
        if a.name < b.name and a.segment and a.segment == b.segment
    ]

    assert [p for p in pairs if not (known.is_a(*p) or known.is_a(p[1], p[0]))] == []


def test_properties_know_what_they_take() -> None:
    properties = schema().properties

    assert properties["school"].form == "thing"
    assert (properties["cooperationForm"].form, properties["cooperationForm"].scheme) == (
        "code", "cooperation-form",
    )  # fmt: skip
    assert properties["content"].form == "string"
    assert properties["orderClass"].key_of == "ProgrammeRun"
    assert properties["partner"].counted_by == "partners"


def test_every_code_list_named_by_a_property_is_there() -> None:
    known = schema()
    named = {p.scheme for p in known.properties.values() if p.scheme}

    assert named <= set(known.concepts)


def test_shortcuts_go_between_roles_that_exist() -> None:
    known = schema()

    assert known.shortcuts
    for shortcut in known.shortcuts:
        assert set(shortcut.kinds) <= set(known.kinds())
        assert {shortcut.subject, shortcut.object} <= {
            p.iri.rsplit("#")[-1] for p in known.properties.values()
        }


def test_links_of_indicators_end_at_indicators_and_units_at_units() -> None:
    indicators, units = schema().concepts["indicator"], schema().concepts["unit"]
    linked = [c.numerator for c in indicators.values()] + [
        c.denominator for c in indicators.values()
    ]

    assert [code for code in linked if code and code not in indicators] == []
    assert [c.code for c in indicators.values() if c.unit not in units] == []
    assert [c.code for c in units.values() if not set(c.related) <= set(units)] == []


def test_every_wording_of_an_indicator_belongs_to_it_alone() -> None:
    known = schema()
    wrong = [
        (word, concept.code, known.words["indicator"][fold(word)])
        for concept in known.concepts["indicator"].values()
        for word in concept.words
        if known.words["indicator"][fold(word)] != concept.code
    ]

    assert wrong == []


def test_a_concept_is_found_by_code_label_and_wording() -> None:
    for word in ("enrolment", "招生数", "招生 人数", "“招生规模”"):
        concept = schema().concept("indicator", word)
        assert concept is not None
        assert concept.code == "enrolment"
    assert schema().concept("indicator", "没有的指标") is None
    assert schema().concept("no-such-list", "招生数") is None


def test_one_wording_of_two_concepts_is_refused_with_the_list_and_both(tmp_path: Path) -> None:
    turtle = f"""
{FIRST} a skos:Concept ; skos:prefLabel "甲"@zh , "first"@en ; skos:altLabel "同名"@zh .
{SECOND} a skos:Concept ; skos:prefLabel "乙"@zh , "second"@en ; skos:altLabel "同名"@zh .
"""
    with pytest.raises(errors.OntologyError) as caught:
        load_schema(written(tmp_path, turtle))

    assert "indicator" in caught.value.en
    assert all(word in caught.value.zh for word in ("indicator", "同名", "a", "b"))


def test_two_concepts_of_one_label_are_refused(tmp_path: Path) -> None:
    turtle = f"""
{FIRST} a skos:Concept ; skos:prefLabel "甲"@zh , "first"@en .
{SECOND} a skos:Concept ; skos:prefLabel "甲"@zh , "second"@en .
"""
    with pytest.raises(errors.OntologyError):
        load_schema(written(tmp_path, turtle))


def test_broken_turtle_is_refused_with_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(errors.OntologyError) as caught:
        load_schema(written(tmp_path, f"{FIRST} a skos:Concept"))

    assert caught.value.file == str(tmp_path / "list.ttl")
    assert caught.value.line


def test_a_code_list_entry_is_read_with_unit_and_kind(tmp_path: Path) -> None:
    turtle = f"""
{FIRST} a skos:Concept ; skos:prefLabel "甲"@zh , "first"@en ; skos:altLabel "甲数"@zh ;
  qudt:hasUnit <https://w3id.org/vetgraph/code/unit/person> ;
  vet:measureKind <https://w3id.org/vetgraph/code/measure-kind/share> ;
  vet:numerator {SECOND} .
{SECOND} a skos:Concept ; skos:prefLabel "乙"@zh , "second"@en .
"""
    concept = load_schema(written(tmp_path, turtle)).concepts["indicator"]["a"]

    assert (concept.zh, concept.en, concept.unit, concept.kind) == (
        "甲",
        "first",
        "person",
        "share",
    )
    assert (concept.numerator, concept.denominator, concept.counts) == ("b", None, False)
    assert concept.words == ("甲", "first", "a", "甲数")
