"""Pure functions on Chinese report text: quantities, years, names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZEROS = "零〇○Ｏ"
_ONES = {c: n for n, c in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
_DIGITS = dict.fromkeys(_ZEROS, 0) | _ONES
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

_AT_LEAST = ("不低于", "不少于", "不小于", "至少", "超过", "突破", "超", "逾", "≥", "≧", ">", "＞")
_AT_MOST = ("不超过", "不高于", "不多于", "不大于", "至多", "最多", "≤", "≦", "<", "＜")
_JUST_BELOW = ("接近", "将近", "不足", "不到", "近")
_AROUND = ("大约", "约为", "大概", "约")
_BEHIND_AT_LEAST, _BEHIND_AT_MOST = ("以上",), ("以下", "以内")
_BEHIND_AROUND, _ABOVE = ("左右", "上下"), ("余", "多")

HEDGES = "|".join(
    sorted((*_AT_LEAST, *_AT_MOST, *_JUST_BELOW, *_AROUND), key=lambda word: (-len(word), word))
)
"""The words that may hedge the number behind them, as a pattern."""

_BEHIND = "|".join((*_BEHIND_AT_LEAST, *_BEHIND_AT_MOST, *_BEHIND_AROUND))
_TAIL_HEDGE = re.compile(rf"[^\d，。；、（）]{{0,3}}?({_BEHIND})(?![述海几列方简各])")
_NUMBER = r"(?:\A\d{1,3}(?:，\d{3})+\Z|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_SIGN = r"(?:(?<![0-9A-Za-z%％)）年月日])[-−－+])?"
_SCALE = "(?:[万亿]|千(?![米瓦克])|百(?!分))+"
_NUMERALS = "".join(_DIGITS) + "十百千万亿"
# 数百, 几十万, 上千 name no number; 个百分点 is a unit.
_VAGUE = "(?<=[数几])[十百千万亿]|(?<=[上成])[百千万]|百分[点之]"
_HAN = rf"(?<![{_NUMERALS}])(?!{_VAGUE})[{_NUMERALS}]+"
_DIGIT = "".join(_DIGITS)
# 八成, 八成七, 七折, 七五折 are tenths of a whole.
_TENTHS = (
    f"(?<![{_NUMERALS}])[{''.join(_ONES)}](?:成[一二三四五六七八九](?![十百千万个分])|"
    "成(?![人功立为果员绩长熟都本年效品套交就分型批形才不一二三四五六七八九])|"
    "[一二三四五六七八九]?折(?![扣叠合算射线损旧]))"
)
_QUANTITY = re.compile(
    rf"(?P<before>{HEDGES})?[ \u3000]*(?:百分之)?"
    rf"(?:(?P<a>{_NUMBER})[ \u3000]*[:：∶][ \u3000]*(?P<b>{_NUMBER})"
    rf"|(?P<n>{_SIGN}{_NUMBER})[ \u3000]*(?P<mid>多|余)?[ \u3000]*(?P<scale>{_SCALE})?"
    rf"|(?P<tenths>{_TENTHS})|(?P<han>{_HAN})(?:点(?P<decimals>[{_DIGIT}]+)(?![十时分半钟]))?)"
    rf"[ \u3000]*(?P<after>多|余)?[ \u3000]*"
)
YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*(?:学?年|届)")
BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
_ONE = f"[{''.join(_ONES)}]"
_SECTION = re.compile(
    rf"[{_ZEROS}]?(?:(?P<千>{_ONE})?千)?[{_ZEROS}]?(?:(?P<百>{_ONE})?百)?[{_ZEROS}]?"
    rf"(?:(?P<十>{_ONE})?十)?[{_ZEROS}]?(?P<one>{_ONE})?"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed and as meant.

    ``value`` is in the base unit (万, 亿 multiplied out); for a ratio a : b it is a / b with
    ``antecedent`` and ``consequent``. ``low`` and ``high`` bound the meaning (None = open).
    ``start``/``end`` enclose number and scale word in the text that was read.
    """

    text: str
    value: Decimal
    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit_at: int
    hedge: str | None = None
    antecedent: Decimal | None = None
    consequent: Decimal | None = None


def quantities(text: str) -> list[Quantity]:
    """Every number of a text, Arabic or Chinese, left to right and not overlapping.

    Years, numbers inside names and the like are numbers too: the caller decides what they mean.
    """
    return [q for m in _QUANTITY.finditer(text) if (q := _quantity(m)) is not None]


# A bare 百 or 千 (百名党员) is a round word, not a count.
_ROUND_WORDS = frozenset({"百", "千"})


def quantity(text: str) -> Quantity | None:
    """The number that a cell prints, or None when it prints none."""
    found = quantities(text)
    return found[0] if found else None


def _quantity(match: re.Match[str]) -> Quantity | None:
    if match["a"] is not None:
        return _ratio(match)
    if match["n"] is not None:
        number, end = _arabic(match["n"]), match.end("scale" if match["scale"] else "n")
        scale = _scale(match["scale"] or "")
        start, exact = match.start("n"), number * scale
        ulp = Decimal(1).scaleb(int(number.as_tuple().exponent)) * scale
        hedged = _trailing_unit(number) * scale
    elif match["tenths"]:
        start, end = match.span("tenths")
        digits = [_ONES[c] for c in match["tenths"] if c in _ONES]
        ulp = Decimal(1) if len(digits) > 1 else Decimal(10)
        exact = Decimal(10 * digits[0] + sum(digits[1:]))
        hedged = ulp
    else:
        parsed = chinese_number(match["han"])
        if parsed is None or (match["han"] in _LARGE and not match["before"]):
            return None
        start, end = match.start("han"), match.end("decimals" if match["decimals"] else "han")
        exact, ulp = _with_decimals(parsed, match["decimals"] or "")
        hedged = _trailing_unit(exact)
    hedge = match["before"] or match["mid"] or match["after"] or _suffix_hedge(match)
    whole = match.string.endswith("百分之", 0, start)
    if hedge is None and match["han"] in _ROUND_WORDS and not whole:
        hedge = match["han"]
    low, high = _bounds(exact, ulp, hedged, hedge)
    text = match.string[start:end]
    return Quantity(text, exact, start, end, low, high, match.end(), hedge)


def _with_decimals(whole: int, decimals: str) -> tuple[Decimal, Decimal]:
    """九十一 with 八 behind 点 is 91.8; and the place value of the last digit."""
    ulp = Decimal(1).scaleb(-len(decimals))
    return whole + ulp * int("".join(str(_DIGITS[c]) for c in decimals) or "0"), ulp


def _suffix_hedge(match: re.Match[str]) -> str | None:
    """左右 and 以上 stand behind the unit: 100 名左右, 99%以上."""
    tail = _TAIL_HEDGE.match(match.string, match.end())
    return tail[1] if tail else None


def _ratio(match: re.Match[str]) -> Quantity | None:
    """The quotient of a : b; a printed 1 is exact, the other number carries half its last digit."""
    a, b = _arabic(match["a"]), _arabic(match["b"])
    if not b:
        return None
    value, hedge = a / b, match["before"]
    low: Decimal | None = (a - _half(a)) / (b + _half(b))
    high: Decimal | None = (a + _half(a)) / (b - _half(b))
    if hedge:
        low, high = _bounds(value, Decimal(0), _trailing_unit(a) / b, hedge)
    start, end = match.start("a"), match.end("b")
    return Quantity(
        match.string[start:end], _round(value), start, end,
        None if low is None else _round(low, ROUND_FLOOR),
        None if high is None else _round(high, ROUND_CEILING), end, hedge, a, b,
    )  # fmt: skip


def _bounds(
    value: Decimal, ulp: Decimal, step: Decimal, hedge: str | None
) -> tuple[Decimal | None, Decimal | None]:
    """The interval that a printed number means.

    Half a unit of the last printed digit either way; hedges shift it by the place value of the
    last digit that is not zero (500余 = 500 to 600, 近50 = 40 to 50), downwards from a round 1 by
    a tenth of that (近100 = 90 to 100). A bare 0 is none: what is less than half a unit is not
    printed as 0 in Chinese statistics but as ….
    """
    fine = step / 10 if abs(value) == step else step
    if hedge in _AT_LEAST or hedge in _BEHIND_AT_LEAST:
        return value, None
    if hedge in _AT_MOST or hedge in _BEHIND_AT_MOST:
        return None, value
    if hedge in _ABOVE:
        return value, value + step
    if hedge in _JUST_BELOW:
        return value - fine, value
    if hedge in _AROUND or hedge in _BEHIND_AROUND:
        return value - fine / 2, value + fine / 2
    if hedge in _ROUND_WORDS:
        return value - step / 2, value + step / 2
    if value == 0 and ulp == 1:
        return value, value
    return value - ulp / 2, value + ulp / 2


def _arabic(text: str) -> Decimal:
    return Decimal(re.sub("[,，]", "", text).replace("−", "-").replace("－", "-"))


def _half(number: Decimal) -> Decimal:
    if number == 1:
        return Decimal(0)
    return Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)


def _round(number: Decimal, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    return number.quantize(Decimal("0.000001"), rounding).normalize() + 0


def _trailing_unit(number: Decimal) -> Decimal:
    """The place value of the last digit that is not zero: 500 -> 100, 5.8 -> 0.1."""
    exponent = int(number.normalize().as_tuple().exponent) if number else 0
    return Decimal(1).scaleb(exponent)


def _scale(words: str) -> Decimal:
    scale = 1
    for word in words:
        scale *= _SMALL.get(word) or _LARGE[word]
    return Decimal(scale)


def chinese_number(text: str) -> int | None:
    """The integer of a Chinese numeral: 两万三千, 二〇二二, 十二, 两千五 (= 2500).

    A bare 百 or 万 is one of them. None for what is no numeral: 十四五, 三四 (three or four).
    """
    if all(c in _DIGITS for c in text):
        return _digit_run(text)
    total: int | None = 0
    for large, scale in reversed(_LARGE.items()):
        head, found, text = text.rpartition(large)
        if not found:
            continue
        times = 1 if not head else chinese_number(head) if large == "亿" else _section(head)
        total = None if total is None or times is None else total + times * scale
        if text in _ONES:
            text, total = "", None if total is None else total + _ONES[text] * scale // 10
    rest = _section(text) if text else 0
    return None if total is None or rest is None else total + rest


# More digits than any figure has; int() refuses some thousands of them.
_LONGEST_RUN = 20


def _digit_run(text: str) -> int | None:
    """Digits read one by one (二〇二二); two without a zero are a guess (三四名)."""
    guess = len(text) == 2 and not set(_ZEROS) & set(text)
    if guess or text in tuple("〇○Ｏ") or not 0 < len(text) <= _LONGEST_RUN:
        return None
    return int("".join(str(_DIGITS[c]) for c in text))


def _section(text: str) -> int | None:
    """A numeral below 10 000: 三百二十, 一百零五, 两千五; None when it is malformed."""
    match = _SECTION.fullmatch(text)
    if match is None or not text.strip(_ZEROS):
        return None
    value = sum(_ONES.get(match[c] or "一", 1) * n for c, n in _SMALL.items() if c in text)
    last = _ONES.get(match["one"] or "", 0)
    return value + last * (_SMALL[text[-2]] // 10 if text[-2:-1] in ("百", "千") else 1)


def years(text: str) -> list[int]:
    """The calendar years a text names (2022年, 2022 届), in order."""
    return [int(match["year"]) for match in YEAR.finditer(text)]


def school_year_end(start: str, end: str) -> int:
    """The year in which a school year ends: 2022 for 2021-2022 and for 2021-22."""
    return int(end) if len(end) == 4 else int(start[:2] + end[-2:])


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """A name for comparison: NFKC, no blanks, no quotation marks or ``*``, dashes as ``-``."""
    folded = unicodedata.normalize("NFKC", text)
    folded = _DASHES.sub("-", _UNHEARD.sub("", folded))
    return folded if folded == text else fold(folded)


_UNHEARD = re.compile(r"[\s*“”\"'‘’「」\u200b-\u200f\ufeff]")
_DASHES = re.compile("[–—−―-]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its characters stands in the text as printed."""

    text: str
    places: tuple[int, ...]

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[str, int, int]]:
        """Matches of a pattern of folded words: (folded match, start and end as printed)."""
        for match in pattern.finditer(self.text):
            yield match[0], self.places[match.start()], self.places[match.end() - 1] + 1


@lru_cache(maxsize=1000)
def trace(text: str) -> Folded:
    """A text folded character by character, so that printed names can be found by folded ones."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in _folded_character(character):
            if letter != "-" or letters[-1:] != ["-"]:
                letters.append(letter)
                places.append(place)
    return Folded("".join(letters), tuple(places))


@lru_cache(maxsize=20_000)
def _folded_character(character: str) -> str:
    return fold(character)


@lru_cache(maxsize=20_000)
def label(text: str) -> str:
    """A row or column header for look-up: folded, without leading dashes, numbering and 其中."""
    folded = re.sub(r"^(?:-+|#|其中:?|\(\d+\)|\d+[.、](?!\d))+", "", fold(text))
    return folded.rstrip(":")


def without_brackets(text: str) -> str:
    """A folded label without its trailing bracket: 招生数(人) -> 招生数."""
    return re.sub(r"\([^()]*\)$", "", text)


def bracketed(text: str) -> str | None:
    """What a folded label's trailing bracket holds: 招生数(人) -> 人."""
    match = re.search(r"\(([^()]*)\)$", text)
    return match[1] if match else None
