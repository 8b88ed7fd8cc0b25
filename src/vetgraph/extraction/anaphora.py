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
    from collections.abc import Iterator, Sequence

    from vetgraph.model import Paragraph

_SCHOOLS = ("School", "HigherEducationInstitution")
_FIRMS = ("Enterprise",)
_THOSE = (
    (
        _SCHOOLS,
        re.compile(
            "该职?校|该院(?!士)|(?:^|(?<=[，。；]))[它其](?=的?前身)|母校(?=捐|提|设|赠|的|，|。)"
        ),
    ),
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


# 乙合作社缺机手，甲校便替它定向培养: the only firm that the sentence has named so far.
_FOR_IT = re.compile("(?<=[替为给向与和同])(?:它们?|其)(?![他它余中实间次说])")
_BIDDERS = ("Enterprise", "Organisation")


_WORDS = "学院|服务站|工作站|基地|中心|工作室|集群|服务队|联合体"
_ENDS = re.compile(f"(?<=[\u4e00-\u9fff]{{2}})(?:{_WORDS})$")
_LAST_WORD = re.compile(
    f"(?:(?<=[，。；月日年将把])|^)(?:{_WORDS})(?=被|获|荣获|入选|列为|评为|认定为|先后|还|也)"
)


@dataclass(slots=True)
class Named:
    """The things that a section has named last, by class, and every school so far.

    Places are counted from the sentence that is read next, those of a paragraph before are spans
    of the report; lives while one section is read.
    """

    last: dict[tuple[str, ...], Party] = field(default_factory=dict)
    schools: set[str] = field(default_factory=set)
    ended: dict[str, Party] = field(default_factory=dict)

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
                last = _moved(last, length)
            if last:
                self.last[kinds] = last
        for word, last in self.ended.items():
            if last.earlier is None:
                self.ended[word] = _moved(last, length)
        for party in named:
            if ending := _ENDS.search(party.name):
                self.ended[ending[0]] = _moved(party, length)

    def leave(self, paragraph: Paragraph) -> None:
        """Turn the places into spans at the end of a paragraph."""
        length = len(paragraph.text)
        self.last = {k: _placed(p, paragraph, length) for k, p in self.last.items()}
        self.ended = {w: _placed(p, paragraph, length) for w, p in self.ended.items()}


def _moved(party: Party, length: int) -> Party:
    return replace(party, start=party.start - length, end=party.end - length)


def _placed(party: Party, paragraph: Paragraph, length: int) -> Party:
    if party.earlier is not None:
        return party
    span = paragraph.span(length + party.start, length + party.end)
    return replace(party, earlier=span)


def with_those(text: str, parties: tuple[Party, ...], named: Named, own: bool) -> tuple[Party, ...]:
    """The parties of a sentence with those that such words stand for; ``own``: a school reports."""
    found: list[Party] = []
    for kinds, pattern in _THOSE:
        for match in pattern.finditer(text):
            before = [p for p in parties if p.kind in kinds and p.end <= match.start()]
            meant = before[-1] if before else named.of(kinds)
            if meant is not None:
                found.append(_standing(meant, match, CARRIED))
    found += _for_it(text, parties)
    found += _by_their_last_word(text, parties, named) if not own else []
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


def _for_it(text: str, parties: Sequence[Party]) -> Iterator[Party]:
    for match in _FOR_IT.finditer(text):
        before = [p for p in parties if p.kind in _BIDDERS and p.end <= match.start()]
        if len({p.name for p in before}) == 1:
            yield _standing(before[-1], match, CARRIED)


def _by_their_last_word(text: str, parties: Sequence[Party], named: Named) -> list[Party]:
    """学院被评为…, 将服务站列为…: the body named last whose name ends so."""
    found = []
    for match in _LAST_WORD.finditer(text):
        ends = [p for p in parties if p.end <= match.start() and p.name.endswith(match[0])]
        meant = ends[-1] if ends else named.ended.get(match[0])
        if meant is not None:
            found.append(_standing(meant, match, CARRIED))
    return found


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
