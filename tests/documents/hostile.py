"""Broken and hostile documents, made on the spot: each function gives the bytes of one file."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Entries = Mapping[str, str | bytes]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
P = "<w:p><w:r><w:t>2022年招生1061人。</w:t></w:r></w:p>"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
LOL = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
EVIL = f'<!DOCTYPE x [<!ENTITY l0 "lol">{LOL}]>'
FETCH = '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x"> %e;]>'
SECRET = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def packed(entries: Entries) -> bytes:
    """A zip file of entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word(body: str = P, before: str = "", more: Entries | None = None) -> bytes:
    """A docx with a body in WordprocessingML and, before its root, any text."""
    head = f'<?xml version="1.0" encoding="UTF-8"?>{before}'
    document = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    entries: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "word/document.xml": document}
    return packed({**entries, **(more or {})})


def sheet(rows: str, before: str = "") -> bytes:
    """An xlsx of one sheet with rows in SpreadsheetML."""
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return packed(
        {
            "[Content_Types].xml": TYPES.replace(
                "</Types>",
                f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
                f'<Override PartName="/xl/s.xml" ContentType="{kind}.worksheet+xml"/></Types>',
            ),
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="a" '
            f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'{before}<workbook xmlns="{S}" xmlns:r="{rel}"><sheets>'
            '<sheet name="表" sheetId="1" r:id="b"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship '
            f'Id="b" Type="{rel}/worksheet" Target="s.xml"/></Relationships>',
            "xl/s.xml": f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>',
        }
    )


def nested(tag: str, depth: int, inside: str) -> str:
    """Elements one in another."""
    return f"<{tag}>" * depth + inside + f"</{tag}>" * depth


def lying() -> bytes:
    """A docx whose entry declares fewer bytes than it holds."""
    data = bytearray(word("".join([P] * 2000)))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.rindex(mark)
        struct.pack_into("<I", data, start + at, 100)
    return bytes(data)


def encrypted_zip() -> bytes:
    """A docx whose entries are marked as encrypted."""
    data = bytearray(word())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 1)
    return bytes(data)


def pdf(
    stream: bytes, extra: bytes = b"", packed_twice: bool = False, ascii85: bool = False
) -> bytes:
    """A pdf of one page with a packed content stream."""
    body = zlib.compress(stream, 9)
    name = b"/FlateDecode"
    if ascii85:
        body, name = base64.a85encode(body) + b"~>", b"[/ASCII85Decode /FlateDecode]"
    if packed_twice:
        body, name = zlib.compress(body, 9), b"[/FlateDecode /FlateDecode]"
    head = b"<< /Filter %b /Length %d %b>>" % (name, len(body), extra)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
        b">> >> >> >>",
        head + b"\nstream\n" + body + b"\nendstream",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 5\n0000000000 65535 f \n" + table
    return data + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def locked_pdf() -> bytes:
    """A pdf behind a password."""
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt="secret", invariant=1)
    canvas.drawString(72, 700, "2022")
    canvas.save()
    return stream.getvalue()


def ole(*names: str) -> bytes:
    """The start of an OLE compound file with names of its directory."""
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + directory


DIV = nested("div", 2_000, "2022年招生1061人。")
TABLES = nested("table><tr><td", 2_000, "1").replace("</table><tr><td>", "</td></tr></table>")
INNER = "<w:tbl><w:tr><w:tc>" * 2_000 + P + "</w:tc></w:tr></w:tbl>" * 2_000
FIGURES = b"BT /F1 9 Tf 72 700 Td (2022) Tj ET\n"

DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "blank.txt": lambda: b" \n\t\n",
    "blank.docx": lambda: word("<w:p/>"),
    "blank.html": lambda: b"<html><body><script>2022</script></body></html>",
    "blank.xlsx": lambda: sheet(""),
    "binary.txt": lambda: bytes(range(256)) * 40,
    "huge.txt": lambda: "2022年招生1061人。\n".encode() * 4_500_000,
    "huge.html": lambda: b"<html><body>" + b"<p>2022</p>\n" * 9_000_000,
    "huge.docx": lambda: word(P * 2_000_000),
    "huge.pdf": lambda: pdf(FIGURES * 3_000_000),
    "bomb.docx": lambda: word(more={"word/media/a.bin": b"\0" * 450_000_000}),
    "bomb-in-text.docx": lambda: word("<w:p><w:r><w:t>" + " " * 39_000_000 + "</w:t></w:r></w:p>"),
    "entries.docx": lambda: word(more={f"word/media/{i}": b"" for i in range(10_000)}),
    "lying.docx": lying,
    "encrypted-zip.docx": encrypted_zip,
    "encrypted.docx": lambda: ole("Root Entry", "EncryptionInfo", "EncryptedPackage"),
    "old.doc": lambda: ole("Root Entry", "WordDocument"),
    "old.wps": lambda: ole("Root Entry", "WpsContents"),
    "rich.doc": lambda: b"{\\rtf1\\ansi 2022}",
    "archive.docx": lambda: packed({"readme.txt": "2022"}),
    "truncated.docx": lambda: word(P * 500)[:-80],
    "half.xlsx": lambda: sheet("<row><c><v>1</v></c></row>")[:300],
    "not-xml.docx": lambda: word("<w:p>"),
    "entities.docx": lambda: word(P, EVIL),
    "external.docx": lambda: word(P, SECRET),
    "late-doctype.docx": lambda: word(P, f"<!--{'x' * 1_000_000}-->{FETCH}"),
    "utf16-doctype.docx": lambda: packed(
        {"word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?>{EVIL}<x/>'.encode("utf-16")}
    ),
    "utf7-doctype.docx": lambda: packed(
        {"word/document.xml": b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x><x/>'}
    ),
    "entities.xlsx": lambda: sheet("<row/>", EVIL),
    "entities.html": lambda: f"{EVIL}<html><body>&l9;</body></html>".encode(),
    "external.html": lambda: f"{SECRET}<html><body>&e;</body></html>".encode(),
    "deep.html": lambda: f"<html><body>{DIV}</body></html>".encode(),
    "deep-tables.html": lambda: f"<html><body>{TABLES}</body></html>".encode(),
    "deep.docx": lambda: word(INNER),
    "wide.html": lambda: (
        b"<html><table>" + b"<tr>" + b'<td colspan="1000000">1</td>' * 20_000 + b"</table>"
    ),
    "wide.xlsx": lambda: sheet(
        "".join(f'<row r="{i}"><c r="XFD{i}"><v>1</v></c></row>' for i in range(1, 5_001))
    ),
    "spans.html": lambda: (
        b"<table>" + (b"<tr>" + b'<td rowspan="200" colspan="200">1</td>' * 100 + b"</tr>") * 500
    ),
    "rowspans.html": lambda: (
        b"<table><tr>"
        + b'<td rowspan="65534" colspan="999">1</td>' * 200
        + b"</tr>"
        + b"<tr><td>2</td></tr>" * 60_000
    ),
    "bomb-ascii.pdf": lambda: pdf(b" " * 50_000_000, ascii85=True),
    "letters.pdf": lambda: pdf(FIGURES * 200_000),
    "drawing.pdf": lambda: pdf(b"0 0 9 9 re S\n" * 400_000),
    "tables.html": lambda: b"<html>" + b"<table><tr><td>1<td>2<tr><td>3<td>4</table>" * 60_000,
    "attributes.html": lambda: (
        b"<html><p " + b" ".join(b"a%d=1" % i for i in range(300_000)) + b">2022</p>"
    ),
    "inline.html": lambda: b"<html><body>" + b"<b>11111</b>" * 140_000,
    "tags.html": lambda: b"<html><body>" + b"<p>" * 3_000_000,
    "one-line.txt": lambda: b"2022" * 2_000_000,
    "lines.txt": lambda: "1. 甲\n".encode() * 290_000,
    "locked.pdf": locked_pdf,
    "truncated.pdf": lambda: pdf(FIGURES * 100)[:200],
    "bomb.pdf": lambda: pdf(b"\0" * 400_000_000),
    "bomb-twice.pdf": lambda: pdf(b" " * 100_000_000, packed_twice=True),
    "garbage.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400,
    "truncated.png": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
}


def write(name: str, folder: Path) -> Path:
    """One of the documents as a file."""
    path = folder / name
    path.write_bytes(DOCUMENTS[name]())
    return path
