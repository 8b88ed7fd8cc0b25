"""What a sentence says of two named things in words that no other family knows.

The subject of a clause, or of one before it, and each thing named behind it are related by the
printed words between them, or by the rest of the clause where only 与, 向, 为 … stands between.
Two things that another family has related in the same sentence are left to it.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from vetgraph.extraction.nodes import Node, is_silent, is_unreal, nodes
from vetgraph.extraction.parties import BODIES, SCHOOLS
from vetgraph.extraction.said import CARRIED, Found, stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vetgraph.extraction.said import Said

RULE = "rule-association"
_CLAUSE = re.compile("[^，；：。！？!?;]+")
_WORDED = ("Title", "Named", "Major", "MajorGroup")
_IN_FULL = re.compile("$|[，。；]|的(?!《|“)|培训|捐|援|派|送|开展|招收|输送")
_EVENT = re.compile(
    "[^，。；的在与和中获向为被]{0,16}?(?:大赛|比赛|竞赛|邀请赛|论坛|博览会|推介会|杯)|(?:联合|共同)?(?:举办|主办|组织|承办|发起)的|所在地|驻地|门前|旁边|附近|对面|[^，。；]{0,16}(?:领导|指导|关心|支持|关怀|帮助)下|副?(?:会长|主席|理事长|秘书长|主任委员)(?!单位)|[^，。；]{0,6}(?:印发|颁布|发布|制定|出台)的《"
)
_KEPT_TO = re.compile("落实|贯彻|根据|按照|依据|遵照|执行|学习《|围绕|响应|参照|^以“")
_GIVES = re.compile(
    "来访|到访|到校|赠|评估|测评|调查|审议|论证|委托|升|贯通|衔接|对接|转段|考点|试行|实行|联办|访学|互派|捐|赠|提供|派|设立|投入|投产|出资|开出|放进|搬进|引进|共建|合作|受聘|接收|录用|签约|订单|联合|参与|安排|入驻|承担|开放|支付|资助|建成|实习|实训|就业|岗位|让利|出让|教学|学生|课程"
)
_SET_UP = re.compile("(?:下?设有?|分为|分设|设置|现有)$")
_RESOLVED = re.compile("(?:审议通过|通过|出台|修订|制定|印发|建立|编制|颁布)了?《?$")
_OTHERS = ("Enterprise", "Organisation", "HigherEducationInstitution", "InternationalPartner")
_IS_ANOTHER = re.compile("的(?:则|也|正|便|就)?是$|^(?:其余|余下|剩下|另有)")
_ITS_OFFICE = re.compile("秘书处|理事会|办公室|会址|总部")
_BESIDE = re.compile("的?(?:专业)?[、和与及]*")
_BY = re.compile("(?:另|并|均|分别|还)?由")
_JOINS = re.compile(
    "[”]?(?:[、和与及同跟]|以及|联合|会同|携手|联手|牵手)?(?:同|其他|公办|民办)?[“]?|，(?=[^，]{0,20}(?:、|和))"
)
_FUNCTION = re.compile(
    "[的了与和同跟及等、之其将把被由向给为在对从到至于也还又则就并均都各再已曾先后及以所“”（）()\\d一二三四五六七八九十两每年月日全共个家所门项名位人次]|"
    "分别|以及|联合|共同|当地|附近|其中|此外|另外|同时|公办|民办|专业|第[一二三四五六七八九十]批"
)
_BARE = re.compile(
    "(?:[与和及同跟向给为对从在到由被把将、]|以及|联合|会同|携手|面向|依托|对口|围绕)+$"
)
_STATE = re.compile("是|均|都|各|分别|为|在|属|位于|校址|地处")
_RENAMED = re.compile("原名|曾用名|旧称|名字叫|更名|改名|改称|定名|升格|并入|改制")
_LIES = re.compile("(?:校址|坐落|位于|地处|设在|地址|校门)[\u4e00-\u9fff]{0,3}$")
# 省委编办与省教育厅出台…: the clause has a subject of its own, though no name is known.
_UNKNOWN = re.compile(
    "(?!我|他|该|其|双方|学校|全|并|还|又|同时|随后|先后|分别|共同|积极|主动|继续|也|均|都|再|将|已|通过|为|以|在|另|此外)"
    "[\u4e00-\u9fff]{2,8}(?<![年期月日来间后前])(?:与|和|会同|联合)"
)
_THERE = re.compile("(?:在|于)$")
_ADDRESSED = re.compile("(?:[与和同跟向给为对从到由被把将]|面向|依托)$")
_ONE_SIGN = re.compile("[设建办送派聘任属扶赠编获挂引入]")
# 岚清市为甲校划拨用地: the place does so, not what was spoken of.
_OF_A_PLACE = re.compile("[\u4e00-\u9fff]{2,6}[省市区县州旗](?:也|还|则|先后)?[为给向对同与]")
_LONGEST, _SURE, _MOST = 40, 0.9, 6


_Pair = tuple[Node, Node, tuple[int, int], float]


def associations(said: Said, told: Iterable[Found]) -> Iterator[Found]:
    """The associations of a sentence; ``told`` is what the other families read in it."""
    named = nodes(said)
    if len(named) < 2 and said.own is None:
        return
    told = list(told)
    known = [{v for _, values in found.values for v in values} for found in told]
    members = {f.values[0][1][0] for f in told if f.kind == "Membership"}
    members |= {g for f in told for g in dict(f.values).get("grantor", ())}
    for clause in _CLAUSE.finditer(said.text):
        inside = [n for n in named if clause.start() <= n.start and n.end <= clause.end()]
        if not inside or is_unreal(said, clause.start(), clause.end()):
            continue
        for found in _of_a_clause(said, named, inside, clause):
            pair = {v for _, values in found.values[:2] for v in values}
            if not any(pair <= k for k in known) and not _is_told(found, known, members):
                known.append(pair)
                yield found


_MEMBERS = re.compile("成员|会员|理事|盟员|单位为|颁|授|认定|命名|评为|评定|立项")


def _is_told(found: Found, known: list[set[str]], others: set[str]) -> bool:
    """Whether a relation is told otherwise: of a member (成员单位包括甲), or with a name's end.

    农机使用与维修 is one major; 维修, with which a name that is told ends, is none.
    """
    values = dict(found.values)
    other = values.get("counterpart", values.get("major", ("",)))[0]
    if other in others and _MEMBERS.search(values.get("predicateText", ("",))[0]):
        return True
    return any(v != other and v.endswith((f"与{other}", f"和{other}")) for k in known for v in k)


def _of_a_clause(
    said: Said, named: list[Node], inside: list[Node], clause: re.Match[str]
) -> Iterator[Found]:
    silent = is_silent(said, clause.start(), clause.end())
    yield from _of_the_school(said, inside, clause, silent)
    if silent:
        return
    for actor, other, words, score in _related(said, named, inside, clause):
        if not _may_relate(said, actor, other, words):
            continue
        if _is_offered(said.text, actor, other, inside):
            yield _offering(actor, other)
        else:
            yield _found(said, actor, other, words, score)


def _may_relate(said: Said, actor: Node, other: Node, words: tuple[int, int]) -> bool:
    """Whether two things are such that a sentence relates them: no parts of each other or an event.

    What is only carried out or kept to (落实《…》) is related to nobody.
    """
    if actor.name in other.name or other.name in actor.name or actor.kind == "Region":
        return False
    if actor.kind in _WORDED and other.kind in (*_WORDED, "Region"):
        return False
    if other.kind == "Region" and not _IN_FULL.match(said.text, other.end):
        return False
    if other.kind == "Region" and _LIES.search(said.text, words[0], other.start):
        return False
    event = _EVENT.match(said.text, other.end) and other.kind not in ("Title", "Named")
    return not event and not _KEPT_TO.search(said.text, words[0], other.start)


def _of_the_school(
    said: Said, inside: list[Node], clause: re.Match[str], silent: bool
) -> Iterator[Found]:
    """In a school's own report: the majors it names, and who acts with it, which is not named."""
    own = said.own
    if own is None or any(p.kind == "School" and p.name != own.name for p in said.parties):
        return
    school = Node(own.name, own.kind, own.start, own.end, own.score)
    yield from (_offering(school, node) for node in inside if node.kind == "Major")
    yield from _its_departments(said, school, inside, clause)
    if silent or any(n.name == own.name for n in inside):
        return
    for other in (node for node in inside if node.kind in _OTHERS):
        first = (
            other is inside[0] and _FUNCTION.sub("", said.text[clause.start() : other.start]) == ""
        )
        words = _trimmed(said.text, other.end if first else clause.start(), clause.end())
        if _GIVES.search(said.text, *words):
            pair = (other, school) if first else (school, other)
            yield _found(said, *pair, words, _SURE * CARRIED)


def _its_departments(
    said: Said, school: Node, inside: list[Node], clause: re.Match[str]
) -> Iterator[Found]:
    """下设A系、B系; and what the school resolves: 教代会审议通过《…》."""
    units = [n for n in inside if n.kind == "Centre" and n.name.endswith(("系", "部"))]
    if units and (words := _SET_UP.search(said.text, clause.start(), units[0].start)):
        for unit in units:
            yield _found(said, school, unit, words.span(), _SURE * CARRIED)
    for node in inside if len(inside) == 1 else ():
        words = _RESOLVED.search(said.text, clause.start(), node.start)
        if node.kind == "Title" and words:
            yield _found(said, school, node, words.span(), _SURE * CARRIED)


def _is_offered(text: str, actor: Node, other: Node, inside: list[Node]) -> bool:
    """甲校的乙与丙: nothing but 的 and other majors stand between a school and a major."""
    between = text[actor.end : other.start]
    for node in inside:
        between = between.replace(node.name, "") if node.kind == "Major" else between
    school = actor.kind in SCHOOLS and actor.kind not in BODIES
    return school and other.kind == "Major" and _BESIDE.fullmatch(between) is not None


def _offering(school: Node, major: Node) -> Found:
    values = (("school", (school.name,)), ("major", (major.name,)))
    spans = stretch((school.start, school.end), (major.start, major.end))
    return Found("Offering", values, spans, RULE, _SURE * school.score)


def _related(
    said: Said, nodes: list[Node], inside: list[Node], clause: re.Match[str]
) -> Iterator[_Pair]:
    """Pairs of things, the stretch of the words that relate them, and how sure it is."""
    every = lists = _lists(said.text, inside)
    yield from _of_the_next(said, lists, clause)
    lists = [run for run in lists if run is lists[0] or said.text[run[0].start - 1] != "、"]
    passive = _BY.match(said.text, clause.start(), lists[0][0].start) and len(lists) > 1
    carried = [] if passive else _carried(said, inside[0], clause, nodes)
    if _ITS_OFFICE.match(said.text, clause.start()):
        carried = [one for one in carried if one.kind in BODIES]
    if carried and not _begins(said, clause, lists[0][0].start):
        for other in (node for run in lists for node in run[:_MOST]):
            if _IS_ANOTHER.search(said.text[clause.start() : other.start]):
                continue
            for actor in carried[:_MOST]:
                if words := _between(said.text, clause.start(), other, clause.end()):
                    yield actor, other, words, _SURE
        return
    yield from _of_the_first(said, lists, clause, every)
    if len(lists[0]) > 1:
        yield from _together(said.text, lists[0], clause.end())
    yield from _in_a_chain(said, lists[1:], clause)


def _of_the_first(
    said: Said, lists: list[list[Node]], clause: re.Match[str], every: list[list[Node]]
) -> Iterator[_Pair]:
    """What is named first with each thing behind it; 分别 pairs two lists of one length.

    ``every`` are the lists with those that 、 joins to one before.
    """
    heads = lists[0]
    for others in lists[1:]:
        apart = "分别" in said.text[heads[-1].end : others[-1].end + 4]
        paired = apart and len(heads) == len(others) > 1
        for n, other in enumerate(others[:_MOST]):
            for actor in (heads[n],) if paired else heads[:_MOST]:
                if other.kind == "Major" and _is_anothers(said.text, heads[-1].end, every, others):
                    continue
                if other.kind in SCHOOLS and _is_next_owner(said.text, other, lists):
                    continue
                if words := _between(said.text, heads[-1].end, other, clause.end()):
                    yield actor, other, words, _SURE


def _of_the_next(said: Said, lists: list[list[Node]], clause: re.Match[str]) -> Iterator[_Pair]:
    """甲校的丙、乙校的丁与戊: what stands behind 乙校的 is of 乙校."""
    for before, others in pairwise(lists):
        school = before[-1]
        if school.kind in SCHOOLS and said.text[school.end : others[0].start] == "的":
            for major in takewhile(lambda node: node.kind == "Major", others[:_MOST]):
                yield school, major, (school.end, major.end), _SURE
            beside = said.text[school.start - 1 : school.start] == "、"
            for other in others[:_MOST] if beside else ():
                if words := _between(said.text, school.end, other, clause.end()):
                    yield school, other, words, _SURE


def _is_next_owner(text: str, school: Node, lists: list[list[Node]]) -> bool:
    """甲校的丙、乙校的丁: 乙校 stands beside 甲校, as the owner of 丁."""
    owned = any(run[0].start == school.end + 1 and run[0].kind == "Major" for run in lists)
    return owned and text[school.end] == "的" and text[school.start - 1] in "、和与及"


_NEXT_OWNER = re.compile("、[^，、]{2,12}(?:开办|开设|设置|新增|新设)?的$")


def _is_anothers(text: str, start: int, lists: list[list[Node]], others: list[Node]) -> bool:
    """甲校的丙专业、乙校的丁专业: 丁 is 乙校's, which stands between, known or not."""
    between = lists[1 : lists.index(others)]
    known = any(node.kind in SCHOOLS for run in between for node in run)
    return known or _NEXT_OWNER.search(text, start, others[0].start) is not None


def _in_a_chain(said: Said, lists: list[list[Node]], clause: re.Match[str]) -> Iterator[_Pair]:
    """甲校引进乙局开发的《丙》: 乙局 with 《丙》, where no 把, 向, 为 … leads to 乙局.

    What is set up 在乙校 is said of that thing.
    """
    for before, others in pairwise(lists):
        if _ADDRESSED.search(said.text, clause.start(), before[0].start):
            continue
        there = _THERE.search(said.text, clause.start(), before[0].start)
        for other in others[:_MOST]:
            words = _trimmed(said.text, before[-1].end, other.start)
            if not _says(said.text, words) or _BARE.search(said.text, words[0], other.start):
                continue
            if there:
                yield other, before[-1], (there.start(), words[1]), _SURE
            else:
                yield before[-1], other, words, _SURE


def _together(text: str, heads: list[Node], end: int) -> Iterator[_Pair]:
    """甲校与乙镇合办学院: parties side by side, and what they do."""
    if len(heads) > 2 and len(re.findall("[与同]", text[heads[0].end : heads[-1].start])) > 1:
        return
    pair = len(heads) == 2 and not text.startswith("等", heads[-1].end)
    joint = "[与和同跟]|联合|会同|携手" if pair else "[与同跟]|联合|会同|携手"
    joined = re.search(joint, text[heads[0].end : heads[-1].start])
    words = _trimmed(text, heads[-1].end, end)
    together = re.match(
        "(?:共同|联合|合[作办建编]|共[建同设享]|一[起同]|签|结|互)", text[words[0] : words[1]]
    )
    if not _says(text, words) or not (joined or together):
        return
    for other in heads[1:_MOST]:
        if not together and (other.kind == heads[0].kind or _STATE.match(text, words[0])):
            continue
        yield heads[0], other, words, _SURE


def _lists(text: str, inside: list[Node]) -> list[list[Node]]:
    """Runs of things that only joining words part."""
    runs = [[inside[0]]]
    for node in inside[1:]:
        if _JOINS.fullmatch(text, runs[-1][-1].end, node.start):
            runs[-1].append(node)
        else:
            runs.append([node])
    return runs


def _begins(said: Said, clause: re.Match[str], at: int) -> bool:
    """Whether what stands before the first thing of a clause leaves it to be the subject."""
    if _RENAMED.search(said.text, clause.start(), at) or said.text.endswith("由原", 0, at):
        return False
    before = _FUNCTION.sub("", said.text[clause.start() : at])
    opened = _BARE.search(said.text, clause.start(), at)
    return len(before) < 2 and not (opened and opened.start() < at and not before)


def _carried(said: Said, first: Node, clause: re.Match[str], before: list[Node]) -> list[Node]:
    """The subject that a clause without one takes from the clauses before it.

    由C出版 is said of what was named last.
    """
    found = said.subjects(first.start) or said.subjects(clause.start())
    if _UNKNOWN.fullmatch(said.text, clause.start(), first.start):
        return []
    if _OF_A_PLACE.fullmatch(said.text, clause.start(), first.start):
        return []
    if _BY.match(said.text, clause.start()):
        last = [n for n in before if n.end <= clause.start() and n.kind != "Region"]
        if last and last[-1].end == clause.start() - 1:
            return last[-1:]
    return [
        Node(p.name, p.kind, p.start, p.end, p.score)
        for p in found
        if p.name != first.name and not clause.start() <= p.start < clause.end()
    ]


def _between(text: str, start: int, other: Node, end: int) -> tuple[int, int] | None:
    """The words that relate a thing to one before it, where they say something."""
    words = _trimmed(text, start, other.start)
    if _says(text, words) and not _BARE.search(text, words[0], other.start):
        return words
    whole = _trimmed(text, start, end)
    behind = _trimmed(text, other.end, end)
    return whole if _says(text, words) or _says(text, behind) else None


def _says(text: str, words: tuple[int, int]) -> bool:
    """Whether words hold a verb or a noun, not only joining words and counts."""
    said = text[words[0] : words[1]]
    worded = len(_FUNCTION.sub("", said)) > 1 or _RENAMED.search(said) is not None
    return worded or _ONE_SIGN.search(said) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    end = min(end, start + _LONGEST)
    while start < end and text[start] in "，、的 （(”":
        start += 1
    while end > start and text[end - 1] in "，、 “（(《":
        end -= 1
    return start, end


def _found(said: Said, actor: Node, other: Node, words: tuple[int, int], score: float) -> Found:
    values = (
        ("actor", (actor.name,)),
        ("counterpart", (other.name,)),
        ("predicateText", (said.text[words[0] : words[1]],)),
    )
    named = [n.earlier for n in (actor, other) if n.earlier]
    spans = stretch((actor.start, actor.end), (other.start, other.end), words, *named)
    return Found("Association", values, spans, RULE, score * min(actor.score, other.score))
