"""Of whom figures are: the subject that sentences name, keep for the next ones and give back."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.extraction.names import is_school
from vetgraph.extraction.sentences import SUBJECTS

if TYPE_CHECKING:
    from vetgraph.extraction.context import Context
    from vetgraph.extraction.figures import State
    from vetgraph.extraction.sentences import Figure, Sentence
    from vetgraph.model import Report

_OWN = re.compile(
    "(?:全[区市县旗州年]|我[区市县旗州]|本[区市县旗州]|各校|[两三四五六七八九十]+所?校|"
    r"[\d两三四五六七八九十]+所(?:[中高]职|中等职业|职业)?(?:学校|院校)(?=合计|共|总|校?均))"
)
_OWN_SCHOOL = re.compile(f"(?!其|该|同时){_OWN.pattern}|学[校院]|全[校院]|我[校院]|本[校院]")
_EVENTS = ("Competition", "Event")
_PREPOSITIONS = ("由", "与", "同", "跟", "向", "被")
_WITH = ("与", "同", "跟", "向")
_COUNTED = re.compile("(?:[、和与][^，。；]+)?等(?:[\u4e00-\u9fff]{0,12})$")
# What goes on with the subject of the sentence before.
_SAME = re.compile(
    "(?:目前|现在|现|同时|此外|另外|其中|近年来|年内|截至[^，。]{0,12}|(?:19|20)\\d\\d年[^，。]{0,4})?，?"
    "(?:该|学校|其(?!中)|此|这|双方|企业|基地|学员|学徒|项目|中心|团队|学生)"
)
_HEAD = 8
_LEADING = re.compile(
    "(?:(?:19|20)\\d\\d(?:[-—–]\\d{2,4})?学?年度?|[底末]|目前|其中|同时|此外|截至[^，]{0,12}|[公民]办|的|[，\\s]|"
    "[\u4e00-\u9fff]{1,6}[省市区县旗州])*+"
)
_OF_SCHOOLS = "|(?<=[，；：到至])(?:各校(?!区)|[两三四五六七八九十]+校(?=[共合均都各，]))|校均"
_GIVEN = re.compile(
    "(?:无偿|一次性|累计|先后)?(?:捐赠|捐献|捐助|捐资|赠送|投入|派驻|派出|划拨|核增)"
)
# （以下称“甲校”）
_IN_BRACKETS = re.compile("[（(][^（）()]*$")
_URGED = ("支持", "推动", "推进", "指导", "督促", "协调", "鼓励", "启动", "帮扶", "支援", "援助")
# 技能节由甲局主办、甲校承办，设28个赛项: who holds or leads something is not what it is about.
_BY = re.compile("由[^。；]*$")
_DOES = re.compile("(?:联合|共同)?(?:主办|承办|协办|牵头|领衔)")


def protagonists(report: Report, context: Context) -> dict[str, str]:
    """The one school of each case, by section; its title or first paragraph names it.

    A case whose title names the region is of the region.
    """
    titles = {s.number: s.title for s in report.sections if s.kind == "case"}
    named: dict[str, set[str]] = {}
    first: dict[str, set[str]] = {}
    for paragraph in report.paragraphs if not is_school(context.region) else ():
        title = titles.get(paragraph.section)
        if title is not None:
            known = context.within(paragraph.section)
            schools = _schools(known, paragraph.text) | _schools(known, title)
            first.setdefault(paragraph.section, schools)
            named.setdefault(paragraph.section, set()).update(schools)
    ours = {s for s in named if context.region in titles[s] and not _schools(context, titles[s])}
    return {
        s: next(iter(found))
        for s, found in named.items()
        if len(found) == 1 and first[s] and s not in ours
    }


def _schools(context: Context, text: str) -> set[str]:
    return {n for n, _, _ in context.mentions(text) if context.kinds.get(n) == "School"}


def home(before: str, sentence: Sentence, context: Context) -> str:
    """Of whom the sentences of a paragraph are that name nobody.

    The school that the paragraph begins with, until one speaks of another or of all.
    """
    if (
        _own(context).match(sentence.text)
        or _all_of_it(sentence.text, (0, len(sentence.text)), context.region) >= 0
    ):
        return context.region
    begins = _begins_with(sentence, context)
    if sentence.offset == 0:
        return begins or before
    return before if begins in (None, before) else context.region


def begun(state: State, sentence: Sentence, home: str | None, context: Context) -> State:
    """全市, 我校, 三校 speak of the report's own subject again; so does a college of itself.

    A sentence that does not go on with the one before is of whom its paragraph is (``home``).
    """
    if home and not _SAME.match(sentence.text):
        state = replace(state, about=home)
    if _own(context).match(sentence.text):
        state = replace(state, about=context.region)
    name, start, end = sentence.names[0] if sentence.names else ("", 0, 0)
    listed = sentence.text.startswith(("、", "等", "和", "与"), end)
    if start < _HEAD and context.kinds.get(name) == "OrderClass" and not listed:
        state = replace(state, about=name)
    return replace(state, home=_begins_with(sentence, context) or state.about)


def _begins_with(sentence: Sentence, context: Context) -> str | None:
    """The school or centre that a sentence begins with: 2022年，我区民办甲校…."""
    named = [n for n in sentence.names if context.kinds.get(n[0]) != "Region"]
    name, start, end = named[0] if named else ("", 0, 0)
    near = start < _HEAD and "，" not in sentence.text[:start]
    begins = near or _LEADING.fullmatch(sentence.text, 0, start)
    alone = not sentence.text.startswith("、", end)
    return name if begins and alone and context.kinds.get(name) in SUBJECTS else None


def _own(context: Context) -> re.Pattern[str]:
    return _OWN_SCHOOL if is_school(context.region) else _OWN


def told(state: State, sentence: Sentence, figure: Figure, context: Context) -> State:
    """The subject, major and events that the text between two figures names."""
    stretch = (figure.gap_start, figure.start)
    if "；" in figure.gap:
        state = replace(state, about=state.home)
    region = max(
        sentence.text.rfind(context.region, *stretch),
        _all_of_it(sentence.text, stretch, context.region),
    )
    if region >= 0 and not any(s <= region < e for _, s, e in sentence.names):
        state = replace(state, about=context.region)
    for name, start, end in sentence.names:
        if max(figure.gap_start, region) <= start and end <= figure.start:
            aside = _listed(sentence.text, end, figure.start) or _is_aside(sentence, start, end)
            state = state if aside else _named(state, name, context)
    return state


def passed(state: State, sentence: Sentence, context: Context) -> State:
    """A sentence without figures still says of what the next ones speak.

    Its events, and its first subject.
    """
    for name, _, _ in sentence.names:
        if context.kinds.get(name) in _EVENTS:
            state = _named(state, name, context)
    region = sentence.text.find(context.region)
    for name, start, _ in sentence.names:
        if context.kinds.get(name) in SUBJECTS:
            return state if 0 <= region < start - 6 else replace(state, about=name)
    return state


def _all_of_it(text: str, stretch: tuple[int, int], region: str) -> int:
    """Where 全区, 三校 or 校均 speak of the whole of the region that reports; -1 when nowhere.

    In 占全区的 it is what a part is held against.
    """
    found = [m.start() for m in _whole(region).finditer(text, *stretch)] if region else []
    return found[-1] if found else -1


@lru_cache(maxsize=16)
def _whole(region: str) -> re.Pattern[str]:
    of_schools = "" if is_school(region) else _OF_SCHOOLS
    return re.compile(f"(?<![占居列在为])全{region[-1]}(?![第前最]){of_schools}")


def _is_aside(sentence: Sentence, start: int, end: int) -> bool:
    """集团由甲校牵头组建: what stands behind a preposition is not what the sentence is about.

    But 乙公司向甲校捐赠机床4台 is of 甲校. What is only named for short has been named before.
    """
    text = sentence.text
    if _IN_BRACKETS.search(text, max(0, start - _HEAD), start):
        return True
    if text.endswith(("向", "为"), 0, start) and _GIVEN.match(text, end):
        return False
    if text.endswith(_URGED, 0, start) or (_DOES.match(text, end) and _BY.search(text, 0, start)):
        return True
    earlier = any(before <= start for _, _, before in sentence.names)
    return text.endswith(_PREPOSITIONS if earlier else _WITH, 0, start)


def _listed(text: str, end: int, figure: int) -> bool:
    """设有A学院、B学院等7个部门: what a list counts is not what the figures behind it are about."""
    return _COUNTED.match(text, end, figure) is not None


def beside(state: State, sentence: Sentence, figure: Figure, context: Context) -> State:
    """墨帆电商班22名学员: a programme, or a place, is the subject of one figure alone."""
    for name, start, end in sentence.names:
        kind = context.kinds.get(name)
        if end == figure.start and kind == "OrderClass":
            return replace(state, about=name)
        if name == context.canonical(context.region):
            continue
        if kind == "Region" and start >= figure.clause and _is_measured(sentence, figure, end):
            return replace(state, about=name)
    return state


def _is_measured(sentence: Sentence, figure: Figure, end: int) -> bool:
    """石禾县在校生已降至1402人: a place right before what is measured of it."""
    found = sentence.indicators_between(end, figure.start)
    return bool(found) and found[0].start - end <= 1


def _named(state: State, name: str, context: Context) -> State:
    kind = context.kinds.get(name, "")
    if name == context.canonical(context.region):
        return replace(state, about=context.region)
    if kind in SUBJECTS:
        return replace(state, about=name, part=())
    if kind == "Major":
        return replace(state, major=name)
    if kind in _EVENTS and name not in state.events:
        return replace(state, events=(*state.events, name))
    return state
