"""Every shape speaks when it should and is silent when it should.

``<stem>/<verdict>.<why>.ttl`` is a fixture for ``ontology/shapes/<stem>.ttl``. It is validated with
``base.ttl``, the ontology and the code lists against all shapes for reports (``ontology-style``:
alone, against that file). Beside it, ``.expected`` holds the findings as sorted lines
``focus | sourceShape | severity``; things are written without the base IRI.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from vetgraph import checking, rdf
from vetgraph.rdf import NamedNode, Quad, Triple

HERE = Path(__file__).parent
ONTOLOGY = HERE.parents[1] / "ontology"
STEMS = sorted(path.stem for path in (ONTOLOGY / "shapes").glob("*.ttl"))
FIXTURES = sorted(path for path in HERE.glob("*/*.ttl"))
BASE = "https://w3id.org/vetgraph/id/"
SH, VSH = rdf.PREFIXES["sh"], rdf.PREFIXES["vsh"]
TYPE = NamedNode(rdf.PREFIXES["rdf"] + "type")
SUBCLASS = NamedNode(rdf.PREFIXES["rdfs"] + "subClassOf")
LABEL = NamedNode(rdf.PREFIXES["skos"] + "prefLabel")


@cache
def shapes(stem: str) -> tuple[Triple, ...]:
    style = ONTOLOGY / "shapes" / "ontology-style.ttl"
    return tuple(checking.load_shapes([style] if stem == style.stem else None))


@cache
def context(stem: str) -> tuple[Triple, ...]:
    """What a fixture may rely on: the base, and classes, superclasses and labels of terms and codes."""
    if stem == "ontology-style":
        return ()
    files = [ONTOLOGY / "vetgraph.ttl", *sorted(ONTOLOGY.glob("vocab/*.ttl"))]
    terms = (triple for file in files for triple in rdf.parse_turtle(file))
    kept = [triple for triple in terms if triple.predicate in (TYPE, SUBCLASS, LABEL)]
    return (*rdf.parse_turtle(HERE / "base.ttl"), *kept)


def short(term: rdf.Term) -> str:
    if not isinstance(term, NamedNode):
        return "_:"
    return term.value.removeprefix(BASE).replace(VSH, "vsh:").replace(rdf.PREFIXES["vet"], "vet:")


def findings(fixture: Path) -> list[checking.Result]:
    stem = fixture.parent.name
    data = [*context(stem), *rdf.parse_turtle(fixture)]
    return checking.validate([Quad(*triple) for triple in data], shapes(stem))


def lines(results: list[checking.Result]) -> list[str]:
    return sorted({f"{short(r.focus)} | {short(r.shape)} | {r.severity}" for r in results})


def verdict(results: list[checking.Result]) -> str:
    if not results:
        return "valid"
    return "invalid" if any(r.severity == "Violation" for r in results) else "warning"


def expected(fixture: Path) -> list[str]:
    path = fixture.with_suffix(".expected")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def objects(stem: str, predicate: str) -> list[tuple[str, rdf.Term]]:
    wanted = NamedNode(predicate)
    triples = rdf.parse_turtle(ONTOLOGY / "shapes" / f"{stem}.ttl")
    return [(short(t.subject), t.object) for t in triples if t.predicate == wanted]


def speaking_shapes(stem: str) -> set[str]:
    """The named shapes that can be the source of a finding: those with a severity."""
    return {name for name, _ in objects(stem, SH + "severity")}


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_fixture_has_its_verdict_and_its_findings(fixture: Path) -> None:
    results = findings(fixture)

    assert lines(results) == expected(fixture)
    assert verdict(results) == fixture.name.partition(".")[0]


@pytest.mark.parametrize("stem", STEMS)
def test_every_named_shape_of_a_file_speaks_in_one_of_its_fixtures(stem: str) -> None:
    said = {line.split(" | ")[1] for path in HERE.glob(f"{stem}/*.ttl") for line in expected(path)}

    assert speaking_shapes(stem) - said == set()


@pytest.mark.parametrize("stem", STEMS)
def test_valid_fixtures_hold_what_every_shape_of_a_file_looks_at(stem: str) -> None:
    """A valid fixture proves something only if it has the targets and properties in question."""
    fixtures = [rdf.parse_turtle(path) for path in HERE.glob(f"{stem}/valid.*.ttl")]
    held = [*context(stem)[: len(rdf.parse_turtle(HERE / "base.ttl"))], *sum(fixtures, [])]
    classes = {triple.object for triple in held if triple.predicate.value == RDF + "type"}
    targets = {term for _, term in objects(stem, SH + "targetClass")}
    forbidden = {NamedNode(rdf.PREFIXES["prov"] + "Person")}

    assert fixtures
    if stem != "persons":
        assert targets - forbidden - _superclasses() <= classes


def _superclasses() -> set[rdf.Term]:
    """Classes whose instances have a narrower class."""
    told = rdf.PREFIXES["rdfs"] + "subClassOf"
    triples = rdf.parse_turtle(ONTOLOGY / "vetgraph.ttl")
    return {triple.object for triple in triples if triple.predicate.value == told}


@pytest.mark.parametrize("stem", STEMS)
def test_the_paths_of_the_shapes_are_walked_by_valid_fixtures(stem: str) -> None:
    used = {
        triple.predicate
        for path in [HERE / "base.ttl", *HERE.glob(f"{stem}/valid.*.ttl")]
        for triple in rdf.parse_turtle(path)
    }
    never = {"owl:inverseOf", "rdfs:domain"}

    paths = {term for _, term in objects(stem, SH + "path") if isinstance(term, NamedNode)}

    assert paths - used - never == set()  # refined below
