"""The nouns of the flow: what is read, what is extracted, what is cited. All frozen."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 (dataclass field)

STATED = "stated"
INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in a report's stored text."""

    start: int
    end: int


Box = tuple[float, float, float, float]
"""Left, top, right and bottom on a page in points (1/72 inch) from its upper left corner."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of the stored text stands in the document that it was read from.

    ``page`` and ``paragraph`` count from 1; ``cell`` names a table or sheet and a cell of it as
    spreadsheets do: ``table3!B4``.
    """

    span: Span
    page: int | None = None
    box: Box | None = None
    paragraph: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of clean text and where it begins in the stored text."""

    clean: int
    original: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as a reader means it: page breaks and markup removed.

    ``pieces`` map code points of ``text`` back to the stored text.
    """

    text: str
    section: str
    pieces: tuple[Piece, ...]

    def span(self, start: int, end: int) -> Span:
        """The stored-text span of ``text[start:end]`` (``end`` > ``start``)."""
        return Span(self._original(start), self._original(end - 1) + 1)

    def _original(self, index: int) -> int:
        piece = self.pieces[bisect_right(self.pieces, index, key=lambda p: p.clean) - 1]
        return piece.original + index - piece.clean


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its text without outer blanks, and its span; an empty cell has none.

    ``indent`` counts the blanks before the text: a row whose label is set in belongs to another.
    """

    text: str
    span: Span | None
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed: header rows, then body rows of equal width.

    ``headers`` and ``labels`` are already filled where cells are merged; ``label_columns`` counts
    the leading columns that hold row labels. ``caption`` is where the title is printed.
    """

    number: str
    title: str
    section: str
    span: Span
    headers: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    label_columns: int
    caption: Span | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the stretch of text under it; ``kind`` is ``section`` or ``case``."""

    number: str
    title: str
    level: int
    kind: str
    heading: Span
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A read document: its stored text and what stands in it, in reading order.

    ``places`` say where the text stood in a document with pages, paragraphs or cells; ``notes``
    tell the reader (zh, en) what was odd; ``simplified`` is the text in simplified characters,
    of the same length, when it is printed in traditional ones.
    """

    text: str
    title: str
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    figures: tuple[Section, ...] = ()
    places: tuple[Place, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    simplified: str | None = None

    def said(self, span: Span) -> str:
        """What a span says, in simplified characters."""
        text = self.text if self.simplified is None else self.simplified
        return text[span.start : span.end]

    def place(self, span: Span) -> Place | None:
        """Where the beginning of a span stands in the document; None for a plain text."""
        at = bisect_right(self.places, span.start, key=lambda p: p.span.start) - 1
        if at >= 0 and span.start < self.places[at].span.end:
            return self.places[at]
        return None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a report says of itself (``report.toml``).

    ``region`` is an official code or a name. Of a report that an institution writes of itself,
    ``institution`` is its name and ``region`` where it stands, empty when that is unknown.
    ``published`` is a year and month (2022-12), empty when it is unknown.
    """

    key: str
    title: str
    issuer: str
    region: str
    report_year: int
    data_year: int
    published: str
    source: str
    sha256: str
    licence: str
    institution: str = ""
    retrieved: date | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage of a report; for a table cell also its table and headers."""

    span: Span
    section: str
    table: str | None = None
    row: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the report says, before names are resolved.

    ``kind`` is a statement class of the ontology (local name); ``values`` are property local
    names (or borrowed column names) with their values as printed or as code labels;
    ``value_span`` is where a figure itself stands; ``made_by`` names the rule or sheet row.
    """

    kind: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
    citations: tuple[Citation, ...]
    made_by: str
    status: str = STATED
    rationale: tuple[tuple[str, str], ...] = ()
    value_span: Span | None = None

    def get(self, name: str) -> tuple[str, ...]:
        """The values of a property, empty when it has none."""
        return dict(self.values).get(name, ())


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing: canonical name, class (local name) and what identifies it."""

    name: str
    kind: str
    code: str | None = None
    country: str | None = None
    citations: tuple[Citation, ...] = field(default=())
