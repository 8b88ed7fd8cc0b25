"""Every shape speaks when it should and is silent when it should.

``<stem>/<verdict>.<why>.ttl`` is a fixture for ``ontology/shapes/<stem>.ttl``, validated together
with ``base.ttl`` and the classes of the ontology: an invalid one or one with a warning against the
shapes of that file, a valid one against those of all files for reports. Beside it, ``.expected``
holds the findings as sorted lines ``focus | sourceShape | severity``; things are written without
the base IRI.
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
# Classes that must have no instance at all.
PERSONS = {
    NamedNode("http://xmlns.com/foaf/0.1/Person"),
    NamedNode("http://www.w3.org/2006/vcard/ns#Individual"),
    NamedNode(rdf.PREFIXES["prov"] + "Person"),
    NamedNode(rdf.PREFIXES["schema"] + "Person"),
}
FIXTURES = sorted(path for path in HERE.glob("*/*.ttl"))
BASE = "https://w3id.org/vetgraph/id/"
SH, VSH = rdf.PREFIXES["sh"], rdf.PREFIXES["vsh"]
TYPE = NamedNode(rdf.PREFIXES["rdf"] + "type")
NONE = rdf.Literal(0)
SUBCLASS = NamedNode(rdf.PREFIXES["rdfs"] + "subClassOf")


@cache
def shapes(stem: str) -> tuple[Triple, ...]:
    return tuple(checking.load_shapes([ONTOLOGY / "shapes" / f"{stem}.ttl"]))


@cache
def report_shapes() -> tuple[Triple, ...]:
    return tuple(checking.load_shapes())


@cache
def context(stem: str) -> tuple[Triple, ...]:
    """What a fixture may rely on: the base, and the classes of terms and codes."""
    if stem == "ontology-style":
        return ()
    files = [ONTOLOGY / "vetgraph.ttl", *sorted(ONTOLOGY.glob("vocab/*.ttl"))]
    terms = (triple for file in files for triple in rdf.parse_turtle(file))
    kept = [triple for triple in terms if triple.predicate in (TYPE, SUBCLASS)]
    return (*rdf.parse_turtle(HERE / "base.ttl"), *kept)


def short(term: rdf.Term | Triple) -> str:
    if not isinstance(term, NamedNode):
        return "_:"
    return term.value.removeprefix(BASE).replace(VSH, "vsh:").replace(rdf.PREFIXES["vet"], "vet:")


def findings(fixture: Path) -> list[checking.Result]:
    stem = fixture.parent.name
    everything = fixture.name.startswith("valid") and stem != "ontology-style"
    data = [*context(stem), *rdf.parse_turtle(fixture)]
    used = report_shapes() if everything else shapes(stem)
    return checking.validate([Quad(*triple) for triple in data], used)


def lines(results: list[checking.Result]) -> list[str]:
    return sorted({f"{short(r.focus)} | {short(r.shape)} | {r.severity}" for r in results})


def verdict(results: list[checking.Result]) -> str:
    if not results:
        return "valid"
    return "invalid" if any(r.severity == "Violation" for r in results) else "warning"


def expected(fixture: Path) -> list[str]:
    path = fixture.with_suffix(".expected")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def objects(stem: str, predicate: str) -> list[tuple[str, rdf.Term | Triple]]:
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
def test_valid_fixtures_hold_what_the_shapes_look_at(stem: str) -> None:
    """Silence proves something only where there is a target and a property to speak of."""
    files = [HERE / "base.ttl", *HERE.glob(f"{stem}/valid.*.ttl")]
    held = [triple for file in files for triple in rdf.parse_turtle(file)]
    types = {triple.object for triple in held if triple.predicate == TYPE}
    properties = {triple.predicate for triple in held}

    forbidden = {name for name, count in objects(stem, SH + "maxCount") if count == NONE}
    wanted = [(n, t) for n, t in objects(stem, SH + "path") if n not in forbidden]
    targets = {term for _, term in objects(stem, SH + "targetClass")}

    assert len(files) > 1
    assert targets - types - broader_classes() - PERSONS == set()
    assert {t for _, t in wanted if isinstance(t, NamedNode)} - properties == set()


def broader_classes() -> set[rdf.Term | Triple]:
    """Classes whose instances have a narrower class, such as vet:Party."""
    triples = rdf.parse_turtle(ONTOLOGY / "vetgraph.ttl")
    return {triple.object for triple in triples if triple.predicate == SUBCLASS}


def test_there_is_a_shape_for_every_class_of_the_ontology() -> None:
    triples = rdf.parse_turtle(ONTOLOGY / "vetgraph.ttl")
    wanted = NamedNode(rdf.PREFIXES["owl"] + "Class")
    classes = {t.subject for t in triples if t.predicate == TYPE and t.object == wanted}

    targeted = {term for stem in STEMS for _, term in objects(stem, SH + "targetClass")}

    assert classes - targeted == set()


def test_fixtures_belong_to_shapes_files() -> None:
    folders = {path.parent.name for path in FIXTURES}

    assert folders == set(STEMS)


def test_no_expected_findings_are_left_without_their_fixture() -> None:
    assert [
        path for path in HERE.glob("*/*.expected") if not path.with_suffix(".ttl").exists()
    ] == []
