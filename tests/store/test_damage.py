"""Damage to a store is named, never answered from, and mended by the next build."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from vetgraph import errors, store

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def message(folder: Path, versions: ModuleType) -> str:
    """What opening and asking a store says, in Chinese; it must be one line."""
    with pytest.raises(errors.StoreError) as caught:
        versions.answer(store.open_store(folder))
    said = caught.value.message("zh")
    assert "\n" not in said
    assert str(folder) in said
    return said


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b'{"format": 1}',
        b'{"format": 1, "index": "index/x", "parts": [1]}',
        b'{"format": 1, "index": "index/x", "parts": [{"name": "a"}]}',
        b'{"format": 1, "index": "../../etc", "parts": []}',
        b'{"format": 1, "index": 7, "parts": []}',
    ],
)
def test_a_damaged_manifest_is_named(old: Path, versions: ModuleType, content: bytes) -> None:
    (old / "manifest.json").write_bytes(content)

    assert "库已损坏" in message(old, versions)
    with pytest.raises(errors.StoreError, match="damaged"):
        store.publish(old, versions.version("new"))


def test_a_store_of_another_format_says_how_to_go_on(old: Path, versions: ModuleType) -> None:
    manifest = json.loads((old / "manifest.json").read_text())
    (old / "manifest.json").write_text(json.dumps(manifest | {"format": 99}))

    assert "库的格式是 99" in message(old, versions)


def test_a_missing_index_is_named_and_built_again(old: Path, versions: ModuleType) -> None:
    index = next(p for p in (old / "index").iterdir() if p.is_dir())
    shutil.rmtree(index)

    assert "vetgraph build" in message(old, versions)
    assert not index.exists()
    store.publish(old, versions.version("old"))
    assert versions.answer(store.open_store(old)) == versions.WHOLE["old"]


def test_flipped_bytes_in_the_index_are_found_before_they_are_answered_from(
    old: Path, tmp_path: Path, versions: ModuleType
) -> None:
    names = sorted(p.relative_to(old) for p in old.glob("index/*/*.sst"))
    for turn in range(60):
        seed = hashlib.sha256(str(turn).encode()).digest()
        broken = tmp_path / "broken"
        shutil.copytree(old, broken)
        table = broken / names[turn % len(names)]
        data = bytearray(table.read_bytes())
        data[int.from_bytes(seed[:4]) % len(data)] ^= seed[4] or 1
        table.write_bytes(data)

        message(broken, versions)
        if turn % 20 == 0:
            store.publish(broken, versions.version("old"))
            assert versions.answer(store.open_store(broken)) == versions.WHOLE["old"]
        shutil.rmtree(broken)


def test_of_a_large_index_the_sizes_are_compared(
    old: Path, versions: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vetgraph.store.folder._ALWAYS_CHECKED", 1)
    assert versions.answer(store.open_store(old)) == versions.WHOLE["old"]
    table = next(iter(old.glob("index/*/*.sst")))
    table.write_bytes(table.read_bytes() + b"x")

    message(old, versions)


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_file_missing_from_the_index_is_named_and_mended(
    old: Path, versions: ModuleType, name: str
) -> None:
    next(iter(sorted(old.glob(f"index/*/{name}")))).unlink()

    message(old, versions)
    store.publish(old, versions.version("old"))
    assert versions.answer(store.open_store(old)) == versions.WHOLE["old"]


@pytest.mark.parametrize("pattern", ["parts/ontology*", "texts/*"])
def test_a_damaged_part_is_found_and_replaced_by_a_build_that_brings_it(
    old: Path, versions: ModuleType, pattern: str
) -> None:
    file = next(iter(old.glob(pattern)))
    file.write_bytes(file.read_bytes()[:-5])
    name = "ontology" if "ontology" in file.name else "110114-2023"
    entry = next(e for e in store.parts(old) if e.name == name)

    with pytest.raises(errors.StoreError, match="SHA-256"):
        store.read_part(old, entry)
    store.publish(old, versions.version("old"))
    assert store.read_part(old, entry) in versions.version("old")


def test_a_damaged_part_is_not_built_into_a_new_index(old: Path, versions: ModuleType) -> None:
    file = next(iter(old.glob("parts/ontology*")))
    file.write_bytes(file.read_bytes().replace(b'"old"', b'"bad"', 1))
    report, _ = versions.version("new")

    with pytest.raises(errors.StoreError, match="SHA-256") as caught:
        store.publish(old, [report])
    assert caught.value.file == str(file)
    assert versions.answer(store.open_store(old)) == versions.WHOLE["old"]


@pytest.mark.parametrize("damage", [None, b"\xe7\x94"])
def test_a_text_that_lacks_or_is_cut_within_a_character_is_named(
    old: Path, damage: bytes | None
) -> None:
    file = next(iter((old / "texts").iterdir()))
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)

    with pytest.raises(errors.StoreError) as caught:
        store.open_store(old).text("110114-2023")
    assert caught.value.file == str(file)
