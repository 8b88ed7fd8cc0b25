"""Scans: pictures and pdf pages without text, by character recognition (extra ``ocr``)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from vetgraph.reading import refusals
from vetgraph.reading.flow import Page, blocks_of
from vetgraph.reading.layout import Glyph, printed_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PIL import Image as Pictures

    from vetgraph.reading.blocks import Block

_DOTS = 200
_POINTS = 72
_LARGEST = 60_000_000
_SURE = 0.5


def image_blocks(path: Path) -> Iterator[Block]:
    """The blocks of a scan (png, jpg, tiff, pdf); some ten seconds a page.

    Raises ``InputError`` when the extra ``ocr`` is not installed or the picture is damaged.
    """
    try:
        import numpy
        from rapidocr import RapidOCR
    except ImportError as error:
        raise refusals.missing(path, "ocr") from error
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    engine = RapidOCR()
    pages = []
    for number, picture in enumerate(_pictures(path), start=1):
        scale = _POINTS / _DOTS
        found = engine(numpy.asarray(picture.convert("RGB")))
        none = found.boxes is None
        glyphs = [] if none else recognised(found.boxes, found.txts, found.scores, scale)
        width, height = picture.width * scale, picture.height * scale
        pages.append(Page(number, width, height, tuple(printed_lines(glyphs, number)), ()))
    return blocks_of(pages)


def recognised(
    boxes: Sequence[Sequence[Sequence[float]]],
    texts: Sequence[str],
    scores: Sequence[float],
    scale: float,
) -> list[Glyph]:
    """The words of a recognised page that are not mere guesses; ``scale`` is points a dot."""
    glyphs = []
    for corners, text, score in zip(boxes, texts, scores, strict=True):
        if score >= _SURE and text.strip():
            xs, ys = [float(p[0]) * scale for p in corners], [float(p[1]) * scale for p in corners]
            glyphs.append(Glyph(text, min(xs), min(ys), max(xs), max(ys)))
    return glyphs


def _pictures(path: Path) -> Iterator[Pictures.Image]:
    """The pages of a scan as pictures of 200 dots an inch."""
    from PIL import Image

    with path.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    if is_pdf:
        yield from _rendered(path)
        return
    picture = Image.open(path)
    if picture.width * picture.height > _LARGEST:
        raise refusals.too_large(path, _LARGEST // 10**6)
    for frame in range(getattr(picture, "n_frames", 1)):
        picture.seek(frame)
        yield picture


def _rendered(path: Path) -> Iterator[Pictures.Image]:
    try:
        import pypdfium2
    except ImportError as error:
        raise refusals.missing(path, "ocr") from error
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            width, height = page.get_size()
            scale = _DOTS / _POINTS
            if width * height * scale * scale > _LARGEST:
                raise refusals.too_large(path, _LARGEST // 10**6)
            yield page.render(scale=scale).to_pil()
    finally:
        document.close()
