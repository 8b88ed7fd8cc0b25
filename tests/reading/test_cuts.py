"""Paragraphs of senseless length are cut, and every character keeps its place."""

from __future__ import annotations

from vetgraph.reading import read_text
from vetgraph.reading.cuts import LONGEST

HEAD = "1. 概况\n"


def test_a_long_paragraph_is_cut_behind_a_sentence() -> None:
    sentence = "2022 年，招生人数 1061 人。"
    text = HEAD + sentence * 400

    paragraphs = read_text(text).paragraphs

    assert len(paragraphs) > 1
    assert all(len(p.text) <= LONGEST and p.text.endswith("人。") for p in paragraphs)
    assert "".join(p.text for p in paragraphs) == sentence.replace(" ", "") * 400


def test_every_part_keeps_the_places_of_its_text() -> None:
    text = HEAD + "甲 乙" * 4 * LONGEST

    for paragraph in read_text(text).paragraphs:
        for at in (0, 1, len(paragraph.text) // 2, len(paragraph.text) - 1):
            span = paragraph.span(at, at + 1)
            assert text[span.start : span.end] == paragraph.text[at]


def test_paragraphs_that_people_write_stay_whole() -> None:
    text = HEAD + "甲" * LONGEST

    assert len(read_text(text).paragraphs) == 1
