"""Chinese place names: the official list of regions, and what a printed name stands for.

Codes are those of GB/T 2260 (province 2, city 4, county 6 digits) and of the statistical list below
it (town 9, village 12 digits); a region's code begins with the code of every region above it.
``data/reference`` holds the tables and says where they come from.

A printed name is resolved whole, never found inside a text, and only on evidence:

* a full name (昌平区), or parents before it (河北唐山, 北京市昌平区十三陵镇康陵村);
* a name without its suffix if a parent stands before it, if it is a province, or if it has three
  characters (石家庄): 合作 alone is a word, 甘肃合作 a place;
* towns and villages only inside a context region or behind a parent;
* of several regions of one name the nearest to the context; if they lie one inside the other
  (青海玉树: prefecture and city) the higher; else none.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from vetgraph import errors, resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_UPPER = 6

# The peoples an autonomous region may be named after, and those written without 族 as well.
_PEOPLES = (
    "壮|满|回|苗|维吾尔|土家|彝|蒙古|藏|布依|侗|瑶|朝鲜|白|哈尼|哈萨克|黎|傣|畲|傈僳|东乡|仡佬|拉祜|佤|"
    "水|纳西|羌|土|仫佬|锡伯|柯尔克孜|景颇|达斡尔|撒拉|布朗|毛南|塔吉克|普米|阿昌|怒|鄂温克|京|基诺|"
    "德昂|保安|俄罗斯|裕固|乌孜别克|门巴|鄂伦春|独龙|赫哲|高山|珞巴|塔塔尔|各"
)
_PEOPLE = f"(?:(?:{_PEOPLES})族|维吾尔|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯)"

_SUFFIX = {
    "province": r"自治区|省|市",
    "city": r"自治州|地区|盟|市",
    "county": r"自治县|自治旗|联合旗|新区|林区|特区|区|市|县|旗",
    "town": r"街道|地区|民族乡|民族苏木|苏木|镇|乡",
    "village": r"社区居委会|居委会|村委会",
}

# Colloquial, and not the official name less its suffix.
_SHORT_PROVINCES = {"内蒙": "15"}


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative region; ``parent`` is a code, empty for a province."""

    code: str
    name: str
    level: str
    parent: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1 with its alpha-2 code and common names."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class _Index:
    """Regions by the names that say all (``full``) and by names less the suffix (``stems``)."""

    full: Mapping[str, tuple[Region, ...]]
    stems: Mapping[str, tuple[Region, ...]]

    def lookup(self, name: str, *, weak: bool) -> list[Region]:
        """The regions called ``name``; ``weak`` also takes names that are words by themselves."""
        full = [r for r in self.full.get(name, ()) if weak or not _is_wordlike(name)]
        if full:
            return full
        return [r for r in self.stems.get(name, ()) if weak or _is_telling(name, r)]


class Gazetteer:
    """The regions of the tables in ``folder``; each table is read when first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lower: dict[str, _Index] = {}

    def by_code(self, code: str) -> Region | None:
        """The region of that code, 2 to 12 digits; ``None`` if the list has none."""
        if len(code) <= _UPPER:
            return self._upper_codes.get(code)
        return next((r for r in self._below(code) if r.code == code), None)

    def by_name(self, name: str) -> tuple[Region, ...]:
        """Every region of exactly that official name in the whole country, higher ones first."""
        key = _normalised(name)
        upper = [r for r in self._upper_codes.values() if r.name == key]
        return _ordered([*upper, *_called(self._towns, key), *_called(self._villages, key)])

    def ancestors(self, region: Region) -> tuple[Region, ...]:
        """The regions above, nearest first."""
        above: list[Region] = []
        parent = self.by_code(region.parent)
        while parent is not None:
            above.append(parent)
            parent = self.by_code(parent.parent)
        return tuple(above)

    def full_name(self, region: Region) -> str:
        """The name with all parents before it: 北京市昌平区崔村镇."""
        return "".join(r.name for r in reversed((region, *self.ancestors(region))))

    def upper(self) -> tuple[Region, ...]:
        """All provinces, cities and counties in the order of their codes."""
        return tuple(self._upper_codes.values())

    def names_below(self, code: str) -> Mapping[str, tuple[Region, ...]]:
        """The towns and villages under a code by every form of their full names."""
        return self._lower_index(code).full

    def candidates(self, name: str, within: str | None = None) -> tuple[Region, ...]:
        """All readings of a printed name, higher regions first.

        ``within`` is the code of the region the text speaks of; the nearest readings win. If no
        reading has the evidence ``resolve`` asks for, those without it are given.
        """
        return self._find(name, within, weak=False) or self._find(name, within, weak=True)

    def resolve(self, name: str, within: str | None = None) -> Region | None:
        """The one region that a whole printed name stands for, or ``None``."""
        return _settled(self._find(name, within, weak=False))

    def _find(self, name: str, within: str | None, *, weak: bool) -> tuple[Region, ...]:
        key = _normalised(name)
        for scope, deep in _scopes(within or ""):
            found = self._readings(key, scope, deep=deep, weak=weak)
            if found:
                return _ordered(found)
        return ()

    def _readings(self, name: str, scope: str, *, deep: bool, weak: bool) -> set[Region]:
        """The regions under ``scope`` that ``name`` means, as one name or as parents and a name."""
        whole = self._named(name, scope, deep=deep, weak=weak)
        if whole:
            return set(whole)
        found: set[Region] = set()
        for cut in range(2, len(name) - 1):
            for head, sure in self._heads(name[:cut], scope, deep=deep, weak=weak):
                rest = self._readings(name[cut:], head.code, deep=True, weak=sure)
                found |= rest - {head}
        return found

    def _heads(
        self, name: str, scope: str, *, deep: bool, weak: bool
    ) -> Iterator[tuple[Region, bool]]:
        """Parents called ``name``; an unsure one (昌平) must be borne out by a full name after it.

        Below the counties only sure ones count.
        """
        sure = self._named(name, scope, deep=deep, weak=weak)
        yield from ((region, True) for region in sure)
        unsure = [] if sure else self._named(name, scope, deep=False, weak=True)
        yield from ((region, False) for region in unsure)

    def _named(self, name: str, scope: str, *, deep: bool, weak: bool) -> list[Region]:
        upper = [r for r in self._upper.lookup(name, weak=weak) if r.code.startswith(scope)]
        if upper or not deep:
            return upper
        return self._lower_index(scope).lookup(name, weak=weak)

    def _lower_index(self, scope: str) -> _Index:
        if scope not in self._lower:
            self._lower[scope] = _indexed(self._below(scope))
        return self._lower[scope]

    def _below(self, scope: str) -> Iterator[Region]:
        """Towns and villages whose codes begin with ``scope``."""
        yield from _regions(_block(self._towns, scope))
        yield from _regions(_block(self._villages, scope))

    @cached_property
    def _upper_codes(self) -> dict[str, Region]:
        return {r.code: r for r in _regions(_table(self._folder / "regions.tsv.gz"))}

    @cached_property
    def _upper(self) -> _Index:
        return _indexed(self._upper_codes.values())

    @cached_property
    def _towns(self) -> str:
        return _table(self._folder / "towns.tsv.gz")

    @cached_property
    def _villages(self) -> str:
        return _table(self._folder / "villages.tsv.gz")


def short_name(region: Region) -> str:
    """The name less its suffix: 北京, 昌平, 玉树, 康陵; at least two characters."""
    return _stem(region)


@cache
def load_regions() -> Gazetteer:
    """The gazetteer of the bundled tables; reads nothing yet."""
    return Gazetteer(resources.data_dir() / "reference" / "regions")


@cache
def countries() -> tuple[Country, ...]:
    """The countries and territories of ISO 3166-1 in the order of their codes."""
    path = resources.data_dir() / "reference" / "countries.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return tuple(Country(code, zh, en) for code, zh, en in rows)


def load_countries() -> dict[str, str]:
    """Common Chinese name of a country -> its ISO 3166-1 alpha-2 code."""
    return {country.zh: country.code for country in countries()}


def _table(path: Path) -> str:
    """The rows of a table, header left out, with a line end before and after every row."""
    try:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise errors.VetgraphError(
            zh="地名表缺失或损坏，请重新安装 vetgraph，或用同一文件夹的 prepare.py 重新生成",
            en="the table of regions is missing or damaged: install vetgraph again, "
            "or run prepare.py of that folder",
            file=path,
        ) from error
    return text[text.index("\n") :]


def _block(table: str, scope: str) -> str:
    """The rows whose codes begin with ``scope``: neighbours, as a table is in code order."""
    start = table.find("\n" + scope)
    if start < 0:
        return ""
    last = table.rfind("\n" + scope, start, len(table) - 1)
    return table[start : table.index("\n", last + 1)]


def _called(table: str, name: str) -> Iterator[Region]:
    """The regions of a table of exactly that name, found in its text."""
    middle = table.find(f"\t{name}\t")
    while middle >= 0:
        end = table.index("\n", middle)
        yield from _regions(table[table.rindex("\n", 0, middle) + 1 : end])
        middle = table.find(f"\t{name}\t", end)


def _regions(rows: str) -> Iterator[Region]:
    for line in rows.split("\n"):
        if line:
            code, name, level, parent = line.split("\t")
            yield Region(code, name, level, parent)


def _indexed(regions: Iterable[Region]) -> _Index:
    full: dict[str, tuple[Region, ...]] = {}
    stems: dict[str, tuple[Region, ...]] = {}
    for region in regions:
        for form in _full_forms(region):
            full[form] = (*full.get(form, ()), region)
        stem = _stem(region)
        if stem != region.name:
            stems[stem] = (*stems.get(stem, ()), region)
    return _Index(full, stems)


def _full_forms(region: Region) -> tuple[str, ...]:
    """The ways of printing a name that leave no doubt what kind of region it is."""
    name, stem = _committee(region.name), _stem(region)
    if region.level == "province":
        short = [s for s, code in _SHORT_PROVINCES.items() if code == region.code]
        return (name, stem, *short)
    if region.level == "town":
        return (name, name + "办事处") if name.endswith(("街道", "地区")) else (name,)
    if region.level == "village":
        return tuple(dict.fromkeys((name, *_village_forms(name, stem))))
    return (name,)


def _village_forms(name: str, stem: str) -> Iterator[str]:
    """康陵村委会 is printed 康陵村; 上村村委会 also 上村; 永安社区居委会 is printed 永安社区."""
    if name != stem:
        yield stem + ("村" if name.endswith("村委会") else "社区")
    if stem.endswith("村"):
        yield stem


def _committee(name: str) -> str:
    """The short form of the two kinds of village committee, as most official names have it."""
    return name.replace("村民委员会", "村委会").replace("居民委员会", "居委会")


def _stem(region: Region) -> str:
    """The name less its suffix and the peoples named in it; at least two characters."""
    name = _committee(region.name)
    match = _stem_pattern(region.level).fullmatch(name)
    return match["stem"] if match else name


@cache
def _stem_pattern(level: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<stem>.{{2,}}?){_PEOPLE}*(?:{_SUFFIX[level]})")


def _is_wordlike(name: str) -> bool:
    """城区, 郊区, 东区 are official names and everyday words."""
    return len(name) == 2 and name.endswith("区")


def _is_telling(stem: str, region: Region) -> bool:
    """Whether a name without suffix may stand alone; stems of villages are too ordinary."""
    return len(stem) > 2 and region.level != "village"


def _scopes(within: str) -> Iterator[tuple[str, bool]]:
    """The context region, then those above it; towns count in the context and its county only."""
    if within:
        yield within, True
    for size in (9, 6, 4, 2):
        if size < len(within):
            yield within[:size], size >= _UPPER
    yield "", False


def _normalised(name: str) -> str:
    return _committee("".join(unicodedata.normalize("NFKC", name).split()))


def _ordered(found: Iterable[Region]) -> tuple[Region, ...]:
    return tuple(sorted(found, key=lambda region: (len(region.code), region.code)))


def _settled(found: tuple[Region, ...]) -> Region | None:
    """The only one, or the one that holds all others and shares its name with them."""
    if not found:
        return None
    top = found[0]
    inside = all(r.code.startswith(top.code) and _stem(r) == _stem(top) for r in found)
    return top if inside else None
