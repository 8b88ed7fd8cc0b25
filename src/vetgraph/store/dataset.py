"""The read-only view of a store that answers SPARQL."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vetgraph import errors, rdf
from vetgraph.store.service import refuse_service

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

# How the engine says that bytes are not what they were; all else it says is about the query.
_CORRUPTION = re.compile(r"corrupt|checksum|mismatch|IO error|No such file|truncat", re.IGNORECASE)
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Solutions:
    """A SPARQL SELECT answer: column names and rows of terms (None = unbound)."""

    columns: tuple[str, ...]
    rows: list[tuple[rdf.Term | None, ...]]


class Dataset:
    """A read-only view of a store; plain triple patterns see the union of its named graphs."""

    def __init__(
        self, store: rdf.Store, directory: Path | None, texts: Mapping[str, str] | None = None
    ) -> None:
        self._store = store
        self._texts = dict(texts or {})
        self.directory = directory

    def select(self, sparql: str, bindings: Mapping[str, rdf.Term] | None = None) -> Solutions:
        """The rows of a SELECT query, variables in ``bindings`` fixed to the given terms.

        A bound variable must be projected. Raises ``QueryError`` for malformed or non-SELECT
        text, ``StoreError`` for a damaged store.
        """
        answer = self._run(sparql, bindings)
        if not hasattr(answer, "variables"):
            raise errors.QueryError(zh="这不是 SELECT 查询", en="this is not a SELECT query")
        with engine_errors(self.directory):
            return _solutions(answer)

    def construct(
        self, sparql: str, bindings: Mapping[str, rdf.Term] | None = None
    ) -> list[rdf.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, in N-Triples order."""
        answer = self._run(sparql, bindings)
        if not hasattr(answer, "__next__") or hasattr(answer, "variables"):
            raise errors.QueryError(zh="这不是 CONSTRUCT 查询", en="this is not a CONSTRUCT query")
        with engine_errors(self.directory):
            return sorted(set(answer), key=str)

    def ask(self, sparql: str, bindings: Mapping[str, rdf.Term] | None = None) -> bool:
        """The answer of an ASK query."""
        answer = self._run(sparql, bindings)
        if hasattr(answer, "__next__"):
            raise errors.QueryError(zh="这不是 ASK 查询", en="this is not an ASK query")
        return bool(answer)

    def query(self, sparql: str) -> Solutions | list[rdf.Triple] | bool:
        """The answer of a query of any form: rows, triples in N-Triples order, or a truth value."""
        answer = self._run(sparql, None)
        with engine_errors(self.directory):
            if hasattr(answer, "variables"):
                return _solutions(answer)
            return sorted(set(answer), key=str) if hasattr(answer, "__next__") else bool(answer)

    def serialised(self, sparql: str) -> tuple[str, bytes]:
        """The answer of a query of any form: its kind and its bytes.

        ``rows`` are SPARQL JSON, ``triples`` N-Triples in the engine's order, a ``truth`` is
        ``true`` or ``false``.
        """
        answer = self._run(sparql, None)
        with engine_errors(self.directory):
            if hasattr(answer, "variables"):
                return "rows", rdf.write_results(answer)
            if hasattr(answer, "__next__"):
                return "triples", rdf.serialise(answer, rdf.RdfFormat.N_TRIPLES)
            return "truth", b"true" if answer else b"false"

    def quads(self, graph: rdf.NamedNode | None = None) -> Iterator[rdf.Quad]:
        """All quads, or those of one named graph; the order is the engine's."""
        with engine_errors(self.directory):
            yield from self._store.quads_for_pattern(None, None, None, graph)

    def text(self, report: str) -> str:
        """The stored text of a report (``110114-2023``); raises ``NotFoundError``."""
        if report not in self._texts:
            raise errors.NotFoundError(
                zh=f"库中没有报告 {report} 的文本", en=f"the store holds no text of report {report}"
            )
        source = self._texts[report]
        if self.directory is None:
            return source
        try:
            return (self.directory / source).read_bytes().decode()
        except (OSError, UnicodeDecodeError) as error:
            raise damaged(self.directory / source, error) from error

    def reports(self) -> tuple[str, ...]:
        """The keys of the reports whose text is stored."""
        return tuple(sorted(self._texts))

    def _run(self, sparql: str, bindings: Mapping[str, rdf.Term] | None) -> Any:  # noqa: ANN401
        refuse_service(sparql)
        substitutions: dict[rdf.Variable, rdf.Term | rdf.Triple] = {
            rdf.Variable(name): term for name, term in (bindings or {}).items()
        }
        try:
            with engine_errors(self.directory):
                return self._store.query(
                    sparql,
                    prefixes=rdf.PREFIXES,
                    use_default_graph_as_union=True,
                    substitutions=substitutions or None,
                )
        except SyntaxError as error:
            raise _malformed(error, sparql) from error


def memory(quads: Iterable[rdf.Quad], texts: Mapping[str, str] | None = None) -> Dataset:
    """A dataset in memory, with the texts of its reports."""
    store = rdf.Store()
    store.extend(quads)
    return Dataset(store, None, texts)


def read_solutions(data: bytes) -> Solutions:
    """The rows of a SPARQL JSON result, as ``Dataset.serialised`` writes it."""
    return _solutions(rdf.parse_results(data))


@contextmanager
def engine_errors(directory: Path | None) -> Iterator[None]:
    """The engine's exceptions as ``StoreError`` (damaged files) or ``QueryError`` (all else)."""
    try:
        yield
    except OSError as error:
        raise damaged(directory, error) from error
    except (RuntimeError, ValueError) as error:
        if _CORRUPTION.search(str(error)):
            raise damaged(directory, error) from error
        reason = one_line(error)
        raise errors.QueryError(
            zh=f"查询无法执行：{reason}", en=f"the query cannot be run: {reason}"
        ) from error


def damaged(place: Path | None, reason: object) -> errors.StoreError:
    """The error of a store that cannot be read, and how to mend it."""
    said = one_line(reason)
    return errors.StoreError(
        zh=f"库已损坏或无法读取（{said}）；请重新运行 vetgraph build，仍不行则先删除库文件夹",
        en=f"the store is damaged or unreadable ({said});"
        " run vetgraph build again, if need be after deleting the store folder",
        file=place,
    )


def one_line(reason: object) -> str:
    """The first line of what an exception says."""
    return next(iter(str(reason).splitlines()), "") or type(reason).__name__


def _solutions(answer: Any) -> Solutions:  # noqa: ANN401 (the engine's type is not exported)
    columns = tuple(variable.value for variable in answer.variables)
    return Solutions(columns, [tuple(solution) for solution in answer])


def _malformed(error: SyntaxError, sparql: str) -> errors.QueryError:
    """The engine's message without its list of every token it would have taken."""
    place = re.match(r"error at (\d+):(\d+)", str(error))
    if place is None:
        reason = one_line(error)
        return errors.QueryError(
            zh=f"SPARQL 语法错误：{reason}", en=f"SPARQL syntax error: {reason}"
        )
    line, column = int(place[1]), int(place[2])
    zh, en = _hint(str(error))
    near = _near(sparql, line, column)
    return errors.QueryError(
        zh=f"SPARQL 语法错误：第 {line} 行第 {column} 列{zh}（{near or '查询到此为止'}）",
        en=f"SPARQL syntax error at line {line}, column {column}{en} ({near or 'the query ends'})",
    )


def _hint(said: str) -> tuple[str, str]:
    if "Prefix not found" in said:
        return "，此前有未声明的前缀", ", behind a prefix that is not declared"
    if "IRI parsing failed" in said:
        return "，此前有不完整的 IRI", ", behind an IRI that is not complete"
    return "", ""


def _near(sparql: str, line: int, column: int) -> str:
    """What stands at a place of the query, short enough to show."""
    lines = sparql.split("\n")
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    return rest if len(rest) <= _SHOWN else rest[:_SHOWN] + "…"
