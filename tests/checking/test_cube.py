"""The integrity constraints of the RDF Data Cube: each can fail, the real graph keeps all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vetgraph import checking, errors, rdf, resources
from vetgraph.rdf import Quad

if TYPE_CHECKING:
    from vetgraph.store import Dataset

ROOT = Path(__file__).resolve().parents[2]
PREFIXES = """@prefix ex: <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# A well-formed cube in the abbreviated form: pupils by area and year.
CUBE = """
ex:area a qb:DimensionProperty ; rdfs:range rdfs:Resource .
ex:year a qb:DimensionProperty ; rdfs:range xsd:gYear .
ex:pupils a qb:MeasureProperty .
ex:unit a qb:AttributeProperty .
ex:dsd a qb:DataStructureDefinition ; qb:component ex:c1 , ex:c2 , ex:c3 , ex:c4 .
ex:c1 qb:dimension ex:area .
ex:c2 qb:dimension ex:year .
ex:c3 qb:measure ex:pupils .
ex:c4 qb:attribute ex:unit ; qb:componentRequired true .
ex:data a qb:DataSet ; qb:structure ex:dsd .
ex:o1 a qb:Observation ; qb:dataSet ex:data ; ex:area ex:north ; ex:year "2022"^^xsd:gYear ;
    ex:pupils 1 ; ex:unit ex:person .
ex:o2 a qb:Observation ; qb:dataSet ex:data ; ex:area ex:south ; ex:year "2022"^^xsd:gYear ;
    ex:pupils 1 ; ex:unit ex:person .
"""

# The same with a code list for the area: a scheme, a collection or a hierarchy.
CODED = CUBE + "ex:area qb:codeList ex:areas . ex:north a skos:Concept . ex:south a skos:Concept ."
SCHEME = (
    "ex:areas a skos:ConceptScheme . ex:north skos:inScheme ex:areas . "
    "ex:south skos:inScheme ex:areas ."
)
COLLECTION = "ex:areas a skos:Collection ; skos:member ex:north , ex:south ."
DOWN = """ex:areas a qb:HierarchicalCodeList ; qb:hierarchyRoot ex:all ;
    qb:parentChildProperty skos:narrower .
ex:all skos:narrower ex:north . ex:north skos:narrower ex:south ."""
UP = """ex:areas a qb:HierarchicalCodeList ; qb:hierarchyRoot ex:all ;
    qb:parentChildProperty [ owl:inverseOf skos:broader ] .
ex:north skos:broader ex:all . ex:south skos:broader ex:north ."""

# A slice fixes the year for its observations.
SLICED = (
    CUBE
    + """
ex:dsd qb:sliceKey ex:key .
ex:key a qb:SliceKey ; qb:componentProperty ex:year .
ex:data qb:slice ex:slice .
ex:slice a qb:Slice ; qb:sliceStructure ex:key ; ex:year "2022"^^xsd:gYear ;
    qb:observation ex:o1 , ex:o2 .
"""
)

# Two measures, each observation with the one that it names.
MEASURES = """
qb:measureType a qb:DimensionProperty ; rdfs:range qb:MeasureProperty .
ex:year a qb:DimensionProperty ; rdfs:range xsd:gYear .
ex:pupils a qb:MeasureProperty .
ex:teachers a qb:MeasureProperty .
ex:dsd a qb:DataStructureDefinition ; qb:component ex:c1 , ex:c2 , ex:c3 , ex:c4 .
ex:c1 qb:dimension ex:year .
ex:c2 qb:dimension qb:measureType .
ex:c3 qb:measure ex:pupils .
ex:c4 qb:measure ex:teachers .
ex:data a qb:DataSet ; qb:structure ex:dsd .
ex:o1 a qb:Observation ; qb:dataSet ex:data ; ex:year "2022"^^xsd:gYear ;
    qb:measureType ex:pupils ; ex:pupils 10 .
ex:o2 a qb:Observation ; qb:dataSet ex:data ; ex:year "2022"^^xsd:gYear ;
    qb:measureType ex:teachers ; ex:teachers 1 .
"""

VALID = {
    "plain": CUBE,
    "scheme": CODED + SCHEME,
    "collection": CODED + COLLECTION,
    "narrower hierarchy": CODED + DOWN,
    "broader hierarchy": CODED + UP,
    "slices": SLICED,
    "measure dimension": MEASURES,
    "nothing": "",
}

BROKEN = {
    "IC-1 no data set": ("IC-1", CUBE + "ex:o3 a qb:Observation ."),
    "IC-1 two data sets": (
        "IC-1",
        CUBE + "ex:more qb:structure ex:dsd . ex:o1 qb:dataSet ex:more .",
    ),
    "IC-2 no structure": ("IC-2", CUBE + "ex:more a qb:DataSet ."),
    "IC-2 two structures": (
        "IC-2",
        CUBE + "ex:data qb:structure ex:dsd2 . "
        "ex:dsd2 a qb:DataStructureDefinition ; qb:component ex:c3 .",
    ),
    "IC-3": ("IC-3", CUBE + "ex:dsd2 a qb:DataStructureDefinition ; qb:component ex:c1 ."),
    "IC-4": ("IC-4", CUBE.replace(" ; rdfs:range xsd:gYear", "")),
    "IC-5": ("IC-5", CUBE.replace("rdfs:range rdfs:Resource", "rdfs:range skos:Concept")),
    "IC-6": ("IC-6", CUBE + "ex:c1 qb:componentRequired false ."),
    "IC-7": ("IC-7", SLICED.replace("ex:dsd qb:sliceKey ex:key .", "")),
    "IC-8": ("IC-8", SLICED + "ex:key qb:componentProperty ex:sex . ex:slice ex:sex ex:all ."),
    "IC-9 none": ("IC-9", SLICED.replace("qb:sliceStructure ex:key ;", "")),
    "IC-9 two": (
        "IC-9",
        SLICED + "ex:slice qb:sliceStructure ex:key2 . ex:dsd qb:sliceKey ex:key2 . "
        "ex:key2 a qb:SliceKey ; qb:componentProperty ex:year .",
    ),
    "IC-10": ("IC-10", SLICED + "ex:key qb:componentProperty ex:area ."),
    "IC-11": ("IC-11", CUBE.replace("ex:area ex:south ; ", "")),
    "IC-12": ("IC-12", CUBE.replace("ex:south", "ex:north")),
    "IC-13": ("IC-13", CUBE.replace("ex:unit ex:person .\nex:o2", "ex:note ex:person .\nex:o2")),
    "IC-14": ("IC-14", CUBE + "ex:dsd qb:component [ qb:measure ex:teachers ] ."),
    "IC-15": ("IC-15", MEASURES.replace("ex:teachers 1 .", "ex:note 1 .")),
    "IC-16": ("IC-16", MEASURES.replace("ex:teachers 1 .", "ex:teachers 1 ; ex:pupils 10 .")),
    "IC-17": ("IC-17", MEASURES.rpartition("ex:o2")[0]),
    "IC-18": (
        "IC-18",
        SLICED + "ex:slice qb:observation ex:o3 . ex:more qb:structure ex:dsd . "
        "ex:o3 qb:dataSet ex:more ; ex:area ex:east ; ex:pupils 1 ; ex:unit ex:person .",
    ),
    "IC-19 scheme": ("IC-19", CODED + SCHEME.replace("ex:south skos:inScheme ex:areas .", "")),
    "IC-19 collection": ("IC-19", CODED + COLLECTION.replace(" , ex:south", "")),
    "IC-20": ("IC-20", CODED + DOWN.replace("ex:north skos:narrower ex:south .", "")),
    "IC-21": ("IC-21", CODED + UP.replace("ex:south skos:broader ex:north .", "")),
}


def quads(folder: Path, turtle: str) -> list[Quad]:
    path = folder / "cube.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return [Quad(*triple) for triple in rdf.parse_turtle(path)]


@pytest.mark.parametrize("turtle", VALID.values(), ids=VALID.keys())
def test_a_well_formed_cube_violates_nothing(tmp_path: Path, turtle: str) -> None:
    assert checking.violated(quads(tmp_path, turtle)) == []


@pytest.mark.parametrize(("constraint", "turtle"), BROKEN.values(), ids=BROKEN.keys())
def test_a_constraint_can_fail_and_alone(tmp_path: Path, constraint: str, turtle: str) -> None:
    assert checking.violated(quads(tmp_path, turtle)) == [constraint]


def test_all_constraints_of_the_specification_are_asked_and_shown_to_fail() -> None:
    files = sorted((resources.queries_dir() / "integrity").glob("ic-*.rq"))

    assert [file.name for file in files] == [f"ic-{n:02}.rq" for n in range(1, 22)]
    assert {constraint for constraint, _ in BROKEN.values()} == {f"IC-{n}" for n in range(1, 22)}


@pytest.mark.parametrize("n", range(1, 22))
def test_a_constraint_says_which_it_is(n: int) -> None:
    text = (resources.queries_dir() / "integrity" / f"ic-{n:02}.rq").read_text("utf-8")

    assert text.startswith(f"# IC-{n} of https://www.w3.org/TR/vocab-data-cube/ section 11")


def test_the_structure_of_the_ontology_takes_part() -> None:
    """Observations of the shapes' fixtures are checked against the ontology's own structure."""
    ontology, shapes = ROOT / "ontology", ROOT / "tests" / "shapes"
    files = [ontology / "vetgraph.ttl", *sorted(ontology.glob("vocab/*.ttl")), shapes / "base.ttl"]

    def found(fixture: str) -> list[str]:
        paths = [*files, shapes / "observations" / fixture]
        return checking.violated(Quad(*t) for path in paths for t in rdf.parse_turtle(path))

    assert found("valid.level.ttl") == []
    assert found("invalid.twice.ttl") == ["IC-1"]
    assert found("invalid.unknown-codes.ttl") == ["IC-19"]


def test_a_constraint_that_is_not_sparql_is_an_error_with_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "integrity"
    folder.mkdir()
    (folder / "normalise.ru").write_text("", encoding="utf-8")
    (folder / "ic-01.rq").write_text("ASK {", encoding="utf-8")
    monkeypatch.setattr(resources, "queries_dir", lambda: tmp_path)

    with pytest.raises(errors.QueryError, match=r"ic-01\.rq: SPARQL syntax error"):
        checking.violated([])


@pytest.mark.slow
def test_the_graph_of_the_real_report_holds_all_constraints(changping: Dataset) -> None:
    assert checking.violated(changping.quads()) == []
