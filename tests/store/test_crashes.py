"""A build that is killed, or whose disk is full, leaves the old store as it was."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vetgraph import errors, store

if TYPE_CHECKING:
    from types import ModuleType

HERE = Path(__file__).parent
KILLED = -9


def faulty_builds(base: Path, root: Path, kind: str) -> list[int]:
    """How builds ended whose 1st, 2nd, 3rd … change of the file system failed."""
    root.mkdir()
    command = [sys.executable, str(HERE / "faulty.py"), str(base), str(root), kind]
    ended: list[int] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return ended


def state(folder: Path, versions: ModuleType) -> str:
    """``old`` or ``new`` if the store is whole and all of its files are as recorded."""
    assert [store.read_part(folder, e).name for e in store.parts(folder)]
    found = versions.answer(store.open_store(folder))
    return (
        "old" if found == versions.WHOLE["old"] else "new" if found == versions.WHOLE["new"] else ""
    )


@pytest.mark.slow
def test_killed_at_any_write_the_store_is_old_or_new_and_the_next_build_works(
    old: Path, tmp_path: Path, versions: ModuleType
) -> None:
    ended = faulty_builds(old, tmp_path / "killed", "kill")

    assert len(ended) > 20
    assert set(ended[:-1]) == {KILLED}
    states = []
    for number in range(1, len(ended) + 1):
        folder = tmp_path / "killed" / str(number)
        states.append(state(folder, versions))
        store.publish(folder, versions.version("new"))
        assert state(folder, versions) == "new"
        assert [p.name for p in folder.rglob(".*") if "tmp" in p.name] == []
    assert states == sorted(states, reverse=True)  # old up to the manifest, new from it on
    assert states[0] == "old"


@pytest.mark.slow
def test_a_disk_that_is_full_at_any_write_leaves_the_old_store_and_no_litter(
    old: Path, tmp_path: Path, versions: ModuleType
) -> None:
    ended = faulty_builds(old, tmp_path / "full", "full")

    assert set(ended[:-1]) <= {1, 4}  # a clear error, or a fault that did not matter
    assert ended.count(1) > 15
    for number, code in enumerate(ended, start=1):
        folder = tmp_path / "full" / str(number)
        assert state(folder, versions) in (("old", "new") if code == 1 else ("new",))
        if state(folder, versions) == "old":
            assert len(list((folder / "parts").iterdir())) == 2
        store.publish(folder, versions.version("new"))
        assert state(folder, versions) == "new"


PUBLISH = """
import sys
from pathlib import Path
from versions import version
from vetgraph import store

print("ready", flush=True)
store.publish(Path(sys.argv[1]), version("new"))
"""


@pytest.mark.slow
def test_killed_at_any_time_the_store_is_old_or_new_and_the_next_build_works(
    old: Path, tmp_path: Path, versions: ModuleType
) -> None:
    states = set()
    for step in range(24):
        folder = tmp_path / f"at-{step}"
        shutil.copytree(old, folder)
        build = subprocess.Popen(
            [sys.executable, "-c", PUBLISH, str(folder)], cwd=HERE, stdout=subprocess.PIPE
        )
        with build:
            assert build.stdout is not None
            build.stdout.readline()
            try:
                build.wait(timeout=step * 0.006)
            except subprocess.TimeoutExpired:
                build.kill()
        states.add(state(folder, versions))
        store.publish(folder, versions.version("new"))
        assert state(folder, versions) == "new"
    assert "old" in states


LIMITED = """
import resource, sys
from pathlib import Path
from versions import version
from vetgraph import errors, store

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    store.publish(Path(sys.argv[1]), version("new"))
except errors.StoreError as error:
    print(error.message("en"))
"""


@pytest.mark.skipif(os.name != "posix", reason="needs setrlimit")
@pytest.mark.parametrize("size", [100, 10_000, 60_000])
def test_a_file_that_may_not_grow_is_one_clear_line(
    old: Path, versions: ModuleType, size: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(old), str(size)],
        cwd=HERE, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.stderr == ""
    assert "cannot write the store" in done.stdout
    assert "the old store stands" in done.stdout
    assert done.stdout.count("\n") == 1
    assert versions.answer(store.open_store(old)) == versions.WHOLE["old"]


def test_a_disk_that_is_really_full_is_one_clear_line(tmp_path: Path, versions: ModuleType) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        folder = disk / "store"
        store.publish(folder, versions.version("old"))
        filler = disk / "filler"
        free = shutil.disk_usage(disk).free
        filler.write_bytes(b"x" * max(0, free - 40_000))

        with pytest.raises(errors.StoreError, match="No space left on device; the old store"):
            store.publish(folder, versions.version("new"))
        assert versions.answer(store.open_store(folder)) == versions.WHOLE["old"]

        filler.unlink()
        assert store.publish(folder, versions.version("new")) is True
        assert versions.answer(store.open_store(folder)) == versions.WHOLE["new"]
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)
