"""docx: numbers, merged cells, text boxes, notes, and the place of each passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from tests.documents import hostile, make
from vetgraph.model import Span
from vetgraph.reading import read
from vetgraph.reading.numbering import count_in

if TYPE_CHECKING:
    from pathlib import Path

W = hostile.W
ROWS = (("项目", "", "2021年", "2022年"), ("招生", "总数", "1200", "1061"), ("", "职高", "9", "8"))


def text_of(tmp_path: Path, body: str, **more: str) -> str:
    path = tmp_path / "report.docx"
    path.write_bytes(
        hostile.word(body, more={n.replace("_", "/") + ".xml": x for n, x in more.items()})
    )
    return read(path).text


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(level: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def numbering(*levels: tuple[str, str]) -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def test_a_merged_cell_is_printed_once_and_then_blank(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("表 1-1 规模")
    make.docx_table(document, ROWS)
    document.save(str(tmp_path / "r.docx"))

    report = read(tmp_path / "r.docx")

    assert "项目\t\t2021年\t2022年\n招生\t总数\t1200\t1061\n\t职高\t9\t8\n" in report.text
    assert [c.text for c in report.tables[0].rows[1]] == ["招生", "职高", "9", "8"]


def test_a_passage_names_its_paragraph_or_cell(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("第一段。")
    document.add_paragraph("")
    document.add_paragraph("第三段有100人。")
    make.docx_table(document, ROWS)
    document.save(str(tmp_path / "r.docx"))

    report = read(tmp_path / "r.docx")
    third, cell = report.text.index("100人"), report.tables[0].rows[0][3].span

    assert cell
    assert (place := report.place(Span(third, third + 3)))
    assert (place.paragraph, place.cell) == (3, None)
    assert (place := report.place(cell))
    assert (place.paragraph, place.cell) == (None, "table1!D2")


def test_automatic_numbers_of_headings_are_printed(tmp_path: Path) -> None:
    body = "".join(
        paragraph(text, listed(level))
        for level, text in ((0, "基本情况"), (1, "规模"), (1, "设施"), (0, "学生发展"), (1, "素质"))
    )
    lists = numbering(("decimal", "%1."), ("decimal", "%1.%2"))

    text = text_of(tmp_path, body + paragraph("正文。"), word_numbering=lists)

    assert text.split() == [
        "1.", "基本情况", "1.1", "规模", "1.2", "设施", "2.", "学生发展", "2.1", "素质", "正文。",
    ]  # fmt: skip


def test_han_numbers_come_from_the_style_of_a_heading(tmp_path: Path) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="a"><w:name w:val="heading 1"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:name w:val="x"/><w:basedOn w:val="a"/></w:style></w:styles>'
    )
    body = paragraph("基本情况", '<w:pStyle w:val="a"/>') + paragraph(
        "发展", '<w:pStyle w:val="b"/>'
    )
    lists = numbering(("chineseCounting", "%1、"))

    assert text_of(
        tmp_path, body + paragraph("正文。"), word_styles=styles, word_numbering=lists
    ).startswith("一、基本情况\n\n二、发展")


def test_bullets_print_nothing(tmp_path: Path) -> None:
    lists = numbering(("bullet", "●"))

    assert text_of(tmp_path, paragraph("一项。", listed(0)), word_numbering=lists) == ("一项。\n\n")


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (30, "japaneseCounting", "三十"),
        (4, "upperRoman", "IV"),
        (27, "lowerLetter", "aa"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "ideographTraditional", "乙"),
        (7, "decimalZero", "07"),
        (5, "ordinal", "5"),
    ],
)
def test_numbers_in_the_formats_of_word(number: int, form: str, shown: str) -> None:
    assert count_in(number, form) == shown


def test_deleted_hidden_and_field_text_is_not_read(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>招生1061人</w:t></w:r><w:del><w:r><w:delText>999人</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>888人</w:t></w:r>"
        "<w:r><w:instrText>REF 777</w:instrText></w:r><w:ins><w:r><w:t>。</w:t></w:r></w:ins></w:p>"
    )

    assert text_of(tmp_path, body) == "招生1061人。\n\n"


def test_raised_note_marks_are_not_digits_but_powers_stay(tmp_path: Path) -> None:
    up = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
    body = f"<w:p><w:r><w:t>1061</w:t></w:r>{up}<w:r><w:t>人，50m</w:t></w:r>{up}</w:p>"

    assert text_of(tmp_path, body) == "1061人，50m²\n\n"


def test_a_footnote_stands_behind_the_paragraph_that_cites_it(tmp_path: Path) -> None:
    note = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph("含成人中专。")}</w:footnote>'
    )
    body = (
        '<w:p><w:r><w:t>招生1061人。</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        + paragraph("下一段。")
    )

    text = text_of(tmp_path, body, word_footnotes=note + "</w:footnotes>")

    assert text == "招生1061人。\n\n含成人中专。\n\n下一段。\n\n"


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('案例 1-1 订单班')}</w:txbxContent>"
    choice = '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}'
    body = f"<w:p><w:r><w:t>正文。</w:t>{choice.format(box)}</mc:Fallback></mc:AlternateContent>"

    assert text_of(tmp_path, f"{body}</w:r></w:p>") == "正文。\n\n案例 1-1 订单班\n\n"


def test_a_contents_list_is_left_out(tmp_path: Path) -> None:
    styles = f'<w:styles xmlns:w="{W}"><w:style w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    entry = paragraph("1. 基本情况 3", '<w:pStyle w:val="11"/>')

    text = text_of(tmp_path, entry + hostile.P, word_styles=styles + "</w:styles>")

    assert text == "2022年招生1061人。\n\n"


def test_a_frame_of_one_cell_is_text_and_a_nested_table_follows_its_table(tmp_path: Path) -> None:
    def table(*rows: str) -> str:
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"

    def cell(inside: str) -> str:
        return f"<w:tc>{inside}</w:tc>"

    def cells(*texts: str) -> str:
        return "".join(cell(paragraph(text)) for text in texts)

    inner = table(cells("专业", "人数"), cells("烹饪", "30"))
    outer = table(cells("学校", "情况"), cells("甲校") + cell(paragraph("见下") + inner))

    text = text_of(tmp_path, table(cell(paragraph("案例 1") + paragraph("正文。"))) + outer)

    assert text.startswith("案例 1\n\n正文。\n\n学校\t情况\n甲校\t见下\n\n专业\t人数\n烹饪\t30\n")


def test_lines_set_with_tabs_are_a_table_and_one_tab_is_a_blank(tmp_path: Path) -> None:
    def tabbed(*texts: str) -> str:
        inside = "<w:tab/>".join(f"<w:t>{text}</w:t>" for text in texts)
        return f"<w:p><w:r>{inside}</w:r></w:p>"

    body = tabbed("1.1", "规模") + tabbed("注", "见下") + paragraph("x") + tabbed("项目", "数")

    assert text_of(tmp_path, body + tabbed("招生", "10")) == (
        "1.1 规模\n\n注 见下\n\nx\n\n项目\t数\n招生\t10\n\n"
    )
