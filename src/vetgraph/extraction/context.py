"""What extraction knows of a report before it reads a sentence: region, year, names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from vetgraph.text import fold, trace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vetgraph.model import Span


@dataclass(frozen=True)
class Context:
    """The report's region (name), data year, and the known names.

    ``names`` maps every name and alias, folded, to the canonical name; ``kinds`` maps canonical
    names to their class (local name); ``limits`` maps a folded alias to the sections in which
    alone it names its thing. ``repeated`` are names told by their shape that the text prints more
    than once, at least once with a sure beginning: they are names wherever they stand. ``ahead``
    are the stretches of the text that tell only of what is to come.
    """

    region: str
    data_year: int
    names: Mapping[str, str]
    kinds: Mapping[str, str]
    limits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    repeated: frozenset[str] = frozenset()
    ahead: tuple[Span, ...] = ()

    def within(self, section: str) -> Context:
        """The context of a section: an alias limited to other sections is no name here."""
        hidden = frozenset(w for w, held in self.limits.items() if not _lies_in(section, held))
        if hidden not in self._narrowed:
            kept = {word: name for word, name in self.names.items() if word not in hidden}
            self._narrowed[hidden] = replace(self, names=kept) if hidden else self
        return self._narrowed[hidden]

    @cached_property
    def _narrowed(self) -> dict[frozenset[str], Context]:
        return {}

    def is_ahead(self, at: int) -> bool:
        """Whether a place of the text lies under a title such as 下一步打算."""
        return any(span.start <= at < span.end for span in self.ahead)

    def canonical(self, name: str) -> str | None:
        """The canonical name of a known name or alias."""
        return self.names.get(fold(name))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """Any known name, longest first."""
        words = sorted(filter(None, self.names), key=lambda w: (-len(w), w))
        return re.compile("|".join(map(re.escape, words))) if words else None

    def mentions(self, text: str) -> list[tuple[str, int, int]]:
        """Known names in a clean text: (canonical name, start, end), left to right."""
        if self._pattern is None:
            return []
        found = trace(text).find(self._pattern)
        return [(self.names[word], start, end) for word, start, end in found]


def _lies_in(section: str, sections: tuple[str, ...]) -> bool:
    return any(section == held or section.startswith(f"{held}.") for held in sections)
