"""Pure functions on Chinese report text: quantities, years, names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = dict(zip("零〇Ｏ一二三四五六七八九两", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

_BEFORE = "不低于|不少于|至少|超过|高达|达到|多达|突破|接近|不足|大约|约为|约|近|超|逾"
_AFTER = "以上|以下|左右|上下|余|多"
_AT_LEAST = {"不低于", "不少于", "至少", "以上", "超过", "超", "逾", "突破"}
_ABOVE = {"余", "多"}
_BELOW = {"接近", "近", "不足", "以下"}
_AROUND = {"大约", "约为", "约", "左右", "上下"}

_NUMBER = r"[-−－+]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|[-−－+]?\d+(?:\.\d+)?"
_HAN = "[零〇一二两三四五六七八九十百千万亿]+"
_QUANTITY = re.compile(
    rf"(?P<before>{_BEFORE})?[ \u3000]*"
    rf"(?:(?P<a>{_NUMBER})[ \u3000]*[:：∶][ \u3000]*(?P<b>{_NUMBER})"
    rf"|(?P<n>{_NUMBER})[ \u3000]*(?P<mid>多|余)?[ \u3000]*(?P<scale>[万亿千百]+)?"
    rf"|(?P<han>{_HAN}))"
    rf"[ \u3000]*(?P<after>多|余)?[ \u3000]*"
)
YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*(?:年|届)")


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
    else:
        parsed = chinese_number(match["han"])
        if parsed is None or (match["han"] in _LARGE and not match["before"]):
            return None
        start, end = match.span("han")
        exact, ulp = Decimal(parsed), Decimal(1)
        hedged = _trailing_unit(exact)
    hedge = match["before"] or match["mid"] or match["after"] or _suffix_hedge(match)
    low, high = _bounds(exact, ulp, hedged, hedge)
    text = match.string[start:end]
    return Quantity(text, exact, start, end, low, high, match.end(), hedge)


def _suffix_hedge(match: re.Match[str]) -> str | None:
    """左右 and 以上 stand behind the unit: 100 名左右, 99%以上."""
    tail = re.match(rf"[^\d，。；、（）]{{0,3}}?({_AFTER[:-4]})", match.string[match.end() :])
    return tail[1] if tail else None


def _ratio(match: re.Match[str]) -> Quantity | None:
    a, b = _arabic(match["a"]), _arabic(match["b"])
    if not b:
        return None
    half_a, half_b = _half(a), _half(b)
    low = (a - half_a) / (b + half_b) if b != 1 else a - half_a
    high = (a + half_a) / (b - half_b) if b != 1 else a + half_a
    start, end = match.start("a"), match.end("b")
    return Quantity(
        match.string[start:end], _round(a / b), start, end, _round(low), _round(high), end,
        match["before"], a, b,
    )  # fmt: skip


def _bounds(
    value: Decimal, ulp: Decimal, step: Decimal, hedge: str | None
) -> tuple[Decimal | None, Decimal | None]:
    """The interval that a printed number means.

    Half a unit of the last printed digit either way; hedges shift it by the place value of the
    last digit that is not zero (500余 = 500 to 600, 近50 = 40 to 50).
    """
    if hedge in _AT_LEAST:
        return value, None
    if hedge in _ABOVE:
        return value, value + step
    if hedge in _BELOW:
        return value - step, value
    if hedge in _AROUND:
        return value - step / 2, value + step / 2
    return value - ulp / 2, value + ulp / 2


def _arabic(text: str) -> Decimal:
    return Decimal(re.sub("[,，]", "", text).replace("−", "-").replace("－", "-"))


def _half(number: Decimal) -> Decimal:
    return Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)


def _round(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.000001")).normalize() + 0


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
    """The integer of a Chinese numeral: 两万三千, 二〇二二, 十二; a bare 百 or 万 is one of them."""
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _SMALL:
            section += (digit or 1) * _SMALL[character]
            digit = 0
        else:
            total = (total + section + digit or 1) * _LARGE[character]
            section = digit = 0
    return (total + section + digit) or None


def years(text: str) -> list[int]:
    """The calendar years a text names (2022年, 2022 届), in order."""
    return [int(match["year"]) for match in YEAR.finditer(text)]


def fold(text: str) -> str:
    """A name for comparison: NFKC, no blanks, no quotation marks or ``*``, dashes as ``-``."""
    folded = unicodedata.normalize("NFKC", text)
    folded = re.sub(r"[\s*“”\"'‘’「」\u200b-\u200f\ufeff]", "", folded)
    return re.sub("[–—−―]+", "-", folded)


def label(text: str) -> str:
    """A row or column header for look-up: folded, without leading dashes, numbering and 其中."""
    folded = re.sub(r"^(?:-+|#|其中[::]?|\(\d+\)|\d+[.、])+", "", fold(text))
    return folded.rstrip("::")


def without_brackets(text: str) -> str:
    """A folded label without its trailing bracket: 招生数(人) -> 招生数."""
    return re.sub(r"\([^()]*\)$", "", text)


def bracketed(text: str) -> str | None:
    """What a folded label's trailing bracket holds: 招生数(人) -> 人."""
    match = re.search(r"\(([^()]*)\)$", text)
    return match[1] if match else None
