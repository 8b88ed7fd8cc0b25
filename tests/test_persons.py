"""Persons are recognised, stay in the text, and enter neither graph nor exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph import errors, pipeline, rdf
from vetgraph.coverage import coverage
from vetgraph.export import write_facts, write_graph, write_network
from vetgraph.extraction import extract
from vetgraph.extraction.persons import around, persons
from vetgraph.reading import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from vetgraph.pipeline import Built

NAMED = ("黄圆圆", "张婕", "王贝雅")
NAMED_AFTER = {"曹继桐烘焙大师班": "OrderClass", "付冬梅志愿服务队": "Organisation"}


def test_the_persons_of_the_report_are_recognised_and_counted(changping_built: Built) -> None:
    tokens = [t for t in coverage(changping_built).tokens if t.reason == "person"]

    assert [t.text for t in tokens] == list(NAMED)
    assert {t.state for t in tokens} == {"not_modelled"}
    assert {t.statements for t in tokens} == {()}


def test_no_literal_and_no_name_of_the_graph_holds_a_person(changping_built: Built) -> None:
    said = [
        str(getattr(term, "value", ""))
        for q in changping_built.quads
        for term in (q.subject, q.predicate, q.object, q.graph_name)
    ]

    assert [text for text in said for name in NAMED if name in text] == []


def test_no_export_holds_a_person(changping_built: Built) -> None:
    dataset = pipeline.in_memory([changping_built])
    exported = [
        *(write_facts(dataset, form) for form in ("jsonl", "csv", "tsv")),
        *(write_graph(dataset, form) for form in ("nq", "ttl", "trig")),
        write_network(dataset, "graphml"),
    ]

    assert all(name.encode() not in data for data in exported for name in NAMED)


def test_what_is_named_after_a_person_stays(changping_built: Built) -> None:
    kinds = {t.name: t.kind for t in changping_built.extraction.things}
    labels = {q.object.value for q in changping_built.quads if isinstance(q.object, rdf.Literal)}

    assert NAMED_AFTER.items() <= kinds.items()
    assert set(NAMED_AFTER) <= labels


def test_a_reviewed_row_cannot_bring_a_person_in(tmp_path: Path) -> None:
    text = "某区质量报告（2023）\n1. 概况\n王小明同学获技能大赛一等奖。\n"
    row = "recipient,honour,quote\n王小明,一等奖,王小明同学获技能大赛一等奖\n"
    (tmp_path / "achievement.csv").write_text(row, "utf-8")
    with pytest.raises(errors.SheetError) as caught:
        extract(read_text(text), "某区", 2022, tmp_path)

    (problem,) = caught.value.problems
    assert (problem.zh, problem.en) == (
        "“王小明”是个人姓名，不入图谱",
        "“王小明” is a person: not put into the graph",
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("聘请张婕教研员、李明老师授课。", ["张婕", "李明"]),
        ("毕业生王贝雅，在校期间多次获奖。", ["王贝雅"]),
        ("付冬梅志愿服务队与曹继桐烘焙大师班", []),
        ("同学们和老师们参加了活动。", []),
    ],
)
def test_persons_are_told_by_what_stands_beside_them(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in persons(text)] == names


def test_what_surrounds_a_passage_stops_at_a_person() -> None:
    text = "聘请进修学校教研室张婕教研员，开展主题班会培训，李明老师点评。"
    start, end = text.index("开展"), text.index("，李明")

    assert around(text, start, end) == ("教研员，", "，")
    assert around(text, start, end, 2) == ("员，", "，")
