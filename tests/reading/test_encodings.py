"""Encodings of Chinese text, and traditional characters read like simplified ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph import errors
from vetgraph.extraction import extract
from vetgraph.reading import read
from vetgraph.reading.encodings import decode
from vetgraph.reading.traditional import simplify

if TYPE_CHECKING:
    from pathlib import Path

SIMPLE = "2022年，全区中等职业学校招生人数1061人，比上一年减少139人。\n"
TRADITIONAL = "2022年，全區中等職業學校招生人數1061人，比上一年減少139人。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    assert decode(SIMPLE.encode(encoding)) == SIMPLE


def test_big5_is_not_read_as_noise() -> None:
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_become_line_feeds(newline: str) -> None:
    assert decode(SIMPLE.replace("\n", newline).encode()) == SIMPLE


def test_half_a_character_at_the_end_is_refused() -> None:
    with pytest.raises(errors.InputError):
        decode(SIMPLE.strip().encode("utf-16")[:-1])


def test_traditional_characters_are_simplified_one_for_one() -> None:
    assert simplify(TRADITIONAL) == SIMPLE
    assert len(simplify("乾隆年間，臺灣後面")) == len("乾隆年間，臺灣後面")


def test_a_simplified_text_keeps_its_rare_characters() -> None:
    text = SIMPLE + "校长王昇、李喆与臺湾某校交流。" * 1 + SIMPLE * 5

    assert simplify(text) == text


def test_a_traditional_report_gives_the_same_figures_and_keeps_its_print(tmp_path: Path) -> None:
    facts = {}
    texts = {
        "simple": "北京市昌平区中等职业教育质量年度报告\n\n" + SIMPLE,
        "traditional": "北京市昌平區中等職業教育質量年度報告\n\n" + TRADITIONAL,
    }
    for name, text in texts.items():
        path = tmp_path / f"{name}.txt"
        path.write_text(text, "utf-8")
        report = read(path)
        facts[name] = [f.values for f in extract(report, "北京市昌平区", 2022).facts]
    quoted = report.text[report.paragraphs[0].span(0, 20).start :][:20]

    assert facts["simple"]
    assert facts["traditional"] == facts["simple"]
    assert quoted == TRADITIONAL[:20]
