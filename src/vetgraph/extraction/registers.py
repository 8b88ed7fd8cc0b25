"""Registers: tables with one named thing a row, whose columns are roles (class, partner …)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.extraction.columns import shaped_roles
from vetgraph.extraction.dictionary import Dictionary, Unit, dictionary
from vetgraph.extraction.names import is_school
from vetgraph.extraction.observation import Meaning, Place, observation
from vetgraph.model import Citation, Fact, Span
from vetgraph.reading.tables import is_ordinal
from vetgraph.schema import schema
from vetgraph.text import fold, label, quantity, without_brackets, years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.model import Cell, Table
    from vetgraph.schema import Property

RULE = "rule-register-row"
_HEADCOUNT = re.compile(
    "(?:学生|学员|学徒|招生|在读|培养|参与|在培|在册|在班|在籍|在训|覆盖|现有|总)*(?:人数|规模|数)|学生|学员|学徒"
)
# What a header that no list has ends in tells its role: 试点学校, 签约企业, 依托专业, 培养班.
_HEADS = {
    "orderClass": re.compile(
        "(?:合办|共办|共建|开设|所设|举办|开办)?(?:[订定]单|培养|学徒|冠名|定向|联合|试点|合作)[\u4e00-\u9fff]{0,3}班(?:级)?(?:名称)?"
    ),
    "school": re.compile(
        "(?!合作|衔接|对[口接]|毕业|升[学入]|生源|来源|受援|高[等校职])[\u4e00-\u9fff]{0,4}(?:学校|职校|办学单位)(?:名称|简称|全称)?"
    ),
    "partner": re.compile(
        "(?!产教融合型|规模|上市)[\u4e00-\u9fff]{0,4}(?:企业|公司)(?:名称|全称|简称)?|"
        "(?:签约|冠名|对接|培养|用人|接收|联合培养|派驻|校外|实习|合作|伙伴|共建|协作|境外合作|国外合作|外方|支持|参与)(?:单位|机构|院校|方)(?:名称)?|(?:合作|共建)?伙伴"
    ),
    "major": re.compile("(?:依托|覆盖|服务|试点|招生|培养|相关|支撑|订单|培训)专业(?:名称)?"),
}
_DATES = re.compile("年份|时间|日期|年月|编号|代码")
_CLASSES = re.compile("订单班|定单班|冠名班|学徒班|学徒制|定向班")


_COHORT = re.compile("(?:19|20)\\d\\d级")
_OF_PERSONS = re.compile("人数|学生数|学员|在班|在读|在训|规模")


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a column of figures measures: indicator, the year that its header names, its header."""

    indicator: str
    year: int | None
    head: str


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a register: roles of things, what its figures measure, and the key role."""

    roles: dict[int, Property]
    figures: dict[int, _Measured]
    key: int


def is_register(table: Table, words: Dictionary) -> bool:
    """A table is a register when one column is the key of a statement kind (学徒班名称 …)."""
    return _columns(upright(table, words), words) is not None


def upright(table: Table, words: Dictionary) -> Table:
    """A register whose columns are its entries, turned so that its rows are: 班名 | 甲班 | 乙班."""
    lines = [*table.headers, *table.rows]
    names = [line[0] for line in lines]
    roles = [role for cell in names if (role := role_of(cell.text, words))]
    across = [role for cell in table.headers[-1] if (role := role_of(cell.text, words))]
    if len(roles) < 2 or len(across) > 1 or not any(role.key_of for role in roles):
        return table
    entries = tuple(zip(*(line[1:] for line in lines), strict=True))
    return replace(table, headers=(tuple(names),), rows=entries, label_columns=1)


def register_facts(table: Table, context: Context, words: Dictionary) -> Iterator[Fact]:
    """A statement a row, an observation a figure; totals are figures about the report's region."""
    table = upright(table, words)
    columns = _columns(table, words)
    if columns is None:
        return
    for row in table.rows:
        if any(words.is_total(c.text) for c in row[:2] if c.text):
            yield from _totals(table, row, columns, context)
        elif row[columns.key].text:
            yield from _entry(table, row, columns, context)


def _columns(table: Table, words: Dictionary) -> _Columns | None:
    paths = [headers_of(table, i) for i in range(len(table.headers[-1]))]
    heads = {i: path[-1] for i, path in enumerate(paths) if path and not is_ordinal(path[-1])}
    roles = {i: role for i, head in heads.items() if (role := role_of(head, words))}
    if _CLASSES.search(table.title):
        named = words.schema.properties["orderClass"]
        roles |= {i: named for i, head in heads.items() if label(head) == "名称"}
    roles = {i: role for i, role in roles.items() if not _holds_numbers(table, i)}
    bare = {i: head for i, head in heads.items() if i not in roles}
    shaped = shaped_roles(table, bare, {role.name for role in roles.values()})
    roles |= {i: words.schema.properties[name] for i, name in shaped.items()}
    keys = [i for i, role in roles.items() if role.key_of]
    if not keys or len(roles) < 2:
        return None
    key = roles[keys[0]]
    found = {i: _measured(table, i, (paths[i], key), words) for i in heads if i not in roles}
    return _Columns(roles, {i: what for i, what in found.items() if what}, keys[0])


def headers_of(table: Table, index: int) -> tuple[str, ...]:
    """The headers over a column, from the outermost to its own; a merged one once."""
    return tuple(dict.fromkeys(row[index].text for row in table.headers if row[index].text))


def _measured(
    table: Table, index: int, column: tuple[tuple[str, ...], Property], words: Dictionary
) -> _Measured | None:
    """What a column measures: by its header, one above a year, cohort or total, or the title."""
    path, key = column
    *outer, head = path
    whole = " › ".join(path)
    year = years(head)[:1] if not _COHORT.search(head) else []
    total = words.is_total(head) and outer
    if not (year or total or _COHORT.fullmatch(head)):
        code = _counted(head, key, words) or _printed(table, index, head)
        return _Measured(code, None, whole) if code else None
    over = outer[-1] if outer else ""
    if not over and key.headcount and _OF_PERSONS.search(table.title):
        over = "人数"
    code = _counted(over, key, words) or _printed(table, index, over)
    if code is None or not _holds_numbers(table, index):
        return None
    if _COHORT.fullmatch(head):
        code = without_brackets(label(over)) + head
    return _Measured(code, year[0] if year else None, whole)


def _printed(table: Table, index: int, head: str) -> str | None:
    """The header of a column of figures that no list knows, without its unit; dates are none."""
    unit = dictionary().unit_of_label(head)
    named = unit is not None and _holds_numbers(table, index)
    return without_brackets(label(head)) if named and not _DATES.search(head) else None


def _holds_numbers(table: Table, index: int) -> bool:
    """Whether a column counts things (班级 6) and names none."""
    said = [row[index].text for row in table.rows if row[index].text]
    return bool(said) and all(text[0].isdigit() and quantity(text) for text in said)


def _counted(head: str, key: Property, words: Dictionary) -> str | None:
    """The indicator of a column of figures; 人数 counts the persons in what the key names."""
    if key.headcount and _HEADCOUNT.fullmatch(without_brackets(label(head))):
        return key.headcount
    indicator = words.indicator(head)
    return indicator.code if indicator else None


def role_of(head: str, words: Dictionary, form: str = "thing") -> Property | None:
    """The role that a column header names: 合作企业, 专业名称; of codes: 级别, 合作形式."""
    named = _column_roles(form)
    whole = label(head)
    code = named.get(whole) or named.get(without_brackets(whole))
    if code is None and form == "thing":
        said = without_brackets(whole)
        code = next((role for role, shape in _HEADS.items() if shape.fullmatch(said)), None)
    return words.schema.properties[code] if code else None


@lru_cache(maxsize=4)
def _column_roles(form: str) -> dict[str, str]:
    """The role (name) of every column header that the ontology gives roles of a form."""
    roles = [role for role in schema().properties.values() if role.form == form]
    return {fold(word): role.name for role in reversed(roles) for word in role.words}


def _entry(
    table: Table, row: tuple[Cell, ...], columns: _Columns, context: Context
) -> Iterator[Fact]:
    key = columns.roles[columns.key]
    named = {i: row[i] for i in columns.roles if row[i].text}
    cells = [cell for cell in row if cell.span]
    citations = tuple(
        Citation(span, table.section, table.number or None, row[columns.key].text)
        for span in _spans([cell.span for cell in cells if cell.span], table)
    )
    values = [(columns.roles[i].name, (cell.text,)) for i, cell in named.items()]
    if "school" not in dict(values) and is_school(context.region):
        values.insert(0, ("school", (context.region,)))
    period, assumed = _period(table, context)
    values.append(("period", (str(period),)))
    if assumed:
        values.append(("periodAssumed", ("true",)))
    yield Fact(str(key.key_of), tuple(values), citations, RULE)
    for index, what in columns.figures.items():
        yield from _figure(table, row, index, (row[columns.key].text, what), context)


def _spans(cells: list[Span], table: Table) -> list[Span]:
    """The stretch of a row; the cells of one that stood as a column each for itself."""
    heads = [cell.span for cell in table.headers[-1] if cell.span]
    if len(heads) > 1 and heads[1].start > cells[0].start:
        return cells
    return [Span(cells[0].start, max(span.end for span in cells))]


def _totals(
    table: Table, row: tuple[Cell, ...], columns: _Columns, context: Context
) -> Iterator[Fact]:
    counted = {
        i: _Measured(role.counted_by, None, table.headers[-1][i].text)
        for i, role in columns.roles.items()
        if role.counted_by
    }
    for index, what in sorted((counted | columns.figures).items()):
        yield from _figure(table, row, index, (context.region, what), context)


def _figure(
    table: Table, row: tuple[Cell, ...], index: int, of: tuple[str, _Measured], context: Context
) -> Iterator[Fact]:
    cell = row[index]
    number = quantity(cell.text)
    if cell.span is None or number is None or not re.match(r"[-−－]?\d", cell.text):
        return
    about, what = of
    period, assumed = (what.year, False) if what.year else _period(table, context)
    label_cell = next(c.text for c in row if c.text)
    row_label = about if about != context.region else label_cell
    citation = Citation(cell.span, table.section, table.number or None, row_label, what.head)
    unit = _unit(what.indicator, what.head)
    meaning = Meaning(about, what.indicator, "level", unit, period, assumed)
    start = cell.span.start + number.start
    value = Span(start, start + len(number.text))
    yield observation(meaning, number, Place(citation, value, RULE))


def _unit(indicator: str, head: str) -> Unit:
    """The unit of a column: that of its indicator, else what one of its headers prints."""
    concept = dictionary().schema.concepts["indicator"].get(indicator)
    if concept and concept.unit:
        return Unit(concept.unit, Decimal(1))
    printed = (dictionary().unit_of_label(part) for part in reversed(head.split(" › ")))
    return next((unit for unit in printed if unit), Unit("one", Decimal(1)))


def _period(table: Table, context: Context) -> tuple[int, bool]:
    found = years(table.title)
    return (found[0], False) if found else (context.data_year, True)
