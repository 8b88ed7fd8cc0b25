"""The sheets of a draft: what was read for certain, what is unsure, what was not understood."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vetgraph import store
from vetgraph.coverage import coverage
from vetgraph.coverage.reasons import PERSON, REASONS, WORDS
from vetgraph.coverage.tokens import NAME, NOT_MODELLED
from vetgraph.drafting.columns import kebab
from vetgraph.extraction.passages import index
from vetgraph.model import Span
from vetgraph.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from vetgraph.coverage import Token
    from vetgraph.model import Fact, Place, Report
    from vetgraph.pipeline import Built

_AROUND = 30
_BOM = "\ufeff"
_WRITTEN = ".written"


@dataclass(frozen=True, slots=True)
class Review:
    """How much was read: facts for certain and unsure; figures and names not understood.

    ``beside`` are the new sheets that stand beside those a person has edited.
    """

    certain: int
    unsure: int
    figures: int
    names: int
    beside: tuple[Path, ...] = ()


@dataclass(slots=True)
class _Writer:
    """The review sheets as they are written; lives while one folder is."""

    folder: Path
    mark: str
    before: dict[str, str]
    written: dict[str, str] = field(default_factory=dict)
    beside: list[Path] = field(default_factory=list)

    def sheet(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a sheet; one that a person has edited stays, the new one goes beside it."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
        data = (self.mark + buffer.getvalue()).encode()
        self.written[name] = hashlib.sha256(data).hexdigest()
        path = self.folder / name
        if self._is_edited(path, name):
            if path.read_bytes() == data:
                return
            path = path.with_suffix(".new.csv")
            self.beside.append(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        store.write_atomic(path, data)

    def _is_edited(self, path: Path, name: str) -> bool:
        if not path.is_file():
            return False
        return self.before.get(name) != hashlib.sha256(path.read_bytes()).hexdigest()

    def close(self) -> None:
        """Drop old sheets that nobody edited and remember what was written."""
        for name in self.before.keys() - self.written.keys():
            path = self.folder / name
            if path.is_file() and not self._is_edited(path, name):
                path.unlink()
        lines = [f"{digest}  {name}\n" for name, digest in sorted(self.written.items())]
        store.write_atomic(self.folder / _WRITTEN, "".join(lines).encode())


def write_review(folder: Path, built: Built, bom: bool = False) -> Review:
    """Write the review sheets of a report anew; those a person has edited stay.

    ``bom`` puts a byte order mark before each sheet, by which Excel reads it as UTF-8.
    """
    report, found = built.report, built.extraction
    writer = _Writer(folder, _BOM if bom else "", _known(folder))
    writer.sheet("certain.csv", _CERTAIN, [_certain(report, fact) for fact in found.facts])
    by_kind: dict[str, list[tuple[Fact, float]]] = {}
    for fact, score in found.unsure:
        by_kind.setdefault(fact.kind, []).append((fact, score))
    for kind, items in sorted(by_kind.items()):
        columns, cells = _unsure(report, items)
        writer.sheet(f"unsure/{kebab(kind)}.csv", columns, cells)
    left = list(_missing(built))
    writer.sheet("not-understood.csv", _LEFT, _left(report, left))
    writer.close()
    counts = Counter(token.kind for token, _ in left)
    return Review(
        len(found.facts), len(found.unsure), counts["number"], counts["name"], tuple(writer.beside)
    )


def _known(folder: Path) -> dict[str, str]:
    """The digests of the sheets as they were last written, by name."""
    path = folder / _WRITTEN
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


_CERTAIN = ("kind", "what", "value", "unit", "period", "section", "table", "place", "quote", "rule")


def _certain(report: Report, fact: Fact) -> tuple[str, ...]:
    first = fact.citations[0]
    unit = "".join(fact.get("unit"))
    units = schema().concepts["unit"]
    names = [_shown(name, v) for name, values in fact.values if name in _SHOWN for v in values]
    indicator = schema().concepts["indicator"].get("".join(fact.get("indicator")))
    what = " · ".join([*names, *([indicator.zh] if indicator else fact.get("indicator"))])
    quote = report.text[first.span.start : first.span.end]
    return (
        fact.kind, what, "".join(fact.get("value")), units[unit].zh if unit in units else unit,
        "".join(fact.get("period")), first.section, first.table or "",
        _place(report.place(first.span)), quote, fact.made_by,
    )  # fmt: skip


def _shown(name: str, value: str) -> str:
    """A value in words: a code of the list of breakdowns by its label."""
    concept = schema().concepts["breakdown"].get(value) if name == "breakdown" else None
    return concept.zh if concept else value


_SHOWN = frozenset(
    {"about", "school", "partner", "major", "orderClass", "programme", "issuer", "document",
     "place", "region", "organisation", "alternateName", "breakdown", "mentioned", "majorGroup",
     "member", "memberBody", "recipient", "honour", "competition", "participant", "event",
     "provider", "beneficiary", "developer", "product", "destination"}
)  # fmt: skip


def _place(place: Place | None) -> str:
    """Where a passage stands in a document with pages, paragraphs or cells."""
    if place is None:
        return ""
    if place.page is not None:
        return f"p. {place.page}"
    return place.cell or (f"¶ {place.paragraph}" if place.paragraph else "")


def _unsure(
    report: Report, items: Sequence[tuple[Fact, float]]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Unsure facts in the very form of a fact sheet, with the score in front."""
    names = list(
        dict.fromkeys(n for fact, _ in items for n, _ in fact.values if n != "periodAssumed")
    )
    rows = []
    for fact, score in items:
        quotes = " || ".join(report.text[c.span.start : c.span.end] for c in fact.citations)
        assumed = bool(fact.get("periodAssumed"))
        cells = [";".join(fact.get(n)) if not (n == "period" and assumed) else "" for n in names]
        rows.append((f"{score:.2f}", *cells, quotes))
    return ("score", *names, "quote"), rows


def _missing(built: Built) -> Iterator[tuple[Token, int]]:
    """Figures that no statement carries; names that none mentions, once each, and how often.

    Persons, and who reports itself, are none of them.
    """
    context = built.extraction.context
    left = [
        token for token in coverage(built).tokens
        if token.state == NOT_MODELLED and token.reason != PERSON
        and context.canonical(token.text) != context.region
    ]  # fmt: skip
    times = Counter(token.text for token in left if token.kind == NAME)
    seen: set[str] = set()
    for token in left:
        if token.kind != NAME:
            yield token, 1
        elif token.text not in seen:
            seen.add(token.text)
            yield token, times[token.text]


_LEFT = ("what", "text", "times", "section", "place", "passage", "reason", "reason@en")


def _left(report: Report, tokens: Iterable[tuple[Token, int]]) -> Iterator[tuple[str, ...]]:
    """Figures and names that no statement carries, each with the words around it and why."""
    sections = index(report)
    for token, times in tokens:
        around = report.text[max(0, token.start - _AROUND) : token.end + _AROUND]
        zh, en = REASONS[token.reason or ""]
        place = _place(report.place(Span(token.start, token.end)))
        yield (
            " / ".join(WORDS[token.kind]), token.text, str(times),
            sections.section(token.start), place, " ".join(around.split()), zh, en,
        )  # fmt: skip
