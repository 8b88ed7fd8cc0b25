"""Each bad input is one clear line: what, where, how to mend; the right exit code, nothing lost."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from vetgraph import store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Run = Callable[..., Any]


def test_a_query_file_that_is_missing(vetgraph: Run, tmp_path: Path) -> None:
    for command in ("sparql", "query"):
        ran = vetgraph(command, tmp_path / "nowhere.rq")
        assert ran.code in (1, 4)
        assert ran.error == f"vetgraph: {tmp_path}/nowhere.rq: 没有这个文件"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "文件是空的"), (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "不是文本文件")],
)
def test_a_query_file_that_is_empty_or_binary(
    vetgraph: Run, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "bad.rq"
    file.write_bytes(content)
    ran = vetgraph("sparql", file)

    assert (ran.code, ran.out) == (1, "")
    assert str(file) in ran.error
    assert said in ran.error


def test_a_folder_in_place_of_a_file(vetgraph: Run, tmp_path: Path) -> None:
    ran = vetgraph("sparql", tmp_path)

    assert ran.code == 1
    assert "这是文件夹" in ran.error


def sheet(folder: Path, name: str, text: str) -> Path:
    path = folder / "facts" / name
    path.write_text(text, "utf-8")
    return path


QUOTE = "北京市昌平职业学校与京东物流合作开展订单培养"
SHEETS = [
    (
        "an unknown column",
        "partnership.csv",
        f"school,partnr,quote\n京东物流,乙,{QUOTE}\n",
        "partnr",
        1,
    ),
    (
        *("a quote that is not in the text", "partnership.csv"),
        "school,partner,quote\n北京市昌平职业学校,京东物流,学校与京东合作\n",
        *("引文不在报告中：“学校与京东合作”", 2),
    ),
    (
        *("an unknown indicator", "observation.csv"),
        "about,indicator,measureKind,valueText,unit,period,quote\n"
        "北京市昌平职业学校,占天面积,水平,168747,平方米,2023,占地面积168747平方米\n",
        *("占天面积", 2),
    ),
    ("a missing quote", "partnership.csv", "school,partner,quote\n甲,乙,\n", "缺少引文", 2),
    ("too many cells", "partnership.csv", "school,partner,quote\n甲,乙,丙,丁\n", "4 个单元格", 2),
    (
        "an unbalanced quote mark",
        "partnership.csv",
        'school,partner,quote\n"甲,乙,丙\n',
        "CSV",
        None,
    ),
]


@pytest.mark.parametrize("bad", SHEETS, ids=[bad[0] for bad in SHEETS])
def test_a_bad_fact_sheet_names_file_and_line_and_the_old_store_stands(
    vetgraph: Run,
    report_folder: Path,
    small_store: Path,
    bad: tuple[str, str, str, str, int | None],
) -> None:
    _, name, text, said, line = bad
    path = sheet(report_folder, name, text)
    before = (small_store / "manifest.json").read_bytes()
    ran = vetgraph("build", report_folder, "--store", small_store)

    assert (ran.code, ran.out) == (1, "")
    place = str(path) if line is None else f"{path}:{line}:"
    assert ran.error.startswith(f"vetgraph: {place}")
    assert said in ran.error
    assert (small_store / "manifest.json").read_bytes() == before


def test_all_bad_rows_of_all_sheets_are_listed_at_once(
    vetgraph: Run, report_folder: Path, tmp_path: Path
) -> None:
    rows = "北京市昌平职业学校,京东物流,不在文中一\n北京市昌平职业学校,京东物流,不在文中二\n"
    sheet(report_folder, "partnership.csv", "school,partner,quote\n" + rows)
    sheet(report_folder, "service.csv", "provider,beneficiary,quote\n甲,乙,不在文中三\n")
    ran = vetgraph("build", report_folder, "--store", tmp_path / "store")

    assert ran.code == 1
    assert [line.rsplit("不在文中", 1)[-1][0] for line in ran.errors] == ["一", "二", "三"]
    assert not (tmp_path / "store").exists()


HEADERS = [
    ("#+ summary: x\n#+ vetgraph: [\nSELECT ?a { ?a ?b ?c }", "YAML"),
    ("#+ summary: x\nSELECT ?a { ?a ?b ?c }", "缺少键 vetgraph"),
    ("#+ sumary: x\nSELECT ?a { ?a ?b ?c }", "未知的键 sumary；相近的有：summary"),
    ("SELECT ?a { ?a ?b ?c }", "#+"),
]


@pytest.mark.parametrize(("text", "said"), HEADERS)
def test_a_broken_query_header_names_file_and_line(
    vetgraph: Run, tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "broken.rq"
    file.write_text(text, "utf-8")
    ran = vetgraph("query", file)

    assert (ran.code, ran.out) == (2, "")
    assert ran.error.startswith(f"vetgraph: {file}:")
    assert said in ran.error


def test_an_unknown_question_and_an_unknown_parameter(vetgraph: Run, built_store: Path) -> None:
    question = vetgraph("query", "enterprise-major", "--store", built_store)
    parameter = vetgraph("query", "enterprise-majors", "-p", "majr=x", "--store", built_store)

    assert question.code == 4
    assert "enterprise-majors" in question.error
    assert parameter.code == 2
    assert "majr" in parameter.error
    assert "major" in parameter.error


@pytest.mark.parametrize("value", ["无此专业", "\x1b[2J", '" } UNION { ?s ?p ?o }', "a" * 9000, ""])
def test_no_value_of_a_parameter_is_more_than_a_name(
    vetgraph: Run, built_store: Path, value: str
) -> None:
    ran = vetgraph("query", "enterprise-majors", "-p", f"major={value}", "--store", built_store)

    assert ran.code in (2, 4)
    assert ran.out == ""
    assert "\x1b" not in ran.error


def test_malformed_sparql_has_line_and_column(vetgraph: Run, built_store: Path) -> None:
    ran = vetgraph("sparql", "-e", "SELECT ?s\nWHERE { ?s ?p }", "--store", built_store)

    assert ran.code == 2
    assert ran.error == "vetgraph: SPARQL 语法错误：第 2 行第 16 列（查询到此为止）"


def test_service_is_refused_with_a_way_out(vetgraph: Run, built_store: Path) -> None:
    asked = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    ran = vetgraph("sparql", "-e", asked, "--store", built_store)

    assert ran.code == 2
    assert "--endpoint" in ran.error


def test_a_folder_that_is_no_store(vetgraph: Run, tmp_path: Path) -> None:
    for command in (["query", "cases"], ["show", "x"], ["cite", "--verify"], ["check"]):
        ran = vetgraph(*command, "--store", tmp_path / "nowhere")
        assert ran.code == 1
        assert ran.error.startswith(f"vetgraph: {tmp_path}/nowhere: 这里没有图谱库")


def test_a_store_that_is_locked(vetgraph: Run, small_store: Path, report_folder: Path) -> None:
    with FileLock(small_store / "build.lock"):
        ran = vetgraph("-q", "build", report_folder, "--no-check", "--store", small_store)

    assert ran.code == 1
    assert ran.error == f"vetgraph: {small_store}: 另一个 build 正在写这个库；等它结束再试"


@pytest.mark.parametrize("pattern", ["manifest.json", "index/*/CURRENT", "index/*/*.sst"])
def test_a_store_that_is_damaged(vetgraph: Run, small_store: Path, pattern: str) -> None:
    file = next(iter(sorted(small_store.glob(pattern))))
    file.write_bytes(b"damaged" + file.read_bytes()[7:-1])
    for command in (
        ["query", "cases"],
        ["sparql", "-e", "ASK {}"],
        ["export", "graph", "-f", "nq"],
    ):
        ran = vetgraph(*command, "--store", small_store)
        assert (ran.code, ran.out) == (1, "")
        assert "库已损坏" in ran.error
        assert "vetgraph build" in ran.error


def test_a_disk_that_is_full(
    vetgraph: Run, small_store: Path, report_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {p: p.read_bytes() for p in small_store.rglob("*") if p.is_file()}
    text = report_folder / "facts" / "partnership.csv"
    text.unlink()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    ran = vetgraph("-q", "build", report_folder, "--no-check", "--store", small_store)

    assert ran.code == 1
    assert "无法写入库：No space left on device；旧库保持不变" in ran.error
    assert {p: p.read_bytes() for p in small_store.rglob("*") if p.is_file()} == before


def test_a_result_that_cannot_be_written(vetgraph: Run, small_store: Path, tmp_path: Path) -> None:
    for target, said in ((tmp_path / "no" / "x.csv", "没有文件夹"), (tmp_path, "无法写入")):
        ran = vetgraph("show", "京东物流", "-o", target, "--store", small_store)
        assert (ran.code, ran.out) == (1, "")
        assert str(target) in ran.error
        assert said in ran.error
    assert not (tmp_path / "no").exists()


def test_a_result_that_fails_half_way_leaves_the_old_file(
    vetgraph: Run, small_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "answer.tsv"
    file.write_text("old")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.EIO, "EIO")))
    ran = vetgraph("show", "京东物流", "-o", file, "--store", small_store)

    assert ran.code == 1
    assert file.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir() if "tmp" in p.name] == []


def test_links_need_a_store_with_reports(vetgraph: Run, checkout: Path, tmp_path: Path) -> None:
    sample = checkout / "data" / "samples" / "enterprise-register"
    reviewed = ("--reviewed", sample / "reviewed.sssom.tsv")
    ran = vetgraph("link", sample / "register.ttl", *reviewed, "--store", tmp_path / "none")

    assert ran.code == 1
    assert "先运行 vetgraph build" in ran.error
    assert not (tmp_path / "none").exists()


def test_a_bug_of_ours_is_one_line_as_well(
    vetgraph: Run, small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_directory: Path) -> store.Dataset:
        raise KeyError("two\nlines")

    monkeypatch.setattr(store, "open_store", broken)
    ran = vetgraph("query", "cases", "--store", small_store)

    assert ran.code == 1
    assert ran.error.startswith("vetgraph: 内部错误：KeyError")
    assert "VETGRAPH_DEBUG=1" in ran.error


def test_an_interrupt_is_exit_code_130(
    vetgraph: Run, small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_directory: Path) -> store.Dataset:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "open_store", interrupted)
    ran = vetgraph("query", "cases", "--store", small_store)

    assert ran.code == 130
    assert ran.errors[-1] == "vetgraph: 已中断"


def test_a_store_that_may_only_be_read_answers(vetgraph: Run, small_store: Path) -> None:
    frozen = small_store.with_name("frozen")
    shutil.copytree(small_store, frozen)
    for path in (frozen, *frozen.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)

    ran = vetgraph("show", "京东物流", "--store", frozen)
    for path in (frozen, *frozen.rglob("*")):
        path.chmod(0o755)
    assert ran.code == 0
