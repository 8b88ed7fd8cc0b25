"""Figures that a list shares out: 甲校16个、乙校14个; 甲、乙两校分别招生190人和121人."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from vetgraph.extraction.dictionary import Unit, dictionary
from vetgraph.extraction.figures import Found, Spot, counts
from vetgraph.extraction.observation import CHANGE, GROWTH, LEVEL, SHARE, Meaning
from vetgraph.extraction.offering import is_major
from vetgraph.extraction.sentences import CLAUSE_END, SUBJECTS
from vetgraph.extraction.unregistered import wording
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vetgraph.extraction.dictionary import Mention
    from vetgraph.extraction.sentences import Figure, Sentence

MARK = re.compile(
    "分别|依次|各[为有](?=\\d[\\d.]*[项个名人件][、，和及])|各占|"
    "(?:占比|比例|比重)[为是]?(?=\\d[\\d.]*[%％][、，和及])"
)
_MOST = re.compile("居前|最[多大高]|领先|靠前")
_WHOLE = re.compile(
    "(?:分别|依次|各)?占(?P<whole>[^，。；、]{2,12}?)的?(?:比例|比重)?(?:分别|依次)?(?:为|是)?"
)
_ONLY_WHO = re.compile("[各两三四五六七八九十]+[个所家]?(?:学?校|[县区市镇]|企业|单位|部门|专业)?")
_SO_MANY = re.compile("[两三四五六七八九十\\d]+[个所家]")
_GRADES = re.compile("(?P<grades>[特一二](?:、[一二三]){1,3})等奖$")
_AND = re.compile("[、，]?(?:和|与|及|以及)?")
_LISTED = re.compile("[、和与及]|以及")
_EACH = re.compile("(?:\\d+个班)?[各均都]?(?:获得?|得到?|有|为|达|设有?)?")
_SAID_OF = re.compile(
    "[、，和及与]?(?:[\u4e00-\u9fff]{0,8}中)?(?:具有|拥有|取得)?(?P<name>(?:(?![、，和及与的])[\u4e00-\u9fff]){2,12})(?:的|者|有)?"
)
_HEADS = re.compile("(?:[\u4e00-\u9fff]{2,8}[、和与及])+$")
_HEAD = re.compile("[^、和与及]+")
_ENTRY = "(?:(?!的是)[一-鿿]){2,14}"
_ENTRIES = re.compile(
    f"(?:^|[，。；：（]|的是)(?:按照?)?(?P<list>(?:{_ENTRY}、)+{_ENTRY}?)"
    "(?:(?:为|是|等|专业|两个?|[一二三四五六七八九十]+[个所])[^，。；：、]{0,12}|"
    "的(?:次序|顺序)，[^，。；：、]{2,16}|"
    "，[两三四五六七八九十\\d]+[个所家][\u4e00-\u9fff]{1,4}的?[^，。；：、]{2,12})?[，:：]?$"
)
_RIGHT_BEFORE = re.compile(
    "(?:^|[，。；：（])(?:面向|针对|其中|按[^，。；]{1,8}分为?)?(?P<list>(?:[一-鿿]{2,14}、)*[一-鿿]{2,14}(?:、|和|与|及)[一-鿿]{2,14}?)(?:的)?$"
)
# 和, 与 and 及 join the last entry of a list, but stand inside names as well.
_PARTED = (
    re.compile("[^、]+"),
    re.compile("(?:(?![、和]).)+"),
    re.compile("(?:(?![、和与]|及(?!以[上下])).)+"),
)
_AFTERMARK = re.compile("[^，。；：、]{0,12}")
_AFTER_LIST = re.compile("[^。；：]{0,24}")
UP = re.compile("增长|增加|提高|上升|提升|扩大|多")
DOWN = re.compile("下降|减少|降低|下滑|回落")
_COMPARED = re.compile("[比较与]|同比|环比")
_RATE = re.compile("增长率|增幅|增速|降幅")


@dataclass(frozen=True, slots=True)
class _Item:
    """One entry of a list: a thing, a breakdown or an indicator (code), and where it stands."""

    kind: str
    value: str
    start: int
    end: int


def divided(at: Spot) -> Found | None:
    """其中甲校16个、乙校14个: the level before, of the subject right before the figure."""
    level, figure = at.state.level, at.figure
    if level is None or figure.unit is None or level.measure != LEVEL or at.own:
        return None
    names = [n for n in at.sentence.names if n[2] <= figure.start]
    name = names[-1] if names else None
    if name is None or not _EACH.fullmatch(at.sentence.text, name[2], figure.start):
        return None
    if name[1] < figure.gap_start and "班" not in at.sentence.text[name[2] : figure.start]:
        return None
    if figure.unit.code != level.unit.code:
        return None
    if at.kinds.get(name[0]) not in SUBJECTS or name[0] == level.about:
        return None
    meaning = replace(level, about=name[0], unit=figure.unit, period=0)
    return Found(meaning, name[1], aside=True)


def distributed(at: Spot) -> Found | None:
    """甲、乙两校分别招生190人和121人: the entry of the list before that has the figure's place."""
    found = _shared_out(at)
    if found is None:
        return _of_things_elsewhere(at)
    run, items = found
    item = items[run.index(at.figure)]
    between = at.sentence.text[items[-1].end : run[0].start]
    meaning = _of_a_whole(at, item, between) or _meaning(at, item, between, items[-1].end, run[0])
    if meaning is None:
        return None
    down = DOWN.search(between) is not None and meaning.measure != LEVEL
    return Found(meaning, item.start, -1 if down else 1, aside=True)


def _of_things_elsewhere(at: Spot) -> Found | None:
    """建筑面积分别为12万平方米和5万平方米: of things that another sentence names, in order."""
    text, unit = at.sentence.text, at.figure.unit
    marks = [m for m in MARK.finditer(text, 0, at.figure.start) if m[0] in ("分别", "依次")]
    run = run_of(at.sentence, marks[-1].end()) if marks else []
    if len(run) < 2 or at.figure not in run or unit is None:
        return None
    start = max(text.rfind(mark, 0, marks[-1].start()) for mark in CLAUSE_END) + 1
    name = wording(text[start : marks[-1].start()])
    if len(name) < 2 or re.search(r"[\d、]|[和与及]", name) or _ONLY_WHO.fullmatch(name):
        return None
    place = run.index(at.figure) + 1
    if _COMPARED.match(name):
        return None
    measure = SHARE if at.in_percent else LEVEL
    meaning = Meaning(at.state.about, f"{name}·{marks[-1][0]}之{place}", measure, unit, 0)
    return Found(meaning, start, aside=True)


def _of_a_whole(at: Spot, item: _Item, between: str) -> Meaning | None:
    """人员、公用经费…，较上年分别增长…，分别占总投入的67.65%和14.47%: what each is of a whole."""
    tail = between[max(between.rfind(mark) for mark in CLAUSE_END) + 1 :]
    whole = _WHOLE.fullmatch(tail)
    if whole is None or not at.in_percent or at.figure.unit is None or item.kind != "indicator":
        return None
    said = at.sentence.text[item.start : item.end]
    return Meaning(at.state.about, f"{said}占{whole['whole']}", SHARE, at.figure.unit, 0)


def _shared_out(at: Spot) -> tuple[list[Figure], Sequence[_Item]] | None:
    """The figures of a list and what they are of, entry by entry."""
    text = at.sentence.text
    found = MARK.finditer(text, 0, at.figure.end + 1)
    marks = [mark for mark in found if mark.end() <= at.figure.start]
    run = run_of(at.sentence, marks[-1].end()) if marks else []
    if len(run) > 1 and at.figure in run:
        places = [mark.start() for mark in reversed(marks)]
        tried = (_items(at, m, len(run)) or _entries(at, m, len(run)) for m in places)
        items = next((found for found in tried if found), None)
        items = items or _counted_before(at, places[0], len(run))
        return (run, items) if items else None
    said = next((m for m in reversed(at.sentence.indicators) if m.end <= at.figure.start), None)
    run = run_of(at.sentence, said.end) if said else []
    if said is None or len(run) < 2 or at.figure not in run:
        return None
    items = _entries(at, said.start, len(run))
    return (run, items) if items else None


def _counted_before(at: Spot, mark: int, count: int) -> Sequence[_Item] | None:
    """研究生84人、本科402人、专科12人，占比分别为…: the entries are what was counted before."""
    counted = [f for f in at.sentence.figures if f.end <= mark][-count:]
    if len(counted) < count:
        return None
    entries = []
    for n, figure in enumerate(counted):
        start = counted[n - 1].end if n else max(figure.gap_start, figure.clause)
        said = _SAID_OF.fullmatch(at.sentence.text, start, figure.start)
        if said is None:
            return None
        entries.append(_Item("entry", said["name"], said.start("name"), said.end("name")))
    return entries


def _entries(at: Spot, mark: int, count: int) -> Sequence[_Item] | None:
    """船舶驾驶、跨境电子商务为招生大户: so many entries before, in words that no list knows."""
    said = next((m for m in at.sentence.indicators if m.end == mark), None)
    end = said.start if said else mark
    listed = _ENTRIES.search(at.sentence.text, 0, end) or _RIGHT_BEFORE.search(
        at.sentence.text, 0, end
    )
    parted = (list(joint.finditer(listed["list"])) for joint in _PARTED) if listed else ()
    entries = next((some for some in parted if len(some) == count), None)
    if listed is None or entries is None:
        return None
    start = listed.start("list")
    return [_Item("entry", e[0], start + e.start(), start + e.end()) for e in entries]


def run_of(sentence: Sentence, start: int) -> list[Figure]:
    """The figures behind 分别 that only commas and 和 part."""
    run: list[Figure] = []
    for figure in sentence.figures:
        if figure.start < start:
            continue
        joint = sentence.text[run[-1].end if run else start : figure.start]
        if not (_AND if run else _AFTERMARK).fullmatch(joint):
            break
        run.append(figure)
    return run


def _items(at: Spot, mark: int, count: int) -> Sequence[_Item] | None:
    """The last list of so many entries before 分别: things, then breakdowns, then indicators."""
    sentence, text = at.sentence, at.sentence.text
    known: tuple[Iterator[_Item], ...] = (
        (_Item(at.kinds.get(n, ""), n, s, e) for n, s, e in sentence.names),
        (_Item("breakdown", m.code, m.start, m.end) for m in sentence.breakdowns),
        (_Item("indicator", m.code, m.start, m.end) for m in sentence.indicators),
    )
    if grades := _GRADES.search(text, 0, mark):
        return _prizes(grades, count)
    for entries in known:
        found = [item for item in entries if item.end <= mark]
        last = found[-count:]
        joints = [text[a.end : b.start] for a, b in pairwise(last)]
        if len(last) < count or not all(map(_LISTED.fullmatch, joints)):
            continue
        before = found[-count - 1 : -count]
        longer = before and _LISTED.fullmatch(text[before[0].end : last[0].start])
        between = text[last[-1].end : mark]
        if not longer and (_AFTER_LIST.fullmatch(between) or MARK.search(between)):
            return last
    return _heads(at, mark, count)


def _prizes(grades: re.Match[str], count: int) -> Sequence[_Item] | None:
    """一、二、三等奖: three groups that share their last words."""
    codes = [dictionary().breakdowns.get(f"{c}等奖") for c in grades["grades"].split("、")]
    if len(codes) != count or None in codes:
        return None
    return [_Item("breakdown", str(code), *grades.span()) for code in codes]


def _heads(at: Spot, mark: int, count: int) -> Sequence[_Item] | None:
    """文化课、专业技能、体质测评合格率: entries that share the tail of the last one."""
    last = next((m for m in reversed(at.sentence.indicators) if m.end <= mark), None)
    if last is None or not _AFTER_LIST.fullmatch(at.sentence.text[last.end : mark]):
        return None
    wording = at.sentence.text[last.start : last.end]
    listed = _HEADS.search(at.sentence.text[: last.start])
    heads = list(_HEAD.finditer(listed[0])) if listed else []
    if listed is None or len(heads) != count - 1:
        return None
    items = []
    for head in heads:
        code = next(_shared(head[0], wording), None)
        if code is None:
            return None
        start = listed.start() + head.start()
        items.append(_Item("indicator", code, start, start + len(head[0])))
    return [*items, _Item("indicator", last.code, last.start, last.end)]


def _shared(head: str, wording: str) -> Iterator[str]:
    """The indicators that a head makes with a tail of a wording."""
    for cut in range(1, len(wording) - 1):
        if code := dictionary().indicators.get(fold(head + wording[cut:])):
            yield code


def _meaning(at: Spot, item: _Item, between: str, end: int, first: Figure) -> Meaning | None:
    """What is measured of an entry: the entry itself, an indicator behind the list, the level."""
    unit = at.figure.unit
    if unit is None:
        return None
    if item.kind == "indicator":
        return _of_indicator(at, item.value, between, unit)
    if item.kind == "entry":
        return _of_entry(at, item, unit, _named(at, end, first, between))
    level = _level(at, unit, between, at.sentence.indicators_between(end, first.start))
    if level is None:
        return None
    if item.kind in ("breakdown", "Major", "MajorGroup", "MajorDirection"):
        return replace(level, breakdowns=(item.value,), unit=_unit(level, unit), period=0)
    return replace(level, about=item.value, unit=_unit(level, unit), period=0)


def _unit(level: Meaning, unit: Unit) -> Unit:
    """The unit of a level that 个 counts is its own."""
    return unit if level.unit.code == unit.code else Unit(level.unit.code, unit.factor)


def _of_entry(at: Spot, item: _Item, unit: Unit, named: str) -> Meaning | None:
    """What is measured of an entry in words that no list knows."""
    if unit.code == "percent":
        return Meaning(at.state.about, f"{item.value}占比", SHARE, unit, 0)
    if named:
        return Meaning(at.state.about, item.value + named, LEVEL, unit, 0)
    if topic := _topic(at, item, unit):
        return topic
    level = at.state.level
    if level is None or level.unit.code != unit.code:
        return None
    known = dictionary().schema.concepts["indicator"].get(level.indicator)
    label = at.state.label or (known.zh if known else level.indicator)
    return Meaning(level.about, f"{label}·{item.value}", LEVEL, unit, 0)


def _topic(at: Spot, item: _Item, unit: Unit) -> Meaning | None:
    """按在校生规模，甲、乙和丙专业居前: what the words before a list measure of its majors."""
    found = [m for m in at.sentence.indicators if m.end <= item.start]
    if not found or not is_major(item.value) or (fit := at.fitting(found[-1])) is None:
        return None
    if fit[1].code != unit.code:
        return None
    if at.kinds.get(item.value) == "Major":
        return at.level(*fit, (item.value,))
    said = at.sentence.text[found[-1].start : found[-1].end]
    return Meaning(at.state.about, f"{said}·{item.value}", LEVEL, unit, 0)


def _level(at: Spot, unit: Unit, between: str, found: list[Mention]) -> Meaning | None:
    """The level that is shared out: named behind the list, spoken of before, or as printed."""
    if found and (fit := at.fitting(found[-1])):
        return at.level(*fit)
    level = at.state.level
    if level and level.measure == LEVEL and _is_counted_in(at, level.unit.code, unit):
        return level
    name = wording(MARK.sub("", between))
    return Meaning(at.state.about, name, LEVEL, unit, 0) if len(name) > 1 else None


def _is_counted_in(at: Spot, code: str, unit: Unit) -> bool:
    """Whether a level and a figure have one unit; 个 counts things of every kind."""
    return code == unit.code or (at.figure.unit_text == "个" and counts(code))


def _named(at: Spot, end: int, first: Figure, between: str) -> str:
    """The words that say what is counted of each entry: 在校生, 录取."""
    said = wording(MARK.sub("", between[max(between.rfind(c) for c in CLAUSE_END) + 1 :]))
    found = at.sentence.indicators_between(end, first.start)
    if found:
        named = at.sentence.text[found[-1].start : found[-1].end]
        return said if named in said and not _SO_MANY.match(said) else named
    return "" if _MOST.search(said) else said


def _of_indicator(at: Spot, code: str, between: str, unit: Unit) -> Meaning | None:
    """A level, or its change or growth where the words between say that it went up or down."""
    concept = dictionary().schema.concepts["indicator"][code]
    moved = UP.search(between) or DOWN.search(between)
    if not moved:
        fits = concept.unit in dictionary().alike(unit.code)
        return at.level(code, unit) if fits else None
    if unit.code == "percent" and (_RATE.search(between) or concept.unit != "percent"):
        return replace(at.level(code, unit), measure=GROWTH)
    if unit.code in (concept.unit, "percentage-point"):
        return replace(at.level(code, unit), measure=CHANGE)
    return None
