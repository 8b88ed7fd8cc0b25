"""Columns of a table that follow from each other: figures and their shares of the total."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

from vetgraph.consistency.figures import is_recomputed
from vetgraph.consistency.findings import Said, noted
from vetgraph.consistency.intervals import HUNDRED, quotient, shown, total
from vetgraph.consistency.tables import Number, head, is_total, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.intervals import Interval
    from vetgraph.model import Table

_SHARE = re.compile("占比|比例|比重|百分比|%|％")
_RATE = re.compile("[率比][（(]?[%％]?[）)]?$|占比|比例")
_FEWEST, _FEW = 3, 4
_Pair = tuple[Number, Number]
_Read = tuple[Number | None, Number | None, Number | None]


def share_columns(figures: Figures) -> Iterator[Finding]:
    """VG.TAB.005: a column of shares is another column divided by its total, in every row.

    The table shows itself that it is so: it holds in three rows or more and in most of them.
    """
    for table in figures.source.report.tables:
        width = min((len(row) for row in table.rows), default=0)
        shares = [c for c in range(1, width) if _SHARE.search(head(table, c))]
        for share in shares:
            for column in range(1, share):
                yield from _outliers(figures, table, column, share)


def rate_columns(figures: Figures) -> Iterator[Finding]:
    """VG.TAB.007: a column of rates is one column of counts divided by another, row by row.

    The table shows itself that it is so: it holds in three rows or more, and in all but a few.
    """
    for table in figures.source.report.tables:
        width = min((len(row) for row in table.rows), default=0)
        rates = [c for c in range(1, width) if _RATE.search(head(table, c))]
        others = [c for c in range(1, width) if c not in rates]
        numbers = [[number(cell) for cell in row] for row in table.rows] if rates else []
        for rate in rates:
            for part, whole in permutations(others, 2):
                rows = [(row[part], row[whole], row[rate]) for row in numbers]
                if found := _odd(figures, table, rows, rate):
                    yield from found
                    break


def _odd(figures: Figures, table: Table, rows: list[_Read], rate: int) -> list[Finding]:
    """The rows whose rate is another than that of the two columns, where most rows give it."""
    whole = [(a, b, r) for a, b, r in rows if a and b and r and 0 < a.value <= b.value]
    wrong = [(a, b, r) for a, b, r in whole if not _holds((a, r), b.interval)]
    held = {(a.value, b.value) for a, b, r in whole if a.value < b.value} - {
        (a.value, b.value) for a, b, _ in wrong
    }
    if len(held) < _FEWEST or len(wrong) * _FEW > len(whole):
        return []
    return [
        _wrong(figures, table, ("VG.TAB.007", (a, r), b.interval), rate)
        for a, b, r in wrong
        if not (r.cell.span and is_recomputed(figures, r.cell.span))
    ]


def _outliers(figures: Figures, table: Table, column: int, share: int) -> Iterator[Finding]:
    pairs, whole = _pairs(table, column, share)
    if whole is None:
        return
    held = [pair for pair in pairs if _holds(pair, whole)]
    if len(held) < _FEWEST or len(held) * 2 <= len(pairs):
        return
    for pair in pairs:
        if not _holds(pair, whole):
            yield _wrong(figures, table, ("VG.TAB.005", pair, whole), share)


def _pairs(table: Table, column: int, share: int) -> tuple[list[_Pair], Interval | None]:
    """The rows that print both, and the total: that of the total row, else the sum."""
    body = [row for row in table.rows if not is_total(row)]
    found = [(number(row[column]), number(row[share])) for row in body]
    pairs = [(a, b) for a, b in found if a is not None and b is not None and not a.percent]
    ends = [n for row in table.rows if is_total(row) and (n := number(row[column])) is not None]
    if not pairs:
        return [], None
    return pairs, ends[-1].interval if ends else total([a.interval for a, _ in pairs])


def _holds(pair: _Pair, whole: Interval) -> bool:
    value = quotient(pair[0].interval, whole)
    return value is not None and value.scaled(HUNDRED).meets(_rounded(pair[1]))


def _rounded(one: Number) -> Interval:
    """A share printed without decimals (15) is rounded to the whole per cent."""
    low, high = one.interval.low, one.interval.high
    half = Decimal("0.5")
    return one.interval if low != high else type(one.interval)(one.value - half, one.value + half)


def _wrong(
    figures: Figures, table: Table, told: tuple[str, _Pair, Interval], share: int
) -> Finding:
    rule, pair, whole = told
    value = quotient(pair[0].interval, whole)
    computed = shown(value.scaled(HUNDRED)) if value else ""
    part, said = pair[0].cell.text, pair[1].cell.text
    name, all_ = head(table, share), shown(whole)
    zh = f"表 {table.number}“{name}”写作 {said}，但 {part} ÷ {all_} = {computed}%"
    en = f"table {table.number} gives {said} under {name}, but {part} / {all_} = {computed} %"
    spans = [n.cell.span for n in (pair[1], pair[0]) if n.cell.span]
    mentions = tuple(figures.source.quoted(s, table.number, "", head(table, share)) for s in spans)
    starts = {span.start for span in spans}
    evidence = tuple(one for one in figures.all if one.place.start in starts)
    return noted(rule, Said(zh, en), mentions, evidence)
