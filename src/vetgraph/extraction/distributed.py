"""Figures that 分别 or 依次 gives to what is listed before it, one each.

A list of indicators (A、B的增长率分别为4.12%和8.33%) or of those whose figures they are (甲校、乙校
依次为14个和12个, of the indicator spoken of).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from vetgraph.extraction.figures import Found, Spot
from vetgraph.extraction.observation import GROWTH

if TYPE_CHECKING:
    from vetgraph.extraction.dictionary import Mention
    from vetgraph.extraction.sentences import Sentence

_DEALT = "(?:分别|依次)"
_OPENED = re.compile(rf"{_DEALT}(?:约|为|达|是)*\s*$")
_JOINED = re.compile(r"\s*[、和与及，]\s*")
_GROWTH = re.compile(rf"(?:增长率|增幅|增速|增长){_DEALT}")
_NEAR = re.compile("[^，。；：、]{0,6}")
_FEWEST = 2


def distributed(at: Spot) -> Found | None:
    """What stands in the list at the place where the figure stands in the row of figures.

    None unless as many things are listed as figures follow.
    """
    sentence = at.sentence
    place = sentence.figures.index(at.figure)
    first = _first(sentence, place)
    if first is None or at.figure.unit is None:
        return None
    count = _last(sentence, first) - first + 1
    dealt = _OPENED.search(sentence.text, 0, sentence.figures[first].start)
    if dealt is None or count < _FEWEST:
        return None
    listed = _indicators(sentence, dealt.start())
    if len(listed) == count:
        return _of_indicator(at, listed[place - first], listed[-1].end)
    owners = _owners(sentence, dealt.start())
    return _of_owner(at, owners[place - first]) if len(owners) == count else None


def _of_indicator(at: Spot, own: Mention, end: int) -> Found | None:
    if _GROWTH.search(at.sentence.text, end, at.figure.start) and at.figure.unit:
        level = at.level(own.code, at.figure.unit)
        return Found(replace(level, measure=GROWTH), own.start) if at.in_percent else None
    fit = at.fitting(own)
    return Found(at.level(*fit), own.start) if fit else None


def _of_owner(at: Spot, owner: tuple[str, int, int]) -> Found | None:
    """The level spoken of, of one of those listed; what is said next is still of the whole."""
    level, unit = at.state.level, at.figure.unit
    if level is None or unit is None or unit.code != level.unit.code:
        return None
    name, start, _ = owner
    return Found(replace(level, about=name, unit=unit, period=0), start, aside=True)


def _first(sentence: Sentence, place: int) -> int | None:
    """Where the row of figures begins that a figure stands in: behind 分别."""
    while place >= 0:
        gap = sentence.figures[place].gap
        if _OPENED.search(gap):
            return place
        if not _JOINED.fullmatch(gap):
            return None
        place -= 1
    return None


def _last(sentence: Sentence, first: int) -> int:
    """Where the row of figures ends."""
    place = first
    while place + 1 < len(sentence.figures) and _JOINED.fullmatch(sentence.figures[place + 1].gap):
        place += 1
    return place


def _indicators(sentence: Sentence, end: int) -> list[Mention]:
    """The last list of indicators before a place: each joined to the next by 、 or 和."""
    before = sentence.indicators_between(0, end)
    listed = before[-1:]
    for left, right in reversed(list(pairwise(before))):
        if not _JOINED.fullmatch(sentence.text[left.end : right.start]):
            break
        listed.insert(0, left)
    return listed


def _owners(sentence: Sentence, end: int) -> list[tuple[str, int, int]]:
    """The list of names right before a place."""
    before = [n for n in sentence.names if n[2] <= end]
    if not before or not _NEAR.fullmatch(sentence.text, before[-1][2], end):
        return []
    listed = before[-1:]
    for left, right in reversed(list(pairwise(before))):
        if not _JOINED.fullmatch(sentence.text[left[2] : right[1]]):
            break
        listed.insert(0, left)
    return listed
