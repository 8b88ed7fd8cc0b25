"""Short names that a report gives without saying so: 鼎泓水暖, 智能制造集团, 市教育局."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from vetgraph.model import INFERRED, Citation, Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vetgraph.extraction.context import Context
    from vetgraph.model import Report

RULE = "rule-short-name"
_TAIL = re.compile(
    r"(?:科技|技术|实业|贸易|发展|管理|服务|制造|教育|食品|文化|传媒|投资|建设|工程|信息|智能|股份|有限|责任|集团|控股|总)*公司$"
)
_LEAST = 4
_GROUP = re.compile(
    "(?:职业教育|职教|行业产教融合|产教融合|产教)(?P<kind>集团|联盟|共同体|联合体)$"
)
_ABOVE = re.compile(
    "[\u4e00-\u9fff]{2,6}?(?P<short>(?P<level>[省市州])[\u4e00-\u9fff]{2,12}(?:局|厅|委员会|委|政府|总工会))"
)
_LEVELS = "省市区县州旗盟"
_LEAST_GROUP = 5


def short_names(firms: Iterable[str], report: Report, context: Context) -> Iterator[Fact]:
    """A naming for each firm whose name less its general tail stands alone somewhere.

    The stem has four characters or more and begins no other known name.
    """
    stems = {firm: _TAIL.sub("", firm) for firm in firms}
    shared = Counter(stems.values())
    for firm, stem in sorted(stems.items()):
        begun = [name for name in context.kinds if name.startswith(stem) and name != firm]
        if len(stem) < _LEAST or stem == firm or shared[stem] > 1 or begun:
            continue
        yield from _first(firm, stem, report, context)


def stands_for(name: str, firms: Iterable[str]) -> bool:
    """Whether a name without 公司 begins just one firm's: 甲乙酒店 and 甲乙酒店管理有限公司."""
    if len(name) < _LEAST or name.endswith("公司"):
        return False
    return sum(_TAIL.sub("", firm) == name for firm in firms if firm != name) == 1


def short_groups(groups: Iterable[str], report: Report, context: Context) -> Iterator[Fact]:
    """A naming for each group or alliance that stands alone without its place or 职业教育.

    芦泾智能制造职业教育集团 is 智能制造集团 where no other group's name can be cut to that.
    """
    meant: dict[str, set[str]] = {}
    for group in groups:
        for short in _cut(group, context):
            meant.setdefault(short, set()).add(group)
    for short, whole in sorted(meant.items()):
        if len(whole) == 1 and context.canonical(short) is None:
            yield from _called(next(iter(whole)), short, report, context)


def short_bodies(offices: Iterable[str], report: Report, context: Context) -> Iterator[Fact]:
    """A naming for each bureau of a higher region: 市教育局 where 江城市教育局 alone is one."""
    meant: dict[str, set[str]] = {}
    for body in offices:
        if (above := _ABOVE.fullmatch(body)) and not context.region.endswith(above["level"]):
            meant.setdefault(above["short"], set()).add(body)
    for short, bodies in sorted(meant.items()):
        if len(bodies) == 1 and context.canonical(short) is None:
            yield from _called(next(iter(bodies)), short, report, context)


def _cut(group: str, context: Context) -> set[str]:
    """What is left of a group's name without its place, without 职业教育, and without both."""
    regions = {context.region, *(n for n, kind in context.kinds.items() if kind == "Region")}
    stems = {r[:-1] for r in regions if len(r) > 2 and r[-1] in _LEVELS}
    places = {r for r in regions if r} | stems
    heads = sorted((p for p in places if group.startswith(p)), key=len)
    whole = group.removeprefix(heads[-1]) if heads else group
    ends = ("\\g<kind>", "职教\\g<kind>")
    cut = {_GROUP.sub(end, name) for name in (group, whole) for end in ends}
    return {name for name in {whole, *cut} if name != group and len(name) >= _LEAST_GROUP}


def _called(group: str, short: str, report: Report, context: Context) -> Iterator[Fact]:
    """The first place where a short name stands outside the names that are known."""
    alone = re.compile(rf"(?:^|(?<=[，。；、的为和与由是入在])){re.escape(short)}")
    for paragraph in report.paragraphs:
        known = [(start, end) for _, start, end in context.mentions(paragraph.text)]
        for match in alone.finditer(paragraph.text):
            inside = any(start < match.end() and match.start() < end for start, end in known)
            if not inside:
                cited = (Citation(paragraph.span(*match.span()), paragraph.section),)
                yield _naming(group, short, cited, context)
                return


def _first(firm: str, stem: str, report: Report, context: Context) -> Iterator[Fact]:
    """The first place where the stem stands alone: at the head of a clause, or in a cell."""
    alone = re.compile(rf"(?:^|(?<=[，。；：、])){re.escape(stem)}(?=[在与和的为向把将投])")
    found = [
        Citation(paragraph.span(*match.span()), paragraph.section)
        for paragraph in report.paragraphs
        if (match := alone.search(paragraph.text))
    ]
    found += [
        Citation(cell.span, table.section, table.number or None)
        for table in report.tables
        for row in table.rows
        for cell in row
        if cell.span and cell.text == stem
    ]
    if found:
        yield _naming(firm, stem, (min(found, key=lambda c: c.span.start),), context)


def _naming(name: str, short: str, cited: tuple[Citation, ...], context: Context) -> Fact:
    values = (("about", (name,)), ("alternateName", (short,)))
    dated = (("period", (str(context.data_year),)), ("periodAssumed", ("true",)))
    why = (
        ("zh", f"“{short}”只能是“{name}”的简称：全文没有别的名称可以这样省略。"),
        ("en", f"{short} can only be {name}: no other name of the report is cut to it."),
    )
    return Fact("Naming", (*values, *dated), cited, RULE, INFERRED, why)
