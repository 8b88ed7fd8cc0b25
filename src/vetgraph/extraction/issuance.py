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
_TOGETHER = re.compile("(?:会同|联合|协同|商)$")


@lru_cache(maxsize=1)
def _issued() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{verbs_of('Issuance')})(?:并?实施|施行)?(?:了)?(?P<what>(?P<marked>{_MARKED})|{_BARE})"
    )


def issuances(said: Said) -> Iterator[Found]:
    """Each issuer of the list before the verb with each title behind it."""
    for match in _issued().finditer(said.text):
        titles = _TITLE.findall(match["what"]) if match["marked"] else [match["what"]]
        if not match["marked"] and _LOOSE.search(match["what"]):
            continue
        clause = said.clause(match.start())
        if said.denied(clause, match.start()):
            continue
        for issuer in _issuers(said, match.start()):
            for title in titles:
                values = (("issuer", (issuer.name,)), ("document", (title,)))
                yield Found(
                    "Issuance", values, stretch(of(issuer), match.span()), RULE, issuer.score
                )


def _issuers(said: Said, at: int) -> tuple[Party, ...]:
    """The list of parties right before the verb and that which 会同 joins to it."""
    near = [p for p in said.parties if p.end <= at <= p.end + _NEAR and p.kind in PARTIES]
    if not near:
        return tuple(p for p in said.subjects(at) if p.kind in PARTIES)
    found = said.list_before(near[-1].end)
    joint = _TOGETHER.search(said.text, 0, found[0].start)
    return (*said.list_before(joint.start()), *found) if joint else found
