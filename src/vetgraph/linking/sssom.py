"""SSSOM TSV (Simple Standard for Sharing Ontological Mappings 1.0): its rows, and writing them.

``vetgraph`` writes candidates as ``semapv:LexicalMatching``; ``reviewed`` reads what a person made
of them. Tools of SSSOM know URIs only, so the Chinese characters in IRIs of subjects (the things of
vetgraph) are percent-encoded in the table and decoded on reading (RFC 3987, 3.1 and 3.2); objects
stay as their dataset has them.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import yaml

from vetgraph import errors, rdf
from vetgraph.linking.candidates import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vetgraph.linking.candidates import Candidate, Parts

SEMAPV = "https://w3id.org/semapv/vocab/"
SSSOM = rdf.Namespace("https://w3id.org/sssom/")
LEXICAL = SEMAPV + "LexicalMatching"

# Prefixes every SSSOM file may use without declaring them.
BUILT_IN = {
    "owl": rdf.PREFIXES["owl"],
    "rdf": rdf.PREFIXES["rdf"],
    "rdfs": rdf.PREFIXES["rdfs"],
    "semapv": SEMAPV,
    "skos": rdf.PREFIXES["skos"],
    "sssom": SSSOM.base,
}

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "author_id",
    "author_label",
    "reviewer_id",
    "reviewer_label",
    "confidence",
    "match_string",
    "similarity_score",
    "similarity_measure",
    "comment",
)

_MEASURE = "normalised Indel similarity of the normalised names (RapidFuzz ratio)"


@dataclass(frozen=True, slots=True)
class MappingSet:
    """What the head of a SSSOM file says: identifiers as IRIs, ``prefixes`` besides the built-in.

    ``license`` is an IRI; ``tool_version`` goes to ``mapping_tool_version``.
    """

    id: str
    license: str
    prefixes: Mapping[str, str]
    title: str = ""
    version: str = ""
    tool_version: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the four entities as IRIs, everything else as the cells hold it.

    ``line`` is the 1-based line of the file it was read from.
    """

    subject: str
    predicate: str
    object: str
    justification: str
    cells: Mapping[str, str]
    line: int = 0

    @property
    def rejected(self) -> bool:
        """Whether ``predicate_modifier`` says ``Not``."""
        return self.cells.get("predicate_modifier", "") == "Not"


def rows_of(candidates: Iterable[Candidate]) -> list[Row]:
    """One proposed row a candidate, in the order given."""
    return [_row_of(candidate) for candidate in candidates]


def explanation(candidate: Candidate) -> str:
    """Why a pair is proposed and the parts of its score, in Chinese and English.

    Names are given if they are aliases.
    """
    _, zh, en = REASONS[candidate.reason]
    if candidate.names != (candidate.subject.name, candidate.object.name):
        zh, en = (f"{words} ({' = '.join(candidate.names)})" for words in (zh, en))
    return f"{zh}：{_parts(candidate.parts, 0)} / {en}: {_parts(candidate.parts, 1)}"


def namespaces(iris: Iterable[str], prefix: str) -> dict[str, str]:
    """Prefixes for the IRIs of a dataset, each cut behind its last ``#`` or ``/`` (or ``:``).

    The namespaces, in order, get ``prefix``, ``prefix2``, ``prefix3`` and so on.
    """
    found = (re.match(r".*[#/]|.*:", iri_) for iri_ in iris)
    bases = sorted({match[0] for match in found if match})
    return {prefix + (str(n) if n > 1 else ""): base for n, base in enumerate(bases, 1)}


def write(head: MappingSet, rows: Iterable[Row]) -> str:
    """The text of a SSSOM TSV file with embedded metadata, columns and rows in a fixed order.

    Raises ``ParameterError`` if no prefix covers an IRI.
    """
    metadata = {
        "curie_map": dict(sorted({**head.prefixes, **_used_built_ins()}.items())),
        "license": head.license,
        "mapping_set_id": head.id,
        "mapping_set_title": head.title,
        "mapping_set_version": head.version,
        "mapping_tool": "vetgraph",
        "mapping_tool_version": head.tool_version,
    }
    known = {key: value for key, value in metadata.items() if value}
    text = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=10_000)
    buffer = io.StringIO()
    buffer.writelines(f"#{line}\n" for line in text.splitlines())
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    prefixes = {**BUILT_IN, **head.prefixes}
    writer.writerows(_cells(row, prefixes) for row in rows)
    return buffer.getvalue()


def _row_of(candidate: Candidate) -> Row:
    cells = {
        "subject_label": candidate.subject.name,
        "object_label": candidate.object.name,
        "confidence": str(candidate.score),
        "match_string": candidate.shared,
        "similarity_score": str(candidate.parts.name),
        "similarity_measure": _MEASURE,
        "comment": explanation(candidate),
    }
    ends = candidate.subject.iri, candidate.predicate, candidate.object.iri
    return Row(*ends, LEXICAL, cells)


def _parts(parts: Parts, language: int) -> str:
    words = {
        "name": ("名称", "name"),
        "core": ("核心名称", "core name"),
        "region": ("地区", "region"),
        "form": ("组织形式", "legal form"),
        "kind": ("类别", "kind"),
    }
    unknown = ("不详", "unknown")[language]
    separator = ("，", ", ")[language]
    values = {part: getattr(parts, part) for part in words}
    return separator.join(
        f"{words[part][language]} {unknown if value is None else value}"
        for part, value in values.items()
    )


def _used_built_ins() -> dict[str, str]:
    return {prefix: BUILT_IN[prefix] for prefix in ("semapv", "skos")}


def _cells(row: Row, prefixes: Mapping[str, str]) -> list[str]:
    cells = {
        **row.cells,
        "subject_id": curie(uri(row.subject), prefixes),
        "predicate_id": curie(row.predicate, prefixes),
        "object_id": curie(row.object, prefixes),
        "mapping_justification": curie(row.justification, prefixes),
    }
    return [" ".join(cells.get(column, "").split()) for column in COLUMNS]


def curie(iri: str, prefixes: Mapping[str, str]) -> str:
    """``iri`` shortened by the longest fitting prefix; ``ParameterError`` if there is none."""
    fitting = [(len(base), prefix) for prefix, base in prefixes.items() if iri.startswith(base)]
    if not fitting:
        raise errors.ParameterError(
            zh=f"没有前缀可以缩写 {iri}；请为该数据集给出前缀",
            en=f"no prefix covers {iri}: give one for its dataset",
        )
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"


def expand(text: str, prefixes: Mapping[str, str]) -> str | None:
    """The IRI that a CURIE or an IRI stands for, or ``None``."""
    prefix, colon, rest = text.partition(":")
    if not colon or re.search(r"[\x00-\x20<>\"{}|^`\\]", text):
        return None
    if prefix in prefixes:
        return prefixes[prefix] + rest
    return text if rest.startswith("//") else None


def uri(iri: str) -> str:
    """An IRI as a URI: characters beyond ASCII percent-encoded (RFC 3987, 3.1)."""
    return re.sub(r"[^\x00-\x7f]+", lambda match: quote(match[0]), iri)


def iri(uri_: str) -> str:
    """The IRI of a URI: percent-encoded characters beyond ASCII decoded (RFC 3987, 3.2)."""
    return re.sub(r"(?:%[89A-Fa-f][0-9A-Fa-f])+", _decoded, uri_)


def _decoded(match: re.Match[str]) -> str:
    try:
        return unquote(match[0], errors="strict")
    except UnicodeDecodeError:
        return match[0]
