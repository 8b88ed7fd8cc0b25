"""Replacing parts of a store in one step.

Everything new is written under new names before the manifest is replaced, so that a build that is
killed at any moment leaves the old manifest, and with it the old store, as it was. The next build
sweeps away what such a build left, and makes damaged parts and indexes anew.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from vetgraph import errors, rdf
from vetgraph.store.dataset import one_line
from vetgraph.store.files import holds, sync_folder, write_atomic
from vetgraph.store.folder import (
    FORMAT,
    MANIFEST,
    Entry,
    Part,
    exists,
    index_sums,
    manifest_bytes,
    parts,
    read_checked,
    read_manifest,
    recorded_sums,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


_LOCK = "build.lock"


def publish(directory: Path, new: Sequence[Part]) -> bool:
    """Replace the parts named in ``new`` and publish; False when nothing changed.

    Parts of other names stay. Raises ``StoreError`` when the store is locked by another build,
    damaged, or the disk does not take the data; the old store then stands.
    """
    with _writing(directory), _lock(directory):
        _sweep(directory)
        try:
            return _publish(directory, new)
        except BaseException:
            with suppress(errors.StoreError, OSError):
                _sweep(directory)
            raise


def _publish(directory: Path, new: Sequence[Part]) -> bool:
    old = {entry.name: entry for entry in parts(directory)}
    written = {part.name: _write_part(directory, part) for part in new}
    kept = [entry for name, entry in old.items() if name not in written]
    for entry in kept:
        for name, sha in entry.files().items():
            read_checked(directory, name, sha)
    entries = tuple(sorted([*kept, *written.values()], key=lambda entry: entry.name))
    index = _index_name(entries)
    manifest = manifest_bytes(entries, index)
    if _sound(directory, index):
        if holds(directory / MANIFEST, manifest):
            return False
    else:
        _build_index(directory, index, entries)
    sync_folder(directory)
    write_atomic(directory / MANIFEST, manifest)
    return True


def _write_part(directory: Path, part: Part) -> Entry:
    file, sha = _put(directory, f"parts/{part.name}", "nq", part.quads)
    if part.text is None:
        return Entry(part.name, file, sha)
    return Entry(
        part.name, file, sha, *_put(directory, f"texts/{part.name}", "txt", part.text.encode())
    )


def _put(directory: Path, stem: str, ending: str, data: bytes) -> tuple[str, str]:
    digest = _sha256(data)
    name = f"{stem}.{digest[:16]}.{ending}"
    path = directory / name
    if not holds(path, data):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
    return name, digest


def _index_name(entries: Sequence[Entry]) -> str:
    listing = "\n".join(f"{FORMAT} {e.name} {e.sha256}" for e in entries)
    return "index/" + _sha256(listing.encode())[:16]


def _build_index(directory: Path, index: str, entries: Sequence[Entry]) -> None:
    import shutil

    temporary = directory / "index" / f".tmp-{os.getpid()}"
    temporary.parent.mkdir(parents=True, exist_ok=True)
    _load(temporary, [directory / entry.file for entry in entries])
    sums = json.dumps(index_sums(temporary), indent=2, sort_keys=True) + "\n"
    write_atomic(directory / f"{index}.json", sums.encode())
    if (directory / index).exists():  # damaged, else it would not be built again
        shutil.rmtree(directory / index)
    temporary.replace(directory / index)
    sync_folder(directory / "index")


def _load(folder: Path, files: Sequence[Path]) -> None:
    store = rdf.Store(str(folder))
    for file in files:
        store.bulk_load(path=str(file), format=rdf.RdfFormat.N_QUADS)
    store.flush()


def _sound(directory: Path, index: str) -> bool:
    """Whether an index is there with the bytes with which it was made."""
    try:
        return index_sums(directory / index) == recorded_sums(directory, index)
    except (OSError, ValueError):
        return False


def _sweep(directory: Path) -> None:
    """Remove what earlier builds left behind, except the published generation."""
    import shutil

    keep = read_manifest(directory).files() if exists(directory) else set()
    for path in sorted(directory.glob(f".{MANIFEST}.*.tmp")):
        path.unlink(missing_ok=True)
    for folder in ("parts", "texts", "index"):
        for path in sorted((directory / folder).glob("*")):
            if f"{folder}/{path.name}" in keep:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _sha256(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


def _refuse_foreign(directory: Path) -> None:
    """A folder with other people's files is no store: sweeping it would delete them."""
    if exists(directory) or (directory / _LOCK).exists() or not any(directory.iterdir()):
        return
    raise errors.StoreError(
        zh="这个文件夹不是图谱库，而且不是空的；请给出空的或新的文件夹",
        en="this folder is no store and is not empty; name an empty or a new one",
        file=directory,
    )


@contextmanager
def _lock(directory: Path) -> Iterator[None]:
    """The store for this build alone; the system frees it when a build is killed."""
    from filelock import FileLock, Timeout

    lock = FileLock(directory / _LOCK)
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
        if not directory.exists():
            directory.mkdir(parents=True)
            sync_folder(directory.parent)
        _refuse_foreign(directory)
        yield
    except (OSError, RuntimeError) as error:
        # RocksDB: "IO error: No space left on device: While appending to file: …"
        engine = re.match(r"IO error: ([^:]+)", str(error))
        reason = getattr(error, "strerror", None) or (engine[1] if engine else one_line(error))
        raise errors.StoreError(
            zh=f"无法写入库：{reason}；旧库保持不变",
            en=f"cannot write the store: {reason}; the old store stands",
            file=getattr(error, "filename", None) or directory,
        ) from error
