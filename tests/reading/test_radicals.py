"""Radicals and compatibility forms that fonts hand out are read as the characters they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetgraph.reading import read
from vetgraph.reading.blocks import clean
from vetgraph.reading.radicals import unified

if TYPE_CHECKING:
    from pathlib import Path


def test_radicals_become_the_characters_that_they_show() -> None:
    assert unified("⾼中学⽣⼈数，⻓城⻋⻔⻚") == "高中学生人数，长城车门页"


def test_the_bar_and_the_double_dash_are_dashes() -> None:
    assert unified("中国―新加坡，⸺") == "中国—新加坡，——"


def test_powers_and_units_stay_as_printed() -> None:
    assert unified("50m²，12㎡，①") == "50m²，12㎡，①"
    assert clean("⼈  数") == "人 数"


def test_a_text_copied_from_a_pdf_gives_the_same_figures(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text("1. 规模\n\n2022年，招⽣⼈数1061⼈。\n", "utf-8")

    assert read(path).paragraphs[0].text == "2022年，招生人数1061人。"
