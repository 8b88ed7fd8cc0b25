"""The verbs by which reports tell each kind of statement and each form of cooperation.

They stand in the ontology (``vet:toldBy``): a new wording is a line of Turtle. In a wording
``|`` parts synonyms and ``…`` stands for a few characters of the same clause.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vetgraph.schema import schema

GENERAL = "general"
_NAMED = re.compile("联合(?:体|会|国|大学|学院|公司)|合作(?:社|中学|银行)|交流中心")
_GAP = "[^，。；：]{0,14}?"


@lru_cache(maxsize=64)
def verbs_of(kind: str) -> str:
    """The verbs of a statement kind (local name) as the inside of a pattern, longest first."""
    return _any(schema().classes[kind].told_by)


@lru_cache(maxsize=64)
def words_of(scheme: str, code: str) -> str:
    """The Chinese wordings of a code (承办, 协办) as the inside of a pattern, longest first."""
    words = schema().concepts[scheme][code].words
    return _any(tuple(w for w in words if not w.isascii()))


def cooperation_form(text: str) -> str:
    """The form (code) that a stretch of text from the verb on tells of; general when none."""
    return next((code for pattern, code in _forms() if pattern.search(text)), GENERAL)


def cooperation_verb(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first verb of cooperation between two places of a text."""
    found = _cooperation().finditer(text, start, end)
    return next((m for m in found if not _NAMED.match(text, m.start())), None)


@lru_cache(maxsize=1)
def _cooperation() -> re.Pattern[str]:
    return re.compile(verbs_of("Partnership"))


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns and codes: what takes an object (共建…基地) before a bare verb, general last."""
    forms = schema().concepts["cooperation-form"].values()
    told = [(word, form.code) for form in forms for word in form.told_by]
    told.sort(key=lambda t: (t[1] == GENERAL, "…" not in t[0], t[1], t[0]))
    return tuple((re.compile(_wording(word)), code) for word, code in told)


def _wording(word: str) -> str:
    return _GAP.join(f"(?:{part})" for part in word.split("…"))


def _any(words: tuple[str, ...]) -> str:
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(map(_wording, ordered))
