"""A dataset as records to compare: CSV (any column names) or Turtle (any vocabulary)."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from vetgraph import errors, rdf
from vetgraph.linking.names import region_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_DCTERMS = "http://purl.org/dc/terms/"
_FOAF = "http://xmlns.com/foaf/0.1/"
_RDF_TYPE = rdf.PREFIXES["rdf"] + "type"
_SCHEMA = rdf.PREFIXES["schema"]
_SCHEMAS = (_SCHEMA, "https://schema.org/")
_SKOS = rdf.PREFIXES["skos"]

# The first kind of property that a thing has gives its name, the others its aliases.
_NAMES = (
    *(schema + "legalName" for schema in _SCHEMAS),
    _SKOS + "prefLabel",
    *(schema + "name" for schema in _SCHEMAS),
    rdf.PREFIXES["rdfs"] + "label",
    _FOAF + "name",
    _DCTERMS + "title",
    _SKOS + "altLabel",
    *(schema + "alternateName" for schema in _SCHEMAS),
)
_ADDRESSES = tuple(s + name for s in _SCHEMAS for name in ("addressRegion", "address"))

# Column headings by what they hold, the likeliest first.
_COLUMNS = {
    "iri": ("iri", "uri", "url", "网址"),
    "id": (
        "统一社会信用代码",
        "社会信用代码",
        "信用代码",
        "机构代码",
        "代码",
        "编号",
        "id",
        "code",
    ),
    "name": (
        *("企业名称", "单位名称", "学校名称", "机构名称", "公司名称", "名称", "全称"),
        *("legalname", "name", "label", "title"),
    ),
    "region": ("注册地", "所在地", "行政区划", "所在区", "注册地址", "地址", "region", "address"),
}


@dataclass(frozen=True, slots=True)
class Record:
    """One thing of either side, as far as names can tell.

    ``kinds`` are class IRIs (for a thing of vetgraph: its class and all above it), ``region`` a
    region code of the thing itself, ``None`` if unknown; ``name`` is never empty.
    """

    iri: str
    name: str
    aliases: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    region: str | None = None


def read_dataset(
    path: Path, *, base: str | None = None, name_column: str | None = None
) -> tuple[Record, ...]:
    """The records of a ``.csv``, ``.tsv`` or ``.ttl`` file in the order of the file.

    ``base`` is put before the identifiers of a table that has no column of IRIs. Raises
    ``InputError`` (a file that cannot be read or names nothing), ``SheetError`` (rows that cannot
    be used, all together) and ``ParameterError`` (a column or a base that is missing).
    """
    if path.suffix.lower() == ".ttl":
        return read_turtle(path)
    if path.suffix.lower() in (".csv", ".tsv"):
        return read_csv(path, base=base, name_column=name_column)
    raise errors.InputError(
        zh=f"不支持的数据格式 {path.suffix or '（无扩展名）'}；可用 .csv、.tsv、.ttl",
        en=f"no such dataset format: {path.suffix or '(no suffix)'}; use .csv, .tsv or .ttl",
        file=path,
    )


def read_turtle(path: Path) -> tuple[Record, ...]:
    """The things of a Turtle file that have an IRI and a name; Chinese names come first."""
    things: dict[str, list[tuple[str, rdf.Term]]] = {}
    for triple in _triples(path):
        thing, value = triple.subject, triple.object
        if isinstance(thing, rdf.NamedNode) and not isinstance(value, rdf.Triple):
            things.setdefault(thing.value, []).append((triple.predicate.value, value))
    records = [_thing(iri, pairs) for iri, pairs in things.items()]
    return _named([record for record in records if record is not None], path)


def read_csv(
    path: Path, *, base: str | None = None, name_column: str | None = None
) -> tuple[Record, ...]:
    """The rows of a table with a heading, separated by commas, semicolons or tabs.

    UTF-8 (with or without a byte order mark) or GB 18030. Without ``name_column`` the column of
    names is found by its heading.
    """
    rows = _rows(path)
    header = next(rows, (1, []))[1]
    columns = _columns(header, path, base, name_column)
    records: list[Record] = []
    lines: dict[str, int] = {}
    problems: list[errors.VetgraphError] = []
    for line, cells in rows:
        record = _row(dict(zip(header, cells, strict=False)), columns, base or "")
        problem = _problem(record, lines)
        if problem is None:
            lines[record.iri] = line
            records.append(record)
        else:
            problems.append(errors.InputError(**problem, file=path, line=line))
    if problems:
        raise errors.SheetError(problems)
    return _named(records, path)


def is_iri(text: str) -> bool:
    """Whether ``text`` has a scheme and no character that RFC 3987 forbids in IRIs."""
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*", text) is not None


def _triples(path: Path) -> list[rdf.Triple]:
    try:
        return rdf.parse_turtle(path)
    except OSError as error:
        raise _unreadable(path) from error


def _thing(iri: str, pairs: list[tuple[str, rdf.Term]]) -> Record | None:
    names = _ordered_names(pairs)
    if not names:
        return None
    kinds = {o.value for p, o in pairs if p == _RDF_TYPE and isinstance(o, rdf.NamedNode)}
    texts = [o.value for p, o in pairs if p in _ADDRESSES and isinstance(o, rdf.Literal)]
    regions = sorted({r for t in texts if (r := region_of(t))}, key=lambda r: (-len(r), r))
    return Record(
        iri, names[0], tuple(names[1:]), tuple(sorted(kinds)), regions[0] if regions else None
    )


def _ordered_names(pairs: list[tuple[str, rdf.Term]]) -> list[str]:
    found = [
        (_NAMES.index(p), not (o.language or "zh").startswith("zh"), o.value)
        for p, o in pairs
        if p in _NAMES and isinstance(o, rdf.Literal) and o.value.strip()
    ]
    return list(dict.fromkeys(name for *_, name in sorted(found)))


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line number (1-based) and cells of every row that is not blank."""
    text = _decoded(path)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise errors.InputError(
            zh="引号不成对，或单元格过长",
            en="unbalanced quotation marks or a cell too long",
            file=path,
            line=line,
        ) from error


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(path) from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise errors.InputError(
        zh="既不是 UTF-8 也不是 GB 18030 编码的文本；请另存为 UTF-8",
        en="neither UTF-8 nor GB 18030 text: save it as UTF-8",
        file=path,
    )


def _columns(
    header: list[str], path: Path, base: str | None, name_column: str | None
) -> dict[str, str | None]:
    """Which heading holds the IRI, the identifier, the name and the region."""
    columns = {role: _column(header, words) for role, words in _COLUMNS.items()}
    if name_column is not None:
        columns["name"] = name_column if name_column in header else None
    if columns["name"] is None:
        wanted = name_column or "企业名称, name"
        raise errors.ParameterError(
            zh=f"找不到名称列（{wanted}）；表头有：{'、'.join(header)}。请用 --name-column 指明",
            en=f"no column of names ({wanted}); the heading has: {', '.join(header)}. "
            "Name it with --name-column",
            file=path,
            line=1,
        )
    if columns["iri"] is None and not base:
        raise errors.ParameterError(
            zh="该表没有 IRI 列；请用 --base 给出标识的前缀，如 https://example.org/register/",
            en="the table has no column of IRIs: give the prefix of its identifiers with --base, "
            "for instance https://example.org/register/",
            file=path,
            line=1,
        )
    return columns


def _column(header: list[str], words: Iterable[str]) -> str | None:
    folded = {heading.casefold(): heading for heading in reversed(header)}
    return next((folded[word] for word in words if word in folded), None)


def _row(row: dict[str, str], columns: dict[str, str | None], base: str) -> Record:
    cells = {role: row.get(heading or "", "") for role, heading in columns.items()}
    iri = cells["iri"] or base + _iri_part(cells["id"] or cells["name"])
    return Record(iri, cells["name"], region=region_of(cells["region"]))


def _iri_part(identifier: str) -> str:
    """An identifier as one path segment of a URI (RFC 3986): anything else percent-encoded."""
    return quote(identifier, safe="-._~!$&'()*+,;=:@")


def _problem(record: Record, lines: dict[str, int]) -> dict[str, str] | None:
    if not record.name:
        return {"zh": "名称为空", "en": "the name is empty"}
    if record.iri in lines:
        before = lines[record.iri]
        return {
            "zh": f"标识与第 {before} 行相同：{record.iri}",
            "en": f"the identifier is that of line {before}: {record.iri}",
        }
    if not is_iri(record.iri):
        return {"zh": f"不是 IRI：{record.iri}", "en": f"not an IRI: {record.iri}"}
    return None


def _named(records: list[Record], path: Path) -> tuple[Record, ...]:
    if not records:
        raise errors.InputError(
            zh="没有找到任何有名称的对象", en="nothing with a name was found", file=path
        )
    return tuple(records)


def _unreadable(path: Path) -> errors.InputError:
    return errors.InputError(
        zh="文件不存在或无法读取", en="the file is missing or cannot be read", file=path
    )
