"""Markdown (CommonMark with pipe tables) becomes plain text in the conventions of a report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.reading.blocks import assemble
from vetgraph.reading.web import web_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*")
_RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}|=+)\s*")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~).*")
_PREFIX = re.compile(r"\s*(?:>\s?)*(?:[-*+]\s+)?")
_SPANS = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"(?<!\\)\[([^\]]+)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[\^[^\]]+\](?!:)"), ""),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), " "),
    (re.compile(r"</?(?:sub|span|b|strong|i|em|u|font|center|p|div)\b[^<>]*>", re.IGNORECASE), ""),
    (re.compile(r"(?<!\\)(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\\*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?!\*)"), r"\1"),
    (re.compile(r"(?<!`)`([^`]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])"), r"\1"),
)
_CELLS = re.compile(r"(?<!\\)\|")


def plain(text: str, path: Path) -> str:
    """The stored text of a Markdown text: pipe and HTML tables as rows with tabs, no markup.

    Lines stay lines. Raises ``InputError`` for hostile HTML inside.
    """
    return "\n".join(_lines(_without_html_tables(text, path).split("\n")))


def _without_html_tables(text: str, path: Path) -> str:
    """HTML tables, which Markdown writers use for merged cells, as rows with tabs."""
    parts, at, lowered = [], 0, text.lower()
    while (start := lowered.find("<table", at)) >= 0:
        end = lowered.find("</table>", start)
        end = len(text) if end < 0 else end + len("</table>")
        rows, _ = assemble(web_blocks(text[start:end], path))
        parts += [text[at:start], "\n", rows, "\n"]
        at = end
    return re.sub(r"<!--.*?-->", "", "".join([*parts, text[at:]]), flags=re.DOTALL)


def _lines(raws: list[str]) -> Iterator[str]:
    table = False
    for index, raw in enumerate(raws):
        following = raws[index + 1] if index + 1 < len(raws) else ""
        if table and _DELIMITER.fullmatch(raw) and "-" in raw:
            continue
        starts = "|" in raw and "|" in following and _DELIMITER.fullmatch(following)
        if not table and starts and not _DELIMITER.fullmatch(raw):
            yield ""
        table = "|" in raw and bool(table or starts)
        if table:
            yield _row(raw)
        elif not _RULE.fullmatch(raw) and not _FENCE.fullmatch(raw):
            yield _line(raw)


def _row(raw: str) -> str:
    stripped = raw.strip().removeprefix("|")
    if stripped.endswith("|") and not stripped.endswith("\\|"):
        stripped = stripped[:-1]
    return "\t".join(inline(cell).strip() for cell in _CELLS.split(stripped))


def _line(raw: str) -> str:
    if heading := _HEADING.fullmatch(raw):
        return inline(heading[1])
    if "\t" in raw.strip():
        return raw
    return inline(_PREFIX.sub("", raw, count=1).rstrip())


def inline(text: str) -> str:
    """Text without links, emphasis and escapes."""
    for pattern, kept in _SPANS:
        text = pattern.sub(kept, text)
    return text
