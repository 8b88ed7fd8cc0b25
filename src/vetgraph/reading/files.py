"""From a file's bytes to stored text: encodings, and refusals in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetgraph import errors
from vetgraph.reading.structure import structure

if TYPE_CHECKING:
    from pathlib import Path

    from vetgraph.model import Report

LIMIT = 20_000_000
"""The most bytes of text read from one file; a report has some 100 000."""


def read(path: Path) -> Report:
    """The report of a text file (UTF-8 with or without BOM, UTF-16 with BOM, GB18030).

    Raises ``InputError`` for a file that is missing, empty, binary, too large or undecodable.
    """
    report = structure(decode(_bytes(path), path))
    if not report.paragraphs and not report.tables:
        raise errors.InputError(
            zh="文件里没有正文", en="the file holds no body text", file=path
        )
    return report


def read_plain(path: Path) -> str:
    """The text of any text file, decoded like a report; raises ``InputError``."""
    return decode(_bytes(path), path)


def read_text(text: str) -> Report:
    """The report of a text already in memory, taken as the stored text."""
    return structure(text)


def decode(data: bytes, path: Path | None = None) -> str:
    """The stored text of a file: decoded, without BOM, line ends as LF.

    Raises ``InputError`` when the bytes are not text.
    """
    if not data.strip():
        raise errors.InputError(zh="文件是空的", en="the file is empty", file=path)
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _binary(text):
            return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    raise errors.InputError(
        zh="不是文本文件，或编码无法识别（支持 UTF-8、UTF-16、GB18030）",
        en="not a text file, or of an unknown encoding (UTF-8, UTF-16 and GB18030 are read)",
        file=path,
    )


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8-sig", "gb18030")


def _binary(text: str) -> bool:
    """Control characters other than white space do not occur in a text."""
    return any(c < " " and c not in "\t\n\r\f\v" for c in text[:100_000])


def _bytes(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > LIMIT:
            raise errors.InputError(
                zh=f"文件大于 {LIMIT // 10**6} MB", en=f"larger than {LIMIT // 10**6} MB", file=path
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise errors.InputError(zh="没有这个文件", en="no such file", file=path) from error
    except IsADirectoryError as error:
        raise errors.InputError(
            zh="这是文件夹，不是文件", en="this is a folder, not a file", file=path
        ) from error
    except OSError as error:
        raise errors.InputError(
            zh=f"无法读取：{error.strerror}", en=f"cannot be read: {error.strerror}", file=path
        ) from error
