"""What lies where: 坐落在, 位于, 设在 … 的是, places inside places, the schools of a region."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.extraction.names import HARD, countries
from vetgraph.extraction.parties import Party, in_title
from vetgraph.extraction.places import place_chains
from vetgraph.extraction.said import Found, is_school, of, stretch
from vetgraph.extraction.shared import Shared, shared
from vetgraph.extraction.verbs import verbs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.said import Said

RULE = "rule-location"
_PLACED = (
    "School",
    "HigherEducationInstitution",
    "InternationalPartner",
    "Centre",
    "Enterprise",
    "Organisation",
    "Region",
)
_WIDE, _SMALL = "省市区县州盟旗", ("镇", "乡", "街道", "村", "苏木", "嘎查")


def locations(said: Said) -> Iterator[Found]:
    """The locations that a sentence tells."""
    yield from _lying(said)
    yield from _chained(said)
    yield from _set_in(said)
    yield from _governed(said)
    yield from _in_a_city(said)
    yield from _inside(said)
    yield from _in_a_country(said)
    yield from _in_its_part(said)
    yield from _held(said)
    yield from _ruled(said)
    yield from _named_after(said)
    yield from _placed_before(said)
    yield from _just_in(said)
    yield from _by_levels(said)
    yield from _owned(said)
    yield from _own_schools(said)


def lies_in(thing: Party, region: Party, spans: tuple[tuple[int, int], ...]) -> Iterator[Found]:
    """That something lies in a region; nothing when both are one or it is the wider of them."""
    wider = thing.kind == "Region" and thing.name[-1] in _WIDE and region.name.endswith(_SMALL)
    if thing.name != region.name and thing.kind in _PLACED and not wider:
        values = (("place", (thing.name,)), ("region", (region.name,)))
        yield Found("Location", values, spans, RULE, min(thing.score, region.score))


@lru_cache(maxsize=1)
def _lies() -> re.Pattern[str]:
    return re.compile(rf"(?:{verbs_of('Location')})(?:了|于|在)?")


def _lying(said: Said) -> Iterator[Found]:
    """A校坐落在B镇; of a chain of places each."""
    for verb in _lies().finditer(said.text):
        regions = _chain(said, verb.end())
        things = _named_before(said, verb.start()) or said.subjects(verb.start())
        for thing in things if regions else ():
            for region in regions:
                yield from lies_in(thing, region, stretch(of(thing), verb.span(), of(region)))


_SET_OFF = re.compile(
    "(?:（[^（）]{0,40}）)?，(?:校本部|本部|主校区|校址|校门|学校|地址|校园|校区|该校|其)?(?:也|均|都|现)?"
)


def _named_before(said: Said, at: int) -> tuple[Party, ...]:
    """民办校为A校（下称甲），校址在B区: the school that ends the clause before."""
    return tuple(
        p for p in said.parties if is_school(p) and _SET_OFF.fullmatch(said.text, p.end, at)
    )


def _chain(said: Said, start: int) -> list[Party]:
    """The regions that stand one behind the other from a place on."""
    found: list[Party] = []
    places = [Party(p.name, "Region", p.start, p.end, HARD) for p in place_chains(said.text)]
    regions = [p for p in said.parties if p.kind == "Region"]
    if seat := _SEAT_OF.match(said.text, start):
        start = seat.end()
        if town := _TOWN.match(said.text, start):
            return [Party(town[0], "Region", *town.span(), HARD)]
    for party in places or regions:
        if party.start == (found[-1].end if found else start):
            found.append(party)
    if zone := _ZONE.match(said.text, start):
        found.append(Party(zone[0], "Region", *zone.span(), HARD))
    return found or [p for p in regions if p.start == start]


def _chained(said: Said) -> Iterator[Found]:
    """霁山县岩坪村: the village lies in the county."""
    for place in place_chains(said.text):
        if place.within is not None and not in_title(said.text, place.start, place.end):
            inner = Party(place.name, "Region", place.start, place.end, HARD)
            begin = place.start - len(place.within)
            outer = Party(place.within, "Region", begin, place.start, HARD)
            yield from lies_in(inner, outer, ((begin, place.end),))


# 区政府所在地青石街道, 县城东郊的渌阳镇: what only describes the place behind it.
_SEAT_OF = re.compile(
    "[^，。；、和与\\d]{2,8}的(?=[\u4e00-\u9fff]{2,4}(?:镇|乡|街道)(?:[，。；]|$))|"
    "(?:[省市区县旗镇乡州]?(?:人民)?政府(?:所在地|驻地)|县城|省会|首府)的?"
)
_TOWN = re.compile("[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道)")
_ZONE = re.compile(
    "(?:(?![，。；的与和])[\u4e00-\u9fff]){2,10}?(?:经济(?:技术)?开发区|高新(?:技术产业(?:开发)?)?区|"
    "工业园区?|产业园区?|科技园区?|新城|教育园区?|职教园区?|职教城|大学城|新区)"
)
_SET_IN = re.compile(r"(?:设在|位于|坐落在|在)(?=[\u4e00-\u9fff])")
_ARE = re.compile("的(?:学校)?(?:有|是|为)")
_IS_SET = ("为", "是", "有", "：")


def _set_in(said: Said) -> Iterator[Found]:
    """设在A区的是甲校和乙校; 市直学校为设在A区的甲校和乙校."""
    for match in _SET_IN.finditer(said.text):
        stated = said.text.endswith(_IS_SET, 0, match.start())
        for region in _chain(said, match.end())[-1:]:
            are = _ARE.match(said.text, region.end)
            begin = are.end() if are else region.end + 1 if stated else -1
            for thing in said.list_at(begin, 4 if are else 0):
                yield from lies_in(thing, region, stretch(match.span(), of(region), of(thing)))


_IN_TOWN = re.compile("(?P<town>[\u4e00-\u9fff]{2,3}(?:乡|镇|街道|村))[\u4e00-\u9fff]{3,}")


def _named_after(said: Said) -> Iterator[Found]:
    """茶岭乡红岩茶叶合作社: what a town or village stands before lies in it."""
    for thing in said.parties:
        town = _IN_TOWN.match(said.text, thing.start, thing.end)
        if town and thing.kind != "Region":
            place = Party(town["town"], "Region", *town.span("town"), thing.score)
            yield from lies_in(thing, place, (of(thing),))


_BEFORE = re.compile(
    "(?:^|[，。；、：]|另有|以及|[和与于在])(?:(?:坐落|位|设|落户|开办|建)[于在]|校址(?:同|也|均)?在)?"
    "(?P<place>(?!(?:所属|下属|各|本|我|该|全))[\u4e00-\u9fff]{2,5}?(?:街道|镇|乡|苏木|村))(?:辖区内|境内|辖内|地界)?的$"
)


def _placed_before(said: Said) -> Iterator[Found]:
    """丙镇的甲校, 丁街道辖区内的乙校: a town that stands before a school."""
    for school in filter(is_school, said.parties):
        match = _BEFORE.search(said.text, 0, school.start)
        if match:
            place = Party(match["place"], "Region", *match.span("place"), HARD)
            yield from lies_in(school, place, stretch(of(place), of(school)))


_JUST_IN = re.compile(
    "(?:（[^（）]*）)?，(?:学校|校址|校园|校门|现)?(?:就|都|现)?在(?:[旗县市区][\u4e00-\u9fff]{0,4}所在地|县城|城关)?"
    "(?P<place>[\u4e00-\u9fff]{2,5}(?:镇|乡|街道|苏木))(?=[，。；])"
)


_IN_BRACKET = re.compile(
    "（[^（）]{0,24}?(?:地处|位于|坐落[于在]|校址在|设在)"
    "(?P<place>[\u4e00-\u9fff]{2,10}?(?:镇|乡|街道|苏木|开发区|园区|新区|新城|[区县]))[^（）]{0,12}）"
)


def _just_in(said: Said) -> Iterator[Found]:
    """第二所是A校（简称甲），在丙镇; A校（简称甲，地处丙镇）."""
    for school in filter(is_school, said.parties):
        match = _JUST_IN.match(said.text, school.end) or _IN_BRACKET.match(said.text, school.end)
        if match:
            place = Party(match["place"], "Region", *match.span("place"), HARD)
            yield from lies_in(school, place, stretch(of(school), match.span()))


_LEVEL = re.compile(
    "[\\d一二两三四五六七八九十]+个(?P<level>街道|民族乡|苏木|嘎查|[镇乡县区旗市村])[（(](?P<list>[^（）()]{2,120})[)）]"
)


def _by_levels(said: Said) -> Iterator[Found]:
    """下辖2个镇（甲镇、乙镇）、1个乡（丙乡）: each lies in the region."""
    over = _OVER.search(said.text)
    regions = [p for p in said.subjects(over.start()) if p.kind == "Region"] if over else []
    for match in _LEVEL.finditer(said.text, over.end()) if over and regions else ():
        at = match.start("list")
        for name in _AND.split(match["list"]):
            place = Party(name, "Region", at, at + len(name), HARD)
            at += len(name) + 1
            if name.endswith(match["level"]):
                yield from lies_in(place, regions[0], stretch(of(regions[0]), of(place)))


_OWNED = re.compile(
    r"(?:均|都|皆|同)?(?:是|为|系|属)(?:一所)?[^，。；]{0,24}?(?P<owned>公办|民办)[^，。；]{0,16}?(?:学校|院校|学院|中专|职高)?(?=[，。；])"
)
_OWNERS = {"公办": "public", "民办": "private"}


def _owned(said: Said) -> Iterator[Found]:
    """A校是一所民办学校: who owns it."""
    for match in _OWNED.finditer(said.text):
        for school in said.subjects(match.start(), is_school):
            values = (("organisation", (school.name,)), ("ownership", (_OWNERS[match["owned"]],)))
            spans = stretch(of(school), match.span())
            yield Found("Characterisation", values, spans, RULE, school.score)


_OVER = re.compile(r"(?:下辖|管辖|辖有|辖|下设|设)(?:了|有)?(?=[\u4e00-\u9fff\d])")
_HOW_MANY = re.compile(
    r"(?:[\d一二两三四五六七八九十]+个?(?:街道|[镇乡县区旗市])、?)+[，：（](?:即|分别是|分别为|包括|有|为)?"
)
_LEVELS = "街道办事处|街道|市辖区|县级市|自治县|城区|[镇乡县区旗市]"


def _ruled(said: Said) -> Iterator[Found]:
    """我区辖甲街道、乙镇和丙镇, 甲市辖乙、丙两个区: each lies in the region."""
    for match in _OVER.finditer(said.text):
        places = shared(said.text, match.end(), _LEVELS) or list(_below(said, match.end()))
        for region in said.subjects(match.start()) if places else ():
            for name, start, end in places if region.kind == "Region" else ():
                place = Party(name, "Region", start, end, HARD)
                yield from lies_in(place, region, stretch(of(region), match.span(), of(place)))


def _below(said: Said, at: int) -> Iterator[Shared]:
    counted = _HOW_MANY.match(said.text, at)
    at = counted.end() if counted else at
    tail = _BELOW.match(said.text, at)
    for name in _AND.split(tail[0]) if tail else ():
        yield Shared(name, at, at + len(name))
        at += len(name) + 1


_PLACE = r"[\u4e00-\u9fff]{2,5}?(?:街道|[镇乡县区旗市])"
_BELOW = re.compile(rf"{_PLACE}(?:[、和]{_PLACE})+(?=[，。；、等）]|[\d一二两三四五六七八九十]|$)")
_AND = re.compile("[、和]")
_UNDER = re.compile(
    "(?:代管|所辖|管辖|下辖|直管|(?<=市)市辖|辖)的?(?:[\u4e00-\u9fff]{0,4}[市区县]|一个)"
)
_CITY = re.compile("(?:是|为|系|隶属于?|属于?)(?P<name>[\u4e00-\u9fff]{2,4}?[市省州盟])$")

_HELD_BY = re.compile(
    "[由归](?P<name>[\u4e00-\u9fff]{2,4}?[市省州盟])(?:代管|管辖|管理)(?=[，。；]|的)"
)


def _governed(said: Said) -> Iterator[Found]:
    """甲市是乙市代管的县级市, 甲市由乙市代管."""
    for match in (m for p in (_UNDER, _HELD_BY) for m in p.finditer(said.text)):
        above = match if "name" in match.groupdict() else _CITY.search(said.text, 0, match.start())
        if above is None:
            continue
        region = Party(above["name"], "Region", above.start("name"), above.end("name"), HARD)
        for thing in said.subjects(above.start()):
            if thing.kind == "Region":
                yield from lies_in(thing, region, stretch(of(thing), match.span()))


_INSIDE = re.compile(
    "(?:是|系|属|为(?=[县区市州旗省]属))[^，。；]{0,8}?(?P<level>[县区市州旗省])(?:内|域内|境内|属)"
    "(?=[^，。；]{0,8}(?:学校|院校|中专|职高))"
)


def _inside(said: Said) -> Iterator[Found]:
    """甲校系县内民办学校: it lies in the county that reports."""
    region = said.region
    for match in _INSIDE.finditer(said.text) if region else ():
        if region is None or not region.name.endswith(match["level"]):
            continue
        for school in said.subjects(match.start(), is_school):
            yield from lies_in(school, region, stretch(of(school), match.span()))


_ITS_PART = re.compile(
    "(?:地?处在?|在|是)(?P<region>[\u4e00-\u9fff]{2,8}?[省市区县州盟旗])的?(?=[东南西北中](?:[东南西北]?[部角端郊麓缘隅]))"
)


def _in_its_part(said: Said) -> Iterator[Found]:
    """甲县在乙市东南角."""
    for match in _ITS_PART.finditer(said.text):
        region = Party(match["region"], "Region", *match.span("region"), HARD)
        for thing in said.subjects(match.start()):
            yield from lies_in(thing, region, stretch(of(thing), match.span()))


def _in_a_country(said: Said) -> Iterator[Found]:
    """新西兰的塔拉鲁瓦飞行学院: what is said to be a country's lies in it."""
    for party in said.parties:
        country = next((c for c in countries() if said.text.endswith(f"{c}的", 0, party.start)), "")
        if country and is_school(party):
            begin = party.start - len(country) - 1
            place = Party(country, "Region", begin, begin + len(country), HARD)
            yield from lies_in(replace(party, score=HARD), place, stretch(of(place), of(party)))


_HOLDS = re.compile(
    "(?:区|县|市|境|辖区)?内?(?:集中了?|现有|共有|拥有|设有|建有|办有|分布着?|坐落着?|有)(?:公办的?|民办的?)?"
)
_ALSO = re.compile("[^，。；]{0,8}，?(?:还有|以及|和)(?:公办的?|民办的?)")


def _held(said: Said) -> Iterator[Found]:
    """丙区集中了甲校、乙校两所公办校，以及民办的丁校: each lies there."""
    for region in said.parties:
        holds = _HOLDS.match(said.text, region.end)
        if region.kind != "Region" or holds is None:
            continue
        schools = list(said.list_at(holds.end()))
        if schools and (also := _ALSO.match(said.text, schools[-1].end)):
            schools += said.list_at(also.end())
        for school in filter(is_school, schools):
            yield from lies_in(school, region, stretch(of(region), of(school)))


_PART_OF_CITY = re.compile(
    "(?:是|为|系)(?P<above>[\u4e00-\u9fff]{2,4}?省)?(?:的?(?:省会|首府))?(?P<city>[\u4e00-\u9fff]{2,4}?市)"
    "(?:的|所辖的?|下辖的?)?(?:[\u4e00-\u9fff]{0,4}(?:城区|郊区|新区|核心区|市辖区)|[东西南北]大门|副中心)"
)


def _in_a_city(said: Said) -> Iterator[Found]:
    """甲区是乙省省会丙市的中心城区."""
    for match in _PART_OF_CITY.finditer(said.text):
        city = Party(match["city"], "Region", *match.span("city"), HARD)
        for thing in said.subjects(match.start()):
            if thing.kind == "Region":
                yield from lies_in(thing, city, stretch(of(thing), match.span()))
        if match["above"]:
            above = Party(match["above"], "Region", *match.span("above"), HARD)
            yield from lies_in(city, above, (match.span(),))


_SCHOOLS_OF = re.compile(
    r"(?:共有|现有|拥有|设有|有|办有)[^，。；：]{0,6}?(?:[一二两三四五六七八九十\d]+所)?(?:公办|民办|独立设置的)*(?:区属|市属|县属|区域内)?"
    r"(?:中等职业学校|中职学校|职业学校|职业院校)(?:[一二两三四五六七八九十\d]+所)?"
)
_FAR = 40
_HAS = re.compile("(?:现有|共有|拥有|设有|有)$")
_ALL_OF = re.compile(
    r"(?:等)?[一二两三四五六七八九十\d]+所(?:公办|民办|区属|市属|县属|独立设置的)*(?:中等职业学校|中职学校|职业学校|职业院校)"
)


def _listed_schools(said: Said) -> Iterator[Found]:
    """全区现有甲校、乙校两所中等职业学校: each lies in the region that reports."""
    for first in said.parties if said.own is None else ():
        has = _HAS.search(said.text, 0, first.start)
        schools = said.list_at(first.start)
        count = _ALL_OF.match(said.text, schools[-1].end)
        if has and count and not _BUT.search(said.text, 0, count.end()):
            name = said.context.canonical(said.context.region) or said.context.region
            region = Party(name, "Region", 0, 0, HARD)
            for school in schools:
                yield from lies_in(school, region, stretch(of(school), (has.start(), count.end())))


_BUT = re.compile("市外|区外|县外|外省|外地|合作")


def _own_schools(said: Said) -> Iterator[Found]:
    """我区共有3所中等职业学校：甲校、乙校和丙校: each lies in the region that reports."""
    context = said.context
    match = _SCHOOLS_OF.search(said.text)
    yield from _listed_schools(said)
    if said.own is not None or match is None or _BUT.search(said.text, 0, match.end()):
        return
    counted = re.search(r"[一二两三四五六七八九十\d]+所", match[0])
    schools = [p for p in said.parties if p.start >= match.end() and is_school(p)]
    lists = said.list_at(schools[0].start) if schools else ()
    if counted is None or not lists or _BUT.search(said.text, match.end(), lists[0].start):
        return
    if lists[0].start - match.end() > _FAR:
        return
    name = context.canonical(context.region) or context.region
    region = Party(name, "Region", 0, 0, HARD)
    named = [p for p in said.subjects(match.start()) if p.name == region.name]
    region = named[0] if named else region
    for school in lists:
        if is_school(school):
            yield from lies_in(school, region, stretch(of(region), match.span(), of(school)))
