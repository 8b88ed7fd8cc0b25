"""pdf: margins, paragraphs over lines and pages, ruled and unruled tables, charts, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents.make import Part, pdf_bytes
from vetgraph.model import Span
from vetgraph.reading import read
from vetgraph.reading.blocks import clean
from vetgraph.reading.flow import blocks_of
from vetgraph.reading.layout import Glyph, Page, RuledTable, cell_text, joined, printed_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from vetgraph.model import Report

LONG = (
    "2022年，昌平区共有两所区属中等职业学校，坚持学历教育与社会培训并举，"
    "实施集团化办学，现有3个校区。"
)
HEAD = ("项目", "2021年", "2022年")


def saved(tmp_path: Path, *parts: Part) -> Report:
    path = tmp_path / "r.pdf"
    path.write_bytes(pdf_bytes(parts))
    return read(path)


def glyphs(text: str, x: float, y: float, size: float = 10) -> list[Glyph]:
    """Characters set in a line; Latin ones half as wide; three blanks are a gap of two ems."""
    made = []
    for character in text:
        width = size / 2 if character.isascii() and character != " " else size
        if character != " ":
            made.append(Glyph(character, x, y, x + width, y + size))
        x += width
    return made


def page(number: int, lines: Sequence[tuple[float, float, str]], *tables: RuledTable) -> Page:
    made = [g for x, y, text in lines for g in glyphs(text, x, y)]
    return Page(number, 595, 842, tuple(printed_lines(made, number)), tables)


def texts(*pages: Page) -> list[str]:
    return [
        ("\t" if block.table else "").join(run.text for run in row)
        for block in blocks_of(pages)
        for row in block.rows
    ]


def ruled(number: int, *rows: tuple[str, ...], top: float = 100) -> RuledTable:
    cells = tuple(tuple((text, None) for text in row) for row in rows)
    return RuledTable(number, top, top + 50, tuple(range(0, 100 * len(rows[0]) + 1, 100)), cells)


def test_running_headers_and_page_numbers_are_not_read(tmp_path: Path) -> None:
    report = saved(tmp_path, *[Part(f"{i}班有{i + 10}人。{LONG}") for i in range(60)])

    assert "年版" not in report.text
    assert "第 2 页" not in report.text
    assert len(report.paragraphs) == 60


def test_lines_of_a_paragraph_are_joined_without_blanks(tmp_path: Path) -> None:
    report = saved(tmp_path, Part(LONG * 3), Part("下一段。"))

    assert [p.text for p in report.paragraphs] == [LONG * 3, "下一段。"]


def test_punctuation_over_the_edge_does_not_part_a_paragraph() -> None:
    full, over = "甲" * 40, "乙" * 41
    lines = [(60, 100, full), (60, 115, over), (60, 130, full), (60, 145, full), (60, 160, "丙。")]

    assert texts(page(1, lines)) == [full + over + full + full + "丙。"]


def test_a_table_that_goes_on_over_pages_is_one_table(tmp_path: Path) -> None:
    rows = tuple((f"{i}号指标", str(i), str(i + 1)) for i in range(60))

    report = saved(tmp_path, Part("表 1 规模"), Part(rows=(HEAD, *rows)), Part(LONG))

    assert [(t.number, len(t.rows)) for t in report.tables] == [("1", 60)]
    assert report.text.count("2021年") == 1


def test_a_passage_names_its_page_and_box(tmp_path: Path) -> None:
    report = saved(
        tmp_path, *[Part(LONG)] * 30, Part("表 1"), Part(rows=(HEAD, ("招生", "1", "2")))
    )
    cell = report.tables[0].rows[0][2].span

    assert cell
    assert (place := report.place(cell))
    assert place.page == 2
    assert place.box
    assert 0 < place.box[0] < place.box[2] < 595
    assert 0 < place.box[1] < place.box[3] < 842
    assert (place := report.place(Span(0, 4)))
    assert place.page == 1


def test_the_labels_of_a_chart_are_not_read() -> None:
    lines = [
        (60, 100, "招生规模逐年变化，具体情况见图。"),
        (90, 140, "3500"),
        (90, 170, "3000"),
        (120, 200, "2020年   2021年   2022年"),
        (200, 220, "招生   毕业"),
        (150, 250, "图 1-1 招生变化"),
    ]

    assert texts(page(1, lines)) == ["招生规模逐年变化，具体情况见图。", "图 1-1 招生变化"]


def test_a_contents_page_is_not_read() -> None:
    lines = [(60, 100, "目   录"), (60, 120, "1.基本情况……1"), (60, 140, "1.1规模   3")]

    assert texts(page(1, lines), page(2, [(60, 100, "1.基本情况")])) == ["1.基本情况"]


def test_a_table_without_rules_is_read_under_its_caption() -> None:
    lines = [
        (60, 100, "表1 规模"),
        (60, 115, "项目         2021年   2022年"),
        (60, 130, "招生数       1200   1061"),
        (60, 145, "（人）"),
        (60, 160, "毕业生数     812    589"),
    ]

    assert texts(page(1, lines)) == [
        "表1 规模", "项目\t2021年\t2022年", "招生数（人）\t1200\t1061", "毕业生数\t812\t589",
    ]  # fmt: skip


def test_columns_of_text_without_a_table_caption_are_no_table() -> None:
    lines = [(60, 100, "填报人   张三"), (60, 115, "日期   2022")]

    assert not any("\t" in text for text in texts(page(1, lines)))


def test_a_continued_table_may_be_told_by_a_line() -> None:
    first = page(1, [(60, 80, "表1 规模")], ruled(1, HEAD, ("招生", "1", "2")))
    second = page(2, [(60, 120, "续表1")], ruled(2, HEAD, ("毕业", "3", "4"), top=140))

    assert texts(first, second)[1:] == ["\t".join(HEAD), "招生\t1\t2", "毕业\t3\t4"]


def test_a_table_of_other_columns_is_another_table() -> None:
    first = page(1, [], ruled(1, HEAD, ("招生", "1", "2")))
    second = page(2, [], ruled(2, ("班", "人"), ("甲班", "3")))

    assert len([b for b in blocks_of([first, second]) if b.table]) == 2


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [("招生", "人数", "招生人数"), ("BEST", "class", "BEST class"), ("共12", "34人", "共1234人")],
)
def test_parts_of_a_broken_line(left: str, right: str, text: str) -> None:
    assert joined(left, right) == text


def test_a_raised_note_mark_is_left_out_and_a_glyph_printed_twice_is_read_once() -> None:
    number = glyphs("1061", 10, 100)
    mark = Glyph("1", 30, 98, 33, 103)

    assert cell_text([*number, *number, mark]) == "1061"


def test_lines_of_a_cell_are_read_from_top_to_bottom() -> None:
    assert cell_text([*glyphs("（人）", 10, 112), *glyphs("全日制成人中专", 10, 100)]) == (
        "全日制成人中专（人）"
    )


def test_a_row_that_a_page_parts_is_one_row() -> None:
    head = ("项目", "2021年", "2022年")
    first = page(1, [], ruled(1, head, ("合作办学", "193", "205"), top=700))
    second = page(2, [], ruled(2, head, ("（人）", "", ""), ("毕业生", "812", "589")))

    assert texts(first, second) == [
        "项目\t2021年\t2022年", "合作办学（人）\t193\t205", "毕业生\t812\t589",
    ]  # fmt: skip


def test_a_footer_printed_on_every_page_of_a_table_is_read_once() -> None:
    head, foot = ("项目", "2022年"), ("合计", "30")
    first = page(1, [], ruled(1, head, ("甲校", "10"), foot, top=700))
    second = page(2, [], ruled(2, head, ("乙校", "20"), foot))

    assert texts(first, second) == ["项目\t2022年", "甲校\t10", "乙校\t20", "合计\t30"]


def test_raised_marks_set_as_web_pages_print_them_are_no_digits() -> None:
    printed = [*glyphs("在校生4716", 60, 100), Glyph("4", 110, 97, 114, 105.3)]
    (line,) = printed_lines([*printed, *glyphs("人", 115, 100)], 1)

    assert line.text.replace(" ", "") == "在校生4716人"


def test_bullets_of_symbol_fonts_are_not_text() -> None:
    assert clean("\uf0b7 组织下企业实践142人") == "组织下企业实践142人"
