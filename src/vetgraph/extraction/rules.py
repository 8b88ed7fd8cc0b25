"""The rules that say what a figure in a sentence measures, in the order they are tried."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.extraction.again import (
    base_of_a_multiple,
    multiple,
    points,
    same_in_another_year,
    unknown_ratio,
)
from vetgraph.extraction.changes import base, change, growth, outset, reached
from vetgraph.extraction.dictionary import dictionary
from vetgraph.extraction.division import distributed, divided
from vetgraph.extraction.figures import Found, Spot
from vetgraph.extraction.observation import LEVEL, SHARE, Meaning
from vetgraph.extraction.sentences import CLAUSE_END
from vetgraph.extraction.shares import per_head_indicator, share_indicator
from vetgraph.extraction.turns import in_turn, moved_in_turn, over_years
from vetgraph.extraction.unregistered import lists_persons, printed, wording
from vetgraph.text import fold

if TYPE_CHECKING:
    from vetgraph.extraction.dictionary import Mention, Unit
    from vetgraph.extraction.sentences import Sentence

_SHARE = re.compile(r"(?:占比|比例|比重)(?:约|为|达|是)*$|占(?P<whole>[^，。；、]{1,20})$")
_ACTING = re.compile(
    "进入|参加|参与|完成|获|入选|利用|缺|被评|被北京|被推荐|被认定|上线|做了|开展|评为|给予|成功|申[报请]|通过|得到|取得|前往|"
    "赴|走进|来自|留在|选择|报名|享受|领取|加入|考取|拿到|签约|接受|"
    "(?<![达增升提降减])到(?!位)|深入|走上|担任|承担|荣获|挂职|顶岗|轮训|脱产|返乡"
)
_ENROLLED = re.compile("(?:学员|学徒)(?:共|共有|有|总数|人数|数|为)*$")
_ENROLLED_BEHIND = re.compile("学员|学徒")
_TEACHERS = re.compile("教师|教学团队|班主任|教学能力")
_GIVEN = re.compile("录用|吸纳|接收|招聘|招录|聘用|捐|赠|购置|采购|帮扶|奖励|表彰|慰问")
_CUMULATED = re.compile("输送|累计|建校以来|历年|近[两三四五]年")
_MANY_YEARS = re.compile("近[两三四五]年[来间]?|[两三四五]年来|建校以来|历年")
_OVER_YEARS = re.compile(r"近[两三四五]年[来间]?，[^；。\d]*$")
_TRAINED = re.compile("参加[^，。]{0,8}培训$")
_SENT = re.compile("累计(?:为|向|培养|输送|培训)")
_SUBSET = re.compile(
    "^(?:学生|毕业生|教师|人员|者|的)?[里中内](?!专|职|等)|[里中内]有|其中|当中|之中"
)
_INCLUDED = re.compile(r"(?:其中|内有|包括|含)[^，；]{0,4}$")
_PARTS = re.compile("其中|包括|内含")
_LONG_WORDS = re.compile("(?!面向|针对|开展|组织)[一-鿿]{4}")
_ENTERING = re.compile("(?:进入|参加|为|是|获)?")
_SUMMED = re.compile(r"[，；](?:共计|合计|总计|累计|折合)[约达为]*$")
_PER_HEAD = re.compile(r"(?:生均|人均)(?:约|为|达)*$")
_MORE = re.compile("(?:资源|人才|信息)?库|代表|论坛|沙龙")
_FURTHER = re.compile(
    "(?:运行|培养|培训|教学|建设|管理|办学|合作)*(?:模式|机制|体系|方案|标准|路径)"
)
_BRACKETED = re.compile("[（(][^（）()]*[)）]|[“”]")
_FILLING = re.compile(
    "总人数|总数|人数|总额|总量|总值|规模|数量|数额|金额|面积|共计|合计|总计|累计|共有|达到|达|已有|已|均|都|各|分别|依次|"
    "保持|稳定|维持|超过|突破|接近|不低于|不少于|增长|增加|增至|增|减少|减至|提高|提升|上升|下降|升|降|发展|扩大|到|至|"
    "约|为|有|是|在|从|由|的|了|也|仅|只|近|超|逾|共|数|率|其|实|现|全部|总共|比例|占比|比|近年来|目前|截至|连续|继续|逐年|"
    "百分之|人次|学生|考生|新生|人员|同学|教师|学员|项目|工作|任务|活动|情况|指标|标准|水平|以上|左右|同比|去年|上年|今年|本年|年"
)
_LIMITED = re.compile(
    "[\u4e00-\u9fff]{4,}的$|"
    "(?:高考|单招|对口|转段|直升|贯通|[省市区县境国][内外]|[男女]|城镇|农村|新增|净增|往届|首[批届期]|每年|年均|日均)$|"
    "(?:高中阶段|普通?高中|高等教育|义务教育|初中|小学|技工|学前|成人)(?:教育|学校)?(?:同期|当年)?(?:共|总|计划|实际)?$|"
    "(?:[类群科]专业|专业[群类]|校本|规划|[页册]式|新形态|数字|双语|统编)$|[生人师户班校]均[^，。；、]{0,6}$"
)
_SHARED = re.compile("[均都各]|分别")
_JOINED = re.compile("[\u4e00-\u9fff][和与及]$")
# 9名毕业生自己当起了老板: persons that do something are not all the persons there are.
_OWN_PEOPLE = frozenset(
    ("graduates", "students", "party-members", "full-time-teachers", "major-teachers")
)
_STOPS = re.compile(
    "$|[，。；、（）()：:]|[当其之]?中|里|的(?!百分)|和|与|及|是|有|被|来自|共|，|升|就业"
)
_OTHERS = re.compile("[\u4e00-\u9fff]的$")
_INTERNS = re.compile("实习(?!.*(?:就业|毕业))")
_FAR = 24
_NEAR = 3


def share(at: Spot) -> Found | None:
    """占毕业生总数99.32%, 占比24.35%: the share of the level before in the named whole."""
    level, match = at.state.level, _SHARE.search(at.figure.gap)
    if not at.in_percent or level is None or match is None or level.measure != LEVEL:
        return None
    whole = dictionary().indicator(match["whole"]) if match["whole"] else None
    if (match["whole"] and whole is None) or at.figure.unit is None:
        return None
    indicator = share_indicator(level.indicator, whole.code if whole else None)
    if indicator is None:
        return None
    meaning = replace(level, indicator=indicator, measure=SHARE, unit=at.figure.unit)
    return Found(meaning, at.figure.gap_start + match.start())


def per_head(at: Spot) -> Found | None:
    """设备总额6351.80万元，生均18200元: the level before, divided by the students."""
    level, match, unit = at.state.level, _PER_HEAD.search(at.figure.gap), at.figure.unit
    if level is None or match is None or unit is None or at.own:
        return None
    indicator = per_head_indicator(level.indicator)
    if indicator is None or unit.code != level.unit.code:
        return None
    return Found(at.level(indicator, unit), at.figure.gap_start + match.start())


def prize(at: Spot) -> Found | None:
    """国家级二等奖3项、三等奖4项: prizes by tier and level; the tier holds until the next one."""
    start, figure = at.figure.clause, at.figure
    found = at.sentence.breakdowns_between(start, figure.start)
    levels = [code for code in found if code.endswith("-prize")]
    if not levels or figure.unit is None or figure.unit.code != "item":
        return None
    held = [code for code in at.state.part if code.endswith("-tier")]
    tiers = [code for code in found if code.endswith("-tier")] or held
    first = next(m.start for m in at.sentence.breakdowns if m.start >= start)
    entrants = ("teacher-contests",) if _of_teachers(at) else ()
    return Found(at.level("prizes", figure.unit, (*tiers, *levels, *entrants)), first)


def _of_teachers(at: Spot) -> bool:
    """Whether the prizes of a sentence are those of teachers, of no contest that is named."""
    said = at.sentence.text[: at.figure.start]
    said = said[said.rfind("学生") + 1 :]
    return not at.state.events and _TEACHERS.search(said) is not None


def before(at: Spot) -> Found | None:
    """总占地面积为168747平方米: an indicator in the same clause before the figure."""
    own, figure, sentence = at.own, at.figure, at.sentence
    if own is None or own.start < figure.clause:
        return None
    between = sentence.text[own.end : figure.start]
    fit = at.fitting(own)
    if len(between) > _FAR or "、" in between or _SUBSET.search(between) or fit is None:
        return None
    if _ACTING.search(between) or _MORE.match(between) or _counts_together(at, own):
        return None
    if _is_limited(at, own) or _is_of_others(at, own):
        return None
    breakdowns = sentence.breakdowns_between(figure.clause, figure.start)
    if _narrowed(at, own):
        return None
    if not breakdowns and _unnamed_part(at, own):
        return None
    if not breakdowns and sentence.text[figure.clause : own.start] in ("", "其中"):
        breakdowns = at.state.part
    named = (m.start for m in sentence.breakdowns if figure.clause <= m.start < own.start)
    return Found(at.level(*fit, breakdowns), min(named, default=own.start))


def _is_limited(at: Spot, own: Mention) -> bool:
    """普通高中招生, 生均财政拨款: words before a wording that make it another indicator."""
    return _LIMITED.search(at.sentence.text, at.figure.clause, own.start) is not None


def _is_of_others(at: Spot, own: Mention) -> bool:
    """捐建图书3000册, 近三年毕业3759人: given away, of many years, of trainees or interns."""
    text, figure = at.sentence.text, at.figure
    concept = dictionary().schema.concepts["indicator"].get(own.code)
    graduates = concept is not None and "就业" in concept.zh
    if graduates and _INTERNS.search(text[: figure.start]):
        return True
    opened = max(text.rfind(c, 0, own.start) for c in CLAUSE_END) + 1
    found = (
        _GIVEN.search(text, opened, own.start),
        _MANY_YEARS.search(text, figure.clause, figure.start),
        _OVER_YEARS.match(text, 0, figure.start),
        _TRAINED.search(text, figure.clause, own.end),
        _SENT.search(text, figure.clause, own.start),
    )
    return any(found)


def _narrowed(at: Spot, own: Mention) -> bool:
    """培训茶农860人次: a word between that no list knows tells which part is counted."""
    return _says_more(_unknown(at.sentence, own.end, at.figure.start))


def _unknown(sentence: Sentence, start: int, end: int) -> str:
    """The text of a passage without the breakdowns and the names in it."""
    known = [(m.start, m.end) for m in sentence.breakdowns] + [n[1:] for n in sentence.names]
    return "".join(sentence.text[i] for i in range(start, end) if not _within(i, known))


def _within(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _says_more(words: str) -> bool:
    return re.search("[一-鿿]{2}", _FILLING.sub("", _BRACKETED.sub("", words))) is not None


def _counts_together(at: Spot, own: Mention) -> bool:
    """出版著作与教材约5部: one count of joined things is that of none of them alone."""
    text, figure = at.sentence.text, at.figure
    if at.in_percent or _SHARED.search(text, own.end, figure.start):
        return False
    return _JOINED.search(text[figure.clause : own.start]) is not None


def _unnamed_part(at: Spot, own: Mention) -> bool:
    """录取165人，其中通过高考录取153人: a part that no list of breakdowns names."""
    state, text = at.state, at.sentence.text
    if state.level is None or own.code != state.level.indicator or state.whole_end < 0:
        return False
    if _PARTS.search(text, state.level_end, own.start):
        return True
    between = text[state.whole_end : own.start]
    limited = len(wording(text[at.figure.clause : own.start])) > 1
    return limited and "；" not in between and _PARTS.search(between) is not None


def behind(at: Spot) -> Found | None:
    """97个学生社团: an indicator right behind, unless its members act (3本教材被推荐).

    5种实训基地建设模式 counts ways of building bases, not bases.
    """
    figure, sentence = at.figure, at.sentence
    found = next((m for m in sentence.indicators if m.start >= figure.end), None)
    if found is None or found.start - figure.end > _NEAR:
        return None
    between = sentence.text[figure.end : found.start]
    fit = at.fitting(found)
    said_on = _ACTING.match(sentence.text, found.end) or _FURTHER.match(sentence.text, found.end)
    if found.code in _OWN_PEOPLE and not _STOPS.match(sentence.text, found.end):
        return None
    if said_on or _OTHERS.search(between) or any(c in between for c in CLAUSE_END + "、"):
        return None
    said = sentence.text[figure.clause : figure.start]
    if _CUMULATED.search(said) or lists_persons(at, wording(said)):
        return None
    breakdowns = sentence.breakdowns_between(figure.clause, found.start)
    return Found(at.level(*fit, breakdowns), figure.start) if fit else None


def headcount(at: Spot) -> Found | None:
    """墨帆电商班22名学员, 2个订单班共有学员57名: the persons in programmes."""
    figure, sentence = at.figure, at.sentence
    role = next(r for r in dictionary().schema.properties.values() if r.headcount)
    ahead = _ENROLLED.search(sentence.text, figure.clause, figure.start)
    behind_it = _ENROLLED_BEHIND.match(sentence.text, figure.end)
    if figure.unit is None or figure.unit.code != "person" or not (ahead or behind_it):
        return None
    counted = at.state.level and at.state.level.indicator == role.counted_by
    if not counted and at.kinds.get(at.state.about) != role.range:
        return None
    start = ahead.start() if ahead else figure.start
    return Found(at.level(str(role.headcount), figure.unit), start)


def part(at: Spot) -> Found | None:
    """其中全日制职高学生1057人: a breakdown of the level before."""
    level, figure, sentence = at.state.level, at.figure, at.sentence
    if level is None or figure.unit is None or level.measure != LEVEL:
        return None
    opened = max(figure.gap.rfind(c) for c in CLAUSE_END + "、（(") + 1 + figure.gap_start
    found = sentence.breakdowns_between(opened, figure.start)
    if not found or figure.unit.code != level.unit.code or _is_other(at, level, opened):
        return None
    first = next(m for m in sentence.breakdowns if m.start >= opened)
    if instead := _instead(level, sentence.text[first.start : first.end]):
        return Found(replace(level, indicator=instead, unit=figure.unit, period=0), first.start)
    start = first.start
    return Found(replace(level, breakdowns=found, unit=figure.unit, period=0), start)


_STAFF = re.compile("(?:专任|专业|专业课|公共基础课|文化课)?教师(?:总)?数|教职工(?:总)?数")
_QUALIFIED = re.compile(
    "、?(?:其中|具有|具备|拥有|取得)*(?P<said>[\u4e00-\u9fff（）]{2,10}?)(?:的|者|教师|专任教师|人员)*"
)


def staff(at: Spot) -> Found | None:
    """专任教师612人，其中研究生86人、高级职称152人: teachers by their degrees and titles."""
    level, figure, words = at.state.level, at.figure, dictionary()
    if level is None or figure.unit is None or level.measure != LEVEL or at.own:
        return None
    concept = words.schema.concepts["indicator"].get(level.indicator)
    if concept is None or not _STAFF.fullmatch(concept.zh) or figure.unit.code != level.unit.code:
        return None
    told = [meaning for _, meaning in at.state.told if meaning.measure == LEVEL]
    if not told or told[-1].indicator != level.indicator:
        return None
    said = _QUALIFIED.fullmatch(at.sentence.text, figure.clause, figure.start)
    code = words.breakdowns.get(fold(said["said"])) if said else None
    if said is None or code is None or not words.schema.concepts["breakdown"][code].label_only:
        return None
    meaning = replace(level, breakdowns=(code,), unit=figure.unit, period=0)
    return Found(meaning, said.start("said"))


def _is_other(at: Spot, level: Meaning, opened: int) -> bool:
    """省级高水平专业5个、市级骨干专业18个: the second is no part of what only its words name.

    Nor is a group of people (男生) a part of what no list has, unless it is called one of
    its parts.
    """
    said = _unknown(at.sentence, opened, at.figure.start).replace("其中", "")
    concept = dictionary().schema.concepts["indicator"].get(level.indicator)
    if concept is not None:
        for word in sorted(concept.words, key=len, reverse=True):
            said = said.replace(word, "")
        return _LONG_WORDS.search(_FILLING.sub("", _BRACKETED.sub("", said))) is not None
    if dictionary().breakdown_mentions(level.indicator):
        return _says_more(said.replace(level.indicator, ""))
    parts = _PARTS.search(at.sentence.text, max(at.state.whole_end, 0), at.figure.start)
    return parts is None or _says_more(said.replace(level.indicator, ""))


def _instead(level: Meaning, said: str) -> str | None:
    """获省级奖7项、市级奖18项: the second stands beside the first, which names its own group."""
    if level.indicator in dictionary().schema.concepts["indicator"]:
        return None
    named = dictionary().breakdown_mentions(level.indicator)
    if not named:
        return None
    return level.indicator[: named[-1].start] + said + level.indicator[named[-1].end :]


def part_behind(at: Spot) -> Found | None:
    """其中268名进入中高职贯通项目, 其中5个一等奖: a breakdown right behind its figure."""
    level, figure, sentence = at.state.level, at.figure, at.sentence
    goes_on = figure.gap == "、" and figure.gap_start == at.state.level_end
    if level is None or figure.unit is None or not (goes_on or _INCLUDED.search(figure.gap)):
        return None
    found = next((m for m in sentence.breakdowns if m.start >= figure.end), None)
    if found is None or figure.unit.code != level.unit.code or level.measure != LEVEL:
        return None
    if not _ENTERING.fullmatch(sentence.text, figure.end, found.start):
        return None
    return Found(replace(level, breakdowns=(found.code,), unit=figure.unit, period=0), figure.start)


def summed(at: Spot) -> Found | None:
    """开展两期课程培训，共计294人天: the indicator of the clause before a sum."""
    if not _SUMMED.search(at.figure.gap):
        return None
    own, level = at.own, at.state.level
    if own and (fit := at.fitting(own)):
        return Found(at.level(*fit), own.start)
    if level is None or at.figure.gap_start != at.state.level_end:
        return None
    converted = _converted(at, level)
    return Found(at.level(*converted), at.passage_start(None), aside=True) if converted else None


def _converted(at: Spot, level: Meaning) -> tuple[str, Unit] | None:
    """培训19680人次，折合38500学时: the indicator that a wording of the level and the unit name."""
    words, unit = dictionary(), at.figure.unit
    concept = words.schema.concepts["indicator"].get(level.indicator)
    if unit is None or concept is None:
        return None
    codes = (words.indicators.get(word + at.figure.unit_text) for word in concept.words)
    return next(((code, unit) for code in codes if code), None)


RULES = (
    in_turn, moved_in_turn, over_years, distributed, growth, base, outset, reached, change, share,
    per_head, prize, headcount, before, behind, divided, part, staff, part_behind, summed,
    base_of_a_multiple, same_in_another_year, multiple, points, printed, unknown_ratio,
)  # fmt: skip


def understood(at: Spot) -> Found | None:
    """What a figure measures by the first rule that fits, or None."""
    return next((found for rule in RULES if (found := rule(at))), None)
