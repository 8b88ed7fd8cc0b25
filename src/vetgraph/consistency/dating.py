"""Years: statements dated to another year than the report's, and years that cannot be."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from vetgraph.consistency.findings import Said, noted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.observations import Observation
    from vetgraph.consistency.sources import Source
    from vetgraph.model import Cell, Span, Table

# A paragraph that begins with a whole year; 2021年9月 dates an event, 2021—2022 is a range.
_OPENING = re.compile(r"(?P<year>(?:19|20)\d{2})\s*年(?!\s*\d|[度来间底初末起]|以来)[，,]?")
# What a report may well say of a year before: comparisons, beginnings, honours, events.
_PAST = re.compile(
    "相比|比|较|同期|上一?年|去年|至今|以来|成立|建成|创办|创建|更名|升格|合并|获批?|评为|入选|荣|认定|立项"
    "|启动|试点|签|通过.{0,6}验收|\\d{1,2}月\\d{1,2}日"
)
_YEAR = re.compile(r"(?<!\d)(?<![近约超达第])(?P<year>\d{4})\s*年(?![来前]|历史|文[化明]|多|余)")
_EARLIEST, _LATEST = 1840, 2060


def other_year(figures: Figures) -> Iterator[Finding]:
    """VG.YER.001: a paragraph speaks of the year before the report's as if it were the report's.

    It begins with that whole year, never names the report's, and neither compares nor tells of
    something that happened once.
    """
    source = figures.source
    for paragraph in source.report.paragraphs:
        opening = _OPENING.match(paragraph.text)
        if opening is None or int(opening["year"]) != source.year - 1:
            continue
        if str(source.year) in paragraph.text or _PAST.search(paragraph.text):
            continue
        first = _sentence(paragraph.text)
        if first < _SHOWN:
            continue
        span = paragraph.span(0, first)
        inside = tuple(o for o in figures.all if _within(o, paragraph.span(0, len(paragraph.text))))
        year, head = opening["year"], source.report.said(paragraph.span(0, min(first, _SHOWN)))
        zh = f"本段以 {year} 年开头（“{head}…”），通篇没有提到报告的数据年份 {source.year} 年"
        en = (
            f"this paragraph opens with {year} (“{head}…”) and nowhere names {source.year},"
            " the year that the report is about"
        )
        yield noted("VG.YER.001", Said(zh, en), (source.quoted(span),), inside)


def impossible_year(figures: Figures) -> Iterator[Finding]:
    """VG.VAL.002: a year that no report can speak of."""
    source = figures.source
    for paragraph in source.report.paragraphs:
        for match in _YEAR.finditer(paragraph.text):
            if not _EARLIEST <= int(match["year"]) <= _LATEST:
                span = paragraph.span(*match.span())
                said = Said(f"年份 {match['year']} 不可能", f"the year {match['year']} cannot be")
                yield noted("VG.VAL.002", said, (source.quoted(span),))


def later_year(figures: Figures) -> Iterator[Finding]:
    """VG.YER.002: figures dated to a year after the one that the report is about.

    Figures of one column, or of one section, are one finding; what is planned is not concerned.
    """
    year = figures.source.year
    late = [o for o in figures.all if year and o.period > year and not _is_planned(o)]
    late = [o for o in late if not _SCHOOL_YEAR.search(f"{o.place.column} {o.place.row}")]
    late.sort(key=_dated_as)
    for _, some in groupby(late, _dated_as):
        group = tuple(sorted(some, key=lambda o: o.place.start))
        when = group[0].period
        zh = f"这里有 {len(group)} 个 {when} 年的数值，而报告的数据年份是 {year} 年"
        en = f"{len(group)} figures here are of {when}, but the report is about {year}"
        yield noted("VG.YER.002", Said(zh, en), (), group)


def _is_planned(one: Observation) -> bool:
    return one.kind == "target" or _PLANNED.search(one.label) is not None


def _dated_as(one: Observation) -> tuple[str, str, int, int]:
    place = one.place
    column = place.column if place.table else ""
    return place.section, f"{place.table}|{column}", one.period, 0 if place.table else place.start


def after_issue(figures: Figures) -> Iterator[Finding]:
    """VG.YER.004: a month after the one in which the report came out, told as past.

    What a sentence plans, and contents of tables that plan, are not concerned.
    """
    source = figures.source
    if not _MONTH.fullmatch(source.issued):
        return
    for span, text in _passages(source):
        for match in _DATED.finditer(text):
            dated = f"{match['year']}-{int(match['month']):02d}"
            if dated <= source.issued or _TO_COME.search(_around(text, match)):
                continue
            zh = f"“{match[0]}”晚于报告发布的 {source.issued}"
            en = f"“{match[0]}” is later than {source.issued}, when the report came out"
            yield noted("VG.YER.004", Said(zh, en), (source.quoted(span),))
            break


def _passages(source: Source) -> Iterator[tuple[Span, str]]:
    """Paragraphs, and cells of tables, with where they stand."""
    for paragraph in source.report.paragraphs:
        yield paragraph.span(0, len(paragraph.text)), paragraph.text
    for table in source.report.tables:
        if not _TO_COME.search(table.title):
            for cell in (cell for row in table.rows for cell in row):
                if cell.span is not None:
                    yield cell.span, cell.text


def _around(text: str, match: re.Match[str]) -> str:
    """The sentence in which a match stands."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；") + 1
    ends = [end for mark in "。；" if (end := text.find(mark, match.end())) >= 0]
    return text[start : min(ends, default=len(text))]


def columns_of_a_year(figures: Figures) -> Iterator[Finding]:
    """VG.YER.003: two columns, or two rows, of a table bear one year; or a series skips one."""
    for table in figures.source.report.tables:
        heads = "".join(cell.text for row in table.headers for cell in row)
        moved = _GROWN.search(heads) is not None
        for dated in _series(table):
            said = _not_in_order([year for year, _ in dated], moved)
            if said is not None:
                mentions = [figures.source.quoted(c.span, table.number) for _, c in dated if c.span]
                yield noted("VG.YER.003", said, tuple(mentions))


def _not_in_order(years: list[int], moved: bool) -> Said | None:
    """What is odd about the years of a series: one twice, or one left out.

    Two years alone leave one out where a column tells the growth from the one to the other
    (``moved``), which is from year to year.
    """
    steps = [b - a for a, b in pairwise(years)]
    again = next((i for i, step in enumerate(steps) if step == 0), None)
    if again is not None:
        zh, en = f"两处都标为 {years[again]} 年", f"two of them bear {years[again]}"
    elif len(steps) > 1 and len(set(steps)) > 1:
        zh = f"年份依次为 {'、'.join(map(str, years))}，间隔不一"
        en = f"the years {', '.join(map(str, years))} are not evenly spaced"
    elif moved and [abs(step) for step in steps] == [_SKIPPED]:
        zh = f"增长由 {years[0]} 年和 {years[1]} 年得出，缺中间一年"
        en = f"growth is told from {years[0]} and {years[1]}, without the year between"
    else:
        return None
    return Said(f"表中{zh}", f"in this table {en}")


def _series(table: Table) -> list[list[tuple[int, Cell]]]:
    """The years of columns that say nothing else but what stands above them, and of row labels."""
    found: dict[tuple[str, ...], list[tuple[int, Cell]]] = {}
    for column in zip(*table.headers, strict=True):
        dated = [cell for cell in dict.fromkeys(column) if len(_YEARS.findall(cell.text)) == 1]
        others = tuple(_undated(cell.text) for cell in dict.fromkeys(column))
        if len(dated) == 1 and dated[0].span:
            series = found.setdefault(others, [])
            if dated[0] not in [cell for _, cell in series]:
                series.append((int(_YEARS.findall(dated[0].text)[0]), dated[0]))
    if table.label_columns == 1 and all(_YEARS.search(row[0].text) for row in table.rows):
        labels = [(int(_YEARS.findall(row[0].text)[0]), row[0]) for row in table.rows]
        if len({_undated(cell.text) for _, cell in labels}) == 1:
            found["",] = labels
    return [series for series in found.values() if len(series) >= _FEWEST]


def _undated(text: str) -> str:
    return re.sub(r"\s|(?:19|20)\d{2}\s*(?:学?年度?|届)?", "", text)


_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=\s*(?:年|届|学年)|\s*$)")
_SCHOOL_YEAR = re.compile(r"学年|\d{4}\s*[-—–~～至]+\s*\d{2,4}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_DATED = re.compile(r"(?<!\d)(?P<year>20\d{2})\s*年\s*(?P<month>1[0-2]|0?[1-9])\s*月")
_TO_COME = re.compile(
    "计划|规划|目标|预计|预期|拟|将|力争|争取|准备|明年|下一?年|届时|到期|截止|有效期|至20|到20|之?前|起施行|期限"
)
_PLANNED = re.compile("计划|规划|目标|预计")
_GROWN = re.compile("增长|增幅|增减|增量|变化|同比|比上年|涨幅")
_FEWEST, _SKIPPED = 2, 2
_SHOWN = 24


def _sentence(text: str) -> int:
    end = text.find("。")
    return len(text) if end < 0 else end + 1


def _within(one: Observation, span: Span) -> bool:
    return span.start <= one.place.start and one.place.end <= span.end
