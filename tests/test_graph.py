"""Facts become quads: stable IRIs, cited passages, shortcuts, the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from vetgraph import rdf
from vetgraph.extraction import extract
from vetgraph.graph import REFERENCE_GRAPH, THINGS_GRAPH, report_iri, report_quads
from vetgraph.model import Metadata
from vetgraph.naming import Names
from vetgraph.reading import read_text
from vetgraph.schema import schema

if TYPE_CHECKING:
    from pathlib import Path

    from vetgraph.pipeline import Built

P = rdf.PREFIXES
VET, TYPE = P["vet"], P["rdf"] + "type"
VALUE = P["sdmx-measure"] + "obsValue"
KEY = "110114-2023"
TEXT = """北京市昌平区中等职业教育质量年度报告（2023）
1. 概况
2022年，昌平职业学校与联想公司合作开设电子商务专业。昌平区招生人数1061人，培训超5.8万人次。
表 1-1 就业
指标\t2021 年\t2022 年\t增长率
初次就业起薪（元）\t4800\t4800\t——
"""
SHEETS = {
    "thing": "name,class,country,code,quote\n昌平职业学校,School,,,昌平职业学校\n"
    "联想公司,Enterprise,,,联想公司\n电子商务,Major,,,电子商务\n",
    "partnership": "school,partner,quote\n昌平职业学校,联想公司,昌平职业学校与联想公司合作\n",
    "offering": "school,major,quote,status,rationale,rationale@en\n"
    "昌平职业学校,电子商务,昌平职业学校与联想公司合作开设电子商务专业,inferred,理由,reason\n",
    "naming": "about,alternateName,quote\n昌平职业学校,昌平职业学校,昌平职业学校\n",
}
META = Metadata(KEY, "标题", "", "110114", 2023, 2022, "2022-12", "report.txt", "", "")


def quads(folder: Path, text: str = TEXT) -> list[rdf.Quad]:
    for name, content in SHEETS.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    report = read_text(text)
    found = extract(report, "北京市昌平区", 2022, folder)
    names = Names(found.context, "110114", KEY, {t.name: t for t in found.things})
    return report_quads(report, META, list(found.facts), names)


@pytest.fixture
def graph(tmp_path: Path) -> list[rdf.Quad]:
    return quads(tmp_path)


def objects(found: list[rdf.Quad], subject: rdf.NamedNode, predicate: str) -> list[str]:
    return [
        q.object.value
        for q in found
        if q.subject == subject
        and q.predicate.value == predicate
        and isinstance(q.object, rdf.NamedNode | rdf.Literal)
    ]


def of_type(found: list[rdf.Quad], kind: str) -> list[rdf.NamedNode]:
    return [
        q.subject
        for q in found
        if q.predicate.value == TYPE
        and isinstance(q.object, rdf.NamedNode)
        and q.object.value == VET + kind
        and isinstance(q.subject, rdf.NamedNode)
    ]


def statements(found: list[rdf.Quad]) -> set[str]:
    return {s.value for kind in schema().kinds() for s in of_type(found, kind)}


def links(found: list[rdf.Quad], folder: str) -> set[tuple[str, str, str]]:
    name = f"{P['id']}graph/{folder}/{KEY}"
    return {
        (str(q.subject), q.predicate.value.removeprefix(VET), str(q.object))
        for q in found
        if isinstance(q.graph_name, rdf.NamedNode) and q.graph_name.value == name
    }


def test_there_are_no_blank_nodes(graph: list[rdf.Quad]) -> None:
    terms = [term for q in graph for term in (q.subject, q.object, q.graph_name)]

    assert not any(isinstance(term, rdf.BlankNode) for term in terms)


def test_every_quad_is_in_a_named_graph(graph: list[rdf.Quad]) -> None:
    assert not any(isinstance(q.graph_name, rdf.DefaultGraph) for q in graph)


def test_statements_keep_their_iris_when_the_text_moves(tmp_path: Path) -> None:
    moved = TEXT.replace("1. 概况\n", "1. 概况\n新加的一段话，后文因此移动。\n")

    assert statements(quads(tmp_path)) == statements(quads(tmp_path, moved))


def test_statements_get_new_iris_when_what_is_said_changes(tmp_path: Path) -> None:
    before, after = (
        statements(quads(tmp_path)),
        statements(quads(tmp_path, TEXT.replace("1061", "1062"))),
    )

    assert len(before - after) == len(after - before) == 1


def test_two_equal_statements_are_two(tmp_path: Path) -> None:
    twice = TEXT.replace("招生人数1061人，", "招生人数1061人，招生人数1061人，")

    assert len(statements(quads(tmp_path, twice))) == len(statements(quads(tmp_path))) + 1


def test_every_statement_cites_a_passage_that_says_where_it_stands(graph: list[rdf.Quad]) -> None:
    for statement in map(rdf.NamedNode, statements(graph)):
        cited = objects(graph, statement, P["prov"] + "wasDerivedFrom")
        assert cited
        for passage in map(rdf.NamedNode, cited):
            span, quote = objects(graph, passage, P["oa"] + "hasSelector")
            at = rdf.NamedNode(span if span.endswith("position") else quote)
            text = rdf.NamedNode(quote if quote.endswith("quote") else span)
            (start,) = objects(graph, at, P["oa"] + "start")
            (end,) = objects(graph, at, P["oa"] + "end")
            assert passage.value.endswith(f"/text#char={start},{end}")
            assert objects(graph, text, P["oa"] + "exact") == [TEXT[int(start) : int(end)]]
            (prefix,) = objects(graph, text, P["oa"] + "prefix")
            (suffix,) = objects(graph, text, P["oa"] + "suffix")
            assert TEXT[: int(start)].endswith(prefix)
            assert TEXT[int(end) :].startswith(suffix)


def test_a_dash_is_an_undefined_value_without_bounds(graph: list[rdf.Quad]) -> None:
    (cell,) = [
        q.subject
        for q in graph
        if q.predicate.value == P["sdmx-attribute"] + "obsStatus"
        and isinstance(q.subject, rdf.NamedNode)
    ]
    (value,) = [q.object for q in graph if q.subject == cell and q.predicate.value == VALUE]

    assert value == rdf.Literal("", datatype=rdf.NamedNode("https://cube.link/Undefined"))
    assert objects(graph, cell, VET + "valueText") == ["——"]
    assert (
        objects(graph, cell, VET + "lowerBound") == objects(graph, cell, VET + "upperBound") == []
    )


def test_an_open_end_is_absent_and_the_hedge_is_kept(graph: list[rdf.Quad]) -> None:
    (hedged,) = [
        q.subject
        for q in graph
        if q.predicate.value == VET + "hedge" and isinstance(q.subject, rdf.NamedNode)
    ]

    assert objects(graph, hedged, VET + "hedge") == ["超"]
    assert objects(graph, hedged, VALUE) == objects(graph, hedged, VET + "lowerBound") == ["58000"]
    assert objects(graph, hedged, VET + "upperBound") == []


def test_stated_and_inferred_statements_have_shortcuts_of_their_own(graph: list[rdf.Quad]) -> None:
    school = f"<{P['id']}school/昌平职业学校>"
    partner, major = f"<{P['id']}enterprise/联想公司>", f"<{P['id']}major/电子商务>"
    stated, inferred = links(graph, "shortcuts"), links(graph, "inferred-shortcuts")

    assert any({school, partner} == {s, o} for s, _, o in stated)
    assert any({school, major} == {s, o} for s, _, o in inferred)
    assert not any({school, major} == {s, o} for s, _, o in stated)
    assert stated.isdisjoint(inferred)


def test_an_inferred_statement_carries_its_reason_in_two_languages(graph: list[rdf.Quad]) -> None:
    (offering,) = of_type(graph, "Offering")

    assert objects(graph, offering, VET + "status") == [P["code"] + "status/inferred"]
    assert sorted(objects(graph, offering, VET + "rationale")) == ["reason", "理由"]


def test_what_every_report_says_alike_stands_in_shared_graphs(graph: list[rdf.Quad]) -> None:
    school = rdf.NamedNode(P["id"] + "school/昌平职业学校")
    region = rdf.NamedNode(P["id"] + "region/110114")
    homes = {(str(q.subject), q.graph_name) for q in graph if q.predicate.value == TYPE}

    assert (str(school), THINGS_GRAPH) in homes
    assert (str(region), REFERENCE_GRAPH) in homes
    assert (str(report_iri(KEY)), report_iri(KEY)) in homes


def test_the_order_of_facts_does_not_matter_for_the_order_of_quads(tmp_path: Path) -> None:
    assert quads(tmp_path) == sorted(set(quads(tmp_path)), key=str)


BUILD = """
import hashlib, sys
from pathlib import Path
from vetgraph import rdf
from vetgraph.pipeline import build_report
built = build_report(Path(sys.argv[1]))
print(hashlib.sha256(rdf.n_quads(built.quads)).hexdigest())
"""


@pytest.mark.slow
def test_two_builds_give_equal_bytes_whatever_the_hash_seed(checkout: Path) -> None:
    folder = str(checkout / "data" / "reports" / KEY)
    digests = {
        subprocess.run(
            [sys.executable, "-c", BUILD, folder],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, check=True, text=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }  # fmt: skip

    assert len(digests) == 1


def test_no_person_is_a_thing(changping_built: Built) -> None:
    kinds = {
        q.object.value
        for q in changping_built.quads
        if q.predicate.value == TYPE and isinstance(q.object, rdf.NamedNode)
    }
    terms = {
        term.value
        for q in changping_built.quads
        for term in (q.subject, q.object)
        if isinstance(term, rdf.NamedNode)
    }

    assert not any(kind.endswith(("#Person", "/Person", "Individual")) for kind in kinds)
    for name in ("王贝雅", "黄圆圆", "张婕"):
        assert not any(name in term for term in terms)


def test_values_lie_between_their_bounds(changping_built: Built) -> None:
    found: dict[str, dict[str, Decimal]] = {}
    wanted = {VALUE: "value", VET + "lowerBound": "low", VET + "upperBound": "high"}
    for q in changping_built.quads:
        name = wanted.get(q.predicate.value)
        if name and isinstance(q.object, rdf.Literal) and q.object.value:
            found.setdefault(str(q.subject), {})[name] = Decimal(q.object.value)

    assert len(found) > 250
    assert [
        bounds
        for bounds in found.values()
        if not bounds.get("low", bounds["value"])
        <= bounds["value"]
        <= bounds.get("high", bounds["value"])
    ] == []


def test_a_missing_issuer_is_not_published_by_anybody(tmp_path: Path) -> None:
    publisher = P["dcterms"] + "publisher"
    assert not any(q.predicate.value == publisher for q in quads(tmp_path))

    report = read_text(TEXT)
    found = extract(report, "北京市昌平区", 2022)
    names = Names(found.context, "110114", KEY, {})
    issued = report_quads(report, replace(META, issuer="昌平区教委"), [], names)
    assert [q.object for q in issued if q.predicate.value == publisher] == [
        rdf.NamedNode(P["id"] + "body/昌平区教委")
    ]
