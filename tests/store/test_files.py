"""One file, written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from vetgraph.store import write_atomic


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    write_atomic(file, b"one")
    write_atomic(file, b"two")

    assert file.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["facts.csv"]


def test_when_writing_fails_the_old_bytes_stay_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "facts.csv"
    file.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomic(file, b"new")

    assert file.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["facts.csv"]


def test_the_data_is_on_the_disk_before_its_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def watched_fsync(descriptor: int) -> None:
        folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        steps.append("sync folder" if folder else "sync file")
        fsync(descriptor)

    def watched_replace(source: Path, target: Path) -> None:
        steps.append("rename")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(os, "replace", watched_replace)
    write_atomic(tmp_path / "facts.csv", b"new")

    assert steps == ["sync file", "rename", "sync folder"]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomic(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_the_mode_of_a_file_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_atomic(file, b"new")

    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_atomic(Path(os.devnull), b"gone")

    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_atomic(pipe, b"through")
    reader.join()

    assert read == [b"through"]
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["甲" * 80, "a" * 250])
def test_a_name_as_long_as_names_may_be_can_be_written(tmp_path: Path, name: str) -> None:
    write_atomic(tmp_path / name, b"new")

    assert (tmp_path / name).read_bytes() == b"new"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_atomic(tmp_path, b"new")
