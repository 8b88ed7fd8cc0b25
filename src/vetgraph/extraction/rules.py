"""The rules that say what a figure in a sentence measures, in the order they are tried."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetgraph.extraction.dictionary import dictionary
from vetgraph.extraction.division import distributed, divided
from vetgraph.extraction.figures import Found, Spot
from vetgraph.extraction.observation import CHANGE, GROWTH, LEVEL, SHARE, Meaning
from vetgraph.extraction.sentences import CLAUSE_END
from vetgraph.extraction.shares import per_head_indicator, share_indicator
from vetgraph.extraction.unregistered import lists_persons, printed, wording
from vetgraph.text import school_year_end

if TYPE_CHECKING:
    from vetgraph.extraction.dictionary import Mention, Unit
    from vetgraph.extraction.sentences import Sentence

_UP = "增加|增长|上升|提高|提升|增幅|多招|净增|扩大|多|(?<!最)高"
_DOWN = "减少|下降|降低|降幅|缩减|下滑|回落|少|(?<!最)低"
_EARLIER = "(?:上一?(?:学?年度?|届)|去年|前一年)"
_DIRECTION = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|率|量|数|于{_EARLIER}的?)?(?:为|约|达)?$"
)
_COMPARING = re.compile(
    rf"(?:[比较]?{_EARLIER}|[比较]\d{{4}}年|同比|[比较]上|.)?(?:同期|略有|有所|继续|持续|小幅|大幅)?"
)
_REACHED = re.compile(rf"(?:增|减|升|降|发展|{_UP}|{_DOWN})(?:到|至)(?:了|约)?$")
_REACHING = re.compile(rf"[^，。；]{{0,6}}?(?:增|减|升|降|发展|{_UP}|{_DOWN})(?:到|至)")
_GROWTH = re.compile(r"(?:增长率|增幅|增速|增长比例|降幅)(?:约|为|达|是)*$")
_COMPARED = re.compile(r"[比较]|同比|环比|相比")
_BASE = re.compile(
    r"(?:[比较从由与同，；（](?P<year>\d{4})(?:[-—–](?P<end>\d{2,4}))?(?:学?年度?|届)|"
    rf"(?:[比较从由与同，；（]|^){_EARLIER})(?:同期)?(?:的|为|是|仅|只有)*$"
)
_FROM = re.compile(r"[由从]$")
_SHARE = re.compile(r"(?:占比|比例|比重)(?:约|为|达|是)*$|占(?P<whole>[^，。；、]{1,20})$")
_ACTING = re.compile(
    "进入|参加|参与|完成|获|入选|被评|被北京|被推荐|被认定|上线|做了|开展|评为|给予|成功|申[报请]|通过|得到|取得|前往|"
    "赴|走进|来自|留在|选择|报名|享受|领取|加入|考取|拿到|签约|接受|"
    "到(?!位)|深入|走上|担任|承担|荣获|挂职|顶岗|轮训|脱产|返乡"
)
_ENROLLED = re.compile("(?:学员|学徒)(?:共|共有|有|总数|人数|数|为)*$")
_ENROLLED_BEHIND = re.compile("学员|学徒")
_TEACHERS = re.compile("教师|教学团队|班主任|教学能力")
_GIVEN = re.compile("捐|赠|购置|采购|帮扶|奖励|表彰|慰问")
_CUMULATED = re.compile("输送|累计|建校以来|历年|近[两三四五]年")
_MANY_YEARS = re.compile("近[两三四五]年[来间]?|[两三四五]年来|建校以来|历年")
_SUBSET = re.compile("^[里中内](?!专|职|等)|[里中内]有|其中|当中|之中")
_INCLUDED = re.compile(r"(?:其中|内有|包括|含)[^，；]{0,4}$")
_PARTS = re.compile("其中|包括|内含")
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
    "(?:[省市区县境国][内外]|[男女]|城镇|农村|新增|净增|往届|首[批届期]|每年|年均|日均)$|"
    "(?:高中阶段|普通?高中|高等教育|义务教育|初中|小学|技工|学前|成人)(?:教育|学校)?(?:共|总|计划|实际)?$"
)
_SHARED = re.compile("[均都各]|分别")
_JOINED = re.compile("[\u4e00-\u9fff][和与及]$")
_FAR = 24
_NEAR = 3


def growth(at: Spot) -> Found | None:
    """增长率为4.69%, 增幅13%, 下降11.58%: the growth of the level before."""
    figure = at.figure
    direction = _DIRECTION.search(figure.gap)
    if not at.in_percent or not (_GROWTH.search(figure.gap) or direction) or figure.unit is None:
        return None
    level = at.level(at.own.code, figure.unit) if at.own else at.state.level
    if level is None:
        return None
    sign = -1 if direction and direction["down"] and figure.quantity.value > 0 else 1
    meaning = replace(level, measure=GROWTH, unit=figure.unit, period=0)
    return Found(meaning, at.passage_start(at.own), sign)


def base(at: Spot) -> Found | None:
    """较2020年的1150名多招56名, 上年为1150名: the level before, in the earlier year."""
    match, level = _BASE.search(at.figure.gap), at.state.level
    if match is None or at.figure.unit is None:
        return None
    if at.own and (fit := at.fitting(at.own)):
        level = at.level(*fit)
    if level is None or level.unit.code != at.figure.unit.code:
        return None
    year = at.year - 1
    if match["year"]:
        year = school_year_end(match["year"], match["end"] or match["year"])
    meaning = replace(level, unit=at.figure.unit, period=year)
    return Found(meaning, at.figure.gap_start + match.start())


def outset(at: Spot) -> Found | None:
    """在校生由90余人增至130余人: the first figure is of a year that nobody names."""
    if not _FROM.search(at.figure.gap) or not _REACHING.match(at.sentence.text, at.figure.end):
        return None
    fit = at.fitting(at.own) if at.own else None
    return Found(at.level(*fit), at.passage_start(at.own), stated=False) if fit else None


def reached(at: Spot) -> Found | None:
    """增至130余人, 提高到80%: the level now, of the indicator spoken of."""
    match, level = _REACHED.search(at.figure.gap), at.state.level
    if match is None or at.figure.unit is None:
        return None
    if at.own and (fit := at.fitting(at.own)):
        level = at.level(*fit)
    if level is None or level.unit.code != at.figure.unit.code:
        return None
    start = at.own.start if at.own else at.figure.gap_start + match.start()
    return Found(replace(level, unit=at.figure.unit, period=0), start)


def change(at: Spot) -> Found | None:
    """比上一年增加399人, 提高0.5个百分点: the change of the level before."""
    figure, level = at.figure, at.state.level
    direction = _DIRECTION.search(figure.gap)
    if figure.unit is None or direction is None:
        return None
    compared = _COMPARED.search(figure.gap) or direction[0].find("于") > 0
    if not compared and figure.gap_start != at.state.level_end:
        return None
    if figure.unit.code == "percentage-point" and at.state.share:
        level = at.state.share
    if at.own and (level is None or at.own.code != level.indicator):
        level = _changed(at, direction.start() + figure.gap_start)
    if level is None or figure.unit.code not in _units_of_change(level):
        return None
    meaning = replace(level, measure=CHANGE, unit=figure.unit, period=0)
    return Found(meaning, at.passage_start(at.own), -1 if direction["down"] else 1)


def _units_of_change(level: Meaning) -> tuple[str, ...]:
    """A share changes by percentage points, all else by its own unit."""
    own = level.unit.code
    return (own, "percentage-point") if own == "percent" else (own,)


def _changed(at: Spot, direction: int) -> Meaning | None:
    """与2020年比，体质测评合格率上升3.0个百分点: a change whose level is not printed."""
    own, unit = at.own, at.figure.unit
    if own is None or unit is None:
        return None
    if not _COMPARING.fullmatch(at.sentence.text, own.end, direction):
        return None
    concept = dictionary().schema.concepts["indicator"][own.code]
    points = unit.code == "percentage-point" and concept.unit == "percent"
    return at.level(own.code, unit) if points or concept.unit == unit.code else None


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
    return not at.state.events and _TEACHERS.search(said) is not None and "学生" not in said


def before(at: Spot) -> Found | None:
    """总占地面积为168747平方米: an indicator in the same clause before the figure."""
    own, figure, sentence = at.own, at.figure, at.sentence
    if own is None or own.start < figure.clause:
        return None
    between = sentence.text[own.end : figure.start]
    fit = at.fitting(own)
    if len(between) > _FAR or "、" in between or _SUBSET.search(between) or fit is None:
        return None
    limited = _LIMITED.search(sentence.text, figure.clause, own.start) is not None
    acting = _ACTING.search(between) or _GIVEN.search(sentence.text, figure.clause, own.start)
    acting = acting or _MANY_YEARS.search(sentence.text, figure.clause, figure.start)
    if limited or acting or _MORE.match(between) or _counts_together(at, own):
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
    if said_on or any(c in between for c in CLAUSE_END + "、"):
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
    start = next(m.start for m in sentence.breakdowns if m.start >= opened)
    return Found(replace(level, breakdowns=found, unit=figure.unit, period=0), start)


def _is_other(at: Spot, level: Meaning, opened: int) -> bool:
    """省级高水平专业5个、市级骨干专业18个: the second is no part of what only its words name."""
    if level.indicator in dictionary().schema.concepts["indicator"]:
        return False
    said = _unknown(at.sentence, opened, at.figure.start)
    return _says_more(said.replace("其中", "").replace(level.indicator, ""))


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
    distributed, growth, base, outset, reached, change, share, per_head, prize, headcount, before,
    behind, divided, part, part_behind, summed, printed,
)  # fmt: skip


def understood(at: Spot) -> Found | None:
    """What a figure measures by the first rule that fits, or None."""
    return next((found for rule in RULES if (found := rule(at))), None)
