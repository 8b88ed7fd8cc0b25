"""Which numbers and names of a report are modelled, which are context, which are missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.coverage import blocks, reasons
from vetgraph.coverage.names import find_names, known_names
from vetgraph.coverage.numbers import numbers
from vetgraph.coverage.passages import over, passages
from vetgraph.coverage.tokens import (
    CONTEXT,
    MODELLED,
    NAME,
    NOT_MODELLED,
    NUMBER,
    Coverage,
    Token,
)
from vetgraph.schema import schema
from vetgraph.text import fold, quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.coverage.blocks import Block
    from vetgraph.coverage.names import Found
    from vetgraph.coverage.numbers import Number
    from vetgraph.coverage.passages import Cited, Passages
    from vetgraph.extraction.context import Context
    from vetgraph.model import Fact, Span
    from vetgraph.pipeline import Built

# What says when carries no figure of its own.
_DATING = frozenset({"period", "periodAssumed", "periodNotStated", "basePeriod", "refPeriod"})
_NUMERIC = frozenset({"creditValue"})
# An observation has its figure at one place; beside it only what it is broken down by counts.
_OF_OBSERVATIONS = frozenset({"breakdown", "indicator"})
_ROLES = {
    blocks.HEADING: reasons.HEADING,
    blocks.HEADER: reasons.HEADER,
    blocks.SEQUENCE: reasons.SEQUENCE,
}
_Judgement = tuple[str, str | None, list["Cited"]]


@dataclass(frozen=True, slots=True)
class _Raw:
    """A token before it is judged.

    ``reason`` is what makes it context unless a statement carries it; ``name`` is canonical,
    None for a number and for a person; ``before`` and ``behind`` are the characters beside it.
    """

    span: Span
    kind: str
    said: str
    role: str
    reason: str | None
    name: str | None = None
    before: str = ""
    behind: str = ""


def coverage(built: Built) -> Coverage:
    """Judge every number and every name in the body of a report; linear in its length."""
    context = known_names(built.extraction)
    raw = [token for block in blocks.blocks(built.report) for token in _raw(block, context)]
    raw.sort(key=lambda token: (token.span.start, token.span.end, token.kind))
    cited = passages(built)
    text, tokens = built.report.text, []
    for token, here in zip(raw, over([t.span for t in raw], cited.ordered), strict=True):
        state, reason, by = (
            _of_number(token, here)
            if token.kind == NUMBER
            else _of_name(token, here, cited, context)
        )
        span, said = token.span, tuple(dict.fromkeys(c.iri for c in by))
        printed = text[span.start : span.end]
        tokens.append(Token(span.start, span.end, printed, token.kind, state, reason, said))
    return Coverage(built.meta.key, tuple(tokens))


def _raw(block: Block, context: Context) -> Iterator[_Raw]:
    """The tokens of a block; a number inside a name is told as such."""
    found = find_names(block.text, context)
    for name in found:
        yield _name(block, name)
    at = 0
    for number in numbers(block.text):
        while at < len(found) and found[at].end <= number.start:
            at += 1
        yield _number(block, number, at < len(found) and found[at].start < number.end)


def _name(block: Block, found: Found) -> _Raw:
    reason = reasons.HEADING if block.role == blocks.HEADING else None
    span = block.paragraph.span(found.start, found.end)
    said = block.text[found.start : found.end]
    return _Raw(span, NAME, said, block.role, reason, found.name)


def _number(block: Block, number: Number, in_name: bool) -> _Raw:
    text, start, end = block.text, number.start, number.end
    reason = _ROLES.get(block.role) or (reasons.IN_NAME if in_name else number.reason)
    return _Raw(
        block.paragraph.span(start, end), NUMBER, text[start:end], block.role, reason, None,
        text[max(0, start - 1) : start], text[end : end + 1],
    )  # fmt: skip


def _of_number(token: _Raw, here: list[Cited]) -> _Judgement:
    """An observation's own figure, else what its form makes context, else what a value holds."""
    figures = [c for c in here if c.is_value]
    if figures:
        return MODELLED, None, figures
    if token.reason in (None, reasons.ORDINAL):
        carrying = [c for c in here if c.covers(token.span) and _carries(c.fact, token)]
        if carrying:
            return MODELLED, None, carrying
    if token.reason is not None:
        return CONTEXT, token.reason, []
    return NOT_MODELLED, reasons.FIGURE, []


def _of_name(token: _Raw, here: list[Cited], cited: Passages, context: Context) -> _Judgement:
    if token.name is None:
        return NOT_MODELLED, reasons.PERSON, []
    naming = [c for c in here if c.covers(token.span) and _names(c.fact, token, context)]
    if naming:
        return MODELLED, None, naming
    if token.reason is not None:
        return CONTEXT, token.reason, []
    beside = cited.of_sentence(token.span.start) if token.role == blocks.PROSE else []
    near = [c for c in beside if _names(c.fact, token, context)]
    if near:
        return CONTEXT, reasons.BESIDE, near
    return NOT_MODELLED, reasons.UNSAID, []


def _carries(fact: Fact, token: _Raw) -> bool:
    """Whether a value of a fact holds the number, together with a character beside it."""
    for role, values in fact.values:
        if role in _NUMERIC and any(_equals(value, token.said) for value in values):
            return True
        if role in _DATING or (fact.kind == "Observation" and role not in _OF_OBSERVATIONS):
            continue
        if any(_holds(word, token) for value in values for word in _wordings(role, value)):
            return True
    return False


def _equals(value: str, said: str) -> bool:
    number = quantity(said)
    return number is not None and f"{number.value.normalize():f}" == value.strip()


def _wordings(role: str, value: str) -> tuple[str, ...]:
    """A value as it may be printed: itself, or the wordings of its code."""
    known = schema().properties[role]
    scheme = known.scheme or ("breakdown" if role == "breakdown" else "")
    concept = schema().concepts.get(scheme, {}).get(value)
    return concept.words if concept else (value,)


def _holds(value: str, token: _Raw) -> bool:
    said, value = re.escape(fold(token.said)), fold(value)
    behind, before = re.escape(fold(token.behind)), re.escape(fold(token.before))
    return bool(
        (behind and re.search(rf"(?<!\d){said}{behind}", value))
        or (before and re.search(rf"{before}{said}(?!\d)", value))
    )


def _names(fact: Fact, token: _Raw, context: Context) -> bool:
    wanted = {fold(token.said), fold(token.name or "")}
    said = (v for role, values in fact.values if role not in _DATING for v in values)
    return any(fold(v) in wanted or fold(context.canonical(v) or v) in wanted for v in said)
