"""A store is a folder.

::

    manifest.json              what is published: parts, texts, index (replaced atomically)
    parts/<name>.<sha>.nq      one file of sorted N-Quads a part (a report, the ontology, links …)
    texts/<name>.<sha>.txt     the text that a report's citations point into
    index/<sha>/               the Oxigraph database made from the parts
    index/<sha>.json           the sizes and SHA-256 of its files

Files are named by their content and written before the manifest.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from vetgraph import errors, rdf
from vetgraph.store.dataset import Dataset, damaged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORMAT = 1
MANIFEST = "manifest.json"
_TRIES = 5
# The engine may take a flipped byte for a length and ask for all memory, so that a database is
# compared with its sums before it is opened; a large one (bytes) by its sizes, to save time.
_ALWAYS_CHECKED = 100_000_000


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

    def files(self) -> dict[str, str]:
        """The files of the part and their hashes."""
        found = {self.file: self.sha256}
        if self.text_file is not None and self.text_sha256 is not None:
            found[self.text_file] = self.text_sha256
        return found


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is published: the parts by name, and the folder of the index made from them."""

    entries: tuple[Entry, ...]
    index: str

    def files(self) -> set[str]:
        """Every file and folder that the manifest names."""
        return {self.index, f"{self.index}.json", *(f for e in self.entries for f in e.files())}


def exists(directory: Path) -> bool:
    """Whether something has been published in a folder."""
    return (directory / MANIFEST).is_file()


def open_store(directory: Path) -> Dataset:
    """The published dataset of a store folder.

    Raises ``StoreError`` when the folder holds no store, or a damaged one.
    """
    manifest = read_manifest(directory)
    for _ in range(_TRIES):
        try:
            _check_index(directory, manifest.index)
            store = rdf.Store.read_only(str(directory / manifest.index))
        except (OSError, RuntimeError, ValueError) as error:
            # A build that ended in between may have removed the index just read of.
            again = read_manifest(directory)
            if again == manifest:
                raise damaged(directory, error) from error
            manifest = again
        else:
            texts = {e.name: e.text_file for e in manifest.entries if e.text_file}
            return Dataset(store, directory, texts)
    raise errors.StoreError(
        zh="库正在不断重建；请稍后再试",
        en="the store keeps being rebuilt; try again",
        file=directory,
    )


def parts(directory: Path) -> tuple[Entry, ...]:
    """The published parts of a store folder; empty where there is no store yet."""
    return read_manifest(directory).entries if exists(directory) else ()


def read_part(directory: Path, entry: Entry) -> Part:
    """One published part, compared with its recorded hash; raises ``StoreError``."""
    quads, *text = (read_checked(directory, name, sha) for name, sha in entry.files().items())
    return Part(entry.name, quads, text[0].decode() if text else None)


def read_checked(directory: Path, name: str, sha256: str) -> bytes:
    """The bytes of a file of the store; raises ``StoreError`` unless they have that hash."""
    try:
        data = (directory / name).read_bytes()
    except OSError as error:
        raise damaged(directory / name, error.strerror) from error
    if _sha256(data) != sha256:
        raise damaged(directory / name, "SHA-256")
    return data


def read_manifest(directory: Path) -> Manifest:
    """The manifest of a store folder; raises ``StoreError`` when it lacks or is damaged."""
    path = directory / MANIFEST
    if not path.is_file():
        raise errors.StoreError(
            zh="这里没有图谱库；先运行 vetgraph build --store 建库",
            en="there is no store here; run vetgraph build --store first",
            file=directory,
        )
    try:
        content = json.loads(path.read_bytes())
        if content["format"] != FORMAT:
            raise _other_format(directory, content["format"])
        return Manifest(tuple(map(_entry, content["parts"])), _name(content["index"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(path, error) from error


def index_sums(index: Path, limit: int | None = None) -> dict[str, list[int | str]]:
    """Size and SHA-256 of every file that holds data; without SHA-256 beyond ``limit`` bytes.

    The engine's notes for people are left out. Raises ``OSError``.
    """
    files = sorted(p for p in index.iterdir() if not p.name.startswith(("LOG", "LOCK", "OPTIONS")))
    sizes = {path.name: path.stat().st_size for path in files}
    if limit is not None and sum(sizes.values()) > limit:
        return {name: [size] for name, size in sizes.items()}
    return {path.name: [sizes[path.name], _sha256(path.read_bytes())] for path in files}


def recorded_sums(directory: Path, index: str) -> dict[str, list[int | str]]:
    """What ``index_sums`` found when the index was made. Raises ``OSError``, ``ValueError``."""
    found: dict[str, list[int | str]] = json.loads((directory / f"{index}.json").read_bytes())
    return found


def _check_index(directory: Path, index: str) -> None:
    now, made = index_sums(directory / index, _ALWAYS_CHECKED), recorded_sums(directory, index)
    if now != {name: sums[: len(now.get(name, ()))] for name, sums in made.items()}:
        raise ValueError(f"{index}: SHA-256")


def _sha256(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


def manifest_bytes(entries: Sequence[Entry], index: str) -> bytes:
    """The manifest as stored: JSON with sorted keys."""
    content = {"format": FORMAT, "index": index, "parts": [asdict(e) for e in entries]}
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _other_format(directory: Path, found: object) -> errors.StoreError:
    return errors.StoreError(
        zh=f"库的格式是 {found}，本版 vetgraph 读写格式 {FORMAT}；请删除此文件夹再 vetgraph build",
        en=f"the store has format {found}, this vetgraph reads {FORMAT};"
        " delete the folder and run vetgraph build",
        file=directory,
    )


def _entry(record: dict[str, Any]) -> Entry:
    entry = Entry(**record)
    for name, sha in entry.files().items():
        _name(name)
        _name(sha)
    return entry


def _name(value: object) -> str:
    """A file name of a manifest, which never leads out of the store."""
    if not isinstance(value, str) or value.startswith(("/", "\\")) or ".." in value.split("/"):
        raise ValueError(f"not a name in the store: {value!r}")
    return value
