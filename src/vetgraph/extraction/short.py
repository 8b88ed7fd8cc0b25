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


def _first(firm: str, stem: str, report: Report, context: Context) -> Iterator[Fact]:
    """The first place where the stem begins a clause and the name does not go on."""
    alone = re.compile(rf"(?:^|(?<=[，。；：、])){re.escape(stem)}(?=[在与和的为向把将投])")
    for paragraph in report.paragraphs:
        if match := alone.search(paragraph.text):
            values = (("about", (firm,)), ("alternateName", (stem,)))
            dated = (("period", (str(context.data_year),)), ("periodAssumed", ("true",)))
            cited = (Citation(paragraph.span(*match.span()), paragraph.section),)
            why = (
                ("zh", f"“{stem}”是全文唯一以此开头的单位名称“{firm}”的简称。"),
                ("en", f"{firm} is the only name of the report that begins with {stem}."),
            )
            yield Fact("Naming", (*values, *dated), cited, RULE, INFERRED, why)
            return
