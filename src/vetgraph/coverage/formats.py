"""Coverage for programs (JSON) and for people (text)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from vetgraph.coverage.reasons import REASONS, WORDS
from vetgraph.coverage.tokens import NAME, NOT_MODELLED, NUMBER, STATES, count
from vetgraph.extraction.passages import index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.coverage.tokens import Counts, Coverage, Token
    from vetgraph.model import Report

_AROUND = 12


def to_json(found: Coverage) -> bytes:
    """The coverage as one JSON object: counts of numbers and names, then every token."""
    content = {
        "numbers": _counts(found.counts(NUMBER)),
        "names": _counts(found.counts(NAME)),
        "tokens": [asdict(token) for token in found.tokens],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _counts(counts: Counts) -> dict[str, int]:
    return asdict(counts)


def to_text(found: Coverage, report: Report, language: str) -> str:
    """Shares over the report and its sections, then what is not modelled, a line each."""
    at = 0 if language == "zh" else 1
    lines = [f"{found.report}", ""]
    lines += [share_line(found, kind, language) for kind in (NUMBER, NAME)]
    lines += ["", ("各节：数字、名称", "sections: numbers, names")[at]]
    for title, tokens in by_section(found, report).items():
        shares = [_share([t for t in tokens if t.kind == kind]) for kind in (NUMBER, NAME)]
        lines.append(f"  {shares[0]:>16}  {shares[1]:>16}  {title}")
    missing = [token for token in found.tokens if token.state == NOT_MODELLED]
    lines += ["", f"{WORDS[NOT_MODELLED][at]}：{len(missing)}" if not at else
              f"{WORDS[NOT_MODELLED][at]}: {len(missing)}"]  # fmt: skip
    lines += [_missing(token, report, at) for token in missing]
    return "\n".join([*lines, ""])


def share_line(found: Coverage, kind: str, language: str) -> str:
    """One line: how many tokens of a kind, of each state, and the share that is not missing."""
    at = 0 if language == "zh" else 1
    counts = found.counts(kind)
    parts = [f"{WORDS[state][at]} {getattr(counts, state)}" for state in STATES]
    if language == "zh":
        return f"{WORDS[kind][at]} {counts.total}：{'，'.join(parts)}；覆盖 {counts.percent:.2f}%"
    return f"{counts.total} {WORDS[kind][at]}: {', '.join(parts)}; covered {counts.percent:.2f}%"


def by_section(found: Coverage, report: Report) -> dict[str, list[Token]]:
    """The tokens under each heading of the first level, in reading order."""
    places, sections = index(report), {s.number: s for s in report.sections}
    grouped: dict[str, list[Token]] = {}
    for token in found.tokens:
        section = sections.get(places.section(token.start))
        while section is not None and section.parent in sections:
            section = sections[section.parent]
        title = f"{section.number} {section.title}" if section else "—"
        grouped.setdefault(title, []).append(token)
    return grouped


def _share(tokens: list[Token]) -> str:
    counts = count(tokens)
    covered = counts.modelled + counts.context
    return f"{covered}/{counts.total} {counts.percent:.1f}%" if counts.total else "—"


def _missing(token: Token, report: Report, at: int) -> str:
    said = " ".join("".join(_around(token, report.text)).split())
    return f"  {token.start}  {said}  {REASONS[token.reason or ''][at]}"


def _around(token: Token, text: str) -> Iterator[str]:
    yield text[max(0, token.start - _AROUND) : token.start].rpartition("\n")[2]
    yield f"【{token.text}】"
    yield text[token.end : token.end + _AROUND].partition("\n")[0]
