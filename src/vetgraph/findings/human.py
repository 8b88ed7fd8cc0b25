"""Findings for people: by report, each with its passages, the last line says how many stand."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from vetgraph.findings.items import WORDS, arranged, counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vetgraph.consistency.observations import Place
    from vetgraph.findings.items import Item

_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Line:
    """A line and what it is: ``report``, a severity, ``acknowledged``, ``place`` or ``summary``."""

    text: str
    tone: str


def to_lines(found: Sequence[Item], language: str) -> list[Line]:
    """All findings in ``zh`` or ``en``."""
    shown = arranged(found)
    lines: list[Line] = []
    for report, some in groupby(shown, key=lambda one: one.report):
        lines += [Line(report, "report")] if report else []
        lines += [line for one in some for line in _lines(one, language)]
    return [*lines, Line(summary(found, language), "summary")]


def _lines(one: Item, language: str) -> Iterator[Line]:
    at = 0 if language == "zh" else 1
    margin = "    " if one.root is not None else ""
    rule = f"{one.rule} " if one.kind else ""
    yield Line(f"{margin}[{WORDS[one.tone][at]}] {rule}{(one.zh, one.en)[at]}", one.tone)
    if one.reason is not None:
        yield Line(f"{margin}    {('理由：', 'reason: ')[at]}{one.reason}", "place")
    if one.kind:
        for place in one.places:
            yield Line(f"{margin}    {where(place, language)}", "place")
    for repair in one.repairs:
        yield Line(f"{margin}    → {repair[at]}", "place")


def where(place: Place, language: str) -> str:
    """Section, table, row × column and the words that stand there, shortened."""
    table = "表" if language == "zh" else "table"
    said = [f"§{place.section}" if place.section else ""]
    said += [f"{table} {place.table}" if place.table else ""]
    said += [" × ".join(part for part in (place.row, place.column) if part)]
    quote = " ".join(place.quote.split())
    shown = quote if len(quote) <= _SHOWN else quote[: _SHOWN - 1] + "…"
    return " ".join([*(part for part in said if part), f"「{shown}」"])


def summary(found: Sequence[Item], language: str) -> str:
    """How many stand, by severity, and how many are acknowledged."""
    grave, doubtful, slight = counts(found).values()
    known = sum(one.reason is not None for one in found)
    if language == "zh":
        said = f"违规 {grave}，警告 {doubtful}，提示 {slight}"
        return f"{said}；已确认 {known}" if known else said
    said = f"{grave} violations, {doubtful} warnings, {slight} notes"
    return f"{said}; {known} acknowledged" if known else said
