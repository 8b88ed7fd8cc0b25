"""Statements as JSON lines: the contract's fields, in reading order, every quote in its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from vetgraph import errors, export, rdf, store
from vetgraph.export import facts

if TYPE_CHECKING:
    from vetgraph.export.facts import Record
    from vetgraph.store import Dataset

KEYS = [
    "id", "type", "about", "about_id", "indicator", "indicator_id", "breakdown", "measure_kind",
    "value", "value_text", "low", "high", "unit", "period", "base_period", "status", "rationale",
    "roles", "citations",
]  # fmt: skip
CITATION_KEYS = ["report", "section", "start", "end", "quote", "table", "row", "column", "page"]
THING = "https://w3id.org/vetgraph/id/"


def numbered(records: list[Record], number: int) -> Record:
    (found,) = [r for r in records if r["id"].endswith(f"/statement/{number:016x}")]
    return found


def test_every_line_is_an_object_with_all_keys_of_the_contract(small: Dataset) -> None:
    lines = export.write_facts(small, "jsonl").decode().splitlines()

    assert len(lines) == 13
    for line in lines:
        record = json.loads(line)
        assert list(record) == KEYS
        for citation in record["citations"]:
            assert list(citation) == CITATION_KEYS


def test_an_observation_has_its_figure_as_printed_and_as_an_interval(
    small_records: list[Record],
) -> None:
    record = numbered(small_records, 0xB1)

    assert record["type"] == "Observation"
    assert record["about"] == "示例县职业学校"
    assert record["about_id"] == THING + "school/示例县职业学校"
    assert record["indicator"] == "占地面积"
    assert record["indicator_id"] == "https://w3id.org/vetgraph/code/indicator/land-area"
    assert (record["value"], record["low"], record["high"]) == ("168747", "168746.5", "168747.5")
    assert (record["value_text"], record["unit"]) == ("168747", "平方米")
    assert (record["measure_kind"], record["period"], record["base_period"]) == (
        "level", "2022", None,
    )  # fmt: skip
    assert record["roles"] == {}


def test_a_breakdown_is_told_by_its_label(small_records: list[Record]) -> None:
    record = numbered(small_records, 0xB2)

    assert record["breakdown"] == ["全日制职高"]
    assert (record["low"], record["high"]) == ("12000", None)


def test_a_growth_rate_keeps_its_sign_and_its_base_period(small_records: list[Record]) -> None:
    record = numbered(small_records, 0xB3)

    assert (record["value"], record["value_text"]) == ("-11.58", "-11.58%")
    assert (record["measure_kind"], record["base_period"]) == ("growth-rate", "2021")


def test_a_cell_without_a_number_has_no_value_but_its_place(small_records: list[Record]) -> None:
    record = numbered(small_records, 0xB4)

    assert (record["value"], record["low"], record["value_text"]) == (None, None, "——")
    (citation,) = record["citations"]
    assert (citation["table"], citation["row"], citation["column"]) == ("1-1", "总人数", "2022年")


def test_other_kinds_fill_roles_with_things_codes_and_words(small_records: list[Record]) -> None:
    record = numbered(small_records, 8)

    assert (record["type"], record["about"], record["value"]) == ("Achievement", None, None)
    assert record["roles"] == {
        "awardLevel": [
            {"id": "https://w3id.org/vetgraph/code/award-level/first", "label": "一等奖"}
        ],
        "competition": [{"id": THING + "competition/县技能比赛", "label": "县技能比赛"}],
        "honour": [{"id": None, "label": "一等奖"}],
        "recipient": [{"id": THING + "school/示例县职业学校", "label": "示例县职业学校"}],
    }


def test_an_inferred_statement_gives_its_reason_and_all_its_evidence(
    small_records: list[Record],
) -> None:
    record = numbered(small_records, 5)

    assert (record["status"], record["rationale"]) == ("inferred", "同一句给出专业")
    assert [c["start"] for c in record["citations"]] == [97, 149]


def test_a_statement_without_a_year_has_no_period(small_records: list[Record]) -> None:
    assert numbered(small_records, 6)["period"] is None


def test_every_quote_stands_in_the_text_where_the_record_says(
    small_records: list[Record], texts: dict[str, str]
) -> None:
    cited = [c for record in small_records for c in record["citations"]]

    assert len(cited) == 14
    assert [c for c in cited if texts[c["report"]][c["start"] : c["end"]] != c["quote"]] == []


def test_records_come_in_reading_order(small_records: list[Record]) -> None:
    places = [(r["citations"][0]["report"], r["citations"][0]["start"]) for r in small_records]

    assert places == sorted(places)
    assert places[-1][0] == "999902-2022"


def test_the_order_in_which_quads_were_loaded_does_not_show(small: Dataset) -> None:
    again = store.memory(sorted(small.quads(), key=str, reverse=True))

    assert export.write_facts(again, "jsonl") == export.write_facts(small, "jsonl")


def test_one_report_alone_can_be_asked_for(small: Dataset) -> None:
    (record,) = facts.records(small, "999902-2022")

    assert record["roles"]["school"][0]["label"] == "另县职业学校"


def test_an_unknown_report_is_told_with_those_there_are(small: Dataset) -> None:
    with pytest.raises(errors.NotFoundError) as caught:
        export.write_facts(small, "jsonl", "999903-2023")

    assert "999901-2023" in caught.value.zh
    assert "999902-2022" in caught.value.en


def test_an_unknown_format_is_told_with_those_there_are(small: Dataset) -> None:
    with pytest.raises(errors.UsageError, match="unknown format docx; there are: jsonl, csv"):
        export.write_facts(small, "docx")


def test_a_thing_without_a_label_is_shown_by_its_name() -> None:
    report, statement = rdf.NamedNode(THING + "report/1-2023"), rdf.NamedNode(THING + "s/1")
    vet = rdf.Namespace(rdf.PREFIXES["vet"])
    a = rdf.NamedNode(rdf.PREFIXES["rdf"] + "type")
    bare = store.memory(
        [
            rdf.Quad(report, a, vet.Report, report),
            rdf.Quad(statement, a, vet.Offering, report),
            rdf.Quad(statement, vet.statedIn, report, report),
            rdf.Quad(statement, vet.major, rdf.NamedNode(THING + "major/烹饪"), report),
        ]
    )

    (record,) = facts.records(bare)

    assert record["roles"]["major"] == [{"id": THING + "major/烹饪", "label": "烹饪"}]
    assert record["citations"] == []


def test_a_line_separator_inside_a_text_does_not_break_the_line(
    small_records: list[Record],
) -> None:
    record = numbered(small_records, 8)
    record = record | {"rationale": "甲\u2028乙\x85丙"}

    data = facts.json_lines([record]).decode()

    assert len(data.splitlines()) == 1
    assert json.loads(data)["rationale"] == "甲\u2028乙\x85丙"
