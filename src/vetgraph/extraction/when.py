"""Which year a figure is of: the one that its sentence names, brackets and foundings apart."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vetgraph.extraction.figures import State
    from vetgraph.extraction.sentences import Figure, Sentence

_FOUNDING = re.compile(
    "办起|建起|创办|创建|成立|建校|开办|落成|始建|开始办学|建起来|起步|组建|辟出|改用|更名|改名|改称|定名|挂牌|合并|改制|启用"
)


# 2022年以来, 自2020年揭牌以来: what is counted since is counted to the data year.
SINCE = re.compile(
    "(?:19|20)\\d\\d年?(?:秋季|春季|\\d{1,2}月)?[^，。；\\d]{0,10}?(?:以来|起(?=[，：])|至今)"
)
HEAD, _LONG_PAST = 10, 3
"""A year further inside its sentence, and longer past, dates no sentence behind it."""
_TO_DATE = re.compile("(?:截[至止到])?(?:至今|迄今|目前|如今)|现[有设共]")


def begun(state: State, sentence: Sentence) -> State:
    """The year that a sentence takes over from the one before.

    Of 2019年毕业445人，2018年444人 it is the later. One long past that only stands inside it is
    none, and a sentence of today (建校至今 …, 现有 …) takes over none.
    """
    today = not sentence.years and _TO_DATE.search(sentence.text)
    aside = not state.led and (state.year or state.data_year) < state.data_year - _LONG_PAST
    year = None if today or aside else state.year
    if year and state.latest > year:
        year = state.latest if state.latest < state.data_year else None
    return replace(state, year=year, latest=0, led=True)


def dated_by(state: State, sentence: Sentence, figure: Figure) -> State:
    """The state with the year that the text before a figure gives it, and that of a comparison."""
    for year, start in sentence.bases:
        if figure.gap_start <= start < figure.start:
            state = replace(state, base=year)
    for year, start in sentence.years:
        since = year < state.data_year and SINCE.match(sentence.text, start, figure.start)
        if since or _is_of_a_founding(sentence.text, start, figure.start):
            state = replace(state, year=None if state.year == year else state.year)
            continue
        if figure.gap_start <= start < figure.start or (start < figure.start and not state.year):
            state = replace(state, year=year, base=None, led=start < HEAD)
    dated = max((start for _, start in sentence.years if start < figure.start), default=-1)
    if dated < figure.clause and _TO_DATE.match(sentence.text, figure.clause):
        state = replace(state, year=None)
    return replace(state, latest=max(state.latest, state.year or state.data_year))


def after(state: State, sentence: Sentence, figure: Figure) -> State:
    """毕业率98.4%（2019年98.0%），…: the year of a bracket dates nothing behind it."""
    opened = max(sentence.text.rfind(mark, 0, figure.start) for mark in "（(")
    inside = any(opened < at < figure.start for _, at in sentence.years)
    if not (inside and _is_bracketed(sentence.text, figure.start)):
        return state
    before = [y for y, at in sentence.years if at < opened and not _is_bracketed(sentence.text, at)]
    return replace(state, year=before[-1] if before else None)


def _is_bracketed(text: str, at: int) -> bool:
    opened, closed = (max(text.rfind(m, 0, at) for m in pair) for pair in ("（(", "）)"))
    return opened > closed


def _is_of_a_founding(text: str, year: int, figure: int) -> bool:
    """2019年办起乙工坊，累计带出学员260人: the year of a beginning does not date later clauses."""
    end = next((i for i in range(year, figure) if text[i] in "，；"), figure)
    begin = max(text.rfind(mark, 0, year) for mark in "，；。：") + 1
    return end < figure and _FOUNDING.search(text, begin, end) is not None
