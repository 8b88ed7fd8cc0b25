"""Office documents are zip archives of XML (ISO/IEC 29500-2): opened only after checks."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

from vetgraph.reading import refusals

if TYPE_CHECKING:
    from pathlib import Path

_MB = 1_000_000
TOTAL = 200 * _MB
"""The most bytes that all entries may declare together."""
XML = 30 * _MB
"""The most bytes of one XML entry."""
_RATIO = 200
_ENTRIES = 5_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY", "<!doctype")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


def names(path: Path) -> frozenset[str]:
    """The entries of a zip file; raises ``InputError`` when it is damaged or a bomb."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive, path)
            return frozenset(archive.namelist())
    except _BROKEN as error:
        raise refusals.damaged(path, "docx/xlsx") from error


def check(path: Path) -> None:
    """Read every XML entry once and let none pass that declares a document type or entities.

    Raises ``InputError``; an entry longer than it declares fails on its checksum.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive, path)
            for info in archive.infolist():
                if info.filename.endswith((".xml", ".rels")):
                    _check_xml(archive.read(info), path)
    except _BROKEN as error:
        raise refusals.damaged(path, "docx/xlsx") from error


def parts(path: Path) -> dict[str, bytes]:
    """The XML entries of a checked archive by name; media are not read."""
    check(path)
    with zipfile.ZipFile(path) as archive:
        return {
            info.filename.lstrip("/"): archive.read(info)
            for info in archive.infolist()
            if info.filename.endswith((".xml", ".rels")) and info.filename.startswith(_NEEDED)
        }


_NEEDED = ("_rels/", "word/document", "word/_rels/document", "word/numbering", "word/styles",
           "word/footnotes", "word/endnotes")  # fmt: skip


def _check_sizes(archive: zipfile.ZipFile, path: Path) -> None:
    entries = archive.infolist()
    total = sum(info.file_size for info in entries)
    packed = sum(info.compress_size for info in entries)
    if any(info.flag_bits & 1 for info in entries):
        raise refusals.encrypted(path)
    if any(info.compress_type not in _METHODS for info in entries):
        raise refusals.damaged(path, "docx/xlsx")
    xml = max((i.file_size for i in entries if i.filename.endswith((".xml", ".rels"))), default=0)
    if total > TOTAL:
        raise refusals.too_large(path, TOTAL // _MB)
    if len(entries) > _ENTRIES or (total > 5 * _MB and total > packed * _RATIO):
        raise refusals.bomb(path)
    if xml > XML:
        raise refusals.too_large(path, XML // _MB)


def _check_xml(data: bytes, path: Path) -> None:
    """UTF-8 and UTF-16 are the encodings of Office; others could hide a declaration."""
    if any(word in data for word in _DECLARATIONS):
        raise refusals.declares(path)
    head = data[:200].replace(b"\0", b"").lower()
    if b"encoding=" in head and not any(name in head for name in (b"utf-8", b"utf-16", b"ascii")):
        raise refusals.damaged(path, "docx/xlsx")
