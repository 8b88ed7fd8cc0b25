"""What is still to come: figures planned or aimed at, and sections that tell only of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.extraction.observation import LEVEL, SHARE, TARGET
from vetgraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vetgraph.extraction.context import Context
    from vetgraph.extraction.figures import Found, Spot
    from vetgraph.extraction.sentences import Figure, Sentence
    from vetgraph.model import Paragraph, Section

_TITLE = re.compile(
    "(?:(?:下一?步|今后|未来|下一?年度?|明年|\\d{4}年|工作|改进|发展|重点|主要|思路|努力|和|与|及|的)*"
    "(?:打算|展望|计划|规划|思路|设想|安排|方向|措施|对策|任务))"
)
_PLANNED = re.compile(
    r"将(?=推|新增|达|建|增|开|在|于|完成|培|压|减|缩|降|提|扩|实现)|(?<!招生)(?<!录取)计划(?=新|到|在|于|用|引|培|建|投|开|实施|完成|安排|选|派|推|增|再|今年|明年|20|年内|下|申|改|购|启|打|组|与|将|每|年底)|(?<![虚模])拟(?=新|建|增|开)|力争|预计|(?<![距离较比])目标|下一学?年|明年|准备(?=招|新|添|建|再)|"
    r"(?:要求|必须|每[周天日年]|每学[期年])[^，。；]{0,24}(?:至少|不少于|不低于|不超过)$|"
    r"按(?:照)?[^，。；、]{2,16}的$"
)
_AIM = re.compile(r"(?<!\d)(?P<year>20\d{2})\s*(?:学?年|届)")
# Words of a paragraph that speaks of a year to come.
_AHEAD = re.compile(
    "拟|打算|举措|目标|下一步|争取|力争|计划|规划|将[^军领]|再|努力|确保|有望|预期|突破|新增|稳定在"
)
# 明年打算这样做：…；…: what all the items of a list are.
_OPENS = re.compile(
    "(?:明年|下一?学?年|下一步|来年|今后|20\\d\\d年)[^，。；：]{0,10}(?:打算|计划|目标|安排|准备)[^，。；：]{0,10}："
)
_UNTIL = re.compile(r"[到至]\s*(?P<year>20\d{2})\s*年")
_NEXT = re.compile("明年|下一?学?年|来年|次年")


def stretches_ahead(sections: Iterable[Section], end: int) -> tuple[Span, ...]:
    """The stretches of a text of length ``end`` under such titles, sections inside them too."""
    found: list[Span] = []
    opened: Section | None = None
    for section in (*sections, None):
        closes = section is None or (section.kind == "section" and opened is not None
                                     and section.level <= opened.level)  # fmt: skip
        if opened and closes:
            stop = section.heading.start if section else end
            found.append(Span(opened.heading.start, stop))
            opened = None
        if opened is None and section and section.kind == "section":
            opened = section if _TITLE.fullmatch(section.title) else None
    return tuple(found)


def is_ahead(paragraph: Paragraph, spot: Spot, context: Context) -> bool:
    """Whether a figure is of what is still to come."""
    ahead = (spot.state.year or 0) > context.data_year and _AHEAD.search(paragraph.text) is not None
    now = any(year <= context.data_year for year, _ in spot.sentence.years)
    if not now and context.is_ahead(paragraph.span(0, 0).start):
        return True
    return ahead or _planned(spot.sentence, spot.figure, context)


def _planned(sentence: Sentence, figure: Figure, context: Context) -> bool:
    """将新增2个, 计划培育100名, 到2025年达到760人: what is meant to be is no observation."""
    opened = _OPENS.match(sentence.text)
    start = 0 if opened else sentence.text.rfind("；", 0, figure.start) + 1
    if opened or _PLANNED.search(sentence.text, start, figure.start):
        return True
    until = _UNTIL.finditer(sentence.text, start, figure.start)
    return any(int(match["year"]) > context.data_year for match in until)


def aimed(found: Found, paragraph: Paragraph, spot: Spot, context: Context) -> Found | None:
    """到2025年双师型教师达到760人: a level or share meant to be reached in a year that is named.

    In a section that tells of what is to come it is meant for the next one.
    """
    sentence, figure = spot.sentence, spot.figure
    later = context.is_ahead(paragraph.span(0, 0).start)
    found_years = (int(m["year"]) for m in _AIM.finditer(sentence.text, 0, figure.start))
    named = [year for year in found_years if year > context.data_year]
    told = _NEXT.search(sentence.text, 0, figure.start)
    year = named[-1] if named else context.data_year + 1 if told or later else 0
    if not year or not found.stated or found.meaning.measure not in (LEVEL, SHARE):
        return None
    return replace(found, meaning=replace(found.meaning, measure=TARGET, period=year))
