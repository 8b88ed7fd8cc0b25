"""What a report brings with it: names, their aliases, and the facts that license them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from vetgraph.extraction.names import (
    HARD,
    class_of,
    is_ordinary,
    is_proper,
    is_school,
    left_edge,
    names,
)
from vetgraph.model import INFERRED, Citation, Fact, Paragraph, Piece, Span
from vetgraph.text import without_brackets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.model import Cell, Report

# Classes whose names are sure when a text prints one twice, once with a sure beginning.
_REPEATED = ("Enterprise", "School", "HigherEducationInstitution", "EducationGroup", "Alliance")
RULE_ALIAS, RULE_BODY = "rule-alias", "rule-body-of-region"
Values = tuple[tuple[str, tuple[str, ...]], ...]
_CALLED = '[“"]?[\u4e00-\u9fffA-Za-z]{2,12}[”"]?'
_CALLS = (
    "(?:以下|下文|后文|本文|文中|表中|下)?(?:均)?(?:简称|统称|习称|俗称|通称|又称|也称|亦称|简写|简记|写|记|称)"
    "(?:为|作)?[:：]?"
)
_ALIAS = re.compile(
    rf"[（(]{_CALLS}(?P<alias>{_CALLED}(?:(?:或|、|和){_CALLED})*)"
    r"(?:[，,；;、](?P<note>[^（）()]{1,40}))?[)）]"
)
_AGAIN = re.compile(rf"{_CALLS}(?P<alias>{_CALLED})")
_WRITTEN = re.compile(
    "，?(?:在?(?:以下|下文|本文|文中)[里中]?)(?:均|都)?(?:写作|简称|称作?|记作|统称)为?[“](?P<alias>[^“”]{2,10})[”]"
)
_BARE_ALIAS = re.compile("[（(](?P<alias>[\u4e00-\u9fff]{2,8})[)）]")
_LABELLED = re.compile("[\u4e00-\u9fff]{4,}[（(][\u4e00-\u9fff]{2,8}[)）]")
_SHORT_FOR = re.compile("(?:^|(?<=[，。；：、]))(?P<alias>[\u4e00-\u9fff]{2,10})(?:即|指|为|系)$")
_GENERAL_ALIASES = frozenset(
    (
        "我校",
        "我院",
        "本校",
        "本院",
        "学校",
        "学院",
        "我市",
        "我区",
        "我县",
        "我省",
        "本市",
        "本区",
        "本县",
    )
)
_DEPARTMENT = re.compile(
    "(?:^|(?<=[，。；：、由与和的把将在向为是受]))(?P<name>(?:(?![由与和的把将在向为是受各该本全分])[\u4e00-\u9fff]){3,7}(?:系|专业部))(?![统列数部动党])"
)
_SHORT_DEPARTMENT = re.compile(
    "(?<=[设有含为置、，和及])(?P<name>(?:(?![由的把将在向为是受各该本全分设有含、，])[\u4e00-\u9fff]){3,12}?[系部])"
    "（(?:以下|下)?(?:简?称)?[“]?(?P<alias>[\u4e00-\u9fff]{2,5}[系部])[”]?）"
)
_ENDED = re.compile("(?<![省市区县州旗乡镇村])$")
_REGION = re.compile(
    "[\u4e00-\u9fff]{2,6}[省市州](?:[\u4e00-\u9fff]{1,5}[市县区旗])+|[\u4e00-\u9fff]{2,5}[省市县旗]"
)
_LEVEL_BODY = re.compile(
    r"(?:(?<=[，。；：、由和与同被经及])|^)(?P<level>[省市区县州旗])(?P<body>(?:人民)?政府办公[室厅]|(?:人民)?政府|教委|总工会|妇联|残联|工商联|科协|文联|文化馆|图书馆|博物馆|体育馆|融媒体中心|红十字会|[\u4e00-\u9fff]{2,4}和[\u4e00-\u9fff]{2,6}?(?:局|厅|委员会)|"
    r"(?:(?![属级内的各获被评由与和经向将把为])[\u4e00-\u9fff]){2,12}?(?:局|厅|委员会|服务中心|委员会办公室|红十字会|教委|发改委|卫健委|总工会|文化馆|图书馆|博物馆|体育馆|融媒体中心|残联|妇联|工商联|文联|科协|团委))"
)


@dataclass(frozen=True, slots=True)
class Discovered:
    """The names of a report's text: classes and aliases, and the facts that license them.

    ``repeated`` are names that are sure only because the text prints them again, ``offices`` the
    authorities whose names have a sure beginning.
    """

    kinds: dict[str, str]
    aliases: dict[str, str]
    facts: tuple[Fact, ...]
    repeated: frozenset[str]
    offices: frozenset[str]


def discover(paragraphs: tuple[Paragraph, ...], region: str, year: int) -> Discovered:
    """The names and aliases that a report brings with it; linear in its length."""
    kinds: dict[str, str] = {}
    aliases: dict[str, str] = {}
    facts: list[Fact] = []
    seen: dict[str, list[float]] = {}
    offices: set[str] = set()
    for paragraph in paragraphs:
        for fact in _namings(paragraph, region, year):
            known = fact.made_by == RULE_BODY and fact.get("alternateName")[0] in aliases
            if not known:
                _learn(fact, kinds, aliases)
                facts.append(fact)
        found = names(paragraph.text)
        offices |= {n.text for n in found if n.kind == "PublicBody" and n.score == HARD}
        for name in found:
            if is_proper(name, region):
                kinds.setdefault(name.text, name.kind)
            elif name.kind in _REPEATED:
                seen.setdefault(name.text, []).append(name.score)
    if is_school(region):
        named = [fact for p in paragraphs for fact in _named_departments(p, year)]
        facts += [fact for fact in named if fact.get("alternateName")[0] not in aliases]
        aliases |= {fact.get("alternateName")[0]: fact.get("about")[0] for fact in named}
        kinds |= {fact.get("about")[0]: "Centre" for fact in named}
        kinds |= {name: "Centre" for name in _departments(paragraphs) if name not in kinds}
    sure = (name for name, scores in seen.items() if len(scores) > 1 and HARD in scores)
    repeated = frozenset(name for name in sure if not is_ordinary(name))
    return Discovered(kinds, aliases, tuple(facts), repeated, frozenset(offices))


def _departments(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    """The departments of a school, named more than once: 信息技术系."""
    found = Counter(
        match["name"] for paragraph in paragraphs for match in _DEPARTMENT.finditer(paragraph.text)
    )
    return (name for name, times in found.items() if times > 1)


def _named_departments(paragraph: Paragraph, year: int) -> Iterator[Fact]:
    """设信息技术系（信息系）: the departments of a school that are given short names."""
    dated = (("period", (str(year),)), ("periodAssumed", ("true",)))
    for match in _SHORT_DEPARTMENT.finditer(paragraph.text):
        if _abbreviates(match["alias"], match["name"]):
            yield _naming(paragraph, match.span(), (match["name"], match["alias"]), dated)


def labelled(report: Report) -> Iterator[Paragraph]:
    """The cells of tables that print a name with a short one: 丁戊职业技术学校（丁戊职校）."""
    for table in report.tables:
        for cell in (cell for row in table.rows for cell in row):
            if cell.span and _LABELLED.fullmatch(cell.text):
                yield Paragraph(cell.text, table.section, (Piece(0, cell.span.start),))


def columned(report: Report, year: int) -> Iterator[Fact]:
    """学校全称 | 简称: the short names that a column gives, each of the name in its row."""
    dated = (("period", (str(year),)), ("periodAssumed", ("true",)))
    for table in report.tables:
        columns = [i for i, head in enumerate(table.headers[-1]) if head.text.endswith("简称")]
        for row, i in product(table.rows, columns):
            if found := _shortened(row, row[i]):
                name, span = found
                said = (("about", (name,)), ("alternateName", (row[i].text,)))
                cited = (Citation(span, table.section, table.number or None),)
                yield Fact("Naming", (*said, *dated), cited, RULE_ALIAS)


def _shortened(row: tuple[Cell, ...], short: Cell) -> tuple[str, Span] | None:
    """The name in a row that a cell shortens, and the stretch over both."""
    for cell in row:
        name = without_brackets(cell.text)
        if cell.span and short.span and len(short.text) > 1 and _abbreviates(short.text, name):
            start = min(cell.span.start, short.span.start)
            return name, Span(start, max(cell.span.end, short.span.end))
    return None


def _naming(
    paragraph: Paragraph, place: tuple[int, int], named: tuple[str, str], dated: Values
) -> Fact:
    """That a thing, by its name, has another name."""
    said = (("about", named[:1]), ("alternateName", named[1:]))
    cited = (Citation(paragraph.span(*place), paragraph.section),)
    return Fact("Naming", (*said, *dated), cited, RULE_ALIAS)


def _namings(paragraph: Paragraph, region: str, year: int) -> Iterator[Fact]:
    yield from _alias_facts(paragraph, year)
    yield from _level_bodies(paragraph, region, year)


def _learn(fact: Fact, kinds: dict[str, str], aliases: dict[str, str]) -> None:
    """Add what a naming says: an alias, unless it is a general word (学校), and a class."""
    if fact.kind != "Naming":
        return
    about, alias = fact.get("about")[0], fact.get("alternateName")[0]
    if _ENDED.search(about):
        kinds.setdefault(about, class_of(about))
    elif _REGION.fullmatch(about):
        kinds.setdefault(about, "Region")
    if alias not in _GENERAL_ALIASES:
        aliases[alias] = about


def _level_bodies(paragraph: Paragraph, region: str, year: int) -> Iterator[Fact]:
    """区教育局 in the report of a 区: the body of that region, by what its name leaves out."""
    for match in _LEVEL_BODY.finditer(paragraph.text):
        if not region.endswith(match["level"]):
            continue
        body = "人民政府" if match["body"] == "政府" else match["body"]
        alias = match["level"] + match["body"]
        values = (("about", (region + body,)), ("alternateName", (alias,)))
        dated = (("period", (str(year),)), ("periodAssumed", ("true",)))
        cited = (Citation(paragraph.span(*match.span()), paragraph.section),)
        why = (
            ("zh", f"“{match['level']}”指本报告的地区{region}。"),
            ("en", f"“{match['level']}” is the region of the report, {region}."),
        )
        yield Fact("Naming", (*values, *dated), cited, RULE_BODY, INFERRED, why)


def _alias_facts(paragraph: Paragraph, year: int) -> Iterator[Fact]:
    """（以下简称“昌平职业学校”）, （简称云岭职校，公办）: aliases, and what the bracket adds."""
    dated = (("period", (str(year),)), ("periodAssumed", ("true",)))
    ends = {name.end: name.start for name in names(paragraph.text)}
    for match in _ALIAS.finditer(paragraph.text):
        start = ends.get(match.start(), -1)
        if start < 0:
            start, _ = left_edge(paragraph.text, max(0, match.start() - 30), match.start())
        name = paragraph.text[start : match.start()]
        called = [a for a in re.split('[“”"或、和]+', match["alias"]) if len(a) > 1]
        called += [m["alias"].strip('“”"') for m in _AGAIN.finditer(match["note"] or "")]
        if len(name) < 3 or any(len(name) <= len(a) for a in called):
            continue
        for alias in called:
            yield _naming(paragraph, (start, match.end()), (name, alias), dated)
        yield from _noted(paragraph, (name, start, match), dated)
    yield from _bare_aliases(paragraph, ends, dated)
    for match in _WRITTEN.finditer(paragraph.text):
        if (start := ends.get(match.start(), -1)) >= 0:
            named = (paragraph.text[start : match.start()], match["alias"])
            yield _naming(paragraph, (start, match.end()), named, dated)
    yield from _explained(paragraph, ends, dated)


def _explained(paragraph: Paragraph, ends: dict[int, int], dated: Values) -> Iterator[Fact]:
    """注：丁戊酒店即丁戊酒店管理有限公司: a short name explained by the whole one."""
    for end, start in sorted(ends.items()):
        said = _SHORT_FOR.search(paragraph.text, max(0, start - 14), start)
        name = paragraph.text[start:end]
        if said is None or not _abbreviates(said["alias"], name):
            continue
        yield _naming(paragraph, (said.start("alias"), end), (name, said["alias"]), dated)


def _bare_aliases(paragraph: Paragraph, ends: dict[int, int], dated: Values) -> Iterator[Fact]:
    """丁戊职业技术学校（丁戊职校）: a name, and in the bracket its characters in their order."""
    for match in _BARE_ALIAS.finditer(paragraph.text):
        start, alias = ends.get(match.start(), -1), match["alias"]
        name = paragraph.text[start : match.start()]
        if start >= 0 and _abbreviates(alias, name):
            yield _naming(paragraph, (start, match.end()), (name, alias), dated)


def _abbreviates(alias: str, name: str) -> bool:
    """Whether a short name is made of characters of a longer one, in their order."""
    rest = iter(name)
    return len(alias) < len(name) - 1 and all(character in rest for character in alias)


def _noted(
    paragraph: Paragraph, named: tuple[str, int, re.Match[str]], dated: Values
) -> Iterator[Fact]:
    """公办 or 民办 in the bracket or before the name: who owns it."""
    name, start, match = named
    before = re.search("(?:公办|民办)的?$", paragraph.text[max(0, start - 3) : start])
    ownership = re.search("公办|民办", match["note"] or (before[0] if before else ""))
    if ownership is None:
        return
    code = "public" if ownership[0] == "公办" else "private"
    said = (("organisation", (name,)), ("ownership", (code,)))
    begin = start if match["note"] or before is None else start - len(before[0])
    own = (Citation(paragraph.span(begin, match.end()), paragraph.section),)
    yield Fact("Characterisation", (*said, *dated), own, RULE_ALIAS)
