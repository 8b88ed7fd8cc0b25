"""What a query file holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Bound to code/status/stated when inferred statements must not take part; never asked of a user.
SWITCH = "__status_iri"
CITATION_COLUMNS = ("report", "section", "table", "row", "column", "start", "end", "quote")
# Stands in front of the citation where a finding touches a figure of the answer.
FINDINGS_COLUMN = "findings"
VIEWS = ("bar", "line", "network", "pie", "table", "timeline")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One ``?_name_type`` (required) or ``?__name_type`` (optional), in BASIL's words.

    ``kind`` is ``iri``, ``integer``, ``number``, ``literal``, ``year``, a language tag or a CURIE
    of a datatype. ``values`` is the fixed list of values, ``source`` the IRI of the class or
    concept scheme from which the values come.
    """

    name: str
    variable: str
    kind: str
    required: bool
    default: str | None = None
    values: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A question: SPARQL text and header.

    ``columns`` are those of the answer; ``cite`` names the projected variables that hold the
    statements behind a row; ``labels`` has ``{"zh": …, "en": …}`` for every column and parameter;
    ``switchable`` tells whether inferred statements may take part.
    """

    name: str
    path: Path
    sparql: str
    summary: str
    description: str
    tags: tuple[str, ...]
    question: Mapping[str, str]
    view: str
    cite: tuple[str, ...]
    columns: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    labels: Mapping[str, Mapping[str, str]]
    switchable: bool

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name."""
        return next((p for p in self.parameters if p.name == name), None)
