"""Every number of a clean text, with the form that it is printed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from vetgraph.coverage import reasons

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "零〇○一二三四五六七八九十百千万亿两"
_DAY = r"(?:\s*\d{1,2}\s*[日号])?"
_YEAR = r"(?<!\d)(?:19|20)\d{2}"
_YEARS = r"(?:学年度?|年度|年(?!级))"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
_TOKEN = re.compile(
    rf"(?P<date>{_YEAR}\s*年?\s*[-—–~～至]\s*(?:19|20)\d{{2}}(?!\d)\s*{_YEARS}?"
    rf"|{_YEAR}\s*年\s*\d{{1,2}}\s*月{_DAY}|(?<!\d)\d{{1,2}}\s*月\s*\d{{1,2}}\s*[日号]"
    rf"|{_YEAR}\s*{_YEARS}|(?<!\d)\d{{1,2}}\s*(?:月(?!均)|日(?!均|游))"
    r"|[二一][〇零○九][〇零○一二三四五六七八九]{2}年(?:[一二三四五六七八九十]{1,3}月)?)"
    r"|(?:案例|[表图])\s*(?P<reference>\d+\s*[-—–.]\s*\d+)"
    r"|(?P<list>[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳]|^\s*\d{1,2}[.、．](?!\d))"
    r"|(?P<system>(?<![\d.])\d+(?:\+\d+(?:\.\d+)?|\+[A-Za-z]\w*)+)"
    r"|(?P<word>(?<=[A-Za-z])\d+(?:\.\d+)?|\d+(?:\.\d+)?(?=[A-Za-z]))"
    rf"|(?P<figure>{_NUMBER}\s*[:：∶]\s*{_NUMBER}"
    rf"|(?:(?<![0-9A-Za-z%％)）年月日])[-−－+])?{_NUMBER}(?:\s*[多余]?\s*(?:[万亿千]|百(?!分))+)?"
    r"(?:\s*[%％‰])?)"
    rf"|(?P<ordinal>第\s*(?:\d+|[{_HAN}]+))"
    rf"|(?P<numeral>百分之[{_HAN}点]+|(?!百分[点比制])[{_HAN}]+)"
)  # fmt: skip
_FORMS = {
    "date": reasons.DATE,
    "reference": reasons.REFERENCE,
    "list": reasons.NUMBERING,
    "system": reasons.IN_WORD,
    "word": reasons.IN_WORD,
    "ordinal": reasons.ORDINAL,
}
_BEFORE_POINT = re.compile(r"(?:^|[，。：；！？）”\s*])$")
_POINT = re.compile(r"[一二三四五六七八九十]+(?:是|要(?![求点素])|、|讲?即)")
_RANK = re.compile(r"[一二三四五六七八九十\d]+(?:等[奖功]|级(?!市场)|年级|届)|两级")
_REFERRING = re.compile("(?:这|该|上述|前述)$")
_INDEFINITE = re.compile(r"一(?:种|支|批|系列|套|项)")
_COUNTED = re.compile("[有仅共第每某唯]$|增加$|完成$|新增$|获$|获得$")
_QUOTES = re.compile("“[^“”]{1,40}”|‘[^‘’]{1,40}’")


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands in a clean text; ``reason`` says what it is if no figure."""

    start: int
    end: int
    reason: str | None


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a clean text, left to right; linear in its length."""
    quoted, fixed = _marked(_QUOTES, text), _marked(_words(), text)
    for match in _TOKEN.finditer(text):
        form = match.lastgroup or ""
        start, end = match.span(form)
        reason = _FORMS.get(form)
        if form == "numeral":
            reason = _numeral(text, start, end, fixed)
            reason = reason or (reasons.QUOTED if _within(start, end, quoted) else None)
        elif form == "figure" and _RANK.match(text, start):
            reason = reasons.ORDINAL
        yield Number(start, end, reason)


def _numeral(text: str, start: int, end: int, fixed: list[int]) -> str | None:
    """What a Chinese numeral is when it counts nothing."""
    before = text[max(0, start - 2) : start]
    if _within(start, end, fixed):
        return reasons.IN_WORD
    point = _POINT.match(text, start)
    if point and (start == 0 or _BEFORE_POINT.search(before)):
        return reasons.NUMBERING
    if _RANK.match(text, start):
        return reasons.ORDINAL
    if _REFERRING.search(before):
        return reasons.REFERRING
    if _INDEFINITE.match(text, start) and not _COUNTED.search(before):
        return reasons.INDEFINITE
    return None


def _marked(pattern: re.Pattern[str], text: str) -> list[int]:
    """For each character the number of the match in which it stands, 0 outside."""
    owners = [0] * len(text)
    for number, match in enumerate(pattern.finditer(text), start=1):
        owners[match.start() : match.end()] = [number] * (match.end() - match.start())
    return owners


def _within(start: int, end: int, owners: list[int]) -> bool:
    return owners[start] == owners[end - 1] != 0


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    """Words in which a numeral counts nothing, longest first (``words.txt``, one a line)."""
    listed = Path(__file__).with_name("words.txt").read_text("utf-8").split()
    return re.compile("|".join(sorted(map(re.escape, listed), key=lambda w: (-len(w), w))))
