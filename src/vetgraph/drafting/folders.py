"""A document becomes a report folder to review: metadata with evidence, text, sheets.

The folder holds ``report.toml`` (every answer with the passage that gives it), the document and
its text, ``facts/`` for reviewed rows with a page that explains their columns, and ``review/``:
what the rules read for certain, what they are not sure of, and which figures nothing was made of.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph import errors, pipeline, store
from vetgraph.drafting.parts import split
from vetgraph.drafting.review import columns_page, write_review
from vetgraph.extraction import extract
from vetgraph.extraction.identity import Found, Identity, identify
from vetgraph.model import Metadata
from vetgraph.places import load_regions
from vetgraph.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from vetgraph.model import Report

_FORBIDDEN = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user says instead of the document: region (name or code), data year, BOM or not."""

    region: str | None = None
    year: int | None = None
    bom: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted folder and how much was read: certain, unsure, figures not understood.

    ``notes`` (zh, en) are what the reader of the document has to say of it.
    """

    folder: Path
    identity: Identity
    certain: int
    unsure: int
    not_understood: int
    notes: tuple[tuple[str, str], ...] = ()


def draft(source: Path, target: Path, wanted: Wanted | None = None) -> list[Draft]:
    """Draft a document into a folder below ``target`` for each report it holds.

    Reviewed files are never overwritten. Raises ``InputError`` for a document that cannot be read.
    """
    asked = wanted or Wanted()
    reports = split(read(source))
    return [_draft(source, target, report, asked, len(reports) > 1) for report in reports]


def _draft(source: Path, target: Path, report: Report, wanted: Wanted, part: bool) -> Draft:
    identity = identify(report)
    code, name = _region(identity, wanted.region, source.stem)
    data_year = wanted.year or int(identity.data_year.value)
    folder = target / _key(code or name, identity.report_year.value)
    found = extract(report, name, data_year, folder / "facts")
    _write_new(folder / "report.toml", _metadata(source, identity, code or name, data_year))
    _write_new(folder / source.name, source.read_bytes())
    if part or source.suffix.lower() != ".txt":
        _write_new(folder / "text.txt", report.text)
    _write_new(folder / "facts" / "README.md", columns_page())
    left = write_review(folder / "review", report, found, wanted.bom)
    certain, unsure = len(found.facts), len(found.unsure)
    return Draft(folder, identity, certain, unsure, left, report.notes)


def dataset_of(source: Path, wanted: Wanted | None = None) -> store.Dataset:
    """The graph of the reports of one document, read by rules, in memory."""
    built = [_graph(source, report, wanted or Wanted()) for report in split(read(source))]
    return pipeline.in_memory(built)


def _graph(source: Path, report: Report, wanted: Wanted) -> pipeline.Built:
    identity = identify(report)
    code, name = _region(identity, wanted.region, source.stem)
    meta = Metadata(
        key=_key(code or name, identity.report_year.value),
        title=identity.title or source.stem,
        issuer="",
        region=code or name,
        report_year=int(identity.report_year.value),
        data_year=wanted.year or int(identity.data_year.value),
        published=_published(identity),
        source=source.name,
        sha256="",
        licence="",
    )
    return pipeline.graph_of(meta, report, name)


def documents(path: Path) -> list[Path]:
    """The documents of a folder in order of name (a file stands for itself)."""
    if not path.is_dir():
        return [path]
    return sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith((".", "~")))


def _region(identity: Identity, wanted: str | None, stem: str) -> tuple[str, str]:
    """Official code (empty without one) and printed name of the region or school."""
    if wanted is None:
        known = identity.region
        return (known.code, known.name) if known else ("", identity.name.value or stem)
    gazetteer = load_regions()
    named = gazetteer.by_code(wanted) if wanted.isdigit() else gazetteer.resolve(wanted)
    if named is None and wanted.isdigit():
        raise errors.ParameterError(
            zh=f"没有代码为 {wanted} 的行政区", en=f"no region has the code {wanted}"
        )
    return (named.code, named.name) if named else ("", wanted)


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


def _write_new(path: Path, content: str | bytes) -> None:
    """Write a file that is not there yet; what is there may have been reviewed."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        store.write_atomic(path, content.encode() if isinstance(content, str) else content)
