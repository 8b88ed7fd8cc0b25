"""What a file is, told by its content; its suffix only settles what content leaves open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph import errors
from vetgraph.reading import archive, refusals

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 4096
_SUFFIXES = {
    "docx": (".docx", ".docm", ".dotx"),
    "xlsx": (".xlsx", ".xlsm"),
    "pdf": (".pdf",),
    "html": (".html", ".htm", ".xhtml", ".shtml"),
    "markdown": (".md", ".markdown"),
    "text": (".txt", ".text", ".tsv", ""),
    "image": (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"),
}
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(?:!doctype|html|head|body|table|div|meta)\b", re.IGNORECASE)
_TAG = re.compile(rb"<(?:p|h[1-6]|table|tr|div|span|article|section)\b[^<>]*>", re.IGNORECASE)
_PIPES = re.compile(r"^[ \t]{0,8}\|?[ \t]{0,8}:?-{3,}:?[ \t]{0,8}\|[ \t:|-]*$", re.MULTILINE)


def kind(path: Path) -> str:
    """docx, xlsx, pdf, html, image or text, by what the file holds.

    Raises ``InputError`` for formats that must be saved as another first.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _packed(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_IMAGES) or head[8:12] == b"WEBP":
        return "image"
    _refuse_old(path, head)
    return "html" if _is_html(path, head) else "text"


def is_markdown(text: str, path: Path) -> bool:
    """Whether a text is Markdown: by its suffix, else by a pipe table; a .txt stays as it is."""
    suffix = path.suffix.lower()
    if suffix in _SUFFIXES["markdown"] or suffix == ".txt":
        return suffix != ".txt"
    return _PIPES.search(text) is not None


def mismatch(path: Path, found: str) -> tuple[str, str] | None:
    """The line (zh, en) that tells a suffix which does not fit the content, if it does not."""
    suffix = path.suffix.lower()
    expected = next((name for name, known in _SUFFIXES.items() if suffix in known), None)
    if expected in (None, found) or {expected, found} <= {"text", "markdown"}:
        return None
    return (
        f"扩展名 {suffix or '（无）'} 与内容不符，按 {found} 读取",
        f"the suffix {suffix or '(none)'} does not fit the content, read as {found}",
    )


def _packed(path: Path) -> str:
    names = archive.names(path)
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.startswith("word/document") for name in names):
        return "docx"
    raise errors.InputError(
        zh="是压缩包或其他办公文件，不是 docx 或 xlsx；请解压，或另存为 docx",
        en="an archive or another office format, not docx or xlsx; unpack it or save it as docx",
        file=path,
    )


def _refuse_old(path: Path, head: bytes) -> None:
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in _start(path):
            raise refusals.encrypted(path)
        raise _save_as_docx(
            path, "旧版 Office 或 WPS 文件（doc、xls、wps）", "an old Office or WPS file"
        )
    if head.startswith(b"{\\rtf"):
        raise _save_as_docx(path, "RTF 文件", "an RTF file")
    if b"<w:wordDocument" in head or b"<pkg:package" in head or b"Excel.Sheet" in head:
        raise _save_as_docx(path, "单个 XML 的 Office 文件", "an Office file in one XML")
    if re.match(rb"(?:MIME-Version:|From: <Saved by)", head, re.IGNORECASE):
        raise _save_as_docx(path, "网页归档（mht）", "a web archive (mht)")


def _start(path: Path) -> bytes:
    """The first megabyte, which holds the directory of an encrypted document."""
    with path.open("rb") as file:
        return file.read(1_000_000)


def _save_as_docx(path: Path, zh: str, en: str) -> errors.InputError:
    return errors.InputError(
        zh=f"这是{zh}；请用 Word 或 WPS 打开，另存为 docx（表格存为 xlsx）再读",
        en=f"{en}; open it in Word or WPS and save it as docx (tables as xlsx)",
        file=path,
    )


def _is_html(path: Path, head: bytes) -> bool:
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if plain.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = plain.replace(b"\0", b"")[2:]
    if _HTML.match(_without_prolog(plain)):
        return True
    return path.suffix.lower() in _SUFFIXES["html"] and _TAG.search(plain) is not None


def _without_prolog(head: bytes) -> bytes:
    """What follows the XML declaration and the comments before the first tag."""
    head = head.lstrip()
    for opening, closing in ((b"<?xml", b"?>"), *((b"<!--", b"-->"),) * 20):
        if head.startswith(opening):
            head = head.partition(closing)[2].lstrip()
    return head
