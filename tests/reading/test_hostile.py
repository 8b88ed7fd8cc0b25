"""Broken and hostile documents end in one clear line, in little time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.documents import hostile
from vetgraph import errors
from vetgraph.reading import read
from vetgraph.reading.cuts import LONGEST
from vetgraph.text import chinese_number

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 5
MEGABYTES = 500
SAYS = {
    "empty.txt": "是空的", "blank.txt": "是空的", "blank.docx": "没有正文",
    "binary.txt": "不是文本",
    "huge.txt": "超过", "huge.html": "超过", "huge.docx": "压缩", "huge.pdf": "超过",
    "bomb.docx": "超过", "bomb-in-text.docx": "压缩", "entries.docx": "条目过多",
    "lying.docx": "损坏",
    "encrypted-zip.docx": "已加密", "encrypted.docx": "已加密", "old.doc": "另存为 docx",
    "old.wps": "另存为 docx", "rich.doc": "另存为 docx", "archive.docx": "压缩包",
    "truncated.docx": "损坏", "entities.docx": "DOCTYPE", "external.docx": "DOCTYPE",
    "late-doctype.docx": "DOCTYPE", "utf16-doctype.docx": "DOCTYPE", "entities.xlsx": "DOCTYPE",
    "entities.html": "DOCTYPE", "external.html": "DOCTYPE", "tags.html": "标签",
    "deep.html": "过深", "deep-tables.html": "过深", "deep.docx": "过深", "wide.xlsx": "超过",
    "locked.pdf": "已加密", "truncated.pdf": "损坏", "bomb.pdf": "超过", "bomb-twice.pdf": "超过",
    "garbage.pdf": "损坏",
}  # fmt: skip

PROBE = """
import resource, sys, time
from pathlib import Path
from vetgraph import errors
from vetgraph.reading import read

start = time.process_time()
try:
    read(Path(sys.argv[1]))
except errors.InputError as error:
    print(error.message("zh"))
print(time.process_time() - start)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
"""


@pytest.mark.parametrize("name", hostile.DOCUMENTS)
def test_it_ends_in_one_line_that_names_the_file(name: str, tmp_path: Path) -> None:
    path = hostile.write(name, tmp_path)

    with pytest.raises(errors.InputError) as caught:
        read(path)

    assert caught.value.file == str(path)
    assert SAYS.get(name, "") in caught.value.zh
    for language in ("zh", "en"):
        assert "\n" not in caught.value.message(language)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured as on Unix")
@pytest.mark.parametrize(
    "name", ["huge.txt", "huge.docx", "huge.pdf", "bomb-in-text.docx", "bomb.pdf", "deep.html",
             "wide.html", "wide.xlsx", "late-doctype.docx", "spans.html", "tables.html",
             "rowspans.html", "drawing.pdf", "letters.pdf",
             "attributes.html", "inline.html", "tags.html", "one-line.txt", "lines.txt"],
)  # fmt: skip
def test_it_ends_in_little_time_and_memory(name: str, tmp_path: Path) -> None:
    path = hostile.write(name, tmp_path)
    # A shell between: a child of this process would begin with its memory.
    command = ["sh", "-c", '"$@"; true', "sh", sys.executable, "-c", PROBE, str(path)]

    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    line, seconds, megabytes = done.stdout.splitlines()

    assert path.name in line
    assert done.stderr == ""
    assert float(seconds) < SECONDS
    assert float(megabytes) < MEGABYTES


@pytest.mark.parametrize(
    "text", ["[" * 300_000, "<!--" * 200_000, "**" * 200_000, "<table>\n" * 20_000, "*a" * 200_000]
)
def test_markup_without_end_takes_linear_time(text: str, tmp_path: Path) -> None:
    path = tmp_path / "r.md"
    path.write_text(f"招生1061人。\n\n{text}", "utf-8")

    try:
        assert read(path).text.startswith("招生1061人。")
    except errors.InputError as error:
        assert "过深" in error.zh or "一行超过" in error.zh


def test_an_outer_file_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("秘密", "utf-8")
    page = tmp_path / "r.html"
    page.write_text(
        '<html><body><p>招生1061人。</p><iframe src="secret.txt"></iframe>'
        '<object data="secret.txt"></object><img src="http://127.0.0.1:9/x"></body></html>',
        "utf-8",
    )

    assert read(page).text == "招生1061人。\n\n"


def test_a_document_with_the_wrong_suffix_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_bytes(hostile.word())

    report = read(path)

    assert report.text == "2022年招生1061人。\n\n"
    assert report.notes == (
        (
            "扩展名 .txt 与内容不符，按 docx 读取",
            "the suffix .txt does not fit the content, read as docx",
        ),
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a named pipe of Unix")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    os.mkfifo(path)

    with pytest.raises(errors.InputError, match="not a regular file"):
        read(path)


@pytest.mark.parametrize("unit", ["1、", "表1", "（一）", "12人", "《", "|-", "一", "a1"])
def test_a_long_line_of_one_kind_is_read_in_linear_time(unit: str, tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(f"昌平区质量报告（2023）\n\n2022年招生1061人。\n{unit * 20_000}\n", "utf-8")

    report = read(path)

    assert all(len(paragraph.text) <= LONGEST for paragraph in report.paragraphs)


def test_a_numeral_of_thousands_of_digits_is_no_number() -> None:
    assert chinese_number("一" * 5_000) is None
    assert chinese_number("二〇二三") == 2023
