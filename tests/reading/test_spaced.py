"""Tables that text taken from a PDF prints with single blanks, and cells broken over lines."""

from __future__ import annotations

import pytest

from vetgraph.reading import read_text


def shape(text: str) -> tuple[list[list[str]], list[list[str]]] | None:
    tables = read_text(text).tables
    if not tables:
        return None
    (found,) = tables
    heads, rows = ([[c.text for c in row] for row in part] for part in (found.headers, found.rows))
    return heads, rows


def test_a_row_is_a_label_and_the_values_behind_it() -> None:
    found = shape(
        "表 2-1 专业分布\n\n专业大类 布点数 在校生（人）\n装备制造 14 2036\n合 计 53 14600\n"
    )

    assert found == (
        [["专业大类", "布点数", "在校生（人）"]],
        [["装备制造", "14", "2036"], ["合计", "53", "14600"]],
    )


def test_words_that_blanks_have_cut_are_one_header() -> None:
    found = shape(
        "表 2-2 教师\n指 标 2021 年 2022 年 增减数\n教职工 1265 1282 17\n专任 1018 1040 22\n"
    )

    assert found is not None
    assert found[0] == [["指标", "2021年", "2022年", "增减数"]]


def test_bare_years_and_school_years_are_headers() -> None:
    found = shape("表 4 指标\n指标 2021—2022 2022—2023\n毕业率 97.6 98.0\n满意度 — 95.6\n")

    assert found is not None
    assert found[0] == [["指标", "2021—2022", "2022—2023"]]
    assert found[1] == [["毕业率", "97.6", "98.0"], ["满意度", "—", "95.6"]]


def test_a_header_over_others_is_the_one_that_no_line_breaks() -> None:
    found = shape(
        "表 1-1 规模\n学校 学生（人） 教师\n（人） 占地\n（亩）\n招生 在校\n"
        "甲校 486 1218 97 12.5\n乙校 173 365 41 8.0\n"
    )

    assert found == (
        [
            ["学校", "学生（人）", "学生（人）", "教师（人）", "占地（亩）"],
            ["", "招生", "在校", "", ""],
        ],
        [["甲校", "486", "1218", "97", "12.5"], ["乙校", "173", "365", "41", "8.0"]],
    )


@pytest.mark.parametrize(
    "text",
    [
        "学校 招生 在校\n甲校 486 1218\n乙校 173 365\n",
        "表 1-1 规模\n学校 招生\n甲校 486 1218\n乙校 173 365\n",
        "表 1-1 规模\n学校 招生 在校\n甲校 486 1218\n乙校 173\n",
    ],
    ids=["no caption", "header too narrow", "rows of different length"],
)
def test_what_does_not_tell_its_columns_is_no_table(text: str) -> None:
    assert shape(text) is None


def test_a_cell_broken_over_two_lines_is_one_behind_a_page_break_too() -> None:
    text = (
        "表 3 名录\n学校\t专业\t企业\t班名\t人数\n甲校\t护理\t丙医院\t丙班\t38\n"
        "\n— 7 —\n\n\t焊接\t某某机器人\n有限公司\t丁班\t28\n\t会计\t戊公司\t戊班\t20\n"
    )
    found = shape(text)

    assert found is not None
    assert found[1][1:] == [
        ["甲校", "焊接", "某某机器人有限公司", "丁班", "28"],
        ["甲校", "会计", "戊公司", "戊班", "20"],
    ]


def test_a_first_header_with_blanks_below_is_wide_at_its_end() -> None:
    found = shape(
        "表 1 条件\n项目\t2021年\t2022年\t增减\n\t\t\t数量\t增长率\n图书\t52\t51\t-1\t-1.9%\n"
    )

    assert found is not None
    assert found[0] == [
        ["项目", "2021年", "2022年", "增减", "增减"],
        ["", "", "", "数量", "增长率"],
    ]


def test_a_total_row_has_no_label_of_the_row_above() -> None:
    found = shape(
        "表 2 专业\n专业群\t专业\t招生\n甲群\t护理\t82\n\t会计\t26\n乙群\t茶艺\t40\n合计\t\t148\n"
    )

    assert found is not None
    assert found[1][-1] == ["合计", "", "148"]


def test_a_page_number_and_a_header_printed_again_are_no_rows() -> None:
    text = (
        "表 5 对象\n对象 2021年 2022年\n企业职工 16980 14260\n\n12\n\n"
        "对象 2021年 2022年\n退役军人 1090 1150\n合计 18070 15410\n\n以上为全年数。\n"
    )
    found = shape(text)

    assert found is not None
    assert [row[0] for row in found[1]] == ["企业职工", "退役军人", "合计"]


def test_a_row_without_its_first_label_stands_under_the_one_above() -> None:
    found = shape(
        "表 5 获奖\n级别 赛项 一等奖 二等奖\n国家级 农机 0 1\n护理 0 2\n省级 汽修 2 3\n电商 1 2\n"
    )

    assert found is not None
    assert [row[:2] for row in found[1]] == [
        ["国家级", "农机"], ["国家级", "护理"], ["省级", "汽修"], ["省级", "电商"],
    ]  # fmt: skip


def test_rows_of_names_may_be_long() -> None:
    found = shape(
        "表 3 冠名班\n序号 合作单位 对接专业 班级 人数\n"
        "1 甲州沃野农机装备股份有限公司 农机设备应用与维修 沃野现代学徒制班 34\n"
        "2 甲州驭电新能源汽车销售服务有限公司 新能源汽车运用与维修 驭电订单班 46\n"
    )

    assert found is not None
    assert [row[-2:] for row in found[1]] == [["沃野现代学徒制班", "34"], ["驭电订单班", "46"]]
