"""Judging small texts and finding what became of a word in them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from vetgraph import pipeline
from vetgraph.coverage import coverage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vetgraph.coverage import Token

    Judge = Callable[..., Callable[[str], list[Token]]]


@pytest.fixture
def judge(tmp_path: Path, report_folder: Path) -> Judge:
    """Judge a text: gives a function from a printed token to all the tokens printed so."""

    def judged(body: str, **sheets: str) -> Callable[[str], list[Token]]:
        folder = tmp_path / "110114-2025"
        (folder / "facts").mkdir(parents=True)
        text = f"昌平区质量报告\n\n1 基本情况\n1.1 规模\n{body}\n"
        (folder / "report.txt").write_text(text, "utf-8")
        for name, rows in sheets.items():
            (folder / "facts" / f"{name}.csv").write_text(rows, "utf-8")
        old = (report_folder / "report.toml").read_text("utf-8")
        recorded = hashlib.sha256((report_folder / "report.txt").read_bytes()).hexdigest()
        digest = hashlib.sha256(text.encode()).hexdigest()
        (folder / "report.toml").write_text(old.replace(recorded, digest), "utf-8")
        tokens = coverage(pipeline.build_report(folder)).tokens
        return lambda printed: [t for t in tokens if t.text == printed]

    return judged
