"""Places written as a chain from the larger to the smaller: 江城市云岭区青石街道, 霁山县岩坪村."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = r"(?:(?![与和同在向到赴往对的从由及、])[\u4e00-\u9fff])"
_CHAIN = re.compile(
    rf"(?:(?<=[在于处向到赴往对是与同、，])|^)"
    rf"(?P<a>{_PART}{{2,3}}?省)?(?P<b>{_PART}{{2,3}}?市)?(?P<c>{_PART}{{2,4}}?[区县旗])?"
    rf"(?P<d>{_PART}{{2,4}}?(?:镇|乡|街道))?(?P<e>{_PART}{{2,4}}?村)?"
)
_GENERIC = re.compile(
    r".*(?:[全各本我该两三四辖城郊地山社校园景湖牧农外]|中心|开发|示范|服务|职业)[省市区县旗镇乡村]$|"
    r".*(?:城市|超市|门市|上市|国旗|红旗|升旗|片区|乡镇|街区|街道办)$"
)


class Place(NamedTuple):
    """A place in a text; ``within`` is the place right before it in its chain."""

    name: str
    start: int
    end: int
    within: str | None


_LAST = re.compile(
    "(?:[\u4e00-\u9fff]{2,6}?(?:自治区|自治州|[省市州盟]))+(?P<last>[\u4e00-\u9fff]{1,8}[市区县旗])"
)


def last_place(name: str) -> str | None:
    """云岭区 of 江城市云岭区; None when a name is no chain of regions."""
    match = _LAST.fullmatch(name)
    return match["last"] if match and len(match["last"]) > 2 else None


def place_chains(text: str) -> Iterator[Place]:
    """The places of every chain of a clean text, left to right; a single part is no chain.

    Behind 坐落在, 位于 and the like one part is enough.
    """
    for match in _CHAIN.finditer(text):
        parts = [(match[k], *match.span(k)) for k in "abcde" if match[k]]
        if not parts or any(_GENERIC.fullmatch(name) for name, *_ in parts):
            continue
        if len(parts) > 1 or re.search("(?:[坐位]落?[在于]|地处|蹲点)$", text[: match.start()]):
            within = None
            for name, start, end in parts:
                yield Place(name, start, end, within)
                within = name
