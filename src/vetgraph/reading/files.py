"""From a file of any format to a ``Report``, and refusals in one line."""

from __future__ import annotations

import stat
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph import errors
from vetgraph.reading import kinds, refusals
from vetgraph.reading.blocks import assemble
from vetgraph.reading.cuts import cut
from vetgraph.reading.encodings import decode
from vetgraph.reading.structure import structure
from vetgraph.reading.traditional import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from vetgraph.model import Place, Report
    from vetgraph.reading.blocks import Block

__all__ = ["LIMIT", "PACKED_LIMIT", "decode", "read", "read_plain", "read_text"]

LIMIT = 10_000_000
"""The most bytes of text read from one file; a report has some 100 000."""
PACKED_LIMIT = 100_000_000
"""The most bytes of a docx, xlsx, pdf or image file, which may hold pictures."""
LINES = 150_000
"""The most lines of one text; a report has some 500."""
LONGEST_LINE = 500_000
"""The most characters of one line; a whole report has some 20 000."""


def read(path: Path) -> Report:
    """The report of a document: txt, md, html, docx, xlsx, pdf, or a scan (with the extra ocr).

    What a file is tells its content; a suffix that does not fit is told in ``Report.notes``.
    Raises ``InputError`` for a file that is missing, empty, damaged, encrypted, too large,
    hostile or of another kind.
    """
    _present(path)
    kind = kinds.kind(path)
    text, places = _text(path, kind)
    if len(text) > LIMIT or text.count("\n") > LINES:
        raise refusals.too_large(path, LIMIT // 10**6)
    if max(map(len, text.split("\n"))) > LONGEST_LINE:
        raise refusals.one_line(path)
    report = _report(text)
    if not report.paragraphs and not report.tables:
        raise errors.InputError(zh="文件里没有正文", en="the file holds no body text", file=path)
    note = kinds.mismatch(path, kind)
    return replace(report, places=places, notes=(note,) if note else ())


def read_plain(path: Path) -> str:
    """The text of any text file, decoded like a report; raises ``InputError``."""
    _present(path)
    return decode(_bytes(path), path)


def read_text(text: str) -> Report:
    """The report of a text already in memory, taken as the stored text."""
    return _report(text)


def _report(text: str) -> Report:
    """Traditional characters are read as simplified ones and stay in the text as printed."""
    simplified = simplify(text)
    found = structure(simplified)
    found = replace(found, paragraphs=tuple(cut(found.paragraphs)))
    if simplified == text:
        return found
    return replace(found, text=text, simplified=simplified)


def _text(path: Path, kind: str) -> tuple[str, tuple[Place, ...]]:
    if kind != "text":
        return _assembled(path, kind)
    text = decode(_bytes(path), path)
    if kinds.is_markdown(text, path):
        from vetgraph.reading.markup import plain

        text = plain(text, path)
    return text, ()


def _assembled(path: Path, kind: str) -> tuple[str, tuple[Place, ...]]:
    """Read a format by its library; whatever that raises for a broken file becomes one line."""
    try:
        return assemble(_measured(_blocks(path, kind), path))
    except errors.VetgraphError:
        raise
    except RecursionError as error:
        raise refusals.too_deep(path) from error
    except Exception as error:
        raise refusals.damaged(path, kind) from error


def _measured(blocks: Iterable[Block], path: Path) -> Iterator[Block]:
    """The blocks, as long as they are no more than a report can hold."""
    lines = size = 0
    for block in blocks:
        lines += len(block.rows) + 1
        size += sum(len(run.text) + 1 for row in block.rows for run in row)
        if lines > LINES or size > LIMIT:
            raise refusals.too_large(path, LIMIT // 10**6)
        yield block


def _blocks(path: Path, kind: str) -> Iterable[Block]:
    if kind == "docx":
        from vetgraph.reading.word import word_blocks

        return word_blocks(path)
    if kind == "xlsx":
        from vetgraph.reading.workbook import workbook_blocks

        return workbook_blocks(path)
    if kind == "html":
        from vetgraph.reading.web import charset, web_blocks

        data = _bytes(path)
        return web_blocks(decode(data, path, charset(data)), path)
    if kind == "pdf":
        from vetgraph.reading.pages import pdf_blocks

        return pdf_blocks(path)
    from vetgraph.reading.images import image_blocks

    return image_blocks(path)


def _present(path: Path) -> None:
    """Raise ``InputError`` for a path that is no readable, not too large file."""
    try:
        if path.is_dir():
            raise errors.InputError(
                zh="这是文件夹，不是文件", en="this is a folder, not a file", file=path
            )
        if not stat.S_ISREG(path.stat().st_mode):
            raise errors.InputError(
                zh="不是普通文件（管道或设备）；请先存成文件",
                en="not a regular file (a pipe or device); save it to a file first",
                file=path,
            )
        with path.open("rb") as file:
            empty = not file.read(1)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise errors.InputError(zh="没有这个文件", en="no such file", file=path) from error
    except OSError as error:
        raise errors.InputError(
            zh=f"无法读取：{error.strerror}", en=f"cannot be read: {error.strerror}", file=path
        ) from error
    if empty:
        raise errors.InputError(zh="文件是空的", en="the file is empty", file=path)
    if size > PACKED_LIMIT:
        raise refusals.too_large(path, PACKED_LIMIT // 10**6)


def _bytes(path: Path) -> bytes:
    """The bytes of a text file."""
    if path.stat().st_size > LIMIT:
        raise refusals.too_large(path, LIMIT // 10**6)
    return path.read_bytes()
