"""Every question has an answer without a store, a cache, a home, or the right to write."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from vetgraph import pipeline, store

if TYPE_CHECKING:
    from pathlib import Path

ASKED = ("query", "internship-hosts")


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command in an environment that holds nothing but what is given, and the path."""
    return subprocess.run(
        [sys.executable, "-m", "vetgraph", *arguments],
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The answer of the bundled graph."""
    home = tmp_path_factory.mktemp("home")
    ran = run({"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}, *ASKED)
    assert ran.stdout.count("\n") > 3
    return ran.stdout


def test_the_first_question_fills_the_cache_and_the_second_uses_it(
    tmp_path: Path, expected: str
) -> None:
    cache = tmp_path / "cache"
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(cache)}
    first = run(home, *ASKED)
    made = sorted(p for p in cache.rglob("*") if p.name != "build.lock")
    second = run(home, *ASKED, "-v")

    assert (first.returncode, first.stdout, first.stderr) == (0, expected, "")
    assert second.stdout == expected
    assert str(cache) in second.stderr
    assert sorted(p for p in cache.rglob("*") if p.name != "build.lock") == made
    assert [p.name for p in tmp_path.iterdir()] == ["cache"]


def test_a_cache_that_cannot_be_written_is_no_failure(tmp_path: Path, expected: str) -> None:
    (tmp_path / "file").write_text("no folder")
    ran = run({"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "file")}, *ASKED)

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, expected, "")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX")
def test_a_cache_without_the_right_to_write_is_no_failure(tmp_path: Path, expected: str) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    if os.geteuid() == 0:
        mount = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(cache)]
        if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("nothing is forbidden to this user")
    else:
        cache.chmod(0o555)
    try:
        ran = run({"HOME": str(tmp_path), "XDG_CACHE_HOME": str(cache)}, *ASKED)
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", "--lazy", str(cache)], check=True)

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, expected, "")


def test_no_home_is_no_failure_and_leaves_nothing_where_one_stands(
    tmp_path: Path, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run({"XDG_CACHE_HOME": str(tmp_path / "cache")}, *ASKED)

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, expected, "")
    assert [p.name for p in tmp_path.iterdir()] == ["cache"]


def test_where_no_home_can_be_found_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for variable in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    monkeypatch.setattr(pipeline, "bundled_reports", list)

    assert pipeline.default_store() is None
    assert pipeline.open_dataset(None).directory is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("own_home")
def test_a_damaged_cache_is_made_again(
    report_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "bundled_reports", lambda: [report_folder])
    first = pipeline.open_dataset(None)
    assert first.directory is not None
    (first.directory / "manifest.json").write_text("{")
    again = pipeline.open_dataset(None)

    assert again.directory == first.directory
    assert again.reports() == ("110114-2024",)


@pytest.mark.usefixtures("own_home")
def test_a_cache_that_another_process_is_making_is_not_waited_for(
    report_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from filelock import FileLock

    monkeypatch.setattr(pipeline, "bundled_reports", lambda: [report_folder])
    cache = pipeline._cache()
    assert cache is not None
    cache.mkdir(parents=True)
    with FileLock(cache / "build.lock"):
        dataset = pipeline.open_dataset(None)

    assert dataset.directory is None
    assert dataset.reports() == ("110114-2024",)


@pytest.mark.usefixtures("own_home")
def test_caches_of_other_versions_are_removed_but_for_a_few(
    report_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "bundled_reports", lambda: [report_folder])
    for number in range(8):
        monkeypatch.setattr(pipeline, "_fingerprint", lambda number=number: f"version-{number}")
        newest = pipeline.open_dataset(None).directory

    assert newest is not None
    kept = sorted(p.name for p in newest.parent.iterdir())
    assert len(kept) == 5
    assert "version-7" in kept
    assert store.exists(newest)
