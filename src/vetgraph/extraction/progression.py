"""Where graduates go on to: 毕业生升入A大学、B学院."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.extraction.said import Found, is_school, of, stretch
from vetgraph.extraction.verbs import verbs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.said import Said

RULE = "rule-progression"
_GRADUATES = re.compile("毕业生|[高三届]学生|学子")


@lru_cache(maxsize=1)
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?:{verbs_of('Progression')})(?:了)?")


def progressions(said: Said) -> Iterator[Found]:
    """Each institution of the list behind the verb, for the school at the clause's head."""
    for verb in _verb().finditer(said.text):
        begin = said.clause(verb.start())
        if not _GRADUATES.search(said.text, begin, verb.start()):
            continue
        schools = [p for p in said.parties if begin <= p.start < verb.start() and is_school(p)]
        for school in schools[:1] or ([said.own] if said.own else []):
            for goal in said.list_at(verb.end()):
                if goal.kind == "HigherEducationInstitution" and goal.name != school.name:
                    values = (("about", (school.name,)), ("destination", (goal.name,)))
                    spans = stretch(of(school), verb.span(), of(goal))
                    yield Found("Progression", values, spans, RULE, min(school.score, goal.score))
