"""The pages ``docs/rules/zh.md`` and ``en.md``: every rule with small reports that hold and fail.

``python -m tests.consistency.pages`` writes them from the catalogue and the reports.
"""

from __future__ import annotations

from pathlib import Path

from vetgraph.findings.rules import Rule, iri, rules
from vetgraph.schema import Concept, schema

ROOT = Path(__file__).resolve().parents[2]
REPORTS = Path(__file__).parent / "reports"
LANGUAGES = ("zh", "en")
_MADE = "`ontology/vocab/rules.ttl`", "`tests/consistency/reports/`"
_HEADS = {
    "zh": "# 核对规则\n\n本页由 `python -m tests.consistency.pages` 根据 {0} 和 {1} 写成。"
    "[English](en.md)\n\n| 编号 | 规则 | 级别 |\n|---|---|---|\n",
    "en": "# Consistency rules\n\nThis page is written by `python -m tests.consistency.pages` from"
    " {0} and {1}. [中文](zh.md)\n\n| id | rule | severity |\n|---|---|---|\n",
}
_SEVERITIES = {
    "zh": {"violation": "违规", "warning": "警告", "info": "提示"},
    "en": {"violation": "violation", "warning": "warning", "info": "note"},
}
_VERDICTS = {
    "zh": {"holds": "不提示", "fails": "提示", "version": "版本"},
    "en": {"holds": "nothing is said of", "fails": "a finding on", "version": "version"},
}


def page(language: str) -> str:
    """The page in one language."""
    known, said = schema().concepts["rule"], rules()
    listed = "".join(_line(rule, said[iri(rule.code)], language) for rule in known.values())
    parts = [_section(rule, said[iri(rule.code)], language) for rule in known.values()]
    return "\n".join([_HEADS[language].format(*_MADE) + listed, *parts])


def _line(rule: Concept, said: Rule, language: str) -> str:
    severity = _SEVERITIES[language][rule.severity]
    return f"| [{_id(rule)}](#{rule.code}) | {said.name[language]} | {severity} |\n"


def _section(rule: Concept, said: Rule, language: str) -> str:
    severity, words = _SEVERITIES[language][rule.severity], _VERDICTS[language]
    lines = [
        f'<a id="{rule.code}"></a>\n\n## {_id(rule)} {said.name[language]}\n',
        f"{said.saying[language]}\n",
        f"{severity} · {words['version']} {rule.version}\n",
    ]
    for path in sorted((REPORTS / rule.code).glob("*.txt"), reverse=True):
        body = path.read_text("utf-8").split("\n\n", 3)[3].strip("\n")
        lines.append(f"{words[path.name.partition('.')[0]]}:\n\n```text\n{body}\n```\n")
    return "\n".join(lines)


def _id(rule: Concept) -> str:
    return rule.code.upper().replace("-", ".")


def main() -> None:
    """Write both pages."""
    for language in LANGUAGES:
        (ROOT / "docs" / "rules" / f"{language}.md").write_text(page(language), "utf-8")


if __name__ == "__main__":
    main()
