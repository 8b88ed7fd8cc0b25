"""What 该校, 该企业, 该集团 stand for: the thing of that kind that is named last before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vetgraph.extraction.names import HARD
from vetgraph.extraction.parties import BODIES, Party
from vetgraph.extraction.said import CARRIED, Found
from vetgraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vetgraph.model import Paragraph

_SCHOOLS = ("School", "HigherEducationInstitution")
_FIRMS = ("Enterprise",)
_THOSE = (
    (_SCHOOLS, re.compile("该职?校|该院(?!士)|母校(?=捐|提|设|赠|的|，|。)")),
    (_FIRMS, re.compile("该(?:公司|企业|厂|酒店)|这家(?:公司|企业)")),
    (BODIES, re.compile("该(?:集团|联盟|联合体|共同体)")),
    (
        _SCHOOLS,
        re.compile("(?:^|(?<=[，。；]))(?:校企)?双方(?=据此|还|共同|联合|合作|共建|合建|在)"),
    ),
)
# In a report of a region 学校 is the only school that a paragraph has named so far.
_ONLY = re.compile(
    "(?:^|(?<=[，。；]))学校(?=因此|还|也|又|先后|被|获|与|和|同|为|将|把|在|荣|入选|联合|携手|引[进入企]|牵头|加入|成立|开设|设有)"
)


@dataclass(slots=True)
class Named:
    """The things that a section has named last, by class, and every school so far.

    Places are counted from the sentence that is read next, those of a paragraph before are spans
    of the report; lives while one section is read.
    """

    last: dict[tuple[str, ...], Party] = field(default_factory=dict)
    schools: set[str] = field(default_factory=set)

    def of(self, kinds: tuple[str, ...]) -> Party | None:
        """The thing of these classes named last."""
        return self.last.get(kinds)

    def here(self, kinds: tuple[str, ...]) -> Party | None:
        """The thing of these classes named last in the paragraph that is read."""
        last = self.of(kinds)
        return None if last is None or isinstance(last.earlier, Span) else last

    def note(self, parties: Sequence[Party], length: int) -> None:
        """Take in the parties of a sentence of so many characters."""
        named = [p for p in parties if p.earlier is None]
        self.schools |= {p.name for p in named if p.kind == "School"}
        for kinds in (_SCHOOLS, _FIRMS, BODIES):
            found = [p for p in named if p.kind in kinds]
            last = found[-1] if found else self.of(kinds)
            if last and last.earlier is None:
                last = replace(last, start=last.start - length, end=last.end - length)
            if last:
                self.last[kinds] = last

    def leave(self, paragraph: Paragraph) -> None:
        """Turn the places into spans at the end of a paragraph."""
        length = len(paragraph.text)
        for kinds, last in self.last.items():
            if last.earlier is None:
                span = paragraph.span(length + last.start, length + last.end)
                self.last[kinds] = replace(last, earlier=span)


def with_those(text: str, parties: tuple[Party, ...], named: Named, own: bool) -> tuple[Party, ...]:
    """The parties of a sentence with those that such words stand for; ``own``: a school reports."""
    found: list[Party] = []
    for kinds, pattern in _THOSE:
        for match in pattern.finditer(text):
            before = [p for p in parties if p.kind in kinds and p.end <= match.start()]
            meant = before[-1] if before else named.of(kinds)
            if meant is not None:
                found.append(_standing(meant, match, CARRIED))
    only = named.of(_SCHOOLS)
    if not own and only is not None and len(named.schools) == 1:
        schools = {p.name for p in parties if p.kind == "School"} | named.schools
        found += [_standing(only, m, CARRIED * CARRIED) for m in _ONLY.finditer(text)]
        found = found if len(schools) == 1 else [p for p in found if text[p.start] != "学"]
    free = [
        p
        for p in found
        if not any(p.start < other.end and other.start < p.end for other in parties)
    ]
    return tuple(sorted([*parties, *free], key=lambda p: p.start))


def _standing(meant: Party, match: re.Match[str], doubt: float) -> Party:
    score = min(meant.score, HARD) * doubt
    earlier = meant.earlier or (meant.start, meant.end)
    return replace(meant, start=match.start(), end=match.end(), score=score, earlier=earlier)


def with_earlier(found: Found, parties: Sequence[Party]) -> Found:
    """A relation that such a word bears, with the passage that names what it stands for."""
    names = {value for _, values in found.values for value in values}
    spans = found.spans
    for party in parties:
        here = any(start <= party.start and party.end <= end for start, end in spans)
        if party.earlier is None or party.name not in names or not here:
            continue
        if isinstance(party.earlier, Span):
            return replace(found, spans=spans, before=party.earlier)
        begin, stop = party.earlier
        if not any(start <= begin and stop <= end for start, end in spans):
            spans = (*spans, party.earlier)
    return found if spans == found.spans else replace(found, spans=spans)
