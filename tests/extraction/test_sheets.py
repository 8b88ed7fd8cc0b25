"""Reviewed sheets: what a row says enters the graph, and every bad row is listed at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph import errors
from vetgraph.extraction import Extraction, extract
from vetgraph.reading import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from vetgraph.model import Fact

BOTH = "甲职业学校（以下简称“甲校”）与乙科技有限公司"
TEXT = f"""某区中等职业教育质量年度报告（2023）
1. 概况
2022年，{BOTH}合作，选派28名学生参加大赛，参赛9个赛项。
2. 合作
甲校与**丙**汽车
有限公司签署协议。甲校多次开展合作。
3. 其他
甲校多次开展合作。
"""
THINGS = "name,class,country,code,quote\n甲职业学校,School,,,甲职业学校\n"
NAMING = "about,alternateName,quote\n甲职业学校,甲校,甲职业学校（以下简称“甲校”）\n"


def extracted(folder: Path, **sheets: str) -> Extraction:
    for name, content in sheets.items():
        path = folder / f"{name.replace('_', '-')}.csv"
        path.write_text(content, encoding="utf-8", newline="")
    return extract(read_text(TEXT), "某区", 2022, folder)


def reviewed(folder: Path, **sheets: str) -> list[Fact]:
    facts = extracted(folder, **sheets).facts
    return [f for f in facts if f.made_by.startswith("sheet-") and f.made_by != "sheet-naming"]


def problems(folder: Path, **sheets: str) -> list[tuple[str, int | None, str]]:
    with pytest.raises(errors.SheetError) as caught:
        extracted(folder, **sheets)
    found = caught.value.problems
    assert all(p.zh and p.en for p in found)
    return [(str(p.file).rsplit("/", 1)[-1], p.line, p.en) for p in found]


def test_a_row_becomes_a_cited_statement(tmp_path: Path) -> None:
    (fact,) = reviewed(
        tmp_path,
        partnership=f"school,partner,quote,period\n甲职业学校,乙科技有限公司,{BOTH}合作,2022\n",
    )
    (citation,) = fact.citations

    assert (fact.kind, fact.made_by, fact.status) == ("Partnership", "sheet-partnership", "stated")
    assert dict(fact.values) == {
        "school": ("甲职业学校",), "partner": ("乙科技有限公司",), "period": ("2022",),
    }  # fmt: skip
    assert TEXT[citation.span.start : citation.span.end].startswith("甲职业学校（")
    assert citation.section == "1"


def test_blanks_breaks_and_marks_do_not_matter_in_quotes(tmp_path: Path) -> None:
    (fact,) = reviewed(
        tmp_path, thing=THINGS, naming=NAMING,
        partnership="school,partner,quote\n甲职业学校,丙汽车有限公司,甲校与丙汽车有限公司签署协议\n",
    )  # fmt: skip
    span = fact.citations[0].span

    assert TEXT[span.start : span.end] == "甲校与**丙**汽车\n有限公司签署协议"


def test_without_a_period_the_data_year_is_assumed(tmp_path: Path) -> None:
    (fact,) = reviewed(
        tmp_path, partnership=f"school,partner,quote\n甲职业学校,乙科技有限公司,{BOTH}\n"
    )  # fmt: skip

    assert (fact.get("period"), fact.get("periodAssumed")) == (("2022",), ("true",))


def test_several_values_and_several_quotes(tmp_path: Path) -> None:
    (fact,) = reviewed(
        tmp_path, thing=THINGS, naming=NAMING,
        partnership="school,partner,quote\n"
        "甲职业学校,乙科技有限公司; 丙汽车有限公司,与乙科技有限公司合作 || 甲校与丙汽车有限公司\n",
    )  # fmt: skip

    assert fact.get("partner") == ("乙科技有限公司", "丙汽车有限公司")
    assert len(fact.citations) == 2


def test_an_observation_row_takes_its_number_from_the_quote(tmp_path: Path) -> None:
    fact = next(
        fact for fact in reviewed(
            tmp_path,
            observation="about,indicator,measureKind,valueText,unit,period,quote\n"
            f"甲职业学校,参赛人数,水平,28,人,2022,{BOTH}合作 || 选派28名学生参加大赛\n",
        ) if fact.made_by == "sheet-observation"
    )  # fmt: skip

    assert (fact.get("value"), fact.get("unit"), fact.get("period")) == (
        ("28",), ("person",), ("2022",),
    )  # fmt: skip
    assert fact.value_span is not None
    assert TEXT[fact.value_span.start : fact.value_span.end] == "28"
    assert len(fact.citations) == 2


def test_a_reviewed_figure_is_not_read_again_by_rule(tmp_path: Path) -> None:
    sheet = "about,indicator,valueText,unit,quote\n甲职业学校,参赛项目数,9,项,参赛9个赛项\n"
    spans = [f.value_span for f in extracted(tmp_path, observation=sheet).facts if f.value_span]

    assert len(spans) == len(set(spans))


def test_an_inferred_row_needs_no_name_in_its_quote(tmp_path: Path) -> None:
    (fact,) = reviewed(
        tmp_path,
        partnership="school,partner,quote,status,rationale,rationale@en\n"
        "甲职业学校,丁集团,选派28名学生参加大赛,inferred,理由,reason\n",
    )

    assert (fact.status, fact.rationale) == ("inferred", (("zh", "理由"), ("en", "reason")))


def test_an_inferred_observation_keeps_its_reason(tmp_path: Path) -> None:
    (fact,) = (
        f for f in reviewed(
            tmp_path,
            observation="about,indicator,valueText,unit,quote,status,rationale,rationale@en\n"
            "甲职业学校,参赛人数,28,人,选派28名学生参加大赛,inferred,理由,reason\n",
        ) if f.made_by == "sheet-observation"
    )  # fmt: skip

    assert (fact.status, fact.rationale) == ("inferred", (("zh", "理由"), ("en", "reason")))


def test_byte_order_mark_and_crlf_are_read(tmp_path: Path) -> None:
    content = f"\ufeffschool,partner,quote\r\n甲职业学校,乙科技有限公司,{BOTH}\r\n"

    assert len(reviewed(tmp_path, partnership=content)) == 1


def test_every_bad_row_of_every_sheet_is_listed_with_its_line(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        thing="name,class,country,code,quote\n甲职业学校,Schule,,,甲职业学校\n,School,,,甲校\n",
        naming="about,alternateName,quote\n甲职业学校,,甲职业学校（以下简称“甲校”）\n",
        partnership="school,partner,quote\n"
        "甲职业学校,乙科技有限公司,不在报告里的话\n"
        "甲职业学校,乙科技有限公司,\n"
        "甲职业学校,乙科技有限公司\n"
        f"甲职业学校,戊公司,{BOTH}\n",
        achievement="school,quote,colour\n甲职业学校,甲校,蓝\n",
    )

    assert [(file, line) for file, line, _ in found] == [
        ("achievement.csv", 1),
        ("partnership.csv", 4),
        ("thing.csv", 2), ("thing.csv", 3),
        ("naming.csv", 2),
        ("achievement.csv", 2),
        ("partnership.csv", 2), ("partnership.csv", 3), ("partnership.csv", 5),
    ]  # fmt: skip
    assert sorted(found) == sorted(set(found))


ROW = f"甲职业学校,乙科技有限公司,{BOTH}"


@pytest.mark.parametrize(
    ("sheet", "line", "words"),
    [
        (f"school,partner,quote,period\n{ROW},22年\n", 2, "four-digit"),
        (f"school,partner,quote,status\n{ROW},maybe\n", 2, "stated or inferred"),
        (f"school,partner,quote,status,rationale\n{ROW},inferred,理由\n", 2, "rationale@en"),
        (f"school,partner,quote,section\n{ROW},2\n", 2, "not in section 2"),
        ("school,partner,quote\n甲职业学校,甲校,甲校多次开展合作\n", 2, "2 times"),
        (f"school,partner,quote,cooperationForm\n{ROW},猜谜\n", 2, "猜谜"),
        ("school,partner\n甲职业学校,乙\n", 1, "quote"),
        ("school,partner,quote,quote\n甲职业学校,乙,丙,丁\n", 1, "twice"),
        ('school,partner,quote\n甲,"乙,丙\n', 2, "CSV"),
    ],
)
def test_one_bad_row_says_what_is_wrong(sheet: str, line: int, words: str, tmp_path: Path) -> None:
    ((file, at, said),) = problems(tmp_path, partnership=sheet)

    assert (file, at) == ("partnership.csv", line)
    assert words in said


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("甲职业学校,参赛人数,29,人,2022,选派28名学生", "29"),
        ("甲职业学校,参赛人数,28,光年,2022,选派28名学生", "no such unit"),
        ("甲职业学校,没有的指标,28,人,2022,选派28名学生", "没有的指标"),
        (",参赛人数,28,人,2022,选派28名学生", "missing"),
        ("甲职业学校,参赛人数,28,人,今年,选派28名学生", "four-digit"),
    ],
)
def test_one_bad_figure_says_what_is_wrong(row: str, words: str, tmp_path: Path) -> None:
    sheet = f"about,indicator,valueText,unit,period,quote\n{row}\n"
    ((file, line, said),) = problems(tmp_path, observation=sheet)

    assert (file, line) == ("observation.csv", 2)
    assert words in said


def test_a_sheet_of_no_statement_kind_is_refused_with_the_kinds_there_are(tmp_path: Path) -> None:
    ((file, line, said),) = problems(tmp_path, friendship="school,quote\n甲职业学校,甲校\n")

    assert (file, line) == ("friendship.csv", None)
    assert "Partnership" in said


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_a_sheet_may_be_saved_in_any_encoding_of_a_spreadsheet(
    encoding: str, tmp_path: Path
) -> None:
    (tmp_path / "partnership.csv").write_bytes(f"school,partner,quote\n{ROW}\n".encode(encoding))

    assert len(reviewed(tmp_path)) == 1


def test_a_sheet_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "partnership.csv").write_bytes(bytes(range(256)))

    ((file, line, said),) = problems(tmp_path)
    assert (file, line) == ("partnership.csv", None)
    assert "not a text file" in said


@pytest.mark.parametrize(
    "sheet",
    [
        f"school;partner;quote\n{ROW.replace(',', ';')}\n",
        f"school\tpartner\tquote\r\n{ROW.replace(',', chr(9))}\r\n",
        f"school,partner,quote,,\n,,,,\n{ROW},,\n\n,,,,\n",
        f"\n School ,ＰＡＲＴＮＥＲ,quote\n{ROW}\n",
        f'school,partner,quote\n甲职业学校,乙科技有限公司,"{BOTH[:14]}\r\n{BOTH[14:]}"\r\n',
        f"school,partner,quote,period\n{ROW},２０２２年\n",
        f"school,partner,score,quote\n甲职业学校,乙科技有限公司,0.70,{BOTH}\n",
    ],
)
def test_what_spreadsheet_programs_and_people_make_of_a_sheet_is_read(
    sheet: str, tmp_path: Path
) -> None:
    (fact,) = reviewed(tmp_path, partnership=sheet)

    assert fact.get("partner") == ("乙科技有限公司",)
    assert fact.get("period") == ("2022",)


def test_rows_are_counted_as_in_a_spreadsheet(tmp_path: Path) -> None:
    broken = f'甲职业学校,乙科技有限公司,"{BOTH[:14]}\n{BOTH[14:]}"'
    found = problems(tmp_path, partnership=f"school,partner,quote\n\n{broken}\n甲,乙,丙丁\n")

    assert [(file, line) for file, line, _ in found] == [("partnership.csv", 4)]


def test_every_mistake_of_every_row_is_named_with_its_column_at_once(tmp_path: Path) -> None:
    (tmp_path / "offering.xlsx").write_bytes(b"PK")

    found = problems(
        tmp_path,
        thing="name,class,quote\n甲职业学校,Schule,甲职业学校\n,School,甲校\n",
        observation="about,indicator,measureKind,valueText,unit,period,basePeriod,quote\n"
        ",没有的指标,猜,29,光年,今年,去年,选派28名学生\n",
        partnership="shcool,school,partner,cooperationForm,period,status,section,quote\n"
        "甲,乙,丙,猜谜,22年,maybe,9,没有的话\n"
        "甲,乙,丙,,2022,inferred,2,甲校多次开展合作\n",
    )

    assert [(file, line, said.split(":")[0]) for file, line, said in found] == [
        ("offering.xlsx", None, "a fact sheet is a CSV; save it as CSV"),
        ("partnership.csv", 1, "column shcool"),
        ("thing.csv", 2, "column class"), ("thing.csv", 3, "column name"),
        ("observation.csv", 2, "column about"), ("observation.csv", 2, "column indicator"),
        ("observation.csv", 2, "column measureKind"), ("observation.csv", 2, "column period"),
        ("observation.csv", 2, "column basePeriod"), ("observation.csv", 2, "column unit"),
        ("observation.csv", 2, "column valueText"),
        ("partnership.csv", 2, "column quote"), ("partnership.csv", 2, "column status"),
        ("partnership.csv", 2, "column cooperationForm"), ("partnership.csv", 2, "column period"),
        ("partnership.csv", 3, "column rationale"), ("partnership.csv", 3, "column rationale@en"),
    ]  # fmt: skip


def test_an_unknown_column_names_a_near_one_and_full_width_commas(tmp_path: Path) -> None:
    near = problems(tmp_path, partnership=f"school,partnr,quote\n{ROW}\n")
    full = problems(tmp_path, partnership="school，partner，quote\n甲，乙，丙\n")

    assert near == [("partnership.csv", 1, "column partnr: unknown, perhaps partner?")]
    assert "half-width commas" in full[0][2]


def test_an_alias_of_two_things_is_refused(tmp_path: Path) -> None:
    naming = NAMING + "丙汽车有限公司,甲校,甲校与丙汽车有限公司签署协议\n"

    assert problems(tmp_path, thing=THINGS, naming=naming) == [
        ("naming.csv", 3, "column alternateName: “甲校” already names “甲职业学校”")
    ]


def test_a_thing_listed_twice_is_refused(tmp_path: Path) -> None:
    listed = THINGS + "甲职业学校,School,,,甲职业学校\n"

    assert [(f, n) for f, n, _ in problems(tmp_path, thing=listed)] == [("thing.csv", 3)]


def test_things_and_aliases_are_known_to_sentences(tmp_path: Path) -> None:
    context = extracted(tmp_path, thing=THINGS, naming=NAMING).context

    assert context.canonical("“甲校”") == "甲职业学校"
    assert context.mentions("甲校与甲职业学校") == [
        ("甲职业学校", 0, 2), ("甲职业学校", 3, 8),
    ]  # fmt: skip


def test_a_report_needs_no_sheets(tmp_path: Path) -> None:
    assert extract(read_text(TEXT), "某区", 2022, tmp_path / "none").facts != ()
