"""Figures of indicators that no list knows: kept under the words they are printed with.

The name is what is left of the figure's clause without the number: 986名学生到企业参加岗位实习
gives 学生到企业参加岗位实习. A clause that says nothing but a number gives no fact, nor one that
counts the persons it has just named.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.extraction.dictionary import dictionary
from vetgraph.extraction.figures import Found
from vetgraph.extraction.observation import LEVEL, SHARE, Meaning
from vetgraph.extraction.persons import persons
from vetgraph.extraction.sentences import CLAUSE_END
from vetgraph.text import fold

if TYPE_CHECKING:
    from vetgraph.extraction.figures import Spot

_FEWEST_IN_WORDS = 10
_FEWEST, _SUFFICIENT, _LONGEST = 2, 4, 36
_SEEN_SOON = 12
_LEADING = re.compile(
    r"^(?:其中|此外|同时|并且|并|还(?!款)|另有|另|将|拟|现有|现(?![代场役任])|共有|共(?![建青享同])|已有|已|"
    r"全年|全区|全市|全县|我区|我市|我校|我院|本校|本院|本年度|当年|目前|按协议|预计|计划|累计(?![为向]|培养|输送)|合计|共计|总计|"
    r"一是|二是|三是|四是|而|且|又|之中|当中|里|内(?![部容涵地])|中(?![职专等高考外小医级途学期])|的|有(?![效关限机偿害序])|"
    r"[到至截]*\d{4}(?:\s*[-—–～~至]\s*\d{2,4}学?年度?|年(?:[底末]|初(?![步始级中次等高期]))?|[届级])|[（(]?\d{1,2}[)）、.．]|(?:学校|学院)(?=[“\u4e00-\u9fff]{4})(?![数总生制人长])|、)+"
)
_TRAILING = re.compile(
    r"(?:力争|争取|已?(?:增加|增长|发展|提高|上升)[到至]|仍|百分之|(?:19|20)\d{2}年(?:[底末])?|已|达到|达|为|约|共计|共有|共|总计|合计|累计|是|有|近|超过|超|在|至|(?<!报)到|了|的|于|(?<!平)均|不少|不低|[:：])+$"
)
_NAMELESS = re.compile(
    r"^[、和及或]|^与(?!.*(?:的|合|共|联|签|协))|\d|(?:依次|分别|各|(?<!平)均|为期|历时|长达|以来)$|章$|^(?:上一?(?:学?年度?|届)|去年|各获)$|^(?:该校|学校|本校|等|名|个)?$|(?:数据|资料)来源|图为|"
    "(?:高于|低于|达到|超过|优于)(?:国家|省|市|部|规定)[^，。；]{0,6}标准$|编号|代码|电话(?![\u4e00-\u9fff]{2})|邮编|排名|同学|先生|女士"
)
_AGES = re.compile(r"\d+(?:[-—至]\d+)?周?岁(?:及?以[上下])?")
# 3+2, 1+X: what a programme is called, no number.
_SYSTEM = re.compile(r"\d\+(?:\d|X)")
_NOTE = re.compile(r"注(?:释|解)?[:：\d]|备注")
_PARTS = re.compile("其中|包括|内含")
_BRACKETS = re.compile("[（(][^（）()]*[)）]")
_BAND = re.compile(r"的[^，。；\d]{2,20}\d[^，。；]*?(?:以上|以下|以内|之间)")
_COUNTED = frozenset(
    {"person", "item", "class-unit", "school-unit", "enterprise-unit", "volume", "household"}
)
_FILLER = re.compile(
    "(?:每[百千万]?[名位个]?(?:在校)?(?:学生|教师|毕业生)|每生|[生人户班校年]均|平均每?[人生户班校]?|金额|总额|经费|资金|价值|面积|规模|其中|折合|通过|合计|共计|累计|总计|总共|计|共[寄发送派印]?)[约为达共]*"
)
_UNITS = frozenset(
    {"person", "person-time", "person-day", "class-hour", "metre-squared", "mu", "yuan",
     "yuan-per-student", "percent", "school-unit", "enterprise-unit", "item", "class-unit",
     "volume", "vehicle-time", "credit", "set", "room", "place-unit", "megabit", "gigabit",
     "point", "terabyte", "week", "day", "hour", "household", "yuan-per-month",
     "metre", "kilometre", "kilogram", "tonne", "kilowatt", "kilowatt-hour", "minute",
     "month-unit", "per-mille", "hectare", "kilometre-squared", "metre-cubed"}
)  # fmt: skip


def printed(at: Spot) -> Found | None:
    """A figure with a unit whose clause names what it counts, in words that no list has."""
    figure, text = at.figure, at.sentence.text
    if not _counts(at):
        return None
    start, end = figure.clause, _clause_end(at)
    if at.in_percent and (band := _BAND.match(text, figure.end)):
        return _found(at, band[0].removeprefix("的"), figure.start, band.end())
    head, tail = _words(at, text[start : figure.start], text[figure.end : end])
    goes_on = figure.gap in ("、", "，") and figure.gap_start == at.state.level_end
    if goes_on and at.state.label and _is_other_unit(at):
        return _of_the_same(at)
    said = text[start : figure.start].strip(CLAUSE_END + "、（(")
    if _FILLER.fullmatch(said) and (found := _of_clause_before(at, said)):
        return found
    return _told(at, (start, end), (head, tail))


def _told(at: Spot, clause: tuple[int, int], words: tuple[str, str]) -> Found | None:
    """What the words before and behind a figure name, as a level, a share or a headcount."""
    figure, (start, end), (head, tail) = at.figure, clause, words
    name = _name(at, head, tail)
    if head.startswith("占") and name == head and figure.gap_start == at.state.level_end:
        whole = name if len(name) > 1 else "占比"
        return _of_its_subject(at, whole) or _found(
            at, at.state.label + whole, at.state.label_start, figure.end
        )
    if not name and _is_headcount(at):
        return _found(at, "人数", start, figure.end)
    if _is_nameless(name, head) or lists_persons(at, head):
        return None
    if name != head:
        return _found(at, name, start, end)
    topic, start = _topic(at) or ("", start)
    return _found(at, topic + name, start, figure.end)


_TOPIC = re.compile(
    "(?:^|[。；])(?P<name>[\u4e00-\u9fff“”]{2,16}(?:率|比例|占比|人数|满意度|成绩|得分|平均分))："
)


def _topic(at: Spot) -> tuple[str, int] | None:
    """学业水平测试合格率：语文96.2%、数学91.4%: what is told of each, and where it stands."""
    found = list(_TOPIC.finditer(at.sentence.text, 0, at.figure.start))
    if not found or "；" in at.sentence.text[found[-1].end() : at.figure.start]:
        return None
    return f"{found[-1]['name']}·", found[-1].start("name")


def _of_its_subject(at: Spot, whole: str) -> Found | None:
    """甲校1221人，占42.09%: the share of the thing that the last figure is of."""
    label, last = at.state.label_start, at.state.told[-1][1] if at.state.told else None
    named = any(
        start == label and at.sentence.text[start:end] == at.state.label
        for _, start, end in at.sentence.names
    )
    if last is None or not named:
        return None
    known = dictionary().schema.concepts["indicator"].get(last.indicator)
    found = _found(at, (known.zh if known else last.indicator) + whole, label, at.figure.end)
    return found and replace(found, meaning=replace(found.meaning, about=last.about))


def _is_nameless(name: str, head: str) -> bool:
    """Whether words name nothing; 35岁以下 alone before a figure is a group of its own."""
    said = "" if _AGES.fullmatch(name) else _AGES.sub("", name)
    return (name != head or bool(said)) and _NAMELESS.search(_SYSTEM.sub("", said)) is not None


def _is_headcount(at: Spot) -> bool:
    """林学系1221人: persons of the thing that alone stands before them."""
    figure, unit = at.figure, at.figure.unit
    alone = any(
        start == figure.clause and end == figure.start and name == at.state.about
        for name, start, end in at.sentence.names
    )
    return alone and unit is not None and unit.code == "person"


def _counts(at: Spot) -> bool:
    """Whether a figure counts or measures something: no note, no age band, no person's own."""
    figure, text = at.figure, at.sentence.text
    if figure.unit is None or figure.unit.code not in _UNITS or _NOTE.match(text):
        return False
    if not _is_figure(at) or _limits_a_band(at):
        return False
    return not _is_of_a_person(text, figure.start)


def _is_of_a_person(text: str, end: int) -> bool:
    """校友王某某创办的公司年产值3000万元: who begins a sentence is told of in it."""
    return any(stop <= end and start < _SEEN_SOON for start, stop in persons(text))


def _is_figure(at: Spot) -> bool:
    """Digits, or a Chinese numeral from ten on: 三项工程, 一个 name more than they count."""
    quantity = at.figure.quantity
    if quantity.text in ("百", "千"):
        return False
    counted = quantity.value >= _FEWEST_IN_WORDS and at.figure.unit_text not in ("大", "届", "期")
    return quantity.text[0].isdigit() or counted


def _found(at: Spot, name: str, start: int, end: int) -> Found | None:
    unit = at.figure.unit
    if unit is None or not _FEWEST <= len(re.findall("[\u4e00-\u9fff]", name)) <= _LONGEST:
        return None
    if any(at.sentence.text[start:stop] in name for start, stop in persons(at.sentence.text)):
        return None
    name = f"“{name}" if "”" in name and "“" not in name else name
    measure = SHARE if unit.code == "percent" else LEVEL
    meaning = _registered(at, name) or Meaning(at.state.about, name, measure, unit, 0)
    begin = start if start >= 0 else at.figure.clause
    aside = measure == SHARE or _is_part(at) or dictionary().breakdown(name) is not None
    return Found(meaning, begin, aside=aside, end=end)


def _registered(at: Spot, name: str) -> Meaning | None:
    """专业点68个, 就业2921人: 专业点数 and 就业人数 are wordings of the list."""
    words, unit = dictionary(), at.figure.unit
    code = next(
        (c for end in ("数", "人数") if (c := words.indicators.get(fold(name + end)))), None
    )
    concept = words.schema.concepts["indicator"][code] if code else None
    if (
        code is None
        or concept is None
        or unit is None
        or concept.unit not in words.alike(unit.code)
    ):
        return None
    return at.level(code, unit) if unit.code in _COUNTED else None


def _is_part(at: Spot) -> bool:
    """Whether the figure belongs to a list of parts (其中 …) of the level before."""
    whole = at.state.whole_end
    return whole >= 0 and _PARTS.search(at.sentence.text, whole, at.figure.start) is not None


def _is_other_unit(at: Spot) -> bool:
    """评选三好学生285名，2名学生获奖学金: what follows in the same unit is something else."""
    level, unit = at.state.level, at.figure.unit
    return level is None or unit is None or level.unit.code != unit.code


def _of_the_same(at: Spot) -> Found | None:
    """培训544期、38200人次: what has just been counted, in another unit."""
    figure, label = at.figure, at.state.label
    code = dictionary().indicators.get(fold(label + figure.unit_text))
    if code and figure.unit:
        return Found(at.level(code, figure.unit), at.state.label_start)
    return _found(at, label, at.state.label_start, figure.end)


def _of_clause_before(at: Spot, head: str) -> Found | None:
    """教师到企业实践，人均31天: what the clause before says is measured, per head."""
    figure = at.figure
    said = figure.gap[: figure.clause - figure.gap_start].strip(CLAUSE_END + "、")
    name = wording(said[max(said.rfind(c) for c in CLAUSE_END) + 1 :])
    start = figure.gap_start
    if not name and figure.gap_start == at.state.level_end and head:
        name, start = at.state.label, at.state.label_start
    if _NAMELESS.search(name) or len(name) < _FEWEST:
        return None
    return _found(at, name + head, start, figure.end)


def _name(at: Spot, head: str, tail: str) -> str:
    """The words before the figure; with those behind if it counts them or the head is short."""
    if head.endswith("等") or not head:
        return tail
    counts = at.figure.unit is not None and at.figure.unit.code in _COUNTED
    short = len(head) < _SUFFICIENT
    whole = head + tail
    return whole if short or (counts and len(whole) <= _LONGEST) else head


def _limits_a_band(at: Spot) -> bool:
    """50%的学生月收入在2000元以下: the second figure only bounds what the share is of."""
    figure, text = at.figure, at.sentence.text
    before = text[max(0, figure.gap_start - 1) : figure.gap_start]
    return before in ("%", "％") and _BAND.match(text, figure.gap_start) is not None


def lists_persons(at: Spot, head: str) -> bool:
    """徐灿和方靖怡2位: as many names as the figure says; they are persons, not an indicator."""
    unit, value = at.figure.unit, at.figure.quantity.value
    items = re.split("[、和及]", head)
    return unit is not None and unit.code == "person" and len(items) == value and value > 1


def wording(text: str) -> str:
    """What a stretch before a figure names: without brackets and filling words."""
    bare = _BRACKETS.sub("", text)
    bare = bare[max(bare.rfind("）"), bare.rfind(")")) + 1 :].strip("“”（( 、")
    return _TRAILING.sub("", _LEADING.sub("", bare))


def _words(at: Spot, before: str, behind: str) -> tuple[str, str]:
    """The words of the clause before and behind the figure, without names and filling words."""
    for _, start, end in at.sentence.names:
        if at.figure.clause <= start and end <= at.figure.start:
            before = before.replace(at.sentence.text[start:end], "")
    tail = re.split("[（(]", _BRACKETS.sub("", behind))[0].strip("“”）) 、")
    return wording(before), re.sub("^(?:以上|以下|左右|上下|多|余)", "", tail)


def _clause_end(at: Spot) -> int:
    """Where the words behind a figure end: with its clause, or before the next figure's words."""
    text, start = at.sentence.text, at.figure.end
    ends = [e for c in CLAUSE_END if (e := text.find(c, start)) >= 0]
    later = [f.start for f in at.sentence.figures if f.start > start]
    if later and later[0] < min(ends, default=len(text)):
        joint = text.find("、", start, later[0])
        if joint < 0:
            joint = max(text.rfind(c, start, later[0]) for c in "和及与")
        ends.append(joint if joint >= 0 else later[0])
    return min(ends, default=len(text))
