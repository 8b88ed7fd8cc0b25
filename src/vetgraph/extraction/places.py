"""Places written as a chain from the larger to the smaller: 江城市云岭区青石街道, 霁山县岩坪村."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = r"(?:(?![与和同在向到赴往对的了从由及、为帮扶支援辖现我])[\u4e00-\u9fff])"
_REGION = "(?:内蒙古|新疆维吾尔|新疆|西藏|宁夏回族|宁夏|广西壮族|广西)(?:自治区)?"
_CHAIN = re.compile(
    rf"(?:(?<=[在于处向到赴往对是与同为扶援驻辖属入至根户家了、，])|(?<=我[省市区县旗州])|^)(?!落户|扎根|安家|坐落|位于|地处|设在|列(?![东西]))(?:[省市区县旗镇乡州]?(?:人民)?政府(?:所在地|驻地)|县城)?"
    rf"(?P<a>{_REGION}|{_PART}{{2,6}}?自治区|{_PART}{{2,3}}?省)?(?:省会|首府)?(?P<b>{_PART}{{2,3}}?市|{_PART}{{2,8}}?自治州)?(?:的(?=[^，。；]{{2,4}}[区县]))?(?P<c>{_PART}{{2,4}}?[区县旗])?"
    rf"(?P<d>{_PART}{{2,5}}?(?:镇|乡|街道|苏木))?(?P<e>{_PART}{{2,5}}?(?:嘎查|村)(?![医民官干校级委镇企务]))?"
)
_GENERIC = re.compile(
    r".*(?:[全各本我该两三四辖郊地山社校园景湖牧农外]|中心|开发|示范|服务|职业)[省市区县旗镇乡村]$|"
    r"(?:.*[大中小新型智慧明游])?城市$|.*(?:各[省市县]区|(?:中心|主)城区|超市|门市|上市|国旗|红旗|升旗|片区|乡镇|街区|街道办)$"
)
_SEAT = re.compile(
    "(?:扎根|隶属于?|我[省市区县旗州]|[坐位设]落?[在于]|地处于?|蹲点|落户|安家|(?:校址|选址|地址|办|建|开|同|扎根|落户|安家)(?:在|于|位于)|[迁搬](?:[至入到]|址到))$"
)
_SERVED = re.compile("(?:为|帮扶|服务|援|驻)$")


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


@lru_cache(maxsize=16)
def place_chains(text: str) -> tuple[Place, ...]:
    """The places of every chain of a clean text, left to right; a single part is no chain.

    Behind 坐落在, 位于 and the like one part is enough, behind 为 and 帮扶 a town or village.
    """
    return tuple(_chains(text))


def _chains(text: str) -> Iterator[Place]:
    for match in _CHAIN.finditer(text):
        parts = [(match[k], *match.span(k)) for k in "abcde" if match[k]]
        parts = list(takewhile(lambda part: not _GENERIC.fullmatch(part[0]), parts))
        if not parts:
            continue
        if len(parts) > 1 or _alone(text[: match.start()], match):
            within = None
            for name, start, end in parts:
                yield Place(name, start, end, within)
                within = name


def _alone(before: str, match: re.Match[str]) -> bool:
    """Whether one place may stand alone behind these words."""
    small = match["d"] or match["e"]
    return bool(_SEAT.search(before) or (small and _SERVED.search(before)))


def places_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Each chain of places as one name, with its place: 青海省玉树市."""
    whole: tuple[str, int, int] | None = None
    for place in place_chains(text):
        if whole and place.within is not None:
            whole = (whole[0] + place.name, whole[1], place.end)
            continue
        if whole:
            yield whole
        whole = (place.name, place.start, place.end)
    if whole:
        yield whole
