"""What several test files share."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vetgraph import pipeline

if TYPE_CHECKING:
    from vetgraph.pipeline import Built
    from vetgraph.store import Dataset


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of ``pyproject.toml``."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def changping_built(checkout: Path) -> Built:
    """The Changping report, read, extracted and written as quads."""
    return pipeline.build_report(checkout / "data" / "reports" / "110114-2023")


@pytest.fixture(scope="session")
def changping(changping_built: Built) -> Dataset:
    """The whole Changping graph with the ontology, in memory."""
    return pipeline.in_memory([changping_built])


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with nothing in it, and no setting of vetgraph's."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("VETGRAPH_STORE", "VETGRAPH_LANG", "VETGRAPH_DEBUG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    return home


REPORT = """北京市昌平区中等职业教育质量年度报告（2024）

1 办学条件
1.1 基本情况
2023年，北京市昌平职业学校占地面积168747平方米。
北京市昌平职业学校与京东物流合作开展订单培养。
"""
PARTNERSHIP = """school,partner,period,quote
北京市昌平职业学校,京东物流,2023,北京市昌平职业学校与京东物流合作开展订单培养
"""


@pytest.fixture
def report_folder(tmp_path: Path) -> Path:
    """A report folder of two sentences and one fact sheet, to be spoilt by a test."""
    folder = tmp_path / "110114-2024"
    (folder / "facts").mkdir(parents=True)
    (folder / "report.txt").write_text(REPORT, "utf-8")
    (folder / "facts" / "partnership.csv").write_text(PARTNERSHIP, "utf-8")
    digest = hashlib.sha256(REPORT.encode()).hexdigest()
    lines = (
        'title = "北京市昌平区中等职业教育质量年度报告（2024）"',
        'issuer = ""',
        'region = "110114"',
        "report_year = 2024",
        "data_year = 2023",
        'published = "2023-12"',
        'source = "report.txt"',
        f'sha256 = "{digest}"',
        'licence = "CC0-1.0"',
    )
    (folder / "report.toml").write_text("\n".join(lines) + "\n", "utf-8")
    return folder
