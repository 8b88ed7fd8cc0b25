"""Who serves or helps whom, who developed or founded what."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from vetgraph.extraction.cooperation import GUESSED, is_general, partnership
from vetgraph.extraction.names import HARD, STRONG
from vetgraph.extraction.parties import PARTIES, Party
from vetgraph.extraction.runs import RUNS
from vetgraph.extraction.said import Found, acts, is_school, of, stretch
from vetgraph.extraction.verbs import verbs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.extraction.said import Said

RULE_SERVICE = "rule-service"
RULE_DEVELOPMENT = "rule-development"


def services(said: Said) -> Iterator[Found]:
    """The services of a sentence."""
    yield from _for_whom(said)
    yield from _helped(said)
    yield from _brought_to(said)
    yield from _taken_up(said)
    yield from _trained(said)


_DOES = re.compile(
    r"(?:[^，。；]{0,8}?)(?P<what>(?:捐赠|捐建|援建|改造|开发|提供|培训|研发|解决|设计|制作|检修|维修|编制|定制|开展|举办|送去|输送|完成|优化|升级|攻克)[^，。；]{0,20})"
)


def _for_whom(said: Said) -> Iterator[Found]:
    """A校为B公司改造工装."""
    for party, first in _addressed(said):
        last = said.list_at(first.start)[-1]
        does = _DOES.match(said.text, last.end)
        if does is None or RUNS.match(said.text, last.end):
            continue
        for provider in said.subjects(first.start - 1, acts):
            yield from _serves(provider, party, does["what"], (first.start, does.end()))


def _addressed(said: Said) -> Iterator[tuple[Party, Party]]:
    """Each party of a list behind 为, with the first of the list."""
    for first in said.parties:
        if said.text[: first.start].endswith(("为", "面向")):
            yield from ((p, first) for p in said.list_at(first.start) if p.kind in PARTIES)


def _serves(
    provider: Party, beneficiary: Party, content: str, place: tuple[int, int]
) -> Iterator[Found]:
    if provider.name != beneficiary.name:
        values = [("provider", (provider.name,)), ("beneficiary", (beneficiary.name,))]
        values += [("content", (content,))] if content else []
        score = min(provider.score, beneficiary.score)
        spans = stretch(of(provider), of(beneficiary), place)
        yield Found("Service", tuple(values), spans, RULE_SERVICE, score)


@lru_cache(maxsize=1)
def _helping() -> re.Pattern[str]:
    return re.compile(rf"(?:{verbs_of('Service')})(?:了)?")


_SERVED = ("Enterprise", "Organisation")


def _helped(said: Said) -> Iterator[Found]:
    """帮助B合作社改进工艺; 帮扶B村."""
    for verb in _helping().finditer(said.text):
        for party in said.list_at(verb.end()):
            small = party.kind == "Region" and re.search("[村镇乡]$|街道$", party.name)
            if not (party.kind in _SERVED or small):
                continue
            for provider in said.subjects(verb.start(), acts):
                yield from _serves(provider, party, "", verb.span())


_TO = re.compile(
    r"(?:把|将)(?P<what>[^，。；]{2,14})送[到进入往](?P<places>[\u4e00-\u9fff]{2,5}[岛村镇乡](?:、[\u4e00-\u9fff]{2,5}[岛村镇乡])*)"
)


def _brought_to(said: Said) -> Iterator[Found]:
    """把课堂送到甲岛、乙岛."""
    for match in _TO.finditer(said.text):
        at = match.start("places")
        for name in match["places"].split("、"):
            place = Party(name, "Region", at, at + len(name), HARD)
            at += len(name) + 1
            for provider in said.subjects(match.start(), acts) or _first(said, match.start()):
                yield from _serves(provider, place, f"{match['what']}", match.span())


def _first(said: Said, at: int) -> tuple[Party, ...]:
    """The party at the head of the clause, whatever it does before the place."""
    begin = said.clause(at)
    return tuple(p for p in said.parties if p.start == begin and acts(p))


_TAKEN = re.compile(r"(?:采用|选用|使用|引用)(?:为|作)?(?P<what>[^，。；]{0,16})")


def _taken_up(said: Said) -> Iterator[Found]:
    """A的微课…，被B集团采用为培训资源: what the party at the sentence's head made serves B."""
    for party in said.parties:
        taken = _TAKEN.match(said.text, party.end)
        if taken is None or not said.text[: party.start].endswith("被"):
            continue
        first = said.parties[0]
        if acts(first) and first.end < party.start and len(_heads(said, party.start)) == 1:
            bounded = replace(party, score=max(party.score, STRONG))
            yield from _serves(first, bounded, taken["what"], (party.start, taken.end()))


_UPTAKE = re.compile("(?:承接|承担|承办|负责|开展|举办|组织)(?:了)?$")
_OF_STAFF = re.compile(
    "的?(?P<what>(?:新?员工|在?岗?职工|一线工人|技术工人|骨干)[\u4e00-\u9fff]{0,8}?(?:培训|轮训|鉴定|认定|考核|研修))"
)


def _trained(said: Said) -> Iterator[Found]:
    """A校承接B公司员工轮训."""
    for party in said.parties:
        taken = _UPTAKE.search(said.text, 0, party.start)
        what = _OF_STAFF.match(said.text, party.end) if taken else None
        if taken is None or what is None or party.kind == "Region":
            continue
        for provider in said.subjects(taken.start(), acts):
            yield from _serves(provider, party, what["what"], (taken.start(), what.end()))


def _heads(said: Said, end: int) -> set[str]:
    """The names of the acting parties before a place."""
    return {p.name for p in said.parties if p.end <= end and acts(p)}


def developments(said: Said) -> Iterator[Found]:
    """What parties wrote, developed and founded."""
    yield from _written(said)
    yield from _made(said)
    yield from _founded(said)
    yield from _invested(said)


@lru_cache(maxsize=1)
def _writing() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{verbs_of('Development')})(?:了|的|出版)*(?:教材|课程)?(?P<titles>(?:《[^《》]+》[、和]?)+)"
    )


def _written(said: Said) -> Iterator[Found]:
    """A校主编的《甲》."""
    for match in _writing().finditer(said.text):
        for developer in said.subjects(match.start()):
            for title in re.findall("《([^《》]+)》", match["titles"]):
                yield _developed(developer, title, stretch(of(developer), match.span()))


_MADE = re.compile(
    r"(?:自主|联合|合作|独立|共同|牵头|创新|设计|研究|自行|成功|全面)*"
    r"(?P<verb>开发|研发|研制|搭建|建设|建成|上线|打造|构建|推出|创建|开通|启用)(?:并?(?:运行|上线|启用|使用|推广))?(?:了|出|完成)?"
    r"(?:“(?P<quoted>[^“”]{2,16}(?:平台|系统|小程序|资源库|软件|云课堂|数据库))”|“(?P<marked>[^“”]{2,12})”(?P<tail>[\u4e00-\u9fff]{0,8}"
    r"(?:平台|系统|小程序|资源库|软件|数据库))|(?P<named>[\u4e00-\u9fff]{4,16}?(?:平台|系统|小程序|资源库|软件|数据库)))(?=[，。；、]|和|$|[\d一二三四五六七八九十]+期)"
)
_BUILT_BY = re.compile("开发|研发|研制|上线|推出|开通")
_GENERAL_PRODUCT = re.compile(
    "(?:信息化?|网络|教学|管理|智慧|校园|数字化?|在线|线上|学习|资源|服务|综合|公共|实训|实习|教育|职业|职教|专业|虚拟|仿真|大数据|数据|云|共享|"
    "培训|质量|学校|教师|学生|人才|培养|实践|技能|技术|产教|融合|校企|合作|产业|就业|创业|交流|发展|开放|监测|评价|办公|安防|监控|考核|课程|精品|"
    "国家级?|省级|市级|区级|县级|一体化|新|多|的|个|类|各|全|与|和|及|统一|现代|育人|科研|科技|创新|成果|转化|孵化|展示|宣传|媒体|新媒体|互动|国际化|体育|训练|文化|中高职|教研)*"
    "(?:平台|系统|小程序|资源库|软件|数据库)"
)


def _made(said: Said) -> Iterator[Found]:
    """A校自主开发学生成长数字画像平台: a product with a name of its own, not any 教学平台."""
    for match in _MADE.finditer(said.text):
        marked = match["marked"] and match["marked"] + match["tail"]
        name = match["quoted"] or marked or match["named"]
        printed = name if not marked else f"“{match['marked']}”{match['tail']}"
        clause = said.clause(match.start())
        plain = _GENERAL_PRODUCT.fullmatch(name) or not _BUILT_BY.search(match["verb"])
        told = match["named"] is None or not plain
        if (
            not told
            or said.denied(clause, match.start())
            or re.search("[个的等]", match["named"] or "")
        ):
            continue
        doubt = GUESSED if said.planned(clause, match.start()) else HARD
        for developer in said.subjects(match.start()):
            if developer.kind in PARTIES:
                yield _developed(developer, printed, stretch(of(developer), match.span()), doubt)


def _developed(
    developer: Party, product: str, spans: tuple[tuple[int, int], ...], doubt: float = HARD
) -> Found:
    values = (("developer", (developer.name,)), ("product", (product,)))
    return Found("Development", values, spans, RULE_DEVELOPMENT, developer.score * doubt)


_FOUNDS = re.compile(
    r"(?<!共)(?:挂牌成立|设立|成立|建成|建立|创办|创建|新建|组建)(?:了|起)?(?:[^，。；]{0,14}的)?"
    r"(?:“(?P<quoted>[^“”]{2,16})”|(?P<named>[\u4e00-\u9fff]{2,16}?(?:基地|中心|产业学院|工作室|实训室|传习所|展馆|博物馆|示范园|学堂|工坊|服务站|"
    r"指导委员会|管理委员会|联席会议|会商机制|奖学金|助学金|奖教金|奖励基金|奖励资金|专项资金|发展基金|基金|研究院|研究所|博物馆|纪念馆|展示馆|体验馆|书院|大讲堂|工作站|孵化园|创业园|服务队|志愿队|实验室)))(?![\u4e00-\u9fff]{0,2}[\d一二三四五六七八九十两]+[个间所门项家])(?:制度)?(?=[，。；、]|[\u4e00-\u9fff]{0,2}[，。；]|$)"
)
_PLACED = re.compile("[\u4e00-\u9fff]{2,3}(?<![全各本我])[省市区县]")
_THING = re.compile(
    "(?:基地|中心|学院|工作室|实训室|实验室|所|馆|园|学堂|工坊|站|委员会|奖学金|助学金|奖教金|院|基金|资金|讲堂|书院|课堂|驿站|夜校|服务队)$"
)
_UNNAMED = re.compile(
    "^(?:.*(?:[个的内家座间各类多等级]|国家|省级|市级|区级|一批|校内|校外|校级|名师|技能大师|思政|现代化|综合|公共|专门|职业技能|虚拟仿真))[^“”]{0,8}$|^(?:学生|教师|心理|教学|质量|实验|培训|实训|就业|党员)[\u4e00-\u9fff]{0,4}$"
)


def _founded(said: Said) -> Iterator[Found]:
    """A校设立甲传习所; B公司设立“乙奖学金”."""
    for match in _FOUNDS.finditer(said.text):
        name = match["quoted"] or match["named"]
        unnamed = match["named"] and _UNNAMED.search(name) and not _PLACED.match(name)
        plain = unnamed or is_general(name)
        if plain or (match["quoted"] and not _THING.search(name)):
            continue
        clause = said.clause(match.start())
        doubt = GUESSED if said.planned(clause, match.start()) else HARD
        founders = said.subjects(match.start()) if not said.denied(clause, match.start()) else ()
        founders += _together(said, clause, match.start()) if founders else ()
        joint = re.search("联合$|共同$|合作$", said.text[: match.start()])
        if joint and any(p.kind != "PublicBody" for p in founders):
            continue
        for founder in founders:
            if founder.kind in PARTIES:
                yield _developed(founder, name, stretch(of(founder), match.span()), doubt)


_WITH = re.compile("(?:会同|联合|携手|与|和|同)$")


def _together(said: Said, start: int, end: int) -> tuple[Party, ...]:
    """Those whom 会同 joins to the founder, or 与 when all are authorities."""
    inside = [p for p in said.parties if start < p.start and p.end <= end]
    first = next((p for p in inside if _WITH.search(said.text, start, p.start)), None)
    found = said.list_at(first.start) if first else ()
    joined = first is not None and said.text[: first.start].endswith("会同")
    return found if joined or all(p.kind == "PublicBody" for p in found) else ()


_INVESTS = re.compile(
    r"(?:投入|捐赠|出资|投资|提供)(?:了)?[^，。；]{0,12}?(?:设备|资金|物资|师资|\d)"
)


def _invested(said: Said) -> Iterator[Found]:
    """A校成立甲产业学院，B公司投入设备: B is a partner in what A founded."""
    for match in _FOUNDS.finditer(said.text):
        name = match["quoted"] or match["named"]
        next_clause = match.end() + 1
        partner = next((p for p in said.parties if p.start == next_clause), None)
        if partner is None or partner.kind not in ("Enterprise", "Organisation"):
            continue
        invests = _INVESTS.match(said.text, partner.end)
        if invests is None:
            continue
        for school in said.subjects(match.start(), is_school):
            found = partnership(said, (school, partner), ("institution", invests.end(), HARD))
            values = (*(v for v in found.values if v[0] != "outcome"), ("outcome", (name,)))
            yield Found("Partnership", values, found.spans, found.rule, found.score)
