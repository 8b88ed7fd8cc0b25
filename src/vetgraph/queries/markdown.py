"""The catalogue of questions as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vetgraph.queries.nouns import Parameter, Query

_HEAD = """# 问题目录 · Catalogue of questions

每个文件是一个可在任何 SPARQL 1.1 引擎上运行的问题。本页由 `vetgraph.queries.catalogue_markdown`
生成。带 * 的参数必填。
Each file is one question that any SPARQL 1.1 engine can run. This page is written by
`vetgraph.queries.catalogue_markdown`. Parameters with * are required.

| 名称 · name | 问题 · question | 参数 · parameters |
|---|---|---|
"""


def catalogue_markdown(queries: Iterable[Query]) -> str:
    """``queries/README.md``: name, question and parameters of every query, in zh and en."""
    return _HEAD + "".join(_line(query) for query in queries)


def _line(query: Query) -> str:
    parameters = "<br>".join(_parameter(query, p) for p in query.parameters) or "–"
    question = f"{query.question['zh']}<br>{query.question['en']}"
    return f"| [{query.name}]({query.name}.rq) | {question} | {parameters} |\n"


def _parameter(query: Query, parameter: Parameter) -> str:
    label = query.labels[parameter.name]
    mark = "*" if parameter.required else ""
    default = f" = {parameter.default}" if parameter.default is not None else ""
    return f"`{parameter.name}`{mark}{default} {label['zh']} · {label['en']}"
