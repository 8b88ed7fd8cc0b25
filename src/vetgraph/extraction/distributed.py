"""Figures that 分别 gives to the indicators listed before: A、B的增长率分别为4.12%和8.33%."""

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

_OPENED = re.compile(r"分别(?:约|为|达|是)*\s*$")
_JOINED = re.compile(r"\s*[、和与及，]\s*")
_GROWTH = re.compile(r"(?:增长率|增幅|增速|增长)分别")
_FEWEST = 2


def distributed(at: Spot) -> Found | None:
    """The indicator that stands in the list where the figure stands in the row of figures.

    None unless as many indicators are listed as figures follow.
    """
    sentence = at.sentence
    place = sentence.figures.index(at.figure)
    first = _first(sentence, place)
    if first is None:
        return None
    count = _last(sentence, first) - first + 1
    opened = sentence.text.rindex("分别", 0, sentence.figures[first].start)
    listed = _listed(sentence, opened)
    if not _FEWEST <= count == len(listed) or at.figure.unit is None:
        return None
    own = listed[place - first]
    if _GROWTH.search(sentence.text, listed[-1].end, sentence.figures[first].start):
        level = at.level(own.code, at.figure.unit)
        return Found(replace(level, measure=GROWTH), own.start) if at.in_percent else None
    fit = at.fitting(own)
    return Found(at.level(*fit), own.start) if fit else None


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


def _listed(sentence: Sentence, end: int) -> list[Mention]:
    """The last list of indicators before a place: each joined to the next by 、 or 和."""
    before = sentence.indicators_between(0, end)
    listed = before[-1:]
    for left, right in reversed(list(pairwise(before))):
        if not _JOINED.fullmatch(sentence.text[left.end : right.start]):
            break
        listed.insert(0, left)
    return listed
