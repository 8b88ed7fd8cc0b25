"""Tables whose rows state relations besides their figures."""

from __future__ import annotations

import pytest

from vetgraph.extraction import extract
from vetgraph.extraction.context import Context
from vetgraph.extraction.listings import listing_facts, named_things
from vetgraph.reading import read_text

SCHOOL = "江城云岭职业学校"


def stated(text: str, *roles: str, region: str = "云岭区") -> list[tuple[str, ...]]:
    (table,) = read_text(text).tables
    context = Context(region, 2022, {}, {})
    return [
        (fact.kind, *("".join(fact.get(role)) for role in roles))
        for fact in listing_facts(table, context)
    ]


def test_partners_of_schools_with_the_form_of_their_cooperation() -> None:
    heads = "表1 校企合作\n合作企业\t合作学校\t合作形式\t学生数"
    text = f"{heads}\n墨帆公司\t云岭职校\t订单班\t96\n合计\t\t\t96"

    assert stated(text, "school", "partner", "cooperationForm") == [
        ("Partnership", "云岭职校", "墨帆公司", "order-class"),
    ]  # fmt: skip


def test_majors_by_school_where_the_school_is_printed_once() -> None:
    text = (
        "表2 骨干专业\n学校名称\t专业名称\t在校生数\n云岭职校\t电子商务\t120\n\t物流服务与管理\t80"
    )

    assert stated(text, "school", "major")[0] == ("Offering", "云岭职校", "电子商务")


def test_majors_in_the_report_of_a_school() -> None:
    text = "表2 就业\n序号\t专业\t毕业生数\n1\t电子商务\t120\n2\t会计\t80\n\t合计\t200"

    assert stated(text, "school", "major", region=SCHOOL) == [
        ("Offering", SCHOOL, "电子商务"), ("Offering", SCHOOL, "会计"),
    ]  # fmt: skip
    assert stated(text, "school", "major") == []


def test_prizes_of_a_school() -> None:
    text = "表7 获奖\n序号\t赛项\t级别\t等次\t学生\n1\t水产养殖技术\t国家级\t三等奖\t2"

    found = stated(text, "recipient", "competition", "awardLevel", "tier", region=SCHOOL)

    assert found == [("Achievement", SCHOOL, "水产养殖技术", "third", "national")]


def test_documents_with_their_issuers() -> None:
    text = (
        "表8 政策\n文件名称\t发文单位\n职业教育实施办法\t江城市教育局\n教师管理办法\t江城市财政局"
    )

    assert stated(text, "issuer", "document") == [
        ("Issuance", "江城市教育局", "职业教育实施办法"),
        ("Issuance", "江城市财政局", "教师管理办法"),
    ]


def test_the_colleges_of_a_school_belong_to_it() -> None:
    text = (
        "表1 规模\n二级学院\t专业数\t在校生\n财经学院\t8\t2386\n艺术学院\t7\t2214\n全校\t15\t4600"
    )

    assert stated(text, "member", "memberBody", region=SCHOOL) == [
        ("Membership", "财经学院", SCHOOL), ("Membership", "艺术学院", SCHOOL),
    ]  # fmt: skip
    (table,) = read_text(text).tables
    assert dict(named_things(table)) == {"财经学院": "Centre", "艺术学院": "Centre"}


def test_owners_of_schools() -> None:
    text = "表1 学校\n学校\t办学性质\t招生数\n云岭职校\t公办\t1486\n松烟技校\t民办\t356"

    assert stated(text, "organisation", "ownership") == [
        ("Characterisation", "云岭职校", "public"), ("Characterisation", "松烟技校", "private"),
    ]  # fmt: skip


def test_a_table_of_figures_states_no_relation() -> None:
    assert stated("表1 招生\n学校\t招生数\n云岭职校\t100\n松烟技校\t90", "school") == []
    assert stated("表2 师资\n专业\t教师数\n公共基础课\t10\n德育\t5", "major", region=SCHOOL) == []


def test_a_row_of_the_school_itself_cites_where_it_is_named() -> None:
    table = "表2 就业\n序号\t专业\t毕业生数\n1\t电子商务\t120\n2\t会计\t80\n"
    report = read_text(f"{SCHOOL}质量年度报告（2022）\n\n{table}")

    offered = [f for f in extract(report, SCHOOL, 2022).facts if f.kind == "Offering"]

    assert [[report.said(c.span) for c in fact.citations] for fact in offered] == [
        ["1\t电子商务\t120", SCHOOL], ["2\t会计\t80", SCHOOL],
    ]  # fmt: skip


def test_a_school_or_partner_printed_once_stands_for_the_rows_below() -> None:
    heads = "表6 合作企业\n序号\t合作单位\t合作学校\t对接专业\t实习生（人）"
    rows = (
        "1\t墨帆公司\t云岭职校\t电子商务\t86\n2\t青石公司\t\t会计\t64\n"
        "3\t云纱公司\t松烟技校\t服装设计\t9"
    )
    found = stated(f"{heads}\n{rows}\n合计\t\t\t\t159", "school", "partner", "major")

    assert ("Partnership", "云岭职校", "青石公司", "会计") in found
    assert ("Offering", "云岭职校", "", "会计") in found


def test_honours_row_by_row() -> None:
    text = (
        "表9 荣誉\n获奖单位\t荣誉名称\t授予单位\t授予时间\n"
        "云岭职校\t江城市工人先锋号\t江城市总工会\t2022年4月\n"
        "松烟技校\t民办教育先进单位\t江城市教育局\t2022年9月"
    )

    assert stated(text, "recipient", "honour", "grantor") == [
        ("Achievement", "云岭职校", "江城市工人先锋号", "江城市总工会"),
        ("Achievement", "松烟技校", "民办教育先进单位", "江城市教育局"),
    ]


def test_honours_of_persons_are_not_those_of_the_school() -> None:
    text = "表9 荣誉\n获奖教师\t荣誉名称\t授予单位\n张某某\t江城市先进工作者\t江城市总工会"

    assert [k for k, *_ in stated(text, "recipient", region=SCHOOL) if k == "Achievement"] == []


@pytest.mark.parametrize("head", ["姓名", "企业导师", "成员"])
def test_rows_of_persons_relate_nobody(head: str) -> None:
    rows = "王小明\t江城墨帆科技有限公司\t工程师\n欧阳文华\t江城青石科技有限公司\t讲师"
    text = f"表2 名单\n{head}\t工作单位\t职务\n{rows}"

    assert stated(text, "actor", region=SCHOOL) == []


def test_a_school_lists_the_certificates_that_it_tries_out() -> None:
    text = (
        "表5 证书\n证书\t评价组织\t报考\n网络安全评估\t江城墨帆科技有限公司\t72\n"
        "跨境店铺运营\t江城青石科技有限公司\t80"
    )
    found = stated(text, "actor", "counterpart", region=SCHOOL)

    assert ("Association", SCHOOL, "网络安全评估") in found
    assert ("Association", "网络安全评估", "江城墨帆科技有限公司") in found


def test_columns_are_told_by_their_cells_where_no_header_is_known() -> None:
    text = (
        "表6 联合培养项目\n学校\t项目（班级）\t合作方\t专业\t在培人数\n"
        "云岭职校\t墨帆工匠班\t墨帆机床有限公司\t数控技术应用\t48\n"
        "松烟技校\t栗焙学徒班\t栗焙食品有限公司\t中西面点\t36"
    )

    named = named_things(read_text(text).tables[0])

    assert ("墨帆机床有限公司", "Enterprise") in named


def test_a_base_is_related_to_its_school_and_its_firm() -> None:
    text = (
        "表2 产业学院一览\n类别\t名称\t依托学校\t合作企业\n"
        "产业学院\t墨帆智造产业学院\t云岭职校\t墨帆机床有限公司\n"
        "产业学院\t栗焙烘焙产业学院\t松烟技校\t栗焙食品有限公司"
    )

    found = stated(text, "actor", "counterpart")

    assert ("Association", "墨帆智造产业学院", "云岭职校") in found
    assert ("Association", "栗焙烘焙产业学院", "栗焙食品有限公司") in found


def test_a_column_of_countries_says_where_partners_abroad_lie() -> None:
    text = (
        "表5 国际合作\n我方学校\t国别\t境外合作机构\n云岭职校\t德国\t哈登堡培训中心\n"
        "松烟技校\t法国\t维勒酒店学校"
    )

    found = stated(text, "place", "region")

    assert ("Location", "哈登堡培训中心", "德国") in found
    assert ("Location", "维勒酒店学校", "法国") in found


def test_who_leads_a_group_and_its_members_belong_to_it() -> None:
    text = (
        "表8 职教集团\n集团名称\t牵头学校\t成员单位\n"
        "江城物流职业教育集团\t云岭职校\t松烟技校、墨帆机床有限公司\n"
        "江城康养职业教育集团\t松烟技校\t云岭职校、栗焙食品有限公司"
    )

    found = stated(text, "member", "memberBody")

    assert ("Membership", "云岭职校", "江城物流职业教育集团") in found
    assert ("Membership", "墨帆机床有限公司", "江城物流职业教育集团") in found
    assert not [fact for fact in stated(text, "school", "partner") if fact[0] == "Partnership"]


def test_what_a_county_is_known_for_in_teaching() -> None:
    text = (
        "表3 专业布点\n县区\t专业点\t主打专业\n"
        "苇津县\t14\t汽车运用与维修、电子商务\n鹿砦县\t12\t护理、会计事务"
    )

    assert ("Association", "苇津县", "电子商务") in stated(text, "actor", "counterpart")


def test_prizes_under_headers_that_no_list_has() -> None:
    text = (
        "表3 获奖\n获奖学校\t赛事或荣誉\t项目\t等次\t获奖人数（人）\n"
        "云岭职校\t全国职业院校技能大赛（中职组）\t物流作业\t一等奖\t4\n"
        "松烟技校\t江南省“文明风采”活动\t艺术展演\t最佳创意奖\t—"
    )

    assert stated(text, "recipient", "competition", "awardLevel", "honour") == [
        ("Achievement", "云岭职校", "全国职业院校技能大赛（中职组）", "first", ""),
        ("Achievement", "松烟技校", "江南省“文明风采”活动", "", "最佳创意奖"),
    ]


def test_where_schools_lie_who_runs_them_and_what_they_are_called_for_short() -> None:
    text = (
        "表1 学校一览\n学校全称\t简称\t所在县（市、区）\t主管部门\t专业（个）\n"
        "江城市云岭职业学校\t云岭职校\t青石区\t江城市教育局\t22\n"
        "江城市松烟技工学校\t松烟技校\t河铺县\t江城市人力资源和社会保障局\t9"
    )
    found = extract(read_text(f"{text}\n\n青石区开办夜校。云岭职校开设专业22个。"), "江城市", 2022)
    facts = [(f.kind, *(v for _, (v, *_) in f.values[:2])) for f in found.facts]

    assert ("Naming", "江城市云岭职业学校", "云岭职校") in facts
    assert ("Location", "江城市云岭职业学校", "青石区") in facts
    assert ("Membership", "江城市云岭职业学校", "江城市教育局") in facts
    assert {f.get("about") for f in found.facts if f.kind == "Observation"} == {
        ("江城市云岭职业学校",), ("江城市松烟技工学校",)
    }  # fmt: skip
    assert not [f for f in facts if f[0] == "Association"]
