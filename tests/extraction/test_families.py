"""One meaning in the many words that reports have for it: the families of relations."""

from __future__ import annotations

import pytest

from tests.extraction.telling import COLLEGE, DISTRICT, told

BODY = "江城物流职业教育集团"
FIRM = "墨帆公司"


@pytest.mark.parametrize(
    "text",
    [
        f"由江城市教育局牵头、云岭职校任理事长单位的{BODY}，现有成员单位46家。",
        f"{BODY}成员单位包括江城市教育局和云岭职校。",
        f"{BODY}吸纳江城市教育局、云岭职校等12家单位为成员单位。",
    ],
)
def test_those_who_hold_an_office_of_a_group_belong_to_it(text: str) -> None:
    assert told(text, "Membership", "member", "memberBody") == [
        ("江城市教育局", BODY), ("云岭职校", BODY),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        f"云岭职校牵头组建的{BODY}现有成员单位52家。",
        f"云岭职校担任{BODY}副理事长单位。",
        f"云岭职校被推选为{BODY}副理事长单位。",
        f"2021年9月，云岭职校加盟{BODY}。",
        f"{BODY}由江城市教育局指导，理事长单位为云岭职校。",
    ],
)
def test_a_group_is_joined_in_many_words(text: str) -> None:
    assert ("云岭职校", BODY) in told(text, "Membership", "member", "memberBody")


def test_a_person_who_holds_an_office_makes_the_school_no_member() -> None:
    assert told(f"云岭职校校长当选{BODY}副理事长。", "Membership", "member") == []


def test_a_firm_that_holds_an_office_is_not_the_group() -> None:
    text = f"云岭职校牵头组建的{BODY}现有成员52家，禾笙餐饮管理集团是集团副理事长单位。"

    assert ("禾笙餐饮管理集团", BODY) in told(text, "Membership", "member", "memberBody")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("学校有东湾、北庄两个校区。", ["东湾校区", "北庄校区"]),
        ("学校现有老城、新城和江北3个校区。", ["老城校区", "新城校区", "江北校区"]),
        ("学校设有东湖校区、西湖校区，占地120亩。", ["东湖校区", "西湖校区"]),
        ("学校设机电技术、商贸旅游2个专业部。", ["机电技术部", "商贸旅游部"]),
        ("学校有教师、学生两个群体。", []),
    ],
)
def test_parts_of_a_school_may_share_their_last_word(text: str, parts: list[str]) -> None:
    assert told(text, "Membership", "member", "memberBody", region=COLLEGE) == [
        (part, COLLEGE) for part in parts
    ]


def test_places_may_share_their_last_word() -> None:
    text = "云岭区下辖青石、白塔两个街道和松涛、岩坪、柳溪三个镇。"

    assert [place for (place,) in told(text, "Location", "place")] == [
        "青石街道", "白塔街道", "松涛镇", "岩坪镇", "柳溪镇",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校重点建设护理、康复技术两个专业。",
        "云岭职校现有护理专业、康复技术专业。",
        "云岭职校以护理、康复技术为骨干专业。",
        "云岭职校开设专业包括护理、康复技术。",
        "云岭职校护理、康复技术两个专业招生良好。",
        "云岭职校办学特色鲜明，护理、康复技术为在校生最多的两个专业。",
    ],
)
def test_majors_are_told_in_many_words(text: str) -> None:
    assert set(told(text, "Offering", "school", "major")) == {
        ("云岭职校", "护理"), ("云岭职校", "康复技术"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校停止文秘专业招生。",
        "云岭职校调整布局，文秘专业停招。",
        "2021年停办文秘等专业点2个。",
        "全区撤销文秘专业。",
    ],
)
def test_a_major_ends_in_many_words(text: str) -> None:
    assert [major for (major,) in told(text, "Discontinuation", "major")] == ["文秘"]
    assert told(text, "Offering", "major") == []


def test_a_school_that_is_helped_offers_the_major() -> None:
    text = "云岭职校与洮沙县职业中专签订协议，帮助其新建园林技术专业。"

    assert told(text, "Opening", "school", "major") == [("洮沙县职业中专", "园林技术")]


@pytest.mark.parametrize(
    "text",
    [
        "《江城市校企合作办法》由江城市教育局印发。",
        "由江城市教育局牵头制定的《江城市校企合作办法》正式出台。",
        "江城市教育局在调研的基础上，编制形成《江城市校企合作办法》。",
        "云岭职校贯彻江城市教育局出台的《江城市校企合作办法》。",
    ],
)
def test_a_document_has_its_issuer_in_many_words(text: str) -> None:
    assert told(text, "Issuance", "issuer", "document") == [("江城市教育局", "江城市校企合作办法")]


def test_the_years_of_a_title_date_nothing() -> None:
    text = "江城市教育局印发《江城市职业教育发展规划（2021—2025年）》。"

    assert told(text, "Issuance", "period") == [("2022",)]


@pytest.mark.parametrize(
    "text",
    [
        "江城市教育局授予云岭职校“江城市文明校园”称号。",
        "江城市教育局命名云岭职校为“江城市文明校园”。",
        "云岭职校被江城市教育局评为“江城市文明校园”。",
    ],
)
def test_a_title_has_its_grantor(text: str) -> None:
    assert told(text, "Achievement", "recipient", "honour", "grantor") == [
        ("云岭职校", "江城市文明校园", "江城市教育局")
    ]


def test_a_class_of_a_school_wins_a_title() -> None:
    text = "云岭职校机电2202班被江城市教育局授予“先进班集体”称号。"

    assert told(text, "Achievement", "recipient", "grantor") == [("机电2202班", "江城市教育局")]


@pytest.mark.parametrize(
    "text",
    [
        "江城市教育局授予李明“江城市名师”称号。",
        "江城市教育局授予云岭职校教师李明“江城市名师”称号。",
        "云岭职校张丽老师被江城市教育局评为先进个人。",
    ],
)
def test_a_title_of_a_person_is_none_of_the_graph(text: str) -> None:
    assert told(text, "Achievement", "recipient") == []


@pytest.mark.parametrize(
    "text",
    [
        f"云岭职校与{FIRM}实行“一年在校、一年在岗”的培养模式。",
        f"云岭职校积极推进校企合作，与{FIRM}深化产教融合。",
        f"云岭职校接受{FIRM}捐赠设备20台。",
        f"{FIRM}捐赠云岭职校设备20台。",
        f"{FIRM}为云岭职校提供实习岗位50个。",
        f"云岭职校成为{FIRM}人才培养基地。",
        f"云岭职校组织学生到{FIRM}岗位实习。",
        f"云岭职校联合{FIRM}，把课堂搬进车间。",
    ],
)
def test_a_school_and_a_firm_cooperate_in_many_words(text: str) -> None:
    assert told(text, "Partnership", "school", "partner") == [("云岭职校", FIRM)]


@pytest.mark.parametrize(
    "text",
    [
        f"云岭职校与{FIRM}的差距还很大。",
        f"新学年，我们打算申报新专业，与{FIRM}共建实训室。",
        "云岭职校教师赴松烟技校交流学习。",
    ],
)
def test_what_is_planned_or_compared_is_no_partnership(text: str) -> None:
    assert told(text, "Partnership", "partner") == []


@pytest.mark.parametrize(
    ("text", "partner"),
    [
        ("云岭职校帮扶云南省昭通市镇雄县职业高级中学。", "云南省昭通市镇雄县职业高级中学"),
        ("云岭职校和镇雄县职业高级中学结为帮扶学校。", "镇雄县职业高级中学"),
        ("我区与北蒙自治区额木旗开展结对协作。", "北蒙自治区额木旗"),
        ("江城市教育局与省内白砾自治县教育局签订结对帮扶协议。", "白砾自治县教育局"),
        ("云岭职校与老城街道办事处合办“银龄学堂”。", "老城街道办事处"),
    ],
)
def test_partners_have_names_of_many_forms(text: str, partner: str) -> None:
    assert told(text, "Partnership", "partner") == [(partner,)]


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("云岭职校自主开发学生成长数字画像平台，采集6个维度。", ["学生成长数字画像平台"]),
        ("松烟技校开发了中药材溯源小程序。", ["中药材溯源小程序"]),
        ("云岭职校建成智慧校园管理平台，覆盖全校。", []),
        ("云岭职校为学生搭建体育训练双提升平台。", []),
        ("下一步，云岭区将优化专业设置，新建文旅产业学院。", []),
        ("江城市教育厅公布名单；电子商务专业牵头编写的《网店运营》被采用。", []),
    ],
)
def test_only_what_has_a_name_was_developed(text: str, products: list[str]) -> None:
    assert [product for (product,) in told(text, "Development", "product")] == products


def test_authorities_found_a_fund_together() -> None:
    text = "江城市教育局与江城市财政局联合设立江城市技能人才奖励资金。"

    assert told(text, "Development", "developer") == [("江城市教育局",), ("江城市财政局",)]


def test_how_many_schools_there_are_belongs_to_no_name() -> None:
    text = "区域内设有江城市机电技工学校和江城市交通技工学校两所中职学校。"

    assert told(text, "Location", "place", "region") == [
        ("江城市机电技工学校", DISTRICT), ("江城市交通技工学校", DISTRICT),
    ]  # fmt: skip


def test_a_prize_of_a_named_student_is_none_of_the_school() -> None:
    assert told("云岭职校学生王小明在全国技能大赛中获一等奖。", "Achievement", "recipient") == []


def test_honours_may_be_listed() -> None:
    text = "云岭职校荣获“全国职业教育先进单位”“省级文明校园”等称号。"

    assert [honour for (honour,) in told(text, "Achievement", "honour")] == [
        "全国职业教育先进单位", "省级文明校园",
    ]  # fmt: skip
