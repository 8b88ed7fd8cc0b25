"""``check``: its formats, its colours, the baseline and the exit code."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_streams import on_terminal, posix

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_every_format_is_written(vetgraph: Run, small_store: Path, tmp_path: Path) -> None:
    starts = {
        "human": b"110114-2024", "json": b"{", "csv": b"id,rule", "tsv": b"id\trule",
        "xlsx": b"PK", "html": b"<!doctype html>", "turtle": b"@prefix", "sarif": b"{",
    }  # fmt: skip
    for target, start in starts.items():
        file = tmp_path / f"found.{target}"
        ran = vetgraph("check", "--store", small_store, "-f", target, "-o", file)

        assert ran.code == 0
        assert file.read_bytes().startswith(start)


def test_acknowledged_findings_do_not_count(
    vetgraph: Run, small_store: Path, tmp_path: Path
) -> None:
    at, file = ("--store", small_store), tmp_path / "known.tsv"
    drafted = vetgraph("-q", "check", *at, "--write-baseline", file, "--fail-on", "warning")
    refused = vetgraph("check", *at, "--baseline", file)
    rows = [line.split("\t") for line in file.read_text("utf-8").splitlines()]
    filled = [rows[0], *([row[0], row[1], "已核实", row[3]] for row in rows[1:])]
    file.write_text("".join("\t".join(row) + "\n" for row in filled), "utf-8")
    passed = vetgraph("check", *at, "--baseline", file, "--fail-on", "info", "-f", "json")

    assert drafted.code == 3
    assert refused.code == 1
    assert len(refused.errors) == len(rows) - 1
    assert passed.code == 0
    content = json.loads(passed.out)
    assert content["summary"] == {"violation": 0, "warning": 0, "info": 0}
    assert {one["acknowledged"] for one in content["findings"]} == {"已核实"}


def test_an_acknowledged_finding_that_is_gone_is_told(
    vetgraph: Run, small_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "known.tsv"
    file.write_text("id\trule\treason\tfigures\nVG.DUP.001.0\tVG.DUP.001\t核实\t\n", "utf-8")

    ran = vetgraph("check", "--store", small_store, "--baseline", file)

    assert ran.code == 0
    assert ran.error.startswith(f"{file}:2: VG.DUP.001.0 已不存在")


@posix
@pytest.mark.usefixtures("own_home")
def test_a_terminal_gets_colours_unless_it_wants_none(
    small_store: Path, vetgraph: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("check", "--store", small_store)
    coloured = on_terminal(*asked)[1]
    monkeypatch.setenv("NO_COLOR", "1")
    plain = on_terminal(*asked)[1]

    assert os.environ["NO_COLOR"] == "1"
    assert "\x1b[33m" in coloured
    assert "\x1b" not in plain
    assert vetgraph(*asked).out == plain
