"""All mutants of the real report, judged once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.mutations.mutants import Trial, Verdict, mutants
from vetgraph import consistency

if TYPE_CHECKING:
    from vetgraph.store import Dataset


@pytest.fixture(scope="session")
def verdicts(changping: Dataset) -> list[Verdict]:
    trial = Trial([one for one in consistency.observations(changping) if not one.blank])
    return [trial.judge(mutant) for one in trial.related for mutant in mutants(one)]
