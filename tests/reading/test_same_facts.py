"""The Changping report saved in other formats says the same as the text.

No exception is needed: kinds, subjects, indicators, values, units and periods are equal. What
may differ is the name of an order class in a pdf, where a blank between Latin and Han letters is
a matter of type.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.documents import make
from vetgraph.extraction import extract
from vetgraph.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vetgraph.model import Report

Facts = Counter[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]]
SAVED = {
    "docx": make.docx, "html": make.web, "md": make.markdown, "pdf": make.pdf,
    "unruled.pdf": make.unruled_pdf,
}  # fmt: skip


def facts(report: Report) -> Facts:
    found = extract(report, "北京市昌平区", 2022).facts
    return Counter((fact.kind, tuple(sorted(fact.values))) for fact in found)


@pytest.fixture(scope="module")
def printed(checkout: Path) -> Path:
    return checkout / "data" / "reports" / "110114-2023" / "report.txt"


@pytest.fixture(scope="module")
def stated(printed: Path) -> Facts:
    return facts(read(printed))


@pytest.mark.parametrize("suffix", SAVED)
def test_the_report_says_the_same_in_every_format(
    suffix: str, printed: Path, stated: Facts, tmp_path: Path
) -> None:
    save: Callable[[str, Path], Path] = SAVED[suffix]
    report = read(save(printed.read_text("utf-8"), tmp_path / f"report.{suffix}"))

    assert sum(stated.values()) > 300
    assert facts(report) == stated
    assert report.notes == ()


@pytest.mark.parametrize("suffix", SAVED)
def test_chapters_cases_and_tables_are_the_same_in_every_format(
    suffix: str, printed: Path, tmp_path: Path
) -> None:
    text = read(printed)
    saved = read(SAVED[suffix](printed.read_text("utf-8"), tmp_path / f"report.{suffix}"))

    assert saved.title == text.title
    assert [s.number for s in saved.sections] == [s.number for s in text.sections]
    assert [(t.number, len(t.rows)) for t in saved.tables] == [
        (t.number, len(t.rows)) for t in text.tables
    ]
