"""``vetgraph coverage`` and the gate of ``build``: formats, exit codes, both languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from vetgraph import store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Run = Callable[..., Any]


def test_shares_sections_and_what_is_missing_are_printed(
    vetgraph: Run, report_folder: Path
) -> None:
    ran = vetgraph("coverage", report_folder, "--lang", "en")

    assert (ran.code, ran.errors) == (0, [])
    assert "numbers: modelled" in ran.out
    assert "1 办学条件" in ran.out
    assert "not modelled:" in ran.out


def test_without_a_folder_the_bundled_report_is_judged(vetgraph: Run) -> None:
    ran = vetgraph("coverage", "-f", "json")

    assert ran.code == 0
    assert json.loads(ran.out)["numbers"]["total"] > 500


def test_the_page_is_written_to_a_file(vetgraph: Run, report_folder: Path, tmp_path: Path) -> None:
    ran = vetgraph("coverage", report_folder, "-f", "html", "-o", tmp_path / "page.html")

    assert (ran.code, ran.out, ran.errors) == (0, "", [])
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.fixture
def lacking(report_folder: Path) -> Path:
    """A report one of whose figures nothing carries."""
    import hashlib

    old = (report_folder / "report.txt").read_bytes()
    new = old + "学校绕着果园跑了37圈。\n".encode()
    (report_folder / "report.txt").write_bytes(new)
    toml = report_folder / "report.toml"
    before, after = (hashlib.sha256(data).hexdigest() for data in (old, new))
    toml.write_text(toml.read_text("utf-8").replace(before, after), "utf-8")
    return report_folder


def test_too_small_a_share_ends_with_code_3(vetgraph: Run, lacking: Path) -> None:
    ran = vetgraph("coverage", lacking, "--min-coverage", 100)

    assert ran.code == 3
    assert "100%" in ran.error
    assert vetgraph("coverage", lacking, "--min-coverage", 10).code == 0


def test_a_share_is_between_0_and_100(vetgraph: Run, report_folder: Path) -> None:
    assert vetgraph("coverage", report_folder, "--min-coverage", 101).code == 2


def test_build_tells_the_shares_and_stores_nothing_below_the_gate(
    vetgraph: Run, lacking: Path, tmp_path: Path
) -> None:
    target = tmp_path / "gated"
    ran = vetgraph("build", lacking, "--store", target, "--no-check", "--min-coverage", 100)

    assert ran.code == 3
    assert any("数字" in line and "覆盖" in line for line in ran.errors)
    assert not store.exists(target)
    assert vetgraph("build", lacking, "--store", target, "--no-check").code == 0
    assert store.exists(target)
