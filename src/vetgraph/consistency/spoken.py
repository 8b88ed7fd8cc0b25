"""Shares that a sentence gives beside the count and the whole that they come from."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph.consistency.figures import WHOLE, indicator, is_recomputed
from vetgraph.consistency.findings import Said, noted
from vetgraph.consistency.intervals import HUNDRED, plain
from vetgraph.consistency.slips import slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.observations import Observation
    from vetgraph.model import Paragraph, Span

_COUNT = r"(?<![\d.%])(?P<{0}>\d[\d,]*)(?:余|多)?(?:人次|人|名|个|家|项|门|所|间|本|册|种)"
_OF = re.compile(
    _COUNT.format("part")
    + r"[，,（(]?(?:约|仅|合计)?(?:占|为)(?P<whole>[^，。；、：（）\d]{2,16}?)"
    r"(?:总数|总量|总人数|人数|数)?的?(?:比例|比重)?[为达到约]*(?P<share>\d+(?:\.\d+)?)\s*[%％]"
)
_VERBS = "通过|取证|获证|合格|录取|报到|升学|留任|留用|参与|达标|落实|巩固|结业|转段|签约|完成"
_RATE = re.compile(
    _COUNT.format("whole") + r"[^，。；、：\d]{0,10}[，、；]" + _COUNT.format("part")
    + rf"[^，。；、：\d]{{0,8}}[，、（(](?P<name>[^，。；、：\d]{{0,8}}?(?P<verb>{_VERBS})率)"
    r"[为达到约]*(?P<share>\d+(?:\.\d+)?)\s*[%％]"
)  # fmt: skip
_TOGETHER = re.compile("合计|共计|总共|总计|三者|两者|[，,（(]共")
_FILLING = re.compile("总数|总量|总人数|人数|全体|全部|本校|学校|全[区市县校省]|[的数]")
_FEWEST, _LIKE, _LONG = 2, 2, 4


def spoken_shares(figures: Figures) -> Iterator[Finding]:
    """VG.SHR.005: a share in a sentence is its count divided by the whole that it names."""
    for paragraph in figures.source.report.paragraphs:
        for match in _OF.finditer(paragraph.text):
            if not _TOGETHER.search(match[0]):
                yield from _of_named(figures, paragraph, match)
        for match in _RATE.finditer(paragraph.text):
            whole = Decimal(match["whole"].replace(",", ""))
            part = Decimal(match["part"].replace(",", ""))
            said = paragraph.text[match.start() : match.start("name")]
            told = any(character in said for character in match["verb"])
            if told and part <= whole and not _gives(match["share"], part, whole):
                yield _found(figures, paragraph, match, (part, whole, match["whole"]))


def _of_named(figures: Figures, paragraph: Paragraph, match: re.Match[str]) -> Iterator[Finding]:
    if is_recomputed(figures, paragraph.span(match.start("share"), match.end("share"))):
        return
    part = Decimal(match["part"].replace(",", ""))
    called = _FILLING.sub("", match["whole"])
    levels = [o for o in figures.all if o.kind == "level" and o.value >= part > 0]
    if any(_gives(match["share"], part, o.value) for o in levels):
        return
    near = _around(levels, paragraph.span(0, len(paragraph.text)))
    named = [o for o in levels if _is_called(called, o)]
    named = [o for o in named if o in near] or [o for o in named if o.breakdown == WHOLE]
    alike = [o for o in near if _alike(called, o)]
    share = Decimal(match["share"])
    meant = named or [o for o in alike if slip(share, _rounded(part, o.value, match["share"]))]
    meant = [o for o in meant if abs(part / o.value * HUNDRED - share) <= share]
    if meant:
        one = min(meant, key=lambda o: abs(part / o.value * HUNDRED - share))
        yield _found(figures, paragraph, match, (part, one.value, one.label), (one,))


def _words(one: Observation) -> set[str]:
    """What an indicator is called, without words that say nothing."""
    concept = indicator(one)
    words = (one.label, *(concept.words if concept else ()))
    return {_FILLING.sub("", re.sub("[“”]", "", word)) for word in words}


def _is_called(called: str, one: Observation) -> bool:
    """Whether a name is that of an indicator; a long one may be the end of its printed name."""
    words = _words(one)
    return called in words or (
        len(called) >= _LONG and any(word.endswith(called) for word in words)
    )


def _alike(called: str, one: Observation) -> bool:
    return len(called) >= _FEWEST and any(word.startswith(called[:_LIKE]) for word in _words(one))


def _around(levels: list[Observation], span: Span) -> list[Observation]:
    return [o for o in levels if span.start <= o.place.start and o.place.end <= span.end]


def _rounded(part: Decimal, whole: Decimal, printed: str) -> Decimal:
    digits = len(printed.partition(".")[2])
    return (part / whole * HUNDRED).quantize(Decimal(1).scaleb(-digits))


def _gives(printed: str, part: Decimal, whole: Decimal) -> bool:
    """Whether a printed share may be that of a part, rounded or cut off."""
    if not whole:
        return True
    step = Decimal(1).scaleb(-len(printed.partition(".")[2]))
    return abs(part / whole * HUNDRED - Decimal(printed)) <= step


def _found(
    figures: Figures,
    paragraph: Paragraph,
    match: re.Match[str],
    told: tuple[Decimal, Decimal, str],
    wholes: tuple[Observation, ...] = (),
) -> Finding:
    part, whole, name = told
    computed = plain(part / whole * HUNDRED)
    zh = f"文中写作 {match['share']}%，但 {plain(part)} ÷ {plain(whole)}（{name}）= {computed}%"
    en = f"stated as {match['share']} %, but {plain(part)} ÷ {plain(whole)} ({name}) = {computed} %"
    quoted = (figures.source.said(paragraph, *match.span()),)
    return noted("VG.SHR.005", Said(zh, en), quoted, wholes)
