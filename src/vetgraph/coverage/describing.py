"""A statement in words for people, in zh and en: its kind, what it says, its figure, its period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.graph import statement_iris
from vetgraph.schema import schema

if TYPE_CHECKING:
    from vetgraph.model import Fact
    from vetgraph.pipeline import Built

_LANGUAGES = ("zh", "en")
_OF_THE_FIGURE = frozenset(
    {"valueText", "value", "lowerBound", "upperBound", "unit", "measureKind", "hedge",
     "antecedent", "consequent", "period", "periodAssumed", "periodNotStated", "basePeriod"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in words; pairs are zh and en."""

    kind: tuple[str, str]
    what: tuple[str, str]
    value: tuple[str, str]
    period: tuple[str, str]
    quotes: tuple[str, ...]


def describe(built: Built) -> dict[str, Said]:
    """Every statement of a report by its IRI, in reading order."""
    facts = built.extraction.facts
    iris = statement_iris(built.report, built.meta.key, facts)
    return {iri.value: _said(fact, built) for fact, iri in zip(facts, iris, strict=True)}


def _said(fact: Fact, built: Built) -> Said:
    kind = schema().classes[fact.kind]
    what = [_what(fact, language) for language in _LANGUAGES]
    value = [_value(fact, language) for language in _LANGUAGES]
    period = _period(fact)
    text = built.report.text
    quotes = dict.fromkeys(text[c.span.start : c.span.end] for c in fact.citations)
    return Said((kind.zh, kind.en), (what[0], what[1]), (value[0], value[1]), period, tuple(quotes))


def _period(fact: Fact) -> tuple[str, str]:
    years = "–".join(dict.fromkeys([*fact.get("basePeriod"), *fact.get("period")]))
    if fact.get("periodAssumed"):
        return f"{years}（取自报告的数据年份）", f"{years} (the data year of the report)"
    return years, years


def _what(fact: Fact, language: str) -> str:
    """Role: values, for each role but those that make the figure and its time."""
    known = schema().properties
    said = []
    for role, values in fact.values:
        if role not in _OF_THE_FIGURE:
            label = known[role].zh if language == "zh" else known[role].en
            words = [_word(role, value, language) for value in values]
            said.append(f"{label}：{'、'.join(words)}" if language == "zh"
                        else f"{label}: {', '.join(words)}")  # fmt: skip
    return ("；" if language == "zh" else "; ").join(said)


def _value(fact: Fact, language: str) -> str:
    printed = "".join([*fact.get("hedge"), *fact.get("valueText")])
    units = [_word("unit", unit, language) for unit in fact.get("unit")]
    return " ".join([printed, *units]).strip()


def _word(role: str, value: str, language: str) -> str:
    """The label of a code; anything else stays as it was said."""
    scheme = schema().properties[role].scheme or role
    concept = schema().concepts.get(scheme, {}).get(value)
    if concept is None:
        return value
    return concept.zh if language == "zh" else concept.en
