"""Half-width punctuation of Chinese prose is read as full-width, one for one."""

from __future__ import annotations

import re

_HAN = "\u4e00-\u9fff"
_BESIDE = f"{_HAN}%％）”》℃㎡"
# A comma between digits groups them or parts them: 18,640.
_STOP = re.compile(
    rf"(?<=[{_BESIDE}])[,;:?!](?=.)|(?<=[{_BESIDE}])[,;:?!]$|[,;](?=[{_HAN}“《])|(?<=\d);"
)
_PERIOD = re.compile(rf"(?<=[{_BESIDE}])(?<![一二三四五六七八九十])\.(?=[{_HAN}“《]|$)")
_PAIR = re.compile(r"\(([^()]{1,80})\)")
_ANY_HAN = re.compile(f"[{_HAN}]")
_FULL = str.maketrans(",;:?!", "，；：？！")
_QUOTES = str.maketrans("「」『』﹁﹂﹃﹄﹐﹔﹕､", "“”‘’“”‘’，；：、")


def full_width(text: str) -> str:
    """Prose with full-width punctuation, of the same length.

    ``,`` ``;`` ``:`` and ``.`` beside Chinese characters, brackets beside or around them, straight
    quotation marks in pairs, and corner brackets as quotation marks.
    """
    text = text.translate(_QUOTES)
    text = _PAIR.sub(lambda m: _bracketed(text, m), text)
    text = _PERIOD.sub("。", _STOP.sub(lambda m: m[0].translate(_FULL), text))
    return _quoted(text) if text.count('"') % 2 == 0 else text


def _bracketed(text: str, pair: re.Match[str]) -> str:
    before = text[max(0, pair.start() - 1) : pair.start()]
    said = _ANY_HAN.search(pair[1]) or _ANY_HAN.search(before)
    return f"（{pair[1]}）" if said else pair[0]


def _quoted(text: str) -> str:
    parts = text.split('"')
    marks = ("“", "”")
    return "".join(
        part + (marks[n % 2] if n < len(parts) - 1 else "") for n, part in enumerate(parts)
    )
