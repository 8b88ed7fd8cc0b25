"""Tables against themselves: total rows and columns, and the number of rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph.consistency.findings import Said, noted
from vetgraph.consistency.intervals import HUNDRED, Interval, plain, shown, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.observations import Observation
    from vetgraph.model import Cell, Table

ALL = "全[省市区县旗州校院]"
"""What a row of the whole region or school is called."""
_TOTAL = re.compile(
    rf"(?:.{{0,4}}(?:合计|总计|小计|共计)|总[额量]|总(?:收入|支出|投入|经费)|总数|总人数|总和|{ALL})(?:[（(].*[)）])?"
)
_PART = re.compile("其中|^[—－-]|^含")
NOT_ADDED = re.compile(
    "率|比|均|占|覆盖|涉及|％|%|序号|编号|年[份度]|学年|满意|得分|名次|排名|增[长减幅]"
)
"""Words of a header whose figures are not added up: rates, means, unions of kinds."""
_PLAIN = re.compile(r"([-−－]?\d{1,3}(?:[,，]\d{3})+|[-−－]?\d+)(\.\d+)?(%|％)?")
_DASH = frozenset({"", "—", "——", "-", "–", "/", "－"})
_FEWEST = 2
_FAR = Decimal("0.3")


@dataclass(frozen=True, slots=True)
class Number:
    """A cell that prints a number and nothing else."""

    cell: Cell
    interval: Interval
    value: Decimal
    percent: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """The cells of a row or column that should make its total."""

    parts: tuple[Number, ...]
    whole: Number

    @property
    def sum(self) -> Interval:
        """The sum of the parts."""
        return total([part.interval for part in self.parts])

    @property
    def is_mean(self) -> bool:
        """Whether the total lies among its parts in per cent or decimals: a mean, no sum."""
        values = [part.value for part in self.parts]
        broken = any(value != value.to_integral_value() for value in values)
        among = min(values) <= self.whole.value <= max(values)
        return len(values) > 1 and among and (broken or self.whole.percent)

    @property
    def near(self) -> bool:
        """Whether the parts come near the total; groups that overlap make far more."""
        gap = abs(sum((part.value for part in self.parts), Decimal(0)) - self.whole.value)
        return gap <= _FAR * abs(self.whole.value)

    @property
    def holds(self) -> bool:
        """Whether the parts make the total; one of them may be a part of another one."""
        without = [[p for p in self.parts if p is not left] for left in self.parts]
        sums = [self.sum, *(total([part.interval for part in some]) for some in without)]
        return any(one.meets(self.whole.interval) for one in sums)


def total_rows(figures: Figures) -> Iterator[Finding]:
    """VG.TAB.001: the total row of a table is the sum of its rows, column by column.

    VG.SHR.002: shares in per cent whose total is printed as 100 % add up to that.
    """
    for table in figures.source.report.tables:
        body = list(table.rows)
        ends = [i for i, row in enumerate(body) if is_total(row)]
        if len(ends) != 1 or ends[0] != len(body) - 1 or any(_is_part(table, r) for r in body):
            continue
        for column in range(max(table.label_columns, 1), len(body[-1])):
            line = _column(table, body, column)
            if line is None or line.holds or not line.near or _moved(line, body[-1]):
                continue
            if line.is_mean:
                continue
            if not _checked(figures, line):
                rule = "VG.SHR.002" if line.whole.percent else "VG.TAB.001"
                yield _wrong(figures, table, line, rule, column)


def _moved(line: _Line, last: Sequence[Cell]) -> bool:
    """Whether the sum stands in another cell of the total row: then the row is out of place."""
    numbers = [n for cell in last if (n := number(cell)) is not None]
    return any(line.sum.meets(n.interval) for n in numbers)


def total_columns(figures: Figures) -> Iterator[Finding]:
    """VG.TAB.002: the total column of a table is the sum of the others, where it mostly is."""
    for table in figures.source.report.tables:
        heads = [head(table, column) for column in range(len(table.rows[0]))] if table.rows else []
        wholes = [i for i, name in enumerate(heads) if _TOTAL.fullmatch(_bare(name))]
        if len(wholes) != 1:
            continue
        lines = [line for row in table.rows if (line := _row(heads, row, wholes[0])) is not None]
        held = sum(line.holds for line in lines)
        if held < _FEWEST or held * 2 <= len(lines):
            continue
        for line in (one for one in lines if not one.holds and not one.is_mean):
            yield _wrong(figures, table, line, "VG.TAB.002", wholes[0])


def row_count(figures: Figures) -> Iterator[Finding]:
    """VG.TAB.003: where the total row counts the things of a column, it counts the rows.

    A number far from that of the rows is no count but a total out of place.
    """
    for table in figures.source.report.tables:
        if len(table.rows) <= _FEWEST or not is_total(table.rows[-1]):
            continue
        *body, last = table.rows
        for column in range(1, len(last)):
            cells = [row[column].text for row in body if column < len(row)]
            said = number(last[column])
            if said is None or said.percent or any(not c or re.search(r"^\d", c) for c in cells):
                continue
            near = abs(said.value - len(cells)) <= max(_FEWEST, len(cells) // 4)
            if near and said.value not in (len(cells), len(set(cells))):
                yield _miscounted(figures, table, said, cells, column)


def _miscounted(
    figures: Figures, table: Table, said: Number, cells: Sequence[str], column: int
) -> Finding:
    count, name = str(len(cells)), head(table, column)
    zh = f"表 {table.number}“{name}”一列的合计写作 {said.cell.text}，而所列为 {count} 行"
    en = f"table {table.number} gives {said.cell.text} as the total of {name}, but lists {count}"
    return _finding(figures, table, "VG.TAB.003", Said(zh, en), (said,), column)


def _wrong(figures: Figures, table: Table, line: _Line, rule: str, column: int) -> Finding:
    added = " + ".join(part.cell.text for part in line.parts)
    name, result = head(table, column), shown(line.sum)
    gap = plain(line.whole.value - sum((p.value for p in line.parts), Decimal(0)))
    zh = (
        f"表 {table.number}“{name}”的合计写作 {line.whole.cell.text}，"
        f"但 {added} = {result}，相差 {gap}"
    )
    en = (
        f"table {table.number} gives {line.whole.cell.text} as the total of {name},"
        f" but {added} = {result}; the difference is {gap}"
    )
    return _finding(figures, table, rule, Said(zh, en), (line.whole, *line.parts), column)


def _finding(
    figures: Figures, table: Table, rule: str, said: Said, cells: Sequence[Number], column: int
) -> Finding:
    source, name = figures.source, head(table, column)
    spans = [n.cell.span for n in cells if n.cell.span]
    mentions = tuple(source.quoted(span, table.number, "", name) for span in spans)
    starts = {span.start for span in spans}
    evidence = tuple(one for one in figures.all if one.place.start in starts)
    return noted(rule, said, mentions, evidence)


def _column(table: Table, body: Sequence[Sequence[Cell]], column: int) -> _Line | None:
    if any(column >= len(row) for row in body):
        return None
    cells = [row[column] for row in body if row[column].text not in _DASH]
    numbers = [n for cell in cells if (n := number(cell)) is not None]
    if len(numbers) != len(cells) or len(numbers) <= _FEWEST or cells[-1] is not body[-1][column]:
        return None
    *parts, whole = numbers
    if any(n.percent != whole.percent for n in numbers):
        return None
    adds = whole.value == HUNDRED if whole.percent else not NOT_ADDED.search(head(table, column))
    return _Line(tuple(parts), whole) if adds else None


def _row(heads: Sequence[str], row: Sequence[Cell], whole: int) -> _Line | None:
    """The number cells of a row beside its total; columns that are not added left out."""
    if len(row) != len(heads):
        return None
    others = [i for i in range(len(row)) if i != whole and not NOT_ADDED.search(heads[i])]
    numbers = [n for i in others if (n := number(row[i])) is not None and not n.percent]
    said = number(row[whole])
    if said is None or said.percent or len(numbers) < _FEWEST or NOT_ADDED.search(row[0].text):
        return None
    return _Line(tuple(numbers), said)


def number(cell: Cell) -> Number | None:
    """The number of a cell that prints nothing else, else None."""
    match = _PLAIN.fullmatch(cell.text.replace(" ", ""))
    if match is None or cell.span is None:
        return None
    digits = re.sub("[,，]", "", match[1]).replace("−", "-").replace("－", "-")
    value = Decimal(digits + (match[2] or ""))
    exact = match[2] is None and match[3] is None
    half = Decimal(0) if exact else Decimal(5).scaleb(-len(match[2] or "."))
    return Number(cell, Interval(value - half, value + half), value, match[3] is not None)


def _checked(figures: Figures, line: _Line) -> bool:
    """Whether the figure of the total is already held against those of its rows."""
    span = line.whole.cell.span
    stated = [o for o in figures.all if span and o.place.start == span.start]
    return any(_sums_rows(figures, one) for one in stated)


def _sums_rows(figures: Figures, one: Observation) -> bool:
    place = one.place
    return any(
        o.about != one.about
        and (o.place.table, o.place.column, o.indicator, o.breakdown)
        == (place.table, place.column, one.indicator, one.breakdown)
        for o in figures.all
    )


def head(table: Table, column: int) -> str:
    """The words of the header cells above a column."""
    heads = [row[column].text for row in table.headers if column < len(row)]
    return "".join(dict.fromkeys(heads))


def is_total(row: Sequence[Cell]) -> bool:
    """Whether a row is called 合计 or the like."""
    return bool(row) and _TOTAL.fullmatch(_bare(row[0].text)) is not None


def _is_part(table: Table, row: Sequence[Cell]) -> bool:
    return any(_PART.search(cell.text) for cell in row[: max(table.label_columns, 1)])


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
