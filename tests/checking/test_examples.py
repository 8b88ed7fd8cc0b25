"""The examples of the ontology are valid, cite the real report, and show every kind."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import pytest

from vetgraph import checking, rdf
from vetgraph.rdf import Literal, NamedNode, Quad, Triple

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
EXAMPLES = sorted((ONTOLOGY / "examples").glob("*.ttl"))
REPORT = ROOT / "data" / "reports" / "110114-2023" / "report.txt"
OA, VET = rdf.PREFIXES["oa"], rdf.PREFIXES["vet"]
TYPE = NamedNode(rdf.PREFIXES["rdf"] + "type")
LABEL = NamedNode(rdf.PREFIXES["skos"] + "prefLabel")
SUBCLASS = NamedNode(rdf.PREFIXES["rdfs"] + "subClassOf")


@cache
def ontology() -> tuple[Triple, ...]:
    """What the shapes look at in the ontology: classes, superclasses, labels of codes."""
    files = [ONTOLOGY / "vetgraph.ttl", *sorted(ONTOLOGY.glob("vocab/*.ttl"))]
    triples = (triple for file in files for triple in rdf.parse_turtle(file))
    return tuple(triple for triple in triples if triple.predicate in (TYPE, SUBCLASS, LABEL))


@cache
def shapes() -> tuple[Triple, ...]:
    return tuple(checking.load_shapes())


def plain(term: rdf.Term | Triple) -> str:
    assert not isinstance(term, Triple)
    return term.value


def text() -> str:
    """The stored text of the report, newlines as they are."""
    return REPORT.read_bytes().decode("utf-8")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_valid_beside_the_report_it_belongs_to(path: Path) -> None:
    background = rdf.parse_turtle(ONTOLOGY / "examples" / "report.ttl")
    data = [Quad(*t) for t in (*ontology(), *background, *rdf.parse_turtle(path))]

    assert [result.message_en for result in checking.validate(data, shapes())] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_says_in_its_first_comment_what_it_shows(path: Path) -> None:
    comment = next(line for line in path.read_text("utf-8").splitlines() if line[:1] == "#")

    assert re.fullmatch(r"# [^/]*。 / [A-Z][^/]*[.]", comment)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_quotes_of_an_example_stand_in_the_report(path: Path) -> None:
    triples = rdf.parse_turtle(path)
    stored = text()

    def values(name: str) -> dict[str, str]:
        wanted = NamedNode(OA + name)
        said = [t for t in triples if t.predicate == wanted and isinstance(t.object, Literal)]
        return {plain(t.subject).rpartition(";")[0]: plain(t.object) for t in said}

    starts, ends, quotes = values("start"), values("end"), values("exact")
    assert starts.keys() == ends.keys() == quotes.keys()
    for passage, quote in quotes.items():
        start, end = int(starts[passage]), int(ends[passage])
        assert passage.endswith(f"#char={start},{end}")
        assert stored[start:end] == quote
        assert stored[:start].endswith(values("prefix")[passage])
        assert stored[end:].startswith(values("suffix")[passage])


def test_the_report_of_the_examples_is_the_real_one() -> None:
    triples = rdf.parse_turtle(ONTOLOGY / "examples" / "report.ttl")

    hashes = [plain(t.object) for t in triples if t.predicate == NamedNode(VET + "sourceHash")]

    assert hashes == [hashlib.sha256(REPORT.read_bytes()).hexdigest()]


def test_there_is_an_example_of_every_kind_of_statement() -> None:
    statement = NamedNode(VET + "Statement")
    parents = {t.subject: t.object for t in ontology() if t.predicate == SUBCLASS}
    narrower = {t.subject for t in ontology() if t.predicate == SUBCLASS and t.object == statement}
    narrower |= {kind for kind, parent in parents.items() if parent in narrower}

    shown = {t.object for path in EXAMPLES for t in rdf.parse_turtle(path) if t.predicate == TYPE}

    assert len(narrower) > 15
    assert narrower - shown == set()
