"""Findings for programs and spreadsheets: JSON, CSV, Excel."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vetgraph.export import tables
from vetgraph.findings.items import counts, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vetgraph.findings.items import Item

_FIELDS = (
    "id", "rule", "version", "severity", "class", "message_zh", "message_en", "reported",
    "computed", "difference", "unit", "root", "acknowledged",
)  # fmt: skip
_PLACE = ("report", "section", "table", "row", "column", "start", "end", "quote")
_NUMERIC = frozenset({"reported", "difference", "start", "end"})


def to_json(found: Sequence[Item]) -> bytes:
    """Counts of what stands, by severity, then every finding."""
    content = {"summary": counts(found), "findings": [record(one) for one in found]}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def to_table(found: Sequence[Item], target: str, *, bom: bool = False) -> bytes:
    """One finding a row as ``csv``, ``tsv`` or ``xlsx``: fields, first passage, the others."""
    columns = (*_FIELDS, *_PLACE, "further_citations", "repairs", "statements")
    return tables.write(tables.Grid(columns, [_row(one) for one in found]), target, bom=bom)


def _row(one: Item) -> list[str | None]:
    said = record(one)
    first: dict[str, Any] = said["citations"][0] if said["citations"] else {}
    others = "；".join(map(_further, said["citations"][1:])) or None
    return [
        *(_cell(name, said[name]) for name in _FIELDS),
        *(_cell(name, first.get(name)) for name in _PLACE),
        others,
        "；".join(zh for zh, _ in one.repairs) or None,
        " ".join(one.statements),
    ]


def _cell(name: str, value: object) -> str | None:
    if value is None:
        return None
    return tables.Number(value) if name in _NUMERIC else str(value)


def _further(cited: dict[str, Any]) -> str:
    return f"{cited['report']}#char={cited['start']},{cited['end']}「{cited['quote']}」"
