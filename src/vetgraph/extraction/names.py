"""Names told by their shape: organisations, places, majors.

A name ends in one of the endings that the ontology gives its class (公司, 学校, 镇 …) and begins
behind a boundary: punctuation, a word that cannot stand inside a name, or a place. Generic words
(中等职业学校, 合作企业) are no names. How sure a left boundary is goes into the score.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.places import load_countries, load_regions
from vetgraph.schema import schema
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LED = re.compile("(?:原名|原(?!创|野|种|子)|第三方(?:机构)?)(?=[\u4e00-\u9fff]{6})")
_LONGEST_BEGUN, _SHORT_PLACE = 8, 2
HARD, STRONG, SOFT = 1.0, 0.9, 0.7
_HARD = "，。；：、！？（）()“”‘’《》〈〉【】「」\\[\\],;:—…·\\d"
_SOFT = (
    "民办(?=北京|天津|上海|重庆|[\u4e00-\u9fff]{2,3}[省市区县])|分别是|分别为|原名(?:为|叫)?|曾用名为?|旧称|率先|布设|联合建设|合作建设|共同建设|双方|共设|前身系|归(?=[省市区县州旗]|[\u4e00-\u9fff]{2,3}[省市区县州旗])|叫(?!做)|鼓励|引导|动员|先后|陆续|相继|入盟|其中|包括|携手|联合|引入|引进|牵手|依托|通过|面向|对接|服务(?!职业|专业|职教|业|有限|中心|站|公司|集团|外包|管理|产业|与|学)|支援|帮扶|新增|聘请|"
    "联手|专业(?=[联与和同对升携])|对应|入选|入围|转入|获(?=共青团|教育|中国|全国|国家|[省市]|(?!得)[\u4e00-\u9fff]{2,4}[省市区县州])|抓|交给|送给|送到|利用|聘(?!请)|[省市区县国州校](?:内(?!蒙)|外)|建起|投建|[分出续]任(?!务)|承担(?!者)|荣获|喜获|获得|贯彻|落实|学习(?!中心|网|港)|执行(?!局)|根据|按照|依据|转发|响应|命名|认定|表彰|遴选|担任|当选为?|加盟|吸纳|牵头|领衔|应邀|冠名|授予|入驻|落户|联动|对口|结对|组织|指导|隶属于?|帮助|助力|扶持|了|简称|出台|结果|每个|推荐|参加|加入|参与|前往|走进|开设|还?开有|办有|设有|增设|以及|公办|(?<![^我全本该各为][省市区县州])民办|共建|合建|合办|联办|合作|签订|签署|签约|设立|建立|启用|投用|挂牌|组建|举办|承办|主办|协办|捐赠|赠予|赠与|一次性|借助|委托|会同|来自|进入|考入|升入|建成|打造|成立|是|与|和(?!平|田|林格|硕|政县|顺县|龙市|布克|润|谐|美|信|记|社会保障|体育局|改革|城乡建设|旅游局|健康|信息化)|同(?!仁|济|方|程|花|心)|由|向(?!阳|日)|在|将(?!军)|"
    "及|对|被|从|至(?!诚|善|臻)|到|留给|援助|并入|选用|邀请|承接|的|(?<!华)为|(?<![中高初上])等|于|以|把|赴|即|或|有(?!限|色|研|赞)"
)
_MANY = "[一二两三四五六七八九十]+[所家个]"
_VERB = re.compile(
    "(?:命名|认定|授予|表彰|担任|当选为?|加盟|吸纳|冠名|入驻|隶属于?|帮助|助力|携手|联合|引入|引进|牵手|依托|聘请|加入|走进|签约|建成|打造|成立|共建|合建|合办|联办|签订|签署|设立|建立|组建|承办|委托|"
    "会同|支援|帮扶|考入|升入|捐赠|分别是|分别为)$"
)
_GENERIC = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}[省市区县州](?=(?:学校|院校|高校)$)|[这那哪][所家个]|[省市区县州][（(]?市?[）)]?[直属]|单一|本地|当地|外地|我|本|该|各|全|此|其|两|三|四|五|六|七|八|九|十|几|多|所|家|个|区|市|县|省|校|级|属|类|"
    r"综合性?|独立设置|多科性|中等|高等|初级|高级|职业|技术|教育|技工|普通|公办|民办|合作|相关|龙头|知名|大型|中小型|对口|"
    r"本科|专科|中职|高职|国有|民营|优质|示范|骨干|重点|一流|行业|产业|校外|校内|全日制|独立|兄弟|友好|结对|帮扶|其他|其它|优秀|先进|薄弱|部分|众多|同类|上级|周边|附近|贫困|著名|外省|省外|实习|实训|"
    r"定点|党员|教师|学生|大师|就业|用人|参赛|成员|有限|责任|股份|境外|国外|国际|培训|就业指导|职教|在|京|驻|新|老|大|小)*"
    r"(?:学校|院校|学院|校区|分校|企业|公司|党委|党总支|党支部|团委|工会|中心|集团|高校|大学|中学|小学|单位|工作室|联盟|协会|商会|基地|局|"
    r"办公室|委员会|人民政府|银行|酒店|饭店|宾馆|民宿|山庄|农庄|医院|事务所|旅行社|养老院|福利院|敬老院|图书馆|文化馆|科技馆|俱乐部|办事处|街道办|管理处|管委会|居委会|村委会|领导小组|总工会|艺术团|研究会|联合会|专班|艺校|体校|厂|职校|武校|技校|中专|职高|县|区|市|镇|村|乡|旗|州|省|街道)"
)
_ORGANISATIONS = (
    "Enterprise", "School", "HigherEducationInstitution", "EducationGroup", "Alliance", "Centre",
    "PublicBody", "Organisation",
)  # fmt: skip
_STRONG = re.compile(
    "(?:(?:武术|体育|艺术|工程|旅游|农林|卫生|护士|护理|商贸|财经|信息|工业|农业|商业|师范|体育运动)学校|技术学院|技师学院|师范学院|专业学校|技工学校|技术学校|中专学校|职业中专|职业高中|职业中学|职教中心|校区|"
    "职教集团|教育集团|股份公司|集团公司|合作社|研究院|研究所|协会|商会|联合会|有限公司|有限责任公司|职业学校|人民政府|职业学院|大学|教育中心)$"
)
_SENTENCE_WORDS = re.compile(
    "[的了]|各|两|首届|第.届|所有|共同|实现|推动|提高|获得|进一步|我[区市县省]|积极|持续"
)
_PLACE = re.compile(
    r"(?<=[与和、同向到赴往对帮扶援邻联的])((?:内蒙古|新疆|西藏|宁夏|广西)?(?:(?![口帮扶支援结对和与同赴的])[\u4e00-\u9fff]){2,5}?(?:[县旗]|(?<!民族)(?<![东西中][部])(?<![农贫发][村困达])地区(?=结|、|和|，|。|签|建立)|(?<![联同结加])盟(?=结|签|开展|建立|的|、|，|。|和|共))|(?:(?![口帮扶支援结对和与同赴的])[\u4e00-\u9fff]){2,3}?"
    r"(?:市(?![场民级直委政教人财属域内外中区县商管农科卫体总医第])|区(?![域级属委教位别分间块内外政人财县校商管农科卫体总医第])))"
)
_LAND = re.compile(
    "(?:[东西南北中]部)?(?:(?:[省市区]内|边疆|高原|水源地|山区|内陆|沿海|老区|牧区|草原)的?(?=[\u4e00-\u9fff]{2}))?"
)
_PAIRED = re.compile("结对|帮扶|协作|携手|对接|缔结")
_TOWN = re.compile(
    "(?<=[的、和与])((?:(?![的、和与])[\u4e00-\u9fff]){2,3}(?:街道|镇|乡))(?=[、和与，。；]|分别|结对|签|缔结|携手)"
)
_NOT_A_PLACE = re.compile(
    r".*(?:各|全|本|外|该|区)[县旗]$|.*(?:国旗|红旗|升旗)$|.*(?:[全各本我外该两三四辖郊山社校园景湖牧老新厂库灾城地片街战特库病]|开发|示范|服务|实验|功能|"
    r"集聚|产业|办公|生活|教学|实训|协作|合作|风景|度假|保税|试验|宿舍|公共|试点|经济|文化|[大中小型智慧明游]城|超|门|上|都|股|楼|书|互)[市区]$"
)
_MAJOR = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,14})专业(?!群|（群）|方向|教师|课|技|人才|设置|布局|建设|调整|领域|能力|"
    r"知识|资源|素养|发展|水平|化|性|对口|学校|特色|大类|类|标准|带头|骨干|培养|认证|教学|团队|相关|理论)"
)
_NOT_A_MAJOR = re.compile(
    r".*(?:各|本|该|新|个|类|种|等|多|重点|品牌|特色|骨干|示范|相关|所有|热门|优势|传统|主体|现有|开设|"
    r"设置|增设|撤销|新增|职业|结合|学校|与|和|或|的|强化|对接|优化|试点|专任)$"
)
_QUOTED_HEAD = re.compile(
    "“[^“”，。；]{2,8}”$|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}[—－-]$|(?<=[是为入与和])[\u4e00-\u9fff]{2,3}[—－-]$"
)
_PART_OF_FIRM = re.compile(
    "[\u4e00-\u9fff]{0,10}?(?:公司(?<!有限公司)|(?:附属|所属|下属)[\u4e00-\u9fff]{2,12}|党委|党总支|党支部|工会|团委|[分总支]厂|[分总]店|[分总]部|基地|中心|研究院|研究所|工作室|厂)|[\u4e00-\u9fff]{0,6}(?:学校|学院)"
)
_MEASURES = "所家个名位座间条艘支亩栋幢台套"
_SO_MANY = re.compile(
    "[一二两三四五六七八九十]个|第[一二三四五六七八九十\\d]+[届次]|[新老旧两各]校区$"
)
_RANKED = re.compile(
    "(?:国家|省|市|区|县|校|院)级|(?:国家|全国|[省市区县])?(?:高水平|示范性?|优质|重点|骨干|改革发展|特色高)|"
    "[\u4e00-\u9fff]{1,4}类(?:中职|高职|职业|专业|中等|技工|学校|院校)|"
    "[\u4e00-\u9fff]{2,4}[省市区县州](?:高水平|示范性|优质|重点|骨干|改革发展|特色高)(?:中|职|高|学)"
)
_JOINED = "委吸纳聘邀请派让使并在为与和同及向给对到赴于把将是由从被捐助赠授认命表"


@dataclass(frozen=True, slots=True)
class Name:
    """A name found by its shape: where it stands in a clean text, its class, how sure it is."""

    text: str
    kind: str
    start: int
    end: int
    score: float


def is_proper(name: Name, region: str = "") -> bool:
    """Sure enough to be known in the whole text: a place, a distinctive word, a strong ending.

    芦泾 is the place of 芦泾区, which reports (``region``).
    """
    place = _proper_place(region).match(name.text)
    if place is None or name.kind in ("Major", "Region") or not _STRONG.search(name.text):
        return False
    rest = name.text[place.end() :]
    return not (_GENERIC.fullmatch(rest) or _SENTENCE_WORDS.search(name.text))


@lru_cache(maxsize=16)
def _proper_place(region: str) -> re.Pattern[str]:
    own = f"{re.escape(region[:-1])}|" if len(region) > _SHORT_PLACE else ""
    return re.compile(
        rf"[\u4e00-\u9fff]{{2,3}}[省市区县旗]|{own}" + "|".join((*_provinces(), *countries()))
    )


def is_generic(name: str) -> bool:
    """Whether a name is only a kind of body: 市直学校, 合作企业."""
    return _GENERIC.fullmatch(name) is not None


def is_ordinary(name: str) -> bool:
    """Whether what has the shape of a name holds words of a sentence."""
    return _SENTENCE_WORDS.search(name) is not None


@lru_cache(maxsize=1)
def countries() -> tuple[str, ...]:
    """Foreign countries by their Chinese names, longest first."""
    known = (c for c in load_countries() if len(c) >= 2 and c != "中国")
    return tuple(sorted(known, key=lambda c: (-len(c), c)))


@lru_cache(maxsize=64)
def names(text: str) -> tuple[Name, ...]:
    """The names of a clean text that are told by their shape, left to right by their ends."""
    return tuple(_names(text))


def _names(text: str) -> Iterator[Name]:
    found = (_name(text, m.start(), m.end()) for m in _endings().finditer(text))
    longest = list(_longest(name for name in found if name))
    yield from longest
    taken = [(name.start, name.end) for name in longest]
    for match in _PLACE.finditer(text):
        inside = any(start <= match.start(1) < end for start, end in taken)
        generic = _NOT_A_PLACE.fullmatch(match[1]) or _GENERIC.fullmatch(match[1])
        if not inside and not generic:
            start = match.start(1) + land_before(match[1])
            yield Name(text[start : match.end(1)], "Region", start, match.end(1), HARD)
    for match in _TOWN.finditer(text) if _PAIRED.search(text) else ():
        yield Name(match[1], "Region", match.start(1), match.end(1), HARD)
    yield from _majors(text)


def land_before(place: str) -> int:
    """How many characters before a place only say what land it is: 北部边疆, 水源地."""
    land = _LAND.match(place)
    return land.end() if land else 0


def _longest(found: Iterable[Name]) -> Iterator[Name]:
    """上海丁戊酒店管理有限公司 and not the 上海丁戊酒店 that it begins with.

    What goes on with a joining word (甲集团由乙中心牵头) is another name's beginning.
    """
    kept: list[Name] = []
    for name in found:
        begun = kept[-1] if kept and kept[-1].start == name.start else None
        if begun and re.match(rf"{_SOFT}|{_MANY}", name.text[len(begun.text) :]):
            continue
        if begun and (rest := _behind_a_firm(begun, name)):
            kept.append(rest)
            continue
        if begun:
            kept.pop()
        kept.append(name)
    yield from kept


def _behind_a_firm(firm: Name, whole: Name) -> Name | None:
    """甲有限公司年年收用乙学校: a firm's name is done with 有限公司, but for a part of its own."""
    rest = whole.text[len(firm.text) :]
    other = firm.kind == "School" and firm.text.endswith("学校") and whole.kind == "Enterprise"
    if not (firm.text.endswith("有限公司") or other) or _PART_OF_FIRM.fullmatch(rest):
        return None
    return Name(rest, class_of(rest), firm.end, whole.end, SOFT)


def _majors(text: str) -> Iterator[Name]:
    for match in _MAJOR.finditer(text):
        start = left_edge(text, match.start("name"), match.end("name"))[0]
        name = text[start : match.end("name")]
        if 2 <= len(name) <= 14 and not _NOT_A_MAJOR.fullmatch(name):
            yield Name(name, "Major", start, match.end("name"), SOFT)


def _name(text: str, ending: int, end: int) -> Name | None:
    """The name that ends at ``end``; None when what stands there is a generic word."""
    seat = re.search(
        r"（[\u4e00-\u9fff]{2,6}）(?![和与及由同在是])[\u4e00-\u9fff]{0,6}$",
        text[max(0, ending - 16) : ending],
    )
    left = ending - len(seat[0]) if seat else ending
    if seat and _ends_a_name(text[max(0, left - 24) : left]):
        left = ending
    start, score = left_edge(text, max(0, left - 24), left)
    if led := _LED.match(text, start, end):
        start = led.end()
    start = _with_quoted(text, start, end)
    name = text[start:end]
    if (
        (len(name) < 4 and name not in _whole_names())
        or _RANKED.match(name)
        or _SO_MANY.search(name)
        or _GENERIC.fullmatch(name)
        or not re.match(r"[\u4e00-\u9fffA-Za-z“]", name)
        or (name[0] in _MEASURES and text[start - 1 : start].isdigit())
    ):
        return None
    sure = score if score == HARD or not _STRONG.search(name) else STRONG
    return Name(name, class_of(name), start, end, sure)


def _with_quoted(text: str, start: int, end: int) -> int:
    """“海丝工匠”职业教育联盟 begins with the quoted words, 东盟—江城职教联盟 before the dash."""
    if class_of(text[start:end]) not in ("Alliance", "EducationGroup", "Organisation"):
        return start
    before = _QUOTED_HEAD.search(text, 0, start)
    return before.start() if before else start


def _ends_a_name(text: str) -> bool:
    """Whether a name ends here already: 甲有限公司（甲）提供乙中心 is no one name."""
    return any(match.end() == len(text) for match in _endings().finditer(text))


@lru_cache(maxsize=1)
def _whole_names() -> tuple[str, ...]:
    """Endings that are names themselves: 教育部, 国务院."""
    whole = schema().classes["PublicBody"].endings
    return tuple(e for e in whole if e[-1] in "部院" or e.startswith("团"))


def left_edge(text: str, floor: int, end: int) -> tuple[int, float]:
    """Where a name that reaches to ``end`` begins, and how sure that is."""
    window = text[floor:end]
    hard = max((m.end() for m in re.finditer(rf"\d[年月日]|[{_HARD}]", window)), default=0)
    rest = window[hard:]
    soft = [m.end() for m in re.finditer(_SOFT, rest)]
    begin = soft[-1] if soft else 0
    if soft and _is_joined(rest, [0, *soft][-2], begin):
        soft.pop()
        begin = soft[-1] if soft else 0
    certain = bool(hard or floor == 0) if not soft else _begins_with_place(rest[begin:])
    start = floor + hard + begin
    if certain or _begins_with_place(text[start:end]):
        return start, HARD
    return start, STRONG if soft and _VERB.search(rest[:begin]) else SOFT


def _is_joined(text: str, start: int, end: int) -> bool:
    """云岭市幼儿与康养职业学校: what stands before 与 begins with a place and ends no name."""
    before = text[start : end - 1]
    place = re.match(r"[\u4e00-\u9fff]{2,3}?[省市区县旗州]", before)
    if place is None or text[end - 1] not in "与和及" or len(before) > _LONGEST_BEGUN:
        return False
    goes_on = place.end() < len(before) and not _ends_a_name(before)
    return goes_on and not _begins_with_place(text[end:])


def _begins_with_place(text: str) -> bool:
    if re.match(
        r"[\u4e00-\u9fff]{2,3}(?:[省市区县旗乡镇]|街道)|[\u4e00-\u9fff]{2,6}自治[区州县旗]", text
    ):
        return True
    return text.startswith(countries()) or text.startswith(_provinces())


@lru_cache(maxsize=1)
def _provinces() -> tuple[str, ...]:
    return tuple(r.name[:2] for r in load_regions().upper() if r.level == "province")


@lru_cache(maxsize=4096)
def class_of(name: str) -> str:
    """The class of a name by its ending; a school with a foreign country in front is one abroad."""
    folded = re.sub(r"\([^()]*\)$", "", fold(name))
    ends = [
        (len(e), c)
        for c in _ORGANISATIONS
        for e in schema().classes[c].endings
        if folded.endswith(e)
    ]
    kind = max(ends)[1] if ends else "Organisation"
    abroad = folded.startswith(countries())
    return "InternationalPartner" if abroad and kind != "Enterprise" else kind


def country_of(name: str) -> str | None:
    """The code of the foreign country that the name of a body abroad begins with."""
    if class_of(name) != "InternationalPartner":
        return None
    folded = fold(name)
    return next(load_countries()[c] for c in countries() if folded.startswith(c))


def is_school(name: str) -> bool:
    """Whether a name is, by its ending, that of a school or college."""
    return class_of(name) in ("School", "HigherEducationInstitution")


@lru_cache(maxsize=1)
def _endings() -> re.Pattern[str]:
    """The endings of organisations, longest first; 公司 only behind 有限 or as a brand's own."""
    words = {e for c in _ORGANISATIONS for e in schema().classes[c].endings if len(e) > 1}
    words = {e + "(?!员)" if e.endswith("委") else e for e in words}
    words |= {"厂(?![长房区商家内址校])", "厅(?![级长])", "局(?![面部限势长域内中级])"}
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(
        "(?:"
        + "|".join(ordered)
        + r")(?![生托]|派(?=[的对、，。；和与])"
        + rf"|(?:(?![{_JOINED}])[\u4e00-\u9fff]){{0,2}}(?:公司|学校|学院|中心))"
    )
