"""Tables as text recognition leaves them: a merged cell on a line of its own, or printed once."""

from __future__ import annotations

from vetgraph.reading import read_text
from vetgraph.reading.positions import columns_of, extent


def rows(text: str) -> list[list[str]]:
    (table,) = read_text(text).tables
    return [[cell.text for cell in row] for row in table.rows]


def heads(text: str) -> list[list[str]]:
    (table,) = read_text(text).tables
    return [[cell.text for cell in row] for row in table.headers]


MAJORS = """表 6 专业设置与规模
层次\t学院名称\t专业名称\t在校生人数
1\t人力资源管理\t111
2\t人文艺术学院\t广告与会展\t18
3\t应用日语\t9
学院小计\t138
4\t工商企业管理\t59
现代管理学院
5\t旅游管理\t22
学院小计\t81
总计\t219
"""


def test_a_group_between_totals_belongs_to_its_stretch() -> None:
    assert rows(MAJORS) == [
        ["人文艺术学院", "人力资源管理", "111"],
        ["人文艺术学院", "广告与会展", "18"],
        ["人文艺术学院", "应用日语", "9"],
        ["人文艺术学院", "学院小计", "138"],
        ["现代管理学院", "工商企业管理", "59"],
        ["现代管理学院", "旅游管理", "22"],
        ["现代管理学院", "学院小计", "81"],
        ["总计", "", "219"],
    ]


def test_a_group_of_unknown_extent_is_left_out_where_the_rows_are_distinct() -> None:
    text = (
        "表 1 专业\n序号\t学院\t专业名称\t人数\n1\t会计\t12\n"
        "财经学院\n2\t金融\t9\n3\t艺术学院\t服装\t7\n"
    )

    assert (heads(text), rows(text)) == (
        [["专业名称", "人数"]],
        [["会计", "12"], ["金融", "9"], ["服装", "7"]],
    )


def test_a_group_of_unknown_extent_leaves_no_rows_where_these_repeat() -> None:
    assert rows("表 1 学生\n学校\t性别\t人数\n男\t12\n甲校\n女\t9\n男\t7\n乙校\n女\t6\n") == []


def test_a_header_narrower_than_its_rows_leaves_none() -> None:
    assert (
        rows(
            "表 2 取证\n项目\t取证\n学院\t总人数\t取证率\n"
            "会计\t182\t183\t99.45%\n金融\t9\t9\t100%\n"
        )
        == []
    )


def test_headers_run_together_are_parted_by_their_units() -> None:
    text = "表 3 资助\n奖项\t学生数（人）金额（万元）\n国家奖学金\t1\t0.8\n助学金\t80\t32\n"

    assert heads(text) == [["奖项", "学生数（人）", "金额（万元）"]]


def test_a_short_total_stands_under_what_it_prints() -> None:
    found = rows(
        "表 4 科类\n科类\t计划数\t比例\n理工\t613\t43.79%\n文史\t535\t38.21%\n合计\t100.00%\n"
    )

    assert found[-1] == ["合计", "", "100.00%"]


def test_a_value_like_a_year_is_a_count_among_counts() -> None:
    found = rows(
        "表 5 规模\n标准\t类别\t人数\t比例\n甲\t1862\t91%\n起点\n乙\t179\t9%\n合计\t2041\t100%\n"
    )

    assert found[-1] == ["合计", "", "2041", "100%"]


def test_groups_over_columns_are_spread_and_a_first_header_goes_on_below() -> None:
    text = "表 9 教师\n教师总\t专任\t兼职\n数\t人数\t比例\t人数\t比例\n161\t80\t49.7%\t12\t7.5%\n"

    assert heads(text)[0] == ["教师总数", "专任", "专任", "兼职", "兼职"]


def test_rows_that_share_one_number_stand_under_the_name_between_them() -> None:
    text = (
        "表 19 计分卡\n序号\t指标\t单位\t2013届\t2014届\n"
        "1\t就业率\t%\t88\t89\n2\t月收入\t元\t1800\t2000\n"
        "3\t母校满意度\t%\t95\t96\n土建大类\t元\t2300\t2500\n制造大类\t元\t2200\t2100\n专业大类\n"
        "4\t财经大类\t元\t2100\t2100\n月收入\n旅游大类\t元\t2000\t2100\n"
    )

    assert rows(text)[2:5] == [
        ["母校满意度", "", "%", "95", "96"],
        ["专业大类月收入", "土建大类", "元", "2300", "2500"],
        ["专业大类月收入", "制造大类", "元", "2200", "2100"],
    ]


def test_cells_printed_one_a_line_make_rows_around_a_page_number() -> None:
    text = (
        "表 4-1 项目\n企业\n学校\n形式\n人数\n甲公司\n一中\n"
        "订单班\n96\n乙公司\n二中\n7\n学徒制\n48\n合计\n—\n—\n144\n"
    )

    assert rows(text) == [
        ["甲公司", "一中", "订单班", "96"],
        ["乙公司", "二中", "学徒制", "48"],
        ["合计", "—", "—", "144"],
    ]


def test_lines_that_make_no_grid_stay_text() -> None:
    report = read_text("表 4-1 项目\n企业\n学校\n甲公司\n96\n乙公司\n")

    assert report.tables == ()
    assert [p.text for p in report.paragraphs] == ["企业", "学校", "甲公司", "96", "乙公司"]


def test_rows_above_the_caption_of_a_figure_are_its_labels() -> None:
    assert read_text("新生报到率\n76\t图表区域\n口\t166.27\n图 1 近3年新生报到率\n").tables == ()


def test_a_place_is_counted_in_half_widths() -> None:
    assert extent("项目  2021年", 4, 9) == (6, 12)


def test_a_cell_between_two_columns_belongs_to_neither() -> None:
    assert columns_of([[(0, 4), (6, 12), (14, 20)], [(0, 6), (9, 17)]]) is None
    assert columns_of([[(0, 4), (6, 12), (14, 20)], [(0, 6), (15, 19)]]) == [[0, 1, 2], [0, 2]]
