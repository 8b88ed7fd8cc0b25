"""Beside a figure that a finding touches, the citation names the rules of the finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetgraph import queries, rdf, store

if TYPE_CHECKING:
    from tests.queries.conftest import Written

ID, VET = rdf.PREFIXES["id"], rdf.PREFIXES["vet"]
FINDINGS = rdf.NamedNode(ID + "graph/findings/r")
RULE = rdf.NamedNode(rdf.PREFIXES["code"] + "rule/vg-sum-003")


def with_finding(dataset: store.Dataset) -> store.Dataset:
    """The dataset and a finding on its third statement alone."""
    finding = rdf.NamedNode(ID + "report/r/finding/a")
    said = (
        (finding, rdf.PREFIXES["rdf"] + "type", rdf.NamedNode(VET + "Finding")),
        (finding, VET + "concerns", rdf.NamedNode(ID + "s/3")),
        (finding, VET + "checkedBy", RULE),
        (RULE, rdf.PREFIXES["skos"] + "notation", rdf.Literal("vg-sum-003")),
    )
    more = (rdf.Quad(s, rdf.NamedNode(p), o, FINDINGS) for s, p, o in said)
    return store.memory([*dataset.quads(), *more])


def test_a_row_on_which_a_finding_rests_names_its_rule(
    titles: Written, dataset: store.Dataset
) -> None:
    answer = queries.run(titles(), with_finding(dataset), cite=True)

    assert answer.columns == ("title", "findings", *queries.CITATION_COLUMNS)
    assert [(row[0], row[1]) for row in answer.rows] == [
        (rdf.Literal("第一条"), None),
        (rdf.Literal("第二条"), rdf.Literal("VG.SUM.003")),
    ]


def test_an_answer_that_no_finding_touches_has_no_such_column(
    titles: Written, dataset: store.Dataset
) -> None:
    assert "findings" not in queries.run(titles(), dataset, cite=True).columns
    assert "findings" not in queries.run(titles(), with_finding(dataset)).columns
