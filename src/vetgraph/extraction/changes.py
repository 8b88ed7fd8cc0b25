"""Figures that compare: changes, growth rates, and the levels of other years beside them."""

from __future__ import annotations

import re
from dataclasses import replace

from vetgraph.extraction.dictionary import Unit, dictionary
from vetgraph.extraction.figures import ONE, Found, Spot
from vetgraph.extraction.observation import CHANGE, GROWTH, LEVEL, SHARE, Meaning
from vetgraph.extraction.sentences import SUBJECTS
from vetgraph.extraction.unregistered import wording
from vetgraph.text import school_year_end

_UP = (
    "(?<=[，、了])长|增加|增长|上升|提高|[提抬]升|[增涨升]幅|上[涨扬浮]|涨|多招|净增|扩大|多出|多|"
    "(?<!最)高"
)
_DOWN = "减少|下降|降低|降幅|跌幅|缩减|下滑|回落|净减|少招|减|少|(?<!最)低"
_EARLIER = "(?:[上前]一?(?:学?年度?|届)|去年)(?:[末底])?"
_DIRECTION = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|率|量|数|于{_EARLIER}的?)?(?:(?<=[率量数幅])为|约|达)?$"
)
_COMPARING = re.compile(
    rf"(?:[比较]?{_EARLIER}|[比较]\d{{4}}年|同比|[比较]上|.)?(?:同期|略有|有所|继续|持续|小幅|大幅)?"
)
_MOVED = (
    "扩[容充]?|增容|翻|延伸?|缩短?|加长|拉长|抬升?|拉升?|压缩?|压降|缩小|收窄|延长|拓展|回落|回升|滑落|增|减|升|降|跌|发展|上调|下调|爬升|攀升|扩大|压缩|提|"
    f"{_UP}|{_DOWN}"
)
_REACHED = re.compile(rf"(?:{_MOVED})(?:到|至|为)(?:20\d\d(?:学?年度?|届)的?)?(?:了|约)?$")
_REACHING = re.compile(rf"[^，。；]{{0,6}}?(?:{_MOVED})(?:到|至|为)")
_GROWTH = re.compile(r"(?:增长率|增幅|增速|增长比例|降幅|涨幅|升幅|跌幅)(?:约|为|达|是)*$")
_COMPARED = re.compile(r"[比较]|同比|环比|相比")
_BASE = re.compile(
    r"(?:[比较从由与同于，；（而](?P<year>\d{4})(?:[-—–](?P<end>\d{2,4}))?(?:学?年度?|届)|"
    rf"(?:[比较从由与同于，；（而]|^){_EARLIER})(?:同期|同口径|[春秋]季)?(?:(?:这|该|同)?一?(?:数字|数据|数|指标)|规模)?(?:的|为|是|仅|只有)*$"
)
_BEHIND = re.compile(
    rf"的(?:(?P<year>\d{{4}})(?:学?年度?|届)|{_EARLIER})(?:规模|水平|人数|数量|数)?"
)
_GROUND = re.compile(rf"在?{_EARLIER}的?$")
_FROM = re.compile(
    rf"[由从](?:(?P<earlier>{_EARLIER})|(?P<year>20\d\d)(?:学?年度?|届)|[^，。；：\d]{{1,6}})?的?$"
)
_SHORTEST, _LONG_ENOUGH, _NEAR = 2, 4, 2
_COMPARISON = re.compile(
    rf"[比较与]?(?:{_EARLIER}|\d{{4}}学?年度?)(?:同期)?(?:相比)?|同比|环比|相比|净|略有|有所|继续|持续|小幅|大幅|一年间|年均"
)
_SAID = re.compile(
    "[\u4e00-\u9fff]*(?:率|数|量|额|值|成本|收入|产值|能耗|分|次|人数|占比|比例|规模|费|效率|时间)"
)


def growth(at: Spot) -> Found | None:
    """增长率为4.69%, 增幅13%, 下降11.58%: the growth of the level before."""
    figure = at.figure
    direction = _DIRECTION.search(figure.gap)
    if not at.in_percent or not (_GROWTH.search(figure.gap) or direction) or figure.unit is None:
        return None
    level = at.level(at.own.code, figure.unit) if at.own else at.state.level
    if direction and not at.own and (name := _another(at, direction.start())):
        level = Meaning(at.state.about, name, LEVEL, figure.unit, 0)
    if level is None:
        return None
    level = replace(level, about=_whom(at) or level.about)
    sign = -1 if direction and direction["down"] and figure.quantity.value > 0 else 1
    meaning = replace(level, measure=GROWTH, unit=figure.unit, period=0)
    return Found(meaning, at.passage_start(at.own), sign)


def _whom(at: Spot) -> str | None:
    """招生增长5.2%，其中甲校增长3.2%: the thing that stands right before the words of a change."""
    figure = at.figure
    named = [n for n in at.sentence.names if figure.gap_start <= n[1] and n[2] <= figure.start]
    if not named or at.kinds.get(named[-1][0]) not in SUBJECTS:
        return None
    moved = _DIRECTION.search(at.sentence.text[named[-1][2] : figure.start])
    return named[-1][0] if moved and moved.start() <= _NEAR else None


def _another(at: Spot, direction: int) -> str | None:
    """企业招聘成本下降32%: what the clause itself says went up or down, no level before it."""
    text, start = at.sentence.text, at.figure.clause
    said = _COMPARISON.sub("", text[start : at.figure.gap_start + direction])
    name = wording(said)
    within = start > at.state.level_end and at.figure.gap_start <= start
    return name if within and len(name) >= _LONG_ENOUGH and _SAID.fullmatch(name) else None


def base(at: Spot) -> Found | None:
    """较2020年的1150名多招56名, 上年为1150名: the level before, in the earlier year."""
    if _FROM.search(at.figure.gap) and _REACHING.match(at.sentence.text, at.figure.end):
        return None
    match, level = _BASE.search(at.figure.gap), _spoken_of(at)
    if level is None:
        return None
    if match is None:
        return _base_behind(at, level)
    year = at.year - 1
    if match["year"]:
        year = school_year_end(match["year"], match["end"] or match["year"])
    return Found(replace(level, period=year), at.figure.gap_start + match.start())


def _base_behind(at: Spot, level: Meaning) -> Found | None:
    """比2698人的上年规模减少87人: the year stands behind the figure."""
    behind = _BEHIND.match(at.sentence.text, at.figure.end)
    if _GROUND.search(at.figure.gap) and at.sentence.text.startswith("的基础上", at.figure.end):
        return Found(replace(level, period=at.year - 1), at.figure.start - 2, end=at.figure.end)
    if behind is None or not at.figure.gap.endswith(("比", "较")):
        return None
    year = int(behind["year"] or at.year - 1)
    return Found(replace(level, period=year), at.figure.start - 1, end=behind.end())


def _spoken_of(at: Spot) -> Meaning | None:
    """The level that a figure tells of again: by the wording before it, else the one before."""
    level, unit = at.state.level, at.figure.unit
    if at.figure.quantity.antecedent is not None:
        unit = Unit("ratio", ONE)
    if at.in_percent and at.state.share and (level is None or level.unit.code != "percent"):
        level = at.state.share
    here = at.own and (level is None or at.own.start >= at.figure.clause)
    if here and at.own and (fit := at.fitting(at.own)):
        level = at.level(*fit)
    if level is None or unit is None:
        return None
    if unit.code == "yuan" and level.unit.code.startswith("yuan"):
        unit = Unit(level.unit.code, unit.factor)
    return replace(level, unit=unit, period=0) if level.unit.code == unit.code else None


def outset(at: Spot) -> Found | None:
    """在校生由90余人增至130余人: the first figure is of a year that nobody names.

    Unless the sentence names it: 与2020年相比，由…, 由上年的….
    """
    begins = _FROM.search(at.figure.gap)
    if begins is None or not _REACHING.match(at.sentence.text, at.figure.end):
        return None
    named = [year for year, start in at.sentence.bases if start < at.figure.start]
    year = at.year - 1 if begins["earlier"] else named[-1] if named else 0
    year = int(begins["year"] or year)
    if at.own and (fit := at.fitting(at.own)):
        meaning = replace(at.level(*fit), period=year)
        said = at.sentence.text[at.own.start : at.own.end]
        return Found(meaning, at.own.start, stated=year > 0, named=_from(said, begins[0]))
    name = wording(_FROM.sub("", at.sentence.text[at.figure.clause : at.figure.start]))
    if at.figure.unit is None or len(name) < _SHORTEST:
        return None
    measure = SHARE if at.in_percent else LEVEL
    meaning = Meaning(at.state.about, name, measure, at.figure.unit, year)
    kept = _from(name, begins[0])
    return Found(meaning, at.passage_start(None), stated=year > 0, named=kept)


def _from(name: str, words: str | None) -> str:
    """在校生·由: the printed name of a figure from which something rose or fell."""
    return f"{name}·{(words or '').removesuffix('的')}"


def reached(at: Spot) -> Found | None:
    """增至130余人, 提高到80%: the level now, of the indicator spoken of."""
    match, level = _REACHED.search(at.figure.gap), _spoken_of(at)
    if match is None or level is None:
        return None
    start = at.own.start if at.own else at.figure.gap_start + match.start()
    if level.indicator == at.state.label:
        start = at.state.label_start
    return Found(level, start)


def change(at: Spot) -> Found | None:
    """比上一年增加399人, 提高0.5个百分点: the change of the level before."""
    figure, level = at.figure, at.state.level
    direction = _DIRECTION.search(figure.gap)
    if figure.unit is None or direction is None:
        return None
    compared = _COMPARED.search(figure.gap) or direction[0].find("于") > 0
    points = figure.unit.code == "percentage-point" and at.state.share is not None
    last = at.state.told[-1][0] if points and at.state.told else at.state.level_end
    whom = _whom(at)
    if not (compared or whom) and figure.gap_start not in (at.state.level_end, last):
        return None
    if points:
        level = at.state.share
    if not (at.own or whom) and (name := _another(at, direction.start())):
        level = Meaning(at.state.about, name, LEVEL, figure.unit, 0)
    if at.own and (level is None or at.own.code != level.indicator):
        level = _changed(at, direction.start() + figure.gap_start)
    if level is None or figure.unit.code not in _units_of_change(level):
        return None
    level = replace(level, about=whom or level.about)
    meaning = replace(level, measure=CHANGE, unit=figure.unit, period=0)
    return Found(meaning, at.passage_start(at.own), -1 if direction["down"] else 1)


def _units_of_change(level: Meaning) -> tuple[str, ...]:
    """A share changes by percentage points, all else by its own unit."""
    own = level.unit.code
    return (own, "percentage-point") if own == "percent" else (own,)


def _changed(at: Spot, direction: int) -> Meaning | None:
    """与2020年比，体质测评合格率上升3.0个百分点: a change whose level is not printed."""
    own, unit = at.own, at.figure.unit
    if own is None or unit is None:
        return None
    if not _COMPARING.fullmatch(at.sentence.text, own.end, direction):
        return None
    concept = dictionary().schema.concepts["indicator"][own.code]
    points = unit.code == "percentage-point" and concept.unit == "percent"
    return at.level(own.code, unit) if points or concept.unit == unit.code else None
