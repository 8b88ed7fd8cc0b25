"""What is found in the Changping report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph import consistency, findings, pipeline

if TYPE_CHECKING:
    from vetgraph.checking import Result
    from vetgraph.consistency import Finding
    from vetgraph.findings import Item
    from vetgraph.store import Dataset


@pytest.fixture(scope="session")
def results(changping: Dataset) -> list[Result]:
    return pipeline.check(changping)


@pytest.fixture(scope="session")
def figures(changping: Dataset) -> list[Finding]:
    return consistency.check(consistency.observations(changping))


@pytest.fixture(scope="session")
def items(results: list[Result], figures: list[Finding]) -> list[Item]:
    return findings.items(results, figures)


@pytest.fixture(scope="session")
def texts(changping: Dataset) -> dict[str, str]:
    return {key: changping.text(key) for key in changping.reports()}
