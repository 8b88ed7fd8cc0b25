"""Which names are modelled, which are context, which are missing: the rules in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.coverage import blocks, reasons
from vetgraph.coverage.passages import DATING, wordings
from vetgraph.coverage.tokens import CONTEXT, MODELLED, NOT_MODELLED
from vetgraph.places import load_regions
from vetgraph.schema import schema
from vetgraph.text import fold

if TYPE_CHECKING:
    from vetgraph.coverage.passages import Cited, Passages
    from vetgraph.coverage.raw import Raw
    from vetgraph.extraction.context import Context
    from vetgraph.model import Fact


@dataclass(frozen=True, slots=True)
class Known:
    """What names are judged by: the passages, the known names, the regions of the report."""

    cited: Passages
    context: Context
    settings: frozenset[str]


def settings(region: str, context: Context) -> frozenset[str]:
    """The folded names of whose report it is and of the regions it lies in.

    ``region`` is an official code; a school or region without a code has its name alone.
    """
    own = {context.region, context.canonical(context.region) or context.region}
    found = load_regions().by_code(region) if region.isdigit() else None
    if found is not None:
        chain = (found, *load_regions().ancestors(found))
        own |= {name for r in chain for name in (r.name, load_regions().full_name(r))}
    return frozenset(map(fold, own))


def of_name(token: Raw, here: list[Cited], known: Known) -> tuple[str, str | None, list[Cited]]:
    """A statement that cites the place and names it, else what makes it context, else missing."""
    if token.name is None:
        return NOT_MODELLED, reasons.PERSON, []
    covering = [c for c in here if c.covers(token.span)]
    naming = [c for c in covering if _names(c.fact, token, known.context)]
    naming = naming or _of_headers(token, known)
    if naming:
        return MODELLED, None, naming
    holding = [c for c in covering if _holds(c.fact, token)]
    if holding:
        return CONTEXT, reasons.IN_NAME, holding
    return _beside(token, known)


def _of_headers(token: Raw, known: Known) -> list[Cited]:
    """The statements of the cells that a row or column header heads, if they name it."""
    if token.block.role != blocks.HEADER:
        return []
    headed = known.cited.under_header(token.block.text)
    return [c for c in headed if _names(c.fact, token, known.context)]


def _beside(token: Raw, known: Known) -> tuple[str, str | None, list[Cited]]:
    """Named where nothing is said of it, but in a sentence or case of which a statement is."""
    if token.reason is not None:
        return CONTEXT, token.reason, []
    prose = token.block.role == blocks.PROSE
    sentence = known.cited.of_sentence(token.span.start) if prose else []
    near = [c for c in sentence if _names(c.fact, token, known.context)]
    if near:
        return CONTEXT, reasons.BESIDE, near
    again = known.cited.mentions(token.block.paragraph.section)
    again = [c for c in again if _names(c.fact, token, known.context)]
    if again:
        return CONTEXT, reasons.AGAIN, again
    if {fold(token.said), fold(token.name or "")} & known.settings:
        return CONTEXT, reasons.SETTING, []
    return NOT_MODELLED, reasons.UNSAID, []


def _names(fact: Fact, token: Raw, context: Context) -> bool:
    """Whether a value of a fact is the name, by any of its wordings."""
    wanted = {fold(token.said), fold(token.name or "")}
    said = (
        word
        for role, values in fact.values
        if role not in DATING
        for value in values
        for word in (value, *wordings(role, value))
    )
    return any(fold(v) in wanted or fold(context.canonical(v) or v) in wanted for v in said)


def _holds(fact: Fact, token: Raw) -> bool:
    """Whether the name is part of a longer name or text that a fact carries as printed."""
    known, said = schema().properties, fold(token.said)
    return any(
        said in fold(value)
        for role, values in fact.values
        if known[role].form in ("thing", "string") and role not in DATING
        for value in values
    )
