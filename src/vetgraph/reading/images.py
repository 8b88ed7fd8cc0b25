"""Scans: pictures and pdf pages without text, by character recognition (extra ``ocr``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from vetgraph.reading import refusals
from vetgraph.reading.flow import blocks_of
from vetgraph.reading.layout import Glyph, Page, printed_lines
from vetgraph.reading.pages import ruled_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy import bool_
    from numpy.typing import NDArray
    from pdfplumber.page import Page as PdfPage
    from pdfplumber.table import Table as PdfTable
    from PIL import Image as Pictures

    from vetgraph.reading.blocks import Block

_DOTS = 200
_POINTS = 72
_LARGEST = 60_000_000
_SURE = 0.5
_DARK = 160
_SHORTEST = 50


def image_blocks(path: Path) -> Iterator[Block]:
    """The blocks of a scan (png, jpg, tiff, pdf); some ten seconds a page.

    Raises ``InputError`` when the extra ``ocr`` is not installed or the picture is damaged.
    """
    try:
        import numpy
        import pdfplumber  # noqa: F401 (asked for before minutes of recognition)
        from rapidocr import RapidOCR
    except ImportError as error:
        raise refusals.missing(path, "ocr") from error
    engine: Any = RapidOCR(params={"Global.log_level": "error"})
    pages = []
    for number, picture in enumerate(_pictures(path), start=1):
        scale = _POINTS / _DOTS
        dots = numpy.asarray(picture.convert("RGB"))
        found = engine(dots)
        none = found.boxes is None
        glyphs = [] if none else recognised(found.boxes, found.txts, found.scores, scale)
        width, height = picture.width * scale, picture.height * scale
        tables, rest = ruled_tables(drawn_tables(dots.mean(axis=2) < _DARK, scale), glyphs, number)
        lines = printed_lines(rest, number)
        pages.append(Page(number, width, height, tuple(lines), tuple(tables)))
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


def drawn_tables(dark: NDArray[bool_], scale: float) -> list[PdfTable]:
    """The tables that long dark lines of a picture draw, in points."""
    from pdfplumber import table

    edges = [
        {"x0": x0 * scale, "x1": x1 * scale, "top": y * scale, "bottom": y * scale,
         "width": (x1 - x0) * scale, "height": 0.0, "orientation": "h", "object_type": "line"}
        for y, x0, x1 in _rules(dark)
    ]  # fmt: skip
    edges += [
        {"x0": x * scale, "x1": x * scale, "top": y0 * scale, "bottom": y1 * scale,
         "width": 0.0, "height": (y1 - y0) * scale, "orientation": "v", "object_type": "line"}
        for x, y0, y1 in _rules(dark.T)
    ]  # fmt: skip
    near = table.merge_edges(edges, 3, 3, 3, 3)
    cells = table.intersections_to_cells(table.edges_to_intersections(near, 4, 4))
    # A table asks its page only for text, which is not in the page here.
    return [table.Table(cast("PdfPage", None), group) for group in table.cells_to_tables(cells)]


def _rules(dark: NDArray[bool_]) -> Iterator[tuple[int, int, int]]:
    """The horizontal runs of dark dots that are longer than type is high: row, start, end."""
    import numpy

    for y in numpy.flatnonzero(dark.sum(axis=1) >= _SHORTEST):
        steps = numpy.flatnonzero(numpy.diff(dark[y].astype("int8"), prepend=0, append=0))
        for start, end in zip(steps[::2], steps[1::2], strict=True):
            if end - start >= _SHORTEST:
                yield int(y), int(start), int(end)


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
