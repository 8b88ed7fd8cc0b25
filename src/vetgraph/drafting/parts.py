"""One document may hold several reports: other regions or other years, each with its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.reading import read_text

if TYPE_CHECKING:
    from vetgraph.model import Report

_PLAIN = r"[^\n。，；：《》\t…]"
_TITLE = re.compile(
    rf"^[ \u3000*#]*(?P<title>{_PLAIN}{{0,40}}?质量{_PLAIN}{{0,8}}报告{_PLAIN}{{0,11}})"
    r"[ \u3000*#]*$",
    re.MULTILINE,
)
_NAME = re.compile(r"^(.*?)(?:(?:19|20)\d{2}|[（(]|[高中]等职业|职业教育|教育质量|质量|年度)")
_SHORTEST = 200


def split(report: Report) -> list[Report]:
    """The reports of a document, in order; mostly the one that was read.

    A report begins at a title of another region or year than the title before; running headers
    repeat theirs and begin nothing. What is shorter than a paragraph or two is no report.
    """
    starts, known = [0], None
    for match in _TITLE.finditer(report.text):
        identity = _identity(match["title"])
        if identity is None or identity == known:
            continue
        if known is not None and match.start() - starts[-1] >= _SHORTEST:
            starts.append(match.start())
        known = identity
    if len(starts) == 1 or len(report.text) - starts[-1] < _SHORTEST:
        return [report]
    ends = [*starts[1:], len(report.text)]
    return [read_text(report.text[a:b]) for a, b in zip(starts, ends, strict=True)]


def _identity(title: str) -> tuple[str, str] | None:
    """Region or school and year of a title that names both."""
    plain = re.sub(r"\s+", "", title)
    name, year = _NAME.match(plain), re.search(r"(?:19|20)\d{2}", plain)
    return (name[1], year[0]) if name and name[1] and year else None
