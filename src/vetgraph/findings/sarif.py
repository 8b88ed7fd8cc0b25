"""Findings as SARIF 2.1.0, which code review tools and editors show beside the text.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; columns and offsets are code
points, lines end with a line feed.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import vetgraph
from vetgraph import rdf
from vetgraph.findings.rules import iri
from vetgraph.findings.rules import rules as known_rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vetgraph.consistency.observations import Place
    from vetgraph.findings.items import Item
    from vetgraph.findings.rules import Rule

    Json = dict[str, Any]

_LEVELS: Final = {"violation": "error", "warning": "warning", "info": "note"}
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME: Final = "https://w3id.org/vetgraph"
_PAGES: Final = {"zh": "docs/rules/zh.md", "en": "docs/rules/en.md"}


def to_sarif(found: Sequence[Item], texts: Mapping[str, str]) -> bytes:
    """One SARIF run; ``texts`` are the reports' texts by key, which stand inside it."""
    keys = sorted({place.report for one in found for place in one.places} & set(texts))
    rules = sorted({one.rule for one in found})
    lines = {key: _line_starts(texts[key]) for key in keys}
    run = {
        "tool": {"driver": _driver(rules, found)},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\n"],
        "artifacts": [_artifact(key, texts[key]) for key in keys],
        "results": [_result(one, rules.index(one.rule), lines) for one in found],
    }
    content = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _driver(rules: Sequence[str], found: Sequence[Item]) -> Json:
    severities = {one.rule: one.severity for one in found}
    catalogue = known_rules()
    return {
        "name": "vetgraph",
        "semanticVersion": vetgraph.__version__,
        "informationUri": _HOME,
        "rules": [_rule(rule, severities[rule], catalogue) for rule in rules],
    }


def _rule(rule: str, severity: str, catalogue: Mapping[str, Rule]) -> Json:
    address = iri(rule)
    made = {
        "id": rule, "helpUri": address, "defaultConfiguration": {"level": _LEVELS[severity]},
    }  # fmt: skip
    known_rule = catalogue.get(address)
    if known_rule is None:
        return made
    said = {
        "shortDescription": known_rule.name or known_rule.saying,
        "fullDescription": known_rule.saying,
    }
    made |= {name: {"text": _both(words)} for name, words in said.items()}
    return made if "://" in rule else made | {"help": _help(rule)}


def _help(rule: str) -> Json:
    """Where the documentation tells of a rule; as ``helpUri`` it would have to be absolute."""
    at = {language: f"{page}#{rule.lower().replace('.', '-')}" for language, page in _PAGES.items()}
    links = " · ".join(f"[{rule} ({language})]({place})" for language, place in at.items())
    return {"text": " · ".join(at.values()), "markdown": links}


def _both(words: Mapping[str, str]) -> str:
    return " · ".join(words[language] for language in ("zh", "en") if language in words)


def _artifact(key: str, text: str) -> Json:
    return {
        "location": {"uri": _uri(key)}, "mimeType": "text/plain", "encoding": "utf-8",
        "contents": {"text": text},
    }  # fmt: skip


def _result(one: Item, index: int, lines: Mapping[str, Sequence[int]]) -> Json:
    located = [_location(p, lines[p.report]) for p in one.places if p.report in lines]
    related = [place | {"id": number} for number, place in enumerate(located[1:], start=1)]
    made = {
        "ruleId": one.rule, "ruleIndex": index, "level": _LEVELS[one.severity],
        "message": {"text": f"{one.zh}\n{one.en}"},
        "locations": located[:1], "relatedLocations": related,
        "partialFingerprints": {"finding/v1": one.id},
        "properties": {
            "class": one.kind, "reported": one.reported, "computed": one.computed,
            "difference": one.difference, "unit": one.unit, "statements": list(one.statements),
        },
    }  # fmt: skip
    suppressed = {"kind": "external", "justification": one.reason}
    return made if one.reason is None else made | {"suppressions": [suppressed]}


def _location(place: Place, starts: Sequence[int]) -> Json:
    first, last = _line(starts, place.start), _line(starts, place.end)
    region = {
        "startLine": first + 1, "startColumn": place.start - starts[first] + 1,
        "endLine": last + 1, "endColumn": place.end - starts[last] + 1,
        "charOffset": place.start, "charLength": place.end - place.start,
        "snippet": {"text": place.quote},
    }  # fmt: skip
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(place.report)}, "region": region}}


def _line(starts: Sequence[int], at: int) -> int:
    return bisect_right(starts, at) - 1


def _line_starts(text: str) -> list[int]:
    return [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]


def _uri(key: str) -> str:
    return f"{rdf.PREFIXES['id']}report/{quote(key)}/text"
