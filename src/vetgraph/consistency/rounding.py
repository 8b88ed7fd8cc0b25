"""Findings that are none when last digits were cut off: said so, one root for those of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.consistency.checks import contrary
from vetgraph.consistency.figures import as_rounded
from vetgraph.consistency.intervals import TRUNCATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vetgraph.consistency.findings import Finding
    from vetgraph.consistency.repairs import Failure

_ZH = "；若末位是截去而非四舍五入，则相符"
_EN = "; it would agree if the last digit was cut off, not rounded"


def cut_off(failures: Sequence[Failure], findings: Sequence[Finding]) -> list[Finding]:
    """The findings of the failures, in their order, marked where cutting off explains them."""
    roots: dict[tuple[str, str], str] = {}
    told: list[Finding] = []
    for failure, one in zip(failures, findings, strict=True):
        if not _explains(failure):
            told.append(one)
            continue
        place = failure.check.one.place
        first = roots.setdefault((one.rule, place.table or f"@{place.start}"), one.id)
        root = one.root if one.root or first == one.id else first
        zh, en = one.message_zh + _ZH, one.message_en + _EN
        told.append(replace(one, message_zh=zh, message_en=en, root=root))
    return told


def _explains(failure: Failure) -> bool:
    """Whether the reported figure, its last digit cut off, agrees with what is computed."""
    cut = as_rounded(failure.check.one, TRUNCATE)
    return cut is not failure.check.one and all(
        contrary(check, {check.one.iri: as_rounded(check.one, TRUNCATE)}) is None
        for check in failure.checks
    )
