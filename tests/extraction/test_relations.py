"""Relations of sentences: who joins with whom, offers what, issued what; and what is none."""

from __future__ import annotations

import pytest

from vetgraph.extraction import extract
from vetgraph.extraction.anaphora import Named
from vetgraph.extraction.context import Context
from vetgraph.extraction.relations import CERTAIN, relations
from vetgraph.reading import read_text
from vetgraph.text import fold

KINDS = {"云岭职校": "School", "松烟技校": "School", "墨帆公司": "Enterprise"}
NAMES = {fold(name): name for name in KINDS}
Joined = tuple[str, str, str, bool]


def joined(text: str, region: str = "云岭区") -> list[Joined]:
    """Both ends, the form, and whether the relation is sure."""
    context = Context(region, 2022, NAMES, KINDS)
    return [
        (r.fact.get("school")[0], r.fact.get("partner")[0], r.fact.get("cooperationForm")[0],
         r.score >= CERTAIN)
        for paragraph in read_text(text).paragraphs
        for r in relations(paragraph, context, Named())
        if r.fact.kind == "Partnership"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("云岭职校与墨帆公司合作办班。", "general"),
        ("云岭职校同墨帆公司签订协议。", "general"),
        ("云岭职校携手墨帆公司共建实训车间。", "training-base"),
        ("云岭职校联合墨帆公司开发教材2本。", "textbook"),
        ("云岭职校引入墨帆公司开发课程。", "course"),
        ("墨帆公司与云岭职校合作。", "general"),
    ],
)
def test_a_verb_joins_two_parties(text: str, form: str) -> None:
    assert joined(text) == [("云岭职校", "墨帆公司", form, True)]


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("云岭职校与华为技术有限公司签约。", ["华为技术有限公司"]),
        ("云岭职校先后与华睿集团、甲乙集团建立合作关系。", ["华睿集团", "甲乙集团"]),
        ("云岭职校携手甲乙集团等行业龙头企业，成立产业学院。", ["甲乙集团"]),
        ("云岭职校教师积极性高，与德国柏林职业学院签署备忘录。", ["德国柏林职业学院"]),
        ("云岭职校和德国柏林职业学院互派学生。", ["德国柏林职业学院"]),
        ("云岭职校、墨帆公司、江城大学三方共建智造学院。", ["墨帆公司", "江城大学"]),
        ("云岭职校依托江城茶业集团的茶园开课。", ["江城茶业集团"]),
        ("云岭职校委托江城甲乙数据有限公司开展调查。", ["江城甲乙数据有限公司"]),
        ("云岭职校先后把墨帆公司和江城模具厂的生产线搬进校园。", ["墨帆公司", "江城模具厂"]),
        ("云岭职校选派教师赴霁山县职业中学支教。", ["霁山县职业中学"]),
        ("墨帆公司投资500万元，与云岭职校共建实训基地。", ["墨帆公司"]),
        ("墨帆公司在云岭职校的“校中厂”年产水暖件40万件。", ["墨帆公司"]),
        ("墨帆公司向云岭职校捐赠设备。", ["墨帆公司"]),
    ],
)  # fmt: skip
def test_wordings_of_cooperation(text: str, partners: list[str]) -> None:
    assert [(a, b) for a, b, _, sure in joined(text) if sure] == [
        ("云岭职校", partner) for partner in partners
    ]  # fmt: skip


def test_the_major_and_the_outcome_of_a_cooperation() -> None:
    text = "云岭职校护理专业与江城康养集团签约，共建颐和康养学院。"
    (found,) = stated(text, "Partnership")

    assert (found["major"], found["outcome"]) == (("护理",), ("颐和康养学院",))


def test_what_an_authority_does_with_another_is_no_partnership() -> None:
    assert joined("云岭区教育局与云岭区财政局签订协议。") == []


def test_each_item_of_a_list_is_a_partner() -> None:
    text = "云岭职校与墨帆公司、北京甲乙科技有限公司和天津丙丁机械有限公司三家企业合作。"

    assert [partner for _, partner, _, _ in joined(text)] == [
        "墨帆公司", "北京甲乙科技有限公司", "天津丙丁机械有限公司",
    ]  # fmt: skip


def test_each_of_several_schools_joins() -> None:
    assert [(a, b) for a, b, _, _ in joined("云岭职校和松烟技校与墨帆公司合作。")] == [
        ("云岭职校", "墨帆公司"), ("松烟技校", "墨帆公司"),
    ]  # fmt: skip


def test_respectively_pairs_lists_of_one_length() -> None:
    text = "云岭职校、松烟技校分别与墨帆公司、北京甲乙科技有限公司签订合作协议。"

    assert [(a, b, sure) for a, b, _, sure in joined(text)] == [
        ("云岭职校", "墨帆公司", True), ("松烟技校", "北京甲乙科技有限公司", True),
    ]  # fmt: skip


def test_respectively_between_lists_of_other_lengths_is_unsure() -> None:
    found = joined("云岭职校、松烟技校分别与墨帆公司签订合作协议。")

    assert {sure for *_, sure in found} == {False}


@pytest.mark.parametrize(
    ("text", "school", "partner"),
    [
        ("我区与霁山县开展对口支援。", "云岭区", "霁山县"),
        ("云岭职校对口帮扶霁山县职业教育中心。", "云岭职校", "霁山县职业教育中心"),
    ],
)
def test_regional_help(text: str, school: str, partner: str) -> None:
    assert joined(text) == [(school, partner, "regional", True)]


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校引入墨帆公司设备。",
        "云岭职校拟与墨帆公司合作。",
        "云岭职校教师李娜与墨帆公司合作。",
        "云岭职校与墨帆公司工程师合作申报课题。",
    ],
)
def test_what_is_only_likely_is_unsure(text: str) -> None:
    assert [sure for *_, sure in joined(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校与合作企业共建实训基地。",
        "云岭职校与中等职业学校开展交流。",
        "云岭职校有教师30人，墨帆公司有员工50人。",
        "云岭职校未与墨帆公司合作。",
        "本年度与墨帆公司合作。",
        "墨帆公司在云岭职校宣讲。",
        "云岭职校与云岭职校合作。",
        "云岭职校与兄弟学校开展交流。",
        "云岭职校依托“墨帆公司互联网加”平台开展合作。",
        "云岭职校毕业生主要在墨帆公司就业。",
    ],
)
def test_what_joins_nobody_is_no_relation(text: str) -> None:
    assert joined(text) == []


def test_a_school_that_reports_is_a_party_of_its_sentences() -> None:
    for text in ("我校与墨帆公司合作。", "学院与墨帆公司合作。", "与墨帆公司合作。"):
        assert joined(text, "江城开放职业学院") == [
            ("江城开放职业学院", "墨帆公司", "general", True)
        ]
        assert joined(text) == []


def stated(text: str, kind: str) -> list[dict[str, tuple[str, ...]]]:
    context = Context("云岭区", 2022, NAMES, KINDS)
    return [
        dict(r.fact.values)
        for paragraph in read_text(text).paragraphs
        for r in relations(paragraph, context, Named())
        if r.fact.kind == kind and r.score >= CERTAIN
    ]


def test_a_school_offers_the_majors_of_a_list() -> None:
    found = stated("2021年，云岭职校的电子商务、物流服务与管理专业招生。", "Offering")

    assert [(f["major"], f["period"]) for f in found] == [
        (("电子商务",), ("2021",)), (("物流服务与管理",), ("2021",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校现有学生30人。",
        "云岭职校各专业教师努力工作。",
        "他毕业于云岭职校工程造价专业。",
        "云岭职校专业建设水平提高。",
    ],
)
def test_no_major_is_offered(text: str) -> None:
    assert stated(text, "Offering") == []


def test_a_body_issues_each_document() -> None:
    found = stated("云岭区教育委员会印发《发展规划》和《管理办法》。", "Issuance")

    assert [(f["issuer"], f["document"]) for f in found] == [
        (("云岭区教育委员会",), ("发展规划",)), (("云岭区教育委员会",), ("管理办法",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["云岭职校学习贯彻《职业教育法》。", "印发《发展规划》。", "云岭职校的《语文》课程获奖。"],
)
def test_a_document_without_an_issuer_was_issued_by_nobody(text: str) -> None:
    assert stated(text, "Issuance") == []


def test_all_who_issue_together_issue_each_title() -> None:
    text = "云岭区教育局会同云岭区财政局印发《甲办法》《乙办法》（云教〔2022〕1号）。"

    assert [(f["issuer"], f["document"]) for f in stated(text, "Issuance")] == [
        (("云岭区教育局",), ("甲办法",)), (("云岭区教育局",), ("乙办法",)),
        (("云岭区财政局",), ("甲办法",)), (("云岭区财政局",), ("乙办法",)),
    ]  # fmt: skip


def test_a_document_may_stand_without_its_marks() -> None:
    text = "云岭区教育局出台绩效分配指导意见，效果明显。"

    assert [f["document"] for f in stated(text, "Issuance")] == [("绩效分配指导意见",)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2021年，云岭职校与墨帆公司合作。", "2021"),
        ("云岭职校创办于1984年，2021年与墨帆公司合作。", "2021"),
        ("云岭职校创办于1984年，与墨帆公司合作。", "2022"),
        ("云岭职校与墨帆公司合作，2013年成为示范学校。", "2022"),
        ("云岭职校与墨帆公司于2020年合作。", "2020"),
    ],
)
def test_a_relation_is_of_the_year_its_sentence_names(text: str, year: str) -> None:
    assert [found["period"] for found in stated(text, "Partnership")] == [(year,)]


def test_unsure_relations_are_kept_for_review_and_out_of_the_facts() -> None:
    text = (
        "云岭区质量年度报告（2023）\n\n一、合作\n江城云岭职业学校引入江城墨帆科技有限公司设备。\n"
    )
    found = extract(read_text(text), "云岭区", 2022)

    assert [fact.kind for fact in found.facts if fact.kind == "Partnership"] == []
    assert [(fact.kind, score < CERTAIN) for fact, score in found.unsure] == [("Partnership", True)]
