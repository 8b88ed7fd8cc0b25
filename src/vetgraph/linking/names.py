"""A Chinese organisation's name taken apart: places, core name, legal form.

The order 行政区划 + 字号 + 行业 + 组织形式 is that of the regulations on enterprise names; the
forms are those of the Company Law (a limited company is called 有限责任公司 or 有限公司 alike) and
the usual words for schools and other bodies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vetgraph import places, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vetgraph.places import Region

# What a name ends with, and the one word for that form.
_FORMS = {
    "股份有限公司": "股份有限公司",
    "有限责任公司": "有限公司",
    "集团有限公司": "集团有限公司",
    "股份公司": "股份有限公司",
    "有限公司": "有限公司",
    "集团公司": "集团有限公司",
    "分公司": "分公司",
    "公司": "公司",
    "合伙企业普通合伙": "合伙企业",
    "合伙企业有限合伙": "合伙企业",
    "合伙企业": "合伙企业",
    "个人独资企业": "个人独资企业",
    "专业合作社": "合作社",
    "合作社": "合作社",
    "集团": "集团",
    "学校": "学校",
    "学院": "学院",
    "大学": "大学",
    "医院": "医院",
    "协会": "协会",
    "中心": "中心",
    "研究院": "研究院",
    "研究所": "研究所",
    "委员会": "委员会",
    "政府": "政府",
}

# Words that are part of what a body is called: 昌平职业 is no name, 昌平职业学校 is one.
_KEPT = frozenset(
    {"学校", "学院", "大学", "医院", "协会", "中心", "研究院", "研究所", "委员会", "政府"}
)

COMPANY_FORMS = frozenset(_FORMS.values()) - _KEPT - {"集团"}

_ENDING = re.compile("(?:" + "|".join(sorted(_FORMS, key=len, reverse=True)) + ")$")


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """One printed name in comparable pieces.

    ``key`` is the whole name without marks of print and with the one word for each form; ``cores``
    is the name without its legal form, first with and then without the places before it; ``form``
    is the form's one word or ``None``; ``region`` the code of the place it names or ``None``.
    """

    key: str
    cores: tuple[str, ...]
    form: str | None
    region: str | None


def parse(name: str) -> OrganisationName:
    """The pieces of a name as printed anywhere: width, blanks and capitals do not matter."""
    folded = text.fold(name).casefold()
    plain, bracket_region = _without_brackets(folded)
    body, form = _without_form(plain)
    regions, rest = leading_regions(body)
    heads = [places.short_name(region) for region in regions]
    cores = tuple("".join(heads[i:]) + rest for i in range(len(heads) + 1))
    region = regions[-1] if regions else bracket_region
    return OrganisationName(_key(folded), cores, form, region.code if region else None)


def _key(folded: str) -> str:
    body, form = _without_form(re.sub("[()]", "", folded))
    regions, rest = leading_regions(body)
    return "".join(map(places.short_name, regions)) + f"{rest}|{form or ''}"


def leading_regions(text_: str) -> tuple[list[Region], str]:
    """The places a name or an address begins with, outermost first, and what follows them.

    The first may be any full name or a province without suffix, each next one must be a full
    name inside it; something of the text always remains unless it is a place altogether.
    """
    regions: list[Region] = []
    rest = text_
    while (region := _place_at_start(rest, regions)) is not None:
        regions.append(region)
        rest = rest[_matched_length(rest, region) :]
    return regions, rest


def region_of(text_: str) -> str | None:
    """The code of the region an address begins with, or which the text is the code of."""
    folded = text.fold(text_)
    if folded.isdigit():
        region = places.load_regions().by_code(folded)
        return region.code if region else None
    regions, _ = leading_regions(folded)
    return regions[-1].code if regions else None


def _place_at_start(rest: str, above: list[Region]) -> Region | None:
    known = _place_names()
    for cut in range(min(_longest_place(), len(rest)), 1, -1):
        found = [r for r in known.get(rest[:cut], ()) if _fits(r, rest[:cut], above)]
        if len(found) == 1:
            return found[0]
    return None


def _fits(region: Region, printed: str, above: list[Region]) -> bool:
    if above:
        inside = region.code.startswith(above[-1].code) and region.code != above[-1].code
        return inside and printed == region.name
    return True


def _matched_length(rest: str, region: Region) -> int:
    if rest.startswith(region.name):
        return len(region.name)
    return len(places.short_name(region))


@cache
def _place_names() -> Mapping[str, tuple[Region, ...]]:
    """Full names of all counties and above, and what provinces and longer names are called."""
    names: dict[str, tuple[Region, ...]] = {}
    for region in places.load_regions().upper():
        short = places.short_name(region)
        telling = region.level == "province" or (region.level == "city" and len(short) > 2)
        for name in {region.name: 0, short: 0} if telling else {region.name: 0}:
            names[name] = (*names.get(name, ()), region)
    return names


@cache
def _longest_place() -> int:
    return max(map(len, _place_names()))


def _without_brackets(folded: str) -> tuple[str, Region | None]:
    """The name without the brackets that add a place or an abbreviation, and that place."""
    region = None
    for inner in re.findall(r"\(([^()]*)\)", folded):
        regions, rest = leading_regions(inner)
        if regions and not rest:
            region = regions[-1]
            folded = folded.replace(f"({inner})", "")
        elif inner.isascii():
            folded = folded.replace(f"({inner})", "")
    return re.sub("[()]", "", folded), region


def _without_form(plain: str) -> tuple[str, str | None]:
    match = _ENDING.search(plain)
    if match is None or match.start() < 2:
        return plain, None
    form = _FORMS[match[0]]
    return (plain, form) if form in _KEPT else (plain[: match.start()], form)
