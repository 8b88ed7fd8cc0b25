"""What parties made, by words of its own: 原创舞剧《甲》, 合编乙校本课程, 发起“丙”行动."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from vetgraph.extraction.names import HARD
from vetgraph.extraction.parties import PARTIES
from vetgraph.extraction.said import Found, of, stretch
from vetgraph.extraction.service import RULE_DEVELOPMENT
from vetgraph.extraction.verbs import verbs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.parties import Party
    from vetgraph.extraction.said import Said

_TITLES = "(?P<titles>(?:《[^《》]{2,40}》[、和]?)+)"
_ART = re.compile(
    "(?:原创|创作|编创|编排|排演|创排|自编自[导演]|编导|拍摄|摄制|录制|制作|谱写|编演|改编|出品)(?:了|的|并演出的?)*"
    "(?:大型|原创|校园|系列|主题|红色|青春|思政|情景|音乐|民族|微|短){0,3}"
    "(?:舞剧|话剧|歌舞剧|音乐剧|情景剧|舞台剧|课本剧|小品|舞蹈|歌曲|合唱|微电影|电影|短片|短视频|视频|宣传片|纪录片|微课|动画|动漫|朗诵|校歌|作品|节目|绘本|戏曲)"
    + _TITLES
)
_TAKEN_INTO = re.compile(
    "(?:把|将)[^，。；《》]{2,30}?(?:编入|收入|收录进|写入|写进|汇编成|汇编为|编成|编写成|整理成|凝练成|固化为|汇入)(?:了)?"
    + _TITLES
)
_COURSE = (
    "(?P<name>(?:(?![的了与和及在为个门本部种项份套等])[\u4e00-\u9fffA-Za-z]){2,16}?(?:校本课程|校本教材|活页式?教材|特色课程|精品课程|在线课程|培训课程|"
    "技术标准|能力标准|团体标准|地方标准|行业标准|教学标准|操作规程|操作手册|工作手册|操作指南|工作指南|谈判要点|工作要点|案例集|资料汇编|实训手册))"
)
_MORE = re.compile(
    "[\u4e00-\u9fff]{0,2}\\d|[一二三四五六七八九十两]+[门本部项种个套]|体系|建设|资源|开发"
)
_ANY = re.compile(
    "(?:省|市|区|县|校|国家)级|(?:相关|专业|系列|特色|优质|精品|配套|实用|新型|新|多|各|一批|在线|校企|校本|培训|课程|教学|实训|技能|职业|核心|基础|岗位|人才|培养|思政|劳动|德育|校园|学生|教师)*"
)
_ACTION = re.compile(
    "(?:发起|推出|打造|创设|创办|创立|首创|开办)(?:了|起)?“(?P<name>[^“”]{2,14})”"
    "(?:[\u4e00-\u9fff]{0,4}?)(?:行动|计划|工程|栏目|专栏|品牌|讲堂|论坛|项目|夜校|课堂|集市)(?=[，。；、]|$)"
)
_PUT_UP = re.compile(
    "(?:投用|投入使用|启用|落成|建成|竣工|新建|建起|扩建)(?:了|的)?(?P<name>(?:(?![的了与和及在为个座栋幢等新])[\u4e00-\u9fff]){2,8}?"
    "(?:实训楼|教学楼|综合楼|实验楼|图书楼|体育馆|图书馆|实训大楼|宿舍楼|产教融合楼))(?![\u4e00-\u9fff]?\\d|[一二三四五六七八九十两]+[栋座幢])"
)
_PLATFORM = re.compile(
    "(?:牵头|自主|联合|共同|合作|主持|负责|参与|独立)*(?:建设|开发|搭建|研发|打造|创建|建成|运营|开通)的“(?P<name>[^“”]{2,16})”"
    "(?:[\u4e00-\u9fff]{0,6}?)(?:平台|系统|小程序|资源库|数据库|公众号|视频号|软件|课堂|工坊)"
)
_OWN_NAME = re.compile("^(?!双[高优师]|十[二三四五]五|一[校生企课]一)(?=.*[\u4e00-\u9fff]{2})")
_PLAIN = re.compile(
    "(?:智慧|云|数字|网络|在线|线上|课堂|校园|教学|学习|平台|教育|职教|资源|互联网|教师|学生|管理|服务|信息|空中|[+＋])*"
)
_KIND_OF_BUILDING = re.compile(
    "(?:综合|公共|教学|实训|学生|教师|校园|新校区|现代化|标准化|智能|智慧|专业)*.{2,4}"
)


def works(said: Said) -> Iterator[Found]:
    """The works, courses, actions and buildings that a sentence says someone made."""
    for match, name in (*_titled(said.text), *_named(said.text)):
        yield from _made(said, match, name)


def _titled(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """原创舞剧《甲》; 把做法编入《乙》: each title with the words that lead to it."""
    for pattern in (_ART, _TAKEN_INTO):
        for match in pattern.finditer(text):
            for title in re.findall("《([^《》]+)》", match["titles"]):
                yield match, title


def _named(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """合编皮影戏校本课程, 发起“丙”行动, 启用丁实训楼: what has a name of its own."""
    for match in _courses().finditer(text):
        stem = _KIND_OF_COURSE.sub("", match["name"])
        if not _MORE.match(text, match.end()) and not _ANY.fullmatch(stem):
            yield match, match["name"]
    for match in (*_ACTION.finditer(text), *_PLATFORM.finditer(text)):
        if _OWN_NAME.search(match["name"]) and not _PLAIN.fullmatch(match["name"]):
            yield match, match["name"]
    for match in _PUT_UP.finditer(text):
        if not _KIND_OF_BUILDING.fullmatch(match["name"]):
            yield match, match["name"]


_KIND_OF_COURSE = re.compile(
    "(?:校本|活页式?|特色|精品|在线|培训|技术|能力|团体|地方|行业|教学|操作|工作|谈判|实训)?"
    "(?:课程|教材|标准|规程|手册|指南|要点|集|资料汇编)$"
)


@lru_cache(maxsize=1)
def _courses() -> re.Pattern[str]:
    verbs = (
        f"{verbs_of('Development')}|参与制定|参与制订|参与研制|参与起草|牵头制定|主持制定|联合制定"
    )
    return re.compile(f"(?:{verbs})(?:了|出|完成)?(?:“)?{_COURSE}")


def _made(said: Said, match: re.Match[str], name: str) -> Iterator[Found]:
    """The subject of a match, with those whom 与 joins to it, made what it names."""
    clause = said.clause(match.start())
    if said.denied(clause, match.start()) or said.planned(clause, match.start()):
        return
    if _SOMEONE.search(said.text, clause, match.start()):
        return
    for developer in _makers(said, match.start()):
        if developer.kind in PARTIES:
            values = (("developer", (developer.name,)), ("product", (name,)))
            spans = stretch(of(developer), match.span())
            yield Found("Development", values, spans, RULE_DEVELOPMENT, developer.score * HARD)


_SOMEONE = re.compile(
    "(?:教师|老师|校长|书记|同学|学生|毕业生|校友|主任|教授|师傅|大师)[\u4e00-\u9fff]{2,3}$|[\u4e00-\u9fff]{2,3}(?:老师|同学|校长|师傅)$"
)
_AND = ("与", "和", "、", "同", "联合", "会同", "携手")
_TOGETHER = re.compile("(?:共同|联合|合作|携手|一起|牵头|主动|率先|正式|还|又|并|为此)*")


def _makers(said: Said, at: int) -> tuple[Party, ...]:
    """The parties that stand side by side right before a verb, else the subject."""
    begin = said.clause(at)
    found = [p for p in said.parties if begin <= p.start and begin < p.end <= at]
    if len(found) > 1 and found[0].start <= begin + 2:
        gaps = [said.text[a.end : b.start] for a, b in pairwise(found)]
        if all(gap in _AND for gap in gaps) and _TOGETHER.fullmatch(said.text, found[-1].end, at):
            return tuple(found)
    return said.subjects(at)
