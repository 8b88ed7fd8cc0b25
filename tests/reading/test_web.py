"""HTML: spans, layout tables, hidden parts, encodings, and the place of each passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents import make
from vetgraph.model import Span
from vetgraph.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from vetgraph.model import Report


def page(tmp_path: Path, body: str, encoding: str = "utf-8", name: str = "r.html") -> Report:
    path = tmp_path / name
    head = f'<!DOCTYPE html><html><head><meta charset="{encoding}"></head><body>'
    path.write_bytes(f"{head}{body}</body></html>".encode(encoding))
    return read(path)


def test_rows_and_columns_that_span_are_laid_out(tmp_path: Path) -> None:
    rows = (("项目", "", "2022年"), ("招生", "总数", "1061"), ("", "职高", "1057"))

    report = page(tmp_path, make.html_table(rows))

    assert "项目\t\t2022年\n招生\t总数\t1061\n\t职高\t1057\n" in report.text


def test_two_levels_of_headers_keep_their_columns(tmp_path: Path) -> None:
    report = page(
        tmp_path,
        "<table><tr><th rowspan=2>学校</th><th colspan=2>2021</th><th colspan=2>2022</th></tr>"
        "<tr><th>招生</th><th>毕业</th><th>招生</th><th>毕业</th></tr>"
        "<tr><td>甲校</td><td>1</td><td>2</td><td>3</td><td>4</td></tr></table>",
    )

    assert [c.text for c in report.tables[0].headers[0]] == ["学校", "2021", "2021", "2022", "2022"]
    assert [c.text for c in report.tables[0].rows[0]] == ["甲校", "1", "2", "3", "4"]


@pytest.mark.parametrize("span", ["0", "999999", "-1", "2.5", "x"])
def test_a_senseless_span_is_kept_within_the_table(tmp_path: Path, span: str) -> None:
    report = page(
        tmp_path,
        f'<table><tr><td rowspan="{span}" colspan="{span}">甲</td><td>1</td></tr>'
        "<tr><td>2</td><td>3</td></tr></table>",
    )

    assert {"甲", "1", "2", "3"} <= set(report.text.split())


def test_scripts_menus_and_hidden_parts_are_not_read(tmp_path: Path) -> None:
    report = page(
        tmp_path,
        "<script>var n = 999</script><style>p{}</style><nav>首页</nav><p>招生<b>1061</b>人。</p>"
        '<p style="display: none">888人</p><p hidden>777人</p><!-- 666 --><footer>版权</footer>',
    )

    assert report.text == "招生1061人。\n\n"


def test_a_table_that_lays_out_the_page_is_text(tmp_path: Path) -> None:
    inner = "<table><tr><td>项目</td><td>数</td></tr><tr><td>招生</td><td>9</td></tr></table>"

    report = page(tmp_path, f"<table><tr><td>菜单</td><td><p>正文。</p>{inner}</td></tr></table>")

    assert report.text == "菜单\n\n正文。\n\n项目\t数\n招生\t9\n\n"


def test_breaks_part_lines_and_marks_of_notes_are_left_out(tmp_path: Path) -> None:
    report = page(tmp_path, "<p>招生1061<sup>[1]</sup>人<br>面积50m<sup>2</sup>。</p>")

    assert report.text == "招生1061人\n\n面积50m²。\n\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gb18030", "big5", "utf-16"])
def test_the_declared_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    assert "招生" in page(tmp_path, "<p>全市中等教育招生一千人。</p>", encoding).text


def test_a_passage_names_its_paragraph_or_cell(tmp_path: Path) -> None:
    table = "<table><tr><td>项目</td><td>数</td></tr><tr><td>招生</td><td>9</td></tr></table>"
    report = page(tmp_path, f"<p>一。</p><p>二有5人。</p>{table}")
    at, cell = report.text.index("5人"), report.tables[0].rows[0][1].span

    assert cell
    assert (place := report.place(Span(at, at + 2)))
    assert place.paragraph == 2
    assert (place := report.place(cell))
    assert place.cell == "table1!B2"


def test_a_page_with_the_wrong_suffix_is_read_and_told(tmp_path: Path) -> None:
    report = page(tmp_path, "<p>招生1061人。</p>", name="r.docx")

    assert report.text == "招生1061人。\n\n"
    assert len(report.notes) == 1
    assert ".docx" in report.notes[0][0]


def test_deleted_text_is_not_read(tmp_path: Path) -> None:
    report = page(tmp_path, "<p>2022年招生<del>1000</del><s>1050</s><ins>1061</ins>人。</p>")

    assert report.text == "2022年招生1061人。\n\n"


def test_menus_and_contents_lists_of_links_are_not_read(tmp_path: Path) -> None:
    report = page(
        tmp_path,
        "<div><a href=1>首页</a> &gt; <a href=2>2020年100人</a></div>"
        "<ul><li><a href=3>1. 规模 3</a></li><li><a href=4>2. 就业 5</a></li></ul>"
        "<p class=MsoToc1>1. 规模 3</p><p>见<a href=5>表1</a>、<a href=6>表2</a>。</p>",
    )

    assert report.text == "见表1、表2。\n\n"
