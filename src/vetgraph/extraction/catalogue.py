"""Majors by name: a sentence may name one without the word 专业."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

# A short name is a word of the language as well: 护理 is a major beside others or behind 开设.
_SHORT = 4
_BEFORE = re.compile(
    "(?:[的、与和及：“（从在由]|专业|开设|开出|新增|增设|停招|停办|撤销|撤掉|停掉|招收|报读|就读|学习|主修|承接|对口)$"
)
_BEHIND = re.compile("[、与和及，。；）”]|专业|方向|$|等|报考|招生|停招|停办|获")
_TOLD = re.compile("(?:为|是)[^，。；]{0,24}专业|入选|获批|获评|被[^，。；]{0,16}(?:评|认|列)")
_PART_OF = re.compile("[室实基地课车间赛竞大设师技员工班部系馆所厂公]|专业(?:群|部)")


@lru_cache(maxsize=1)
def known_majors() -> frozenset[str]:
    """The names of the bundled list."""
    path = data_dir() / "reference" / "majors.txt"
    return frozenset(path.read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def major_pattern() -> str:
    """Any name of the list as the inside of a pattern, longest first."""
    ordered = sorted(known_majors(), key=lambda name: (-len(name), name))
    return "|".join(map(re.escape, ordered))


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    return re.compile(major_pattern())


def majors_in(text: str) -> Iterator[tuple[str, int, int]]:
    """The listed majors that a clean text names (name, start, end), left to right."""
    for match in _any().finditer(text):
        if _PART_OF.match(text, match.end()):
            continue
        if len(match[0]) > _SHORT or _is_told(text, match):
            yield match[0], match.start(), match.end()


def _is_told(text: str, match: re.Match[str]) -> bool:
    """Whether the words around a short name mark it as a major."""
    if _BEFORE.search(text, 0, match.start()) and _BEHIND.match(text, match.end()):
        return True
    heads = match.start() == 0 or text[match.start() - 1] in "，。；"
    return heads and _TOLD.match(text, match.end()) is not None
