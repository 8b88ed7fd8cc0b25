"""The registered indicators that divide one indicator by another."""

from __future__ import annotations

from vetgraph.extraction.dictionary import dictionary
from vetgraph.extraction.observation import SHARE


def share_indicator(part: str, whole: str | None) -> str | None:
    """The share (code) of an indicator in another; without a named whole, the only one there is."""
    known = [
        c
        for c in dictionary().schema.concepts["indicator"].values()
        if c.kind == SHARE and c.numerator == part and c.denominator
    ]
    fitting = [c.code for c in known if whole in (None, c.denominator)]
    return fitting[0] if fitting and (whole or len(fitting) == 1) else None


def whole_of(part: str) -> str:
    """The indicator (code) that another is registered as a share of, or that one itself."""
    known = dictionary().schema.concepts["indicator"].values()
    found = (c.denominator for c in known if c.kind == SHARE and c.numerator == part)
    return next(filter(None, found), part)


def per_head_indicator(part: str) -> str | None:
    """The indicator (code) that divides another by the number of students."""
    known = dictionary().schema.concepts["indicator"].values()
    found = (c.code for c in known if c.numerator == part and c.denominator == "students")
    return next((code for code in found if not _is_share(code)), None)


def _is_share(code: str) -> bool:
    return dictionary().schema.concepts["indicator"][code].kind == SHARE
