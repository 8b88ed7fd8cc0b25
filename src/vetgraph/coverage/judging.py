"""Which numbers and names of a report are modelled, which are context, which are missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.coverage import reasons
from vetgraph.coverage.blocks import UNREAD, blocks
from vetgraph.coverage.named import Known, of_name, settings
from vetgraph.coverage.names import known_names
from vetgraph.coverage.passages import DATING, over, passages, wordings
from vetgraph.coverage.raw import raw_tokens
from vetgraph.coverage.tokens import CONTEXT, MODELLED, NOT_MODELLED, NUMBER, Coverage, Token
from vetgraph.text import fold, quantity

if TYPE_CHECKING:
    from vetgraph.coverage.passages import Cited
    from vetgraph.coverage.raw import Raw
    from vetgraph.model import Fact
    from vetgraph.pipeline import Built

_NUMERIC = frozenset({"creditValue"})
# An observation has its figure at one place; beside it only what it is broken down by counts.
_OF_OBSERVATIONS = frozenset({"breakdown", "indicator"})


def coverage(built: Built) -> Coverage:
    """Judge every number and every name in the body of a report; linear in its length."""
    context = known_names(built.extraction)
    raw = [token for block in blocks(built.report) for token in raw_tokens(block, context)]
    raw.sort(key=lambda token: (token.span.start, token.span.end, token.kind))
    cited = passages(built)
    known = Known(cited, context, settings(built.meta.region, context))
    text, tokens = built.report.text, []
    for token, here in zip(raw, over([t.span for t in raw], cited.ordered), strict=True):
        judged = _of_number(token, here) if token.kind == NUMBER else of_name(token, here, known)
        state, reason, by = judged
        span, said = token.span, tuple(dict.fromkeys(c.iri for c in by))
        printed = text[span.start : span.end]
        tokens.append(Token(span.start, span.end, printed, token.kind, state, reason, said))
    return Coverage(built.meta.key, tuple(tokens))


def _of_number(token: Raw, here: list[Cited]) -> tuple[str, str | None, list[Cited]]:
    """An observation's own figure, else what its form makes context, else what a value holds."""
    figures = [c for c in here if c.is_value]
    if figures:
        return MODELLED, None, figures
    if token.reason in (None, reasons.ORDINAL):
        carrying = [c for c in here if c.covers(token.span) and _carries(c.fact, token)]
        if carrying:
            return MODELLED, None, carrying
    if token.reason == reasons.DATE:
        dating = [c for c in here if c.covers(token.span) and _dates(c.fact, token)]
        if dating:
            return MODELLED, None, dating
    if token.reason is not None:
        return CONTEXT, token.reason, []
    unread = token.block.role == UNREAD
    return NOT_MODELLED, reasons.UNREAD if unread else reasons.FIGURE, []


def _dates(fact: Fact, token: Raw) -> bool:
    """Whether a fact gives the printed date as that of what it states."""
    return fold(token.said) in {fold(value) for value in fact.get("date")}


def _carries(fact: Fact, token: Raw) -> bool:
    """Whether a value of a fact holds the number, together with a character beside it."""
    for role, values in fact.values:
        if role in _NUMERIC and any(_equals(value, token.said) for value in values):
            return True
        if role in DATING or (fact.kind == "Observation" and role not in _OF_OBSERVATIONS):
            continue
        if any(_holds(word, token) for value in values for word in wordings(role, value)):
            return True
    return False


def _equals(value: str, said: str) -> bool:
    number = quantity(said)
    return number is not None and f"{number.value.normalize():f}" == value.strip()


def _holds(value: str, token: Raw) -> bool:
    said, value = re.escape(fold(token.said)), fold(value)
    behind, before = re.escape(fold(token.behind)), re.escape(fold(token.before))
    return bool(
        (behind and re.search(rf"(?<!\d){said}{behind}", value))
        or (before and re.search(rf"{before}{said}(?!\d)", value))
    )
