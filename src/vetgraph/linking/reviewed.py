"""Reviewed SSSOM tables: read strictly, and the accepted rows as links.

A reviewer accepts a row by changing its justification to ``semapv:ManualMappingCuration`` (or
``semapv:MappingReview``), with ``skos:exactMatch`` or ``skos:closeMatch`` as predicate and a name
or an identifier in one of the ``author`` or ``reviewer`` columns; ``Not`` in
``predicate_modifier`` rejects it for good. Reviewed related, broader and narrower matches are
valid but no identity; every other row waits.

Who reviewed stays in the table: persons do not enter the graph.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from typing import TYPE_CHECKING, Any

import yaml

from vetgraph import errors, rdf
from vetgraph.linking.candidates import CLOSE, EXACT, RELATED
from vetgraph.linking.records import is_iri
from vetgraph.linking.sssom import BUILT_IN, SEMAPV, SSSOM, MappingSet, Row, expand, iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

LINKS = "https://w3id.org/vetgraph/id/graph/links/"
REVIEWED = frozenset({SEMAPV + "ManualMappingCuration", SEMAPV + "MappingReview"})

_SAME = frozenset({EXACT, CLOSE})
_PREDICATES = _SAME | {RELATED, *(rdf.PREFIXES["skos"] + n for n in ("broadMatch", "narrowMatch"))}
_ENTITIES = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_WHO = ("author_id", "author_label", "reviewer_id", "reviewer_label")
_JUSTIFICATIONS = frozenset(
    SEMAPV + name
    for name in (
        *("BackgroundKnowledgeBasedMatching", "CompositeMatching", "InstanceBasedMatching"),
        *("LexicalMatching", "LexicalSimilarityThresholdMatching", "LogicalReasoning"),
        *("ManualMappingCuration", "MappingChaining", "MappingInversion", "MappingReview"),
        *("SemanticSimilarityThresholdMatching", "StructuralMatching", "UnspecifiedMatching"),
    )
)


def read(path: Path) -> tuple[MappingSet, list[Row]]:
    """The head and the rows of a SSSOM TSV file.

    Raises ``InputError`` for a file that cannot be read and ``SheetError`` with every faulty
    line of the head and the rows.
    """
    head, table = _split(path)
    metadata = _metadata(head, path)
    problems: list[errors.VetgraphError] = [
        _problem(zh, en, path, 1) for zh, en in _head_faults(metadata)
    ]
    if problems:
        raise errors.SheetError(problems)
    prefixes = {**(metadata.get("curie_map") or {}), **BUILT_IN}
    rows: list[Row] = []
    for line, cells in _cells(table, len(head), path, problems):
        faults = list(_faults(cells, prefixes))
        problems += [_problem(zh, en, path, line) for zh, en in faults]
        if not faults:
            rows.append(_row(cells, prefixes, line))
    problems += [_problem(zh, en, path, line) for zh, en, line in _contradictions(rows)]
    if problems:
        raise errors.SheetError(sorted(problems, key=lambda problem: problem.line or 0))
    return _mapping_set(metadata), rows


def accepted(rows: Iterable[Row]) -> list[Row]:
    """The rows that a person has accepted as the same (exact or close match)."""
    return [row for row in rows if _is_verdict(row) and not row.rejected]


def undecided(rows: Iterable[Row], reviewed: Iterable[Row]) -> list[Row]:
    """The proposed rows whose pair no row of an earlier table has decided."""
    decided = {(row.subject, row.object) for row in reviewed if row.justification in REVIEWED}
    return [row for row in rows if (row.subject, row.object) not in decided]


def link_quads(rows: Iterable[Row], name: str) -> list[rdf.Quad]:
    """Accepted rows as sorted quads in the graph ``links/<name>``; other rows are passed over.

    Raises ``ParameterError`` unless ``name`` is made of small letters, digits and hyphens.
    """
    graph, node = links_graph(name), rdf.NamedNode
    return rdf.sorted_quads(
        rdf.Quad(node(row.subject), node(row.predicate), node(row.object), graph)
        for row in accepted(rows)
    )


def evidence_quads(rows: Iterable[Row], name: str) -> list[rdf.Quad]:
    """What each accepted link rests on, as ``sssom:Mapping`` (SSSOM's RDF form) in its graph.

    Justification, confidence and comment; never who reviewed it.
    """
    graph = links_graph(name)
    return rdf.sorted_quads(quad for row in accepted(rows) for quad in _evidence(row, graph))


def reviewed_links(path: Path, name: str) -> list[rdf.Quad]:
    """The accepted links of a reviewed SSSOM file as quads: ``read`` and ``link_quads``."""
    return link_quads(read(path)[1], name)


def links_graph(name: str) -> rdf.NamedNode:
    """The graph of the links to the dataset ``name``."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise errors.ParameterError(
            zh=f"数据集名只能用小写字母、数字和连字符：{name}",
            en=f"a dataset name is made of small letters, digits and hyphens: {name}",
        )
    return rdf.NamedNode(LINKS + name)


def _is_verdict(row: Row) -> bool:
    return row.justification in REVIEWED and row.predicate in _SAME


def _split(path: Path) -> tuple[list[str], str]:
    """The head's lines without ``#``, and the table as one text."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        zh, en = "文件不存在或无法读取", "the file is missing or cannot be read"
        raise _problem(zh, en, path) from error
    except UnicodeDecodeError as error:
        zh, en = "不是 UTF-8 文本；请另存为 UTF-8", "not UTF-8 text: save it as UTF-8"
        raise _problem(zh, en, path) from error
    lines = text.splitlines(keepends=True)
    size = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return [line[1:].rstrip() for line in lines[:size]], "".join(lines[size:])


def _metadata(lines: list[str], path: Path) -> dict[str, Any]:
    try:
        found = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        zh, en = "文件头不是有效的 YAML", "the head is not valid YAML"
        raise errors.SheetError([_problem(zh, en, path, line)]) from error
    return found if isinstance(found, dict) else {}


def _head_faults(metadata: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("mapping_set_id", "license"):
        if not metadata.get(key):
            yield f"文件头缺少 {key}", f"the head lacks {key}"
    curies = metadata.get("curie_map") or {}
    if not isinstance(curies, dict) or not all(is_iri(str(base)) for base in curies.values()):
        yield "curie_map 的每一行应为“前缀: IRI”", "each line of curie_map is prefix: IRI"
        return
    for prefix in sorted(set(curies) & set(BUILT_IN)):
        if curies[prefix] != BUILT_IN[prefix]:
            meant = BUILT_IN[prefix]
            yield f"前缀 {prefix} 只能表示 {meant}", f"the prefix {prefix} can only mean {meant}"


def _mapping_set(metadata: dict[str, Any]) -> MappingSet:
    texts = {key: str(value) for key, value in metadata.items() if key != "curie_map"}
    curies = metadata.get("curie_map") or {}
    return MappingSet(
        id=texts["mapping_set_id"],
        license=texts["license"],
        prefixes={prefix: base for prefix, base in curies.items() if prefix not in BUILT_IN},
        title=texts.get("mapping_set_title", ""),
        version=texts.get("mapping_set_version", ""),
        tool_version=texts.get("mapping_tool_version", ""),
    )


def _cells(
    table: str, above: int, path: Path, problems: list[errors.VetgraphError]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Line (1-based) and cells of every row; misshapen ones are added to ``problems``."""
    reader = csv.reader(io.StringIO(table, newline=""), delimiter="\t", strict=True)
    header = next(reader, [])
    missing = [column for column in _ENTITIES if column not in header]
    problems += [
        _problem(f"缺少列 {column}", f"the column {column} is missing", path, above + 1)
        for column in missing
    ]
    line = above + reader.line_num + 1
    try:
        for cells in () if missing else reader:
            if len(cells) > len(header):
                zh = f"有 {len(cells)} 格，表头只有 {len(header)} 列"
                en = f"{len(cells)} cells under a heading of {len(header)} columns"
                problems.append(_problem(zh, en, path, line))
            elif any(cell.strip() for cell in cells):
                yield line, dict(zip(header, map(str.strip, cells), strict=False))
            line = above + reader.line_num + 1
    except csv.Error:
        zh, en = "引号不成对，或单元格过长", "unbalanced quotation marks or a cell too long"
        problems.append(_problem(zh, en, path, line))


def _faults(cells: dict[str, str], prefixes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column in _ENTITIES:
        value = cells.get(column, "")
        if not value:
            yield f"{column} 为空", f"{column} is empty"
        elif expand(value, prefixes) is None:
            zh = f"{column} 不是已声明前缀的 CURIE：{value}"
            yield zh, f"{column} is no CURIE with a declared prefix: {value}"
    if cells.get("predicate_modifier", "") not in ("", "Not"):
        yield "predicate_modifier 只能为空或 Not", "predicate_modifier is either empty or Not"
    confidence = cells.get("confidence") or "1"
    if not _is_share(confidence):
        yield (
            f"confidence 应在 0 与 1 之间：{confidence}",
            f"confidence not in 0 to 1: {confidence}",
        )
    yield from _justification_faults(cells, prefixes)


def _justification_faults(
    cells: dict[str, str], prefixes: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    printed = cells.get("mapping_justification", "")
    justification = expand(printed, prefixes)
    if justification is None:
        return
    if justification not in _JUSTIFICATIONS:
        yield f"SSSOM 没有这种依据：{printed}", f"SSSOM has no such justification: {printed}"
    if justification not in REVIEWED:
        return
    if not any(cells.get(column) for column in _WHO):
        zh = f"已审核的行须写明审核者（{'、'.join(_WHO)} 之一）"
        yield zh, f"a reviewed row says who reviewed it (one of {', '.join(_WHO)})"
    predicate = cells.get("predicate_id", "")
    if expand(predicate, prefixes) not in {*_PREDICATES, None}:
        zh = f"已审核的行不能用 {predicate}；相同请用 skos:exactMatch 或 skos:closeMatch"
        en = f"a reviewed row cannot use {predicate}: use skos:exactMatch or skos:closeMatch"
        yield zh, en


def _is_share(text: str) -> bool:
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False


def _row(cells: dict[str, str], prefixes: Mapping[str, str], line: int) -> Row:
    subject, predicate, object_, justification = (
        expand(cells[column], prefixes) or "" for column in _ENTITIES
    )
    rest = {key: value for key, value in cells.items() if key not in _ENTITIES and value}
    return Row(iri(subject), predicate, object_, justification, rest, line)


def _contradictions(rows: list[Row]) -> Iterator[tuple[str, str, int]]:
    """Rows that reject a pair which another reviewed row accepts."""
    lines = {(row.subject, row.object): row.line for row in accepted(rows)}
    for row in rows:
        line = lines.get((row.subject, row.object))
        if line is not None and row.rejected and _is_verdict(row):
            zh = f"与第 {line} 行的审核结论相反"
            yield zh, f"contradicts the review in line {line}", row.line


def _evidence(row: Row, graph: rdf.NamedNode) -> Iterator[rdf.Quad]:
    key = " ".join((row.subject, row.predicate, row.object)).encode("utf-8")
    mapping = rdf.NamedNode(f"{graph.value}#{hashlib.sha256(key).hexdigest()[:16]}")
    owl, node = rdf.Namespace(rdf.PREFIXES["owl"]), rdf.NamedNode
    facts: list[tuple[rdf.NamedNode, rdf.NamedNode | rdf.Literal]] = [
        (node(rdf.PREFIXES["rdf"] + "type"), SSSOM.Mapping),
        (owl.annotatedSource, node(row.subject)),
        (owl.annotatedProperty, node(row.predicate)),
        (owl.annotatedTarget, node(row.object)),
        (SSSOM.mapping_justification, node(row.justification)),
    ]
    if confidence := row.cells.get("confidence"):
        double = node(rdf.PREFIXES["xsd"] + "double")
        facts.append((SSSOM.confidence, rdf.Literal(confidence, datatype=double)))
    if comment := row.cells.get("comment"):
        facts.append((node(rdf.PREFIXES["rdfs"] + "comment"), rdf.Literal(comment)))
    return (rdf.Quad(mapping, predicate, value, graph) for predicate, value in facts)


def _problem(zh: str, en: str, path: Path, line: int | None = None) -> errors.InputError:
    return errors.InputError(zh=zh, en=en, file=path, line=line)
