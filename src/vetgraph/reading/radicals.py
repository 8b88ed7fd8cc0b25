"""Characters that a font hands out as radicals, or as compatibility forms, become themselves.

Many pdf writers map the glyph of 高 to the radical ⾼ (U+2FBC), which looks the same and matches
nothing (Unicode, Equivalent_Unified_Ideograph). A dash comes out as the bar ― (U+2015), two of
them as the double dash ⸺ (U+2E3A).
"""

from __future__ import annotations

import re
import unicodedata

_FORMS = re.compile("[\u2015\u2e3a\u2e80-\u2fdf\uf900-\ufaff]")
_DASHES = {"\u2015": "—", "\u2e3a": "——"}
# Of the radicals supplement those that are whole characters; the others are parts of such.
_SUPPLEMENT = dict(
    zip(
        "⺁⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "厂民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
_KNOWN = _DASHES | _SUPPLEMENT


def unified(text: str) -> str:
    """A text whose radicals, compatibility forms and odd dashes are the common characters."""
    return _FORMS.sub(_common, text)


def _common(match: re.Match[str]) -> str:
    character = match[0]
    return _KNOWN.get(character) or unicodedata.normalize("NFKC", character)
