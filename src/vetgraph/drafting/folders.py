"""A document becomes a report folder to review: metadata with evidence, text, sheets.

The folder holds ``report.toml`` (every answer with the passage that gives it), the document and
its text, ``facts/`` for reviewed rows with a page that explains their columns, and ``review/``:
what the rules read for certain, what they are not sure of, and what nothing was made of.
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vetgraph import errors, pipeline, store
from vetgraph.drafting.columns import columns_page
from vetgraph.drafting.metadata import as_toml, metadata_of, reporter
from vetgraph.drafting.parts import split
from vetgraph.drafting.review import write_review
from vetgraph.drafting.wanted import Wanted
from vetgraph.extraction import extract
from vetgraph.extraction.identity import Identity, identify
from vetgraph.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vetgraph.drafting.review import Review
    from vetgraph.extraction import Extraction
    from vetgraph.model import Metadata, Report

STAGES = 3
"""How often ``draft`` calls ``step`` for a document: when it is read, placed, written."""
_KEPT = (
    "report.toml 已存在，照其内容；--region 和 --year 未用",
    "report.toml is there and holds; --region and --year were not used",
)
_OWN_NAMES = ("report.toml", "text.txt")


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted folder: what it records, whose it is, and how much was read.

    ``notes`` (zh, en) are what the reader of the document has to say of it; ``problems`` are
    reviewed rows that this version of the document does not bear.
    """

    folder: Path
    meta: Metadata
    identity: Identity
    review: Review
    notes: tuple[tuple[str, str], ...] = ()
    problems: tuple[errors.VetgraphError, ...] = ()

    @property
    def about(self) -> str:
        """Who reports, by name."""
        return reporter(self.meta)


def draft(
    source: Path, target: Path, wanted: Wanted | None = None, step: Callable[[], object] = bool
) -> list[Draft]:
    """Draft a document into a folder below ``target`` for each report it holds.

    What a person wrote is never overwritten; of a document that has changed since, the new version
    replaces the old one. ``step`` is called ``STAGES`` times. Raises ``InputError`` for a document
    that cannot be read, or whose folder holds another document.
    """
    asked = wanted or Wanted()
    reports = split(read(source))
    step()
    named = [(report, identify(report)) for report in reports]
    data = source.read_bytes()
    name = f"source-{source.name}" if source.name in _OWN_NAMES else source.name
    sha256 = hashlib.sha256(data).hexdigest()
    metas = [metadata_of(identity, asked, name, sha256) for _, identity in named]
    for meta in metas:
        _refuse_another(target / meta.key, meta, source)
    step()
    drafts = []
    for (report, identity), meta in zip(named, metas, strict=True):
        folder = target / meta.key
        _write(folder / name, data)
        if len(reports) > 1 or source.suffix.lower() != ".txt":
            _write(folder / "text.txt", report.text.encode())
        drafts.append(_draft(folder, meta, identity, report, asked))
    step()
    return drafts


def _draft(
    folder: Path, meta: Metadata, identity: Identity, report: Report, wanted: Wanted
) -> Draft:
    """Everything of a folder but the document and its text."""
    kept, notes = _recorded(folder), report.notes
    if kept is None:
        _write(folder / "report.toml", as_toml(meta, identity, report, wanted).encode())
    else:
        meta = _renewed(folder, kept, meta)
        notes = (*notes, _KEPT) if wanted.region or wanted.year else notes
    found, problems = _extracted(report, meta, folder / "facts")
    _write(folder / "facts" / "README.md", columns_page().encode())
    built = pipeline.Built(meta, report, found, ())
    review = write_review(folder / "review", built, wanted.bom)
    return Draft(folder, meta, identity, review, notes, problems)


def _extracted(
    report: Report, meta: Metadata, sheets: Path
) -> tuple[Extraction, tuple[errors.VetgraphError, ...]]:
    """The facts of a report with its reviewed rows; without them when some do not fit it."""
    about, year = reporter(meta), meta.data_year
    try:
        return extract(report, about, year, sheets), ()
    except errors.SheetError as error:
        return extract(report, about, year), error.problems


def _recorded(folder: Path) -> str | None:
    path = folder / "report.toml"
    return path.read_text("utf-8-sig") if path.is_file() else None


def _refuse_another(folder: Path, meta: Metadata, source: Path) -> None:
    """Raise ``InputError`` when a folder holds a report of another document."""
    kept = _recorded(folder)
    if kept is None:
        return
    try:
        known = tomllib.loads(kept)
    except tomllib.TOMLDecodeError:
        known = {}
    if known.get("source") != meta.source:
        held = known.get("source") or "?"
        raise errors.InputError(
            zh=f"{folder} 已有另一份文件（{held}）的报告；请换一个 -o，或先移走它",
            en=f"{folder} already holds the report of another document ({held});"
            " choose another -o, or move it away",
            file=source,
        )


def _renewed(folder: Path, kept: str, meta: Metadata) -> Metadata:
    """The metadata a person may have edited, with the digest of this version of the document."""
    line = f'sha256 = "{meta.sha256}"'
    renewed = re.sub(r'(?m)^\s*sha256\s*=\s*(?:"[^"\n]*"|\'[^\'\n]*\')', line, kept, count=1)
    if renewed != kept:
        _write(folder / "report.toml", renewed.encode())
    return pipeline.parse_metadata(folder)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    store.write_atomic(path, data)


def dataset_of(source: Path, wanted: Wanted | None = None) -> store.Dataset:
    """The graph of the reports of one document, read by rules and not checked, in memory."""
    built = [_graph(source, report, wanted or Wanted()) for report in split(read(source))]
    return pipeline.unchecked(built)


def _graph(source: Path, report: Report, wanted: Wanted) -> pipeline.Built:
    meta = metadata_of(identify(report), wanted, source.name, "")
    return pipeline.graph_of(meta, report, reporter(meta))


def documents(path: Path) -> list[Path]:
    """The documents below a folder in order of name (a file stands for itself).

    Hidden and lock files are left out, and so are report folders. Raises ``InputError`` for a
    folder without documents.
    """
    if not path.is_dir():
        return [path]
    found = list(_below(path))
    if not found:
        raise errors.InputError(
            zh="文件夹里没有文件", en="there are no documents in this folder", file=path
        )
    return found


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        if "report.toml" in files:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent) / n for n in sorted(files) if not n.startswith((".", "~")))
