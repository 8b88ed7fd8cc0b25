"""The whole Changping report, number by number, against what the exported statements say.

Nothing here uses the package's own reading of numbers: digits, numerals, scales and signs are
read again from the stored text.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from vetgraph import pipeline
from vetgraph.coverage import coverage
from vetgraph.export import write_facts

if TYPE_CHECKING:
    from vetgraph.model import Fact
    from vetgraph.pipeline import Built

ONES = {c: n for n, c in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
COUNTED = "(?:[所个名项科门次期种]|方面|维度|篇章)"
FALLS = re.compile("(?:减少|下降|降低)[^，。；]*$")
YEAR = re.compile(r"20\d\d")


def numeral(text: str) -> Decimal:
    """A numeral of one digit and one scale at most, which is all that the report prints."""
    value = 1
    for character in text:
        value *= ONES.get(character) or SCALES[character]
    return Decimal(value)


def reread(printed: str) -> Decimal:
    """What a number as printed says: digits with 万, a ratio, or a numeral."""
    said = re.sub(r"\s", "", printed)
    if ratio := re.fullmatch(r"([\d.]+)[:：]([\d.]+)", said):
        return round(Decimal(ratio[1]) / Decimal(ratio[2]), 6)
    if digits := re.fullmatch(r"(-?\d+(?:\.\d+)?)(万?)%?", said):
        return Decimal(digits[1]) * (SCALES["万"] if digits[2] else 1)
    return numeral(said)


@pytest.fixture(scope="module")
def text(changping_built: Built) -> str:
    return changping_built.report.text


@pytest.fixture(scope="module")
def observations(changping_built: Built) -> list[Fact]:
    return [f for f in changping_built.extraction.facts if f.kind == "Observation"]


@pytest.fixture(scope="module")
def exported(changping_built: Built) -> list[dict[str, Any]]:
    dataset = pipeline.in_memory([changping_built])
    return [json.loads(line) for line in write_facts(dataset, "jsonl").splitlines()]


def body(text: str) -> int:
    return text.index("现报告如下")


def test_every_run_of_digits_lies_in_a_citation_or_is_context(
    text: str, exported: list[dict[str, Any]], changping_built: Built
) -> None:
    cited = [False] * len(text)
    for row in exported:
        for citation in row["citations"]:
            start, end = citation["start"], citation["end"]
            assert text[start:end] == citation["quote"]
            cited[start:end] = [True] * (end - start)
    context = [False] * len(text)
    for token in coverage(changping_built).tokens:
        if token.kind == "number" and token.state == "context":
            context[token.start : token.end] = [True] * (token.end - token.start)
    runs = [m.span() for m in re.finditer(r"\d+(?:\.\d+)?", text) if m.start() > body(text)]
    bare = [
        text[start - 10 : end + 10]
        for start, end in runs
        if not all(cited[start:end]) and not all(context[start:end])
    ]

    assert len(runs) > 500
    assert bare == []


def test_every_counting_numeral_is_the_figure_of_an_observation(
    text: str, observations: list[Fact]
) -> None:
    """两所, 三项, 百名, 五种 …, but not those that point back (这两门) or are articles."""
    figures = {f.value_span.start for f in observations if f.value_span}
    pattern = rf"(?<![一二三四五六七八九十百这上])(?:[两三四五六七八九百]|三千)(?=余?{COUNTED})"
    found = [m for m in re.finditer(pattern, text) if m.start() > body(text)]
    quoted = re.compile("“[^”“]*$")
    missing = [
        text[m.start() - 8 : m.end() + 8]
        for m in found
        if m.start() not in figures
        and not (quoted.search(text[: m.start()]) and text[m.end() + 1] != "”")
    ]

    assert len(found) > 15
    assert missing == []


def test_the_value_of_every_observation_is_that_at_its_place(
    text: str, observations: list[Fact]
) -> None:
    wrong = []
    for fact in observations:
        span, citation = fact.value_span, fact.citations[0]
        assert span is not None
        printed = text[span.start : span.end]
        if set(printed) <= set("—"):
            assert fact.get("value") == ()
            continue
        value = reread(printed)
        if citation.table:
            in_ten_thousands = "万元" in (citation.row or "") and text[span.end] != "%"
            value *= SCALES["万"] if in_ten_thousands else 1
        elif fact.get("measureKind")[0] in ("change", "growth-rate"):
            clause = text[max(c for c in (text.rfind(p, 0, span.start) for p in "，。；")) :]
            value *= -1 if FALLS.search(clause[: span.start - len(text) + len(clause)]) else 1
        if [Decimal(v) for v in fact.get("value")] != [value]:
            wrong.append((printed, fact.get("value"), value))

    assert len(observations) > 350
    assert wrong == []


def test_the_export_gives_the_values_of_the_report(
    exported: list[dict[str, Any]], observations: list[Fact]
) -> None:
    rows = [row for row in exported if row["type"] == "Observation"]
    given = sorted((row["value_text"], row["value"]) for row in rows if row["value"] is not None)
    read = sorted((*f.get("valueText"), *f.get("value")) for f in observations if f.get("value"))

    assert len(rows) == len(observations)
    assert [(t, Decimal(v)) for t, v in given] == [(t, Decimal(v)) for t, v in read]


def test_hedging_words_beside_a_figure_widen_it(text: str, observations: list[Fact]) -> None:
    hedged = 0
    for fact in observations:
        span = fact.value_span
        assert span is not None
        if fact.citations[0].table or not fact.get("value"):
            continue
        before = text[span.start - 3 : span.start].strip()[-1:]
        behind = text[span.end : span.end + 6].strip()
        value = Decimal(fact.get("value")[0])
        low = Decimal(fact.get("lowerBound")[0]) if fact.get("lowerBound") else None
        high = Decimal(fact.get("upperBound")[0]) if fact.get("upperBound") else None
        if before == "超" or re.match("%?以上|% ?以上", behind):
            assert (low, high) == (value, None), text[span.start - 9 : span.end + 9]
        elif before == "近":
            assert low is not None
            assert low < value == high
        elif behind[:1] in ("余", "多"):
            assert high is not None
            assert low == value < high
        elif re.match(".左右", behind) or text[span.start : span.end] == "百":
            assert low is not None
            assert high is not None
            assert low < value < high
        else:
            assert fact.get("hedge") == (), text[span.start - 9 : span.end + 9]
            continue
        assert fact.get("hedge")
        hedged += 1

    assert hedged >= 17


def test_a_year_taken_from_the_report_is_marked_and_no_other(
    text: str, observations: list[Fact]
) -> None:
    """A figure of the prose has its year before it in its paragraph, or is marked as assumed."""
    for fact in observations:
        span = fact.value_span
        assert span is not None
        if fact.citations[0].table or fact.get("measureKind") == ("target",):
            continue
        cited = "".join(text[c.span.start : c.span.end] for c in fact.citations)
        said = text[_paragraph(text, span.start) : span.start] + cited
        dated = fact.get("period")[0] in YEAR.findall(said)
        assert dated or fact.get("periodAssumed") == ("true",), said[-60:]


def _paragraph(text: str, at: int) -> int:
    """Where the paragraph of a place begins: behind the last heading or blank line that ends one.

    A page break in the middle of a sentence is no end.
    """
    start = at
    while True:
        start = text.rfind("\n\n", 0, start)
        if (
            start < 0
            or text[start - 1] in "。】；："
            or re.search(r"\n[\d.]+ [^\n。]*$", text[:start])
        ):
            return start
