"""Candidates written as SSSOM TSV and reviewed tables read back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from vetgraph import errors, rdf, resources
from vetgraph.linking import reviewed, sssom
from vetgraph.linking.candidates import CLOSE, EXACT, RELATED, compare
from vetgraph.linking.records import Record

if TYPE_CHECKING:
    from pathlib import Path

ID = "https://w3id.org/vetgraph/id/"
BASE = "https://example.org/register/"
MANUAL = sssom.SEMAPV + "ManualMappingCuration"
GRAPH = "https://w3id.org/vetgraph/id/graph/links/sample-register"
HEAD = sssom.MappingSet(
    id="https://example.org/mappings",
    license="https://creativecommons.org/publicdomain/zero/1.0/",
    prefixes={"vgid": ID, "register": BASE},
    title="样例",
    version="2",
    tool_version="0.1.0",
)
HEADER = (
    "#curie_map:\n#  x: https://example.org/x/\n"
    "#license: https://creativecommons.org/publicdomain/zero/1.0/\n"
    "#mapping_set_id: https://example.org/mappings\n"
)
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tauthor_label\tconfidence\n"


@pytest.fixture
def sample() -> Path:
    folder = resources.data_dir() / "samples" / "enterprise-register"
    return folder / "reviewed.sssom.tsv"


def proposal() -> sssom.Row:
    ours = Record(ID + "enterprise/联想教育科技(北京)有限公司", "联想教育科技（北京）有限公司")
    theirs = Record(BASE + "SAMPLE-0001", "联想教育科技(北京)有限公司")
    candidate = compare(ours, theirs)
    assert candidate is not None
    return sssom.rows_of([candidate])[0]


def table(folder: Path, *rows: str, head: str = HEADER, columns: str = COLUMNS) -> Path:
    path = folder / "t.sssom.tsv"
    path.write_text(head + columns + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def problems(path: Path) -> list[tuple[int | None, str]]:
    with pytest.raises(errors.SheetError) as raised:
        reviewed.read(path)
    assert all(problem.zh and problem.file == str(path) for problem in raised.value.problems)
    return [(problem.line, problem.en) for problem in raised.value.problems]


def test_a_proposal_is_written_with_its_evidence() -> None:
    lines = sssom.write(HEAD, [proposal()]).splitlines()
    assert lines[:5] == [
        "#curie_map:",
        "#  register: https://example.org/register/",
        "#  semapv: https://w3id.org/semapv/vocab/",
        "#  skos: http://www.w3.org/2004/02/skos/core#",
        "#  vgid: https://w3id.org/vetgraph/id/",
    ]
    assert lines[5:11] == [
        "#license: https://creativecommons.org/publicdomain/zero/1.0/",
        "#mapping_set_id: https://example.org/mappings",
        "#mapping_set_title: 样例",
        "#mapping_set_version: '2'",
        "#mapping_tool: vetgraph",
        "#mapping_tool_version: 0.1.0",
    ]
    row = dict(zip(lines[11].split("\t"), lines[12].split("\t"), strict=True))
    assert row["subject_label"] == "联想教育科技（北京）有限公司"
    assert row["predicate_id"] == "skos:exactMatch"
    assert row["object_id"] == "register:SAMPLE-0001"
    assert row["mapping_justification"] == "semapv:LexicalMatching"
    assert row["confidence"] == "1.0"
    assert row["match_string"] == "联想教育科技"
    assert row["comment"] == (
        "法定名称相同：名称 1.0，核心名称 1.0，地区 1.0，组织形式 1.0，类别 不详 / "
        "same legal name: name 1.0, core name 1.0, region 1.0, legal form 1.0, kind unknown"
    )


def test_an_alias_that_matched_is_named_in_the_comment() -> None:
    school = Record(ID + "school/北京市昌平职业学校", "北京市昌平职业学校", ("昌职",))
    candidate = compare(school, Record(BASE + "1", "昌职"))
    assert candidate is not None
    assert sssom.explanation(candidate).startswith("核心名称相同 (昌职 = 昌职)：")


def test_chinese_in_our_identifiers_is_written_as_uri_and_read_back_as_iri(tmp_path: Path) -> None:
    text = sssom.write(HEAD, [proposal()])
    assert "vgid:enterprise/%E8%81%94" in text
    path = tmp_path / "t.sssom.tsv"
    path.write_text(text, encoding="utf-8")
    head, (row,) = reviewed.read(path)
    assert head == HEAD
    assert row.subject == ID + "enterprise/联想教育科技(北京)有限公司"
    assert replace(row, line=0) == proposal()


@pytest.mark.parametrize(
    "iri", [ID + "school/昌平 %20/%2F%25", ID + "school/a%C3b", "http://e.org/é#中"]
)
def test_uri_form_is_undone_exactly(iri: str) -> None:
    assert sssom.uri(iri).isascii()
    assert sssom.iri(sssom.uri(iri)) == iri


def test_an_iri_without_prefix_is_refused() -> None:
    with pytest.raises(errors.ParameterError, match="no prefix covers"):
        sssom.write(HEAD, [replace(proposal(), object="http://other.org/1")])


def test_every_namespace_of_a_dataset_gets_a_prefix() -> None:
    iris = ["https://e.org/b/1", "https://e.org/a#1", "https://e.org/b/2", "urn:x:1"]
    assert sssom.namespaces(iris, "firm") == {
        "firm": "https://e.org/a#",
        "firm2": "https://e.org/b/",
        "firm3": "urn:x:",
    }


def test_tabs_and_line_ends_in_a_cell_cannot_break_the_table(tmp_path: Path) -> None:
    row = replace(proposal(), cells={"object_label": '甲\t"乙"\n丙'})
    path = tmp_path / "t.sssom.tsv"
    path.write_text(sssom.write(HEAD, [row]), encoding="utf-8")
    assert reviewed.read(path)[1][0].cells["object_label"] == '甲 "乙" 丙'


def test_the_sample_is_as_the_tool_writes_it(sample: Path) -> None:
    head, rows = reviewed.read(sample)
    assert sssom.write(head, rows) == sample.read_text(encoding="utf-8")


def test_only_reviewed_identities_of_the_sample_become_links(sample: Path) -> None:
    quads = reviewed.reviewed_links(sample, "sample-register")
    links = [(q.predicate.value, getattr(q.object, "value", "")[-4:]) for q in quads]
    assert sorted(links, key=lambda link: link[1]) == [
        (EXACT, "0001"),
        (EXACT, "0003"),
        (CLOSE, "0006"),
        (CLOSE, "0007"),
        (EXACT, "0009"),
        (EXACT, "0013"),
        (EXACT, "0019"),
    ]
    assert {q.graph_name for q in quads} == {rdf.NamedNode(GRAPH)}
    assert quads == rdf.sorted_quads(quads)


def test_a_brand_reviewed_as_related_is_no_link(sample: Path) -> None:
    rows = reviewed.read(sample)[1]
    related = [row for row in rows if row.predicate == RELATED]
    assert [row.justification for row in related] == [MANUAL]
    assert reviewed.link_quads(related, "x") == []


def test_what_was_decided_is_not_asked_again(sample: Path) -> None:
    rows = reviewed.read(sample)[1]
    assert [row.object[-4:] for row in reviewed.undecided(rows, rows)] == ["0015"]
    assert reviewed.undecided(rows, []) == rows


def test_evidence_goes_with_a_link_and_the_reviewer_does_not(sample: Path) -> None:
    rows = reviewed.read(sample)[1]
    text = rdf.n_quads(reviewed.evidence_quads(rows, "sample-register")).decode("utf-8")
    assert text.count("<https://w3id.org/sssom/Mapping>") == 7
    assert "ManualMappingCuration" in text
    assert "核心名称相同" in text
    assert "审核者" not in text


def test_a_review_by_another_person_counts_like_a_curation(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "x:1\tskos:closeMatch\tx:2\tsemapv:MappingReview\t\t\t某某",
        columns=COLUMNS.replace("\n", "\treviewer_label\n"),
    )
    assert len(reviewed.reviewed_links(path, "x")) == 1


def test_missing_cells_at_the_end_of_a_row_and_blank_rows_do_no_harm(tmp_path: Path) -> None:
    path = table(
        tmp_path, "x:1\tskos:closeMatch\tx:2\tsemapv:MappingReview\t某某", "", "\t\t\t\t\t"
    )
    assert len(reviewed.read(path)[1]) == 1


def test_broken_rows_are_reported_together_with_their_lines(tmp_path: Path) -> None:
    good = "x:1\tskos:exactMatch\tx:2\tsemapv:ManualMappingCuration\t某某\t0.9"
    path = table(
        tmp_path,
        good,
        "x:1\tskos:exactMatch\t\tsemapv:LexicalMatching\t\t0.9",
        "y:1\tskos:exactMatch\tx:2\tsemapv:LexicalMatching\t\t0.9",
        "x:1\tskos:exactMatch\tx:2\tsemapv:Guessing\t\t0.9",
        "x:1\tskos:exactMatch\tx:2\tsemapv:ManualMappingCuration\t\t0.9",
        "x:1\towl:sameAs\tx:2\tsemapv:ManualMappingCuration\t某某\t0.9",
        "x:1\tskos:exactMatch\tx:2\tsemapv:LexicalMatching\t\t90%",
        good + "\t多出一格",
        good,
    )
    assert problems(path) == [
        (7, "object_id is empty"),
        (8, "subject_id is no CURIE with a declared prefix: y:1"),
        (9, "SSSOM has no such justification: semapv:Guessing"),
        (
            10,
            "a reviewed row says who reviewed it "
            "(one of author_id, author_label, reviewer_id, reviewer_label)",
        ),
        (
            11,
            "a reviewed row cannot use owl:sameAs: use skos:exactMatch or skos:closeMatch",
        ),
        (12, "confidence not in 0 to 1: 90%"),
        (13, "7 cells under a heading of 6 columns"),
    ]


def test_a_pair_cannot_be_accepted_and_rejected(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "x:1\tskos:exactMatch\tx:2\tsemapv:ManualMappingCuration\t甲\t\t",
        "x:1\tskos:exactMatch\tx:2\tsemapv:ManualMappingCuration\t乙\t\tNot",
        "x:1\tskos:exactMatch\tx:3\tsemapv:ManualMappingCuration\t乙\t\tnot",
        columns=COLUMNS.replace("\n", "\tpredicate_modifier\n"),
    )
    assert problems(path) == [
        (7, "contradicts the review in line 6"),
        (8, "predicate_modifier is either empty or Not"),
    ]


def test_an_identifier_with_a_blank_is_no_curie(tmp_path: Path) -> None:
    path = table(tmp_path, "x:1 2\tskos:exactMatch\tx:2\tsemapv:LexicalMatching")
    assert problems(path) == [(6, "subject_id is no CURIE with a declared prefix: x:1 2")]


def test_an_open_quotation_mark_is_not_taken_for_the_rest_of_the_table(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "x:1\tskos:exactMatch\tx:2\tsemapv:LexicalMatching",
        '"x:1\tskos:exactMatch\tx:2\tsemapv:LexicalMatching',
        "x:1\tskos:exactMatch\tx:3\tsemapv:LexicalMatching",
    )
    assert problems(path) == [(7, "unbalanced quotation marks or a cell too long")]


def test_whole_iris_are_understood(tmp_path: Path) -> None:
    path = table(
        tmp_path, "https://e.org/1\tskos:exactMatch\thttps://e.org/2\tsemapv:LexicalMatching"
    )
    assert reviewed.read(path)[1][0].object == "https://e.org/2"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", [(1, "the head lacks mapping_set_id"), (1, "the head lacks license")]),
        (
            HEADER.replace("#  x: https://example.org/x/", "#  - x"),
            [(1, "each line of curie_map is prefix: IRI")],
        ),
        (
            HEADER.replace("https://example.org/x/", "example x"),
            [(1, "each line of curie_map is prefix: IRI")],
        ),
        (
            HEADER.replace("#  x: https", "#  skos: https"),
            [(1, "the prefix skos can only mean http://www.w3.org/2004/02/skos/core#")],
        ),
    ],
)
def test_a_faulty_head_is_reported(
    tmp_path: Path, head: str, expected: list[tuple[int, str]]
) -> None:
    assert problems(table(tmp_path, head=head)) == expected


def test_a_head_that_is_not_yaml_is_reported_with_its_line(tmp_path: Path) -> None:
    path = table(tmp_path, head=HEADER + "#title: [a\n")
    assert [line for line, _ in problems(path)] == [5]


def test_missing_columns_are_named(tmp_path: Path) -> None:
    path = table(tmp_path, "x:1\tx:2", columns="subject_id\tobject_id\n")
    assert problems(path) == [
        (5, "the column predicate_id is missing"),
        (5, "the column mapping_justification is missing"),
    ]


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "t.sssom.tsv"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(errors.InputError) as raised:
        reviewed.read(path)
    assert raised.value.file == str(path)


@pytest.mark.parametrize("name", ["", "A", "a b", "a/b", "../a", "昌平"])
def test_a_graph_name_is_plain(name: str) -> None:
    with pytest.raises(errors.ParameterError):
        reviewed.links_graph(name)
