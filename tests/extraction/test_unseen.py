"""Wordings of the families of relations that reports use beside the common ones."""

from __future__ import annotations

import pytest

from tests.extraction.telling import COLLEGE, told

PART = ("member", "memberBody")


@pytest.mark.parametrize(
    ("text", "campuses"),
    [
        ("学校现有望湖校区和石矶校区，占地216亩。", ["望湖校区", "石矶校区"]),
        ("学校由滨江校区、老城校区组成。", ["滨江校区", "老城校区"]),
        ("学校有2个校区，分别是南湖校区、凤凰校区。", ["南湖校区", "凤凰校区"]),
        ("2023年9月，学校整体搬迁至高新校区。", ["高新校区"]),
        ("学校除东山本部外新启用了铁杉校区。", ["铁杉校区", "东山本部"]),
        ("学校计划建设滨海校区。", []),
        ("学校新校区建设进展顺利，两校区之间开通校车。", []),
    ],
)
def test_campuses_are_parts_of_the_school(text: str, campuses: list[str]) -> None:
    assert told(text, "Membership", *PART, region=COLLEGE) == [(c, COLLEGE) for c in campuses]


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("墨帆公司看中这股劲头，在校内建起墨帆服务站，派驻技师3名。", "墨帆服务站"),
        ("墨帆公司投资120万元在校内建成墨帆钣喷车间。", "墨帆钣喷车间"),
        ("墨帆公司将培训部搬到我校，在校内设立墨帆驿站。", "墨帆驿站"),
        ("墨帆公司在学校设立墨帆工作室，投入设备12台。", "墨帆工作室"),
    ],
)
def test_a_firm_sets_up_something_at_the_school(text: str, built: str) -> None:
    roles = ("school", "partner", "outcome")

    assert (COLLEGE, "墨帆公司", built) in told(text, "Partnership", *roles, region=COLLEGE)


def test_a_studio_that_may_bear_a_persons_name_is_not_named() -> None:
    text = "墨帆公司在校内设立王强工作室。"

    assert told(text, "Partnership", "partner", "outcome", region=COLLEGE) == [("墨帆公司", "")]


def test_a_firm_whose_engineers_teach_at_the_school_is_a_partner() -> None:
    text = "墨帆公司的工程师每周来校授课。"

    assert told(text, "Partnership", "partner", region=COLLEGE) == [("墨帆公司",)]


@pytest.mark.parametrize(
    ("text", "served"),
    [
        ("受江城市农业农村局委托，我校承办新型职业农民培训。", "江城市农业农村局"),
        ("学校受江城市退役军人事务局委托，开展技能培训3期。", "江城市退役军人事务局"),
        ("应江城电力公司邀请，我校为该企业培训电工120人。", "江城电力公司"),
        ("学校长期承担江城市养老院的义务理发服务。", "江城市养老院"),
        ("受墨帆公司委托，为残疾人开设手工班。", "墨帆公司"),
    ],
)
def test_what_is_done_at_anothers_bidding_serves_it(text: str, served: str) -> None:
    assert told(text, "Service", "provider", "beneficiary", region=COLLEGE) == [(COLLEGE, served)]


def test_who_commissions_a_third_party_is_not_served_by_the_school() -> None:
    assert told("江城市财政局委托第三方机构开展评价。", "Service", "provider", region=COLLEGE) == []


@pytest.mark.parametrize(
    ("text", "recipient", "honours"),
    [
        ("学校先后被认定为沅宁省优质中等职业学校、沅宁省文明校园。", COLLEGE,
         ["沅宁省优质中等职业学校", "沅宁省文明校园"]),
        ("学校先后获评省绿色学校、省平安校园等称号。", COLLEGE, ["省绿色学校", "省平安校园"]),
        ("机电教研组荣获“全国工人先锋号”称号。", "机电教研组", ["全国工人先锋号"]),
        ("作品《湖上月》获江城市工艺美术双年展银奖。", "湖上月", ["江城市工艺美术双年展银奖"]),
        ("《稻田课程》获江城市教学成果特等奖。", "稻田课程", ["江城市教学成果特等奖"]),
        ("《稻浪》入选江城市中小学生艺术展演优秀作品。", "稻浪",
         ["江城市中小学生艺术展演优秀作品"]),
    ],
)  # fmt: skip
def test_honours_in_many_words(text: str, recipient: str, honours: list[str]) -> None:
    expected = [(recipient, honour) for honour in honours]

    assert told(text, "Achievement", "recipient", "honour", region=COLLEGE) == expected


@pytest.mark.parametrize(
    "text",
    [
        "学校荣获江城市人民政府授予的“先进单位”称号。",
        "学校获得江城市人民政府颁发的“先进单位”称号。",
        "江城市人民政府授予学校“先进单位”称号。",
    ],
)
def test_who_confers_an_honour(text: str) -> None:
    given = told(text, "Achievement", "honour", "grantor", region=COLLEGE)

    assert given == [("先进单位", "江城市人民政府")]


@pytest.mark.parametrize(
    "text", ["云岭职校校长李明获评省劳动模范。", "教师张华获省教学能力比赛一等奖。"]
)
def test_what_a_person_wins_is_no_honour_of_the_school(text: str) -> None:
    assert told(text, "Achievement", "recipient", "honour") == []


@pytest.mark.parametrize(
    ("text", "kind", "majors"),
    [
        ("本学年新获批休闲农业生产与经营（下一学年招生）。", "Opening", ["休闲农业生产与经营"]),
        ("学校停办服装展示与礼仪，新增教学设备管理系统。", "Discontinuation", ["服装展示与礼仪"]),
        ("学校撤销管理岗位，新增财务管理软件。", "Discontinuation", []),
        (
            "数控技术应用入选省级品牌专业，护理为市级特色专业。",
            "Offering",
            ["数控技术应用", "护理"],
        ),
    ],
)
def test_majors_told_bare(text: str, kind: str, majors: list[str]) -> None:
    assert [m for (m,) in told(text, kind, "major", region=COLLEGE)] == majors


def test_a_row_of_schools_each_with_a_major() -> None:
    text = "云岭职校数控技术应用、松烟技校护理入选江城市优质专业。"

    assert told(text, "Offering", "school", "major") == [
        ("云岭职校", "数控技术应用"), ("松烟技校", "护理"),
    ]  # fmt: skip


@pytest.mark.parametrize("verb", ["分任", "分别加入", "分别担任", "分别牵头组建"])
def test_each_school_in_a_group_of_its_own(verb: str) -> None:
    text = f"云岭职校与松烟技校{verb}江城智能制造产教联合体、江城大健康产教联合体。"

    assert told(text, "Membership", *PART) == [
        ("云岭职校", "江城智能制造产教联合体"), ("松烟技校", "江城大健康产教联合体"),
    ]  # fmt: skip
    assert told(text, "Partnership", "school", "partner") == []


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("学校原创舞剧《稻浪》上演。", "稻浪"),
        ("学校开发皮影戏校本课程，学生自己刻。", "皮影戏校本课程"),
        ("学校把这一做法编入《教学改革案例集》。", "教学改革案例集"),
        ("学校发起“青春匠行”行动。", "青春匠行"),
        ("学校牵头建设的“匠心云课堂”平台投入使用。", "匠心云课堂"),
        ("学校启用致远实训楼。", "致远实训楼"),
    ],
)
def test_works_of_a_school(text: str, product: str) -> None:
    assert (product,) in told(text, "Development", "product", region=COLLEGE)


@pytest.mark.parametrize(
    "text",
    [
        "学校编写了技能操作手册，制定服务标准。",
        "学校启动“双高”计划，打造“一校一品”项目。",
        "学校建成图书馆1座、体育馆1座。",
        "学校建设的“智慧课堂”平台上线。",
    ],
)
def test_general_words_are_no_works(text: str) -> None:
    assert told(text, "Development", "product", region=COLLEGE) == []


def test_what_a_teacher_made_is_no_work_of_the_school() -> None:
    text = "学校教师张华原创歌曲《春天》获全国一等奖。"

    assert told(text, "Development", "developer", "product", region=COLLEGE) == []


def test_bodies_parted_by_an_office() -> None:
    text = "学校为江城市餐饮行业协会常务理事单位、江城市职教学会会员单位。"

    assert [body for (body,) in told(text, "Membership", "memberBody", region=COLLEGE)] == [
        "江城市餐饮行业协会", "江城市职教学会",
    ]  # fmt: skip


def test_two_issuers_joined_by_a_word_issue_together() -> None:
    text = "江城市教育局与江城市财政局联合出台《江城市实习管理细则》。"

    assert [i for (i,) in told(text, "Issuance", "issuer")] == ["江城市教育局", "江城市财政局"]


def test_the_committee_of_a_league_is_named_whole() -> None:
    text = "云岭区教育局与共青团云岭市委员会共同发起“青春匠行”行动。"

    assert [d for (d,) in told(text, "Development", "developer")] == [
        "云岭区教育局", "共青团云岭市委员会",
    ]  # fmt: skip


def test_a_school_named_before_its_address() -> None:
    text = "民办校为云岭职校，校址在柏塬区。"

    assert told(text, "Location", "place", "region") == [("云岭职校", "柏塬区")]


def test_a_level_is_no_ending_of_the_places_listed() -> None:
    text = "云岭市现辖澄湾区、柏塬区、鹿坪县三个县级行政区。"

    places = [p for (p,) in told(text, "Location", "place", region="云岭市")]
    assert places == ["澄湾区", "柏塬区", "鹿坪县"]


def test_a_year_to_come_dates_no_other_relation() -> None:
    text = "全区提出到2024年建成基地10个；云岭区教育局印发《云岭区实习细则》。"

    assert told(text, "Issuance", "document", "period") == [("云岭区实习细则", "2022")]
