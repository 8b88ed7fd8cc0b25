"""From report folders to a store: what is refused, what is read, where it is kept."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from pathlib import Path

import pytest

from vetgraph import citing, errors, pipeline, store


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "report.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def refused(folder: Path) -> str:
    """What building a folder says in English; one line that names a file or folder."""
    with pytest.raises(errors.InputError) as caught:
        pipeline.build_report(folder)
    assert caught.value.file is not None
    assert Path(caught.value.file).is_relative_to(folder)
    assert "\n" not in caught.value.message("zh")
    return caught.value.message("en")


def renamed(folder: Path, name: str) -> Path:
    target = folder.with_name(name)
    shutil.copytree(folder, target)
    return target


def test_a_report_folder_becomes_cited_quads(report_folder: Path) -> None:
    built = pipeline.build_report(report_folder)
    dataset = pipeline.in_memory([built])

    assert built.meta.key == "110114-2024"
    assert {fact.kind for fact in built.extraction.facts} == {"Observation", "Partnership"}
    assert citing.count(dataset) > 0
    assert list(citing.faults(dataset)) == []


def test_two_builds_give_equal_bytes(report_folder: Path) -> None:
    one, two = pipeline.build_report(report_folder), pipeline.build_report(report_folder)

    assert one.part() == two.part()


def test_the_place_of_a_folder_does_not_enter_the_graph(
    report_folder: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "elsewhere" / report_folder.name
    shutil.copytree(report_folder, moved)

    assert pipeline.build_report(moved).part() == pipeline.build_report(report_folder).part()


def test_a_folder_without_report_toml_is_no_report(tmp_path: Path) -> None:
    assert refused(tmp_path).endswith("no report folder: no report.toml")


def test_a_folder_that_does_not_exist_is_no_report(tmp_path: Path) -> None:
    assert "no report.toml" in refused(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "key",
    [
        *("title", "issuer", "region", "report_year", "data_year", "published", "source"),
        *("sha256", "licence"),
    ],
)
def test_each_key_of_report_toml_is_needed(report_folder: Path, key: str) -> None:
    path = report_folder / "report.toml"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(key)]
    path.write_text("\n".join(lines), "utf-8")

    assert refused(report_folder).endswith(f"report.toml: missing or wrong keys: {key}")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("report_year = 2024", "report_year = true", "wrong keys: report_year"),
        ("report_year = 2024", 'report_year = "2024"', "wrong keys: report_year"),
        ("data_year = 2023", "data_year = 23", "wrong keys: data_year"),
        ('published = "2023-12"', 'published = "2023-13"', "wrong keys: published"),
        ('published = "2023-12"', "published = 2023-12-01", "wrong keys: published"),
        ('region = "110114"', 'region = "１１０１１４"', "wrong keys: region"),
        ('region = "110114"', 'region = "999999"', "no region has the code 999999"),
        ('region = "110114"', 'region = "110114999999"', "no region has the code"),
        ('source = "report.txt"', 'source = "../report.txt"', "wrong keys: source"),
        ('source = "report.txt"', 'source = "/etc/passwd"', "wrong keys: source"),
        ('source = "report.txt"', 'source = "report.docx"', "no such file (source in report.toml)"),
        ('sha256 = "', 'sha256 = "0', "wrong keys: sha256"),
        ('title = "', 'title = "" #', "wrong keys: title"),
        ('title = "', 'title = ', "malformed TOML"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named(report_folder: Path, old: str, new: str, said: str) -> None:
    edit(report_folder, old, new)

    assert said in refused(report_folder)


def test_report_toml_in_another_encoding_is_one_clear_line(report_folder: Path) -> None:
    path = report_folder / "report.toml"
    path.write_bytes(path.read_text("utf-8").encode("gb18030"))

    assert "report.toml: malformed TOML" in refused(report_folder)


def test_a_report_that_was_changed_does_not_pass_for_the_recorded_one(report_folder: Path) -> None:
    path = report_folder / "report.txt"
    path.write_text(path.read_text("utf-8").replace("168747", "168748"), "utf-8")

    assert "report.txt: the document does not have the SHA-256" in refused(report_folder)


def test_a_report_that_is_missing_is_named(report_folder: Path) -> None:
    (report_folder / "report.txt").unlink()

    assert "report.txt: no such file" in refused(report_folder)


@pytest.mark.parametrize("content", [b"", b"  \n", b"\x00\x01\x02" * 100])
def test_a_report_without_text_is_named(report_folder: Path, content: bytes) -> None:
    (report_folder / "report.txt").write_bytes(content)
    path = report_folder / "report.toml"
    digest = hashlib.sha256(content).hexdigest()
    path.write_text(re.sub("[0-9a-f]{64}", digest, path.read_text("utf-8")), "utf-8")

    assert "report.txt: " in refused(report_folder)


@pytest.mark.parametrize(
    "name", ["ontology", "links-x", "a b", ".hidden", "a" * 61, "a%20b", "a--b", 'a"b', "a\u202eb"]
)
def test_a_folder_name_that_cannot_be_a_key_is_refused(report_folder: Path, name: str) -> None:
    folder = renamed(report_folder, name)

    with pytest.raises(errors.InputError, match="cannot be called"):
        pipeline.build_report(folder)


@pytest.mark.parametrize("name", ["昌平2024", "110114-2024.v2", "Report_1"])
def test_other_folder_names_are_keys(report_folder: Path, name: str) -> None:
    built = pipeline.build_report(renamed(report_folder, name))
    dataset = pipeline.in_memory([built])

    assert dataset.reports() == (name,)
    assert list(citing.faults(dataset)) == []


def test_two_reports_live_in_one_store(report_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    other = renamed(report_folder, "110114-2025")
    edit(other, "report_year = 2024", "report_year = 2025")
    pipeline.publish(folder, [pipeline.build_report(report_folder)])
    pipeline.publish(folder, [pipeline.build_report(other)])
    dataset = store.open_store(folder)

    assert dataset.reports() == ("110114-2024", "110114-2025")
    assert list(citing.faults(dataset)) == []
    assert pipeline.publish(folder, [pipeline.build_report(other)]) is False


def test_two_folders_of_one_name_in_one_build_are_refused(
    report_folder: Path, tmp_path: Path
) -> None:
    twin = tmp_path / "twin" / report_folder.name
    shutil.copytree(report_folder, twin)
    built = [pipeline.build_report(folder) for folder in (report_folder, twin)]

    with pytest.raises(errors.InputError, match="110114-2024"):
        pipeline.publish(tmp_path / "store", built)
    assert not store.exists(tmp_path / "store")


def test_a_store_is_checked_like_the_folders_it_was_built_from(
    report_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    pipeline.publish(folder, [pipeline.build_report(report_folder)])

    from_folder = pipeline.check(pipeline.dataset_of([report_folder], None))
    from_store = pipeline.check(pipeline.dataset_of([], folder))
    assert from_folder
    assert sorted(map(str, from_store)) == sorted(map(str, from_folder))


def test_the_store_of_the_user_is_used_where_there_is_one(
    own_home: Path, report_folder: Path
) -> None:
    own = pipeline.default_store()

    assert own is not None
    assert own.is_relative_to(own_home)
    pipeline.publish(own, [pipeline.build_report(report_folder)])
    assert pipeline.open_dataset(None).reports() == ("110114-2024",)


@pytest.mark.usefixtures("own_home")
def test_what_the_bundled_graph_depends_on_is_found_fast() -> None:
    first = pipeline._fingerprint()
    started = time.perf_counter()

    assert pipeline._fingerprint() == first
    assert time.perf_counter() - started < 0.1  # 5 ms on a machine at rest
