"""Every number and name is modelled, context or missing, each for a reason that can be told."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from vetgraph.coverage import coverage
from vetgraph.coverage.reasons import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from vetgraph.pipeline import Built

    Judge = Callable[..., Any]


@pytest.mark.parametrize(
    ("body", "printed", "reason"),
    [
        ("2022年，学校发展良好。", "2022年", "date"),
        ("2022年6月28日举行闭幕式。", "2022年6月28日", "date"),
        ("被评为2021—2022学年度优秀。", "2021—2022学年度", "date"),
        ("学习《课程标准（2022年版）》。", "2022年", "inside-name"),
        ("服务“四区”建设。", "四", "quoted-phrase"),
        ("中高职一体化发展，进一步提升。", "一", "fixed-word"),
        ("举办第二届展示。", "第二", "ordinal"),
        ("形成三级体系。", "三", "ordinal"),
        ("工作有序：一是加强学习。", "一", "list-numbering"),
        ("（1）招生略有下降。", "（1）", "list-numbering"),
        ("2 学校发展良好，师资充足", "2", "list-numbering"),
        ("具体情况见表1-1。", "1-1", "reference"),
        ("打造一支爱岗敬业的队伍。", "一", "indefinite"),
        ("打造一个平台。", "一", "indefinite"),
        ("策划一批活动。", "一", "indefinite"),
        ("这两门课面向学生。", "两", "referring-back"),
        ("中新两国职业教育。", "两", "referring-back"),
        ("近三年来，学校发展良好。", "三", "date"),
        ("近5年，学校发展良好。", "5", "date"),
        ("2020、2021年发展良好。", "2020", "date"),
        ("开展“五个面向”活动。", "五", "quoted-phrase"),
        ("推行“3331”工作法。", "3331", "quoted-phrase"),
        ("坚持五位一体的布局。", "五", "fixed-word"),
        ("做到一生一策。", "一", "fixed-word"),
        ("招生较上一年度略有下降。", "一", "fixed-word"),
        ("推广1+X证书。", "1+X", "fixed-word"),
        ("获国家二级运动员称号。", "二", "ordinal"),
        ("参照教职成〔2019〕12号文件。", "12", "reference"),
        ("具体见表3。", "3", "reference"),
    ],
)
def test_numbers_that_count_nothing_are_context(
    judge: Judge, body: str, printed: str, reason: str
) -> None:
    tokens = judge(body)(printed)

    assert tokens
    assert {(t.state, t.reason, t.statements) for t in tokens} == {("context", reason, ())}


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("指导两所学校建设教材。", "两"),
        ("实施三项工程。", "三"),
        ("形成区、校两级德育体系。", "两"),
        ("分为春、夏、秋三个篇章。", "三"),
        ("共有“五种”能力。", "五"),
        ("为期一周的实践活动。", "一"),
        ("设有一个校区。", "一"),
        ("栽下三百余棵苹果树。", "三百"),
        ("百分之八十的树成活。", "百分之八十"),
        ("从5个维度培养。", "5"),
        ("计划培育100名左右名师。", "100"),
        ("一、栽树突破1万棵", "1万"),
        ("1+X证书试点7个。", "7"),
        ("选出代表3人。", "3"),
        ("3 名教师获奖。", "3"),
        ("37棵苹果树成活。", "37"),
    ],
)
def test_numbers_that_count_are_never_context(judge: Judge, body: str, printed: str) -> None:
    (token,) = judge(body)(printed)

    assert token.state != "context", token.reason


def test_numerals_of_a_made_up_report_are_told_apart(judge: Judge) -> None:
    """Every Chinese numeral of a paragraph, in order, with what it is."""
    body = (
        "学校坚持三全育人，进一步推进一体化建设。一是强化师资，三名教师走上一线；"
        "二是拓展合作，与十余家企业签约，近三年来共建两个基地，第一届展示一鸣惊人。"
        "打造一支队伍，一人一策，被评为二级单位，完成成果四项，其中一项为“一带一路”主题。"
    )
    judged = judge(body)
    printed = ("三", "一", "二", "十", "两", "第一", "四")
    tokens = sorted((t for text in printed for t in judged(text)), key=lambda t: t.start)
    read = [(t.text, t.reason if t.state == "context" else "counts") for t in tokens]

    assert read == [
        ("三", "fixed-word"), ("一", "fixed-word"), ("一", "fixed-word"),
        ("一", "list-numbering"), ("三", "counts"), ("一", "fixed-word"),
        ("二", "list-numbering"), ("十", "counts"), ("三", "date"), ("两", "counts"),
        ("第一", "ordinal"), ("一", "fixed-word"), ("一", "indefinite"), ("一", "fixed-word"),
        ("一", "fixed-word"), ("二", "ordinal"), ("四", "counts"), ("一", "counts"),
        ("一", "quoted-phrase"), ("一", "quoted-phrase"),
    ]  # fmt: skip


def test_headings_number_sections(judge: Judge) -> None:
    assert [t.reason for t in judge("学校发展良好。")("1.1")] == ["heading"]


def test_a_figure_of_an_observation_is_modelled(judge: Judge) -> None:
    (token,) = judge("2022年，昌平区中等职业学校招生人数1061人。")("1061")

    assert (token.state, token.reason) == ("modelled", None)
    assert all("/110114-2025/statement/" in iri for iri in token.statements)
    assert token.statements


def test_a_figure_that_nothing_carries_is_missing(judge: Judge) -> None:
    (token,) = judge("2022年，学校绕着果园跑了37圈。")("37")

    assert (token.state, token.reason) == ("not_modelled", "figure-without-statement")


def test_a_figure_inside_a_relation_is_missing_unless_a_value_holds_it(judge: Judge) -> None:
    sheet = (
        "school,partner,content,period,quote\n"
        "北京市昌平职业学校,京东物流,建设5个车间,2023,"
        "北京市昌平职业学校与京东物流建设5个车间绕树37圈\n"
    )
    found = judge("2023年，北京市昌平职业学校与京东物流建设5个车间绕树37圈。", partnership=sheet)

    assert [t.state for t in found("5")] == ["modelled"]
    assert [t.state for t in found("37")] == ["not_modelled"]
    assert [t.state for t in found("京东物流")] == ["modelled"]


def test_the_date_of_what_is_stated_is_modelled_and_that_of_a_sentence_is_context(
    judge: Judge,
) -> None:
    said = "2023年5月1日北京市昌平职业学校与京东物流合作"
    sheet = (
        f"school,partner,period,date,quote\n北京市昌平职业学校,京东物流,2023,2023年5月1日,{said}\n"
    )
    found = judge(f"{said}。2023年6月2日，双方发展良好。", partnership=sheet)

    assert [t.state for t in found("2023年5月1日")] == ["modelled"]
    assert [(t.state, t.reason) for t in found("2023年6月2日")] == [("context", "date")]


def test_a_name_is_modelled_where_a_statement_cites_it(judge: Judge) -> None:
    said = "北京市昌平职业学校与京东物流合作"
    sheet = f"school,partner,period,quote\n北京市昌平职业学校,京东物流,2023,{said}\n"
    found = judge(f"2023年，{said}。\n京东物流发展良好。", partnership=sheet)

    assert [(t.state, t.reason) for t in found("京东物流")] == [
        ("modelled", None),
        ("not_modelled", "name-without-statement"),
    ]


def test_a_caption_inside_a_paragraph_is_read_too(judge: Judge) -> None:
    found = judge("该平台集学习与管理为一体，围绕\n\n\n图 5-2 《云平台》首页\n\n劳动设置模块。")

    assert [(t.state, t.reason) for t in found("5-2")] == [("context", "heading")]
    assert [t.kind for t in found("云平台")] == ["name"]


@pytest.mark.parametrize(
    ("body", "contest"),
    [
        ("学生参加全国职业院校技能大赛并获奖。", "全国职业院校技能大赛"),
        ("在中国中等职业学校篮球锦标赛中夺冠。", "中国中等职业学校篮球锦标赛"),
        ("举办“云岭杯”创新创业邀请赛。", "“云岭杯”创新创业邀请赛"),
    ],
)
def test_contests_are_names_by_their_shape(judge: Judge, body: str, contest: str) -> None:
    assert [t.kind for t in judge(body)(contest)] == ["name"]


@pytest.mark.parametrize(
    ("body", "phrase"),
    [
        ("参加全国、市各类大赛。", "全国、市各类大赛"),
        ("全国组织开展多项竞赛。", "全国组织开展多项竞赛"),
    ],
)
def test_contests_without_a_name_are_none(judge: Judge, body: str, phrase: str) -> None:
    assert judge(body)(phrase) == []


def test_the_region_of_a_report_only_says_where(judge: Judge) -> None:
    found = judge("昌平区经济社会发展良好。北京市推进改革。大兴区也在发展。")

    assert {t.reason for t in found("昌平区")} >= {"own-region"}
    assert [t.reason for t in found("大兴区")] != ["own-region"]


def test_a_name_inside_a_printed_value_is_context_with_its_statement(judge: Judge) -> None:
    said = "北京市昌平职业学校与京东物流共建京东仓储平台"
    sheet = (
        "school,partner,content,period,quote\n"
        f"北京市昌平职业学校,京东物流,共建京东仓储平台,2023,{said}\n"
    )
    thing = "name,class,quote\n京东,Brand,京东仓储平台\n"
    (first,) = judge(f"2023年，{said}。", partnership=sheet, thing=thing)("京东")

    assert (first.state, first.reason, len(first.statements)) == ("context", "inside-name", 1)


def test_a_name_that_heads_a_row_is_modelled_by_its_cells(judge: Judge) -> None:
    table = "表 1-1 招生\n\n项目\t2022年\n招生人数\t1061\n其中：贯通培养\t208\n"
    thing = "name,class,quote\n贯通培养,ThroughTrainProgramme,贯通培养\n"
    (token,) = judge(f"招生情况见表。\n\n{table}", thing=thing)("贯通培养")

    assert token.state == "modelled"


@pytest.mark.parametrize(
    ("body", "person"),
    [
        ("黄圆圆同学被评为优秀学生。", "黄圆圆"),
        ("聘请德育教研室张婕教研员开展培训。", "张婕"),
        ("毕业生王贝雅，在校期间多次获奖。", "王贝雅"),
    ],
)
def test_persons_are_missing_as_persons(judge: Judge, body: str, person: str) -> None:
    assert [(t.kind, t.state, t.reason) for t in judge(body)(person)] == [
        ("name", "not_modelled", "person")
    ]


@pytest.mark.parametrize("body", ["各年级同学们", "学生成长，教师发展", "任课老师", "全体教师"])
def test_words_beside_pupils_and_teachers_are_no_persons(judge: Judge, body: str) -> None:
    found = judge(f"{body}都参加了活动。")

    assert not [t for n in range(1, 4) for t in found(body[:n]) if t.reason == "person"]


def test_table_heads_and_row_numbers_are_context(judge: Judge) -> None:
    table = "表 1-1 招生\n\n序号\t项目\t2021年\t2022年\n1\t招生人数\t1200\t1061\n"
    found = judge(f"招生情况见表。\n\n{table}")

    assert [t.reason for t in found("2021年")] == ["table-header"]
    assert [t.reason for t in found("1")][-1] == "row-number"
    assert [t.state for t in found("1061")] == ["modelled"]


def test_a_column_that_counts_up_numbers_its_rows_without_saying_so(judge: Judge) -> None:
    table = "表 1-1 专业\n\n\t专业\t招生\n1\t烹饪\t30\n2\t电商\t41\n3\t物流\t52\n"
    found = judge(f"招生情况见表。\n\n{table}")

    assert [t.reason for t in found("2")] == ["row-number"]
    assert [t.state for t in found("41")] != ["context"]


def test_a_number_where_a_label_should_be_is_no_label(judge: Judge) -> None:
    table = "表 1-1 规模\n\n项目\t2021年\t2022年\n招生人数\t120\t130\n534\t55\t66\n"
    found = judge(f"规模见表。\n\n{table}")

    assert [t.state for t in found("534")] == ["not_modelled"]


def test_the_tokens_of_the_bundled_report_add_up(changping_built: Built) -> None:
    found = coverage(changping_built)

    for kind in ("number", "name"):
        tokens = [t for t in found.tokens if t.kind == kind]
        counts = found.counts(kind)
        assert counts.total == len(tokens)
        assert counts.total == counts.modelled + counts.context + counts.not_modelled
        assert all(left.end <= right.start for left, right in pairwise(tokens))
    text = changping_built.report.text
    assert all(text[t.start : t.end] == t.text for t in found.tokens)
    assert [t.start for t in found.tokens] == sorted(t.start for t in found.tokens)
    assert all((t.reason is None) == (t.state == "modelled") for t in found.tokens)
    assert {t.reason for t in found.tokens} - {None} <= REASONS.keys()


def test_the_bundled_report_is_covered_whole_and_its_persons_are_left_out(
    changping_built: Built,
) -> None:
    found = coverage(changping_built)

    assert found.counts("number").not_modelled == 0
    assert found.counts("name").percent >= 97
    persons = {t.text for t in found.tokens if t.reason == "person"}
    assert persons == {"黄圆圆", "张婕", "王贝雅"}


def test_statements_of_tokens_are_those_of_the_graph(changping_built: Built) -> None:
    subjects = {str(getattr(q.subject, "value", "")) for q in changping_built.quads}

    assert all(iri in subjects for t in coverage(changping_built).tokens for iri in t.statements)
