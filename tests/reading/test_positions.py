"""Tables set with blanks: headers over groups of columns, and cells broken over two lines."""

from __future__ import annotations

from vetgraph.reading import read_text

GROUPS = """表1 学生规模（单位：人）
                        招生数              在校生数         毕业生数
  学校              2023年    2024年    2023年    2024年      2024年
  云岭职高            1002      1036      2840      2915         842
  松烟技校             455       468      1296      1320         417
"""
BROKEN = """表5 订单班
  学校        班级名称          合作单位                          人数
  云岭职高    墨帆新能源班      墨帆新能源汽车（江城）有限          42
                                公司
  松烟技校    松烟工匠班        松烟建设有限公司                    30
"""


def test_a_header_over_several_columns_is_that_of_each() -> None:
    (table,) = read_text(GROUPS).tables
    top, below = ([cell.text for cell in row] for row in table.headers)

    assert top == ["", "招生数", "招生数", "在校生数", "在校生数", "毕业生数"]
    assert below[1:] == ["2023年", "2024年", "2023年", "2024年", "2024年"]


def test_the_rest_of_a_cell_in_the_next_line_belongs_to_it() -> None:
    (table,) = read_text(BROKEN).tables

    assert [row[2].text for row in table.rows] == [
        "墨帆新能源汽车（江城）有限公司", "松烟建设有限公司",
    ]  # fmt: skip
