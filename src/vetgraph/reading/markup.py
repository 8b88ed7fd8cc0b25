"""Markdown (CommonMark with pipe tables) becomes plain text in the conventions of a report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.reading.blocks import assemble
from vetgraph.reading.web import web_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_RULE = re.compile(r":?-+:?")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*)")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_PREFIX = re.compile(r"\s*(?:> ?)*(?:[-*+]\s+)?")
# Each class leaves out what opens it, so that no text takes more than linear time.
_SPANS = (
    (re.compile(r"!\[[^\[\]]*\]\([^()]*\)"), ""),
    (re.compile(r"(?<!\\)\[([^\[\]]+)\]\([^()\s]*(?:\s+\"[^\"()]*\")?\)"), r"\1"),
    (re.compile(r"\[\^[^\[\]]+\](?!:)"), ""),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), " "),
    (re.compile(r"</?(?:sub|span|b|strong|i|em|u|font|center|p|div)\b[^<>]*>", re.IGNORECASE), ""),
    (re.compile(r"(?<![\\*])\*{1,3}(?=[^\s*])([^*]+)(?<=[^\s\\])\*{1,3}(?!\*)"), r"\1"),
    (re.compile(r"(?<![\\_])__(?=[^\s_])([^_]+)(?<=[^\s\\])__(?!_)"), r"\1"),
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
    return _without_comments("".join([*parts, text[at:]]))


def _without_comments(text: str) -> str:
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + len("-->")
    return "".join([*parts, text[at:]])


def _lines(raws: list[str]) -> Iterator[str]:
    table = False
    for index, raw in enumerate(raws):
        under = raws[index + 1] if index + 1 < len(raws) else ""
        starts = "|" in raw and "|" in under and _is_delimiter(under) and not _is_delimiter(raw)
        if table and _is_delimiter(raw):
            continue
        if starts and not table:
            yield ""
        table = "|" in raw and (table or starts)
        if table:
            yield _row(raw)
        elif not _is_rule(raw) and not _FENCE.match(raw):
            yield _line(raw)


def _is_delimiter(raw: str) -> bool:
    """The line of dashes between the header of a pipe table and its rows."""
    if not raw.strip() or raw.strip("|:- \t"):
        return False
    return all(_RULE.fullmatch(cell.strip()) for cell in raw.strip().strip("|").split("|"))


def _is_rule(raw: str) -> bool:
    """A line that is drawn: three or more of one sign."""
    signs = raw.replace(" ", "")
    return len(signs) >= 3 and len(set(signs)) == 1 and signs[0] in "*-_="


def _row(raw: str) -> str:
    stripped = raw.strip().removeprefix("|")
    if stripped.endswith("|") and not stripped.endswith("\\|"):
        stripped = stripped[:-1]
    return "\t".join(inline(cell).strip() for cell in _CELLS.split(stripped))


def _line(raw: str) -> str:
    if heading := _HEADING.fullmatch(raw):
        return inline(heading[1].rstrip().rstrip("#").rstrip())
    if "\t" in raw.strip():
        return raw
    return inline(_PREFIX.sub("", raw, count=1).rstrip())


def inline(text: str) -> str:
    """Text without links, emphasis and escapes."""
    for pattern, kept in _SPANS:
        text = pattern.sub(kept, text)
    return text
