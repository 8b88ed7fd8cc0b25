"""The whole road: report folders are read, extracted, made into graphs, checked, stored.

Each stage is imported when it is first needed: a question asked of a store needs none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vetgraph import errors, rdf, store
from vetgraph.resources import data_dir, ontology_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vetgraph.checking import Result
    from vetgraph.consistency import Finding
    from vetgraph.extraction import Extraction
    from vetgraph.model import Metadata, Report

# The keys of report.toml: their types and the form of their values.
_FIELDS: dict[str, tuple[type, str]] = {
    "title": (str, r".+"),
    "issuer": (str, r".*"),
    "institution": (str, r"([^\d\s].*)?"),
    "region": (str, r"[0-9]{2,12}|[^\d\s].*|"),
    "report_year": (int, r"[0-9]{4}"),
    "data_year": (int, r"[0-9]{4}"),
    "published": (str, r"([0-9]{4}-(0[1-9]|1[0-2]))?"),
    "source": (str, r"[^/\\]+"),
    "sha256": (str, r"[0-9a-f]{64}"),
    "licence": (str, r".+"),
}
_OPTIONAL = {"institution": ""}
# The name of a report's folder becomes part of IRIs and of file names.
_KEY = re.compile(r"(?=.{1,60}$)[^\W_]+([._-][^\W_]+)*")
_ONTOLOGY = "ontology"
_LINKS = "links-"
_CACHES = 4


@dataclass(frozen=True, slots=True)
class Built:
    """One report on its way to the store: what was read, extracted and written as quads."""

    meta: Metadata
    report: Report
    extraction: Extraction
    quads: tuple[rdf.Quad, ...]

    def part(self) -> store.Part:
        """The publishable part of the report with its findings."""
        quads = (*self.quads, *_findings_of(self))
        return store.Part(self.meta.key, rdf.n_quads(quads), self.report.text)


def bundled_reports() -> list[Path]:
    """The report folders that come with vetgraph."""
    return sorted(p.parent for p in (data_dir() / "reports").glob("*/report.toml"))


def build_report(folder: Path) -> Built:
    """Read, extract and graph one report folder; nothing is stored.

    Raises ``InputError`` for a bad folder or document, ``SheetError`` for bad fact sheets.
    """
    meta = load_metadata(folder)
    region = _region_name(meta.region, folder)
    about = meta.institution or region
    return graph_of(meta, _read(folder, meta.source), about, folder / "facts")


def graph_of(meta: Metadata, report: Report, about: str, sheets: Path | None = None) -> Built:
    """Extract and graph a report that has been read; ``about`` is who reports, as its text says."""
    from vetgraph.extraction import extract
    from vetgraph.graph import report_quads
    from vetgraph.naming import Names

    extraction = extract(report, about, meta.data_year, sheets)
    things = {thing.name: thing for thing in extraction.things}
    code = meta.region if meta.region.isdigit() else ""
    names = Names(extraction.context, code, meta.key, things)
    quads = report_quads(report, meta, list(extraction.facts), names)
    return Built(meta, report, extraction, tuple(quads))


def _region_name(region: str, folder: Path) -> str:
    """The name of an official code; a region or school without a code stands under its name."""
    from vetgraph.places import load_regions

    if not region.isdigit():
        return region
    known = load_regions().by_code(region)
    if known is None:
        zh, en = f"没有代码为 {region} 的行政区", f"no region has the code {region}"
        raise _bad(folder / "report.toml", zh, en)
    return known.name


def _read(folder: Path, source: str) -> Report:
    """The report of a folder: the text kept beside a document is the one that is cited."""
    from vetgraph.reading import read

    report = read(folder / source)
    kept = folder / "text.txt"
    if not kept.is_file():
        return report
    drawn = read(kept)
    return report if drawn.text == report.text else drawn


def ontology_part() -> store.Part:
    """The ontology and code lists as a publishable part."""
    return store.Part(_ONTOLOGY, rdf.n_quads(_ontology()))


def _ontology() -> list[rdf.Quad]:
    from vetgraph.graph import ontology_quads
    from vetgraph.schema import ontology_files

    return ontology_quads([t for path in ontology_files() for t in rdf.parse_turtle(path)])


def near_duplicates(built: Iterable[Built]) -> list[tuple[str, str]]:
    """Names of things that are nearly the same and were not merged, over all the reports."""
    from vetgraph.linking import alike

    named, related = alike.things([quad for one in built for quad in one.quads])
    pairs = alike.near_duplicates(named, related)
    return [(one.label, other.label) for one, other in pairs]


def publish(directory: Path, built: Iterable[Built]) -> bool:
    """Publish built reports and the ontology; False when the store held just that.

    Raises ``InputError`` for two reports of one name, ``StoreError`` as ``store.publish``.
    """
    reports: dict[str, store.Part] = {}
    for one in built:
        if one.meta.key in reports:
            raise errors.InputError(
                zh=f"有两个名为 {one.meta.key} 的报告文件夹；请改一个的名字",
                en=f"there are two report folders called {one.meta.key}; rename one",
            )
        reports[one.meta.key] = one.part()
    return store.publish(directory, [ontology_part(), *reports.values()])


def load_metadata(folder: Path) -> Metadata:
    """The metadata of a report folder (``report.toml``) whose document is the one recorded.

    Raises ``InputError`` as ``parse_metadata``, and for a source that lacks or has changed.
    """
    meta = parse_metadata(folder)
    source = folder / meta.source
    if not source.is_file():
        raise _bad(
            source, "没有这个文件（report.toml 的 source）", "no such file (source in report.toml)"
        )
    if _sha256(source.read_bytes()) != meta.sha256:
        raise _bad(
            source,
            "报告与 report.toml 记录的 SHA-256 不符；若改动是有意的，请更新 sha256",
            "the document does not have the SHA-256 of report.toml; update it if that is meant",
        )
    return meta


def parse_metadata(folder: Path) -> Metadata:
    """The metadata of a report folder, whatever its document.

    Raises ``InputError`` naming every missing or wrong key, and for a folder whose name cannot be
    part of an IRI.
    """
    import tomllib

    from vetgraph.model import Metadata

    path = folder / "report.toml"
    if not path.is_file():
        raise _bad(folder, "不是报告文件夹：缺少 report.toml", "no report folder: no report.toml")
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _bad(path, f"TOML 格式错误：{error}", f"malformed TOML: {error}") from error
    except OSError as error:
        reason = error.strerror
        raise _bad(path, f"无法读取：{reason}", f"cannot be read: {reason}") from error
    content = _OPTIONAL | content
    wrong = [key for key in _FIELDS if not _is_good(key, content.get(key))]
    if not (wrong or content["region"] or content["institution"]):
        wrong = ["region"]
    if wrong:
        listed = ", ".join(wrong)
        zh = f"缺少或写法不对的键：{listed}"
        raise _bad(path, zh, f"missing or wrong keys: {listed}")
    return Metadata(key=_key(folder), **{key: content[key] for key in _FIELDS})


def _is_good(key: str, value: object) -> bool:
    kind, form = _FIELDS[key]
    return type(value) is kind and re.fullmatch(form, str(value), re.DOTALL) is not None


def _key(folder: Path) -> str:
    key = folder.resolve().name
    if not _KEY.fullmatch(key) or key == _ONTOLOGY or key.startswith(_LINKS):
        raise _bad(
            folder,
            f"报告文件夹名“{key}”不可用：请用字母、数字和连字符，如 110114-2023",
            f"a report folder cannot be called {key!r}: use letters, digits and hyphens,"
            " as in 110114-2023",
        )
    return key


def _bad(file: Path, zh: str, en: str) -> errors.InputError:
    return errors.InputError(zh=zh, en=en, file=file)


def findings(quads: Iterable[rdf.Quad]) -> list[Result]:
    """The SHACL results of one report's quads, read together with the ontology."""
    from vetgraph.checking import validate

    return list(validate([*quads, *_ontology()]))


def inconsistencies(dataset: store.Dataset, rounding: str = "nearest") -> list[Finding]:
    """Where the figures of the reports of a dataset contradict each other.

    ``rounding`` says how last printed digits came about: ``nearest``, ``truncate`` or ``exact``.
    """
    from vetgraph import consistency

    found, sources = consistency.records(dataset), consistency.sources(dataset)
    return consistency.check(found, rounding, sources)


def check(dataset: store.Dataset) -> list[Result]:
    """The SHACL results of every report of a dataset."""
    from vetgraph.graph import REFERENCE_GRAPH, THINGS_GRAPH, report_iri

    shared = [quad for graph in (REFERENCE_GRAPH, THINGS_GRAPH) for quad in dataset.quads(graph)]
    graphs = [list(dataset.quads(report_iri(key))) for key in dataset.reports()]
    return [result for quads in graphs for result in findings([*quads, *shared])]


def dataset_of(folders: Sequence[Path], directory: Path | None) -> store.Dataset:
    """The dataset of report folders, built in memory; without folders the one that answers."""
    if folders:
        return in_memory([build_report(folder) for folder in folders])
    return open_dataset(directory)


def default_store() -> Path | None:
    """The user's own store: ``build`` writes it and every command reads it unless told otherwise.

    None where the user has no home folder.
    """
    from platformdirs import user_data_path

    folder = _absolute(user_data_path)
    return None if folder is None else folder / "store"


def _absolute(place: Callable[[str], Path]) -> Path | None:
    """A folder of the user; platformdirs raises, or in older versions guesses, without a home."""
    try:
        path = place("vetgraph")
    except RuntimeError:
        return None
    return path if path.is_absolute() else None


def open_dataset(directory: Path | None) -> store.Dataset:
    """The dataset of a store folder, else of the user's own store, else of the bundled reports."""
    if directory is not None:
        return store.open_store(directory)
    own = default_store()
    return store.open_store(own) if own and store.exists(own) else bundled()


def bundled() -> store.Dataset:
    """The dataset of the bundled reports: built once and kept in the cache, else in memory."""
    import shutil

    cache = _cache()
    if cache is None:
        return in_memory(list(map(build_report, bundled_reports())))
    if store.exists(cache):
        try:
            return store.open_store(cache)
        except errors.StoreError:
            shutil.rmtree(cache, ignore_errors=True)
    built = [build_report(folder) for folder in bundled_reports()]
    try:
        publish(cache, built)
        _prune(cache)
        return store.open_store(cache)
    except errors.StoreError:
        return in_memory(built)


def in_memory(built: Sequence[Built]) -> store.Dataset:
    """A dataset of built reports, their findings and the ontology that touches no disk."""
    quads = [quad for one in built for quad in (*one.quads, *_findings_of(one))]
    return _memory(quads, built)


def unchecked(built: Sequence[Built]) -> store.Dataset:
    """A dataset of built reports and the ontology alone, in memory."""
    return _memory([quad for one in built for quad in one.quads], built)


def _memory(quads: Iterable[rdf.Quad], built: Sequence[Built]) -> store.Dataset:
    return store.memory([*_ontology(), *quads], {b.meta.key: b.report.text for b in built})


def _findings_of(one: Built) -> list[rdf.Quad]:
    """What contradicts itself in a report, in the graph of its findings."""
    from vetgraph.findings.turtle import to_quads

    return list(to_quads(inconsistencies(unchecked([one])), one.report))


def _cache() -> Path | None:
    from platformdirs import user_cache_path

    folder = _absolute(user_cache_path)
    return None if folder is None else folder / _fingerprint()


def _prune(cache: Path) -> None:
    """Remove the caches of other versions, except the few built last."""
    import shutil

    others = [p for p in cache.parent.iterdir() if p != cache and (p / "manifest.json").exists()]
    newest = sorted(others, key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in newest[_CACHES:]:
        shutil.rmtree(path, ignore_errors=True)


def _fingerprint() -> str:
    """What the bundled graph depends on: package files, ontology and data, by size and time."""
    roots = [Path(__file__).parent, ontology_dir(), data_dir()]
    files = sorted(p for root in roots for p in root.rglob("*") if _counts(p))
    listing = "\n".join(f"{p} {p.stat().st_size} {p.stat().st_mtime_ns}" for p in files)
    return _sha256(listing.encode())[:16]


def _counts(path: Path) -> bool:
    return path.suffix != ".pyc" and path.is_file()


def _sha256(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()
