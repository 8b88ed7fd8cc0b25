"""Findings as text, JSON, tables and RDF."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl

from vetgraph import checking, findings, rdf
from vetgraph.rdf import NamedNode, Quad, Triple
from vetgraph.resources import ontology_dir

if TYPE_CHECKING:
    from pathlib import Path

    from vetgraph.checking import Result
    from vetgraph.consistency import Finding
    from vetgraph.findings import Item
    from vetgraph.store import Dataset

SH, VET = rdf.PREFIXES["sh"], rdf.PREFIXES["vet"]


def parsed(written: bytes, folder: Path) -> list[Triple]:
    file = folder / "report.ttl"
    file.write_bytes(written)
    return rdf.parse_turtle(file)


def of(items: list[Item], rule: str) -> Item:
    return next(one for one in items if one.rule == rule)


def test_json_has_the_promised_form(items: list[Item], texts: dict[str, str]) -> None:
    content = json.loads(findings.to_json(items))

    assert content["summary"] == findings.counts(items)
    assert len(content["findings"]) == len(items)
    promised = {
        "id", "rule", "version", "severity", "class", "message_zh", "message_en", "reported",
        "computed", "difference", "unit", "statements", "citations", "root", "repairs",
        "acknowledged",
    }  # fmt: skip
    assert all(set(one) == promised for one in content["findings"])
    for cited in (c for one in content["findings"] for c in one["citations"]):
        assert texts[cited["report"]][cited["start"] : cited["end"]] == cited["quote"]


def test_every_finding_has_its_own_id(items: list[Item]) -> None:
    assert len({one.id for one in items}) == len(items)


def test_the_finding_of_a_shape_cites_the_passage_of_its_record(items: list[Item]) -> None:
    shapes = [one for one in items if one.kind is None]

    assert shapes
    assert all(one.report == "110114-2023" for one in shapes)


def test_a_table_has_one_finding_a_row(items: list[Item]) -> None:
    rows = list(csv.DictReader(io.StringIO(findings.to_table(items, "csv").decode())))

    assert [row["id"] for row in rows] == [one.id for one in items]
    enrolment = next(row for row in rows if row["rule"] == "VG.SUM.003")
    assert (enrolment["reported"], enrolment["computed"]) == ("1200", "1203")
    assert enrolment["quote"] == "1200"
    assert enrolment["further_citations"].count("#char=") >= 2
    assert findings.to_table(items, "csv", bom=True).startswith(b"\xef\xbb\xbf")


def test_a_workbook_holds_numbers_as_numbers(items: list[Item]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(findings.to_table(items, "xlsx")))
    head, *rows = book.active.values

    column = head.index("reported")
    assert len(rows) == len(items)
    assert {row[column] for row in rows} >= {1200, 95.27}


def test_people_read_findings_by_report_with_their_passages(items: list[Item]) -> None:
    zh = [line.text for line in findings.to_lines(items, "zh")]
    en = [line.text for line in findings.to_lines(items, "en")]

    assert zh[0] == en[0] == "110114-2023"
    at = next(n for n, line in enumerate(zh) if "VG.SUM.003" in line)
    assert zh[at].startswith("[违规] VG.SUM.003 北京市昌平区2021年招生数写作 1200 人")
    assert zh[at + 1] == "    §1.1.1 表 1-1 招生规模 › 总人数 × 2021年 「1200」"
    assert en[at].startswith("[Violation] VG.SUM.003")
    assert len(zh) == len(en)
    assert findings.to_lines([], "en")[-1].text == "0 violations, 0 warnings, 0 notes"


def test_what_follows_from_a_root_stands_under_it(items: list[Item]) -> None:
    root, other, first = of(items, "VG.SUM.003"), of(items, "VG.DUP.001"), of(items, "VG.SHR.001")
    follows = replace(other, root=root.id, repairs=(("改为 1203", "make it 1203"),))

    shown = findings.arranged([root, first, follows])
    lines = [line.text for line in findings.to_lines([root, first, follows], "en")]

    assert [one.rule for one in shown] == ["VG.SUM.003", "VG.DUP.001", "VG.SHR.001"]
    assert any(line.startswith("    [Violation] VG.DUP.001") for line in lines)
    assert "        → make it 1203" in lines


def test_the_shacl_report_holds_shapes_and_figures(
    results: list[Result], figures: list[Finding], changping: Dataset, tmp_path: Path
) -> None:
    written = findings.to_turtle(results, figures, {figures[0].id: "查过"})
    triples = parsed(written, tmp_path)
    found = {t.subject for t in triples if t.object == NamedNode(VET + "Finding")}
    listed = [t.object for t in triples if t.predicate == NamedNode(SH + "result")]
    reasons = [t for t in triples if t.predicate == NamedNode(VET + "acknowledgedBecause")]

    assert len(listed) == len(set(listed)) == len(results) + len(figures)
    assert len(found) == len(figures)
    assert len(reasons) == 1
    shapes = checking.load_shapes([ontology_dir() / "shapes" / "findings.ttl"])
    assert checking.validate([*changping.quads(), *(Quad(*t) for t in triples)], shapes) == []


def test_a_report_without_findings_conforms(tmp_path: Path) -> None:
    triples = parsed(findings.to_turtle([], [], {}), tmp_path)
    (conforms,) = (t.object for t in triples if t.predicate == NamedNode(SH + "conforms"))

    assert getattr(conforms, "value", "") == "true"
