"""Reports as one web page: the whole text with passages marked, what is said of them beside it.

A page asks nothing of any network: styles, script and data stand inside it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, code points ``start`` to ``end``, and the style class it is shown in.

    The script knows it by its ``number``; a line with a ``kept`` mark stays when others are hidden.
    """

    start: int
    end: int
    number: int
    style: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page as HTML, and the data and script that answer a click."""

    title: str
    language: str
    header: str
    legend: str
    text: str
    panel: str
    data: object
    script: str
    only: tuple[str, str]


def to_html(page: Page) -> bytes:
    """One self-contained page that opens from a file, in the language given."""
    head = (
        f'<!doctype html>\n<html lang="{page.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,"><title>{escape(page.title)}</title>'
        f"<style>{_file('page.css')}</style></head>"
    )
    body = (
        f'<body><header>{page.header}<div id="legend">{page.legend}'
        f'<button id="only" aria-pressed="false">{both(*page.only)}</button>'
        '<button id="language">中文 / English</button></div></header>'
        f'<main><div id="text">{page.text}</div>'
        f'<aside id="panel" aria-live="polite">{page.panel}</aside></main>'
        f'<script id="data" type="application/json">{_json(page.data)}</script>'
        f"<script>{_file('page.js')}\n{page.script}</script></body></html>\n"
    )
    return (head + body).encode("utf-8", "replace")


def both(zh: str, en: str) -> str:
    """Words in both languages, of which the page shows one."""
    return f'<span class="zh">{escape(zh)}</span><span class="en">{escape(en)}</span>'


def marked(text: str, marks: Sequence[Mark]) -> str:
    """The whole text line by line, marks in it; where they overlap the one that begins last shows.

    ``marks`` are in order of their start.
    """
    return "".join(_lines(text, marks))


def _lines(text: str, marks: Sequence[Mark]) -> Iterator[str]:
    owners = _owners(marks, len(text))
    at = start = 0
    for line in text.splitlines(keepends=True):
        end, parts, kept = start + len(line), [], ""
        while at < len(owners) and owners[at][0] < end:
            begin, stop, mark = owners[at]
            if mark is not None and mark.kept:
                kept = " kept"
            parts.append(_part(mark, text[max(begin, start) : min(stop, end)]))
            if stop > end:
                break
            at += 1
        yield f'<span class="line{kept}">{"".join(parts)}</span>'
        start = end


def _owners(marks: Sequence[Mark], length: int) -> list[tuple[int, int, Mark | None]]:
    """The text cut where marks begin and end; each piece with the mark that begins last in it."""
    cuts = sorted({0, length, *(p for m in marks for p in (m.start, m.end))})
    pieces: list[tuple[int, int, Mark | None]] = []
    still: list[Mark] = []
    at = 0
    for begin, end in pairwise(cuts):
        while at < len(marks) and marks[at].start <= begin:
            still.append(marks[at])
            at += 1
        still = [mark for mark in still if mark.end > begin]
        inner = max(still, key=lambda mark: (mark.start, -mark.end), default=None)
        pieces.append((begin, end, inner))
    return pieces


def _part(mark: Mark | None, said: str) -> str:
    # A parser turns a carriage return into a line feed unless it is written as a reference.
    shown = escape(said, quote=False).replace("\r", "&#13;")
    if mark is None:
        return shown
    return f'<span class="t {mark.style}" data-n="{mark.number}" tabindex="0">{shown}</span>'


def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8").strip()


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
