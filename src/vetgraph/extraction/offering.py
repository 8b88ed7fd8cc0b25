"""Which school offers, opens or closes which majors and major groups."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.extraction.catalogue import known_majors, major_pattern
from vetgraph.extraction.names import HARD, SOFT
from vetgraph.extraction.said import Found, is_school, of, stretch
from vetgraph.extraction.verbs import verbs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.parties import Party
    from vetgraph.extraction.said import Said

RULE = "rule-offering"
_KINDS = ("Discontinuation", "Opening", "Offering")
_LIST = r"(?P<list>[\u4e00-\u9fff、（）()]{2,80}?)"
_BEHIND = (
    r"(?:等)?(?:[一二三四五六七八九十两\d]+个)?(?:专业"
    r"(?!(?:、|和|以及)(?:(?!的|学校|职校|学院)[\u4e00-\u9fff]){2,14}专业(?![教师学课群团]|建设))"
    r"(?!群|（群）|方向|教师|课|技|人才|设置|布局|建设|调整|领域|能力|大类|带头|团队|实训|实验|教室|基地|资源|学院|"
    r"点(?![一二三四五六七八九十两\d]*[个，。；]))(?P<more>学生|新生)?)"
)
_COUNT = re.compile(
    r"(?:了|有|的)?(?:[一二三四五六七八九十两\d]+个)?"
    r"(?:包括|涵盖|以)?(?:[“\"]?(?:3\+2|五年一贯制|中高职?衔接|2\+3|3\+4)[”\"]?)?(?:省级|市级|国家级|区级|县级|新|特色|重点)*"
)
_LONGEST = 14
_ITEMS = re.compile("、|以及|和(?!声)")
_ONLY = re.compile("^(?:只有|现有|共有|仅有)?(?:[一二两三四五六七八九十]+个)?")
_MAJOR_WORDS = re.compile(
    "技术|应用|维修|工程|管理|服务|商务|护理|制造|设计|表演|艺术|烹饪|面点|会计|金融|物流|营销|旅游|酒店|"
    "教育|保育|托育|运用|检修|加工|制作|养殖|种植|生产|运营|媒体|动漫|音乐|舞蹈|体育|训练|电子|机电|数控|"
    "汽车|计算机|软件|网络|建筑|化工|食品|药|医|康复|美容|服装|农业|园林|园艺|畜牧|兽医|法律|文秘|播音|模具|"
    "修理|建造|运行|货运|国际商务|保鲜|畜禽|作物|茶叶|民宿|焊接|航海|驾驶|轮机|驾驶|测量|测绘|造价|茶艺|工艺|美术|绘画|播音|导游|电商|幼师|学前|助产|口腔|安保|消防|"
    "铁道|航空|民航|乘务|邮政|纺织|印刷|影像|影视|摄影|造型|环境|监测|检测|采矿|无人机|智能|营养|英语|日语|韩语|美发|水产|花卉|水利|电力|光伏|新能源|船舶|飞机|轨道|装饰|家具|珠宝|首饰|钟表|陶瓷|戏曲|武术|社区|保险|物业|统计|大数据|物联网|冶金|热加工|电气|自动化|机器人|通信"
)
_NO_MAJOR = re.compile(
    r"^招生|^还|^新[办开设增建]|[开办]有|^[在凭靠用]|借助|重构|依托|基于|围绕|深化|改造|聚焦|立足|教研|各|本|该|学校|学生|教师|人才|水平|情况|质量|方面|工作|以上|发展|招收|面向|取消|被|确定|入选|由|开设|设有|设置|开办|增设|新设|新开|停办|撤并|组建|打造|申报|新增|停招|撤销|推进|"
    r"组织|合办|联办|选派|选拔|举办|利用|结合|重点|优质|骨干|特色|示范|名牌|品牌|涉农|紧缺|相关|[等类]$|的|为|与.*共|专业|系列|多个|所有|^以|^将|^把|^对|停止|首次|调整|最多|热门|传统|老旧|一批|若干|部分|其他|新兴|急需|对口|适应|产业|区域|符合|能力|培养|素养|素质|[\d一二两三四五六七八九十]+个|第[一二三]产业"
)


def is_major(name: str) -> bool:
    """Whether a word can be the name of a major: 电子商务, and not 特色 or 相关."""
    if name in known_majors():
        return True
    worded = _MAJOR_WORDS.search(name) is not None and _NO_MAJOR.search(name) is None
    return worded and _sized(name)


def may_be_major(name: str) -> bool:
    """Whether a word that something else marks as a major (a header, 专业 behind it) can be one."""
    return _sized(name) and _NO_MAJOR.search(name) is None


def _sized(name: str) -> bool:
    return 2 <= len(re.sub("（[^（）]*）", "", name)) <= _LONGEST


def majors(said: Said, words: str, marked: bool = False) -> tuple[str, ...]:
    """The majors of a printed list; none when one item of it is no major.

    Where a verb and 专业 enclose the list (``marked``) any word that is not general will do.
    """
    parts = _listed_apart(words) or _ITEMS.split(_ONLY.sub("", words.strip("、")))
    printed = (item.removesuffix("专业") for item in parts)
    items = tuple(item for item in printed if item)
    known = said.context.kinds
    fit = all(
        known.get(item) == "Major" or may_be_major(item)
        if marked
        else is_major(item) or known.get(item) == "Major"
        for item in items
    )
    return items if items and fit else ()


@lru_cache(maxsize=1)
def _one_listed() -> re.Pattern[str]:
    return re.compile(f"(?:{major_pattern()})(?=、|和|与|及|$)")


def _listed_apart(words: str) -> list[str]:
    """Majors of the bundled list side by side; 与 and 和 may stand in their names too."""
    found, at = [], 0
    while match := _one_listed().match(words, at):
        found.append(match[0])
        if match.end() == len(words):
            return found
        at = match.end() + 1
    return []


def offerings(said: Said) -> Iterator[Found]:
    """The majors and major groups that a sentence says are offered, opened or closed."""
    yield from _with_verb(said)
    yield from _beside(said)
    yield from _counted_out(said)
    yield from _placed_in(said)
    yield from _predicate(said)
    yield from _told_of(said)
    yield from _groups(said)
    yield from _after_colon(said)


@lru_cache(maxsize=1)
def _verb() -> re.Pattern[str]:
    """Any verb of opening, closing and offering; each kind is a group."""
    kinds = "|".join(f"(?P<{kind}>{verbs_of(kind)})" for kind in _KINDS)
    return re.compile(f"(?:{kinds})")


@lru_cache(maxsize=1)
def _objects() -> re.Pattern[str]:
    return re.compile(_COUNT.pattern + _LIST + _BEHIND)


@lru_cache(maxsize=1)
def _listed() -> re.Pattern[str]:
    """Majors of the bundled list, named without 专业."""
    some = f"(?:{major_pattern()})"
    return re.compile(
        rf"(?:了)?(?P<list>{some}(?:(?:、|和|与|及){some})*)(?P<more>学生|新生)?"
        "(?![室实基地课车间赛竞大设师技员工班部系馆所厂公])"
    )


def _with_verb(said: Said) -> Iterator[Found]:
    """A 开设 B、C 专业, 新增 B 专业, A 面向 … 招收 B 专业学生."""
    for verb in _verb().finditer(said.text):
        found = _objects().match(said.text, verb.end()) or _listed().match(said.text, verb.end())
        if found is None or (found["more"] and verb[0] != "招收"):
            continue
        names = majors(said, found["list"], marked=True)
        names += _further(said, found.end()) if names else ()
        clause = said.clause(verb.start())
        if not names or said.denied(clause, verb.start()):
            continue
        doubt = SOFT if said.planned(clause, verb.start()) else HARD
        schools = _right_before(said, verb.start()) or said.subjects(verb.start(), is_school)
        schools = schools or _everywhere(said, verb, found)
        for school in _for_another(said, verb.start()) or schools:
            spans = stretch(of(school), verb.span(), (verb.start(), found.end()))
            yield from _each(str(verb.lastgroup), school, names, spans, doubt)


_NEXT = re.compile(
    "(?:（[^（）]*）)?(?:、|和|以及)(?P<name>[\u4e00-\u9fff]{2,14})专业(?=[（，。；、和]|$)"
)


def _further(said: Said, at: int) -> tuple[str, ...]:
    """开有甲专业（135名）、乙专业（88名）: the majors that go on behind a bracket."""
    found: tuple[str, ...] = ()
    while match := _NEXT.match(said.text, at):
        if any(match.start("name") <= p.start < match.end() for p in said.parties):
            break
        found += majors(said, match["name"], marked=True)
        at = match.end()
    return found


def _right_before(said: Said, at: int) -> tuple[Party, ...]:
    """甲校设置的丙专业、乙校新增的丁专业: 乙校, which stands right before its verb."""
    found = (p for p in said.parties if p.end == at and is_school(p))
    return tuple(p for p in found if said.text[p.start - 1 : p.start] == "、")


_HELPED = re.compile(
    "(?:帮助|支持|协助|指导|帮扶|援助|助力)(?P<whom>其|该校|对方|受援校|受援学校|当地)?[\u4e00-\u9fff]{0,4}$"
)


def _for_another(said: Said, at: int) -> tuple[Party, ...]:
    """与A校签订协议，帮助其新建B专业: A校, the school named last, offers it."""
    helped = _HELPED.search(said.text, said.clause(at), at)
    schools = [p for p in said.parties if p.end <= at and is_school(p)]
    if helped and helped["whom"] and len(schools) > 1:
        return (schools[-1],)
    return tuple(p for p in schools[-1:] if helped is None and _helps(said, p, at))


def _helps(said: Said, school: Party, at: int) -> bool:
    """帮助A校新建B专业: the school right before the verb is the one helped."""
    helped = _HELPED.search(said.text, 0, school.start)
    return helped is not None and helped.end() == school.start and school.end == at


_ALL = re.compile("专业点|布点")


def _everywhere(said: Said, verb: re.Match[str], found: re.Match[str]) -> tuple[Party, ...]:
    """全区新增A、B等专业点3个: the schools of the region that reports, none of them named."""
    named = any(is_school(p) and p.end <= verb.start() for p in said.parties)
    of_all = _ALL.search(said.text, found.end("list"), found.end() + 4)
    regions = [p.name for p in said.parties if p.kind == "Region" and p.end <= verb.start()]
    if named or said.region is None or not (of_all or said.region.name in regions):
        return ()
    return (said.region,)


def _each(
    kind: str,
    school: Party,
    names: tuple[str, ...],
    spans: tuple[tuple[int, int], ...],
    doubt: float = HARD,
) -> Iterator[Found]:
    for name in names:
        values = (("school", (school.name,)), ("major", (name,)))
        yield Found(kind, values, spans, RULE, school.score * doubt)


_ALUMNI = re.compile("(?:毕业|就读|就职|考入|升入|来自|进入)于?$")
_OF = re.compile(
    r"(?:(?:以|主打|主推|重点打造|做强|做优|的?特色专业为)(?=[^，。；]{2,40}专业))?(?P<of>的?)(?P<list>[\u4e00-\u9fff、（）]{2,60}?)"
    r"(?P<what>(?:等)?(?:[一二三四五六七八九十两\d]+个)?专业(?!(?:、|和)(?:(?!的|学校|职校|学院)[\u4e00-\u9fff]){2,14}专业(?![教师学课群团]|建设))|"
    r"(?=是|等专业|，|。|；|$))"
)
_NO_GROUP = re.compile("群|（群）|建设|设置|教师|部")


def _beside(said: Said) -> Iterator[Found]:
    """X学校的A、B专业, X学校A专业."""
    for school in said.parties:
        found = _OF.match(said.text, school.end)
        if not is_school(school) or found is None or _ALUMNI.search(said.text, 0, school.start):
            continue
        names = majors(said, found["list"])
        marked = found["what"].endswith("专业") or said.text.startswith("等专业", found.end())
        bare = not marked and not (
            found["of"]
            and (len(names) > 1 or re.match("是[^，。]{0,12}专业", said.text[found.end() :]))
        )
        if not names or bare or _NO_GROUP.match(said.text, found.end()):
            continue
        spans = stretch(of(school), (school.start, found.end()))
        yield from _each("Offering", school, names, spans)


_COUNTED = re.compile(
    r"专业(?:共|点)?[一二三四五六七八九十两\d]+个(?:[，：、（]?(?:分别|依次)?(?:是|为|即|包括|有)|：)"
)


def _counted_out(said: Said) -> Iterator[Found]:
    """新增专业2个，分别是A校的甲和B校的乙."""
    for said_count in _COUNTED.finditer(said.text):
        verb = _verb().search(said.text, max(0, said_count.start() - 4), said_count.start())
        if verb is None:
            continue
        yield from _of_the_subject(said, verb, said_count.end())
        end = len(said.text)
        for n, school in enumerate(p for p in said.parties if p.start >= said_count.end()):
            tail = re.compile(r"的([\u4e00-\u9fff、]{2,40}?)(?:专业)?(?=[和、；。，]|以及|$)")
            found = tail.match(said.text, school.end, end)
            if found is None or (n == 0 and school.start > said_count.end()):
                break
            if is_school(school) and (names := majors(said, found[1])):
                spans = stretch(verb.span(), (school.start, found.end()))
                yield from _each(str(verb.lastgroup), school, names, spans)


_THESE = re.compile(r"(?P<list>[\u4e00-\u9fff、（）]{2,60}?)(?:专业)?(?=[，；。]|$)")


def _of_the_subject(said: Said, verb: re.Match[str], at: int) -> Iterator[Found]:
    """A校新增专业2个：甲、乙."""
    these = _THESE.match(said.text, at)
    names = majors(said, these["list"]) if these and not said.list_at(at) else ()
    for school in said.subjects(verb.start(), is_school) if names else ():
        spans = stretch(of(school), verb.span(), (at, at + len(these["list"]) if these else at))
        yield from _each(str(verb.lastgroup), school, names, spans)


_SET_UP = re.compile("[，,]?(?:均|都|全部|分别)?(?:设在|设于|开设在|布点在)")


def _placed_in(said: Said) -> Iterator[Found]:
    """新设甲、乙两个专业，均设在A校."""
    for verb in _verb().finditer(said.text):
        found = _objects().match(said.text, verb.end())
        place = _SET_UP.match(said.text, found.end()) if found else None
        if found is None or place is None:
            continue
        for school in said.list_at(place.end()):
            if is_school(school):
                spans = stretch((verb.start(), place.end()), of(school))
                names = majors(said, found["list"])
                yield from _each(str(verb.lastgroup), school, names, spans)


_IS = re.compile(
    r"(?:^|(?<=[，。；：]))(?P<list>[\u4e00-\u9fff、]{2,60}?)(?:等)?(?:专业)?(?:均|都)?(?:是|为)(?P<rest>[^，。；]{0,24}?(?:专业|大户))"
)


def _predicate(said: Said) -> Iterator[Found]:
    """甲、乙是A校的骨干专业; in a school's own report also 甲、乙为招生大户."""
    for found in _IS.finditer(said.text):
        names = majors(said, found["list"])
        schools = [p for p in said.parties if p.start == found.start("rest") and is_school(p)]
        if not schools and len(names) > 1:
            schools = list(said.subjects(found.start(), is_school))
        for school in schools if names else ():
            yield from _each("Offering", school, names, stretch(of(school), found.span()))


_STRENGTH = (
    "(?:骨干|特色|龙头|主体|核心|重点|主打|优势|品牌|拳头|支撑|示范|支柱|主干|王牌|引领|依托|主)"
)
_TOLD_OF = (
    ("Offering", re.compile(
        rf"以(?P<list>[\u4e00-\u9fff、]{{2,60}}?)(?:等)?(?:[一二三四五六七八九十两\d]+个)?(?:专业)?为{_STRENGTH}(?:专业)?(?=[，。；、]|的)"
    )),
    ("Offering", re.compile(
        "(?:开设|设置|设有|现有|招生|办学)?(?:的)?(?:主要|骨干|特色|招生|重点|优势|品牌)?专业(?:主要)?(?:有|包括|为|是|涵盖|包含|：)+"
        r"(?P<list>[\u4e00-\u9fff、]{3,80}?)(?=等|[，。；]|$)"
    )),
    ("Discontinuation", re.compile(
        r"(?:停止|暂停|取消)(?:了)?(?P<list>[\u4e00-\u9fff、]{2,60}?)(?:等)?(?:[一二三四五六七八九十两\d]+个)?专业(?:的)?(?:招生|招收)"
    )),
    ("Discontinuation", re.compile(
        r"(?:^|(?<=[，。；将对把]))(?P<list>[\u4e00-\u9fff、]{2,60}?)(?:等)?(?:[一二三四五六七八九十两\d]+个)?专业(?:点)?"
        "(?:已|被|予以|进行|实施|均)*(?:停招|停止招生|暂停招生|撤销|停办|撤并|裁撤)"
    )),
)  # fmt: skip


def _told_of(said: Said) -> Iterator[Found]:
    """A校以甲、乙为骨干专业; A校开设专业有甲、乙; A校停止甲专业招生; 甲专业停招."""
    for kind, pattern in _TOLD_OF:
        for found in pattern.finditer(said.text):
            names = majors(said, found["list"])
            clause = said.clause(found.start())
            if not names or (kind == "Offering" and said.denied(clause, found.end())):
                continue
            doubt = SOFT if said.planned(clause, found.end()) else HARD
            schools = said.subjects(found.start(), is_school)
            before = [p for p in said.parties if is_school(p) and p.end <= clause]
            if len(before) > 1 and all(p.start < clause for p in schools):
                continue
            for school in schools:
                yield from _each(kind, school, names, stretch(of(school), found.span()), doubt)


_COLON = re.compile(r"：(?P<list>[\u4e00-\u9fff、（）]{2,60}?)(?:等)?(?:专业)?(?=[，；。]|$)")


def _after_colon(said: Said) -> Iterator[Found]:
    """A校：甲、乙，在校生…: an item of a list of schools with their majors."""
    for school in said.parties:
        found = _COLON.match(said.text, school.end)
        names = majors(said, found["list"]) if found and is_school(school) else ()
        if found and len(names) > 1 and school.start == said.clause(school.start):
            yield from _each("Offering", school, names, stretch(of(school), found.span()))


_GROUP = re.compile(r"(?:的)?(?P<name>[\u4e00-\u9fff]{2,14}?专业群)(?!建设|发展|布局|群)")
_GROUP_LED = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,14}?专业群)由$")
_GROUP_BUILT = re.compile(
    r"(?:组建|打造|建成|建有|建设)(?:了|成)?[“]?(?P<name>[\u4e00-\u9fff]{2,14}?专业群)(?=[，。；”、])"
)
_NO_NAME = re.compile(
    "组建|打造|建设|牵头|申报|高水平|特色|重点|骨干|示范|品牌|优质|本|该|各|和|与|的|个|大"
)


def _groups(said: Said) -> Iterator[Found]:
    """A校的甲专业群; A校组建甲专业群."""
    found = [
        (school, match)
        for school in said.parties
        if is_school(school) and (match := _GROUP.match(said.text, school.end))
    ]
    for school in said.parties:
        match = _GROUP_LED.search(said.text, said.clause(school.start), school.start)
        if match and is_school(school) and said.text.startswith("牵头", school.end):
            found.append((school, match))
    for match in _GROUP_BUILT.finditer(said.text):
        found += [(school, match) for school in said.subjects(match.start(), is_school)]
    for school, match in found:
        if not _NO_NAME.search(match["name"]):
            values = (("school", (school.name,)), ("majorGroup", (match["name"],)))
            spans = stretch(of(school), match.span())
            yield Found("Offering", values, spans, RULE, school.score)
