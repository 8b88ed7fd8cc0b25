"""The citation gate: a fact is let in only if the cited text bears its value and its names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.extraction.passages import squeeze
from vetgraph.extraction.persons import persons
from vetgraph.extraction.shared import bears
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
        forms = {squeeze(printed), squeeze(report.said(fact.value_span))}
        if squeeze("".join(fact.get("valueText"))) not in forms or not inside:
            yield f"引文中没有数值“{printed}”", f"the quote does not bear the value “{printed}”"
    yield from _persons(fact, texts)
    if fact.status != INFERRED:
        said = [report.said(c.span) for c in fact.citations]
        whole = (joined_cells(text) for text in [*texts, *said] if "\n" in text)
        quoted = dict.fromkeys([*texts, *said, *whole])
        yield from _names(fact, fold("\n".join(quoted)), context)


def _persons(fact: Fact, texts: list[str]) -> Iterator[tuple[str, str]]:
    """Persons stay in the text: none becomes a thing, neither by rule nor by a reviewed row."""
    known = schema().properties
    named = {
        value
        for role, values in fact.values
        if role in known and known[role].form == "thing"
        for value in values
        if _AS_SHORT_AS_A_PERSON.fullmatch(value)
    }
    if named:
        told = {text[start:end] for text in texts for start, end in persons(text)}
        for value in sorted(named & told):
            yield f"“{value}”是个人姓名，不入图谱", f"“{value}” is a person: not put into the graph"


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
            printed = any(w in quoted for w in _wordings(value, context))
            if role.form == "thing" and not printed and not bears(quoted, value):
                yield (
                    f"引文中没有“{value}”（{name}，{role.zh}）",
                    f"the quote does not name “{value}” ({name})",
                )
            if role.form == "string" and name != "within" and fold(value) not in quoted:
                yield (
                    f"引文中没有“{value}”（{name}，{role.zh}）",
                    f"the quote does not print “{value}” ({name})",
                )


def joined_cells(text: str) -> str:
    """Lines of cells set with blanks, each rest of a cell put behind what stands above it."""
    rows: list[list[str]] = []
    for line in text.split("\n"):
        cells = re.split(r"\s{2,}", line.strip())
        if rows and len(cells) == 1:
            rows.append([above + cells[0] for above in rows[-1]])
        else:
            rows.append(cells)
    return "\n".join("\t".join(row) for row in rows)


_AS_SHORT_AS_A_PERSON = re.compile("[\u4e00-\u9fff·]{1,5}")
_CARRIED = frozenset({"about", "breakdown", "occasion", "valueText", "hedge"})


def _wordings(value: str, context: Context) -> set[str]:
    canonical = context.canonical(value) or value
    aliases = {word for word, name in context.names.items() if name == canonical}
    return {fold(value), fold(canonical), *aliases}
