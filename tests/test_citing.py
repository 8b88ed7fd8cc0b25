"""Citations read back: every quotation is the stored text, to the character."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from vetgraph import citing, errors, pipeline, rdf, store

if TYPE_CHECKING:
    from pathlib import Path

    from vetgraph.pipeline import Built
    from vetgraph.store import Dataset


@pytest.fixture
def built(report_folder: Path) -> Built:
    return pipeline.build_report(report_folder)


def with_text(built: Built, text: str) -> Dataset:
    """The graph of a report beside a text that may be another."""
    return store.memory(built.quads, {built.meta.key: text})


def test_every_citation_of_the_bundled_report_is_its_text(changping: Dataset) -> None:
    assert citing.count(changping) > 500
    assert list(citing.faults(changping)) == []


def test_one_changed_character_in_a_quotation_is_found(built: Built) -> None:
    text = built.report.text
    at = text.index("订单")
    faults = [f.en for f in citing.faults(with_text(built, text[:at] + "定" + text[at + 1 :]))]

    assert faults[0] == "the text of report 110114-2024 does not have the recorded SHA-256"
    assert len(faults) == 2
    assert "定单" in faults[1]
    assert "订单" in faults[1]


def test_a_change_outside_all_quotations_is_found_by_the_hash(built: Built) -> None:
    text = built.report.text.replace("（2024）", "（2025）")

    assert [f.zh for f in citing.faults(with_text(built, text))] == [
        "报告 110114-2024 的文本与记录的 SHA-256 不符"
    ]


def test_a_quotation_that_was_moved_is_found(built: Built) -> None:
    places = r"characters \d+–\d+: quote “.+”, text “"
    faults = list(citing.faults(with_text(built, "〇" + built.report.text)))

    assert len(faults) == citing.count(with_text(built, "")) + 1
    assert all(re.search(places, fault.en) for fault in faults[1:])


def test_a_report_whose_text_is_missing_is_named(built: Built) -> None:
    with pytest.raises(errors.NotFoundError, match="110114-2024"):
        list(citing.faults(store.memory(built.quads)))


def test_the_passages_of_a_statement_have_place_and_quote(built: Built) -> None:
    dataset = with_text(built, built.report.text)
    found = dataset.select("SELECT ?s { ?s a vet:Partnership }").rows[0][0]
    assert isinstance(found, rdf.NamedNode)
    for spelling in (found.value, f"<{found.value}>"):
        passages = citing.passages(dataset, spelling)
        (row,) = passages.rows
        place = {
            n: "" if t is None else t.value for n, t in zip(passages.columns, row, strict=True)
        }

        assert place["report"] == "110114-2024"
        assert place["section"] == "1.1"
        start, end = int(place["start"]), int(place["end"])
        assert built.report.text[start:end] == place["quote"]
        assert place["quote"] == "北京市昌平职业学校与京东物流合作开展订单培养"


def test_an_unknown_statement_and_what_is_no_iri_are_told_apart(changping: Dataset) -> None:
    with pytest.raises(errors.NotFoundError):
        citing.passages(changping, "https://example.org/nothing")
    with pytest.raises(errors.ParameterError):
        citing.passages(changping, "not an IRI")
