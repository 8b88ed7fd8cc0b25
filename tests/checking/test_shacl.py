"""Validation as a function: what goes in, what comes out, and what it leaves alone."""

from __future__ import annotations

import logging
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyshacl
import pytest
import rdflib

from vetgraph import checking, errors, rdf
from vetgraph.rdf import Literal, NamedNode, Quad, Triple

if TYPE_CHECKING:
    from vetgraph.store import Dataset

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "shapes" / "base.ttl"
UNCITED = ROOT / "tests" / "shapes" / "statements" / "invalid.uncited.ttl"
OUTSIDE = ROOT / "tests" / "shapes" / "observations" / "invalid.outside-bounds.ttl"
VSH = rdf.PREFIXES["vsh"]
REPORT = "https://w3id.org/vetgraph/id/report/r"
SHAPE = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix vet: <https://w3id.org/vetgraph/ns#> .
@prefix vsh: <https://w3id.org/vetgraph/shapes#> .

vsh:SchoolShape a sh:NodeShape ;
    sh:targetClass vet:School ;
    sh:property vsh:School-a .

vsh:School-a a sh:PropertyShape ;
    {body} .
"""


def quads(*files: Path, graph: str | None = None) -> list[Quad]:
    name = [] if graph is None else [NamedNode(graph)]
    return [Quad(*triple, *name) for file in files for triple in rdf.parse_turtle(file)]


@cache
def ontology() -> tuple[Quad, ...]:
    folder = ROOT / "ontology"
    return tuple(quads(folder / "vetgraph.ttl", *sorted(folder.glob("vocab/*.ttl"))))


@cache
def shapes() -> tuple[Triple, ...]:
    return tuple(checking.load_shapes())


def validate(*data: Quad) -> list[checking.Result]:
    """The results for some data beside the ontology."""
    return checking.validate([*ontology(), *data], shapes())


def shapes_file(folder: Path, body: str) -> Path:
    path = folder / "school.ttl"
    path.write_text(SHAPE.replace("{body}", body), encoding="utf-8")
    return path


def test_a_valid_graph_has_no_results() -> None:
    assert validate(*quads(BASE)) == []


def test_the_graphs_of_the_quads_make_one_union() -> None:
    report = quads(BASE, OUTSIDE, graph=REPORT)

    results = validate(*report)

    shapes = [(result.shape, result.path) for result in results]
    assert shapes == [
        (NamedNode(VSH + "Observation-lowerBound"), NamedNode(rdf.PREFIXES["vet"] + "lowerBound")),
        (
            NamedNode(VSH + "BoundedValue-value"),
            NamedNode(rdf.PREFIXES["sdmx-measure"] + "obsValue"),
        ),
    ]


def test_values_come_back_as_they_were_written() -> None:
    results = validate(*quads(BASE, OUTSIDE))

    decimal = NamedNode(rdf.PREFIXES["xsd"] + "decimal")
    assert [result.value for result in results] == [
        Literal("1062.0", datatype=decimal),
        Literal("1061.0", datatype=decimal),
    ]


def test_messages_name_the_record_and_its_place_in_both_languages() -> None:
    first = validate(*quads(BASE, OUTSIDE))[0]

    assert first.message_zh == (
        "下界至多一个，是数字，且不大于数值。（某陈述；章节 1.1，表 1-1，行“招生规模”，列“2022年”，"
        "字符 0–4，原文“1061”）"
    )
    assert first.message_en == (
        "There is at most one lower bound, a number not above the value. (某陈述; section 1.1, "
        "table 1-1, row “招生规模”, column “2022年”, characters 0–4, text “1061”)"
    )


def test_a_record_that_cites_nothing_has_a_name_but_no_place() -> None:
    results = validate(*quads(BASE, UNCITED))

    uncited = [r for r in results if r.shape == NamedNode(VSH + "Statement-wasDerivedFrom")]
    assert [r.message_en for r in uncited] == [
        "Every statement must cite a passage of the report. (某陈述)"
    ]


def test_a_thing_has_the_place_of_a_statement_about_it(tmp_path: Path) -> None:
    shapes = shapes_file(
        tmp_path,
        "sh:path vet:motto ; sh:minCount 1 ; sh:severity sh:Info ; "
        'sh:message "须有校训。"@zh , "It has a motto."@en',
    )
    valid = ROOT / "tests" / "shapes" / "descriptions" / "valid.location.ttl"

    results = checking.validate(quads(BASE, valid), checking.load_shapes([shapes]))

    assert [r.message_en for r in results] == [
        "It has a motto. (某职业学校; section 1.1, table 1-1, row “招生规模”, column “2022年”, "
        "characters 0–4, text “1061”)"
    ]


def test_results_are_in_one_order_whatever_the_order_of_the_quads() -> None:
    unknown = ROOT / "tests" / "shapes" / "statements" / "invalid.unknown-things.ttl"
    data = quads(BASE, unknown)

    there, back = validate(*data), validate(*data[::-1])

    assert there == back
    assert len(there) == 10


def test_the_gravest_results_come_first() -> None:
    incomplete = ROOT / "tests" / "shapes" / "majors-and-programmes" / "invalid.roles-missing.ttl"

    severities = [r.severity for r in validate(*quads(BASE, incomplete))]

    assert severities == ["Violation"] * 12 + ["Warning"]


def test_years_are_compared_and_what_cannot_be_compared_is_a_finding(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text(
        """@prefix vet: <https://w3id.org/vetgraph/ns#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <urn:before> a vet:School ; vet:a "2021"^^xsd:gYear ; vet:b "2022"^^xsd:gYear .
        <urn:same> a vet:School ; vet:a "2022"^^xsd:gYear ; vet:b "2022"^^xsd:gYear .
        <urn:after> a vet:School ; vet:a "2023"^^xsd:gYear ; vet:b "2022"^^xsd:gYear .
        <urn:written> a vet:School ; vet:a 1.0 ; vet:b "1.00"^^xsd:decimal .
        <urn:unlike> a vet:School ; vet:a 1.0 ; vet:b ""^^<https://cube.link/Undefined> .
        """,
        encoding="utf-8",
    )
    shapes = shapes_file(tmp_path, "sh:path vet:a ; sh:lessThanOrEquals vet:b")

    results = checking.validate(quads(data), checking.load_shapes([shapes]))

    assert [r.focus for r in results] == [NamedNode("urn:after"), NamedNode("urn:unlike")]


def test_no_results_make_a_report_that_conforms() -> None:
    report = checking.report_turtle([])

    assert b"sh:conforms" in report
    assert b"true" in report
    assert b"sh:result" not in report


def test_the_report_is_the_standard_one() -> None:
    results = validate(*quads(BASE, OUTSIDE))

    graph = rdflib.Graph().parse(data=checking.report_turtle(results), format="turtle")

    sh = rdflib.Namespace(rdf.PREFIXES["sh"])
    (report,) = graph.subjects(rdflib.RDF.type, sh.ValidationReport)
    nodes = list(graph.objects(report, sh.result))
    assert graph.value(report, sh.conforms) == rdflib.Literal(False)
    assert {str(graph.value(node, sh.sourceShape)) for node in nodes} == {
        VSH + "Observation-lowerBound",
        VSH + "BoundedValue-value",
    }
    for node in nodes:
        assert graph.value(node, sh.resultSeverity) == sh.Violation
        assert str(graph.value(node, sh.focusNode)).startswith(REPORT)
        messages = set(graph.objects(node, sh.resultMessage))
        assert {str(m.n3())[-3:] for m in messages} == {"@zh", "@en"}


def test_the_report_says_the_same_bytes_again() -> None:
    results = validate(*quads(BASE, OUTSIDE))

    assert checking.report_turtle(results) == checking.report_turtle(list(results))


def test_a_deactivated_shape_is_silent_with_all_its_properties(tmp_path: Path) -> None:
    shapes = shapes_file(tmp_path, "sh:path vet:motto ; sh:minCount 1")
    active = checking.load_shapes([shapes])
    text = shapes.read_text("utf-8").replace(
        "a sh:NodeShape", "a sh:NodeShape ; sh:deactivated true"
    )
    shapes.write_text(text, encoding="utf-8")

    assert len(checking.validate(quads(BASE), active)) == 1
    assert checking.validate(quads(BASE), checking.load_shapes([shapes])) == []


def test_shapes_that_are_not_turtle_are_refused_with_file_and_line(tmp_path: Path) -> None:
    broken = shapes_file(tmp_path, "sh:path vet:a ;; sh:minCount")

    with pytest.raises(errors.OntologyError, match=r"school\.ttl:\d+: Turtle syntax error"):
        checking.load_shapes([broken])


@pytest.mark.parametrize(
    "body",
    [
        "sh:minCount 1",
        'sh:path vet:a ; sh:minCount "one"',
        "sh:path vet:a ; sh:minCount 1 , 2",
        'sh:path vet:a ; sh:pattern "["',
        "sh:path vet:a ; sh:or vet:b",
    ],
    ids=["no path", "count is text", "two counts", "pattern", "or without a list"],
)
def test_shapes_that_are_not_shacl_are_refused_with_file_and_line(
    tmp_path: Path, body: str
) -> None:
    broken = shapes_file(tmp_path, body)

    with pytest.raises(errors.OntologyError) as caught:
        checking.load_shapes([broken])

    assert caught.value.file == str(broken)
    assert caught.value.line in (5, 9)
    assert caught.value.zh.startswith("形状无法使用")


def test_the_shapes_of_the_ontology_itself_are_loaded_only_by_name() -> None:
    style = ROOT / "ontology" / "shapes" / "ontology-style.ttl"

    names = {triple.subject for triple in checking.load_shapes()}

    assert NamedNode(VSH + "Observation-value") in names
    assert not names & {triple.subject for triple in checking.load_shapes([style])}


def test_validation_leaves_the_process_as_it_was(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """pyshacl adds a log handler a call and, fed a broken text, changes literals for good."""
    logger = logging.getLogger("pyshacl-validate")
    before = (list(logger.handlers), logger.level, logger.disabled, rdflib.NORMALIZE_LITERALS)
    mistyped = ROOT / "tests" / "shapes" / "observations" / "invalid.mistyped.ttl"

    validate(*quads(BASE, mistyped))
    with pytest.raises(errors.OntologyError):
        checking.load_shapes([shapes_file(tmp_path, "sh:minCount 1")])

    now = (list(logger.handlers), logger.level, logger.disabled, rdflib.NORMALIZE_LITERALS)
    assert now == before
    assert rdflib.Literal("1", datatype=rdflib.XSD.boolean).value is True
    assert capfd.readouterr() == ("", "")


def test_messages_of_all_shapes_are_plain_words() -> None:
    """No IRI, prefix or SHACL word in what a planner reads."""
    said = NamedNode(rdf.PREFIXES["sh"] + "message")
    messages = [str(t.object) for t in checking.load_shapes() if t.predicate == said]

    assert len(messages) > 300
    assert [m for m in messages if re.search(r"\b(vet|sh|oa|prov|qb|xsd):|http", m)] == []


@pytest.mark.slow
def test_the_graph_of_the_real_report_has_no_violation(changping: Dataset) -> None:
    results = checking.validate(changping.quads())

    assert [r.message_en for r in results if r.severity == "Violation"] == []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:NotImplemented should not be used:DeprecationWarning")
def test_results_are_those_of_pyshacl_on_the_files_as_they_stand() -> None:
    """Another road to the same findings; on the way SHACL's own shapes approve of ours."""
    wrong = ROOT / "tests" / "shapes" / "cooperation" / "invalid.wrong-classes.ttl"
    files = (ROOT / "ontology" / "vetgraph.ttl", BASE, wrong)
    data, wanted = rdflib.Graph(), rdflib.Graph()
    for file in files:
        data.parse(file)
    for file in (ROOT / "ontology" / "shapes").glob("*.ttl"):
        if file.stem != "ontology-style":
            wanted.parse(file)

    _, report, _ = pyshacl.validate(data, shacl_graph=wanted, meta_shacl=True)

    assert isinstance(report, rdflib.Graph)
    sh = rdflib.Namespace(rdf.PREFIXES["sh"])
    theirs = {
        (str(report.value(node, sh.sourceShape)), str(report.value(node, sh.value)))
        for node in report.objects(None, sh.result)
    }
    ours = checking.validate(quads(*files), shapes())
    assert len(theirs) > 15
    assert {(plain(r.shape), plain(r.value)) for r in ours} == theirs


def plain(term: rdf.Term | None) -> str:
    return "None" if term is None else term.value
