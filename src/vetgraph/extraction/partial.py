"""Figures that what else the report states shows to be of less, or of more, than they seem to be.

One indicator of one subject and year has one value. What a sentence gives for it and is far less
than what the report gives elsewhere (9名毕业生 where 2042 graduated) is of some part that its
sentence tells; what is far more than a table gives for a school is of all its schools.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph.extraction.dictionary import dictionary
from vetgraph.extraction.names import is_school
from vetgraph.extraction.observation import LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vetgraph.extraction.context import Context
    from vetgraph.model import Fact, Span

_FAR = Decimal("0.6")
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Doubts:
    """Numbers (spans) in sentences: of a ``part`` of what is named, or of the ``whole`` region."""

    parts: frozenset[Span | None] = frozenset()
    wholes: frozenset[Span | None] = frozenset()

    def __contains__(self, span: Span | None) -> bool:
        """Whether a number is one of them."""
        return span in self.parts or span in self.wholes


NO_DOUBTS = Doubts()
_Key = tuple[tuple[str, ...], ...]


def doubtful(facts: Iterable[Fact], context: Context) -> Doubts:
    """The numbers in sentences that other figures of the report contradict as they were read."""
    stated: dict[_Key, list[tuple[Decimal, Fact]]] = defaultdict(list)
    for fact in facts:
        if _is_count(fact):
            stated[_key(fact, fact.get("about"))].append((Decimal(fact.get("value")[0]), fact))
    said = [(v, f) for some in stated.values() for v, f in some if f.citations[0].table is None]
    parts, wholes = set(), set()
    for value, fact in said:
        others = stated[_key(fact, fact.get("about"))]
        if not is_school(context.region) and _is_of_all(value, fact, others, context):
            wholes.add(fact.value_span)
        elif any(value < other * _FAR and not _is_slip(value, other) for other, _ in others):
            parts.add(fact.value_span)
    return Doubts(frozenset(parts), frozenset(wholes))


def _key(fact: Fact, about: tuple[str, ...]) -> _Key:
    return (about, *(fact.get(role) for role in ("indicator", "period", "breakdown")))


def _is_of_all(
    value: Decimal, fact: Fact, others: list[tuple[Decimal, Fact]], context: Context
) -> bool:
    """Whether a table gives a school far less than a sentence seems to."""
    if fact.get("about") == (context.region,):
        return False
    listed = [v for v, f in others if f.citations[0].table is not None]
    return bool(listed) and max(listed) < value * _FAR and not _is_slip(value, max(listed))


def _is_count(fact: Fact) -> bool:
    """Whether a fact is a level of an indicator of the list that counts something once a year."""
    known = dictionary().schema.concepts
    concept = known["indicator"].get("".join(fact.get("indicator")))
    if fact.kind != "Observation" or concept is None or not fact.get("value"):
        return False
    if concept.at_events or fact.get("occasion"):
        return False
    unit = known["unit"].get("".join(fact.get("unit")))
    return fact.get("measureKind") == (LEVEL,) and unit is not None and unit.counts


def _is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether one number is another misprinted.

    The same digits with another sign or decimal point, or as many, one changed or two swapped.
    """
    digits = [f"{abs(number):f}".replace(".", "").strip("0") for number in (one, other)]
    if digits[0] == digits[1] and (one < 0 or len(digits[0]) >= _TELLING):
        return True
    a, b = f"{one:f}".split(".")[0], f"{other:f}".split(".")[0]
    if len(a) != len(b):
        return False
    different = sum(x != y for x, y in zip(a, b, strict=True))
    return different == 1 or (different == 2 and sorted(a) == sorted(b))
