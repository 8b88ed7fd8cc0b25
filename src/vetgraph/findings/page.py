"""Findings as one web page: the reports' texts with the passages concerned marked.

A click on a finding leads to its passages, a click on a passage to its findings.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from vetgraph.export import page
from vetgraph.export.page import both
from vetgraph.findings.human import summary, where
from vetgraph.findings.items import RANKS, WORDS, arranged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vetgraph.consistency.observations import Place
    from vetgraph.findings.items import Item

    Spot = tuple[str, int, int]

_TITLE = ("报告中的校核发现", "findings in reports")
_ONLY = ("只看有发现的行", "lines with findings only")
_STYLES = (*RANKS, "acknowledged")


def to_html(found: Sequence[Item], texts: Mapping[str, str], language: str = "zh") -> bytes:
    """One self-contained page; ``texts`` are the texts of the reports by key."""
    # What contradicts itself comes before what is missing from the record.
    shown = sorted(arranged(found), key=lambda one: one.kind is None)
    spots = _spots(shown, texts)
    legend = "".join(f'<span class="key {style}">{both(*WORDS[style])}</span>' for style in _STYLES)
    counted = both(*(summary(found, spoken) for spoken in ("zh", "en")))
    content = page.Page(
        title=_TITLE[language != "zh"], language=language,
        header=f"<h1>{both(*_TITLE)}</h1><p>{counted}</p>", legend=legend,
        text="".join(_text(key, texts[key], spots) for key in sorted(texts)),
        panel="".join(_article(n, one, spots) for n, one in enumerate(shown)),
        data=None, script=Path(__file__).with_name("page.js").read_text("utf-8").strip(),
        only=_ONLY,
    )  # fmt: skip
    return page.to_html(content)


def _spots(shown: Sequence[Item], texts: Mapping[str, str]) -> dict[Spot, str]:
    """The stretches that findings cite, in order, each with the style of the gravest."""
    styles: dict[Spot, int] = {}
    for one in shown:
        for place in one.places:
            if place.report in texts:
                spot = place.report, place.start, place.end
                styles[spot] = min(styles.get(spot, len(_STYLES)), _STYLES.index(one.tone))
    return {spot: _STYLES[styles[spot]] for spot in sorted(styles)}


def _text(key: str, text: str, spots: Mapping[Spot, str]) -> str:
    marks = [
        page.Mark(start, end, number, style, kept=True)
        for number, ((report, start, end), style) in enumerate(spots.items())
        if report == key
    ]
    return f"<h2>{escape(key)}</h2>{page.marked(text, marks)}"


def _article(number: int, one: Item, spots: Iterable[Spot]) -> str:
    numbers = {spot: str(n) for n, spot in enumerate(spots)}
    cited = [numbers.get((p.report, p.start, p.end), "") for p in one.places]
    listed = " ".join(dict.fromkeys(filter(None, cited)))
    reason = both(f"理由：{one.reason}", f"reason: {one.reason}") if one.reason is not None else ""
    follows = " follows" if one.root is not None else ""
    return (
        f'<article class="finding{follows}" data-f="{number}" data-at="{listed}" tabindex="0">'
        f'<span class="key {one.tone}">{both(*WORDS[one.tone])}</span> '
        f"<code>{escape(one.rule.rpartition('#')[2])}</code><div>{both(one.zh, one.en)}</div>"
        f"<div>{reason}</div>{''.join(_place(p) for p in one.places)}"
        f"{''.join(f'<div>{both(*r)}</div>' for r in one.repairs)}</article>"
    )


def _place(place: Place) -> str:
    return f'<div class="soft">{both(where(place, "zh"), where(place, "en"))}</div>'
