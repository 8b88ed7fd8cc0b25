"""The page that explains the columns of fact sheets (``facts/README.md``), from the ontology."""

from __future__ import annotations

import re

from vetgraph.schema import schema


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
    files = ", ".join(f"{kebab(kind)}.csv" for kind in schema().kinds())
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


def kebab(kind: str) -> str:
    """The file name of a statement kind: ProgrammeRun -> programme-run."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind).lower()
