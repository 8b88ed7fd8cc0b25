"""The Changping report, end to end: every cell, every citation, every row, figures by hand."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import pytest

from vetgraph import rdf
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vetgraph.model import Fact
    from vetgraph.pipeline import Built

TABLES = ["1-1", "1-2", "1-3", "1-4", "2-1", "2-2", "4-1", "5-1"]
NUMBER = re.compile(r"-?\d+(?:\.\d+)?%?|\d+(?:\.\d+)?\s*:\s*\d+(?:\.\d+)?")


class Cell(NamedTuple):
    """A cell as the test itself reads it from the tab-separated lines."""

    table: str
    label: str
    header: str
    text: str
    start: int


def cells(text: str) -> Iterator[Cell]:
    """Every body cell behind the labels of every captioned table, 序号 left out."""
    table, headers, position = "", [""], 0
    for line in text.split("\n"):
        caption = re.match(r"表 ?(\d-\d) \S", line)
        if caption and "\t" not in line:
            table, headers = caption[1], []
        elif table and "\t" in line:
            parts = line.split("\t")
            headers = headers or parts
            at = position
            for index, part in enumerate(parts):
                if parts is not headers and index and headers[index]:
                    yield Cell(table, "".join(parts[:2]), headers[index], part.strip(), at)
                at += len(part) + 1
        elif line.strip():
            table = "" if headers else table
        position += len(line) + 1


def value_cells(text: str) -> list[Cell]:
    return [c for c in cells(text) if NUMBER.fullmatch(c.text) or re.fullmatch("—+", c.text)]


def meant(cell: Cell) -> Decimal | None:
    """The value of a cell in its base unit; None for a dash."""
    if "—" in cell.text:
        return None
    if ":" in cell.text:
        a, b = (Decimal(part) for part in cell.text.split(":"))
        return round(a / b, 6)
    in_ten_thousands = "万元" in cell.label and "%" not in cell.text
    return Decimal(cell.text.rstrip("%")) * (10_000 if in_ten_thousands else 1)


def at(facts: tuple[Fact, ...], start: int) -> list[Fact]:
    return [f for f in facts if f.kind == "Observation" and f.citations[0].span.start == start]


@pytest.fixture(scope="session")
def text(changping_built: Built) -> str:
    return changping_built.report.text


@pytest.fixture(scope="session")
def facts(changping_built: Built) -> tuple[Fact, ...]:
    return changping_built.extraction.facts


def test_the_test_itself_sees_all_tables(text: str) -> None:
    found = value_cells(text)

    assert sorted({cell.table for cell in found}) == TABLES
    assert len(found) == 32 + 9 + 12 + 36 + 15 + 16 + 14 + 18


def test_every_value_cell_is_one_observation_with_its_value(
    text: str, facts: tuple[Fact, ...]
) -> None:
    wrong = []
    for cell in value_cells(text):
        found = [(f.get("value"), f.get("obsStatus")) for f in at(facts, cell.start)]
        value = meant(cell)
        if value is None:
            right = found == [((), ("not-reported",))]
        else:
            right = [Decimal(v[0]) for v, _ in found if v] == [value.normalize()]
        if not right:
            wrong.append((cell, found))

    assert wrong == []


def test_every_cell_carries_its_table_and_its_headers(text: str, facts: tuple[Fact, ...]) -> None:
    for cell in value_cells(text):
        (fact,) = at(facts, cell.start)
        citation = fact.citations[0]
        assert citation.table == cell.table
        assert citation.column
        assert cell.header in citation.column
        assert citation.row


def test_years_of_cells_are_those_of_their_headers_or_rows(
    text: str, facts: tuple[Fact, ...]
) -> None:
    for cell in value_cells(text):
        dated = re.search(r"(20\d\d) ?年", cell.header) or re.search(r"(20\d\d) ?年", cell.label)
        (fact,) = at(facts, cell.start)
        if dated:
            assert fact.get("period") == (dated[1],)
        elif cell.table != "4-1":
            assert (fact.get("period"), fact.get("basePeriod")) == (("2022",), ("2021",))


def test_every_row_of_the_register_is_a_programme(text: str, facts: tuple[Fact, ...]) -> None:
    rows = re.findall(r"^\d+\t(.+)\t(.+)\t\d+$", text, re.M)
    runs = [
        (f.get("orderClass")[0], f.get("partner")[0])
        for f in facts
        if f.kind == "ProgrammeRun" and f.made_by == "rule-register-row"
    ]

    assert len(rows) == 11
    assert runs == rows


def test_every_citation_is_the_text_it_points_at(changping_built: Built, text: str) -> None:
    exact: dict[str, str] = {}
    start: dict[str, str] = {}
    end: dict[str, str] = {}
    selects: dict[str, list[str]] = {}
    oa = rdf.PREFIXES["oa"]
    for q in changping_built.quads:
        name = q.predicate.value
        if isinstance(q.object, rdf.Literal):
            for key, store in ((oa + "exact", exact), (oa + "start", start), (oa + "end", end)):
                if name == key:
                    store[str(q.subject)] = q.object.value
        elif name == oa + "hasSelector":
            selects.setdefault(str(q.subject), []).append(str(q.object))
    passages = {
        passage: (
            next(int(start[s]) for s in found if s in start),
            next(int(end[s]) for s in found if s in end),
            next(exact[s] for s in found if s in exact),
        )
        for passage, found in selects.items()
    }

    assert len(passages) > 500
    assert [p for p in passages.values() if text[p[0] : p[1]] != p[2] or not p[2]] == []


def test_nothing_is_refused_at_the_gate(changping_built: Built) -> None:
    assert changping_built.extraction.refused == ()


def test_every_row_of_every_sheet_gives_a_statement(
    checkout: Path, facts: tuple[Fact, ...]
) -> None:
    sheets = sorted((checkout / "data" / "reports" / "110114-2023" / "facts").glob("*.csv"))
    made = {s.stem: sum(f.made_by == f"sheet-{s.stem}" for f in facts) for s in sheets}

    assert len(sheets) > 15
    for sheet in sheets:
        with sheet.open(encoding="utf-8-sig", newline="") as file:
            rows = sum(1 for _ in csv.DictReader(file))
        assert rows > 0
        if sheet.stem != "thing":
            assert made[sheet.stem] == rows, sheet.name


def test_every_thing_of_the_sheet_is_known(checkout: Path, changping_built: Built) -> None:
    sheet = checkout / "data" / "reports" / "110114-2023" / "facts" / "thing.csv"
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        named = {row["name"].strip(): row["class"].strip() for row in csv.DictReader(file)}
    known = {thing.name: thing.kind for thing in changping_built.extraction.things}

    assert named.items() <= known.items()


SCHOOL, WUSHU, DISTRICT = "北京市昌平职业学校", "北京少林武术学校", "昌平区"
REGION = "北京市昌平区"


@pytest.mark.parametrize(
    ("section", "printed", "about", "indicator", "value", "unit", "year"),
    [
        ("1.1.1", "168747", SCHOOL, "land-area", "168747", "metre-squared", "2022"),
        ("1.1.1", "147938", SCHOOL, "floor-area", "147938", "metre-squared", "2022"),
        ("1.1.1", "30678万", SCHOOL, "assets", "306780000", "yuan", "2022"),
        ("1.1.1", "1373万", SCHOOL, "assets", "13730000", "yuan", "2022"),
        ("1.1.1", "4.69", SCHOOL, "assets", "4.69", "percent", "2022"),
        ("1.1.1", "57182", WUSHU, "land-area", "57182", "metre-squared", "2022"),
        ("1.1.1", "2310.7万", WUSHU, "assets", "23107000", "yuan", "2022"),
        ("1.1.1", "1061", DISTRICT, "enrolment", "1061", "person", "2022"),
        ("1.1.1", "139", DISTRICT, "enrolment", "-139", "person", "2022"),
        ("1.1.1", "11.58", DISTRICT, "enrolment", "-11.58", "percent", "2022"),
        ("1.1.1", "1057", DISTRICT, "enrolment", "1057", "person", "2022"),
        ("1.1.1", "399", DISTRICT, "students", "399", "person", "2022"),
        ("1.1.2", "1200", DISTRICT, "admissions", "1200", "person", "2021"),
        ("1.2", "28647万", DISTRICT, "equipment", "286470000", "yuan", "2022"),
        ("1.2", "9.09万", DISTRICT, "equipment-per-student", "90900", "yuan", "2022"),
        ("1.3", "344", DISTRICT, "staff", "344", "person", "2022"),
        ("1.3", "61", WUSHU, "staff", "61", "person", "2022"),
        ("1.3", "0.69:1", WUSHU, "student-teacher-ratio", "0.69", "ratio", "2022"),
        ("2.1.1", "97", SCHOOL, "clubs", "97", "item", "2022"),
        ("2.1.1", "5", WUSHU, "clubs", "5", "item", "2022"),
        ("2.2", "8", DISTRICT, "to-bachelor", "8", "person", "2022"),
        ("3.2.1", "100", SCHOOL, "digital-courses", "100", "item", "2022"),
        ("3.2.2", "3234万", DISTRICT, "project-budget", "32340000", "yuan", "2021"),
        ("3.2.2", "2644.6万", DISTRICT, "project-paid", "26446000", "yuan", "2021"),
        ("5.2.1", "5.8万", SCHOOL, "training", "58000", "person-time", "2022"),
        ("5.2.1", "22817", SCHOOL, "training", "22817", "person-time", "2022"),
        ("6.1", "18320.96万", DISTRICT, "funding", "183209600", "yuan", "2022"),
        ("6.1", "17.64", DISTRICT, "funding", "17.64", "percent", "2022"),
        ("6.2", "684", DISTRICT, "self-recruited", "684", "person", "2022"),
        ("案例 7-2", "294", SCHOOL, "training-days", "294", "person-day", "2022"),
        ("1.1.1", "208", DISTRICT, "enrolment", "208", "person", "2022"),
        ("1.2", "4.12", DISTRICT, "paper-books", "4.12", "percent", "2022"),
        ("1.2", "8.33", DISTRICT, "electronic-books", "8.33", "percent", "2022"),
        ("2.1.1", "13", REGION, "volunteering-years", "13", "year-unit", "2022"),
        ("2.1.1", "3", REGION, "scholarship-holders", "3", "person", "2022"),
        ("案例 2-1", "119", SCHOOL, "meeting-teachers", "119", "person", "2022"),
        ("案例 2-2", "8", REGION, "sports-to-bachelor", "8", "person", "2022"),
        ("案例 3-1", "10", REGION, "provinces-served", "10", "item", "2022"),
        ("3.2.1", "11", SCHOOL, "platform-courses", "11", "item", "2022"),
        ("3.2.2", "10", REGION, "projects-by-progress", "10", "item", "2021"),
        ("3.2.3", "8", SCHOOL, "contest-groups", "8", "item", "2022"),
        ("4.2", "一", REGION, "practice-weeks", "1", "week", "2021"),
        ("7.3", "百", SCHOOL, "course-modules", "100", "item", "2022"),
    ],
)
def test_figures_of_the_prose_read_by_hand(
    facts: tuple[Fact, ...], section: str, printed: str, about: str, indicator: str, value: str,
    unit: str, year: str,
) -> None:  # fmt: skip
    found = [
        (*f.get("about"), *f.get("indicator"), *f.get("value"), *f.get("unit"), *f.get("period"))
        for f in facts
        if f.get("valueText") == (printed,) and f.citations[0].section == section
        and f.citations[0].table is None
    ]  # fmt: skip

    assert (about, indicator, value, unit, year) in found


def test_every_figure_stands_under_a_registered_indicator(facts: tuple[Fact, ...]) -> None:
    registered = schema().concepts["indicator"]
    unknown = [
        f for f in facts if f.kind == "Observation" and f.get("indicator")[0] not in registered
    ]

    assert unknown == []


def test_rules_read_at_least_two_thirds_of_the_figures_of_the_prose(
    facts: tuple[Fact, ...],
) -> None:
    prose = [f for f in facts if f.kind == "Observation" and f.citations[0].table is None]
    by_rule = {f.value_span for f in prose if f.made_by == "rule-sentence"}
    by_review = {f.value_span for f in prose if f.made_by == "sheet-observation"}

    assert not by_rule & by_review
    assert len(by_rule) * 3 >= 2 * len(by_rule | by_review)


def test_no_figure_of_the_prose_is_read_twice(facts: tuple[Fact, ...]) -> None:
    """One printed number is one observation, unless joined indicators share it."""
    spans: dict[object, set[tuple[str, ...]]] = {}
    for fact in facts:
        if fact.kind == "Observation" and fact.value_span:
            key = (*fact.get("indicator"), *fact.get("about"), *fact.get("breakdown"))
            assert key not in spans.setdefault(fact.value_span, set())
            spans[fact.value_span].add(key)


def test_the_report_and_data_years_are_kept_apart(changping_built: Built) -> None:
    assert (changping_built.meta.report_year, changping_built.meta.data_year) == (2023, 2022)
    assert changping_built.report.title == "北京市昌平区中等职业教育质量年度报告（2023）"


def test_sections_and_cases_are_all_there(changping_built: Built) -> None:
    sections = changping_built.report.sections
    cases = [s.number for s in sections if s.kind == "case"]

    assert cases == [
        f"案例 {n}"
        for n in [
            "2-1",
            "2-2",
            "3-1",
            "3-2",
            "3-3",
            "3-4",
            "4-1",
            "5-1",
            "5-2",
            "5-3",
            "7-1",
            "7-2",
            "8-1",
        ]
    ]
    assert [s.number for s in sections if s.kind == "section" and "." not in s.number] == [
        str(n) for n in range(1, 10)
    ]
    assert [t.number for t in changping_built.report.tables] == TABLES
