"""The arithmetic rules twice: as the SHACL shapes of ``ontology/arithmetic``, and as coded.

A shape looks at a report (the focus node) and names the figures that do not fit (``sh:value``).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyshacl
import rdflib

from vetgraph import consistency, pipeline, rdf
from vetgraph.consistency.checks import contrary
from vetgraph.consistency.figures import figures
from vetgraph.consistency.intervals import NEAREST
from vetgraph.consistency.restatements import copied
from vetgraph.consistency.rules import RELATIONS
from vetgraph.consistency.values import fractions, impossible
from vetgraph.model import Metadata
from vetgraph.places import load_regions
from vetgraph.reading import read_text
from vetgraph.resources import ontology_dir
from vetgraph.schema import ontology_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vetgraph.rdf import Quad, Triple

    Found = set[tuple[str, str]]

SHAPES = sorted((ontology_dir() / "arithmetic").glob("*.ttl"))
REPORTS = Path(__file__).parent / "reports"
SH = rdflib.Namespace(rdf.PREFIXES["sh"])
# What the lists of indicators and units say that the shapes ask for.
LINKS = {
    rdf.NamedNode(rdf.PREFIXES["vet"] + name)
    for name in (
        "numerator", "denominator", "hasExhaustivePart", "hasPartialPart",
        "hasExhaustiveBreakdown", "countsThings",
    )
}  # fmt: skip


@cache
def shapes() -> rdflib.Graph:
    """All shapes as one graph."""
    graph = rdflib.Graph()
    for file in SHAPES:
        graph.parse(file)
    return graph


def data(quads: Iterable[Quad]) -> bytes:
    """What the shapes look at, in N-Triples: reports, and how indicators relate."""
    return rdf.serialise([*(q.triple for q in quads), *_ontology()], rdf.RdfFormat.N_TRIPLES)


@cache
def _ontology() -> tuple[Triple, ...]:
    triples = (triple for file in ontology_files() for triple in rdf.parse_turtle(file))
    return tuple(triple for triple in triples if triple.predicate in LINKS)


def by_pyshacl(written: bytes) -> Found:
    """Rule and figure of every result, the queries being answered by Oxigraph."""
    graph = rdflib.Graph(store="Oxigraph")
    graph.parse(data=written, format="ox-nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes(), inference="none")
    assert isinstance(report, rdflib.Graph)
    return results(report)


def results(report: rdflib.Graph) -> Found:
    """Rule and figure of every result of a validation report."""
    return {
        (rule_of(report.value(result, SH.sourceShape)), str(report.value(result, SH.value)))
        for result in report.objects(None, SH.result)
    }


def rule_of(shape: rdflib.term.Node | None) -> str:
    """The rule whose twin a shape is (``VG.CHG.001``)."""
    rule = str(shapes().value(shape, rdflib.RDFS.seeAlso))
    return rule.rpartition("/")[2].upper().replace("-", ".")


def twinned() -> set[str]:
    """The rules that stand as shapes."""
    found = shapes().subjects(rdflib.RDF.type, SH.NodeShape)
    return {rule_of(shape) for shape in found}


def by_rules(built: Iterable[pipeline.Built]) -> Found:
    """Rule and figure of everything that the coded twins of the shapes find, one by one."""
    dataset = pipeline.in_memory(list(built))
    sources = consistency.sources(dataset)
    found: Found = set()
    figures_of_all = consistency.observations(dataset)
    for key in dataset.reports():
        stated = [o for o in figures_of_all if o.place.report == key]
        indexed = figures(stated, NEAREST, sources[key])
        checks = [check for rule in RELATIONS for check in rule(indexed)]
        found |= {(check.rule, check.one.iri) for check in checks if contrary(check)}
        for finding in (*impossible(indexed), *fractions(indexed), *copied(indexed)):
            found.add((finding.rule, finding.statements[0]))
    return {(rule, figure) for rule, figure in found if rule in twinned()}


def small_report(path: Path, key: str) -> pipeline.Built:
    """One of ``tests/consistency/reports``, read like any report; line 1 names the district."""
    text = path.read_text("utf-8")
    title = text.partition("\n")[0]
    district = title.partition("职业教育")[0]
    known = load_regions().resolve(district)
    region = known.code if known else district
    meta = Metadata(key, title, "", region, 2023, 2022, "2022-12", path.name, "0" * 64, "–")
    return pipeline.graph_of(meta, read_text(text), district)
