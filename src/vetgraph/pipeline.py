"""The whole road: report folders are read, extracted, made into graphs, checked, stored."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vetgraph import errors, rdf, store
from vetgraph.extraction import extract
from vetgraph.graph import REFERENCE_GRAPH, ontology_quads, report_iri, report_quads
from vetgraph.model import Metadata
from vetgraph.naming import Names
from vetgraph.places import load_regions
from vetgraph.reading import read
from vetgraph.resources import data_dir
from vetgraph.schema import ontology_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vetgraph.checking import Result
    from vetgraph.extraction import Extraction
    from vetgraph.model import Report

_FIELDS = {
    "title": str, "issuer": str, "region": str, "report_year": int, "data_year": int,
    "published": str, "source": str, "sha256": str, "licence": str,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Built:
    """One report on its way to the store: what was read, extracted and written as quads."""

    meta: Metadata
    report: Report
    extraction: Extraction
    quads: tuple[rdf.Quad, ...]

    def part(self) -> store.Part:
        """The publishable part of the report."""
        return store.Part(self.meta.key, rdf.n_quads(self.quads), self.report.text)


def bundled_reports() -> list[Path]:
    """The report folders that come with vetgraph."""
    return sorted(p.parent for p in (data_dir() / "reports").glob("*/report.toml"))


def build_report(folder: Path) -> Built:
    """Read, extract and graph one report folder; nothing is stored.

    Raises ``InputError`` for a bad folder or document, ``SheetError`` for bad fact sheets.
    """
    meta = load_metadata(folder)
    report = read(folder / "report.txt")
    region = load_regions().by_code(meta.region)
    if region is None:
        raise errors.InputError(
            zh=f"没有代码为 {meta.region} 的行政区", en=f"no region has the code {meta.region}",
            file=folder / "report.toml",
        )  # fmt: skip
    extraction = extract(report, region.name, meta.data_year, folder / "facts")
    things = {thing.name: thing for thing in extraction.things}
    names = Names(extraction.context, meta.region, meta.key, things)
    quads = report_quads(report, meta, list(extraction.facts), names)
    return Built(meta, report, extraction, tuple(quads))


def ontology_part() -> store.Part:
    """The ontology and code lists as a publishable part."""
    triples = [t for path in ontology_files() for t in rdf.parse_turtle(path)]
    return store.Part("ontology", rdf.n_quads(ontology_quads(triples)))


def publish(directory: Path, built: Iterable[Built]) -> bool:
    """Publish built reports and the ontology; False when the store held just that."""
    return store.publish(directory, [ontology_part(), *(b.part() for b in built)])


def load_metadata(folder: Path) -> Metadata:
    """The metadata of a report folder (``report.toml``).

    Raises ``InputError`` naming every missing or mistyped key.
    """
    path = folder / "report.toml"
    if not path.is_file():
        raise errors.InputError(
            zh="不是报告文件夹：缺少 report.toml", en="not a report folder: report.toml is missing",
            file=folder,
        )  # fmt: skip
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise errors.InputError(
            zh=f"TOML 格式错误：{error}", en=f"malformed TOML: {error}", file=path
        ) from error
    wrong = [k for k, kind in _FIELDS.items() if not isinstance(content.get(k), kind)]
    if wrong:
        listed = ", ".join(wrong)
        raise errors.InputError(
            zh=f"缺少或类型不对的键：{listed}", en=f"missing or mistyped keys: {listed}", file=path
        )
    return _metadata(folder, content)


def _metadata(folder: Path, content: dict[str, Any]) -> Metadata:
    meta = Metadata(key=folder.resolve().name, **{k: content[k] for k in _FIELDS})
    source = folder / meta.source
    if source.is_file() and hashlib.sha256(source.read_bytes()).hexdigest() != meta.sha256:
        raise errors.InputError(
            zh="报告与 report.toml 记录的 SHA-256 不符；若改动是有意的，请更新 sha256",
            en="the document does not have the SHA-256 of report.toml; update it if that is meant",
            file=source,
        )
    return meta


def findings(quads: Iterable[rdf.Quad]) -> list[Result]:
    """The SHACL results of one report's quads, read together with the ontology."""
    from vetgraph.checking import validate

    triples = (t for path in ontology_files() for t in rdf.parse_turtle(path))
    return list(validate([*quads, *ontology_quads(list(triples))]))


def check(folders: Sequence[Path], directory: Path | None) -> list[Result]:
    """The SHACL results of report folders, else of every report of a store or the bundled ones."""
    if folders or directory is None:
        built = [build_report(folder) for folder in folders or bundled_reports()]
        return [result for one in built for result in findings(one.quads)]
    dataset = open_dataset(directory)
    reference = list(dataset.quads(REFERENCE_GRAPH))
    graphs = [list(dataset.quads(report_iri(key))) for key in dataset.reports()]
    return [result for quads in graphs for result in findings([*quads, *reference])]


def open_dataset(directory: Path | None) -> store.Dataset:
    """The dataset of a store folder, or of the bundled reports, built once and kept in the cache."""
    if directory is not None:
        return store.open_store(directory)
    cache = _cache()
    try:
        if not (cache / "manifest.json").is_file():
            publish(cache, map(build_report, bundled_reports()))
        return store.open_store(cache)
    except errors.StoreError:
        return in_memory([build_report(folder) for folder in bundled_reports()])


def in_memory(built: Sequence[Built]) -> store.Dataset:
    """A dataset of built reports and the ontology that touches no disk."""
    triples = [t for path in ontology_files() for t in rdf.parse_turtle(path)]
    quads = [q for b in built for q in b.quads]
    return store.memory([*ontology_quads(triples), *quads], {b.meta.key: b.report.text for b in built})


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("vetgraph") / _fingerprint()


def _fingerprint() -> str:
    """What the bundled graph depends on: package files, ontology and data, by size and time."""
    roots = [Path(__file__).parent, ontology_files()[0].parent, data_dir()]
    files = sorted(p for root in roots for p in root.rglob("*") if p.is_file())
    listing = "\n".join(f"{p} {p.stat().st_size} {p.stat().st_mtime_ns}" for p in files)
    return hashlib.sha256(listing.encode()).hexdigest()[:16]
