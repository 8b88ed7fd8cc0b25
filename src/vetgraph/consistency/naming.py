"""Names one character off an official name, or off one that the report itself uses."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from vetgraph.consistency.findings import Said, noted
from vetgraph.model import Span
from vetgraph.places import load_regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from vetgraph.consistency.figures import Figures
    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.sources import Source

_SHORTEST, _LONG, _OFTEN = 6, 5, 3
_STRETCH = re.compile("(?<=[、，；：和与及])[\u4e00-\u9fff]{2,9}[村镇乡](?=[、，；。等和与及])")
_PLACE = re.compile("[镇乡村旗县区市]$")
# Characters by which names are meant to differ.
_COUNTED = re.compile(
    "[0-9A-Za-z一二三四五六七八九十东西南北中上下前后新老大小高初甲乙丙丁男女年月日届第]"
)
_BODIES = frozenset(
    {"school", "enterprise", "university", "body", "organisation", "centre", "group", "alliance"}
)


def places(figures: Figures) -> Iterator[Finding]:
    """VG.NAM.001: a place that is no official one is one character off an official one.

    Off a town or village of the report's own region, or a long name (阿鲁科尔沁旗) of the country.
    """
    source, regions = figures.source, load_regions()
    within = source.region if source.region.isdigit() else None
    official = regions.names_below(within) if within else {}
    found = {
        name: [f for f in official if _one_off(f, name)] for name in _place_names(source, official)
    }
    near = {name: official[forms[0]][0] for name, forms in found.items() if len(forms) == 1}
    for region in (r for r in regions.upper() if len(r.name) >= _LONG):
        near.update(dict.fromkeys(_variants(source.report.text, region.name), region))
    for name, region in near.items():
        if name not in official and not regions.by_name(name):
            full = regions.full_name(region)
            zh = f"“{name}”与正式地名只差一字：{full}"
            en = f"“{name}” is one character off an official place name: {full}"
            yield from _at(source, "VG.NAM.001", name, Said(zh, en))


def _place_names(source: Source, official: Mapping[str, object]) -> Iterator[str]:
    """Places without a code, and stretches of the text that end like a place (流村镇禾子剑村)."""
    for name in source.names:
        if name.segment == "region" and not name.key[0].isdigit() and _PLACE.search(name.text):
            yield name.text
    for match in _STRETCH.finditer(source.report.text):
        starts = [match[0][len(n) :] for n in official if match[0].startswith(n)]
        yield min([match[0], *starts], key=len)


def bodies(figures: Figures) -> Iterator[Finding]:
    """VG.NAM.002: the text has a name one character off one that it uses often."""
    source, text = figures.source, figures.source.report.text
    known = {name.text for name in source.names}
    often = Counter(
        {n: text.count(n) for n in {n.text for n in source.names if _is_body(n.segment)}}
    )
    for name in sorted(n for n, count in often.items() if count >= _OFTEN and len(n) >= _SHORTEST):
        for other in sorted(set(_variants(text, name)) - known):
            zh = f"“{other}”与“{name}”（{often[name]} 处）只差一字"
            en = f"“{other}” is one character off “{name}”, which stands in {often[name]} places"
            yield from _at(source, "VG.NAM.002", other, Said(zh, en))


def _is_body(segment: str) -> bool:
    return segment in _BODIES


def _variants(text: str, name: str) -> Iterator[str]:
    """Stretches of the text that differ from a name in one character inside it.

    Half of the name stands there unchanged, so that half is what is looked for.
    """
    half = len(name) // 2
    for part, offset in ((name[:half], 0), (name[half:], half)):
        for match in re.finditer(re.escape(part), text):
            found = text[max(0, match.start() - offset) : match.start() - offset + len(name)]
            if _one_off(name, found) and found[0] == name[0] and found[-1] == name[-1]:
                yield found


def _one_off(name: str, other: str) -> bool:
    """Whether two names of one length differ in one character by which names are not told apart."""
    if len(name) != len(other):
        return False
    pairs = [(a, b) for a, b in zip(name, other, strict=True) if a != b]
    return len(pairs) == 1 and not any(_COUNTED.match(c) or not c.isalpha() for c in pairs[0])


def _at(source: Source, rule: str, text: str, said: Said) -> Iterable[Finding]:
    start = source.report.text.find(text)
    if start < 0:
        return []
    return [noted(rule, said, (source.quoted(Span(start, start + len(text))),))]
