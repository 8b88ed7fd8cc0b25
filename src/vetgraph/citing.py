"""Citations read back: the passages of a statement, and a comparison of all with the text."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from vetgraph import errors, rdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.store import Dataset, Solutions

PASSAGES = """
SELECT ?report ?section ?table ?row ?column ?start ?end ?quote ?_statement WHERE {
  ?_statement prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource/dcterms:isPartOf ?work ; oa:hasSelector ?position, ?text .
  ?position oa:start ?start ; oa:end ?end .
  ?text oa:exact ?quote .
  OPTIONAL { ?passage vet:section ?section }
  OPTIONAL { ?passage vet:table ?table }
  OPTIONAL { ?passage vet:rowHeader ?row }
  OPTIONAL { ?passage vet:columnHeader ?column }
  BIND (STRAFTER(STR(?work), "/report/") AS ?report)
} ORDER BY ?report ?start ?end
"""
_ALL = """
SELECT ?work ?start ?end ?exact ?hash WHERE {
  ?passage oa:hasSource ?source ; oa:hasSelector ?position, ?quote .
  ?source dcterms:isPartOf ?work ; vet:sourceHash ?hash .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?exact .
} ORDER BY ?work ?start ?end
"""


def passages(dataset: Dataset, statement: str) -> Solutions:
    """The passages of a statement (IRI): report, place, code points ``start``–``end``, quote.

    Raises ``NotFoundError`` when the IRI is no statement of the dataset.
    """
    try:
        iri = rdf.NamedNode(statement.strip("<>"))
    except ValueError as error:
        raise errors.ParameterError(
            zh=f"不是 IRI：{statement}", en=f"not an IRI: {statement}"
        ) from error
    found = dataset.select(PASSAGES, {"_statement": iri})
    if not found.rows:
        raise errors.NotFoundError(
            zh=f"没有这条陈述：{statement}", en=f"no such statement: {statement}"
        )
    from vetgraph.store import Solutions

    return Solutions(found.columns[:-1], [row[:-1] for row in found.rows])


def count(dataset: Dataset) -> int:
    """How many passages the dataset cites."""
    return len(dataset.select(_ALL).rows)


def faults(dataset: Dataset) -> Iterator[errors.VetgraphError]:
    """Every citation that the stored text does not bear, character for character."""
    texts: dict[str, str] = {}
    for work, start, end, exact, digest in dataset.select(_ALL).rows:
        key = _text(work).rsplit("/", 1)[-1]
        if key not in texts:
            texts[key] = dataset.text(key)
            if hashlib.sha256(texts[key].encode()).hexdigest() != _text(digest):
                yield errors.StoreError(
                    zh=f"报告 {key} 的文本与记录的 SHA-256 不符",
                    en=f"the text of report {key} does not have the recorded SHA-256",
                )
        first, last = int(_text(start)), int(_text(end))
        printed = texts[key][first:last]
        if printed != _text(exact):
            yield errors.StoreError(
                zh=f"{key} 字符 {first}–{last}：引文“{_text(exact)}”，原文“{printed}”",
                en=f"{key} characters {first}–{last}: quote “{_text(exact)}”, text “{printed}”",
            )


def _text(term: rdf.Term | None) -> str:
    return "" if term is None else term.value
