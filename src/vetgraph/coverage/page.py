"""The whole report as one web page: every token coloured by its state, its statements at a click.

The page asks nothing of any network: styles, script and data stand inside it.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from vetgraph.coverage.describing import describe
from vetgraph.coverage.formats import share_line
from vetgraph.coverage.reasons import REASONS, WORDS
from vetgraph.coverage.tokens import NAME, NOT_MODELLED, NUMBER, STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.coverage.tokens import Coverage
    from vetgraph.pipeline import Built

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
_MISSING = ("只看未建模", "missing only")
_HINT = (
    "点一处着色的文字，看引用它的陈述。",
    "Click coloured text for the statements that cite it.",
)


def to_html(found: Coverage, built: Built, language: str = "zh") -> bytes:
    """One self-contained page that opens from a file; ``language`` is the one it opens in."""
    shares = "".join(f"<p>{_both(*_shares(found, kind))}</p>" for kind in (NUMBER, NAME))
    legend = "".join(f'<span class="key {state}">{_both(*WORDS[state])}</span>' for state in STATES)
    title = escape(built.meta.title)
    head = (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,"><title>{title} · {escape(found.report)}</title>'
        f"<style>{_file('page.css')}</style></head>"
    )
    body = (
        f'<body><header><h1>{title}</h1>{shares}<div id="legend">{legend}'
        f'<button id="only" aria-pressed="false">{_both(*_MISSING)}</button>'
        '<button id="language">中文 / English</button></div></header>'
        f'<main><div id="text">{"".join(_text(found, built.report.text))}</div>'
        f'<aside id="panel" aria-live="polite"><p>{_both(*_HINT)}</p></aside></main>'
        f'<script id="data" type="application/json">{_data(found, built)}</script>'
        f"<script>{_file('page.js')}</script></body></html>\n"
    )
    return (head + body).encode("utf-8", "replace")


def _shares(found: Coverage, kind: str) -> tuple[str, str]:
    return share_line(found, kind, "zh"), share_line(found, kind, "en")


def _both(zh: str, en: str) -> str:
    return f'<span class="zh">{escape(zh)}</span><span class="en">{escape(en)}</span>'


def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8").strip()


def _text(found: Coverage, text: str) -> Iterator[str]:
    """The text line by line, each line marked when something in it is missing."""
    owners = _owners(found, len(text))
    at = start = 0
    for line in text.splitlines(keepends=True):
        end, parts, missing = start + len(line), [], ""
        while at < len(owners) and owners[at][0] < end:
            begin, stop, token = owners[at]
            if token is not None and found.tokens[token].state == NOT_MODELLED:
                missing = " missing"
            parts.append(_part(found, token, text[max(begin, start) : min(stop, end)]))
            if stop > end:
                break
            at += 1
        yield f'<span class="line{missing}">{"".join(parts)}</span>'
        start = end


def _owners(found: Coverage, length: int) -> list[tuple[int, int, int | None]]:
    """The text cut where tokens begin and end; each piece with the token that begins last in it."""
    cuts = sorted({0, length, *(p for t in found.tokens for p in (t.start, t.end))})
    pieces: list[tuple[int, int, int | None]] = []
    still: list[int] = []
    at = 0
    for begin, end in pairwise(cuts):
        while at < len(found.tokens) and found.tokens[at].start <= begin:
            still.append(at)
            at += 1
        still = [n for n in still if found.tokens[n].end > begin]
        inner = max(
            still, key=lambda n: (found.tokens[n].start, -found.tokens[n].end), default=None
        )
        pieces.append((begin, end, inner))
    return pieces


def _part(found: Coverage, token: int | None, said: str) -> str:
    # A parser turns a carriage return into a line feed unless it is written as a reference.
    shown = escape(said, quote=False).replace("\r", "&#13;")
    if token is None:
        return shown
    state = found.tokens[token].state
    return f'<span class="t {state}" data-n="{token}" tabindex="0">{shown}</span>'


def _data(found: Coverage, built: Built) -> str:
    """What the script shows; a statement stands once however many tokens cite it."""
    said = describe(built)
    wanted = dict.fromkeys(iri for token in found.tokens for iri in token.statements)
    places = {iri: place for place, iri in enumerate(wanted)}
    content = {
        "tokens": [
            [t.state, t.reason, t.text, [places[iri] for iri in t.statements]] for t in found.tokens
        ],
        "statements": [{"id": iri, **asdict(said[iri])} for iri in wanted],
        "reasons": REASONS,
        "words": WORDS,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
