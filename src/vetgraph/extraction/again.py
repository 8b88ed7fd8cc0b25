"""Figures of what has just been told: of another year, so many times as much, before a change."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.extraction.dictionary import Unit
from vetgraph.extraction.figures import ONE, Found, Spot
from vetgraph.extraction.observation import CHANGE, LEVEL, Meaning
from vetgraph.extraction.sentences import CLAUSE_END
from vetgraph.extraction.unregistered import wording

if TYPE_CHECKING:
    from vetgraph.extraction.sentences import Sentence

_YEAR_ALONE = re.compile(
    "[^，。；：]{0,2}(?:其中)?(?:19|20)\\d\\d(?:学?年度?|届)(?:[底末]|同期)?(?:又|再|已|则)?"
    "(?:为|达到?|是|有|增至|升至|降至|减至|增加到|提高到)?约?"
)
_MULTIPLE = re.compile("(?:是|为|相当于|达到?)(?:了)?(?P<of>[^，。；]{2,24}?)的?$")
_TIMES = re.compile("的(?:近|约|超|逾|将近)?\\d+(?:\\.\\d+)?倍")
_YEAR_OF = re.compile("(?P<year>20\\d\\d)(?:学?年度?|届)|(?P<last>上一?(?:学?年度?|届)|去年)")
_POINTS = re.compile(
    "(?P<words>.*?)(?:(?P<up>提高|上升|增加|提升|抬升|增长|高出|高|多|扩大)|(?P<down>下降|降低|减少|回落|缩小|低|少|差))了?(?:约)?$"
)
_COMPARED = re.compile("[比较]|同比|上一?(?:学?年度?|届)|去年|一年|一学年|相比")
_NUMBER = re.compile("(?:20\\d\\d年)?[\\d.,]+[万亿千]?(?:人次|[元人名个项家册台])?(?=的)")
_LEAST = 2


def same_in_another_year(at: Spot) -> Found | None:
    """合作企业2021年为236家，2022年258家: what the figure before counts, a year on."""
    figure, level = at.figure, at.state.level
    said = at.sentence.text[figure.clause : figure.start].lstrip("、")
    if level is None or figure.unit is None or level.unit.code != figure.unit.code:
        return None
    if not _YEAR_ALONE.fullmatch(said) or figure.gap_start != at.state.level_end:
        return None
    return Found(replace(level, unit=figure.unit, period=0), figure.clause)


def base_of_a_multiple(at: Spot) -> Found | None:
    """为2022年600万元的2.1倍: the level of the earlier year."""
    figure, level = at.figure, at.state.level
    opened = re.search("(?:是|为|相当于)(?P<when>[^，。；]{2,8})$", figure.gap)
    if level is None or figure.unit is None or opened is None:
        return None
    when = _YEAR_OF.fullmatch(opened["when"])
    if when is None or level.unit.code != figure.unit.code:
        return None
    if not _TIMES.match(at.sentence.text, figure.end):
        return None
    year = int(when["year"] or at.year - 1)
    return Found(
        replace(level, unit=figure.unit, period=year), figure.gap_start + opened.start(), aside=True
    )


def multiple(at: Spot) -> Found | None:
    """是上学年的1.3倍: what has just been told, as many times as the words say."""
    figure, state = at.figure, at.state
    if figure.unit_text != "倍":
        return None
    if state.level is None or not state.label:
        return _times_another(at)
    start = max(at.sentence.text.rfind(mark, 0, figure.start) for mark in CLAUSE_END) + 1
    said = at.sentence.text[start : figure.start]
    if _MULTIPLE.fullmatch(said) is None:
        return None
    name = f"{state.label}·{_NUMBER.sub('', said)}倍数"
    meaning = Meaning(state.level.about, name, LEVEL, Unit("one", ONE), 0)
    return Found(meaning, start, aside=True)


_TIMES_ANOTHER = re.compile(
    "(?P<what>[^，。；]{2,16}?)(?:大?约)?(?:是|为|相当于|达到?)(?:了)?(?P<of>[^，。；]{2,16}?)的?"
)


def _times_another(at: Spot) -> Found | None:
    """月薪约为当地平均水平的1.5倍: so many times what no figure tells."""
    said = _TIMES_ANOTHER.fullmatch(at.sentence.text, at.figure.clause, at.figure.start)
    name = wording(said["what"]) if said else ""
    if said is None or len(name) < _LEAST:
        return None
    meaning = Meaning(at.state.about, f"{name}·{said['of']}的倍数", LEVEL, Unit("one", ONE), 0)
    return Found(meaning, at.figure.clause, aside=True)


def points(at: Spot) -> Found | None:
    """与上学年相比，毕业生提高0.66个百分点: a change of what no list has and no figure tells."""
    figure = at.figure
    if figure.unit is None or figure.unit.code != "percentage-point":
        return None
    start = figure.clause
    moved = _POINTS.fullmatch(at.sentence.text[start : figure.start])
    if moved is None:
        return None
    name, start = wording(moved["words"]), figure.clause
    told = [m for m in at.sentence.indicators if m.end <= figure.clause]
    if len(name) < _LEAST or _COMPARED.match(name):
        name, start = _before(at.sentence, figure.clause)
    elif told and not at.sentence.indicators_between(figure.clause, figure.start):
        topic = at.sentence.text[told[-1].start : told[-1].end]
        name = f"{topic}·{name}" if topic not in name else name
    if len(name) < _LEAST:
        return None
    if not _COMPARED.search(at.sentence.text, 0, figure.end):
        printed = at.sentence.text[figure.clause : figure.start]
        meaning = Meaning(at.state.about, wording(printed) or name, LEVEL, figure.unit, 0)
        return Found(meaning, figure.clause, aside=True)
    meaning = Meaning(at.state.about, name, CHANGE, figure.unit, 0)
    return Found(meaning, start, -1 if moved["down"] else 1, aside=True)


def _before(sentence: Sentence, clause: int) -> tuple[str, int]:
    """进步最明显的是体质测评合格率，一年提高…: the indicator that ends the clause before."""
    found = [m for m in sentence.indicators if m.end in (clause, clause - 1)]
    if not found:
        return "", clause
    return sentence.text[found[-1].start : found[-1].end], found[-1].start


def unknown_ratio(at: Spot) -> Found | None:
    """中职与普高招生之比为0.78:1: a ratio of what no list has."""
    if at.figure.quantity.antecedent is None:
        return None
    name = wording(at.sentence.text[at.figure.clause : at.figure.start])
    if not re.search("比$|比例|之比|师|率", name) or re.search(r"\d", name):
        return None
    meaning = Meaning(at.state.about, name, "ratio", Unit("ratio", ONE), 0)
    return Found(meaning, at.figure.clause)
