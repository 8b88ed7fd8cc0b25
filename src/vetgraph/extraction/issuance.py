"""Who issued which document: A、B联合印发《…》, A会同B出台《…》《…》."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.extraction.parties import PARTIES, Party
from vetgraph.extraction.said import Found, of, stretch
from vetgraph.extraction.verbs import verbs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.said import Said

RULE = "rule-issuance"
_NEAR = 4
_MARKED = r"(?:《(?:[^《》]|《[^《》]*》)+》(?:（[^（）]*）)?[、和及]?)+"
_BARE = (
    r"[\u4e00-\u9fff]{2,24}?(?:指导意见|实施意见|若干意见|管理办法|实施办法|实施方案|工作方案|行动计划|行动方案|"
    r"发展规划|实施细则|管理规定|工作规程|若干措施|条例)(?=[，。；])"
)
_LOOSE = re.compile("[的了]|相关|有关|一系列|多项|各项|等")
_TITLE = re.compile("《((?:[^《》]|《[^《》]*》)+)》")
_WHOSE = re.compile("人民政府|政府|党委|常委|教|财|人社|委|人大|政协")
# 区政府常务会议审议通过并印发.
_RESOLVED = re.compile(
    "(?:党组|常务|办公|全体)*会议?(?:研究|审议|讨论)*(?:通过|同意)?(?:后|并|，)*(?:联合|正式)?"
)
_TOGETHER = re.compile("(?:会同|联合|协同|商|携手|与|同|和)$")


@lru_cache(maxsize=1)
def _issued() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{verbs_of('Issuance')})(?:并?实施|施行)?(?:了|的)?(?P<what>(?P<marked>{_MARKED})|{_BARE})"
    )


@lru_cache(maxsize=1)
def _issued_by() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<marked>{_MARKED})(?:已|均|正式|[^，。；《》]{{0,6}}年[^，。；《》]{{0,6}})?[由经](?P<by>[^，。；《》]{{2,40}}?)"
        rf"(?:牵头|联合|共同|正式|研究|会议|审议)*(?:{verbs_of('Issuance')})"
    )


def issuances(said: Said) -> Iterator[Found]:
    """Who issued what: A印发《甲》, 《甲》由A印发."""
    yield from _with_verb(said)
    for match in _issued_by().finditer(said.text):
        issuers = [p for p in said.list_at(match.start("by")) if p.end <= match.end("by")]
        issuers = list(dict.fromkeys([*issuers, *_inside(said, match.span("by"))]))
        for title in _TITLE.findall(match["marked"]) if issuers else ():
            for issuer in (p for p in issuers if p.kind in PARTIES and p.kind != "Region"):
                values = (("issuer", (issuer.name,)), ("document", (title,)))
                yield Found("Issuance", values, (match.span(),), RULE, issuer.score)


def _inside(said: Said, span: tuple[int, int]) -> list[Party]:
    """由市委、市政府印发, 由甲厅与乙厅下发: every authority that stands between 由 and the verb."""
    begin, end = span
    inside = (p for p in said.parties if begin <= p.start and p.end <= end)
    return [p for p in inside if p.kind == "PublicBody"]


def _with_verb(said: Said) -> Iterator[Found]:
    """Each issuer of the list before the verb with each title behind it."""
    for match in _issued().finditer(said.text):
        titles = _TITLE.findall(match["what"]) if match["marked"] else [match["what"]]
        if not match["marked"] and _LOOSE.search(match["what"]):
            continue
        clause = said.clause(match.start())
        if said.denied(clause, match.start()):
            continue
        told_aside = said.text[match.start("what") - 1] == "的"
        for issuer in _issuers(said, match.start(), near=told_aside):
            for title in titles:
                values = (("issuer", (issuer.name,)), ("document", (title,)))
                yield Found(
                    "Issuance", values, stretch(of(issuer), match.span()), RULE, issuer.score
                )


def _issuers(said: Said, at: int, near: bool) -> tuple[Party, ...]:
    """The list of parties right before the verb and that which 会同 joins to it.

    Else the subject, unless the document is only spoken of (贯彻A印发的《…》: ``near``).
    """
    able = [p for p in said.parties if p.kind in PARTIES]
    beside = [
        p for p in able if p.end <= at <= p.end + _NEAR or _RESOLVED.fullmatch(said.text, p.end, at)
    ]
    begin = said.clause(at)
    others = (p for p in said.parties if begin < p.start < at and p.kind == "PublicBody")
    if not beside and (near or any(others)):
        return ()
    if not beside:
        heads = (p for p in said.subjects(at) if p.kind in PARTIES)
        return tuple(p for p in heads if not _WHOSE.match(said.text, p.end) or p.kind != "Region")
    found = said.list_before(beside[-1].end)
    joint = _TOGETHER.search(said.text, 0, found[0].start)
    return (*said.list_before(joint.start()), *found) if joint else found
