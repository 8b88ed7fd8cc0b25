"""The exception tree: every error a user can meet, in Chinese and English.

VetgraphError                 exit code 1
├── InputError                a document that cannot be read
├── SheetError                rows of reviewed fact sheets that cannot be used
├── OntologyError             a broken ontology, code list or shapes file
├── StoreError                a store that is locked, damaged or cannot be written
├── RemoteError               a SPARQL endpoint that does not answer as it should
├── UsageError                exit code 2
│   ├── ParameterError        an unknown or mistyped parameter
│   └── QueryError            a malformed SPARQL text or query file
├── ViolationsFound           exit code 3
├── NotFoundError             exit code 4
└── TimeLimitError            exit code 5
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class VetgraphError(Exception):
    """One failure in words: what, where (file and 1-based line) and how to mend it."""

    exit_code = 1

    def __init__(
        self, *, zh: str, en: str, file: str | Path | None = None, line: int | None = None
    ) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
        self.file = None if file is None else str(file)
        self.line = line

    @property
    def place(self) -> str:
        """``file:line``, ``file`` or the empty string."""
        parts = [] if self.file is None else [self.file]
        if self.line is not None:
            parts.append(str(self.line))
        return ":".join(parts)

    def message(self, language: str) -> str:
        """The whole message in ``zh`` or ``en``, place first."""
        text = self.zh if language == "zh" else self.en
        return f"{self.place}: {text}" if self.place else text

    def __str__(self) -> str:
        return self.message("en")


class InputError(VetgraphError):
    """A document that is missing, empty, binary, or not what its name says."""


class SheetError(VetgraphError):
    """Several problems of fact sheets, listed together so that one run shows all."""

    def __init__(self, problems: Iterable[VetgraphError]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            zh="\n".join(p.message("zh") for p in self.problems),
            en="\n".join(p.message("en") for p in self.problems),
        )


class OntologyError(VetgraphError):
    """An ontology, code list or shapes file that cannot be used."""


class StoreError(VetgraphError):
    """A store that is locked, damaged, full or cannot be written."""


class RemoteError(VetgraphError):
    """A SPARQL endpoint that cannot be reached or answers wrongly."""


class UsageError(VetgraphError):
    """A command called with arguments it cannot use."""

    exit_code = 2


class ParameterError(UsageError):
    """A query parameter that is unknown, missing or of the wrong type."""


class QueryError(UsageError):
    """A SPARQL text or query file that cannot be parsed."""


class ViolationsFound(VetgraphError):
    """Validation found violations."""

    exit_code = 3


class NotFoundError(VetgraphError):
    """Nothing of that name is known."""

    exit_code = 4


class TimeLimitError(VetgraphError):
    """A query ran past its time limit."""

    exit_code = 5
