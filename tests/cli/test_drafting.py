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
    assert "b.txt: 文件是空的" in done.errors[-2]
    assert done.errors[-1] == "2 份文件中有 1 份未能读取"


def test_draft_tells_whose_report_of_which_year_and_how_much_was_read(
    vetgraph: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    done = vetgraph("draft", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--lang", "en")

    assert done.code == 0
    whose, read = done.errors
    assert "临江区 (district), report year 2021, data year 2021, school year —" in whose
    assert read.endswith("1 certain, 0 unsure, not understood: 0 figures, 0 names (see review)")


def test_a_reviewed_row_that_fails_makes_the_exit_code_one(vetgraph: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    asked = ("draft", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"))
    vetgraph(*asked)
    sheet = tmp_path / "out" / "临江区-2021" / "facts" / "offering.csv"
    sheet.write_text("school,major,quote\n甲校,汽修,没有这句\n", encoding="utf-8")

    done = vetgraph(*asked)

    assert done.code == 1
    assert "offering.csv:2" in done.errors[-1]
    assert "引文不在报告中" in done.errors[-1]


def test_a_missing_document_is_one_line(vetgraph: Run, tmp_path: Path) -> None:
    done = vetgraph("extract", str(tmp_path / "none.docx"))

    assert done.code == 1
    assert done.error.endswith("没有这个文件")
