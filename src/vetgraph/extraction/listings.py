"""Tables that list relations row by row: partners, majors by school, prizes, documents, owners.

Unlike a register (``registers``) such a table has no key whose figures its rows give; its figures
are read cell by cell (``tables``) and each row states a relation besides.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from vetgraph.extraction.beside import PERSONS, own_school, pairs, unread
from vetgraph.extraction.columns import class_named, is_name, kind_of_name, shaped_roles
from vetgraph.extraction.dictionary import dictionary
from vetgraph.extraction.names import class_of
from vetgraph.extraction.offering import is_major, may_be_major
from vetgraph.extraction.parties import BODIES, PARTIES
from vetgraph.extraction.registers import is_register, role_of, upright
from vetgraph.extraction.verbs import GENERAL, cooperation_form
from vetgraph.model import Citation, Fact, Span
from vetgraph.reading.tables import is_ordinal, row_labels
from vetgraph.text import label, without_brackets, years

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vetgraph.extraction.context import Context
    from vetgraph.extraction.dictionary import Dictionary
    from vetgraph.model import Cell, Table

RULE = "rule-listing-row"
_FORMS = ("thing", "code", "string")
_UNITS = frozenset(
    (
        "二级学院",
        "专业部",
        "系部",
        "院系",
        "教学部",
        "教学系",
        "系(部)",
        "教学部门",
        "系",
        "专业系",
        "所属系",
        "所属系部",
        "所属专业部",
        "所属学院",
        "所在学院",
    )
)
_OWNERSHIP = frozenset(("办学性质", "性质", "公办/民办", "举办性质"))
_OWNERS = {"公办": "public", "民办": "private"}
# Headers of awards that no list has: 赛事或荣誉, 奖项或称号, 获奖等第.
_AWARDS = {
    "competition": re.compile(
        "(?:参加|参赛|获奖)?(?:赛事|大赛|竞赛|比赛|赛项)(?:[或及和与/、]?(?:荣誉|项目|活动))?(?:名称)?"
    ),
    "honour": re.compile(
        "(?:所获|获得|获|主要|受)?(?:奖项|荣誉|称号|奖励|表彰)"
        "(?:[或及和与/、]?(?:称号|荣誉|奖项|奖励))?(?:名称|内容)?"
    ),
    "awardLevel": re.compile("(?:获奖|奖项|奖励|比赛)?(?:等[级次第]|名次|奖次|奖级)"),
}
_SPREAD = ("school", "partner")
_Row = dict[str, "Cell"]
_Values = tuple[tuple[str, tuple[str, ...]], ...]


def listing_facts(table: Table, context: Context) -> Iterator[Fact]:
    """The relation that each row of a listing states."""
    words = dictionary()
    table = upright(table, words)
    heads = _heads(table)
    roles = _roles(heads, table, words)
    titled = _titled_school(table, context)
    context = replace(context, region=titled) if titled else context
    units = [i for i, head in heads.items() if label(head) in _UNITS]
    owners = [i for i, head in heads.items() if label(head) in _OWNERSHIP]
    register = is_register(table, words)
    majors = "major" in roles and _holds_majors(table, roles["major"])
    seen: set[Span] = set()
    for cells in _rows(table):
        row = {name: cells[i] for name, i in roles.items() if is_name(cells[i].text)}
        if "major" in row and not majors and not is_major(row["major"].text):
            del row["major"]
        kind, values = (
            (None, ()) if register else _relation(row, any(map(_is_body, cells)), context)
        )
        told = [(kind, values)] if kind else []
        told += _class_named(row, values) if kind == "Partnership" else []
        told += _taught(values) if kind == "Partnership" else []
        told += _parts([cells[i] for i in units], context)
        told += [o for i in owners for o in _owner(row, cells[i].text)]
        held = [{name for _, names in values for name in names} for _, values in told]
        beside = (
            unread(cells, heads, {i: heads[i] for i in units})
            if register
            else pairs(cells, heads, table, context)
        )
        told += [p for p in beside if not any({p[1][0][1][0], p[1][1][1][0]} <= h for h in held)]
        spans = [c.span for c in cells if c.span]
        above = tuple(s for s in spans if s in seen)
        seen.update(spans)
        for kind, values in told:
            by_title = titled and any(titled in names for _, names in values)
            title = (table.caption,) if by_title and table.caption else ()
            yield _fact(kind, values, cells, (*above, *title), table, context)


def _is_body(cell: Cell) -> bool:
    return class_of(cell.text) in BODIES


def _each(text: str) -> tuple[str, ...]:
    """The partners of a cell that lists several."""
    parts = tuple(text.split("、"))
    return parts if all(kind_of_name(part) in PARTIES for part in parts) else (text,)


def _titled_school(table: Table, context: Context) -> str | None:
    """The only school that the title of a table names: 表5 甲校各专业在校生."""
    named = {name for name, _, _ in context.mentions(table.title)}
    schools = [name for name in named if context.kinds.get(name) == "School"]
    return schools[0] if len(schools) == 1 and schools[0] != context.region else None


def _taught(values: _Values) -> Iterator[tuple[str, _Values]]:
    """A school that works with a partner for a major offers that major."""
    text = dict(values)
    for major in filter(may_be_major, text.get("major", ())):
        yield "Offering", (("school", text["school"]), ("major", (major,)))


def _holds_majors(table: Table, index: int) -> bool:
    """Whether most cells of a column are majors; then the others are too."""
    named = [row[index].text for row in table.rows if is_name(row[index].text)]
    return bool(named) and sum(map(is_major, named)) * 2 >= len(named)


def named_things(table: Table) -> Iterator[tuple[str, str]]:
    """The partners and parts of a school that a table lists, with their class."""
    words = dictionary()
    table = upright(table, words)
    heads = _heads(table)
    roles = _roles(heads, table, words)
    units = [i for i, head in heads.items() if label(head) in _UNITS]
    partner = roles.get("partner")
    for cells in _rows(table):
        if partner is not None and len(roles) > 1 and is_name(cells[partner].text):
            kind = class_of(cells[partner].text)
            yield cells[partner].text, "Enterprise" if kind == "Organisation" else kind
        for i in units:
            if is_name(cells[i].text):
                yield cells[i].text, "Centre"


def _heads(table: Table) -> dict[int, str]:
    """The innermost printed header of each column that does not only number its rows."""
    columns = zip(*table.headers, strict=True)
    inner = (next((c.text for c in reversed(column) if c.text), "") for column in columns)
    return {i: head for i, head in enumerate(inner) if head and not is_ordinal(head)}


def _roles(heads: Mapping[int, str], table: Table, words: Dictionary) -> dict[str, int]:
    """The column of each role that a header names, or else its cells."""
    roles: dict[str, int] = {}
    for i, head in heads.items():
        role = next((r for form in _FORMS if (r := role_of(head, words, form))), None)
        said = without_brackets(label(head))
        shaped = (name for name, shape in _AWARDS.items() if shape.fullmatch(said))
        if name := role.name if role else next(shaped, None):
            roles.setdefault(name, i)
    bare = {i: head for i, head in heads.items() if i not in roles.values()}
    for i, name in shaped_roles(table, bare, set(roles)).items():
        roles.setdefault(name, i)
    if any(PERSONS.search(head) for head in heads.values()):
        roles.pop("honour", None)
    if "honour" in roles and not {"recipient", "school"} & set(roles):
        units = (i for i, head in heads.items() if label(head) == "单位")
        roles |= dict(zip(("recipient",), units, strict=False))
    return roles


def _rows(table: Table) -> Iterator[tuple[Cell, ...]]:
    """The body rows with their label cells filled; total rows are none."""
    skipped = table.label_columns - len(row_labels(table, table.headers[0]))
    merged = _merged(table)
    above: dict[int, Cell] = {}
    for printed in table.rows:
        above |= {i: printed[i] for i in merged if printed[i].text}
        row = tuple(above.get(i, cell) for i, cell in enumerate(printed))
        labels = row_labels(table, row)
        if not any(dictionary().is_total(c.text) for c in labels[:2] if c.text):
            yield (*row[:skipped], *labels, *row[table.label_columns :])


def _merged(table: Table) -> frozenset[int]:
    """Columns of schools or partners that print a name once for several rows."""
    found = []
    for i, head in _heads(table).items():
        role = role_of(head, dictionary())
        said = [row[i].text for row in table.rows]
        rows = [text for text in said if text]
        once = all(a != b for a, b in pairwise(rows)) and len(rows) > 1
        if role and role.name in _SPREAD and said[0] and once and len(rows) < len(said) - 1:
            found.append(i)
    return frozenset(found)


def _relation(row: _Row, has_body: bool, context: Context) -> tuple[str | None, _Values]:
    """The statement that the roles of a row make, and its roles; (None, ()) when none.

    Beside a group or alliance (``has_body``) schools and firms are its members, no partners.
    """
    text = {name: (cell.text,) for name, cell in row.items()}
    own = own_school(context)
    school = text.get("school") or ((own,) if own else None)
    won = text.get("recipient") or school
    if "competition" in row and "awardLevel" in row and won:
        return _prize(text, won)
    if "honour" in row and won:
        granted = (("grantor", text["grantor"]),) if "grantor" in row else ()
        return "Achievement", (("recipient", won), ("honour", text["honour"]), *granted)
    if "document" in row and "issuer" in row:
        return "Issuance", (("issuer", text["issuer"]), ("document", text["document"]))
    if (
        "partner" in row
        and school
        and not has_body
        and ("school" in row or {"cooperationForm", "outcome", "major"} & set(row))
    ):
        form = _form(text["cooperationForm"][0]) if "cooperationForm" in row else GENERAL
        extra = [("major", tuple(text["major"][0].split("、")))] if "major" in row else []
        extra += [("outcome", text["outcome"])] if "outcome" in row else []
        return "Partnership", (
            ("school", school), ("partner", _each(text["partner"][0])),
            ("cooperationForm", (form,)), *extra,
        )  # fmt: skip
    taught = "major" in row and may_be_major(row["major"].text)
    alone = set(row) <= {"major", "majorGroup", "majorDirection"}
    if taught and school and ("school" in row or alone):
        group = text.get("majorGroup", ("",))
        of_group = (("majorGroup", group),) if group[0].endswith("群") else ()
        return "Offering", (("school", school), ("major", text["major"]), *of_group)
    return None, ()


def _form(printed: str) -> str:
    """The form that a cell names, also by what was built together alone: 产业学院, 实训基地."""
    form = cooperation_form(printed)
    return form if form != GENERAL else cooperation_form(f"共建{printed}")


def _class_named(row: _Row, values: _Values) -> Iterator[tuple[str, _Values]]:
    """冠名班（麦澜班） in the column of the form: a class that the school runs for the partner."""
    cell = row.get("cooperationForm")
    name = class_named(cell.text) if cell else None
    if name:
        parties = tuple(v for v in values if v[0] in ("school", "partner"))
        yield "ProgrammeRun", (*parties, ("orderClass", (name,)))


_TIERED = re.compile("(?P<tier>(?:(?:国家|全国|省|市|区|县|校|院)级?)?)(?P<award>.+)")


def _prize(
    text: Mapping[str, tuple[str, ...]], school: tuple[str, ...]
) -> tuple[str | None, _Values]:
    known = dictionary().schema
    printed = _TIERED.fullmatch(text["awardLevel"][0])
    level = known.concept("award-level", printed["award"]) if printed else None
    if printed is None or not (level or printed["award"].endswith("奖")):
        return None, ()
    won = ("awardLevel", (level.code,)) if level else ("honour", text["awardLevel"])
    values = [("recipient", school), ("competition", text["competition"]), won]
    tier = known.concept("tier", text["tier"][0] if "tier" in text else printed["tier"])
    return "Achievement", (*values, *([("tier", (tier.code,))] if tier else []))


def _parts(units: list[Cell], context: Context) -> Iterator[tuple[str, _Values]]:
    """A college or department that the school's own table lists belongs to the school."""
    own = own_school(context)
    for cell in units:
        if own and is_name(cell.text) and cell.text != own:
            yield "Membership", (("member", (cell.text,)), ("memberBody", (own,)))


def _owner(row: _Row, printed: str) -> Iterator[tuple[str, _Values]]:
    """Whether the school of a row is public or private."""
    if "school" in row and printed in _OWNERS:
        school, code = row["school"].text, _OWNERS[printed]
        yield "Characterisation", (("organisation", (school,)), ("ownership", (code,)))


def _fact(
    kind: str,
    values: _Values,
    cells: tuple[Cell, ...],
    above: tuple[Span, ...],
    table: Table,
    context: Context,
) -> Fact:
    """The fact of a row, cited by its cells; a label that is printed rows above is cited apart."""
    own = [c.span for c in cells if c.span and c.span not in above]
    whole = Span(own[0].start, max(span.end for span in own))
    found = years(table.title)
    period: _Values = (("period", (str(found[0] if found else context.data_year),)),)
    if not found:
        period = (*period, ("periodAssumed", ("true",)))
    said = dict(values).get("predicateText", ("",))[0]
    heads = [c.span for row in table.headers for c in row if c.span and c.text == said][:1]
    citations = tuple(
        Citation(span, table.section, table.number or None, cells[0].text or None)
        for span in (whole, *above, *heads)
    )
    return Fact(kind, (*values, *period), citations, RULE)
