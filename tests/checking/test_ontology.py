"""The files of the ontology keep the style that ``ontology-style.ttl`` describes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import vetgraph
from vetgraph import checking, rdf
from vetgraph.rdf import Literal, NamedNode, Quad, Triple

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
STYLE = ONTOLOGY / "shapes" / "ontology-style.ttl"
FILES = sorted(ONTOLOGY.rglob("*.ttl"))
WITH_HEADER = [path for path in FILES if path.parent.name != "examples"]
BASES = {
    "vocab": "code", "shapes": "shapes", "arithmetic": "arithmetic", "alignments": "alignments",
}  # fmt: skip
OWL = rdf.PREFIXES["owl"]
TYPE = NamedNode(rdf.PREFIXES["rdf"] + "type")


def name(path: Path) -> str:
    return str(path.relative_to(ONTOLOGY))


@cache
def style() -> tuple[Triple, ...]:
    return tuple(checking.load_shapes([STYLE]))


def style_findings(triples: list[Triple]) -> list[checking.Result]:
    return checking.validate([Quad(*t) for t in triples], style())


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_file_of_the_ontology_has_no_style_finding(path: Path) -> None:
    results = style_findings(rdf.parse_turtle(path))

    assert [(str(result.focus), result.message_en) for result in results] == []


@pytest.mark.parametrize("path", WITH_HEADER, ids=name)
def test_a_file_has_one_header_whose_version_is_that_of_the_project(path: Path) -> None:
    triples = rdf.parse_turtle(path)
    ontology = NamedNode(OWL + "Ontology")
    headers = [t.subject for t in triples if t.predicate == TYPE and t.object == ontology]

    folder = "" if path.parent == ONTOLOGY else f"{BASES[path.parent.name]}/"
    stem = "ontology" if path.parent == ONTOLOGY else path.stem
    iri = f"https://w3id.org/vetgraph/{folder}{stem}"
    said = {t.predicate: t.object for t in triples if t.subject == NamedNode(iri)}

    assert headers == [NamedNode(iri)]
    assert said[NamedNode(OWL + "versionInfo")] == Literal(vetgraph.__version__)
    version = NamedNode(f"{iri}/{vetgraph.__version__}")
    assert said[NamedNode(OWL + "versionIRI")] == version


TERM = """vet:school a owl:ObjectProperty ;
    skos:prefLabel "学校"@zh , "school"@en ;
    skos:definition "开设专业的学校。"@zh , "The school that offers a major."@en ."""


@pytest.mark.parametrize(
    ("right", "wrong", "shape"),
    [
        (' , "school"@en', "", "Term-prefLabel"),
        (' , "school"@en', ' , "school"', "Term-prefLabel"),
        ("学校。", "学校", "Term-definition"),
        (' , "The school that offers a major."@en', "", "Term-definition"),
        ("vet:school", "vet:School", "PropertyNameShape"),
        ("vet:school", "vet:学校", "TermShape"),
    ],
    ids=["English", "language", "full stop", "definition", "case", "ASCII"],
)
def test_a_broken_term_is_found(tmp_path: Path, right: str, wrong: str, shape: str) -> None:
    prefixes = "".join(f"@prefix {k}: <{v}> .\n" for k, v in rdf.PREFIXES.items())
    good, bad = tmp_path / "good.ttl", tmp_path / "bad.ttl"
    good.write_text(prefixes + TERM, encoding="utf-8")
    bad.write_text(prefixes + TERM.replace(right, wrong), encoding="utf-8")

    found = {str(r.shape.value) for r in style_findings(rdf.parse_turtle(bad))}

    assert style_findings(rdf.parse_turtle(good)) == []
    assert rdf.PREFIXES["vsh"] + shape in found


def test_terms_are_declared_once_in_the_whole_ontology() -> None:
    declared = [
        (triple.subject, triple.object)
        for path in FILES
        if path.parent.name != "examples"
        for triple in rdf.parse_turtle(path)
        if triple.predicate == TYPE and isinstance(triple.subject, NamedNode)
    ]

    assert sorted({str(s) for s, o in declared if declared.count((s, o)) > 1}) == []


def test_alignments_speak_only_of_terms_of_the_ontology() -> None:
    terms = {t.subject for path in FILES if path.parent == ONTOLOGY for t in rdf.parse_turtle(path)}
    aligned = {
        triple.subject
        for path in (ONTOLOGY / "alignments").glob("*.ttl")
        for triple in rdf.parse_turtle(path)
        if triple.predicate.value.startswith(rdf.PREFIXES["skos"])
    }

    assert len(aligned) > 3
    assert aligned - terms == set()


def test_files_the_guide_of_the_ontology_names_are_there_and_it_names_all() -> None:
    guide = (ONTOLOGY / "README.md").read_text("utf-8")
    shown = set(
        re.findall(r"`((?:vocab|shapes|arithmetic|examples|alignments)/[\w-]+\.ttl)`", guide)
    )

    there = {name(path) for path in FILES}
    assert shown - there == set()
    needed = ("vocab/", "shapes/", "arithmetic/")
    assert {path for path in there if path.startswith(needed)} - shown == set()
