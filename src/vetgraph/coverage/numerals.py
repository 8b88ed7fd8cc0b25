"""What a Chinese numeral counts, if it counts: 两所学校, 三项工程, but 统一, 一线, 一批, 二十大.

A numeral counts when a measure word stands behind it: a unit of the code list, or one of the
classifiers that name no unit. 一 with a classifier is an article (打造一支队伍) unless a word of
having or gaining stands before it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vetgraph.coverage import reasons
from vetgraph.schema import schema

NUMERALS = "零〇○一二三四五六七八九十百千万亿两"
"""The characters of which Chinese numerals are made."""

_DIGITS = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
# Classifiers that are no units of figures: what they count stands behind them.
_CLASSIFIERS = (
    "方面|维度|环节|步骤|领域|层面|阶段|板块|模块|层级|层次|系列|科|批|轮|组|队|章|篇|项|步|站|份|张|座|户|处|"
    "片|番|股|把|幅|颗|枚|篮|例|层|棵|株|台|架|间|栋|排|吨|公里|米|场次|人次|小时|分钟|学年|学期|年|月|天|周|岁"
)
# Units that are also what is counted (2 学生发展 heads a section); 人 that begins no other word.
_NOUNS = frozenset({"学生", "人员", "人"})
_MAN = "人(?![才力均口民文物工事社际生])"
_VAGUE = r"\s*[多余几]?\s*"
_TIME = "(?:年|个月|月|周|天|日|学期)"
_PAST = re.compile("(?:近|过去|最近|未来|今后|此前|往后|前|后|接下来)的?$")
_DURATION = re.compile(rf"[多余]?\s*{_TIME}")
_LASTING = re.compile(rf"[多余]?\s*{_TIME}(?:以?来|间|之?内|前|后|之后)")
_SCHEME = re.compile("年(?:制|一贯|行动|规划|计划|发展)")
# Words that hold both a numeral and a measure word and yet count nothing.
_IDIOMS = re.compile(
    "[一二三四五多]位一体|一(?:次性|条龙|盘棋|张图|把手|门心思|日千里|年一度|方面|年级|系列|时|番)|"
    "千家万户|百家争鸣|百年(?:大计|树人)|十年树木|二次开发|(?:十[一-九]?|二十)大|[五一]个一|三个代表|"
    "[四两三]个(?:自信|意识|维护|确立|结合|全面|面向)|三会一课|九年一贯"
)
_EACH = re.compile("(?:一[\u4e00-\u9fff]{1,2}一[\u4e00-\u9fff])")
_DEFINITE = re.compile("(?:[这那该此后]|上述|前述)$")
_DEFINITE_ONE = re.compile("[上前下同去每任某另新本再进]$")
_FIRST = re.compile("前$")
_LASTING_ONE = re.compile("一(?:学?年|学期|个?月|周|天|小时)")
_ANAPHORA = re.compile("[两二三](?:国|校|地|岸|院|者|区|市)")
_RANK = re.compile(
    "[一二三四五六七八九十两]+(?:等[奖功]|级(?!市场)|年级|届|期(?=工程|建设|项目)|流|本(?=院|科|线))"
)
_LIST = re.compile("(?:[^、，。；：]{1,8}、)+[^、，。；：]{1,8}$")
_LEVELS = re.compile("(?P<many>[两三四五六])级(?!市场)")
_HAVING = re.compile(
    "(?:[有仅共获设唯只]|其中|增[加设]|完成|新增|获得|开设|减少|为期|建成|成立|总计|合计)$"
)
_ALWAYS_VAGUE = re.compile("一(?:批|系列|些|定|番|般|样|起|致|切|直)")
_BEFORE_POINT = re.compile(r"(?:^|[，。：；！？）”\s*])$")
_POINT = re.compile("[一二三四五六七八九十]+(?:是|要(?![求点素])|、|讲?即)")
_NEAR = 14


def measured(text: str, end: int) -> bool:
    """Whether a measure word stands behind a number that ends here."""
    return _measures().match(text, end) is not None


def is_span_of_time(text: str, start: int, end: int) -> bool:
    """近三年, 五年来, 三年制: years that date what is said, or name a scheme."""
    dated = _DURATION.match(text, end) and _PAST.search(text[max(0, start - 4) : start])
    return bool(dated or _LASTING.match(text, end) or _SCHEME.match(text, end))


def uncounted(text: str, start: int, end: int, quoted: bool) -> str | None:
    """Why a Chinese numeral is no figure; None when it counts something.

    ``quoted`` says that it stands inside quotation marks, where it is part of a name unless the
    marks hold nothing but the number and its measure word (“五种”能力).
    """
    before = text[max(0, start - _NEAR) : start]
    if text.startswith("百分之", start) or _counts_levels(text, start, before):
        return None
    if _POINT.match(text, start) and _BEFORE_POINT.search(before):
        return reasons.NUMBERING
    if _RANK.match(text, start):
        return reasons.ORDINAL
    if quoted and not _is_alone(text, start, end):
        return reasons.QUOTED
    return _in_word(text, start, end) or _by_measure(text, start, end, before)


def _in_word(text: str, start: int, end: int) -> str | None:
    if is_span_of_time(text, start, end):
        return reasons.DATE
    if _idiom(text, start, end):
        return reasons.IN_WORD
    return reasons.REFERRING if _ANAPHORA.match(text, start) else None


def _by_measure(text: str, start: int, end: int, before: str) -> str | None:
    if not measured(text, end):
        return reasons.IN_WORD
    if _DEFINITE.search(before):
        return reasons.REFERRING
    if text[start:end] == "一":
        return _by_article(text, start, before)
    return reasons.ORDINAL if _FIRST.search(before) else None


def _by_article(text: str, start: int, before: str) -> str | None:
    """一 is a number in 为期一周, 设有一个校区; else an article, or part of 上一年, 每一所."""
    if _DEFINITE_ONE.search(before):
        return reasons.IN_WORD
    counts = _LASTING_ONE.match(text, start) or _HAVING.search(before)
    return None if counts and not _ALWAYS_VAGUE.match(text, start) else reasons.INDEFINITE


def _counts_levels(text: str, start: int, before: str) -> bool:
    """区、校两级: levels are counted when as many of them stand before the number."""
    levels, listed = _LEVELS.match(text, start), _LIST.search(before)
    if levels is None or listed is None:
        return False
    return listed[0].count("、") + 1 == _DIGITS[levels["many"]]


def _is_alone(text: str, start: int, end: int) -> bool:
    behind = _measures().match(text, end)
    closed = behind is not None and text[behind.end() : behind.end() + 1] in ("”", "’")
    return closed and text[start - 1 : start] in ("“", "‘")


def _idiom(text: str, start: int, end: int) -> bool:
    """Whether a numeral lies in a fixed word or in 一班一品, each of the one one of the other."""
    window = max(0, start - 3)
    for pattern in (_IDIOMS, _EACH):
        for match in pattern.finditer(text, window, end + 4):
            if match.start() <= start and end <= match.end():
                return True
    return False


@lru_cache(maxsize=1)
def _measures() -> re.Pattern[str]:
    """The units of the code list that are words, and the classifiers, longest first."""
    units = {w for c in schema().concepts["unit"].values() for w in c.words}
    words = {w for w in units if re.fullmatch("[\u4e00-\u9fff]+", w)} | set(_CLASSIFIERS.split("|"))
    words -= _NOUNS
    ordered = "|".join(sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"{_VAGUE}(?:{_MAN}|{ordered})(?!科院|位一体)|\s*[多余](?=[\u4e00-\u9fff])")
