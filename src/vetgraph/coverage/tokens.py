"""What coverage speaks of: tokens with their states, and the counts over them."""

from __future__ import annotations

from dataclasses import dataclass

NUMBER, NAME = "number", "name"
MODELLED, CONTEXT, NOT_MODELLED = "modelled", "context", "not_modelled"
STATES = (MODELLED, CONTEXT, NOT_MODELLED)


@dataclass(frozen=True, slots=True)
class Token:
    """A number or a name in the body of a report: ``text[start:end]`` of its stored text.

    ``reason`` is a code of ``reasons.REASONS`` (None when modelled); ``statements`` are the IRIs
    of the statements that carry it.
    """

    start: int
    end: int
    text: str
    kind: str
    state: str
    reason: str | None = None
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tokens there are, and how many of each state."""

    total: int
    modelled: int
    context: int
    not_modelled: int

    @property
    def percent(self) -> float:
        """Modelled or context, in percent of all; of no tokens none is missing."""
        return 100 * (self.modelled + self.context) / self.total if self.total else 100.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """The tokens of one report (its key), by where they begin.

    Tokens of one kind do not overlap; a number may lie inside a name.
    """

    report: str
    tokens: tuple[Token, ...]

    def counts(self, kind: str) -> Counts:
        """The counts of one kind of token: ``number`` or ``name``."""
        return count([token for token in self.tokens if token.kind == kind])


def count(tokens: list[Token]) -> Counts:
    """The counts over some tokens."""
    states = [token.state for token in tokens]
    return Counts(len(states), *(states.count(state) for state in STATES))
