"""What a list of figures says in turn of the levels just told: an earlier year's, or a change."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.extraction.division import DOWN, MARK, UP, run_of
from vetgraph.extraction.figures import Found, Spot
from vetgraph.extraction.observation import CHANGE, GROWTH, LEVEL, SHARE, Meaning
from vetgraph.extraction.unregistered import wording
from vetgraph.text import chinese_number

if TYPE_CHECKING:
    from vetgraph.extraction.dictionary import Unit

_IN_TURN = re.compile(
    r"(?:上一?(?:学?年度?|届)|去年|前一年|(?P<year>20\d\d)(?:学?年度?|届))(?:同期|同口径)?的?"
    "(?:(?:对应|相应|同口径)的?(?:数据|数值|数字|指标)则?(?:依次|分别)?(?:是|为)|(?:数据|数值|数字)?则?(?:依次|分别)(?:是|为|达到?)?)约?"
)
_SHORTEST = 2
_ONLY_MOVED = re.compile(
    rf"[，、；]?(?:(?:[比较与]?(?:上一?(?:学?年度?|届)|去年|前一年|“?[一二三四五十]{{2,4}}”?[末初]的?)?"
    rf"(?:\d{{4}}(?:学?年度?|届))?)(?:同期)?(?:相比)?|同比|环比|分别|依次|各|均|都|又|则|也|，)*?"
    rf"(?:分别|依次|各)?(?:净|略|小幅)?(?:(?:{UP.pattern})|(?P<down>{DOWN.pattern}))(?:了|约|近|率|为|分别|依次)*"
)


def in_turn(at: Spot) -> Found | None:
    """合格率97.1%、毕业率98.6%，上学年依次是96.4%和98.4%: the levels before, of an earlier year."""
    found = [m for m in _IN_TURN.finditer(at.sentence.text) if m.end() <= at.figure.start]
    run = run_of(at.sentence, found[-1].end()) if found else []
    if len(run) < 2 or at.figure not in run:
        return None
    between = at.sentence.text[found[-1].end() : run[0].start]
    if UP.search(between) or DOWN.search(between):
        return None
    told = [meaning for end, meaning in at.state.told if end <= found[-1].start()]
    told = [meaning for meaning in told if meaning.measure in (LEVEL, SHARE)][-len(run) :]
    place = run.index(at.figure)
    if len(told) < len(run) or at.figure.unit is None:
        return None
    if told[place].unit.code != at.figure.unit.code:
        return None
    year = int(found[-1]["year"] or at.year - 1)
    meaning = replace(told[place], period=year, unit=at.figure.unit)
    return Found(meaning, found[-1].start(), aside=True)


def moved_in_turn(at: Spot) -> Found | None:
    """招生300人，在校生900人，较上年分别增加20人和50人: by how much what was just counted moved."""
    text = at.sentence.text
    marks = [m for m in MARK.finditer(text) if m.end() <= at.figure.start]
    run = run_of(at.sentence, marks[-1].end()) if marks else []
    told = [(end, meaning) for end, meaning in at.state.told if run and end <= run[0].start]
    if len(run) < 2 or at.figure not in run or len(told) < len(run):
        return None
    said = _ONLY_MOVED.fullmatch(text, told[-1][0], run[0].start)
    level = told[run.index(at.figure) - len(run)][1]
    unit = run[-1].unit if at.figure.unit_text in ("", "个") else at.figure.unit
    measure = _moved(level, unit)
    if said is None or unit is None or measure is None:
        return None
    meaning = replace(level, measure=measure, unit=unit, period=0)
    return Found(meaning, told[-1][0], -1 if said["down"] else 1, aside=True)


def _moved(level: Meaning, unit: Unit | None) -> str | None:
    """How a level can move by a figure of a unit: by as many, by points, at a rate."""
    own, by = level.unit.code, unit.code if unit else ""
    if level.measure not in (LEVEL, SHARE):
        return None
    if by == ("percentage-point" if own == "percent" else own):
        return CHANGE
    return GROWTH if by == "percent" and own != "percent" else None


_RANGE = re.compile(r"(?P<first>20\d\d)年?\s*[-—–~～至到]\s*(?P<last>20\d\d)年")
_LATELY = re.compile(
    r"(?:近|最近|过去)(?P<count>[两三四五六七八九]|\d)年(?:来|间)?的?|(?P<n>[两三四五])年来的?"
)


def over_years(at: Spot) -> Found | None:
    """2020—2022年就业率分别为97.1%、97.5%、98.0%: one indicator, year by year."""
    text, unit = at.sentence.text, at.figure.unit
    marks = [m for m in MARK.finditer(text, 0, at.figure.start) if m[0] in ("分别", "依次")]
    run = run_of(at.sentence, marks[-1].end()) if marks else []
    if len(run) < 2 or at.figure not in run or unit is None:
        return None
    first, begin = _first_of(at, len(run), marks[-1].start())
    said = at.sentence.indicators_between(begin, marks[-1].start()) if first else []
    name = wording(text[begin : marks[-1].start()]).strip("，、")
    if not first or len(said) > 1 or re.search("[、，；。]|[和与及]", name):
        return None
    period = first + run.index(at.figure)
    if said and (fit := at.fitting(said[0])):
        return Found(replace(at.level(*fit), period=period), said[0].start, aside=True)
    if said or len(name) < _SHORTEST:
        return None
    measure = SHARE if at.in_percent else LEVEL
    return Found(Meaning(at.state.about, name, measure, unit, period), begin, aside=True)


def _first_of(at: Spot, count: int, mark: int) -> tuple[int, int]:
    """The first of so many years that the words before a mark name, and where these end."""
    text = at.sentence.text
    for match in reversed(list(_RANGE.finditer(text, 0, mark))):
        first, last = int(match["first"]), int(match["last"])
        return (first, match.end()) if last - first + 1 == count else (0, 0)
    for match in reversed(list(_LATELY.finditer(text, 0, mark))):
        printed = match["count"] or match["n"]
        number = int(printed) if printed.isdigit() else chinese_number(printed)
        if number == count:
            return at.state.data_year - count + 1, match.end()
    return 0, 0
