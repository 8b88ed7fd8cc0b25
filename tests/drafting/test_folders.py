"""A document becomes a folder to review, and the folder builds."""

from __future__ import annotations

import csv
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.documents import make
from vetgraph import drafting, errors, pipeline
from vetgraph.drafting import Wanted
from vetgraph.drafting.parts import split
from vetgraph.reading import read

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """临江区2021年中等职业教育质量年度报告

2022年1月

本报告反映2021年临江区中等职业教育情况。

1. 基本情况

1.1 规模

我区设有两所中等职业学校：临江市第一职业学校（简称一职校，公办）、临江市艺术学校（简称艺校，民办）。2021年招生人数600人，比上一年增加50人，增长9.09%。

表 1-1 学生规模

项目	2020年	2021年
招生数（人）	550	600
在校生数（人）	1500	1620

1.2 合作

一职校与江海汽车有限公司合作共建实训基地。一职校的汽车运用与维修专业有学生120名。全年召开座谈 7 次。
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "临江.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


SCHOOL = (
    "江城第一职业学校\n质量年度报告\n（2021）\n\n2022年1月\n\n1. 规模\n\n"
    "学校位于北京市昌平区。2021年，昌平区招生。昌平区委支持。我校在校生 1620 人。\n"
)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def test_a_folder_holds_text_metadata_and_sheets(document: Path, tmp_path: Path) -> None:
    (made,) = drafting.draft(document, tmp_path / "reports")

    meta = tomllib.loads((made.folder / "report.toml").read_text("utf-8"))
    assert (meta["region"], meta["report_year"], meta["data_year"]) == ("临江区", 2021, 2021)
    assert (meta["published"], meta["source"]) == ("2022-01", "临江.txt")
    assert (made.folder / "临江.txt").read_bytes() == document.read_bytes()
    assert "| school |" in (made.folder / "facts" / "README.md").read_text("utf-8")


def test_metadata_name_their_evidence(document: Path, tmp_path: Path) -> None:
    (made,) = drafting.draft(document, tmp_path / "reports")

    text = (made.folder / "report.toml").read_text("utf-8")
    evidence = made.identity.data_year.evidence
    assert evidence is not None
    assert REPORT[evidence.start : evidence.end] == "反映2021年"
    assert f"2021（正文说明 / the text says so，字符 / characters {evidence.start}–" in text
    assert "「反映2021年」" in text


def test_certain_facts_are_listed_with_their_quotes(document: Path, tmp_path: Path) -> None:
    (made,) = drafting.draft(document, tmp_path / "reports")

    certain = rows(made.folder / "review" / "certain.csv")
    assert len(certain) == made.review.certain
    cell = next(r for r in certain if r["table"] == "1-1" and r["quote"] == "1620")
    assert (cell["what"], cell["value"], cell["unit"]) == ("临江区 · 在校生数", "1620", "人")
    assert any("江海汽车有限公司" in r["what"] for r in certain if r["kind"] == "Partnership")


def test_a_drafted_folder_builds_without_violations(document: Path, tmp_path: Path) -> None:
    (made,) = drafting.draft(document, tmp_path / "reports")

    built = pipeline.build_report(made.folder)
    found = pipeline.findings(built.quads)
    assert [r.message_en for r in found if r.severity == "Violation"] == []
    assert len(built.extraction.facts) == made.review.certain


def test_what_a_reviewer_wrote_is_never_overwritten(document: Path, tmp_path: Path) -> None:
    (made,) = drafting.draft(document, tmp_path / "reports")
    toml = made.folder / "report.toml"
    toml.write_text(toml.read_text("utf-8").replace('issuer = ""', 'issuer = "区教委"'), "utf-8")
    sheet = made.folder / "facts" / "offering.csv"
    sheet.write_text(
        "school,major,quote\n一职校,汽车运用与维修,一职校的汽车运用与维修专业\n", "utf-8"
    )

    (again,) = drafting.draft(document, tmp_path / "reports")

    assert 'issuer = "区教委"' in (again.folder / "report.toml").read_text("utf-8")
    assert "一职校,汽车运用与维修" in sheet.read_text("utf-8")
    certain = rows(again.folder / "review" / "certain.csv")
    assert [r["rule"] for r in certain if r["kind"] == "Offering"] == ["sheet-offering"]


def test_region_and_year_of_the_user_replace_those_of_the_text(
    document: Path, tmp_path: Path
) -> None:
    (made,) = drafting.draft(document, tmp_path / "reports", Wanted("110114", 2020))

    meta = tomllib.loads((made.folder / "report.toml").read_text("utf-8"))
    assert (meta["region"], meta["data_year"], made.folder.name) == ("110114", 2020, "110114-2021")


def test_the_report_of_a_school_names_the_school_and_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SCHOOL, encoding="utf-8")

    (made,) = drafting.draft(path, tmp_path / "reports")

    text = (made.folder / "report.toml").read_text("utf-8")
    meta = tomllib.loads(text)
    assert (meta["institution"], meta["region"]) == ("江城第一职业学校", "110114")
    assert "# 类别 / kind: 学校 / school" in text
    assert "昌平区（正文中最常见的地区 / the region the text names most" in text
    built = pipeline.build_report(made.folder)
    graph = "".join(map(str, built.quads))
    assert "id/school/江城第一职业学校" in graph
    assert "id/region/江城" not in graph


def test_a_date_that_the_document_does_not_name_is_left_open(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT.replace("2022年1月\n", ""), encoding="utf-8")

    (made,) = drafting.draft(path, tmp_path / "reports")

    assert 'published = ""' in (made.folder / "report.toml").read_text("utf-8")
    assert "issued" not in "".join(map(str, pipeline.build_report(made.folder).quads))


def test_what_was_not_understood_is_listed_with_passage_and_reason(tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text(REPORT + "编号（7，9）见《江海产教办法》。\n", encoding="utf-8")

    (made,) = drafting.draft(document, tmp_path / "reports")

    left = rows(made.folder / "review" / "not-understood.csv")
    (figure,) = [row for row in left if row["text"] == "7"]
    names = {row["text"]: row["times"] for row in left if row["what"] == "名称 / names"}
    assert (made.review.figures, made.review.names) == (len(left) - len(names), len(names))
    assert "编号（7，9）见《江海" in figure["passage"]
    assert names["江海产教办法"] == "1"
    assert (figure["section"], figure["reason@en"]) == ("1.2", "no statement carries this figure")
    assert "临江区" not in names


def test_a_new_version_of_the_document_replaces_the_old_one(document: Path, tmp_path: Path) -> None:
    (made,) = drafting.draft(document, tmp_path / "reports")
    toml = made.folder / "report.toml"
    toml.write_text(toml.read_text("utf-8").replace('issuer = ""', 'issuer = "区教委"'), "utf-8")
    document.write_text(REPORT.replace("1620", "1630"), encoding="utf-8")

    (again,) = drafting.draft(document, tmp_path / "reports")

    assert pipeline.build_report(again.folder).meta.issuer == "区教委"
    quotes = [row["quote"] for row in rows(again.folder / "review" / "certain.csv")]
    assert "1630" in quotes
    assert "1620" not in quotes


def test_reviewed_rows_that_a_new_version_does_not_bear_stay_and_are_named(
    document: Path, tmp_path: Path
) -> None:
    (made,) = drafting.draft(document, tmp_path / "reports")
    sheet = made.folder / "facts" / "offering.csv"
    sheet.write_text("school,major,quote\n一职校,汽修,一职校的汽修专业\n", "utf-8")

    (again,) = drafting.draft(document, tmp_path / "reports")

    (problem,) = again.problems
    assert problem.file == str(sheet)
    assert "引文不在报告中" in problem.zh
    assert "一职校的汽修专业" in sheet.read_text("utf-8")
    assert again.review.certain == made.review.certain


def test_a_review_sheet_that_a_person_edited_stays(document: Path, tmp_path: Path) -> None:
    (made,) = drafting.draft(document, tmp_path / "reports")
    certain = made.folder / "review" / "certain.csv"
    certain.write_text("mine\n", "utf-8")

    (again,) = drafting.draft(document, tmp_path / "reports")
    drafting.draft(document, tmp_path / "reports")

    assert certain.read_text("utf-8") == "mine\n"
    assert again.review.beside == (certain.with_name("certain.new.csv"),)
    assert len(rows(certain.with_name("certain.new.csv"))) == made.review.certain


def test_another_document_of_the_same_region_and_year_is_refused(
    document: Path, tmp_path: Path
) -> None:
    drafting.draft(document, tmp_path / "reports")
    other = tmp_path / "终稿.txt"
    other.write_text(REPORT.replace("600", "700"), encoding="utf-8")

    with pytest.raises(errors.InputError, match="already holds the report of another document"):
        drafting.draft(other, tmp_path / "reports")


def test_an_unsure_row_may_be_moved_into_a_fact_sheet_as_it_is(
    document: Path, tmp_path: Path
) -> None:
    (made,) = drafting.draft(document, tmp_path / "reports")
    (made.folder / "facts" / "offering.csv").write_text(
        "score,school,major,quote\n0.60,一职校,汽车运用与维修,一职校的汽车运用与维修专业\n", "utf-8"
    )

    assert pipeline.build_report(made.folder).extraction.refused == ()


def test_an_unknown_region_code_is_refused(document: Path, tmp_path: Path) -> None:
    with pytest.raises(errors.ParameterError, match="999999"):
        drafting.draft(document, tmp_path / "reports", Wanted("999999"))


def test_sheets_take_a_byte_order_mark_on_request(document: Path, tmp_path: Path) -> None:
    (made,) = drafting.draft(document, tmp_path / "reports", Wanted(bom=True))

    certain = made.folder / "review" / "certain.csv"
    assert certain.read_bytes().startswith(b"\xef\xbb\xbf")
    assert rows(certain)[0]["kind"]


def test_reports_of_other_years_in_one_document_stay_apart(tmp_path: Path) -> None:
    other = (
        REPORT.replace("2021年", "2022年")
        .replace("2020年", "2021年")
        .replace("2022年1月", "2023年1月")
    )
    path = tmp_path / "两年.txt"
    path.write_text(REPORT + "\n" + other, encoding="utf-8")

    made = drafting.draft(path, tmp_path / "reports")

    assert [m.folder.name for m in made] == ["临江区-2021", "临江区-2022"]
    first, second = (pipeline.build_report(m.folder) for m in made)
    assert first.report.text.count("质量年度报告") == second.report.text.count("质量年度报告") == 1
    assert (first.meta.data_year, second.meta.data_year) == (2021, 2022)


def test_regions_of_one_document_stay_apart_when_their_years_stand_below(tmp_path: Path) -> None:
    one = REPORT.replace("区2021年中等", "区中等").replace("报告\n", "报告\n（2021）\n", 1)
    path = tmp_path / "两区.txt"
    path.write_text(one + "\n" + one.replace("临江", "临海"), encoding="utf-8")

    made = drafting.draft(path, tmp_path / "reports")

    assert [m.folder.name for m in made] == ["临江区-2021", "临海区-2021"]
    assert "临江" not in (made[1].folder / "text.txt").read_text("utf-8")


def test_a_list_of_titles_at_the_end_begins_no_report(tmp_path: Path) -> None:
    listed = "".join(f"附件{i}甲{i}学校2021年质量年度报告\n" for i in range(20))
    path = tmp_path / "a.txt"
    path.write_text(REPORT + listed, encoding="utf-8")

    assert len(drafting.draft(path, tmp_path / "reports")) == 1


def test_the_parts_of_a_document_keep_the_places_of_its_text(tmp_path: Path) -> None:
    both = REPORT + "\n" + REPORT.replace("临江", "临海")

    _, second = split(read(make.docx(both, tmp_path / "a.docx")))
    cell = second.tables[0].rows[0][1].span

    assert cell is not None
    assert (place := second.place(cell)) is not None
    assert place.cell == "table2!B2"


def test_a_running_header_begins_no_report(tmp_path: Path) -> None:
    header = "临江区2021年中等职业教育质量年度报告\n"
    path = tmp_path / "a.txt"
    path.write_text(REPORT.replace("1.2 合作", header + "\n1.2 合作"), encoding="utf-8")

    assert len(drafting.draft(path, tmp_path / "reports")) == 1


def test_the_documents_below_a_folder_are_all_but_those_of_report_folders(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/c.txt",
        "reports/110114-2023/report.toml",
        "reports/110114-2023/r.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")

    assert drafting.documents(tmp_path) == [tmp_path / "b.txt", tmp_path / "a" / "c.txt"]


def test_a_folder_without_documents_says_so(tmp_path: Path) -> None:
    with pytest.raises(errors.InputError, match="no documents"):
        drafting.documents(tmp_path)


def test_the_documents_of_a_folder_come_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.docx", ".hidden", "~lock.docx"):
        (tmp_path / name).write_text("x", encoding="utf-8")

    assert [p.name for p in drafting.documents(tmp_path)] == ["a.docx", "b.txt"]
    assert drafting.documents(tmp_path / "b.txt") == [tmp_path / "b.txt"]
