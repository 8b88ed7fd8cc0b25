"""The integrity constraints IC-1 to IC-21 of the RDF Data Cube vocabulary.

Each is an ASK query in ``queries/integrity`` that is true where the constraint is violated
(https://www.w3.org/TR/vocab-data-cube/, section 11); the data is normalised first (section 10).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetgraph import errors, rdf, resources

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from vetgraph.rdf import Quad


def violated(quads: Iterable[Quad]) -> list[str]:
    """The constraints that the union of ``quads`` violates, as ``IC-1`` … ``IC-21`` in order.

    ``quads`` hold the data sets with the ontology and the code lists. Raises ``QueryError`` with
    the file for a constraint that is not SPARQL.
    """
    store = rdf.Store()
    store.extend(rdf.Quad(*quad.triple) for quad in quads)
    folder = resources.queries_dir() / "integrity"
    store.update((folder / "normalise.ru").read_text(encoding="utf-8"))
    return [_name(file) for file in sorted(folder.glob("ic-*.rq")) if _is_violated(store, file)]


def _name(file: Path) -> str:
    return f"IC-{int(file.stem.removeprefix('ic-'))}"


def _is_violated(store: rdf.Store, file: Path) -> bool:
    try:
        return bool(store.query(file.read_text(encoding="utf-8")))
    except SyntaxError as error:
        raise errors.QueryError(
            zh=f"SPARQL 语法错误：{error.msg}", en=f"SPARQL syntax error: {error.msg}", file=file
        ) from error
