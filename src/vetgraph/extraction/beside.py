"""What a row of a table says of the things it names, where no statement of its own is told.

The thing that a row names first, places apart, is related to each other by the header of that
one's column; a column of places or countries says where it lies, one of leaders or members who
belongs to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.extraction.columns import is_name, kind_of_name, names_things
from vetgraph.extraction.dictionary import dictionary
from vetgraph.extraction.names import class_of, is_school
from vetgraph.extraction.offering import may_be_major
from vetgraph.extraction.parties import BODIES, PARTIES
from vetgraph.extraction.registers import role_of
from vetgraph.text import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vetgraph.extraction.context import Context
    from vetgraph.model import Cell, Table

_PLAIN = re.compile(
    "项目|(?:合作|帮扶|培训|服务|共建|培养)(?:内容|项目|方式|形式|类型)|指标|名称|类[别型]|内容|分类|序号|统计项目|指标名称|维度|一级指标|二级指标"
)
_CERTIFICATE = re.compile("(?:1\\+X)?(?:职业技能(?:等级)?)?证书(?:名称|项目)?")
PERSONS = re.compile(
    "姓名|教师|导师|学生|选手|获奖人|获奖者|负责人|主持人|带头人|联系人|个人|校长|专家|班主任"
)
_PLACES = re.compile(
    "(?:所在|所属|坐落|注册|办学|建设|设置|主要)?(?:地[点址区]?|区县|县区|县市区|区域|[市县区]|县[（(]市、?区[）)]|区[（(]县[）)]|设区市|乡镇|镇街|街道|位置)"
)
_COUNTRIES = re.compile("(?:所在|合作)?(?:国别|国家)(?:[(/]?(?:或|和)?地区\\)?)?")
_RUN_BY = re.compile("(?:业务|行政)?(?:主管|举办|主办|隶属)(?:部门|单位|机构|者|方)?")
_LEADS = re.compile(
    "(?:.*(?:牵头|发起|理事长|召集|盟主|成员|会员|理事)(?:单位|学校|院校|企业|机构|方)?)"
)
# Headers of who stands behind what the row names, not beside the school whose report it is.
_BEHIND_IT = re.compile("组织|主办|承办|举办|责任|负责|颁[发证]|发证|授予|审批|立项|批准|主管")
_LOCATED = ("Place", "Region", "Country")
_SHORT_NAME = 4
_Values = tuple[tuple[str, tuple[str, ...]], ...]
_Told = tuple[str, _Values]


def pairs(
    cells: tuple[Cell, ...], heads: Mapping[int, str], table: Table, context: Context
) -> Iterator[_Told]:
    """The relations of two things of one row."""
    named = _named(cells, heads, table)
    places = [i for i in named if _is_of_places(heads[i], cells[i].text, context)]
    things = [i for i in named if i not in places]
    if things and _is_of_persons(heads[things[0]], cells[things[0]].text, context):
        return
    if places and not any(_is_thing(cells[i].text, context, behind=False) for i in things):
        yield from _of_a_place(cells, heads, (things, places[0]))
        return
    if things:
        yield from _lying(cells, heads, (things, places), context)
        things = [i for i in things if not _COUNTRIES.fullmatch(label(heads[i]))]
    own = own_school(context)
    schools = any(is_school(context.canonical(cells[i].text) or cells[i].text) for i in things)
    for n, i in enumerate(things):
        tried = own and _CERTIFICATE.fullmatch(label(heads[i]))
        taught = n > 0 and _is_taught(heads[i], cells[i].text)
        if not (tried or taught or _is_thing(cells[i].text, context, n > 0)):
            continue
        actors = [cells[things[0]].text] if n else []
        beside = not schools and own not in actors and not _BEHIND_IT.search(heads[i])
        actors += [own] if own and beside else []
        others = _each(cells[i].text, context)
        for actor in actors:
            yield from (_told(actor, o, heads[i], context) for o in others if o != actor)


def unread(
    cells: tuple[Cell, ...], heads: Mapping[int, str], units: Mapping[int, str]
) -> Iterator[_Told]:
    """What a register says of its entries in columns that are no roles of theirs: 系部."""
    words = dictionary()
    key = next((i for i, h in heads.items() if (r := role_of(h, words)) and r.key_of), None)
    for i, head in units.items():
        if key is not None and is_name(cells[i].text) and is_name(cells[key].text):
            yield _association(cells[key].text, cells[i].text, head)


def own_school(context: Context) -> str | None:
    """The school whose own report it is, if it is one's."""
    return context.region if is_school(context.region) else None


def _named(cells: tuple[Cell, ...], heads: Mapping[int, str], table: Table) -> list[int]:
    """The columns that name something in a row.

    名称 and 项目 do where most of their cells are names of a class, or beside partners.
    """
    words = dictionary()
    partnered = any((r := role_of(head, words)) and r.name == "partner" for head in heads.values())
    return [
        i
        for i, head in heads.items()
        if is_name(cells[i].text)
        and not label(head).endswith("简称")
        and not (
            _PLAIN.fullmatch(label(head))
            and not (names_things(table, i) or (partnered and i == min(heads)))
        )
        and not (words.indicator(cells[i].text) or words.breakdown(cells[i].text))
    ]


def _each(text: str, context: Context) -> list[str]:
    """The things of a cell that lists several: 甲校、乙公司."""
    parts = text.split("、")
    listed = len(parts) > 1 and all(_is_thing(part, context, behind=True) for part in parts)
    return parts if listed else [text]


def _told(actor: str, other: str, head: str, context: Context) -> _Told:
    """The relation of two things: a school belongs to who runs it, a member to its body."""
    body = context.kinds.get(context.canonical(actor) or actor) or class_of(actor)
    if body in BODIES and _LEADS.fullmatch(label(head)):
        return "Membership", (("member", (other,)), ("memberBody", (actor,)))
    if is_school(actor) and _RUN_BY.fullmatch(label(head)):
        return "Membership", (("member", (actor,)), ("memberBody", (other,)))
    return _association(actor, other, head)


def _association(actor: str, other: str, head: str) -> _Told:
    said = (("counterpart", (other,)), ("predicateText", (head,)))
    return "Association", (("actor", (actor,)), *said)


def _of_a_place(
    cells: tuple[Cell, ...], heads: Mapping[int, str], named: tuple[list[int], int]
) -> Iterator[_Told]:
    """The majors that a row lists of a place: 丙县 | 淡水养殖、汽车运用与维修."""
    things, place = named
    for i in things:
        said = cells[i].text.split("、")
        if all(map(_is_known_major, said)):
            yield from (_association(cells[place].text, major, heads[i]) for major in said)


def _is_known_major(text: str) -> bool:
    return kind_of_name(text) == "Major"


def _lying(
    cells: tuple[Cell, ...],
    heads: Mapping[int, str],
    named: tuple[list[int], list[int]],
    context: Context,
) -> Iterator[_Told]:
    """Where the thing that a row names first lies; a country is that of the body behind it."""
    things, places = named
    first = cells[things[0]].text
    for i in places:
        if cells[i].text != first and _is_thing(first, context, behind=False):
            yield "Location", (("place", (first,)), ("region", (cells[i].text,)))
    for i in (i for i in things if _COUNTRIES.fullmatch(label(heads[i]))):
        bodies = [k for k in things if _is_body(heads[k], cells[k].text, context)]
        abroad = min(bodies, key=lambda k: (k < i, abs(k - i)), default=None)
        if abroad is not None:
            yield "Location", (("place", (cells[abroad].text,)), ("region", (cells[i].text,)))


def _is_body(head: str, text: str, context: Context) -> bool:
    """Whether a cell names a party other than the school whose row it is."""
    role = role_of(head, dictionary())
    return _is_thing(text, context, behind=False) and (role is None or role.name != "school")


def _is_taught(head: str, text: str) -> bool:
    """Whether a cell names a major under a header that says so: 专业名称."""
    role = role_of(head, dictionary())
    return role is not None and role.name == "major" and may_be_major(text)


def _is_of_places(head: str, text: str, context: Context) -> bool:
    if not _PLACES.fullmatch(label(head)):
        return False
    name = context.canonical(text) or text
    return context.kinds.get(name) == "Region" or name[-1] in "省市区县旗州镇乡村" or "街道" in name


def _is_of_persons(head: str, text: str, context: Context) -> bool:
    """Whether a row tells of a person, by its header or as a name too short to be another's."""
    known = context.canonical(text) is not None or kind_of_name(text) is not None
    return PERSONS.search(head) is not None or (len(text) <= _SHORT_NAME and not known)


def _is_thing(text: str, context: Context, behind: bool) -> bool:
    """Whether a cell names a party: one that the text knows, or one by the shape of its name.

    A major is one ``behind`` what the row names first.
    """
    name = context.canonical(text)
    shaped = kind_of_name(name or text)
    kind = context.kinds.get(name, shaped) if name else shaped
    return kind in PARTIES or (behind and kind in ("Major", "OrderClass"))
