"""What the rules behind findings are called and say: the catalogue of rules, and the shapes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vetgraph import rdf
from vetgraph.resources import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_SKOS: Final = rdf.PREFIXES["skos"]
_SH: Final = rdf.PREFIXES["sh"]
_NAME: Final = frozenset({_SKOS + "prefLabel", _SH + "name"})
_SAYING: Final = frozenset({_SKOS + "definition", _SH + "message"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its IRI: name and what it demands, by language (``zh``, ``en``)."""

    iri: str
    name: Mapping[str, str]
    saying: Mapping[str, str]


def iri(rule: str) -> str:
    """The IRI of ``VG.<group>.<nnn>`` in the catalogue; a shape is named by its IRI already."""
    return rule if "://" in rule else f"{rdf.PREFIXES['code']}rule/{rule.lower().replace('.', '-')}"


def rules() -> dict[str, Rule]:
    """Every rule of the catalogue and every shape with a message, by IRI."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    sayings: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in (triple for file in _files() for triple in rdf.parse_turtle(file)):
        word = triple.object
        if isinstance(word, rdf.Literal) and word.language:
            subject, said = str(getattr(triple.subject, "value", "")), triple.predicate.value
            if said in _NAME:
                names[subject][word.language] = word.value
            elif said in _SAYING:
                sayings[subject][word.language] = word.value
    return {one: Rule(one, names[one], sayings[one]) for one in sorted(sayings)}


def _files() -> Iterator[Path]:
    folder = ontology_dir()
    yield folder / "vocab" / "rules.ttl"
    yield from sorted((folder / "shapes").glob("*.ttl"))
