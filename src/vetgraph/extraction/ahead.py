"""Sections that tell only of what is to come: 下一步打算, 改进措施, 工作展望."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vetgraph.model import Section

_AHEAD = re.compile(
    "(?:(?:下一?步|今后|未来|下一?年度?|明年|\\d{4}年|工作|改进|发展|重点|主要|思路|努力|和|与|及|的)*"
    "(?:打算|展望|计划|规划|思路|设想|安排|方向|措施|对策|任务))"
)


def stretches_ahead(sections: Iterable[Section], end: int) -> tuple[Span, ...]:
    """The stretches of a text of length ``end`` under such titles, sections inside them too."""
    found: list[Span] = []
    opened: Section | None = None
    for section in (*sections, None):
        closes = section is None or (section.kind == "section" and opened is not None
                                     and section.level <= opened.level)  # fmt: skip
        if opened and closes:
            stop = section.heading.start if section else end
            found.append(Span(opened.heading.start, stop))
            opened = None
        if opened is None and section and section.kind == "section":
            opened = section if _AHEAD.fullmatch(section.title) else None
    return tuple(found)
