"""What the columns of a table hold: names of things, told by the shape of most of their cells.

A header says it first (``registers.role_of``); this is for headers that no list has.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from vetgraph.extraction.cooperation import is_general
from vetgraph.extraction.names import class_of
from vetgraph.extraction.offering import is_major
from vetgraph.places import load_countries
from vetgraph.schema import schema
from vetgraph.text import fold, label

if TYPE_CHECKING:
    from vetgraph.model import Table

_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z“][\u4e00-\u9fffA-Za-z0-9·“”（）()+、 —-]{1,40}")
_NO_NAME = re.compile("合计|总计|小计|其他|其它|全[市区县校省]|平均|各[校校区]|注|无")
_REST = re.compile("其他|其它|其余|以外|之外")
_CLASS = re.compile(
    r".*班\((?P<inner>[\u4e00-\u9fffA-Za-z]{2,14}班)\)|[“\"](?P<quoted>[^“”\"]{2,14}班)[”\"].*|"
    r"(?P<bare>[\u4e00-\u9fff]{2,12}班)"
)
_KIND_OF_CLASS = re.compile(
    "(?:现代|新型|中国|校企|企业|双元|联合|专项|首届|各类|多个|国家级?|[省市区县校]级|技能|岗前|职业|教师|学生|骨干|[一二三四五六七八九十]个)*"
    "(?:订单|定单|冠名|学徒|学徒制|定向|试点|培训|实验|合作|培养|特色|开设|共建|组建|设立|短训|提升|进修)*班"
)
# Whoever such columns name is no partner: what its row says of it stands in the header.
_OTHER = re.compile(
    "就业|录用|去向|评价|颁证|认证|竞赛|中标|采购|供应|捐|举办|主管|出资|毕业|升|生源|来源|受援|支援|衔接|对[口接]"
)
_REGION = re.compile("[\u4e00-\u9fff]{1,12}(?:[省市区县旗州镇乡村]|街道)")
_WORDED = ("Major", "Region", "Country")
_BY_CLASS = {"OrderClass": "orderClass", "Enterprise": "partner", "School": "school"}


def is_name(text: str) -> bool:
    """Whether a cell can be a name; a total or a rest is none."""
    return _NAME.fullmatch(text) is not None and not _NO_NAME.match(text) and not _REST.search(text)


def class_named(text: str) -> str | None:
    """The order class that a cell names: 麦澜班, 冠名班（麦澜班）; none for a kind of class."""
    named = _CLASS.fullmatch(fold(text))
    name = named[named.lastindex or 0] if named else ""
    return name if name and not _KIND_OF_CLASS.fullmatch(name) else None


def held(table: Table, index: int) -> str | None:
    """The class (local name) of what three of four names of a column are; None when of none."""
    said = [row[index].text for row in table.rows if is_name(row[index].text)]
    kinds = Counter(map(kind_of_name, said))
    kind, times = kinds.most_common(1)[0] if kinds else (None, 0)
    return kind if times * 4 >= len(said) * 3 else None


def names_things(table: Table, index: int) -> bool:
    """Whether three of four names of a column are those of bodies, bases or classes."""
    said = [row[index].text for row in table.rows if is_name(row[index].text)]
    told = [kind for kind in map(kind_of_name, said) if kind not in (None, *_WORDED)]
    return bool(told) and len(told) * 4 >= len(said) * 3


def kind_of_name(text: str) -> str | None:
    """The class (local name) that the shape of a name tells; none for a general word."""
    if text in load_countries():
        return "Country"
    if text.endswith(("校区", "分校")):
        return "Centre"
    if class_named(text):
        return "OrderClass"
    if is_general(text):
        return None
    kind = class_of(text)
    if kind != "Organisation" or text.endswith(schema().classes[kind].endings):
        return kind
    if _REGION.fullmatch(text):
        return "Region"
    return "Major" if is_major(text) else None


def shaped_roles(table: Table, heads: dict[int, str], known: set[str]) -> dict[int, str]:
    """Roles (names) that the cells of columns tell whose headers tell none.

    ``heads`` are those headers, ``known`` the roles that other columns have. A class is one that
    a partner runs; so there is a partner beside it.
    """
    found: dict[str, int] = {}
    for i, head in heads.items():
        role = _BY_CLASS.get(held(table, i) or "")
        if role and role not in known and not _OTHER.search(label(head)):
            found.setdefault(role, i)
    if "orderClass" in found and "partner" not in {*known, *found}:
        del found["orderClass"]
    return {i: role for role, i in found.items()}
