"""SARIF: its form, and that its regions are where the quotes stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from vetgraph import findings

if TYPE_CHECKING:
    from vetgraph.findings import Item

SCHEMA = json.loads(Path(__file__).with_name("sarif.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def run(items: list[Item], texts: dict[str, str]) -> dict[str, Any]:
    known = findings.acknowledged(items, {items[-1].id: "核实"})
    content = json.loads(findings.to_sarif(known, texts))
    jsonschema.validate(content, SCHEMA)
    (only,) = content["runs"]
    assert isinstance(only, dict)
    return only


def test_every_finding_is_a_result_of_a_described_rule(
    run: dict[str, Any], items: list[Item]
) -> None:
    rules = run["tool"]["driver"]["rules"]

    assert len(run["results"]) == len(items)
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert " · " in rule["fullDescription"]["text"]
        assert rule["shortDescription"]["text"]


def test_a_rule_of_figures_leads_to_its_page(run: dict[str, Any], checkout: Path) -> None:
    rules = [r for r in run["tool"]["driver"]["rules"] if r["id"].startswith("VG.")]

    assert rules
    for rule in rules:
        for address in rule["help"]["text"].split(" · "):
            page, _, anchor = address.partition("#")
            assert f'<a id="{anchor}"></a>' in (checkout / page).read_text("utf-8")


def test_a_region_is_where_its_snippet_stands(run: dict[str, Any]) -> None:
    (artifact,) = run["artifacts"]
    text = artifact["contents"]["text"]
    lines = text.split("\n")
    places = [p for r in run["results"] for p in (*r["locations"], *r["relatedLocations"])]

    assert len(places) > len(run["results"])
    for place in places:
        region = place["physicalLocation"]["region"]
        start, said = region["charOffset"], region["snippet"]["text"]
        assert place["physicalLocation"]["artifactLocation"] == artifact["location"]
        assert text[start : start + region["charLength"]] == said
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 :].startswith(
            said.split("\n")[0]
        )
        assert lines[region["endLine"] - 1][: region["endColumn"] - 1].endswith(
            said.split("\n")[-1]
        )


def test_levels_are_those_of_sarif(run: dict[str, Any], items: list[Item]) -> None:
    levels = {"violation": "error", "warning": "warning", "info": "note"}

    assert [r["level"] for r in run["results"]] == [levels[one.severity] for one in items]


def test_an_acknowledged_finding_is_suppressed_with_its_reason(run: dict[str, Any]) -> None:
    suppressed = [r["suppressions"] for r in run["results"] if "suppressions" in r]

    assert suppressed == [[{"kind": "external", "justification": "核实"}]]


def test_a_key_in_chinese_is_a_uri(items: list[Item]) -> None:
    from dataclasses import replace

    one = items[-1]
    place = replace(one.places[0], report="某区-2023", start=0, end=2, quote="某区")
    content = json.loads(findings.to_sarif([replace(one, places=(place,))], {"某区-2023": "某区"}))

    jsonschema.validate(content, SCHEMA)
