"""Every number of a clean text, with the form that it is printed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.coverage import reasons
from vetgraph.coverage.numerals import NUMERALS, is_span_of_time, measured, uncounted

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = r"(?:\s*\d{1,2}\s*[日号])?"
_YEAR = r"(?<!\d)(?:19|20)\d{2}"
_YEARS = r"(?:学年度?|年度|年(?!级))"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
_TOKEN = re.compile(
    rf"(?P<date>{_YEAR}\s*年?\s*[-—–~～至]\s*(?:19|20)\d{{2}}(?!\d)\s*{_YEARS}?"
    rf"|{_YEAR}\s*年\s*\d{{1,2}}\s*月{_DAY}|(?<!\d)\d{{1,2}}\s*月\s*\d{{1,2}}\s*[日号]"
    rf"|{_YEAR}\s*{_YEARS}|{_YEAR}(?=\s*[、和与及]\s*(?:19|20)\d{{2}}\s*年)"
    rf"|(?<=[（(〔\[])(?:19|20)\d{{2}}(?=[)）〕\]])"
    rf"|(?<!\d)\d{{1,2}}\s*(?:月(?!均)|日(?!均|游))"
    r"|[二一][〇零○九][〇零○一二三四五六七八九]{2}年(?:[一二三四五六七八九十]{1,3}月)?)"
    r"|(?:案例|(?<![代列发仪])[表图])\s*(?P<reference>\d+(?:\s*[-—–.]\s*\d+)?)"
    r"|(?P<number>\d+(?=\s*号(?!召)))"
    r"|(?P<list>[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳]|^\s*\d{1,2}[.、．](?!\d))"
    r"|(?P<system>(?<![\d.])\d+(?:\+\d+(?:\.\d+)?|\+[A-Za-z]+)+)"
    r"|(?P<word>(?<=[A-Za-z])\d+(?:\.\d+)?|\d+(?:\.\d+)?(?=[A-Za-z]))"
    rf"|(?P<figure>{_NUMBER}\s*[:：∶]\s*{_NUMBER}"
    rf"|(?:(?<![0-9A-Za-z%％)）年月日])[-−－+])?{_NUMBER}(?:\s*[多余]?\s*(?:[万亿千]|百(?!分))+)?"
    r"(?:\s*[%％‰])?)"
    rf"|(?P<ordinal>第\s*(?:\d+|[{NUMERALS}]+))"
    rf"|(?P<numeral>百分之[{NUMERALS}点]+|(?!百分[点比制])[{NUMERALS}]+)"
)  # fmt: skip
_FORMS = {
    "date": reasons.DATE,
    "reference": reasons.REFERENCE,
    "number": reasons.REFERENCE,
    "list": reasons.NUMBERING,
    "system": reasons.IN_WORD,
    "word": reasons.IN_WORD,
    "ordinal": reasons.ORDINAL,
}
_RANK = re.compile(r"\d+(?:等[奖功]|级(?!市场|梯队|体系)|年级|届)")
_QUOTES = re.compile("“[^“”]{1,40}”|‘[^‘’]{1,40}’")
_SHOWN = re.compile("[%％‰:：∶万亿千百]")
_NUMBERED = re.compile(r"\s*\d{1,2}(?:[.．]\d{1,2})*(?:[.．、]|\s*(?=[\u4e00-\u9fff]))")


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands in a clean text; ``reason`` says what it is if no figure.

    ``counts`` tells a figure whose unit stands beside it (5种, 35%) from a bare number.
    """

    start: int
    end: int
    reason: str | None
    counts: bool = False


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a clean text, left to right; linear in its length."""
    quoted = _marked(_QUOTES, text)
    leading = _NUMBERED.match(text)
    for match in _TOKEN.finditer(text):
        form = match.lastgroup or ""
        start, end = match.span(form)
        reason = _FORMS.get(form)
        shown = _SHOWN.search(match[form]) is not None
        counts = shown or measured(text, end)
        inside = _within(start, end, quoted)
        if form == "numeral":
            reason = uncounted(text, start, end, inside)
        elif form == "figure":
            reason = _figure(text, start, end, inside and not counts)
        if leading and end <= leading.end() and not shown and ("." in leading[0] or not counts):
            reason = reason or reasons.NUMBERING
        yield Number(start, end, reason, counts and reason is None)


def _figure(text: str, start: int, end: int, quoted: bool) -> str | None:
    """What digits are when they count nothing: a rank, a span of years, part of a quoted name."""
    if _RANK.match(text, start):
        return reasons.ORDINAL
    if is_span_of_time(text, start, end):
        return reasons.DATE
    return reasons.QUOTED if quoted else None


def _marked(pattern: re.Pattern[str], text: str) -> list[int]:
    """For each character the number of the match in which it stands, 0 outside."""
    owners = [0] * len(text)
    for number, match in enumerate(pattern.finditer(text), start=1):
        owners[match.start() : match.end()] = [number] * (match.end() - match.start())
    return owners


def _within(start: int, end: int, owners: list[int]) -> bool:
    return owners[start] == owners[end - 1] != 0
