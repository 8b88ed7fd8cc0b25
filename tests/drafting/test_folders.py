"""A document becomes a folder to review, and the folder builds."""

from __future__ import annotations

import csv
import tomllib
from typing import TYPE_CHECKING

import pytest

from vetgraph import drafting, errors, pipeline
from vetgraph.drafting import Wanted

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
    assert f"字符 {evidence.start}–{evidence.end}: 2021" in text


def test_certain_facts_are_listed_with_their_quotes(document: Path, tmp_path: Path) -> None:
    (made,) = drafting.draft(document, tmp_path / "reports")

    certain = rows(made.folder / "review" / "certain.csv")
    assert len(certain) == made.certain
    cell = next(r for r in certain if r["table"] == "1-1" and r["quote"] == "1620")
    assert (cell["what"], cell["value"], cell["unit"]) == ("临江区 · 在校生数", "1620", "人")
    assert any("江海汽车有限公司" in r["what"] for r in certain if r["kind"] == "Partnership")


def test_a_drafted_folder_builds_without_violations(document: Path, tmp_path: Path) -> None:
    (made,) = drafting.draft(document, tmp_path / "reports")

    built = pipeline.build_report(made.folder)
    found = pipeline.findings(built.quads)
    assert [r.message_en for r in found if r.severity == "Violation"] == []
    assert len(built.extraction.facts) == made.certain


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


def test_a_running_header_begins_no_report(tmp_path: Path) -> None:
    header = "临江区2021年中等职业教育质量年度报告\n"
    path = tmp_path / "a.txt"
    path.write_text(REPORT.replace("1.2 合作", header + "\n1.2 合作"), encoding="utf-8")

    assert len(drafting.draft(path, tmp_path / "reports")) == 1


def test_the_documents_of_a_folder_come_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.docx", ".hidden", "~lock.docx"):
        (tmp_path / name).write_text("x", encoding="utf-8")

    assert [p.name for p in drafting.documents(tmp_path)] == ["a.docx", "b.txt"]
    assert drafting.documents(tmp_path / "b.txt") == [tmp_path / "b.txt"]
