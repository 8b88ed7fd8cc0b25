"""Sentences become observations: each figure meets an indicator, a subject and a year.

A sentence is read left to right. Every figure is judged by the words between it and the figure
before it and by those just behind it; a change, growth rate or share hangs on the level before
it. The rules are tried in a fixed order; a figure that none understands gives no fact.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.extraction import whose
from vetgraph.extraction.ahead import aimed, is_ahead
from vetgraph.extraction.dictionary import dictionary
from vetgraph.extraction.figures import Found, Spot, State
from vetgraph.extraction.joined import joined
from vetgraph.extraction.observation import (
    CHANGE,
    GROWTH,
    LEVEL,
    SHARE,
    Place,
    observation,
)
from vetgraph.extraction.partial import NO_DOUBTS, Doubts
from vetgraph.extraction.rules import understood
from vetgraph.extraction.sentences import sentences
from vetgraph.extraction.unregistered import printed, wording
from vetgraph.extraction.when import after, begun, dated_by
from vetgraph.model import Citation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.extraction.observation import Meaning
    from vetgraph.extraction.sentences import Figure, Sentence
    from vetgraph.model import Fact, Paragraph, Span

RULE = "rule-sentence"
_CONTINUES = re.compile(
    "按[^，。；]{1,8}[分看]|[分从][^，。；]{1,10}看|其中|比|较|同比|与|相比|增|减"
)
_RATIO = re.compile("[:：∶]")
_SOURCE = re.compile("(?:数据|资料)来源|图为|图片说明")


def prose_facts(
    paragraph: Paragraph,
    context: Context,
    inherited: str | None,
    doubts: Doubts = NO_DOUBTS,
) -> Iterator[Fact]:
    """The observations of one paragraph; ``inherited`` is the subject its section speaks of.

    ``doubts`` are numbers that are known to be of less, or of more, than they seem to be.
    """
    if is_source_note(paragraph.text):
        return
    home = inherited or context.region
    case = paragraph.section.startswith("案例")
    state = State(home, data_year=context.data_year)
    for sentence in sentences(paragraph.text, context, dictionary()):
        home = whose.home(home, sentence, context)
        state = whose.begun(state, sentence, None if case else home, context)
        state = _begin(state, sentence, context)
        for figure in sentence.figures:
            state = _at(state, sentence, figure, context)
            if _number(paragraph, sentence, figure) in doubts.wholes:
                state = replace(state, about=context.region)
            near = whose.beside(state, sentence, figure, context)
            spot = Spot(figure, sentence, near, context.kinds)
            found = _read(paragraph, spot, doubts)
            if found is None:
                continue
            if is_ahead(paragraph, spot, context):
                if meant := aimed(found, paragraph, spot, context):
                    yield _fact(paragraph, sentence, figure, meant)
                continue
            yield from _stated(paragraph, spot, found, state, context)
            state = _labelled(_after(state, found, figure), sentence, found, figure)
            state = replace(state, told=(*state.told, (figure.end, found.meaning)))
            state = after(state, sentence, figure)


def _stated(
    paragraph: Paragraph, spot: Spot, found: Found, state: State, context: Context
) -> Iterator[Fact]:
    if not found.stated and found.named:
        kept = replace(found.meaning, indicator=found.named, breakdowns=(), occasion=None)
        found = replace(found, meaning=kept, stated=True)
    for one in (found, *joined(found, spot)) if found.stated else ():
        dated = replace(one, meaning=_dated(one.meaning, state, context))
        yield _fact(paragraph, spot.sentence, spot.figure, dated)


def _read(paragraph: Paragraph, spot: Spot, doubts: Doubts) -> Found | None:
    """What a figure says; one that is known to be of a part is read by its own words alone."""
    if _broken(paragraph, spot.sentence, spot.figure) or _is_a_norm(spot):
        return None
    found = understood(spot)
    if found and _number(paragraph, spot.sentence, spot.figure) in doubts.parts:
        return printed(spot)
    return found


def is_source_note(text: str) -> bool:
    """Whether a paragraph only says where data come from or what a picture shows."""
    return _SOURCE.match(text) is not None


_BY_A_NORM = re.compile("[若如]?(?:按照?|依照|参照|以)")
_RECKONED = re.compile(
    "的?(?:标准|比例|要求|口径)?(?:来)?(?:测算|核算|折算|推算|匡算|计算)(?![机器])"
)


def _is_a_norm(spot: Spot) -> bool:
    """按生师比15:1测算，尚缺24人: what is reckoned with is no observation."""
    text, figure = spot.sentence.text, spot.figure
    led = _BY_A_NORM.match(text, figure.clause)
    return led is not None and _RECKONED.match(text, figure.end) is not None


def _broken(paragraph: Paragraph, sentence: Sentence, figure: Figure) -> bool:
    """Digits with blanks or tabs between them may be several numbers run together."""
    start = sentence.offset + figure.start
    digits = len(figure.quantity.text.rstrip("百千万亿"))
    span = paragraph.span(start, start + digits)
    return (
        digits > 0 and span.end - span.start != digits and not _RATIO.search(figure.quantity.text)
    )


def _begin(state: State, sentence: Sentence, context: Context) -> State:
    """What a sentence takes over from the one before."""
    keeps = _CONTINUES.match(sentence.text)
    level = state.level if keeps else None
    state = replace(
        state, level=level, share=state.share if keeps else None, level_end=-1, part=(),
        major=None, base=None, whole_end=-1, label="", label_start=-1, told=(),
    )  # fmt: skip
    state = begun(state, sentence)
    return state if sentence.figures else whose.passed(state, sentence, context)


def _at(state: State, sentence: Sentence, figure: Figure, context: Context) -> State:
    """Subject, major, occasion and years as they stand where the figure is printed."""
    if "；" in figure.gap:
        state = replace(state, part=(), major=None)
    state = whose.told(state, sentence, figure, context)
    if _several_majors(sentence, figure, context):
        state = replace(state, major=None)
    return dated_by(state, sentence, figure)


def _several_majors(sentence: Sentence, figure: Figure, context: Context) -> bool:
    """学前教育、西餐烹饪专业共选拔23人: figures behind a list of majors are of none alone."""
    named = {
        name
        for name, start, end in sentence.names
        if figure.gap_start <= start and end <= figure.start
    }
    return sum(context.kinds.get(name) == "Major" for name in named) > 1


def _after(state: State, found: Found, figure: Figure) -> State:
    meaning = found.meaning
    if meaning.measure in (CHANGE, GROWTH):
        return state
    if found.aside:
        share = meaning if meaning.measure == SHARE else state.share
        whole = state.level if state.level and state.level.indicator == meaning.indicator else None
        about = whole.about if whole else state.about
        return replace(state, about=about, share=share, level_end=figure.end)
    if meaning.period:
        other = state.level is None or state.level.indicator != meaning.indicator
        level = replace(meaning, period=0) if other else state.level
        return replace(state, base=meaning.period, level=level, level_end=figure.end)
    if found.stated and meaning.measure == SHARE and state.level and state.level.measure == LEVEL:
        return replace(state, share=meaning)
    state = replace(state, part=meaning.breakdowns or state.part)
    if state.level and meaning.breakdowns and meaning.indicator == state.level.indicator:
        return replace(state, level_end=figure.end)
    share = meaning if meaning.measure == SHARE else state.share
    return replace(
        state, level=meaning, level_end=figure.end, base=None, whole_end=figure.end, share=share
    )


def _labelled(state: State, sentence: Sentence, found: Found, figure: Figure) -> State:
    """The words of a level before its figure say of what a share behind it is the share."""
    if found.meaning.measure != LEVEL or "·" in found.meaning.indicator or found.meaning.period:
        return state
    label = wording(sentence.text[found.start : figure.start])
    if not label or re.search(r"\d(?!\+)", label):
        known = dictionary().schema.concepts["indicator"].get(found.meaning.indicator)
        label = known.zh if known else found.meaning.indicator
    return replace(state, label=label, label_start=found.start)


def _dated(meaning: Meaning, state: State, context: Context) -> Meaning:
    year = meaning.period or state.year or context.data_year
    base = (state.base or year - 1) if meaning.measure in (CHANGE, GROWTH) else None
    assumed = not meaning.period and state.year is None
    return replace(meaning, period=year, assumed=assumed, base=base)


def _fact(paragraph: Paragraph, sentence: Sentence, figure: Figure, found: Found) -> Fact:
    begin = sentence.offset + min(found.start, figure.start)
    end = sentence.offset + max(figure.end, found.end, _indicator_end(figure, sentence, found))
    begin, end = _with_hedge(paragraph.text, begin, end, figure)
    value = _number(paragraph, sentence, figure)
    place = Place(Citation(paragraph.span(begin, end), paragraph.section), value, RULE)
    return observation(found.meaning, figure.quantity, place, found.sign)


def _number(paragraph: Paragraph, sentence: Sentence, figure: Figure) -> Span:
    """Where the number of a figure stands in the stored text."""
    start = sentence.offset + figure.start
    return paragraph.span(start, start + len(figure.quantity.text))


def _with_hedge(text: str, begin: int, end: int, figure: Figure) -> tuple[int, int]:
    """The passage takes in the word that hedges its figure, and an opening quotation mark."""
    hedge = figure.quantity.hedge or ""
    if hedge and text.endswith(hedge, 0, begin):
        begin -= len(hedge)
    if hedge and text.startswith(hedge, end):
        end += len(hedge)
    return begin - (text[begin - 1 : begin] == "“"), end


def _indicator_end(figure: Figure, sentence: Sentence, found: Found) -> int:
    """The passage reaches over an indicator or a breakdown that stands behind its figure."""
    meaning = found.meaning
    ends = (
        m.end
        for m in (*sentence.indicators, *sentence.breakdowns)
        if figure.end <= m.start <= figure.end + 3
        and (m.code == meaning.indicator or m.code in meaning.breakdowns)
    )
    return next(ends, 0) if found.start == figure.start else 0
