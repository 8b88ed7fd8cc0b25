"""Small documents, read and extracted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest

from vetgraph.extraction.context import Context
from vetgraph.extraction.prose import prose_facts
from vetgraph.extraction.tables import table_facts
from vetgraph.reading import read_text
from vetgraph.text import fold

if TYPE_CHECKING:
    from vetgraph.model import Fact

REGION = "昌平区"
DATA_YEAR = 2022


class Said(NamedTuple):
    """An observation in brief; ``quote`` is its passage, ``number`` its figure as printed."""

    about: str
    indicator: str
    breakdown: tuple[str, ...]
    measure: str
    value: str | None
    unit: str
    period: int
    base: int | None
    assumed: bool
    low: str | None
    high: str | None
    quote: str
    number: str

    @property
    def brief(self) -> tuple[str, str | None, str, int]:
        """Indicator, value, unit and year."""
        return self.indicator, self.value, self.unit, self.period


class Read(Protocol):
    """Read a text with known names (name to class) and give its observations."""

    def __call__(self, text: str, **names: str) -> list[Said]:
        """The observations of the text, tables first."""


def said(fact: Fact, text: str) -> Said:
    def one(name: str) -> str | None:
        return next(iter(fact.get(name)), None)

    span, value, base = fact.citations[0].span, fact.value_span, one("basePeriod")
    return Said(
        str(one("about")), str(one("indicator")), fact.get("breakdown"), str(one("measureKind")),
        one("value"), str(one("unit")), int(fact.get("period")[0]), int(base) if base else None,
        bool(one("periodAssumed")), one("lowerBound"), one("upperBound"),
        text[span.start : span.end], text[value.start : value.end] if value else "",
    )  # fmt: skip


def context_of(names: dict[str, str]) -> Context:
    return Context(REGION, DATA_YEAR, {fold(name): name for name in names}, names)


@pytest.fixture
def read() -> Read:
    def read(text: str, **names: str) -> list[Said]:
        report, context = read_text(text), context_of(names)
        facts = [fact for table in report.tables for fact in table_facts(table, context)]
        for paragraph in report.paragraphs:
            facts.extend(prose_facts(paragraph, context, None))
        return [said(fact, text) for fact in facts if fact.kind == "Observation"]

    return read
