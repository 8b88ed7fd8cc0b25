"""Named pupils, teachers and staff, told by what stands beside their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Frequent family names; those that are also common words (高, 成, 文, 方 …) are in _RARE.
_SURNAMES = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖"
    "萧田董袁潘蒋蔡余杜叶程苏魏吕丁沈任姚卢姜崔钟谭陆汪范石廖贾韦夏付邹熊孟秦邱侯江尹薛闫段雷龙陶史贺毛郝顾龚邵"
    "覃武钱戴严莫孔汤康易乔赖庞樊兰殷施翟颜倪温季葛柴耿牛葛岳齐梅庄辛管祝左涂甘谷纪翁游阮欧焦申詹路景章]"
)
_RARE = "[高成文方安常时全柏华金白向鲁关于平万水连]"
_SEEN = 8
_GIVEN = r"[\u4e00-\u9fff]{1,2}"
_BEHIND = re.compile(
    rf"(?P<name>(?:{_SURNAMES}){_GIVEN}|(?<=[，。、；（“请由])(?:{_SURNAMES})|{_RARE}(?!年级|校|区|市|国|班|体|位|部)[\u4e00-\u9fff]{{1,2}})"
    r"(?=同学(?!们)|老师(?!们)|教研员|先生|女士|院士)"
)
_BEFORE = re.compile(
    r"(?:毕业生|学生|学员|同学|教师|老师|教研员|班主任|校长|书记|院长|选手|运动员|辅导员|专家|教练|队员|"
    "校友|大师|工匠|师傅|创始人|董事长|总经理)"
    rf"(?P<name>(?:{_SURNAMES}){_GIVEN}(?:、(?:{_SURNAMES}){_GIVEN})*)"
    r"(?=[，。、；（）：等]|同学|老师|获|荣获|被评|入选|参加|在校|在全国|在北京|的|创[办立业]|开办|成立|现任|回乡|返乡|$)"
)
_WORDS = re.compile(
    "管理|谢谢|任职|任课|任教|严格|严谨|江苏|江西|陕西|武术|武校|石家|温暖|康复|易于|史实|马上|何种|何时|曾经|许多|余名|余人|余项|"
    "程度|程序|路径|路演|景区|章程|管控|岳麓|江南|夏令|秦皇|唐山|龙头|石油|游戏|游学|申报|申请|季度|顾问|施工|施教|单位"
)


def persons(text: str) -> Iterator[tuple[int, int]]:
    """Where names of persons stand in a clean text (start, end), left to right."""
    found: set[tuple[int, int]] = set()
    for match in _BEHIND.finditer(text):
        found.add(match.span("name"))
    for match in _BEFORE.finditer(text):
        for name in re.finditer("[^、]+", match["name"]):
            found.add((match.start("name") + name.start(), match.start("name") + name.end()))
    end = 0
    for start, stop in sorted(found):
        if start >= end and stop - start >= 1 and not _WORDS.match(text, start):
            yield start, stop
            end = stop


def around(text: str, start: int, end: int, reach: int = 20) -> tuple[str, str]:
    """What stands before and behind a passage, up to ``reach`` characters or to a person's name.

    A name that begins or ends inside the stretch cuts it short, so that it is not copied.
    """
    first, last = max(0, start - reach - _SEEN), min(len(text), end + reach + _SEEN)
    named = [(first + s, first + e) for s, e in persons(text[first:last])]
    begin = max((e for _, e in named if e <= start), default=0)
    stop = min((s for s, _ in named if s >= end), default=len(text))
    return text[max(begin, start - reach) : start], text[end : min(stop, end + reach)]
