"""The embedded store: published whole or not at all, read by SPARQL.

A store is a folder::

    manifest.json              what is published: parts, texts, index (replaced atomically)
    parts/<name>.<sha>.nq      one file of sorted N-Quads a part (a report, the ontology, links …)
    texts/<name>.<sha>.txt     the text that a report's citations point into
    index/<sha>/               the Oxigraph database made from the parts

Files are named by their content and written before the manifest, so a build that is killed at
any moment leaves the old manifest, and with it the old store, as it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vetgraph import errors, rdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FORMAT = 1
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Solutions:
    """A SPARQL SELECT answer: column names and rows of terms (None = unbound)."""

    columns: tuple[str, ...]
    rows: list[tuple[rdf.Term | None, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """One publishable piece: its name, its quads as sorted N-Quads, and its text if it has one."""

    name: str
    quads: bytes
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One part as the manifest records it; hashes are SHA-256 in hex."""

    name: str
    file: str
    sha256: str
    text_file: str | None = None
    text_sha256: str | None = None


class Dataset:
    """A read-only view of a store; plain triple patterns see the union of its named graphs."""

    def __init__(
        self, store: rdf.Store, directory: Path | None, texts: Mapping[str, str] | None = None
    ) -> None:
        self._store = store
        self._texts = dict(texts or {})
        self.directory = directory

    def select(self, sparql: str, bindings: Mapping[str, rdf.Term] | None = None) -> Solutions:
        """The rows of a SELECT query, variables in ``bindings`` fixed to the given terms.

        Raises ``QueryError`` for malformed or non-SELECT text, ``StoreError`` for a damaged store.
        """
        answer = self._run(sparql, bindings)
        if not hasattr(answer, "variables"):
            raise errors.QueryError(zh="这不是 SELECT 查询", en="this is not a SELECT query")
        with _damage(self.directory):
            return _solutions(answer)

    def construct(
        self, sparql: str, bindings: Mapping[str, rdf.Term] | None = None
    ) -> list[rdf.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, in N-Triples order."""
        answer = self._run(sparql, bindings)
        if isinstance(answer, bool) or hasattr(answer, "variables"):
            raise errors.QueryError(zh="这不是 CONSTRUCT 查询", en="this is not a CONSTRUCT query")
        with _damage(self.directory):
            return sorted(set(answer), key=str)

    def ask(self, sparql: str, bindings: Mapping[str, rdf.Term] | None = None) -> bool:
        """The answer of an ASK query."""
        return bool(self._run(sparql, bindings))

    def query(self, sparql: str) -> Solutions | list[rdf.Triple] | bool:
        """The answer of a query of any form: rows, triples in N-Triples order, or a truth value."""
        answer = self._run(sparql, None)
        with _damage(self.directory):
            if hasattr(answer, "variables"):
                return _solutions(answer)
            return sorted(set(answer), key=str) if hasattr(answer, "__next__") else bool(answer)

    def quads(self, graph: rdf.NamedNode | None = None) -> Iterator[rdf.Quad]:
        """All quads, or those of one named graph; the order is the engine's."""
        with _damage(self.directory):
            yield from self._store.quads_for_pattern(None, None, None, graph)

    def text(self, report: str) -> str:
        """The stored text of a report (``110114-2023``); raises ``NotFoundError``."""
        if report not in self._texts:
            raise errors.NotFoundError(
                zh=f"库中没有报告 {report} 的文本", en=f"the store holds no text of report {report}"
            )
        source = self._texts[report]
        return source if self.directory is None else _read(self.directory / source).decode()

    def reports(self) -> tuple[str, ...]:
        """The keys of the reports whose text is stored."""
        return tuple(sorted(self._texts))

    def _run(self, sparql: str, bindings: Mapping[str, rdf.Term] | None) -> Any:
        _refuse_service(sparql)
        substitutions = {rdf.Variable(k): v for k, v in (bindings or {}).items()}
        try:
            return self._store.query(
                sparql,
                prefixes=rdf.PREFIXES,
                use_default_graph_as_union=True,
                substitutions=substitutions or None,
            )
        except SyntaxError as error:
            raise _malformed(error) from error
        except (RuntimeError, ValueError, OSError) as error:
            raise _damaged(self.directory, error) from error


def _solutions(answer: Any) -> Solutions:
    columns = tuple(variable.value for variable in answer.variables)
    return Solutions(columns, [tuple(solution[name] for name in columns) for solution in answer])


def memory(quads: Iterable[rdf.Quad], texts: Mapping[str, str] | None = None) -> Dataset:
    """A dataset in memory, with the texts of its reports."""
    store = rdf.Store()
    store.extend(quads)
    return Dataset(store, None, texts)


def open_store(directory: Path) -> Dataset:
    """The published dataset of a store folder.

    Raises ``StoreError`` when the folder holds no store, or a damaged one.
    """
    entries, index = _manifest(directory)
    texts = {e.name: e.text_file for e in entries if e.text_file}
    with _damage(directory):
        store = rdf.Store.read_only(str(directory / index))
    return Dataset(store, directory, texts)


def parts(directory: Path) -> tuple[Entry, ...]:
    """The published parts of a store folder; empty where there is no store yet."""
    return _manifest(directory)[0] if (directory / _MANIFEST).exists() else ()


def read_part(directory: Path, entry: Entry) -> Part:
    """One published part, compared with its recorded hash; raises ``StoreError``."""
    data = _read(directory / entry.file)
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise _damaged(directory, f"{entry.file}: SHA-256")
    text = None
    if entry.text_file:
        raw = _read(directory / entry.text_file)
        if hashlib.sha256(raw).hexdigest() != entry.text_sha256:
            raise _damaged(directory, f"{entry.text_file}: SHA-256")
        text = raw.decode()
    return Part(entry.name, data, text)


def publish(directory: Path, new: Sequence[Part]) -> bool:
    """Replace the parts named in ``new`` and publish; False when nothing changed.

    Parts of other names stay. Raises ``StoreError`` when the store is locked by another build,
    damaged, or the disk does not take the data; the old store then stands.
    """
    with _writing(directory), _lock(directory):
        _sweep(directory, keep=_manifest_files(directory))
        old = {entry.name: entry for entry in parts(directory)}
        entries = old | {part.name: _write_part(directory, part) for part in new}
        ordered = tuple(entries[name] for name in sorted(entries))
        index = _index_name(ordered)
        manifest = _manifest_bytes(ordered, index)
        if not (directory / index).is_dir():
            _build_index(directory, index, ordered)
        elif _same(directory / _MANIFEST, manifest):
            return False
        write_atomic(directory / _MANIFEST, manifest)
        return True


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old or the new bytes, never a mixture."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _write_part(directory: Path, part: Part) -> Entry:
    digest = hashlib.sha256(part.quads).hexdigest()
    file = _put(directory, f"parts/{part.name}.{digest[:16]}.nq", part.quads)
    if part.text is None:
        return Entry(part.name, file, digest)
    raw = part.text.encode()
    text_digest = hashlib.sha256(raw).hexdigest()
    text_file = _put(directory, f"texts/{part.name}.{text_digest[:16]}.txt", raw)
    return Entry(part.name, file, digest, text_file, text_digest)


def _put(directory: Path, name: str, data: bytes) -> str:
    path = directory / name
    if not _same(path, data):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
    return name


def _build_index(directory: Path, index: str, entries: Sequence[Entry]) -> None:
    temporary = directory / "index" / f".tmp-{os.getpid()}"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.parent.mkdir(parents=True, exist_ok=True)
    store = rdf.Store(str(temporary))
    for entry in entries:
        store.bulk_load(path=str(directory / entry.file), format=rdf.RdfFormat.N_QUADS)
    store.flush()
    del store
    temporary.replace(directory / index)
    _sync_folder(directory / "index")


def _index_name(entries: Sequence[Entry]) -> str:
    listing = "\n".join(f"{FORMAT} {e.name} {e.sha256}" for e in entries)
    return "index/" + hashlib.sha256(listing.encode()).hexdigest()[:16]


def _manifest_bytes(entries: Sequence[Entry], index: str) -> bytes:
    content = {"format": FORMAT, "index": index, "parts": [asdict(e) for e in entries]}
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _manifest(directory: Path) -> tuple[tuple[Entry, ...], str]:
    path = directory / _MANIFEST
    if not path.is_file():
        raise errors.StoreError(
            zh="这里没有图谱库；先运行 vetgraph build --store 建库",
            en="there is no store here; run vetgraph build --store first",
            file=directory,
        )
    try:
        content = json.loads(_read(path))
        if content["format"] != FORMAT:
            raise _damaged(directory, f"format {content['format']}")
        return tuple(Entry(**part) for part in content["parts"]), content["index"]
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(directory, error) from error


def _manifest_files(directory: Path) -> set[str]:
    if not (directory / _MANIFEST).exists():
        return set()
    entries, index = _manifest(directory)
    return {index, *(e.file for e in entries), *(e.text_file for e in entries if e.text_file)}


def _sweep(directory: Path, keep: set[str]) -> None:
    """Remove what earlier builds left behind, except the published generation."""
    for folder in ("parts", "texts", "index"):
        for path in sorted((directory / folder).glob("*")):
            if f"{folder}/{path.name}" in keep:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


@contextmanager
def _lock(directory: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(directory / "build.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise errors.StoreError(
            zh="另一个 build 正在写这个库；等它结束再试",
            en="another build is writing to this store; try again when it has ended",
            file=directory,
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _writing(directory: Path) -> Iterator[None]:
    try:
        directory.mkdir(parents=True, exist_ok=True)
        yield
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise errors.StoreError(
            zh=f"无法写入库：{reason}；旧库保持不变",
            en=f"cannot write the store: {reason}; the old store stands",
            file=getattr(error, "filename", None) or directory,
        ) from error


@contextmanager
def _damage(directory: Path | None) -> Iterator[None]:
    try:
        yield
    except (RuntimeError, ValueError, OSError) as error:
        raise _damaged(directory, error) from error


def _damaged(directory: Path | None, error: object) -> errors.StoreError:
    return errors.StoreError(
        zh=f"库已损坏或无法读取（{error}）；删除此文件夹后重新运行 vetgraph build",
        en=f"the store is damaged or unreadable ({error}); delete the folder and build again",
        file=directory,
    )


def _malformed(error: SyntaxError) -> errors.QueryError:
    """The engine's message without its list of every token it would have taken."""
    place = re.match(r"error at (\d+):(\d+)", str(error))
    if place is None:
        reason = str(error).splitlines()[0]
        return errors.QueryError(zh=f"SPARQL 语法错误：{reason}", en=f"SPARQL syntax error: {reason}")
    line, column = place.groups()
    return errors.QueryError(
        zh=f"SPARQL 语法错误：第 {line} 行第 {column} 列",
        en=f"SPARQL syntax error at line {line}, column {column}",
    )


def _refuse_service(sparql: str) -> None:
    """SERVICE would open a network connection from inside a local query."""
    code = re.sub(r"<[^<>\s]*>|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*", " ", sparql)
    if re.search(r"(?<![\w:?$])SERVICE\b(?!:)", code, re.IGNORECASE):
        raise errors.QueryError(
            zh="本地查询不允许 SERVICE；请用 --endpoint 直接查询远程端点",
            en="SERVICE is not allowed in local queries; query the endpoint with --endpoint",
        )


def _same(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _damaged(path, error.strerror) from error


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
