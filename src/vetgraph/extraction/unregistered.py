"""Figures of indicators that no list knows: kept under the words they are printed with.

The name is what is left of the figure's clause without the number: 986名学生到企业参加岗位实习
gives 学生到企业参加岗位实习. A clause that says nothing but a number gives no fact.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.extraction.figures import Found
from vetgraph.extraction.observation import LEVEL, SHARE, Meaning
from vetgraph.extraction.sentences import CLAUSE_END

if TYPE_CHECKING:
    from vetgraph.extraction.figures import Spot

_FEWEST, _SUFFICIENT, _LONGEST = 2, 4, 30
_LEADING = re.compile(
    r"^(?:其中|此外|同时|并且|并|还|另有|另|现有|现|共有|共|已有|已|全年|全区|全市|全县|我区|我市|本年度|"
    r"当年|目前|按协议|预计|计划|累计|合计|共计|总计|一是|二是|三是|四是|而|且|又|里|内|中|的|有|\d{4}年)+"
)
_TRAILING = re.compile(
    r"(?:达到|达|为|约|共计|共有|共|总计|合计|累计|是|有|近|超过|超|在|至|到|了|的|于|均)+$"
)
_NAMELESS = re.compile(r"^[、和与及或]|\d|(?:依次|分别|各|均)$|^(?:该校|学校|本校|等|名|个)?$")
_UNITS = frozenset(
    {"person", "person-time", "person-day", "class-hour", "metre-squared", "mu", "yuan",
     "yuan-per-student", "percent", "school-unit", "enterprise-unit", "item", "class-unit",
     "volume", "vehicle-time", "credit", "set", "room", "place-unit", "megabit", "terabyte", "week"}
)  # fmt: skip


def printed(at: Spot) -> Found | None:
    """A figure with a unit whose clause names what it counts, in words that no list has."""
    figure, text = at.figure, at.sentence.text
    if figure.unit is None or figure.unit.code not in _UNITS or text.startswith("注"):
        return None
    if not figure.quantity.text[0].isdigit():
        return None
    start, end = figure.clause, _clause_end(text, figure.end)
    head, tail = _words(at, text[start : figure.start], text[figure.end : end])
    name = head if len(head) >= _SUFFICIENT or not tail else head + tail
    if _NAMELESS.search(name) or len(re.findall("[\u4e00-\u9fff]", name)) < _FEWEST:
        return None
    measure = SHARE if figure.unit.code == "percent" else LEVEL
    meaning = Meaning(at.state.about, name[:_LONGEST], measure, figure.unit, 0)
    return Found(meaning, start, aside=True, end=figure.end if name == head else end)


def _words(at: Spot, before: str, behind: str) -> tuple[str, str]:
    """The words of the clause before and behind the figure, without names and filling words."""
    for _, start, end in at.sentence.names:
        if at.figure.clause <= start and end <= at.figure.start:
            before = before.replace(at.sentence.text[start:end], "")
    head = _TRAILING.sub("", _LEADING.sub("", before.strip("“”（）() 、")))
    tail = re.sub("^(?:以上|以下|左右|上下|多|余)", "", behind.strip("“”（）() 、"))
    return head, tail


def _clause_end(text: str, start: int) -> int:
    ends = (text.find(c, start) for c in CLAUSE_END)
    return min((e for e in ends if e >= 0), default=len(text))
