"""Run a question: bind, ask, hide what only the machine needs, cite, cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetgraph import errors, rdf
from vetgraph.citing import PASSAGES
from vetgraph.queries.binding import bind
from vetgraph.queries.nouns import CITATION_COLUMNS, FINDINGS_COLUMN, SWITCH
from vetgraph.store import Solutions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vetgraph.queries.nouns import Query
    from vetgraph.store import Dataset

_STATED = rdf.NamedNode(rdf.PREFIXES["code"] + "status/stated")
_SEPARATOR = " | "
_CONCERNED = """
SELECT DISTINCT ?statement ?rule WHERE {
  ?finding a vet:Finding ; vet:concerns ?statement ; vet:checkedBy/skos:notation ?rule .
} ORDER BY ?statement ?rule
"""
_Passage = tuple[rdf.Term | None, ...]
_Row = tuple[rdf.Term | None, ...]


def answers(
    query: Query, dataset: Dataset, params: Mapping[str, str] | None = None, inferred: bool = True
) -> Solutions:
    """The rows of a query as SPARQL gives them, the statements of ``query.cite`` among them.

    Parameter columns are left out. With ``inferred=False`` no inferred statement takes part.
    Raises ``ParameterError``, ``NotFoundError``; ``QueryError`` with file for malformed SPARQL.
    """
    bound = bind(query, dataset, params or {})
    if query.switchable and not inferred:
        bound[SWITCH] = _STATED
    try:
        found = dataset.select(query.sparql, bound)
    except errors.QueryError as error:
        raise errors.QueryError(zh=error.zh, en=error.en, file=query.path) from error
    keep = [i for i, name in enumerate(found.columns) if not name.startswith("_")]
    columns = tuple(found.columns[i] for i in keep)
    return Solutions(columns, [tuple(row[i] for i in keep) for row in found.rows])


def run(
    query: Query,
    dataset: Dataset,
    params: Mapping[str, str] | None = None,
    cite: bool = False,
    inferred: bool = True,
    top: int | None = None,
) -> Solutions:
    """The answer of a query: its columns without IRIs of statements, equal rows once.

    With ``cite`` each row ends in ``CITATION_COLUMNS``. Several passages of a row stand in one
    cell each, in the order of the text and divided by `` | ``, so that the n-th parts of the
    cells belong together; a part is empty where a passage has no such value. Where a finding
    touches a statement of the answer, ``FINDINGS_COLUMN`` in front names its rules. ``top`` keeps
    the first rows. Raises what ``answers`` raises.
    """
    raw = answers(query, dataset, params, inferred)
    shown = [i for i, name in enumerate(raw.columns) if name in query.columns]
    hidden = [i for i, name in enumerate(raw.columns) if name in query.cite]
    behind: dict[_Row, dict[rdf.Term, None]] = {}
    for row in raw.rows:
        statements = behind.setdefault(tuple(row[i] for i in shown), {})
        statements.update((term, None) for i in hidden if (term := row[i]) is not None)
    rows = list(behind.items())[:top]
    if not cite:
        return Solutions(query.columns, [row for row, _ in rows])
    passages = _Passages(dataset)
    marks = _marks(dataset)
    marked = any(not marks.keys().isdisjoint(statements) for _, statements in rows)
    cited = [
        row + ((_mark(marks, statements),) if marked else ()) + _cells(passages.of(statements))
        for row, statements in rows
    ]
    between = (FINDINGS_COLUMN,) if marked else ()
    return Solutions(query.columns + between + CITATION_COLUMNS, cited)


def _marks(dataset: Dataset) -> dict[rdf.Term, list[str]]:
    """The rules whose findings concern a statement, by statement."""
    marks: dict[rdf.Term, list[str]] = {}
    for statement, rule in dataset.select(_CONCERNED).rows:
        if statement is not None:
            marks.setdefault(statement, []).append(_value(rule).upper().replace("-", "."))
    return marks


def _mark(
    marks: Mapping[rdf.Term, list[str]], statements: Iterable[rdf.Term]
) -> rdf.Literal | None:
    return _joined(sorted({rule for s in statements for rule in marks.get(s, ())}))


class _Passages:
    """The passages of statements, each statement looked up once."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._found: dict[rdf.Term, list[_Passage]] = {}

    def of(self, statements: Iterable[rdf.Term]) -> list[_Passage]:
        """The distinct passages behind some statements, in the order of the text."""
        found = {passage: None for s in statements for passage in self._one(s)}
        return sorted(found, key=_text_order)

    def _one(self, statement: rdf.Term) -> list[_Passage]:
        if statement not in self._found:
            rows = self._dataset.select(PASSAGES, {"_statement": statement}).rows
            self._found[statement] = [row[: len(CITATION_COLUMNS)] for row in rows]
        return self._found[statement]


def _text_order(passage: _Passage) -> tuple[str, int, int, str]:
    values = dict(zip(CITATION_COLUMNS, passage, strict=True))
    start, end = int(_value(values["start"])), int(_value(values["end"]))
    return _value(values["report"]), start, end, str(passage)


def _cells(passages: list[_Passage]) -> _Row:
    """One cell a citation column: the term itself for one passage, joined text for several."""
    if len(passages) == 1:
        return passages[0]
    columns = zip(*passages, strict=True) if passages else [()] * len(CITATION_COLUMNS)
    return tuple(_joined([_value(term) for term in column]) for column in columns)


def _joined(values: list[str]) -> rdf.Literal | None:
    return rdf.Literal(_SEPARATOR.join(values)) if any(values) else None


def _value(term: rdf.Term | None) -> str:
    return "" if term is None else term.value
