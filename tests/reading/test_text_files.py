"""Text files of every encoding are read alike; what is no text is refused in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph import errors
from vetgraph.extraction import extract
from vetgraph.reading import files, read
from vetgraph.reading.files import read_plain

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "某区中等职业教育质量年度报告（2023）\n1. 概况\n"
    "2022年，全区招生人数1061人，比上一年减少139人。\n"
)

ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8-bom": b"\xef\xbb\xbf" + TEXT.encode(),
    "utf-16-le": b"\xff\xfe" + TEXT.encode("utf-16-le"),
    "utf-16-be": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "gb18030": TEXT.encode("gb18030"),
    "crlf": TEXT.replace("\n", "\r\n").encode(),
    "cr": TEXT.replace("\n", "\r").encode(),
    "crlf-gb18030": TEXT.replace("\n", "\r\n").encode("gb18030"),
}


@pytest.mark.parametrize("name", sorted(ENCODED))
def test_every_encoding_gives_the_same_text_and_facts(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_bytes(ENCODED[name])
    report = read(path)
    facts = extract(report, "某区", 2022).facts

    assert report.text == TEXT
    assert [fact.get("value") for fact in facts] == [("1061",), ("-139",)]
    assert read_plain(path) == TEXT


def refusal(path: Path) -> errors.InputError:
    with pytest.raises(errors.InputError) as caught:
        read(path)
    assert caught.value.zh
    assert caught.value.en
    assert caught.value.file == str(path)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("data", [b"", b" \n\t\n"])
def test_an_empty_file_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(data)

    assert "空" in refusal(path).zh


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "binary.txt"
    path.write_bytes(bytes(range(256)) * 40)

    refusal(path)


def test_a_file_without_body_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "title.txt"
    path.write_text("某区中等职业教育质量年度报告（2023）\n", encoding="utf-8")

    assert "正文" in refusal(path).zh


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "没有" in refusal(tmp_path / "none.txt").zh


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "文件夹" in refusal(tmp_path).zh


def test_a_huge_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LIMIT", 100)
    path = tmp_path / "huge.txt"
    path.write_text(TEXT * 10, encoding="utf-8")

    refusal(path)
