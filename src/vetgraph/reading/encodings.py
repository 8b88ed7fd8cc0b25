"""From bytes to text: the encodings of Chinese documents, never a guess that reads as noise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetgraph import errors
from vetgraph.reading.radicals import unified

if TYPE_CHECKING:
    from pathlib import Path

_SAMPLE = 20_000
_LIKELY = 0.7
_UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_GUESSED = ("gb18030", "big5hkscs")


def decode(data: bytes, path: Path | None = None, declared: str | None = None) -> str:
    """The stored text of a file: decoded, without BOM, line ends as LF, radicals as characters.

    UTF-8, UTF-16, GB18030 and Big5 are read; ``declared`` is what a web page says of itself.
    Raises ``InputError`` when the bytes are not text.
    """
    if not data.strip():
        raise errors.InputError(zh="文件是空的", en="the file is empty", file=path)
    for encoding in _encodings(data, declared):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _binary(text) and (encoding not in _GUESSED or _is_chinese(text)):
            return unified(text).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    raise errors.InputError(
        zh="不是文本文件，或编码无法识别（支持 UTF-8、UTF-16、GB18030、Big5）",
        en="not a text file, or of an unknown encoding (UTF-8, UTF-16, GB18030 and Big5 are read)",
        file=path,
    )


def _encodings(data: bytes, declared: str | None) -> tuple[str, ...]:
    if data[:2] in _UTF16:
        return ("utf-16",)
    if b"\0" in data[:_SAMPLE]:
        return ("utf-16-le", "utf-16-be")
    named = (declared,) if declared and not declared.lower().startswith(("gb", "big5")) else ()
    return ("utf-8-sig", *named, *_GUESSED)


def _binary(text: str) -> bool:
    """Control characters other than white space do not occur in a text."""
    return any(c < " " and c not in "\t\n\r\f\v" for c in text[:100_000])


def _is_chinese(text: str) -> bool:
    """Whether most Han characters are common ones; bytes read in a wrong encoding give rare ones.

    Common are the 3 755 of the first level of GB 2312 and, for traditional text, the 5 401 of the
    first level of Big5.
    """
    han = [c for c in text[:_SAMPLE] if c > "\x7f"]
    if len(han) < 8:
        return True
    common = max(_share(han, "gb2312", 0xB0, 0xD7), _share(han, "big5", 0xA4, 0xC6))
    return common >= _LIKELY


def _share(characters: list[str], encoding: str, first: int, last: int) -> float:
    """The share of characters that are punctuation or have a first byte in a range."""
    found = 0
    for character in characters:
        code = character.encode(encoding, "ignore")
        found += len(code) == 2 and (first <= code[0] <= last or code[0] in (0xA1, 0xA2, 0xA3))
    return found / len(characters)
