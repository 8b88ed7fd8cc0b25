"""What a sentence tells, in brief: for the tests of each family of relations."""

from __future__ import annotations

from vetgraph.extraction.anaphora import Named
from vetgraph.extraction.context import Context
from vetgraph.extraction.relations import CERTAIN, relations
from vetgraph.reading import read_text
from vetgraph.text import fold

KINDS = {"云岭职校": "School", "松烟技校": "School", "墨帆公司": "Enterprise"}
NAMES = {fold(name): name for name in KINDS}
DISTRICT, COLLEGE = "云岭区", "江城开放职业学院"


def told(text: str, kind: str, *roles: str, region: str = DISTRICT) -> list[tuple[str, ...]]:
    """The sure relations of a kind, each as the values of some of its roles ('' for none)."""
    context, named = Context(region, 2022, NAMES, KINDS), Named()
    return [
        tuple("".join(r.fact.get(role)) for role in roles)
        for paragraph in read_text(text).paragraphs
        for r in relations(paragraph, context, named)
        if r.fact.kind == kind and r.score >= CERTAIN
    ]
