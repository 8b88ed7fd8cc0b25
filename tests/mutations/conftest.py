"""All mutants of the real report, judged once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.mutations.mutants import Trial, Verdict, mutants
from tests.mutations.years import Slip, slips
from vetgraph import consistency

if TYPE_CHECKING:
    from vetgraph.pipeline import Built
    from vetgraph.store import Dataset

EVERY_YEAR = 3


@pytest.fixture(scope="session")
def verdicts(changping: Dataset) -> list[Verdict]:
    trial = Trial([one for one in consistency.observations(changping) if not one.blank])
    return [trial.judge(mutant) for one in trial.related for mutant in mutants(one)]


@pytest.fixture(scope="session")
def some_years(changping_built: Built) -> list[Slip]:
    """A third of the printed years of the real report, each taken for its neighbours."""
    return list(slips(changping_built, "北京市昌平区", EVERY_YEAR))
