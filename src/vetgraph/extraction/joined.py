"""Indicators that share one figure: 就业率与对口就业率均为100%."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.extraction.dictionary import Mention, dictionary
from vetgraph.extraction.figures import Found, Spot
from vetgraph.extraction.sentences import SUBJECTS
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.sentences import Sentence

_DISTRIBUTED = re.compile(r"[均都各]")
_EACH = re.compile("[^，。；]{0,6}?[均都各]")
_JOINED = re.compile(r"[、和与及]")
_HEAD = re.compile("([\u4e00-\u9fff]{2,8})[、和与及]$")


def joined(found: Found, at: Spot) -> Iterator[Found]:
    """就业率（含升学）与对口就业率均为100%: the indicators joined to the one that was found."""
    own, sentence = at.own, at.sentence
    yield from _each(found, at)
    if own is None or own.code != found.meaning.indicator:
        return
    if not _DISTRIBUTED.search(sentence.text[own.end : at.figure.start]):
        return
    for left in reversed(sentence.indicators_between(at.figure.gap_start, own.start)):
        if not _JOINED.fullmatch(sentence.text[left.end : own.start]):
            break
        if fit := at.fitting(left):
            yield Found(at.level(*fit, found.meaning.breakdowns), left.start)
        own = left
    if (twin := _twin(own, sentence)) and (fit := at.fitting(twin)):
        yield Found(at.level(*fit, found.meaning.breakdowns), twin.start)


def _each(found: Found, at: Spot) -> Iterator[Found]:
    """甲校、乙校各获180万元: the other subjects of a list of which each has the figure."""
    names = [
        n for n in at.sentence.names if n[2] <= at.figure.start and at.kinds.get(n[0]) in SUBJECTS
    ]
    if not names or names[-1][0] != found.meaning.about:
        return
    if not _EACH.match(at.sentence.text, names[-1][2], at.figure.start):
        return
    last = names[-1]
    for other in reversed(names[:-1]):
        if not _JOINED.fullmatch(at.sentence.text[other[2] : last[1]]):
            break
        last = other
        yield replace(found, meaning=replace(found.meaning, about=other[0]), start=other[1])


def _twin(own: Mention, sentence: Sentence) -> Mention | None:
    """职业技能和职业素养的满意度: the head before 和 shares the tail of the wording behind it."""
    head = _HEAD.search(sentence.text[: own.start])
    if head is None:
        return None
    wording = sentence.text[own.start : own.end]
    for skipped in range(len(head[1]) - 1):
        for cut in range(2, len(wording) - 1):
            code = dictionary().indicators.get(fold(head[1][skipped:] + wording[cut:]))
            if code and code != own.code:
                return Mention(code, head.start(1) + skipped, own.end)
    return None
