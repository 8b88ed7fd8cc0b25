"""Whether one number is a slip of the pen away from another."""

from __future__ import annotations

from decimal import Decimal

_TEN = Decimal(10)
_POWERS = frozenset(_TEN**power for power in range(-6, 7) if power)
_CLOSE = Decimal("0.05")
_SHORT = 2


def slip(one: Decimal, other: Decimal) -> bool:
    """Whether two different numbers differ as misprints do.

    By sign, by a power of ten, in one digit, in a digit too many (of three or more), or in the
    order of their digits; small counts by one.
    """
    a, b = abs(one), abs(other)
    if a == b or not a or not b:
        return a == b
    if a / b in _POWERS:
        return True
    first, second = _digits(a, b)
    if len(first) == len(second) == 1:
        return abs(a - b) == 1
    return sorted(first) == sorted(second) or _one_edit(first, second)


def close(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers lie within a twentieth of the greater one."""
    return abs(one - other) <= _CLOSE * max(abs(one), abs(other))


def _digits(a: Decimal, b: Decimal) -> tuple[str, str]:
    """The digits of both numbers to one and the same last place, without common noughts."""
    last = min(int(a.as_tuple().exponent), int(b.as_tuple().exponent))
    first, second = (str(int(number.scaleb(-last))) for number in (a, b))
    noughts = min(len(d) - len(d.rstrip("0")) for d in (first, second))
    return first[: len(first) - noughts], second[: len(second) - noughts]


def _one_edit(first: str, second: str) -> bool:
    """Whether one digit put in the place of another, or one left out, makes the one the other."""
    if len(first) == len(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) == 1
    short, long = sorted((first, second), key=len)
    if len(long) - len(short) != 1 or len(short) <= _SHORT:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
