"""A store is replaced part by part, in one step, by one build at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from vetgraph import errors, store

if TYPE_CHECKING:
    from types import ModuleType


def files_of(folder: Path) -> dict[str, bytes]:
    """What was published, by path: everything but the engine's own database."""
    found = (p for p in folder.rglob("*") if p.is_file() and "index" not in p.parts)
    return {str(p.relative_to(folder)): p.read_bytes() for p in found}


def test_what_is_published_can_be_asked(old: Path, versions: ModuleType) -> None:
    dataset = store.open_store(old)

    assert versions.answer(dataset) == versions.WHOLE["old"]
    assert dataset.reports() == ("110114-2023",)
    assert dataset.text("110114-2023") == "甲乙丙old"


def test_a_part_is_replaced_and_the_others_stay(old: Path, versions: ModuleType) -> None:
    report, _ = versions.version("new")

    assert store.publish(old, [report]) is True
    assert versions.answer(store.open_store(old)) == {"old": 300, "new": 500}
    assert store.open_store(old).text("110114-2023") == "甲乙丙new"


def test_publishing_the_same_again_changes_nothing(old: Path, versions: ModuleType) -> None:
    before = files_of(old)

    assert store.publish(old, versions.version("old")) is False
    assert files_of(old) == before


def test_equal_parts_give_equal_bytes_in_whatever_order_they_come(
    tmp_path: Path, versions: ModuleType
) -> None:
    parts = versions.version("old")
    store.publish(tmp_path / "one", parts)
    store.publish(tmp_path / "two", parts[:1])
    store.publish(tmp_path / "two", parts[1:])

    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_going_back_to_an_earlier_version_gives_its_manifest(
    old: Path, versions: ModuleType
) -> None:
    before = files_of(old)["manifest.json"]
    store.publish(old, versions.version("new"))
    store.publish(old, versions.version("old"))

    assert files_of(old)["manifest.json"] == before
    assert versions.answer(store.open_store(old)) == versions.WHOLE["old"]


def test_only_the_published_generation_is_kept_after_the_next_build(
    old: Path, versions: ModuleType
) -> None:
    for name in ("new", "old", "new", "new"):
        store.publish(old, versions.version(name))

    assert len(list((old / "index").iterdir())) == 2  # the database and its sums
    assert len(list((old / "parts").iterdir())) == 2
    assert len(list((old / "texts").iterdir())) == 1


def test_a_part_is_read_back_as_it_was_published(old: Path, versions: ModuleType) -> None:
    read = [store.read_part(old, entry) for entry in store.parts(old)]

    assert read == versions.version("old")


def test_there_are_no_parts_where_there_is_no_store(tmp_path: Path) -> None:
    assert store.parts(tmp_path) == ()
    with pytest.raises(errors.StoreError, match="no store here"):
        store.open_store(tmp_path / "nowhere")


def test_a_folder_with_files_of_other_people_is_not_taken_for_a_store(
    tmp_path: Path, versions: ModuleType
) -> None:
    letter = tmp_path / "parts" / "letter.txt"
    letter.parent.mkdir()
    letter.write_text("kept")

    with pytest.raises(errors.StoreError, match="not empty"):
        store.publish(tmp_path, versions.version("old"))
    assert letter.read_text() == "kept"


def test_a_store_that_is_being_written_is_refused_at_once(old: Path, versions: ModuleType) -> None:
    with (
        FileLock(old / "build.lock"),
        pytest.raises(errors.StoreError, match="another build") as caught,
    ):
        store.publish(old, versions.version("new"))

    assert caught.value.file == str(old)
    assert "\n" not in caught.value.message("zh")
    assert versions.answer(store.open_store(old)) == versions.WHOLE["old"]


def test_the_lock_of_a_killed_build_is_free(old: Path, versions: ModuleType) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, filelock\n"
            "lock = filelock.FileLock(sys.argv[1]); lock.acquire()\n"
            "print('held', flush=True); sys.stdin.read()",
            str(old / "build.lock"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(errors.StoreError):
            store.publish(old, versions.version("new"))
        holder.kill()

    assert store.publish(old, versions.version("new")) is True


REBUILD = """
import sys
from pathlib import Path
from versions import version
from vetgraph import store

for turn in range(int(sys.argv[2])):
    store.publish(Path(sys.argv[1]), version(("new", "old")[turn % 2]))
"""


@pytest.mark.slow
def test_readers_see_whole_versions_only_while_a_store_is_rebuilt(
    old: Path, versions: ModuleType
) -> None:
    here = Path(__file__).parent
    writer = subprocess.Popen([sys.executable, "-c", REBUILD, str(old), "30"], cwd=here)
    seen = []
    with writer:
        while writer.poll() is None:
            dataset = store.open_store(old)
            seen.append(versions.answer(dataset))
            assert seen[-1] == versions.answer(dataset)

    assert writer.returncode == 0
    assert len(seen) > 10
    assert all(one in versions.WHOLE.values() for one in seen)


def test_a_reader_keeps_the_version_that_it_opened(old: Path, versions: ModuleType) -> None:
    dataset = store.open_store(old)
    for name in ("new", "old", "new"):
        store.publish(old, versions.version(name))

    assert versions.answer(dataset) == versions.WHOLE["old"]
