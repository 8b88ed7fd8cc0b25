"""Short names that a report gives its firms without saying so: 鼎泓水暖 for 鼎泓水暖公司."""

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
        values = (("about", (firm,)), ("alternateName", (stem,)))
        dated = (("period", (str(context.data_year),)), ("periodAssumed", ("true",)))
        why = (
            ("zh", f"“{stem}”是全文唯一以此开头的单位名称“{firm}”的简称。"),
            ("en", f"{firm} is the only name of the report that begins with {stem}."),
        )
        cited = (min(found, key=lambda c: c.span.start),)
        yield Fact("Naming", (*values, *dated), cited, RULE, INFERRED, why)
