"""The citation gate: a fact is let in only if the cited text bears its value and its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetgraph.extraction.passages import squeeze
from vetgraph.model import INFERRED
from vetgraph.schema import schema
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.model import Fact, Report


def objections(fact: Fact, report: Report, context: Context) -> Iterator[tuple[str, str]]:
    """What the cited text does not bear, as (zh, en) pairs; none when the fact may enter."""
    texts = [report.text[c.span.start : c.span.end] for c in fact.citations]
    if not texts or not all(texts):
        yield "没有引文", "there is no citation"
        return
    if fact.value_span is not None:
        printed = report.text[fact.value_span.start : fact.value_span.end]
        inside = any(
            c.span.start <= fact.value_span.start and fact.value_span.end <= c.span.end
            for c in fact.citations
        )
        if squeeze(printed) != squeeze("".join(fact.get("valueText"))) or not inside:
            yield f"引文中没有数值“{printed}”", f"the quote does not bear the value “{printed}”"
    if fact.status != INFERRED:
        said = [report.said(c.span) for c in fact.citations]
        yield from _names(fact, fold("\n".join(dict.fromkeys([*texts, *said]))), context)


def _names(fact: Fact, quoted: str, context: Context) -> Iterator[tuple[str, str]]:
    """Things must be named, and texts printed, in the quotes.

    The subject of an observation may be that of its sentence or section, so it is exempt.
    """
    known = schema().properties
    for name, values in fact.values:
        role = known.get(name)
        if role is None or name == "case" or (fact.kind == "Observation" and name in _CARRIED):
            continue
        for value in values:
            if role.form == "thing" and not any(w in quoted for w in _wordings(value, context)):
                yield (
                    f"引文中没有“{value}”（{name}，{role.zh}）",
                    f"the quote does not name “{value}” ({name})",
                )
            if role.form == "string" and fold(value) not in quoted:
                yield (
                    f"引文中没有“{value}”（{name}，{role.zh}）",
                    f"the quote does not print “{value}” ({name})",
                )


_CARRIED = frozenset({"about", "breakdown", "occasion", "valueText", "hedge"})


def _wordings(value: str, context: Context) -> set[str]:
    canonical = context.canonical(value) or value
    aliases = {word for word, name in context.names.items() if name == canonical}
    return {fold(value), fold(canonical), *aliases}
