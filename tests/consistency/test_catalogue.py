"""Every rule of the catalogue on small reports that hold (``holds.*``) and that do not.

``tests/consistency/reports/<rule>/<verdict>.<why>.txt`` are read like any report; the first line
names the district. A report that fails breaks its rule and no other.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.consistency import pages
from vetgraph import consistency, pipeline
from vetgraph.model import Metadata
from vetgraph.places import load_regions
from vetgraph.reading import read_text
from vetgraph.schema import schema

REPORTS = Path(__file__).parent / "reports"
FILES = sorted(REPORTS.glob("*/*.txt"))
CATALOGUE = schema().concepts["rule"]


def found(path: Path) -> set[str]:
    """The codes of the rules that a small report breaks."""
    text = path.read_text("utf-8")
    title = text.partition("\n")[0]
    district = title.partition("职业教育")[0]
    known = load_regions().resolve(district)
    region = known.code if known else district
    meta = Metadata("r", title, "", region, 2023, 2022, "2022-12", path.name, "0" * 64, "–")
    built = pipeline.graph_of(meta, read_text(text), district)
    findings = pipeline.inconsistencies(pipeline.in_memory([built]))
    return {finding.rule.lower().replace(".", "-") for finding in findings}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_report_that_fails_breaks_its_rule_alone_and_one_that_holds_none(path: Path) -> None:
    verdict = path.name.partition(".")[0]

    assert found(path) == ({path.parent.name} if verdict == "fails" else set())


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_rule_has_a_report_that_holds_and_one_that_fails(code: str) -> None:
    verdicts = {path.name.partition(".")[0] for path in (REPORTS / code).glob("*.txt")}

    assert verdicts == {"holds", "fails"}


def test_the_rules_of_the_code_are_those_of_the_catalogue() -> None:
    files = sorted(Path(consistency.__file__).parent.glob("*.py"))
    named = {
        m for file in files for m in re.findall(r'"(VG[.]\w+[.]\d+)"', file.read_text("utf-8"))
    }

    assert {name.lower().replace(".", "-") for name in named} == set(CATALOGUE)


def test_every_report_belongs_to_a_rule_of_the_catalogue() -> None:
    assert {path.parent.name for path in FILES} == set(CATALOGUE)


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_the_pages_of_the_rules_are_written_from_the_catalogue(language: str) -> None:
    written = (pages.ROOT / "docs" / "rules" / f"{language}.md").read_text("utf-8")

    assert written == pages.page(language)
