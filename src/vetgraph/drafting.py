"""A document becomes a report folder to review: metadata with evidence, text, sheets.

The folder holds ``report.toml`` (every answer with the passage that gives it), the document and
its text, ``facts/`` for reviewed rows with a page that explains their columns, and ``review/``:
what the rules read for certain, what they are not sure of, and which figures nothing was made of.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph import errors, pipeline, store
from vetgraph.extraction import extract
from vetgraph.extraction.identity import Found, Identity, identify
from vetgraph.model import Metadata
from vetgraph.places import load_regions
from vetgraph.reading import read
from vetgraph.schema import schema
from vetgraph.text import quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from vetgraph.extraction import Extraction
    from vetgraph.model import Fact, Report

_FORBIDDEN = re.compile(r"[^\w-]+")
_AROUND = 24


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted folder and how much was read: certain, unsure, figures not understood."""

    folder: Path
    identity: Identity
    certain: int
    unsure: int
    not_understood: int


def draft(source: Path, target: Path, region: str | None = None, year: int | None = None) -> Draft:
    """Draft one document into a folder below ``target``; reviewed files are never overwritten.

    ``region`` (name or code) and ``year`` (data year) replace what the document seems to say.
    Raises ``InputError`` for a document that cannot be read.
    """
    report = read(source)
    identity = identify(report)
    code, name = _region(identity, region)
    data_year = year or int(identity.data_year.value)
    folder = target / _key(code or name, identity.report_year.value)
    found = extract(report, name, data_year, folder / "facts")
    _write_new(folder / "report.toml", _metadata(source, identity, code or name, data_year))
    _write_source(source, folder, report)
    _write_new(folder / "facts" / "README.md", columns_page())
    left = list(_not_understood(report, found.facts))
    _write_review(folder / "review", report, found, left)
    return Draft(folder, identity, len(found.facts), len(found.unsure), len(left))


def dataset_of(source: Path, region: str | None = None, year: int | None = None) -> store.Dataset:
    """The graph of one document alone, read by rules, in memory."""
    report = read(source)
    identity = identify(report)
    code, name = _region(identity, region)
    meta = Metadata(
        key=_key(code or name, identity.report_year.value),
        title=identity.title or source.stem,
        issuer="",
        region=code or name,
        report_year=int(identity.report_year.value),
        data_year=year or int(identity.data_year.value),
        published=_published(identity),
        source=source.name,
        sha256="",
        licence="",
    )
    return pipeline.in_memory([pipeline.graph_of(meta, report, name)])


def documents(path: Path) -> list[Path]:
    """The documents of a folder in order of name (a file stands for itself)."""
    if not path.is_dir():
        return [path]
    return sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith((".", "~")))


def _region(identity: Identity, wanted: str | None) -> tuple[str, str]:
    """Official code (empty without one) and printed name of the region or school."""
    if wanted is None:
        return (identity.region.code if identity.region else ""), identity.name.value
    gazetteer = load_regions()
    known = gazetteer.by_code(wanted) if wanted.isdigit() else gazetteer.resolve(wanted)
    if known is None and wanted.isdigit():
        raise errors.ParameterError(
            zh=f"没有代码为 {wanted} 的行政区", en=f"no region has the code {wanted}"
        )
    return (known.code, known.name) if known else ("", wanted)


def _key(region: str, year: str) -> str:
    return f"{_FORBIDDEN.sub('', region) or 'report'}-{year}"


def _metadata(source: Path, identity: Identity, region: str, data_year: int) -> str:
    data = source.read_bytes()
    title = identity.name.value or source.stem
    lines = [
        f"title = {_quoted(identity.title or title)}",
        'issuer = ""',
        f"# {_said(identity.name)}",
        f"region = {_quoted(region)}",
        f"# {_said(identity.report_year)}",
        f"report_year = {identity.report_year.value}",
        f"# {_said(identity.data_year)}",
        f"data_year = {data_year}",
        f"# {_said(identity.published) if identity.published else '未见日期 / no date found'}",
        f'published = "{_published(identity)}"',
        f"source = {_quoted(source.name)}",
        f'sha256 = "{hashlib.sha256(data).hexdigest()}"',
        'licence = "未知，请核实 / unknown, please verify"',
    ]
    return "\n".join(lines) + "\n"


def _published(identity: Identity) -> str:
    """Year and month; January of the report year where the document names no date."""
    if identity.published is None:
        return f"{identity.report_year.value}-01"
    return identity.published.value


def _said(found: Found) -> str:
    where = f"，字符 {found.evidence.start}–{found.evidence.end}" if found.evidence else ""
    return f"依据 / evidence: {found.reason}{where}: {found.value}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", " ", escaped) + '"'


def _write_source(source: Path, folder: Path, report: Report) -> None:
    _write_new(folder / source.name, source.read_bytes())
    if source.suffix.lower() != ".txt":
        _write_new(folder / "text.txt", report.text)


def _write_new(path: Path, content: str | bytes) -> None:
    """Write a file that is not there yet; what is there may have been reviewed."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        store.write_atomic(path, content.encode() if isinstance(content, str) else content)


def _write_review(folder: Path, report: Report, found: Extraction, left: Sequence[_Left]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    certain = [_certain(report, fact) for fact in found.facts]
    _sheet(folder / "certain.csv", _CERTAIN, certain)
    by_kind: dict[str, list[tuple[Fact, float]]] = {}
    for fact, score in found.unsure:
        by_kind.setdefault(fact.kind, []).append((fact, score))
    for kind, items in sorted(by_kind.items()):
        _unsure(folder / "unsure" / f"{_kebab(kind)}.csv", report, items)
    rows = [(item.section, item.token, item.sentence) for item in left]
    _sheet(folder / "not-understood.csv", ("section", "number", "sentence"), rows)


_CERTAIN = ("kind", "what", "value", "unit", "period", "section", "table", "quote", "rule")


def _certain(report: Report, fact: Fact) -> tuple[str, ...]:
    first = fact.citations[0]
    unit = "".join(fact.get("unit"))
    units = schema().concepts["unit"]
    names = [v for name, values in fact.values if name in _SHOWN for v in values]
    indicator = schema().concepts["indicator"].get("".join(fact.get("indicator")))
    what = " · ".join([*names, *([indicator.zh] if indicator else fact.get("indicator"))])
    quote = report.text[first.span.start : first.span.end]
    return (
        fact.kind, what, "".join(fact.get("value")), units[unit].zh if unit in units else unit,
        "".join(fact.get("period")), first.section, first.table or "", quote, fact.made_by,
    )  # fmt: skip


_SHOWN = frozenset(
    {"about", "school", "partner", "major", "orderClass", "programme", "issuer", "document",
     "place", "region", "organisation", "alternateName", "breakdown", "mentioned"}
)  # fmt: skip


def _unsure(path: Path, report: Report, items: Sequence[tuple[Fact, float]]) -> None:
    """Unsure facts in the very form of a fact sheet, with the score in front."""
    names = list(
        dict.fromkeys(n for fact, _ in items for n, _ in fact.values if n != "periodAssumed")
    )
    rows = []
    for fact, score in items:
        quotes = " || ".join(report.text[c.span.start : c.span.end] for c in fact.citations)
        assumed = bool(fact.get("periodAssumed"))
        cells = [";".join(fact.get(n)) if not (n == "period" and assumed) else "" for n in names]
        rows.append((f"{score:.2f}", *cells, quotes))
    path.parent.mkdir(parents=True, exist_ok=True)
    _sheet(path, ("score", *names, "quote"), rows)


def _sheet(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    store.write_atomic(path, buffer.getvalue().encode())


@dataclass(frozen=True, slots=True)
class _Left:
    section: str
    token: str
    sentence: str


def _not_understood(report: Report, facts: Iterable[Fact]) -> Iterator[_Left]:
    """Figures of the prose (Arabic, not years) that no fact took as its value."""
    taken = {fact.value_span.start for fact in facts if fact.value_span}
    cited = [(c.span.start, c.span.end) for f in facts if not f.value_span for c in f.citations]
    for paragraph in report.paragraphs:
        for number in quantities(paragraph.text):
            if not number.text[0].isdigit() or re.match(
                "年|月|日|届", paragraph.text[number.end :]
            ):
                continue
            start = paragraph.span(number.start, number.end).start
            if start not in taken and not any(a <= start < b for a, b in cited):
                around = paragraph.text[max(0, number.start - _AROUND) : number.end + _AROUND]
                yield _Left(paragraph.section, number.text, around)


def columns_page() -> str:
    """The page that explains the columns of the fact sheets, from the ontology, zh and en."""
    lines = [
        "# 事实表的列 / Columns of the fact sheets",
        "",
        "每种陈述一个 CSV 文件（文件名如 partnership.csv），每行一条陈述；quote 列逐字照录原文，"
        "多处引文以 ` || ` 分隔。多个值以 `;` 分隔。",
        "",
        "One CSV file a statement kind (partnership.csv …), one row a statement; `quote` copies the"
        " text word for word, several quotes are divided by ` || `, several values by `;`.",
        "",
        "| 列 / column | 中文 | English | 取值 / values |",
        "|---|---|---|---|",
        "| quote | 引文（必填） | quote (required) | 原文 / text of the report |",
        "| section | 章节，引文重复时必填 | section, if the quote occurs twice | 3.4.2 |",
        "| status | 陈述状态 | status | stated, inferred |",
        "| rationale, rationale@en | 推断理由 | rationale of an inference | |",
    ]
    for name, role in sorted(schema().properties.items()):
        if role.form in ("thing", "code", "string", "decimal", "gYear") and name not in _HIDDEN:
            lines.append(f"| {name} | {role.zh} | {role.en} | {_values(role.scheme, role.range)} |")
    files = ", ".join(f"{_kebab(kind)}.csv" for kind in schema().kinds())
    return "\n".join([*lines, "", f"文件 / files: {files}, thing.csv", ""])


_HIDDEN = frozenset(
    {"compositeBreakdown", "valuePassage", "lowerBound", "upperBound", "antecedent", "consequent",
     "statedIn", "table", "rowHeader", "columnHeader", "page", "paragraph", "cell", "box", "number",
     "reportYear", "dataYear", "sourceHash", "value", "obsStatus", "section"}
)  # fmt: skip


def _values(scheme: str | None, reach: str | None) -> str:
    if scheme and scheme in schema().concepts:
        shown = list(schema().concepts[scheme].values())[:8]
        return "、".join(c.zh for c in shown) + (" …" if len(schema().concepts[scheme]) > 8 else "")
    return schema().classes[reach].zh if reach in schema().classes else ""


def _kebab(kind: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind).lower()
