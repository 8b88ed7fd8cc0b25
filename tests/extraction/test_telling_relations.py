"""Relations in wordings of later reports: places, campuses, grantors, groups, aid, contests."""

from __future__ import annotations

import pytest

from tests.extraction.telling import COLLEGE, told
from vetgraph.extraction import extract
from vetgraph.reading import read_text


def located(text: str) -> list[tuple[str, ...]]:
    return told(text, "Location", "place", "region")


def honoured(text: str, region: str = "云岭区") -> list[tuple[str, ...]]:
    return told(text, "Achievement", "recipient", "honour", "grantor", region=region)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("云岭职校成立于2003年，落户河铺镇。", [("云岭职校", "河铺镇")]),
        ("云岭职校安家在青石街道。", [("云岭职校", "青石街道")]),
        ("云岭区在淮嵎市东南角。", [("云岭区", "淮嵎市")]),
        ("云岭区由沧澜市代管。", [("云岭区", "沧澜市")]),
        ("河铺镇的云岭职校最大。", [("云岭职校", "河铺镇")]),
        ("青石街道辖区内的云岭职校最大。", [("云岭职校", "青石街道")]),
        ("第二所是云岭职校（简称职校），在河铺镇。", [("云岭职校", "河铺镇")]),
        (
            "全区下辖2个镇（河铺镇、岩脚镇）、1个苏木（赛罕苏木）。",
            [("河铺镇", "云岭区"), ("岩脚镇", "云岭区"), ("赛罕苏木", "云岭区")],
        ),
    ],
)
def test_where_things_lie(text: str, pairs: list[tuple[str, str]]) -> None:
    assert located(text) == pairs


def test_no_region_lies_in_one_of_its_towns() -> None:
    assert located("云岭区坐落在河铺镇。") == []


def test_a_base_is_of_its_school_and_lies_in_its_place() -> None:
    text = "云岭职校在河铺镇办有现代畜牧实训基地。"

    assert told(text, "Membership", "member", "memberBody") == [("现代畜牧实训基地", "云岭职校")]
    assert located(text) == [("现代畜牧实训基地", "河铺镇")]


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("云岭职校如今在栗园校区和东篱校区办学。", "栗园校区"),
        ("云岭职校2019年秋季启用栗园校区。", "栗园校区"),
        ("云岭职校的木作实训车间建了2600平方米。", "木作实训车间"),
        ("云岭职校设木楦雕刻工作坊，请进传承人。", "木楦雕刻工作坊"),
    ],
)
def test_campuses_and_bases_belong_to_their_school(text: str, member: str) -> None:
    assert (member, "云岭职校") in told(text, "Membership", "member", "memberBody")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("云岭职校原名云岭区卫生学校。", "原名"),
        ("云岭职校旧称云岭区卫生学校。", "旧称"),
        ("云岭职校早年叫云岭区卫生学校。", "早年叫"),
    ],
)
def test_former_names(text: str, words: str) -> None:
    assert told(text, "Association", "actor", "counterpart", "predicateText") == [
        ("云岭职校", "云岭区卫生学校", words),
    ]  # fmt: skip


def test_a_former_name_is_no_honour() -> None:
    assert honoured("云岭职校的原名是云岭区航运技工学校。") == []
    assert honoured("云岭职校前身为云岭区航运技工学校。") == []


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校荣获“省级特色学校”，授奖单位为江南省教育厅。",
        "云岭职校凭木作专业拿下“省级特色学校”，牌子由江南省教育厅颁发。",
        "云岭职校荣膺“省级特色学校”，该奖项由江南省教育厅颁发。",
    ],
)
def test_who_granted_an_honour_may_follow_it(text: str) -> None:
    assert honoured(text) == [("云岭职校", "省级特色学校", "江南省教育厅")]


def test_a_major_is_honoured_by_who_named_it() -> None:
    text = "云岭职校数控技术应用专业被江南省教育厅认定为省级特色专业。"

    assert honoured(text) == [("数控技术应用", "省级特色专业", "江南省教育厅")]
    assert told(text, "Association", "actor", "counterpart") == []


def test_a_group_of_majors_that_begins_a_sentence_is_honoured() -> None:
    text = "护理专业群包含3个专业，入选江南省中职优质专业群，立项单位为江南省教育厅。"

    assert honoured(text, COLLEGE) == [("护理专业群", "江南省中职优质专业群", "江南省教育厅")]


def test_who_led_a_work_grants_nothing() -> None:
    text = "由江南职教研究院牵头、云岭职校参与的《甲研究》获江南省教学成果奖二等奖。"

    assert honoured(text) == [("甲研究", "江南省教学成果奖二等奖", "")]


def test_a_kind_of_unit_alone_is_no_honour() -> None:
    assert honoured("云岭职校为首批建设单位。") == []


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("云岭区和东边的澄港市结成协作对子。", ("云岭区", "澄港市")),
        ("云岭区与内陆的岭坪县结为山海协作对子。", ("云岭区", "岭坪县")),
        ("云岭区承担北部边疆查干苏木旗的对口支援。", ("云岭区", "查干苏木旗")),
        ("海沅市滨津区帮扶我区。", ("海沅市滨津区", "云岭区")),
    ],
)
def test_regions_that_help_each_other(text: str, pair: tuple[str, str]) -> None:
    assert pair in told(text, "Partnership", "school", "partner")


def test_a_region_that_begins_a_name_is_no_partner() -> None:
    text = "云岭职校依托青石县公共实训基地开展培训。"

    assert told(text, "Partnership", "school", "partner") == []


@pytest.mark.parametrize(
    ("text", "member", "body"),
    [
        ("云岭职校受聘担任“丝路职教城市网络”理事单位。", "云岭职校", "丝路职教城市网络"),
        ("北疆职教集团（这个集团由云岭职校牵头）成立。", "云岭职校", "北疆职教集团"),
        ("北疆职教集团由墨帆公司领衔，云岭职校名列副理事长单位。", "云岭职校", "北疆职教集团"),
    ],
)
def test_members_of_bodies(text: str, member: str, body: str) -> None:
    assert (member, body) in told(text, "Membership", "member", "memberBody")


def test_members_of_a_group_are_told_of_the_group_alone() -> None:
    text = "云岭职校牵头组建了云岭区汽车职教集团，成员单位包括墨帆公司。"

    assert ("墨帆公司", "云岭区汽车职教集团") in told(text, "Membership", "member", "memberBody")
    assert told(text, "Association", "actor", "counterpart") == []


def test_a_contest_is_held_by_whom_it_names() -> None:
    text = "江南省职业院校技能大赛护理赛项由云岭职校承办。"

    assert told(text, "Participation", "participant", "event", "participationRole") == [
        ("云岭职校", "江南省职业院校技能大赛护理赛项", "co-host"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        ("《攻坚计划》由市委、云岭市人民政府联合发布。", ["云岭市人民政府"]),
        ("《实施办法》由云岭市教育局与云岭市财政局联合下发。", ["云岭市教育局", "云岭市财政局"]),
        ("云岭市人民政府常务会议通过并印发《实施意见》。", ["云岭市人民政府"]),
    ],
)
def test_who_issued_a_document(text: str, issuers: list[str]) -> None:
    assert [i for (i,) in told(text, "Issuance", "issuer")] == issuers


def test_majors_that_go_on_behind_brackets() -> None:
    text = "云岭职校开有农机使用与维修专业（135名）、焊接加工专业（88名）。"

    assert told(text, "Offering", "school", "major") == [
        ("云岭职校", "农机使用与维修"), ("云岭职校", "焊接加工"),
    ]  # fmt: skip


def test_each_school_has_the_major_beside_its_verb() -> None:
    text = "云岭职校设置的人工智能技术与应用专业、松烟技校新增的智能网联汽车技术应用专业各具特色。"

    assert told(text, "Offering", "school", "major") == [("云岭职校", "人工智能技术与应用")]
    assert told(text, "Opening", "school", "major") == [("松烟技校", "智能网联汽车技术应用")]
    assert told(text, "Association", "actor", "counterpart") == []


def test_the_university_of_a_pathway_offers_nothing() -> None:
    text = "江南大学与云岭职校开展贯通培养，专业为机械工程。"

    assert told(text, "Offering", "school", "major") == []


def test_a_firm_s_name_is_done_with_its_form() -> None:
    text = "木兰谷家居有限公司年年收用云岭职校的毕业生。"

    assert told(text, "Association", "actor", "counterpart", "predicateText") == [
        ("木兰谷家居有限公司", "云岭职校", "年年收用"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["我们同这所学院合编教材。", "市直学校与墨帆公司合作。"])
def test_kinds_of_schools_are_no_names(text: str) -> None:
    named = {v for pair in told(text, "Partnership", "school", "partner") for v in pair}

    assert not named & {"这所学院", "市直学校"}


REPORT = """芦泾区中等职业教育质量年度报告（2023年度）

一、集团
芦泾智能制造职业教育集团成立。墨帆机电有限公司于年内成为智能制造集团的新成员。

表1 学校
学校\t在校生（人）
芦泾职业技术学校（芦泾职校）\t300
"""


def test_groups_and_cells_bring_short_names() -> None:
    found = extract(read_text(REPORT), "芦泾区", 2022).facts
    namings = {(f.get("about")[0], f.get("alternateName")[0]) for f in found if f.kind == "Naming"}
    members = {(f.get("member"), f.get("memberBody")) for f in found if f.kind == "Membership"}
    counted = {f.get("about") for f in found if f.kind == "Observation"}

    assert ("芦泾智能制造职业教育集团", "智能制造集团") in namings
    assert ("芦泾职业技术学校", "芦泾职校") in namings
    assert (("墨帆机电有限公司",), ("芦泾智能制造职业教育集团",)) in members
    assert counted == {("芦泾职业技术学校",)}


def test_who_holds_a_contest_and_who_holds_it_for_them() -> None:
    text = "2022年云岭区技能节由云岭区教育局主办、云岭职校承办。"

    assert told(text, "Participation", "event", "participant", "participationRole") == [
        ("2022年云岭区技能节", "云岭区教育局", "host"),
        ("2022年云岭区技能节", "云岭职校", "co-host"),
    ]


def test_a_contest_s_group_and_item_are_of_its_name() -> None:
    text = "云岭职校学生在全国职业院校技能大赛（中职组）焊接技术赛项中获得二等奖。"

    assert told(text, "Achievement", "recipient", "competition", "awardLevel") == [
        ("云岭职校", "全国职业院校技能大赛（中职组）焊接技术赛项", "second")
    ]


@pytest.mark.parametrize(
    ("text", "honour"),
    [
        ("云岭职校获得体育道德风尚奖。", "体育道德风尚奖"),
        ("云岭职校合唱团获云岭市学校文艺展演一等奖。", "云岭市学校文艺展演一等奖"),
    ],
)
def test_prizes_by_their_names(text: str, honour: str) -> None:
    assert [h for _, h, _ in honoured(text)] == [honour]


def test_members_counted_behind_the_first_belong_to_what_they_take_part_in() -> None:
    text = "由云岭职校牵头、墨帆公司等42家单位参与的“云岭智能装备产教联合体”成立。"

    assert told(text, "Membership", "member", "memberBody") == [
        ("云岭职校", "云岭智能装备产教联合体"), ("墨帆公司", "云岭智能装备产教联合体")
    ]  # fmt: skip


def test_a_school_lies_where_the_government_sits() -> None:
    assert located("云岭职校坐落于区政府所在地青石街道。") == [("云岭职校", "青石街道")]


def test_training_the_staff_of_a_firm_serves_it() -> None:
    text = "云岭职校承接墨帆公司员工轮训620人次。"

    assert told(text, "Service", "provider", "beneficiary", "content") == [
        ("云岭职校", "墨帆公司", "员工轮训")
    ]


def test_whoever_leads_what_a_clause_tells_of_joins_the_next() -> None:
    text = "传习馆由云岭职校牵头，联合墨帆公司开展现代转化合作。"

    assert told(text, "Partnership", "school", "partner") == [("云岭职校", "墨帆公司")]


def test_a_clause_behind_a_semicolon_goes_on_with_its_school() -> None:
    text = "云岭职校与墨帆公司共建实训基地；与松烟公司签订合作协议。"

    assert told(text, "Partnership", "school", "partner") == [
        ("云岭职校", "墨帆公司"), ("云岭职校", "松烟公司")
    ]  # fmt: skip


def test_a_bureau_of_the_city_is_meant_where_only_one_is_named() -> None:
    text = "芦泾职业技术学校隶属沧澜市教育局。年内由市教育局印发《沧澜市职业教育条例》。\n"
    facts = extract(read_text(text), "芦泾区", 2022).facts

    assert ("沧澜市教育局",) in {f.get("issuer") for f in facts if f.kind == "Issuance"}
    assert ("沧澜市教育局",) in {f.get("memberBody") for f in facts if f.kind == "Membership"}
    assert ("市教育局",) in {f.get("alternateName") for f in facts if f.kind == "Naming"}


def test_two_bureaus_of_cities_have_no_short_name_together() -> None:
    text = "甲乙学校隶属沧澜市教育局，丙丁学校隶属松烟市教育局。年内由市教育局印发《条例》。\n"
    facts = extract(read_text(text), "芦泾区", 2022).facts

    assert not [f for f in facts if f.kind == "Naming"]


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校在云岭区教育局的关心指导下成长。",
        "云岭职校参加云岭区教育局举办的职教之星活动。",
        "云岭职校毕业生被评选为云岭区养殖协会副会长。",
    ],
)
def test_what_bodies_only_stand_in(text: str) -> None:
    assert told(text, "Association", "actor", "counterpart") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("云岭职校坐落在县城东郊的渌阳镇。", "渌阳镇"),
        ("云岭职校地处瑶族聚居的弄坪乡。", "弄坪乡"),
        ("云岭职校位于省会棠州市的中心城区。", "棠州市"),
    ],
)
def test_words_that_only_describe_a_place(text: str, place: str) -> None:
    assert ("云岭职校", place) in located(text)
    assert not {p for _, p in located(text)} & {"中心城区", "县城"}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019年，云岭职校与松烟技校结对。云岭职校与墨帆公司共建实训基地。", "2019"),
        ("云岭职校始建于1978年，2012年获评省级示范校。云岭职校与墨帆公司共建实训基地。", "2022"),
        ("2019年以来，云岭职校成效明显。云岭职校与墨帆公司共建实训基地。", "2022"),
    ],
)
def test_only_a_year_that_begins_a_sentence_dates_the_next(text: str, year: str) -> None:
    found = told(text, "Partnership", "partner", "period")

    assert ("墨帆公司", year) in found
