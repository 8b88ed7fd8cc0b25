"""The sheets of a draft: what was read for certain, what is unsure, what was not understood."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph import store
from vetgraph.schema import schema
from vetgraph.text import quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from vetgraph.extraction import Extraction
    from vetgraph.model import Fact, Report

_AROUND = 24
_BOM = "\ufeff"


def write_review(folder: Path, report: Report, found: Extraction, bom: bool = False) -> int:
    """Write the review sheets anew; returns how many figures were not understood.

    ``bom`` puts a byte order mark before each sheet, by which Excel reads it as UTF-8.
    """
    folder.mkdir(parents=True, exist_ok=True)
    mark = _BOM if bom else ""
    certain = [_certain(report, fact) for fact in found.facts]
    _sheet(folder / "certain.csv", mark, _CERTAIN, certain)
    by_kind: dict[str, list[tuple[Fact, float]]] = {}
    for fact, score in found.unsure:
        by_kind.setdefault(fact.kind, []).append((fact, score))
    for kind, items in sorted(by_kind.items()):
        columns, cells = _unsure(report, items)
        _sheet(folder / "unsure" / f"{_kebab(kind)}.csv", mark, columns, cells)
    left = list(_not_understood(report, found.facts))
    rows = [(item.section, item.token, item.sentence) for item in left]
    _sheet(folder / "not-understood.csv", mark, ("section", "number", "sentence"), rows)
    return len(left)


_CERTAIN = ("kind", "what", "value", "unit", "period", "section", "table", "quote", "rule")


def _certain(report: Report, fact: Fact) -> tuple[str, ...]:
    first = fact.citations[0]
    unit = "".join(fact.get("unit"))
    units = schema().concepts["unit"]
    names = [v for name, values in fact.values if name in _SHOWN for v in values]
    indicator = schema().concepts["indicator"].get("".join(fact.get("indicator")))
    what = " · ".join([*names, *([indicator.zh] if indicator else fact.get("indicator"))])
    quote = report.text[first.span.start : first.span.end]
    return (
        fact.kind, what, "".join(fact.get("value")), units[unit].zh if unit in units else unit,
        "".join(fact.get("period")), first.section, first.table or "", quote, fact.made_by,
    )  # fmt: skip


_SHOWN = frozenset(
    {"about", "school", "partner", "major", "orderClass", "programme", "issuer", "document",
     "place", "region", "organisation", "alternateName", "breakdown", "mentioned"}
)  # fmt: skip


def _unsure(
    report: Report, items: Sequence[tuple[Fact, float]]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Unsure facts in the very form of a fact sheet, with the score in front."""
    names = list(
        dict.fromkeys(n for fact, _ in items for n, _ in fact.values if n != "periodAssumed")
    )
    rows = []
    for fact, score in items:
        quotes = " || ".join(report.text[c.span.start : c.span.end] for c in fact.citations)
        assumed = bool(fact.get("periodAssumed"))
        cells = [";".join(fact.get(n)) if not (n == "period" and assumed) else "" for n in names]
        rows.append((f"{score:.2f}", *cells, quotes))
    return ("score", *names, "quote"), rows


def _sheet(path: Path, mark: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.StringIO(mark)
    buffer.seek(len(mark))
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    store.write_atomic(path, buffer.getvalue().encode())


@dataclass(frozen=True, slots=True)
class _Left:
    section: str
    token: str
    sentence: str


def _not_understood(report: Report, facts: Iterable[Fact]) -> Iterator[_Left]:
    """Figures of the prose (Arabic, not years) that no fact took as its value."""
    taken = {fact.value_span.start for fact in facts if fact.value_span}
    cited = [(c.span.start, c.span.end) for f in facts if not f.value_span for c in f.citations]
    for paragraph in report.paragraphs:
        for number in quantities(paragraph.text):
            if not number.text[0].isdigit() or re.match(
                "年|月|日|届", paragraph.text[number.end :]
            ):
                continue
            start = paragraph.span(number.start, number.end).start
            if start not in taken and not any(a <= start < b for a, b in cited):
                around = paragraph.text[max(0, number.start - _AROUND) : number.end + _AROUND]
                yield _Left(paragraph.section, number.text, around)


def columns_page() -> str:
    """The page that explains the columns of the fact sheets, from the ontology, zh and en."""
    lines = [
        "# 事实表的列 / Columns of the fact sheets",
        "",
        "每种陈述一个 CSV 文件（文件名如 partnership.csv），每行一条陈述；quote 列逐字照录原文，"
        "多处引文以 ` || ` 分隔。多个值以 `;` 分隔。",
        "",
        "One CSV file a statement kind (partnership.csv …), one row a statement; `quote` copies the"
        " text word for word, several quotes are divided by ` || `, several values by `;`.",
        "",
        "| 列 / column | 中文 | English | 取值 / values |",
        "|---|---|---|---|",
        "| quote | 引文（必填） | quote (required) | 原文 / text of the report |",
        "| section | 章节，引文重复时必填 | section, if the quote occurs twice | 3.4.2 |",
        "| status | 陈述状态 | status | stated, inferred |",
        "| rationale, rationale@en | 推断理由 | rationale of an inference | |",
    ]
    for name, role in sorted(schema().properties.items()):
        if role.form in ("thing", "code", "string", "decimal", "gYear") and name not in _HIDDEN:
            lines.append(f"| {name} | {role.zh} | {role.en} | {_values(role.scheme, role.range)} |")
    files = ", ".join(f"{_kebab(kind)}.csv" for kind in schema().kinds())
    return "\n".join([*lines, "", f"文件 / files: {files}, thing.csv", ""])


_HIDDEN = frozenset(
    {"compositeBreakdown", "valuePassage", "lowerBound", "upperBound", "antecedent", "consequent",
     "statedIn", "table", "rowHeader", "columnHeader", "page", "paragraph", "cell", "box", "number",
     "reportYear", "dataYear", "sourceHash", "value", "obsStatus", "section"}
)  # fmt: skip


def _values(scheme: str | None, reach: str | None) -> str:
    if scheme and scheme in schema().concepts:
        shown = list(schema().concepts[scheme].values())[:8]
        return "、".join(c.zh for c in shown) + (" …" if len(schema().concepts[scheme]) > 8 else "")
    return schema().classes[reach].zh if reach in schema().classes else ""


def _kebab(kind: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind).lower()
