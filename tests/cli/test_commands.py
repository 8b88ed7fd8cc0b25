"""What the commands answer, in which format and with which exit code."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from vetgraph import pipeline, rdf, remote, store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Run = Callable[..., Any]


def test_a_question_is_answered_as_tsv_in_a_pipe(vetgraph: Run, built_store: Path) -> None:
    ran = vetgraph("query", "enterprise-majors", "--store", built_store)
    head, *rows = ran.out.splitlines()

    assert ran.code == 0
    assert ran.errors == []
    assert head.split("\t")[:2] == ["enterprise", "school"]
    assert len(rows) > 5
    assert all(len(row.split("\t")) == len(head.split("\t")) for row in rows)


def test_each_row_is_cited_on_request(vetgraph: Run, built_store: Path) -> None:
    ran = vetgraph("query", "enterprise-majors", "--cite", "--top", 3, "--store", built_store)
    head, *rows = (line.split("\t") for line in ran.out.splitlines())
    text = store.open_store(built_store).text("110114-2023")

    assert len(rows) == 3
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        start, end, quote = (cells[name].split(" | ")[0] for name in ("start", "end", "quote"))
        assert " ".join(text[int(start) : int(end)].split()) == " ".join(quote.split())


@pytest.mark.parametrize("target", ["table", "tsv", "csv", "json", "xlsx"])
def test_every_format_of_a_table_is_written(
    vetgraph: Run, built_store: Path, tmp_path: Path, target: str
) -> None:
    file = tmp_path / f"answer.{target}"
    ran = vetgraph("query", "cases", "-f", target, "-o", file, "--store", built_store)

    assert (ran.code, ran.out, ran.errors) == (0, "", [])
    data = file.read_bytes()
    assert data
    if target == "json":
        assert json.loads(data)[0]
    if target == "xlsx":
        assert data.startswith(b"PK")


def test_without_a_name_the_questions_are_listed(vetgraph: Run) -> None:
    chinese, english = vetgraph("query"), vetgraph("query", "--lang", "en")

    assert chinese.code == english.code == 0
    assert "enterprise-majors\n    哪些企业" in chinese.out
    assert "-p major=…  （可省）" in chinese.out
    assert "-p major=…  (optional)" in english.out
    assert re.search("enterprise-majors\n    [A-Z]", english.out)


def test_nothing_found_is_exit_code_4(vetgraph: Run, built_store: Path) -> None:
    ran = vetgraph("sparql", "-e", "SELECT ?s ?o { ?s vet:nothing ?o }", "--store", built_store)

    assert (ran.code, ran.out, ran.error) == (4, "s\to\n", "没有结果")


def test_sparql_is_read_from_text_file_and_standard_input(
    vetgraph: Run, process: Run, built_store: Path, tmp_path: Path
) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?s a vet:School }"
    file = tmp_path / "schools.rq"
    file.write_text(text)
    at = ("--store", built_store)

    from_text = vetgraph("sparql", "-e", text, *at).out
    assert re.fullmatch(r"n\n[1-9]\d*\n", from_text)
    assert vetgraph("sparql", file, *at).out == from_text
    assert vetgraph("sparql", file, "--timeout", 0, *at).out == from_text
    assert process("sparql", "-", *at, input=text.encode()).stdout.decode() == from_text


def test_ask_and_construct_have_their_own_forms(vetgraph: Run, built_store: Path) -> None:
    at = ("--store", built_store)
    yes = vetgraph("sparql", "-e", "ASK { ?s a vet:School }", *at)
    no = vetgraph("sparql", "-e", "ASK { ?s a vet:Spaceship }", *at)
    turtle = vetgraph("sparql", "-e", "CONSTRUCT WHERE { ?s a vet:Report }", *at)
    none = vetgraph("sparql", "-e", "CONSTRUCT WHERE { ?s a vet:Spaceship }", *at)

    assert (yes.code, yes.out, no.code, no.out) == (0, "true\n", 0, "false\n")
    assert "a vet:Report" in turtle.out
    assert none.code == 4


def test_a_query_past_its_time_limit_ends_with_exit_code_5(
    vetgraph: Run, built_store: Path
) -> None:
    lethal = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    ran = vetgraph("sparql", "-e", lethal, "--timeout", 0.5, "--store", built_store)

    assert (ran.code, ran.out) == (5, "")
    assert "超过 0.5 秒" in ran.error


@pytest.mark.parametrize(
    ("sparql", "verb"),
    [
        ("PREFIX ask: <http://x/> SELECT * { ?s ask:x 'CONSTRUCT' }", "select"),
        ("# SELECT\nASK { ?s ?p ?o }", "ask"),
        ("construct where { ?s ?p ?o }", "construct"),
        ("DESCRIBE <http://example.org/select>", "construct"),
    ],
)
def test_an_endpoint_is_asked_by_the_verb_of_the_query(
    vetgraph: Run, monkeypatch: pytest.MonkeyPatch, sparql: str, verb: str
) -> None:
    name = rdf.NamedNode("http://example.org/x")
    answers = {
        "select": store.Solutions(("x",), [(name,)]),
        "ask": True,
        "construct": [rdf.Triple(name, name, name)],
    }
    asked: list[tuple[str, str, float]] = []

    def answering(form: str) -> Callable[[remote.Endpoint, str], object]:
        def answer(endpoint: remote.Endpoint, text: str) -> object:
            asked.append((form, text, endpoint.timeout))
            return answers[form]

        return answer

    for form in answers:
        monkeypatch.setattr(remote.Endpoint, form, answering(form))
    ran = vetgraph("sparql", "-e", sparql, "--endpoint", "http://127.0.0.1:9/", "--timeout", 7)

    assert ran.code == 0
    assert asked == [(verb, sparql, 7.0)]


def test_a_thing_is_shown_by_name_alias_and_iri(vetgraph: Run, built_store: Path) -> None:
    at = ("--store", built_store)
    by_name = vetgraph("show", "北京市昌平职业学校", *at)
    iri = "https://w3id.org/vetgraph/id/school/北京市昌平职业学校"

    assert by_name.code == 0
    assert len(by_name.out.splitlines()) > 20
    assert vetgraph("show", "昌职", *at).out == by_name.out
    assert vetgraph("show", iri, *at).out == by_name.out


def test_an_unknown_thing_is_exit_code_4_with_near_names(vetgraph: Run, built_store: Path) -> None:
    ran = vetgraph("show", "北京市昌平职业学小", "--store", built_store)

    assert ran.code == 4
    assert "北京市昌平职业学校" in ran.error


def test_a_statement_is_cited(vetgraph: Run, built_store: Path) -> None:
    found = store.open_store(built_store).select("SELECT ?s { ?s a vet:Partnership } LIMIT 1")
    statement = found.rows[0][0]
    assert isinstance(statement, rdf.NamedNode)
    ran = vetgraph("cite", statement.value, "--store", built_store)

    assert ran.code == 0
    assert ran.out.splitlines()[0].split("\t")[0] == "report"
    assert vetgraph("cite", f"{statement.value}0", "--store", built_store).code == 4


def test_verification_counts_and_finds_a_changed_text(vetgraph: Run, small_store: Path) -> None:
    at = ("--store", small_store)
    assert re.fullmatch(r"比对引文 \d+ 处，不符 0 处\n", vetgraph("cite", "--verify", *at).out)
    text = next(iter((small_store / "texts").iterdir()))
    text.write_text(text.read_text("utf-8").replace("京东", "东京"), "utf-8")
    ran = vetgraph("cite", "--verify", *at)

    assert ran.code == 3
    assert "东京" in ran.out
    assert re.search(r"不符 [1-9]\d* 处\n\Z", ran.out)


EXPORTS = [
    *(("facts", f) for f in ("jsonl", "csv", "tsv", "xlsx")),
    *(("graph", f) for f in ("ttl", "nt", "nq", "trig", "jsonld", "rdfxml")),
    *(("network", f) for f in ("graphml", "gexf", "cytoscape", "d3", "dot", "svg")),
]


@pytest.mark.parametrize(("what", "target"), EXPORTS)
def test_every_export_is_written(
    vetgraph: Run, small_store: Path, tmp_path: Path, what: str, target: str
) -> None:
    file = tmp_path / "export"
    ran = vetgraph("export", what, "-f", target, "-o", file, "--store", small_store)

    assert (ran.code, ran.out, ran.errors) == (0, "", [])
    assert file.stat().st_size > 40


def test_an_unknown_report_is_exit_code_4(vetgraph: Run, small_store: Path) -> None:
    ran = vetgraph("export", "facts", "-f", "csv", "--report", "x-1", "--store", small_store)

    assert ran.code == 4
    assert "x-1" in ran.error


def test_build_writes_a_store_and_then_finds_nothing_to_do(
    vetgraph: Run, report_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "store"
    first = vetgraph("build", report_folder, "--store", folder)
    second = vetgraph("build", report_folder, "--store", folder)

    assert first.code == second.code == 0
    assert first.errors[0].startswith("110114-2024：2 条陈述，")
    assert first.errors[1].startswith("110114-2024  数字 ")
    assert first.errors[2].startswith("110114-2024  名称 ")
    assert first.errors[3].startswith("SHACL：违规 0，")
    assert first.errors[4] == f"已写入 {folder}"
    assert second.errors[4] == f"{folder} 没有变化"


def test_build_and_the_questions_share_the_store_of_the_user(
    vetgraph: Run, report_folder: Path, own_home: Path
) -> None:
    assert vetgraph("build", report_folder).code == 0

    assert (own_home / "data" / "vetgraph" / "store" / "manifest.json").is_file()
    assert "110114-2024" in vetgraph("show", "京东物流").out


def test_a_store_may_be_named_by_the_environment(
    vetgraph: Run, small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VETGRAPH_STORE", str(small_store))

    assert "110114-2024" in vetgraph("show", "京东物流").out


def test_check_tells_severity_and_sets_the_exit_code(vetgraph: Run, small_store: Path) -> None:
    at = ("--store", small_store)
    human = vetgraph("check", *at)
    warned = vetgraph("check", "--fail-on", "warning", *at)
    report = json.loads(vetgraph("check", "-f", "json", *at).out)

    assert human.code == 0
    assert "[警告]" in human.out
    assert warned.code == 3
    assert report["summary"]["violation"] == 0
    assert sum(report["summary"].values()) == len(report["findings"])
    assert "sh:ValidationReport" in vetgraph("check", "-f", "turtle", *at).out


def test_a_report_with_violations_is_not_stored_unless_forced(
    vetgraph: Run, report_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shapes = pipeline.findings

    def stricter(quads: Any) -> list[Any]:  # noqa: ANN401
        import dataclasses

        return [dataclasses.replace(r, severity="Violation") for r in shapes(quads)]

    monkeypatch.setattr(pipeline, "findings", stricter)
    folder = tmp_path / "store"
    refused = vetgraph("build", report_folder, "--store", folder)

    assert refused.code == 3
    assert "未入库" in refused.errors[-1]
    assert not folder.exists()
    assert vetgraph("build", report_folder, "--store", folder, "--force").code == 0
    assert store.exists(folder)


def test_problems_of_all_reports_are_told_together_and_the_old_store_stands(
    vetgraph: Run, report_folder: Path, small_store: Path, tmp_path: Path
) -> None:
    before = (small_store / "manifest.json").read_bytes()
    other = tmp_path / "110114-2025"
    shutil.copytree(report_folder, other)
    (report_folder / "report.txt").unlink()
    (other / "report.toml").write_text("")
    ran = vetgraph("build", report_folder, other, "--store", small_store)

    assert ran.code == 1
    assert len(ran.errors) == 2
    assert "report.txt" in ran.errors[0]
    assert "110114-2025" in ran.errors[1]
    assert (small_store / "manifest.json").read_bytes() == before
