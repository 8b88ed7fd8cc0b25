"""Scans: what is asked for when the extra is missing, and rules drawn in a picture."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from tests.documents import hostile, make
from vetgraph import errors
from vetgraph.reading import read
from vetgraph.reading.images import recognised

if TYPE_CHECKING:
    from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
WHITE = 255
FIRST_LABEL = (215, 320, 600, 355)
"""Where 招生人数 is drawn: left, top, right, bottom in pixels, inside the rules of its cell."""
HAS_OCR = importlib.util.find_spec("rapidocr") is not None


@pytest.mark.skipif(HAS_OCR, reason="the extra ocr is installed")
def test_a_picture_asks_for_the_extra(tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(PNG)

    with pytest.raises(errors.InputError) as caught:
        read(path)

    assert 'pip install "vetgraph[ocr]"' in caught.value.zh
    assert 'pip install "vetgraph[ocr]"' in caught.value.en


@pytest.mark.skipif(HAS_OCR, reason="the extra ocr is installed")
def test_a_pdf_without_text_asks_for_the_extra(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(hostile.pdf(b"q Q"))

    with pytest.raises(errors.InputError, match="ocr"):
        read(path)


def test_words_that_are_mere_guesses_are_left_out() -> None:
    corners = [[(0.0, 10.0), (40.0, 10.0), (40.0, 30.0), (0.0, 30.0)]] * 3

    found = recognised(corners, ["招生", "？", " "], [0.99, 0.2, 0.9], 0.5)

    assert [(g.text, g.x1, g.top) for g in found] == [("招生", 20.0, 5.0)]


@pytest.mark.slow
@pytest.mark.skipif(not HAS_OCR, reason="needs the extra ocr")
def test_a_scanned_page_gives_text_and_its_ruled_table(tmp_path: Path) -> None:
    import pypdfium2

    rows = (("项目", "2021年", "2022年"), ("招生人数", "1200", "1061"), ("毕业生数", "812", "589"))
    (tmp_path / "r.pdf").write_bytes(make.pdf_bytes([make.Part("表 1 规模"), make.Part(rows=rows)]))
    page = pypdfium2.PdfDocument(tmp_path / "r.pdf")[0]
    picture = page.render(scale=200 / 72).to_pil()
    if picture.crop(FIRST_LABEL).convert("L").getextrema() == (WHITE, WHITE):
        pytest.skip("this machine has no font to draw Chinese with")
    picture.save(tmp_path / "r.png")

    report = read(tmp_path / "r.png")

    assert [[c.text for c in row] for row in report.tables[0].rows] == [list(r) for r in rows[1:]]
    assert report.places[0].page == 1
