"""The table of findings that may stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from vetgraph import errors, findings

if TYPE_CHECKING:
    from pathlib import Path

    from vetgraph.findings import Item

HEAD = "id\trule\treason\tfigures\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "known.tsv"


def test_a_draft_names_every_finding_and_waits_for_reasons(items: list[Item], table: Path) -> None:
    table.write_bytes(findings.drafted(items, {}))

    with pytest.raises(errors.SheetError) as raised:
        findings.read(table)

    assert len(raised.value.problems) == len(items)
    assert "没有理由" in raised.value.message("zh")
    assert [p.line for p in raised.value.problems] == list(range(2, len(items) + 2))


def test_a_row_with_its_reason_acknowledges_the_finding(items: list[Item], table: Path) -> None:
    one = next(item for item in items if item.rule == "VG.SUM.003")
    table.write_bytes(findings.drafted([one], {one.id: "已与学校核实"}))

    rows = findings.read(table)
    known = findings.acknowledged(items, findings.reasons(rows))

    assert [(k.id, k.reason) for k in known if k.reason] == [(one.id, "已与学校核实")]
    assert findings.counts(known)["violation"] == findings.counts(items)["violation"] - 1
    assert findings.stale(rows, items) == []
    assert "[已确认]" in "".join(line.text for line in findings.to_lines(known, "zh"))


def test_a_finding_with_another_id_is_not_acknowledged(items: list[Item], table: Path) -> None:
    one = items[-1]
    table.write_bytes(findings.drafted([one], {one.id: "核实"}))
    changed = [*items[:-1], replace(one, id="VG.SUM.003.changed")]

    rows = findings.read(table)

    assert [row.id for row in findings.stale(rows, changed)] == [one.id]
    assert all(k.reason is None for k in findings.acknowledged(changed, findings.reasons(rows)))


def test_a_new_draft_keeps_the_reasons_given(items: list[Item], table: Path) -> None:
    one = items[-1]
    table.write_bytes(findings.drafted(items, {one.id: "核实"}))

    assert findings.kept_reasons(table) == {one.id: "核实"}
    assert findings.kept_reasons(table.with_name("none.tsv")) == {}


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ("VG.A.1\tr\t\t\n", 2, "has no reason"),
        ("\tr\tbecause\t\n", 2, "no id"),
        ("a\tr\twhy\t\n\nb\tr\twhy\t\na\tr\twhy\t\n", 5, "stands in line 2"),
    ],
)
def test_a_bad_row_is_told_with_its_line(table: Path, rows: str, line: int, said: str) -> None:
    table.write_text(HEAD + rows, "utf-8")

    with pytest.raises(errors.SheetError) as raised:
        findings.read(table)

    (problem,) = raised.value.problems
    assert problem.line == line
    assert said in problem.en


@pytest.mark.parametrize("content", [b"", b"id,rule\n", b"\xff\xfe\x00", b"id\trule\treason\n"])
def test_a_file_that_is_no_baseline_is_told_in_one_line(table: Path, content: bytes) -> None:
    table.write_bytes(content)

    with pytest.raises(errors.InputError) as raised:
        findings.read(table)

    assert raised.value.line == 1


def test_a_baseline_that_is_not_there_is_an_error(table: Path) -> None:
    with pytest.raises(errors.InputError):
        findings.read(table)
