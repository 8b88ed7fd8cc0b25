"""Sentences become observations: each figure meets an indicator, a subject and a year.

A sentence is read left to right. Every figure is judged by the words between it and the figure
before it and by those just behind it; a change, growth rate or share hangs on the level before
it. The rules are tried in a fixed order; a figure that none understands gives no fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph.extraction.dictionary import Mention, Unit, dictionary
from vetgraph.extraction.observation import (
    CHANGE,
    GROWTH,
    LEVEL,
    SHARE,
    Meaning,
    Place,
    observation,
)
from vetgraph.extraction.sentences import CLAUSE_END, sentences
from vetgraph.model import Citation
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.extraction.sentences import Figure, Sentence
    from vetgraph.model import Fact, Paragraph

RULE = "rule-sentence"
SUBJECTS = ("School", "EducationGroup", "HigherEducationInstitution", "Centre")
_UP = "增加|增长|上升|提高|提升|增幅|多招|净增|增至|扩大|多"
_DOWN = "减少|下降|降低|降幅|缩减|下滑|少"
_DIRECTION = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|到|率|量|数)?(?:为|至|达)?$")
_GROWTH = re.compile(r"(?:增长率|增幅|增速|增长比例|降幅)(?:约|为|达|是)*$")
_COMPARED = re.compile(r"[比较]|同比|环比|相比")
_SHARE = re.compile(r"(?:占比|比例|比重)(?:约|为|达|是)*$|占(?P<whole>[^，。；、]{1,20})$")
_DISTRIBUTED = re.compile(r"[均都各]")
_JOINED = re.compile(r"[、和与及]")
_ACTING = re.compile("进入|参加|参与|完成|获|入选|被评|被北京|被推荐|被认定|上线|做了|开展|评为")
_SUMMED = re.compile(r"[，；](?:共计|合计|总计|累计|折合)[约达为]*$")
_CONTINUES = re.compile("其中|比|较|同比|与|相比|增|减")
_FAR = 24
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class _State:
    """What reading carries from one figure to the next."""

    about: str
    year: int | None = None
    level: Meaning | None = None
    level_end: int = -1
    part: tuple[str, ...] = ()
    major: str | None = None
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A meaning, the sign a word gives its figure, and where the bearing passage begins."""

    meaning: Meaning
    start: int
    sign: int = 1


def prose_facts(paragraph: Paragraph, context: Context, inherited: str | None) -> Iterator[Fact]:
    """The observations of one paragraph; ``inherited`` is the subject its section speaks of."""
    state = _State(inherited or context.region)
    for sentence in sentences(paragraph.text, context, dictionary()):
        state = _begin(state, sentence)
        if not sentence.figures:
            state = _passed(state, sentence, context)
        for figure in sentence.figures:
            state = _at(state, sentence, figure, context)
            found = _find(figure, sentence, state)
            if found is None:
                continue
            for one in (found, *_also(found, figure, sentence, state)):
                dated = replace(one, meaning=_dated(one.meaning, state, context))
                yield _fact(paragraph, sentence, figure, dated)
            state = _after(state, found.meaning, figure)


def _begin(state: _State, sentence: Sentence) -> _State:
    keeps = _CONTINUES.match(sentence.text)
    return replace(state, level=state.level if keeps else None, level_end=-1, part=(), major=None)


def _passed(state: _State, sentence: Sentence, context: Context) -> _State:
    """A sentence without figures still says of whom the next ones speak: its first subject."""
    region = sentence.text.find(context.region)
    for name, start, _ in sentence.names:
        if context.kinds.get(name) in SUBJECTS:
            return state if 0 <= region < start - 6 else replace(state, about=name)
    return state


def _at(state: _State, sentence: Sentence, figure: Figure, context: Context) -> _State:
    """Subject, major, occasion and year as they stand where the figure is printed."""
    if "；" in figure.gap:
        state = replace(state, part=(), major=None)
    region = sentence.text.rfind(context.region, figure.gap_start, figure.start)
    if region >= 0 and not any(s <= region < e for _, s, e in sentence.names):
        state = replace(state, about=context.region)
    for name, start, end in sentence.names:
        if max(figure.gap_start, region) <= start and end <= figure.start:
            state = _named(state, name, context)
    for year, start in sentence.years:
        if figure.gap_start <= start < figure.start or (start < figure.start and not state.year):
            state = replace(state, year=year)
    return state


def _named(state: _State, name: str, context: Context) -> _State:
    kind = context.kinds.get(name, "")
    if name == context.canonical(context.region):
        return replace(state, about=context.region)
    if kind in SUBJECTS:
        return replace(state, about=name, part=())
    if kind == "Major":
        return replace(state, major=name)
    if kind in ("Competition", "Event") and name not in state.events:
        return replace(state, events=(*state.events, name))
    return state


def _after(state: _State, meaning: Meaning, figure: Figure) -> _State:
    if meaning.measure in (CHANGE, GROWTH):
        return state
    if meaning.measure == SHARE and state.level and state.level.measure == LEVEL:
        return state
    state = replace(state, part=meaning.breakdowns or state.part)
    if state.level and meaning.breakdowns and meaning.indicator == state.level.indicator:
        return replace(state, level_end=figure.end)
    return replace(state, level=meaning, level_end=figure.end)


def _find(figure: Figure, sentence: Sentence, state: _State) -> _Found | None:
    for rule in (_growth, _change, _share, _prize, _before, _behind, _part, _summed):
        if found := rule(figure, sentence, state):
            return found
    return None


def _dated(meaning: Meaning, state: _State, context: Context) -> Meaning:
    year = state.year or context.data_year
    base = year - 1 if meaning.measure in (CHANGE, GROWTH) else None
    return replace(meaning, period=year, assumed=state.year is None, base=base)


def _growth(figure: Figure, sentence: Sentence, state: _State) -> _Found | None:
    """增长率为4.69%, 增幅13%, 下降11.58%: the growth of the level before."""
    if figure.unit is None or figure.unit.code != "percent":
        return None
    direction = _DIRECTION.search(figure.gap)
    if not (_GROWTH.search(figure.gap) or direction):
        return None
    own = _last_indicator(figure, sentence)
    if own is None and state.level is None:
        return None
    level = _level(state, own.code, figure.unit, ()) if own else state.level
    sign = -1 if direction and direction["down"] and figure.quantity.value > 0 else 1
    meaning = replace(level, measure=GROWTH, unit=figure.unit)  # type: ignore[type-var]
    return _Found(meaning, _passage_start(figure, own), sign)


def _change(figure: Figure, sentence: Sentence, state: _State) -> _Found | None:
    """比上一年增加399人, 提高0.5个百分点: the change of the level before."""
    direction = _DIRECTION.search(figure.gap)
    if state.level is None or figure.unit is None or direction is None:
        return None
    if not _COMPARED.search(figure.gap) and figure.gap_start != state.level_end:
        return None
    own = _last_indicator(figure, sentence)
    if figure.unit.code not in (state.level.unit.code, "percentage-point"):
        return None
    if own and own.code != state.level.indicator:
        return None
    meaning = replace(state.level, measure=CHANGE, unit=figure.unit)
    return _Found(meaning, _passage_start(figure, own), -1 if direction["down"] else 1)


def _share(figure: Figure, sentence: Sentence, state: _State) -> _Found | None:
    """占毕业生总数99.32%, 占比24.35%: the share of the level before in the named whole."""
    if figure.unit is None or figure.unit.code != "percent" or state.level is None:
        return None
    match = _SHARE.search(figure.gap)
    if match is None or state.level.measure != LEVEL:
        return None
    whole = dictionary().indicator(match["whole"]) if match["whole"] else None
    if match["whole"] and whole is None:
        return None
    indicator = _share_indicator(state.level.indicator, whole.code if whole else None)
    if indicator is None:
        return None
    meaning = replace(state.level, indicator=indicator, measure=SHARE, unit=figure.unit)
    return _Found(meaning, figure.gap_start + match.start())


def _share_indicator(part: str, whole: str | None) -> str | None:
    """The registered share of a part in a whole; without a named whole, the only one there is."""
    known = [
        c
        for c in dictionary().schema.concepts["indicator"].values()
        if c.kind == SHARE and c.numerator == part and c.denominator and whole in (None, c.denominator)
    ]
    return known[0].code if known and (whole or len(known) == 1) else None


def _prize(figure: Figure, sentence: Sentence, state: _State) -> _Found | None:
    """国家级二等奖3项、三等奖4项: prizes by tier and level; the tier holds until the next one."""
    start = figure.clause
    found = sentence.breakdowns_between(start, figure.start)
    levels = [code for code in found if code.endswith("-prize")]
    if not levels or figure.unit is None or figure.unit.code != "item":
        return None
    held = [code for code in state.part if code.endswith("-tier")]
    tiers = [code for code in found if code.endswith("-tier")] or held
    breakdowns = (*tiers, *levels)
    first = next(m.start for m in sentence.breakdowns if m.start >= start)
    return _Found(_level(state, "prizes", figure.unit, breakdowns), first)


def _before(figure: Figure, sentence: Sentence, state: _State) -> _Found | None:
    """总占地面积为168747平方米: an indicator in the same clause before the figure."""
    own = _last_indicator(figure, sentence)
    if own is None or own.start < figure.clause:
        return None
    between = sentence.text[own.end : figure.start]
    if len(between) > _FAR or "、" in between:
        return None
    unit = _fitting(own.code, figure)
    breakdowns = sentence.breakdowns_between(figure.clause, figure.start)
    if not breakdowns and own.start == figure.clause:
        breakdowns = state.part
    named = (m.start for m in sentence.breakdowns if figure.clause <= m.start < own.start)
    start = min(named, default=own.start)
    return _Found(_level(state, own.code, unit, breakdowns), start) if unit else None


def _behind(figure: Figure, sentence: Sentence, state: _State) -> _Found | None:
    """97个学生社团: an indicator right behind the figure, unless its members act (3本教材被推荐)."""
    behind = next((m for m in sentence.indicators if m.start >= figure.end), None)
    if behind is None or behind.start - figure.end > 3:
        return None
    between = sentence.text[figure.end : behind.start]
    acting = _ACTING.match(sentence.text, behind.end)
    if acting or any(c in between for c in CLAUSE_END + "、"):
        return None
    unit = _fitting(behind.code, figure)
    breakdowns = sentence.breakdowns_between(figure.clause, behind.start)
    if unit is None:
        return None
    return _Found(_level(state, behind.code, unit, breakdowns), figure.start)


def _part(figure: Figure, sentence: Sentence, state: _State) -> _Found | None:
    """其中全日制职高学生1057人: a breakdown of the level before."""
    if state.level is None or figure.unit is None or state.level.measure != LEVEL:
        return None
    opened = max(figure.gap.rfind(c) for c in CLAUSE_END + "、（(") + 1 + figure.gap_start
    found = sentence.breakdowns_between(opened, figure.start)
    if not found or figure.unit.code != state.level.unit.code:
        return None
    start = next(m.start for m in sentence.breakdowns if m.start >= opened)
    return _Found(replace(state.level, breakdowns=found, unit=figure.unit), start)


def _summed(figure: Figure, sentence: Sentence, state: _State) -> _Found | None:
    """开展两期课程培训，共计294人天: the indicator of the clause before a sum."""
    if not _SUMMED.search(figure.gap):
        return None
    own = _last_indicator(figure, sentence)
    unit = _fitting(own.code, figure) if own else None
    return _Found(_level(state, own.code, unit, ()), own.start) if own and unit else None


def _also(
    found: _Found, figure: Figure, sentence: Sentence, state: _State
) -> Iterator[_Found]:
    """就业率（含升学）与对口就业率均为100%: the indicators joined to the one that was found."""
    own = _last_indicator(figure, sentence)
    if own is None or own.code != found.meaning.indicator:
        return
    if not _DISTRIBUTED.search(sentence.text[own.end : figure.start]):
        return
    for left in reversed(sentence.indicators_between(figure.gap_start, own.start)):
        if not _JOINED.fullmatch(sentence.text[left.end : own.start]):
            return
        if unit := _fitting(left.code, figure):
            yield _Found(_level(state, left.code, unit, found.meaning.breakdowns), left.start)
        own = left
    if (twin := _twin(own, sentence)) and (unit := _fitting(twin.code, figure)):
        yield _Found(_level(state, twin.code, unit, found.meaning.breakdowns), twin.start)


def _twin(own: Mention, sentence: Sentence) -> Mention | None:
    """职业技能和职业素养的满意度: the head before 和 shares the tail of the wording behind it."""
    head = re.search("([\u4e00-\u9fff]{2,8})[、和与及]$", sentence.text[: own.start])
    if head is None:
        return None
    wording = sentence.text[own.start : own.end]
    for skipped in range(len(head[1]) - 1):
        for cut in range(2, len(wording) - 1):
            code = dictionary().indicators.get(fold(head[1][skipped:] + wording[cut:]))
            if code and code != own.code:
                return Mention(code, head.start(1) + skipped, own.end)
    return None


def _level(state: _State, indicator: str, unit: Unit, breakdowns: tuple[str, ...]) -> Meaning:
    concept = dictionary().schema.concepts["indicator"][indicator]
    extra = (state.major,) if state.major and concept.at_events else ()
    occasion = state.events[0] if len(state.events) == 1 and concept.at_events else None
    return Meaning(
        state.about, indicator, concept.kind or LEVEL, unit, 0,
        breakdowns=(*breakdowns, *extra),
        occasion=occasion,
    )  # fmt: skip


def _fitting(indicator: str, figure: Figure) -> Unit | None:
    """The figure's unit if the indicator can be measured in it."""
    concept = dictionary().schema.concepts["indicator"][indicator]
    if figure.quantity.antecedent is not None:
        return Unit("ratio", _ONE) if concept.unit == "ratio" else None
    return figure.unit if figure.unit and figure.unit.code == concept.unit else None


def _last_indicator(figure: Figure, sentence: Sentence) -> Mention | None:
    inside = sentence.indicators_between(figure.gap_start, figure.start)
    return inside[-1] if inside else None


def _passage_start(figure: Figure, own: Mention | None) -> int:
    """Where the bearing passage begins: the indicator, else the clause behind the last figure."""
    if own:
        return own.start
    return figure.gap_start + len(figure.gap) - len(figure.gap.lstrip(CLAUSE_END + "、（）()"))


def _fact(paragraph: Paragraph, sentence: Sentence, figure: Figure, found: _Found) -> Fact:
    begin = sentence.offset + min(found.start, figure.start)
    end = sentence.offset + max(figure.end, _indicator_end(figure, sentence, found))
    begin, end = _with_hedge(paragraph.text, begin, end, figure)
    number = sentence.offset + figure.start
    value = paragraph.span(number, number + len(figure.quantity.text))
    place = Place(Citation(paragraph.span(begin, end), paragraph.section), value, RULE)
    return observation(found.meaning, figure.quantity, place, found.sign)


def _with_hedge(text: str, begin: int, end: int, figure: Figure) -> tuple[int, int]:
    """The passage takes in the word that hedges its figure, and an opening quotation mark."""
    hedge = figure.quantity.hedge or ""
    if hedge and text.endswith(hedge, 0, begin):
        begin -= len(hedge)
    if hedge and text.startswith(hedge, end):
        end += len(hedge)
    return begin - (text[begin - 1 : begin] == "“"), end


def _indicator_end(figure: Figure, sentence: Sentence, found: _Found) -> int:
    """The passage reaches over an indicator that stands behind its figure."""
    ends = (
        m.end
        for m in sentence.indicators
        if m.code == found.meaning.indicator and figure.end <= m.start <= figure.end + 3
    )
    return next(ends, 0) if found.start == figure.start else 0
