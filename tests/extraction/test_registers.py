"""Registers: one named thing a row, columns that are roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetgraph.extraction.context import Context
from vetgraph.extraction.tables import table_facts
from vetgraph.reading import read_text

if TYPE_CHECKING:
    from vetgraph.model import Fact

REGISTER = """表 4-1 2021年特色订单班开展情况
序号\t学徒班名称\t合作企业\t学生人数
1\t联想未来班\t联想教育科技（北京）有限公司\t58
2\t宝马 BEST 订单班\t华晨宝马汽车有限公司\t29
总计\t2\t2\t87"""


def facts(text: str) -> list[Fact]:
    (table,) = read_text(text).tables
    return list(table_facts(table, Context("昌平区", 2022, {}, {})))


def runs(text: str) -> list[Fact]:
    return [fact for fact in facts(text) if fact.kind == "ProgrammeRun"]


def figures(text: str) -> list[tuple[str, ...]]:
    found = [fact for fact in facts(text) if fact.kind == "Observation"]
    return [(*f.get("about"), *f.get("indicator"), *f.get("value"), *f.get("unit")) for f in found]


def test_every_row_is_a_statement_with_its_roles() -> None:
    first, second = runs(REGISTER)

    assert first.get("orderClass") == ("联想未来班",)
    assert first.get("partner") == ("联想教育科技（北京）有限公司",)
    assert first.get("period") == ("2021",)
    assert second.get("orderClass") == ("宝马 BEST 订单班",)


def test_a_row_is_cited_whole() -> None:
    (citation,) = runs(REGISTER)[0].citations
    start, end = citation.span.start, citation.span.end

    assert REGISTER[start:end] == "1\t联想未来班\t联想教育科技（北京）有限公司\t58"
    assert (citation.table, citation.row) == ("4-1", "联想未来班")


def test_figures_are_about_the_thing_of_their_row_and_totals_about_the_region() -> None:
    assert figures(REGISTER) == [
        ("联想未来班", "order-class-students", "58", "person"),
        ("宝马 BEST 订单班", "order-class-students", "29", "person"),
        ("昌平区", "order-classes", "2", "item"),
        ("昌平区", "partners", "2", "enterprise-unit"),
        ("昌平区", "order-class-students", "87", "person"),
    ]


def test_columns_may_stand_in_any_order() -> None:
    text = "合作方\t班名\t学员数\n墨帆公司\t墨帆电商班\t22\n合计\t\t22"

    assert [run.get("partner") for run in runs(text)] == [("墨帆公司",)]
    assert figures(text) == [
        ("墨帆电商班", "order-class-students", "22", "person"),
        ("昌平区", "order-class-students", "22", "person"),
    ]


def test_without_a_year_in_its_title_a_register_is_of_the_data_year() -> None:
    (run,) = runs("班名\t合作企业\n墨帆电商班\t墨帆公司")

    assert (run.get("period"), run.get("periodAssumed")) == (("2022",), ("true",))


def test_a_table_without_a_key_column_is_no_register() -> None:
    assert runs("学校\t合作企业\n昌平职业学校\t3") == []


def test_a_row_without_a_name_gives_nothing() -> None:
    assert len(runs("班名\t合作企业\n\t甲公司\n乙班\t乙公司")) == 1


def test_named_classes_with_their_schools_and_firms() -> None:
    heads = "冠名班\t所在学校\t冠名企业\t开班年月\t学生（人）"
    text = f"{heads}\n沐川班\t柳浦工校\t沐川阀门公司\t2018年3月\t35"
    (run,) = runs(f"表6 2018年冠名班一览\n{text}")

    assert (run.get("school"), run.get("partner")) == (("柳浦工校",), ("沐川阀门公司",))
    assert figures(f"表6 2018年冠名班一览\n{text}") == [
        ("沐川班", "order-class-students", "35", "person"),
    ]  # fmt: skip


def test_a_column_of_classes_beside_partners_is_told_by_its_title_or_its_cells() -> None:
    text = (
        "序号\t名称\t合作企业\t人数\n1\t澜海船员班\t澜海航运公司\t42\n2\t蓝锚轮机班\t蓝锚公司\t28"
    )
    none = (
        text.replace("合作企业", "地点").replace("航运公司", "一号楼").replace("蓝锚公司", "二号楼")
    )

    named = [run.get("orderClass") for run in runs(f"表8 订单班登记表\n{text}")]

    assert named == [("澜海船员班",), ("蓝锚轮机班",)]
    assert [run.get("orderClass") for run in runs(f"表8 项目登记表\n{text}")] == named
    assert runs(f"表8 项目登记表\n{none}") == []


def test_the_classes_of_a_school_s_own_report_are_run_by_it() -> None:
    (table,) = read_text("班名\t合作企业\n墨帆电商班\t墨帆公司").tables
    context = Context("江城云岭职业学校", 2022, {}, {})

    found = [f.get("school") for f in table_facts(table, context) if f.kind == "ProgrammeRun"]

    assert found == [("江城云岭职业学校",)]


ACROSS = """表 4 订单班与学徒班
培养班\t墨帆电商班\t松烟工匠班\t合计
合作企业\t墨帆公司\t松烟公司\t
对应专业\t电子商务\t焊接技术应用\t
人数（人）\t36\t40\t76
津贴（元/月）\t2400\t2000\t"""


def test_a_register_whose_columns_are_its_entries_is_read_like_any_other() -> None:
    first, second = runs(ACROSS)

    assert (first.get("orderClass"), first.get("partner"), first.get("major")) == (
        ("墨帆电商班",), ("墨帆公司",), ("电子商务",),
    )  # fmt: skip
    assert [ACROSS[c.span.start : c.span.end] for c in second.citations][:3] == [
        "松烟工匠班", "松烟公司", "焊接技术应用",
    ]  # fmt: skip
    assert figures(ACROSS)[0] == ("墨帆电商班", "order-class-students", "36", "person")


def test_a_column_of_figures_that_no_list_knows_stays_under_its_header() -> None:
    assert ("松烟工匠班", "津贴", "2000", "yuan-per-month") in figures(ACROSS)
