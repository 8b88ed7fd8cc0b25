"""What several test files share."""

from __future__ import annotations

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
