"""Captions that print no number, and rows set with blanks that stand under no caption.

Both are told by the lines around them, once every line is known for itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.reading.tables import is_numeric, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vetgraph.reading.lines import Line

_NAMED = re.compile(
    r"[^，。；：:]{2,30}(?:表|一览|统计|明细|情况|对照|名单|计分卡)(?:[（(][^（）()]{1,20}[)）])*"
)
_UNIT = re.compile(r"[（(]?\s*(?:计量)?单位\s*[:：].{1,20}")
_FEWEST_ROWS, _FEWEST_CELLS, _FEWEST_VALUED = 3, 3, 2
_NEAR = 3


def with_untold(found: Sequence[Line]) -> list[Line]:
    """The lines, with captions without a number and rows without a caption marked as such."""
    filled = [i for i, line in enumerate(found) if line.kind not in ("blank", "page")]
    told = list(found)
    for run in _runs(found, filled):
        for i in run:
            told[i] = replace(found[i], kind="row", style="spaces", number="", title="")
    for at, i in enumerate(filled):
        if _heads_rows(told, filled[at : at + _NEAR]):
            told[i] = replace(told[i], kind="caption", number="", title=told[i].text, style="")
    return told


def _heads_rows(found: Sequence[Line], ahead: Sequence[int]) -> bool:
    """Whether a line names a table whose rows follow at once, or behind a line with their unit."""
    line, *below = [found[i] for i in ahead]
    if line.kind != "text" or not _NAMED.fullmatch(line.text):
        return False
    if below and _UNIT.fullmatch(below[0].text):
        below = below[1:]
    return bool(below) and below[0].kind == "row"


def _runs(found: Sequence[Line], filled: Sequence[int]) -> list[list[int]]:
    """Stretches of lines, one under the other, that print as many parts, most of them values."""
    runs: list[list[int]] = []
    run: list[int] = []
    for at, i in enumerate(filled):
        line = found[i]
        cells = parts(line.text) if line.kind in ("text", "heading") else 0
        under = run and i - run[-1] == 1 and cells == parts(found[run[-1]].text)
        if under:
            run.append(i)
            continue
        runs.append(run)
        run = [i] if cells >= _FEWEST_CELLS and not _is_captioned(found, filled, at) else []
    runs.append(run)
    return [r for r in runs if _is_table([found[i] for i in r])]


def _is_captioned(found: Sequence[Line], filled: Sequence[int], at: int) -> bool:
    return any(found[i].kind == "caption" for i in filled[max(at - _NEAR, 0) : at])


def _is_table(rows: Sequence[Line]) -> bool:
    valued = sum(any(map(is_numeric, re.split(r"\s{2,}", row.text)[1:])) for row in rows)
    return len(rows) >= _FEWEST_ROWS and valued >= _FEWEST_VALUED
