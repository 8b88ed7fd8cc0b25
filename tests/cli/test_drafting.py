"""``draft`` and ``extract`` as a newcomer uses them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

TEXT = "临江区2021年中等职业教育质量年度报告\n\n1. 规模\n\n2021年，临江区招生人数600人。\n"


def test_extract_writes_the_facts_of_one_document(vetgraph: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    done = vetgraph("extract", str(tmp_path / "a.txt"))

    assert done.code == 0
    (fact,) = [json.loads(line) for line in done.out.splitlines()]
    assert (fact["value"], fact["unit"], fact["period"]) == ("600", "人", "2021")
    assert fact["citations"][0]["quote"] == "招生人数600人"


def test_extract_of_nothing_says_so(vetgraph: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("春天来了。\n", encoding="utf-8")

    done = vetgraph("extract", str(tmp_path / "a.txt"))

    assert (done.code, done.out) == (4, "")


def test_a_bad_document_of_a_folder_does_not_stop_the_others(vetgraph: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"")

    done = vetgraph("draft", str(folder), "-o", str(tmp_path / "out"))

    assert done.code == 1
    assert (tmp_path / "out" / "临江区-2021" / "report.toml").is_file()
    assert any("b.txt" in line and "文件是空的" in line for line in done.errors)


def test_a_missing_document_is_one_line(vetgraph: Run, tmp_path: Path) -> None:
    done = vetgraph("extract", str(tmp_path / "none.docx"))

    assert done.code == 1
    assert done.error.endswith("没有这个文件")
