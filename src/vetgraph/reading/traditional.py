"""Traditional characters are looked up as simplified ones, one for one."""

from __future__ import annotations

from collections import Counter

from vetgraph import errors

_SHARE = 0.05


def simplify(text: str) -> str:
    """A text in traditional characters in simplified ones, of the same length.

    A text with few of them (names, quotations) is left as it is. Raises ``InputError`` when the
    library for it is not installed.
    """
    counts = Counter(text)
    han = {c: n for c, n in counts.items() if "\u4e00" <= c <= "\u9fff"}
    rare = sum(n for c, n in han.items() if not c.encode("gb2312", "ignore"))
    if rare < _SHARE * sum(han.values()) or not rare:
        return text
    return text.translate(_table(han))


def _table(characters: dict[str, int]) -> dict[int, str]:
    try:
        from opencc import OpenCC
    except ImportError as error:
        raise errors.InputError(
            zh='读取繁体文本需要先安装：pip install "vetgraph[documents]"',
            en='to read traditional characters, first run: pip install "vetgraph[documents]"',
        ) from error
    convert = OpenCC("t2s").convert
    pairs = {c: convert(c) for c in characters}
    return {ord(c): simple for c, simple in pairs.items() if len(simple) == 1}
