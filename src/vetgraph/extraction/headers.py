"""What the headers of a table say: years, measures, units, indicators, groups, subjects."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.extraction.observation import CHANGE, GROWTH, SHARE, TARGET
from vetgraph.extraction.registers import role_of
from vetgraph.schema import schema
from vetgraph.text import BARE_YEAR, YEAR, bracketed, fold, label, without_brackets, years

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vetgraph.extraction.context import Context
    from vetgraph.extraction.dictionary import Dictionary, Unit
    from vetgraph.model import Cell

_YEAR_RANGE = re.compile(r"\d{4}\s*年?\s*[-—–~～至]\s*\d{4}")
_SCHOOL_YEAR = re.compile(r"((?:19|20)\d{2})\s*[-—–~～至/]\s*((?:20)?\d{2})")
_TOLD_YEAR = re.compile(
    "(?:(?P<last>上一?|去|前一)|本|当|今)(?:学年度?|年度?|届)(?:数值?|值|完成值)?"
)
_COMPARED = re.compile(rf"[比较与]\s*(?:{YEAR.pattern}|上一?年度?|去年|上学年)(?:相比)?")
_SHARE = re.compile(r"(?:所?占.{0,14}?的?)?(?:比例|比重|占比|百分比)")
# What a row reports of, whatever partners and places stand beside it.
_HOLDERS = ("School", "HigherEducationInstitution")
_MOVED = re.compile("(?P<of>.{2,12}?)的?(?:净?增量|增减量?|增长量|增加数|变化量)(?:[(][^()]*[)])?")
_OF_WHOLE = re.compile(r"占(.{2,14}?)的?(?:比例|比重|百分比)")
_NO_FIGURE = re.compile(
    r".*(?:代码|编号|序号|日期|电话|年份|[始立约班作办建]年度?|学号|邮编|名称)|[类级]别|类型|性质|备注|说明|.{0,4}(?:方式|来源)|页码|排名|名次|行次|"
    r".*(?:活动|会议|比赛|竞赛|获奖|开班|签约|合作|发文|印发|立项|入学|毕业|招生|培训|参赛|挂牌|结业)(?:时间|日期|年月)|"
    r"(?:开办|成立|设立|建立|填报|统计|起止|举办|签订|发布|获奖|批准|入选|开始|截止|起始)?时间"
)
_STANDARD = re.compile(
    r"(?:(?:国家|[省市区]级?|部颁|教育部|合格|设置|设立|办学|达标|评估|优秀|参考|规定|最低|基本)*标准"
    r"|(?:达标|合格|指标|规定|国家)?要求|预期|参考|达标线|合格线)(?:值|线)?"
)
_NEUTRAL = re.compile(
    r"(?:本|当|上|年度|实际|完成|达成|实现|统计|指标|全年|期末|报告)*(?:数值|数据|数字|金额|值|年度?|期|情况|结果|规模|得分?|数|达到|实绩|达成)"
)
_AVERAGE = re.compile(r".{0,6}(?:平均[数值]?|均值|中位数|人均)")
_OWN_REGION = re.compile("[全我本](省|市|区|县|旗|州|校|院)")
_REGION_HEAD = re.compile(
    r"(?:各|所属|所在)?(?:县?[区市]县?区?|县\(市、?区\)|区\(县\)|县\(区\)|地区|区域|地市|市州|行政区划?|城市)"
    r"(?:名称)?"
)
_REGION = re.compile(r"[\u4e00-\u9fff]{1,8}[区县市旗州省盟]")
_SCHOOL_TAIL = ("职业教育中心", "职教中心", "学院", "大学")
_GENERIC = re.compile(
    r"(?:[各本该全其他它一二三两]|社区|示范|重点|合作|普通|中等|初等|高等|公办|民办|[区市省]属|直属|国家|优质|骨干|"
    r"特色|技工|职业|专业|专科|成人|中小|初级|高级|农村|结对|帮扶|特殊教育|技师|技术|教育|本科|综合|初中|高中|"
    r"完全|附属|独立|民族|院校|全区|全市|全县|我区|我市|[—–-])*(?:学校|中学|高中|职高|中专|武校|职校|技校|小学|学院|大学)"
)
_TITLE_HEAD = re.compile(
    r"^(?:-|近?[一二两三四五\d]+(?:学?年|届)来?|各|区县|县区|市县|乡镇|中等职业学校|中等职业教育|职业学校|职业院校|中职学校|中职|学校|专业|院系|部门"
    r"|全[区市县省院校]|本[区市院校])+"
)
_TITLE_TAIL = re.compile(
    r"(?:(?:职称|职务|学历|学位|年龄|性别|学缘|层次)(?=结构|构成|分布)|结构|情况|统计|一览|汇总|明细|构成|分布|变化|对比|比较|简|总|基本|及|与|和|的|表)+$"
)


@dataclass(frozen=True, slots=True)
class Axis:
    """What one header (a row's labels, a column's headers, a title) says of its cells.

    ``whole`` is the indicator (code) of which a share is the share: 占毕业生总数的比例.
    """

    year: int | None = None
    measure: str | None = None
    unit: Unit | None = None
    indicator: str | None = None
    breakdowns: tuple[str, ...] = ()
    about: str | None = None
    whole: str | None = None
    path: tuple[str, ...] = ()

    @property
    def fixed(self) -> bool:
        """A header that only dates, measures or names its cells carries no indicator."""
        return self.indicator is None and bool(self.year or self.measure or self.about)


def path_of(cells: Iterable[Cell]) -> tuple[str, ...]:
    """The parts of a header from the outside in, each once."""
    return tuple(dict.fromkeys(cell.text for cell in cells if cell.text))


def axis_of(path: tuple[str, ...], context: Context, words: Dictionary) -> Axis:
    """Read the parts of a header path; later, more specific parts win."""
    axis = Axis(path=path)
    for text in path:
        axis = refine(axis, text, context, words)
    return axis


def refine(axis: Axis, text: str, context: Context, words: Dictionary) -> Axis:
    """What one more part of a header adds."""
    axis = replace(axis, unit=_unit_of(text, words) or axis.unit)
    axis, text = _year_of(axis, text, context)
    if not letters(text):
        return axis
    if measure := measure_of(text, words):
        return replace(axis, measure=measure, whole=_whole(text, words) or axis.whole)
    if about := context.canonical(text) or _own_region(text, context):
        return _of(axis, about, context)
    if words.is_total(text) and axis.indicator:
        return axis
    if measured := _measured(axis, text, words):
        return measured
    if breakdown := words.breakdown(text) or _summed(text, words):
        return replace(axis, breakdowns=(*axis.breakdowns, breakdown))
    if both := _both(text, words):
        return replace(axis, breakdowns=(*axis.breakdowns, *both))
    return replace(axis, about=text.strip()) if is_school(text) else axis


def _unit_of(text: str, words: Dictionary) -> Unit | None:
    """The unit in the bracket of a header; none when it prints several: 人数（人）占比（%）."""
    given = {u for part in re.findall(r"[（(]([^（()）]*)[)）]", text) if (u := words.unit(part))}
    return words.unit_of_label(text) if len(given) < 2 else None


def title_axis(title: str, context: Context, words: Dictionary) -> Axis:
    """What the title of a table says: the year if it names one, unit, school, indicator."""
    found = [] if _YEAR_RANGE.search(title) else years(title)
    named = {n for n, _, _ in context.mentions(title) if context.kinds.get(n) == "School"}
    unit = re.search(r"单位[:：]\s*([^）)\s、，,]+)[）)\s]*$", title)
    said = re.sub(r"[（(]+[^（(）)]*[)）]+$", "", undated(title))
    for name in (context.region, *_printed_region(title, context), *named):
        said = said.replace(name, "")
    subject = _TITLE_HEAD.sub("", _TITLE_TAIL.sub("", fold(said)))
    indicator = words.indicator(subject)
    return Axis(
        path=(said.strip(),) if said.strip() else (),
        year=found[0] if len(found) == 1 else None,
        unit=words.unit(unit[1]) if unit else words.unit_of_label(title),
        indicator=indicator.code if indicator else None,
        about=named.pop() if len(named) == 1 else None,
    )


def _printed_region(title: str, context: Context) -> list[str]:
    """The report's region as a title prints it, with or without the province."""
    own = (context.region, context.canonical(context.region))
    return [title[start:end] for name, start, end in context.mentions(title) if name in own]


def title_units(title: str, words: Dictionary) -> tuple[Unit, ...]:
    """The units of a title that gives several: 单位：万元、%."""
    unit = re.search(r"单位[:：]\s*([^）)\s]+)", title)
    found = (words.unit(part) for part in re.split("[、，,;；]", unit[1])) if unit else ()
    return tuple(u for u in found if u)


_WORDED = re.compile(r"(?P<word>[\u4e00-\u9fff]{2,8})[:：]\s*(?P<unit>[^；;，,、：:（()）\s]+)")


def worded_unit(title: str, path: Sequence[str], words: Dictionary) -> Unit | None:
    """The unit that a title gives the words of a header: （占地：亩；建筑：万平方米）."""
    named = (unit for word, unit in _worded(title) if any(word in part for part in path))
    return next(filter(None, map(words.unit, named)), None)


@lru_cache(maxsize=256)
def _worded(title: str) -> tuple[tuple[str, str], ...]:
    """The words of a title with the units that it gives them, as printed."""
    return tuple((m["word"], m["unit"]) for m in _WORDED.finditer(title) if m["word"] != "单位")


def _year_of(axis: Axis, text: str, context: Context) -> tuple[Axis, str]:
    """The year of a header and what else it says; 比2020年 dates only the comparison."""
    if BARE_YEAR.fullmatch(text.strip()):
        return replace(axis, year=int(text)), ""
    span = _SCHOOL_YEAR.fullmatch(text.strip())
    if span and int(span[2]) % 100 == (int(span[1]) + 1) % 100:
        return replace(axis, year=int(span[1]) + 1), ""
    if told := _TOLD_YEAR.fullmatch(without_brackets(label(text))):
        return replace(axis, year=context.data_year - bool(told["last"])), ""
    text = _COMPARED.sub("", text)
    found = years(text)
    return (replace(axis, year=found[-1]), undated(text)) if found else (axis, text)


def undated(text: str) -> str:
    """A header without its years."""
    return re.sub(r"(?:\d{4}\s*[-—–~～至]\s*)?\d{4}\s*(?:学?年度?|届)", "", text)


def letters(text: str) -> str:
    """A text without marks and blanks."""
    return re.sub(r"[^\w]", "", text)


def measure_of(text: str, words: Dictionary) -> str | None:
    """The kind of quantity that a header names: change, growth rate or share."""
    shown = label(undated(_COMPARED.sub("", text)))
    bare = re.sub(r"\(.*\)|%$", "", shown)
    if _SHARE.fullmatch(bare):
        return SHARE
    concept = words.schema.concept("measure-kind", shown) or words.schema.concept(
        "measure-kind", bare
    )
    return concept.code if concept and concept.code in (CHANGE, GROWTH, TARGET) else None


def _whole(text: str, words: Dictionary) -> str | None:
    match = _OF_WHOLE.search(label(text))
    indicator = words.indicator(match[1]) if match else None
    return indicator.code if indicator else None


def _measured(axis: Axis, text: str, words: Dictionary) -> Axis | None:
    """The indicator of a label, or of one whose last words say that it is a change: 招生增量."""
    if indicator := words.indicator(text):
        return replace(axis, indicator=indicator.code)
    moved = _MOVED.fullmatch(label(text))
    indicator = words.indicator(moved["of"]) if moved else None
    return replace(axis, indicator=indicator.code, measure=CHANGE) if indicator else None


def _own_region(text: str, context: Context) -> str | None:
    """全市 in the report of a city is the city; in the report of a district it is not."""
    match = _OWN_REGION.fullmatch(label(text))
    return context.region if match and context.region.endswith(match[1]) else None


def _both(text: str, words: Dictionary) -> tuple[str, str] | None:
    """The two groups of a label that names both: 省级一等奖."""
    said = without_brackets(label(text))
    halves = (
        (words.breakdown(said[:cut]), words.breakdown(said[cut:]))
        for cut in range(2, len(said) - 1)
    )
    return next(((a, b) for a, b in halves if a and b), None)


def _summed(text: str, words: Dictionary) -> str | None:
    """The group that a sum is taken over: 公办小计."""
    group = re.sub("(?:合计|总计|小计)$", "", label(text))
    return words.breakdown(group) if group else None


def bears_no_value(path: tuple[str, ...], words: Dictionary) -> bool:
    """Whether a header is that of codes, dates, remarks or standards, which are no figures."""
    for text in path:
        said = without_brackets(label(undated(text)))
        if words.indicator(text) is None and (
            _NO_FIGURE.fullmatch(said) or _STANDARD.fullmatch(said)
        ):
            return True
    return False


def is_average(text: str) -> bool:
    """Whether a label is that of a mean, which is no thing and no sum."""
    return _AVERAGE.fullmatch(without_brackets(label(text))) is not None


def is_school(text: str) -> bool:
    """Whether a header is the name of one school by its shape."""
    said = without_brackets(fold(text))
    ends = (*schema().classes["School"].endings, *_SCHOOL_TAIL)
    return (
        4 <= len(said) <= 30
        and said.endswith(ends)
        and re.fullmatch(r"[\u4e00-\u9fff]+", said) is not None
        and not _GENERIC.fullmatch(said)
    )


def _of(axis: Axis, name: str, context: Context) -> Axis:
    """A named thing is what the cells are about; a major only limits them."""
    if context.kinds.get(name) == "Major":
        return replace(axis, breakdowns=(*axis.breakdowns, name))
    held = axis.about is not None and context.kinds.get(axis.about) in _HOLDERS
    return axis if held else replace(axis, about=name)


def is_own(text: str) -> bool:
    """Whether a label speaks of the report's own region or school: 全市, 全校."""
    return _OWN_REGION.fullmatch(label(text)) is not None


def is_region(text: str) -> bool:
    """Whether a label has the shape of the name of one region."""
    said = label(text)
    return bool(_REGION.fullmatch(said)) and not _OWN_REGION.fullmatch(said)


_LISTED = {"school": "School", "major": "Major"}
_MAJOR_HEAD = re.compile(
    "(?:所[学属开设在]|开设|招生|设置|毕业|就业)?专业(?:[及和与/、或](?:专业)?方向)?(?:名称)?"
)


def listed(header: str, words: Dictionary) -> str | None:
    """The class of the things under a header of row labels: 学校, 专业名称, 区县."""
    if _REGION_HEAD.fullmatch(label(header)):
        return "Region"
    if _MAJOR_HEAD.fullmatch(label(header)):
        return "Major"
    role = role_of(header, words)
    return _LISTED.get(role.name) if role else None


def unread(axis: Axis, context: Context, words: Dictionary) -> bool:
    """Whether the last part of a path is a wording that no list knows."""
    if not axis.path or (axis.about and not axis.indicator):
        return False
    last = axis.path[-1]
    said = undated(last)
    known = words.indicator(said) or words.breakdown(last) or words.is_total(last)
    subject = context.canonical(last) or _own_region(last, context)
    named = subject or axis.about == last.strip() or last in axis.breakdowns or _both(last, words)
    left = letters(_year_of(axis, last, context)[1])
    return not (known or named or measure_of(last, words) or not left)


def is_neutral(axis: Axis) -> bool:
    """Whether a column says no more than that it holds the values: 金额, 数值, 本年."""
    said = without_brackets(label(undated(axis.path[-1]))) if axis.path else ""
    return not said or _NEUTRAL.fullmatch(said) is not None


def printed(axis: Axis, words: Dictionary) -> str:
    """The words of a header without measures, bare years and brackets of units."""
    said = (p for p in axis.path if not (measure_of(p, words) or BARE_YEAR.fullmatch(p)))
    parts = [_without_unit(p, words) for p in said]
    return "".join(dict.fromkeys(parts))


def _without_unit(text: str, words: Dictionary) -> str:
    shown = label(text)
    inside = bracketed(shown)
    return re.sub(r"\([^()]*\)$", "", shown) if inside and words.unit(inside) else shown
