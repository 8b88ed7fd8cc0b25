"""A sentence as the rules see it: what it names, and its figures with the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from vetgraph.text import YEAR, fold, quantities, school_year_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.extraction.dictionary import Dictionary, Mention, Unit
    from vetgraph.text import Quantity

CLAUSE_END = "，；。：！？"
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]?")
_TITLES = re.compile(
    r"《[^》]*》|[（(]\d[)）]|[表图]\d+[-—]\d+|案例\d+[-—]\d+"
    r"|第[一二三四五六七八九十\d]+(?:[、，,和至—-]\d+(?=[、，,和至—\d-]*[节条款周届章]))*"
    r"|(?:^|(?<=[。；;]))[（(]?\d{1,2}[)）、.．](?!\d)"
)
_SIGNS = re.compile(
    r"(?<=[\u4e00-\u9fff])\d{4}班|\d\+[\dA-Za-z]|\d+\s*(?:[-—至]\s*\d+)?\s*周?岁(?:及?以[上下])?"
)
_DATE = re.compile(r"年(?!人|次)|个?月|日(?!均)|届|[-—～~至]\d{4}|级(?!职名师)|等奖")
# 合在一起, 加在一处, 十分重视 count nothing.
_NO_COUNT = re.compile(
    "十分(?![钟之制])|万分(?!之)|一(?:起(?![^，。；]{0,8}(?:事故|案|事件))|处(?=[，。；是])|道(?![^，。；]{0,6}(?:题|菜|工序|关|防线))|批(?![次]))"
)
_AND_ABOVE = re.compile("及?以[上下]")
_BASE = re.compile(
    r"(?:(?:(?<!相)比|较)(?:“?[一二三四五十]{1,3}五”?(?:规划|期间)?[期]?[末初]的?)?|(?<=[，；（而])(?=\d{4}[年届](?:同期|同口径)?(?:这个|这一|该|同一)?(?:数字|数据|数|指标)?[为是]\d))(?P<year>(?:19|20)\d{2})"
    r"(?:[-—–](?P<end>\d{2,4}))?(?:学?年|届)"
    r"|[与同从由](?P<then>(?:19|20)\d{2})年(?:的|同期|相比|比)"
)
_TELLS = re.compile("(?<=[\u4e00-\u9fff）])：(?=[约近超达为]?\\d)")
_OF_A_MULTIPLE = re.compile("[^，。；]{0,14}?的(?:近|约|超|逾)?\\d+(?:\\.\\d+)?倍")
_OF_A_REPORT = re.compile("度?(?:质量)?(?:年度)?(?:报告|年报)")
_ROUND = ("一", "百", "千", "万")
_EVERY = ("每", "某", "任", "同", "这", "那", "哪", "逐", "另")
_PER_HUNDRED = "百分之"
_RANGE = re.compile("[-—–~～至到]")
SUBJECTS = ("School", "EducationGroup", "HigherEducationInstitution", "Centre")
"""The classes of things that sentences report figures of."""
_MASK = "\ue000"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its sentence.

    ``gap`` is the text since the figure before it, from ``gap_start``; ``end`` is behind the unit.
    """

    quantity: Quantity
    unit: Unit | None
    unit_text: str
    end: int
    gap_start: int
    gap: str

    @property
    def start(self) -> int:
        """Where the number begins."""
        return self.quantity.start

    @property
    def clause(self) -> int:
        """Where the figure's clause begins: behind the last comma, or the figure before."""
        return self.gap_start + max(self.gap.rfind(c) for c in CLAUSE_END) + 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what it names; offsets count from its start, ``offset`` places it.

    ``years`` date its figures, ``bases`` are those it only compares with (比2020年, 与2020年相比).
    """

    text: str
    offset: int
    indicators: tuple[Mention, ...]
    breakdowns: tuple[Mention, ...]
    names: tuple[tuple[str, int, int], ...]
    years: tuple[tuple[int, int], ...]
    bases: tuple[tuple[int, int], ...]
    figures: tuple[Figure, ...]

    def indicators_between(self, start: int, end: int) -> list[Mention]:
        """The indicator wordings that lie wholly between two places."""
        return [m for m in self.indicators if m.start >= start and m.end <= end]

    def breakdowns_between(self, start: int, end: int) -> tuple[str, ...]:
        """Breakdown codes between two places; alternatives (国家级、市级) limit nothing."""
        found = [m for m in self.breakdowns if m.start >= start and m.end <= end]
        for left, right in pairwise(found):
            if re.fullmatch("[、和及与或]", self.text[left.end : right.start]):
                return ()
        return tuple(dict.fromkeys(m.code for m in found))


def sentences(text: str, context: Context, words: Dictionary) -> Iterator[Sentence]:
    """The sentences of a clean paragraph, in order; 毕业率：98% tells what 毕业率为98% tells."""
    for match in _SENTENCE.finditer(_TELLS.sub(":", text)):
        yield _sentence(match[0], match.start(), context, words)


def _sentence(text: str, offset: int, context: Context, words: Dictionary) -> Sentence:
    """Names hide the wordings inside them, and these hide the numbers inside them.

    A name that is itself the wording of a breakdown (贯通培养) stays one.
    """
    names = tuple(context.mentions(text))
    hiding = [(s, e) for _, s, e in names if fold(text[s:e]) not in words.breakdowns]
    titles = [m.span() for m in _TITLES.finditer(text)]
    masked = _hide(text, hiding + titles)
    indicators = tuple(words.indicator_mentions(masked))
    masked = _hide(masked, ((m.start, m.end) for m in indicators))
    breakdowns = words.breakdown_mentions(masked)
    masked = _hide(masked, ((m.start, m.end) for m in breakdowns))
    masked = _hide(masked, (m.span() for m in _SIGNS.finditer(masked)))
    numbers = [q for q in quantities(text) if _MASK not in masked[q.start : q.end]]
    subjects = {start for name, start, _ in names if context.kinds.get(name) in SUBJECTS}
    limiting = (m for m in breakdowns if m.end not in subjects)
    bases = list(_BASE.finditer(text))
    years = (
        (int(m["year"]), m.start())
        for m in YEAR.finditer(text)
        if int(m["year"]) <= context.data_year + (not m[0].endswith("届"))
        and not any(start <= m.start() < end for start, end in titles)
        and not any(base.start() <= m.start() < base.end() for base in bases)
        and not _OF_A_MULTIPLE.match(text, m.end())
        and not _OF_A_REPORT.match(text, m.end())
    )
    return Sentence(
        text, offset, indicators,
        tuple(m for m in limiting if not _AND_ABOVE.match(text, m.end)), names,
        tuple(years),
        tuple((_base_year(base), base.start()) for base in bases),
        tuple(_figures(text, numbers, words)),
    )  # fmt: skip


def _base_year(base: re.Match[str]) -> int:
    """The year of 比2020年, of 与2020年相比, and of 比2020-2021学年, which ends in 2021."""
    year = base["year"] or base["then"]
    return school_year_end(year, base["end"] or year)


def _hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + _MASK * (end - start) + text[end:]
    return text


def _figures(text: str, numbers: list[Quantity], words: Dictionary) -> Iterator[Figure]:
    gap_start = 0
    for number in _single(text, numbers):
        if YEAR.match(text, number.start) or _DATE.match(text, number.unit_at):
            continue
        if _NO_COUNT.match(text, number.start):
            continue
        unit = words.unit_pattern.match(text, number.unit_at)
        if unit is None and not number.text[0].isdigit() and not _is_of_a_whole(text, number):
            continue
        if number.text in _ROUND and text[number.start - 1 : number.start] in _EVERY:
            continue
        printed = unit[0] if unit else "人" if _counts_people(text, number) else ""
        end = unit.end() if unit else number.end
        gap = text[gap_start : number.start]
        if _is_in_tenths(number):
            printed = "%"
        elif _is_per_hundred(text, number):
            printed, gap = "%", gap.removesuffix(_PER_HUNDRED)
        yield Figure(number, words.unit(printed), printed, end, gap_start, gap)
        gap_start = end


_PEOPLE = re.compile("(?:人口|人数|老人|学生|居民|师生|志愿者|粉丝|用户)[^，。；\\d]{0,6}$")


def _counts_people(text: str, number: Quantity) -> bool:
    """户籍人口83.7万: people, though no unit says so."""
    bare = number.text[-1] in "万亿" and re.match("[，。；、（）]|$", text[number.end :])
    return bool(bare) and _PEOPLE.search(text, 0, number.start) is not None


def _is_of_a_whole(text: str, number: Quantity) -> bool:
    """百分之九, 九成, 九折: a share in words."""
    return _is_per_hundred(text, number) or _is_in_tenths(number)


def _is_in_tenths(number: Quantity) -> bool:
    """八成, 八成七, 七五折."""
    return number.text[1:2] == "成" or number.text[-1] == "折"


def _is_per_hundred(text: str, number: Quantity) -> bool:
    return text.endswith(_PER_HUNDRED, 0, number.start)


def _single(text: str, numbers: list[Quantity]) -> list[Quantity]:
    """Numbers that are no end of a range (3—5名, 2020-2022)."""
    ranges: set[int] = set()
    for left, right in pairwise(numbers):
        if _RANGE.fullmatch(text, left.end, right.start):
            ranges |= {left.start, right.start}
    return [number for number in numbers if number.start not in ranges]
