"""Numbers listed one by one against the total that they come near: rows, members, kinds."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph.consistency.figures import WHOLE, value_zh
from vetgraph.consistency.findings import Said, noted, remark
from vetgraph.consistency.intervals import plain
from vetgraph.consistency.slips import close, slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.observations import Observation
    from vetgraph.model import Paragraph

_NUMBER = re.compile(
    r"(?P<hedge>[超近约逾达]|超过)?(?<![\d.])(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<more>[余多])?\s*"
    r"(?P<unit>万?(?:人次|人天|人|名|元|个|家|所|项|门|种|课时|学时|平方米|册|件|次))(?!以上|左右)"
)
# What parts one number of a list from the next: a short name and a comma, no verb of change.
_BETWEEN = re.compile(r"[、，,和与及][^，。；、：:0-9]{0,12}")
_CUE = re.compile("分别|依次|其中|包括|分.{1,4}看|构成")
_IN_ALL = re.compile("共|合计|总计|累计")
_FEWEST, _SURE, _COUNTED = 3, 4, Decimal(99)


def enumerated(figures: Figures) -> Iterator[Finding]:
    """VG.SUM.006: numbers listed one by one make a sum that is a slip away from their total.

    The total is a number of the same unit before the list, in its sentence or the one before, or
    one behind it that is called a total.
    """
    for paragraph in figures.source.report.paragraphs:
        numbers = list(_NUMBER.finditer(paragraph.text))
        for start, end in _lists(paragraph.text, numbers):
            yield from _against_total(figures, paragraph, numbers, start, end)


def _lists(text: str, numbers: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """The longest runs of three or more numbers of one unit with nothing but names between."""
    start = 0
    for index in range(1, len(numbers) + 1):
        joined = index < len(numbers) and _joined(text, numbers[index - 1], numbers[index])
        if not joined:
            if index - start >= _FEWEST:
                yield start, index
            start = index


def _joined(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    same = one["unit"] == other["unit"]
    return same and _BETWEEN.fullmatch(text[one.end() : other.start()]) is not None


def _against_total(
    figures: Figures, paragraph: Paragraph, numbers: list[re.Match[str]], start: int, end: int
) -> Iterator[Finding]:
    parts, source = numbers[start:end], figures.source
    before = [
        *_before(paragraph.text, numbers[:start], parts[0]),
        *_behind(paragraph.text, numbers[end:], parts[-1]),
    ]
    added = sum(map(_value, parts), Decimal(0))
    known = [m for m in before if not (m["hedge"] or m["more"])]
    if any(p["hedge"] or p["more"] for p in parts) or any(_value(m) == added for m in before):
        return
    near = [
        m for m in known if _misprint(_value(m), added) and _telling(paragraph.text, m, parts[0])
    ]
    if not near:
        return
    total, said = near[0], _value(near[0])
    reckoned = " + ".join(p["number"] for p in parts)
    zh = f"写作共 {total[0]}，但所列 {reckoned} = {plain(added)}，相差 {plain(said - added)}"
    en = (
        f"{total['number']} in all, but the listed {reckoned} = {plain(added)};"
        f" the difference is {plain(said - added)}"
    )
    spans = [paragraph.span(m.start(), m.end()) for m in (total, *parts)]
    starts = {span.start for span in spans}
    evidence = tuple(one for one in figures.all if one.place.start in starts)
    yield noted("VG.SUM.006", Said(zh, en), tuple(map(source.quoted, spans)), evidence)


def _before(text: str, numbers: list[re.Match[str]], first: re.Match[str]) -> list[re.Match[str]]:
    """The numbers of the same unit before a list, in its sentence and in the one before."""
    ends = [m.start() for m in re.finditer("。", text[: first.start()])]
    since = ends[-2] if len(ends) > 1 else 0
    return [m for m in numbers if m.start() >= since and m["unit"] == first["unit"]]


def _behind(text: str, numbers: list[re.Match[str]], last: re.Match[str]) -> list[re.Match[str]]:
    """The numbers of the same unit behind a list that are called a total: 共获得18个奖项."""
    same = (m for m in numbers if m["unit"] == last["unit"])
    return [m for m in same if _IN_ALL.search(text[max(0, m.start() - 6) : m.start()])]


def _telling(text: str, total: re.Match[str], first: re.Match[str]) -> bool:
    """Whether a near miss can be no chance: a word of dividing between, or many digits."""
    digits = plain(_value(total)).replace(".", "")
    if len(digits) >= _SURE or total.start() > first.start():
        return True
    return _CUE.search(text, total.end(), first.start()) is not None


def _misprint(total: Decimal, added: Decimal) -> bool:
    """Close as well as a slip away: a list need not be all, and one digit may differ by chance."""
    return slip(total, added) and (close(total, added) or abs(total - added) == 1)


def _value(match: re.Match[str]) -> Decimal:
    return Decimal(match["number"].replace(",", ""))


def members(figures: Figures) -> Iterator[Finding]:
    """VG.SUM.007: the rows of a table (schools) make a sum a slip away from the total stated.

    Of a table without a total row; the total is that of another subject, such as the district.
    """
    columns: dict[tuple[str, str, str, int, str], dict[str, Observation]] = defaultdict(dict)
    wholes: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for one in figures.all:
        if one.kind != "level" or one.breakdown != WHOLE or one.occasion:
            continue
        wholes[one.indicator, one.period, one.unit].append(one)
        if one.place.table:
            key = (one.place.table, one.place.column, one.indicator, one.period, one.unit)
            columns[key].setdefault(one.about, one)
    for (table, _, *what), rows in columns.items():
        others = [o for o in wholes[tuple(what)] if o.about not in rows]
        if len(rows) >= _FEWEST - 1:
            yield from _near(table, list(rows.values()), others)


def _near(table: str, rows: list[Observation], others: list[Observation]) -> Iterator[Finding]:
    """The first stated total that is a slip away from the sum of the rows; none where one is it."""
    added = sum((one.value for one in rows), Decimal(0))
    if any(other.value == added for other in others):
        return
    least = max(_COUNTED, *(one.value for one in rows))
    for whole in [o for o in others if o.value > least and _misprint(o.value, added)][:1]:
        listed = " + ".join(f"{one.name} {value_zh(one)}" for one in rows)
        zh = f"但表 {table} 所列 {listed} = {plain(added)}"
        en = f"but the rows of table {table} make {plain(added)}"
        yield remark("VG.SUM.007", (whole, *rows), zh, en)
