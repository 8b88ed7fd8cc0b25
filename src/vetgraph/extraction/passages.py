"""Finding quotes in a report's stored text, and saying where a passage stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.model import Citation, Span
from vetgraph.reading.tables import row_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.model import Report, Table

_IGNORED = frozenset(" \t\n\r\f\v\u3000*")


@dataclass(frozen=True, slots=True)
class Index:
    """A report's text without blanks and ``*``, and where each kept character stands."""

    report: Report
    text: str
    positions: tuple[int, ...]
    starts: tuple[int, ...]

    def occurrences(self, quote: str) -> Iterator[Span]:
        """Every place of a quote in the stored text; blanks and ``*`` do not matter."""
        wanted = squeeze(quote)
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            yield Span(self.positions[at], self.positions[at + len(wanted) - 1] + 1)
            at = self.text.find(wanted, at + 1)

    def section(self, position: int) -> str:
        """The number of the section or case in which a place of the stored text lies."""
        found = bisect_right(self.starts, position) - 1
        return self.report.sections[found].number if found >= 0 else ""

    def citation(self, span: Span) -> Citation:
        """The citation of a span: its section and, inside a table, its table and row."""
        table = next((t for t in self.report.tables if _holds(t.span, span)), None)
        if table is None:
            return Citation(span, self.section(span.start))
        return Citation(span, table.section, table.number or None, _row_label(table, span))


def index(report: Report) -> Index:
    """The index of a report, made once for all its quotes."""
    kept = [i for i, c in enumerate(report.text) if c not in _IGNORED]
    return Index(
        report,
        "".join(report.text[i] for i in kept),
        tuple(kept),
        tuple(section.heading.start for section in report.sections),
    )


def squeeze(text: str) -> str:
    """A text without blanks and ``*``, as quotes are compared."""
    return "".join(c for c in text if c not in _IGNORED)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _row_label(table: Table, span: Span) -> str | None:
    for row in table.rows:
        spans = [cell.span for cell in row if cell.span]
        if spans and spans[0].start <= span.start and span.end <= spans[-1].end:
            return " › ".join(cell.text for cell in row_labels(table, row))
    return None
