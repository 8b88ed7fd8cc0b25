"""The whole report as one web page: every token coloured by its state, its statements at a click.

The page asks nothing of any network: styles, script and data stand inside it.
"""

from __future__ import annotations

from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from vetgraph.coverage.describing import describe
from vetgraph.coverage.formats import share_line
from vetgraph.coverage.reasons import REASONS, WORDS
from vetgraph.coverage.tokens import NAME, NOT_MODELLED, NUMBER, STATES
from vetgraph.export import page
from vetgraph.export.page import both

if TYPE_CHECKING:
    from vetgraph.coverage.tokens import Coverage
    from vetgraph.pipeline import Built

_MISSING = ("只看未建模", "missing only")
_HINT = (
    "点一处着色的文字，看引用它的陈述。",
    "Click coloured text for the statements that cite it.",
)


def to_html(found: Coverage, built: Built, language: str = "zh") -> bytes:
    """One self-contained page that opens from a file; ``language`` is the one it opens in."""
    shares = "".join(f"<p>{both(*_shares(found, kind))}</p>" for kind in (NUMBER, NAME))
    legend = "".join(f'<span class="key {state}">{both(*WORDS[state])}</span>' for state in STATES)
    return page.to_html(
        page.Page(
            title=f"{built.meta.title} · {found.report}", language=language,
            header=f"<h1>{escape(built.meta.title)}</h1>{shares}", legend=legend,
            text=page.marked(built.report.text, _marks(found)),
            panel=f"<p>{both(*_HINT)}</p>", data=_data(found, built),
            script=Path(__file__).with_name("page.js").read_text("utf-8").strip(), only=_MISSING,
        )
    )  # fmt: skip


def _shares(found: Coverage, kind: str) -> tuple[str, str]:
    return share_line(found, kind, "zh"), share_line(found, kind, "en")


def _marks(found: Coverage) -> list[page.Mark]:
    return [
        page.Mark(t.start, t.end, number, t.state, kept=t.state == NOT_MODELLED)
        for number, t in enumerate(found.tokens)
    ]


def _data(found: Coverage, built: Built) -> dict[str, object]:
    """What the script shows; a statement stands once however many tokens cite it."""
    said = describe(built)
    wanted = dict.fromkeys(iri for token in found.tokens for iri in token.statements)
    places = {iri: place for place, iri in enumerate(wanted)}
    return {
        "tokens": [
            [t.state, t.reason, t.text, [places[iri] for iri in t.statements]] for t in found.tokens
        ],
        "statements": [{"id": iri, **asdict(said[iri])} for iri in wanted],
        "reasons": REASONS,
        "words": WORDS,
    }
