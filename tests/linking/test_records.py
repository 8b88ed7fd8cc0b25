"""Datasets of other shapes read as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph import errors, resources
from vetgraph.linking.records import Record, read_dataset

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/register/"
ORG = "http://www.w3.org/ns/org#"
SCHEMA = "http://schema.org/"


@pytest.fixture
def sample() -> Path:
    return resources.data_dir() / "samples" / "enterprise-register"


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_the_sample_table_gives_records_in_file_order(sample: Path) -> None:
    records = read_dataset(sample / "register.csv", base=BASE)
    assert len(records) == 26
    assert records[0] == Record(BASE + "SAMPLE-0001", "联想教育科技(北京)有限公司", region="110108")
    assert records[14].region == "2101"


def test_the_same_data_as_turtle_gives_the_same_records_with_classes(sample: Path) -> None:
    from_csv = read_dataset(sample / "register.csv", base=BASE)
    from_turtle = read_dataset(sample / "register.ttl")
    kinds = (SCHEMA + "Corporation", ORG + "FormalOrganization")
    assert from_turtle == tuple(Record(r.iri, r.name, r.aliases, kinds, r.region) for r in from_csv)


def test_turtle_names_are_ranked_and_chinese_comes_first(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "d.ttl",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        "@prefix schema: <https://schema.org/> ."
        '<http://e.org/1> skos:altLabel "昌职" ; schema:addressRegion "昌平区" ;'
        ' skos:prefLabel "Changping School"@en , "昌平职业学校"@zh .'
        '<http://e.org/2> skos:notation "2" .'
        '[] skos:prefLabel "无名节点"@zh .',
    )
    assert read_dataset(path) == (
        Record("http://e.org/1", "昌平职业学校", ("Changping School", "昌职"), (), "110114"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_tables_of_all_usual_kinds_are_read(tmp_path: Path, encoding: str, mark: str) -> None:
    text = "编号,单位名称\r\n7,昌平职业学校\r\n\r\n".replace(",", mark)
    path = write(tmp_path, "t.csv", text, encoding)
    assert read_dataset(path, base=BASE) == (Record(BASE + "7", "昌平职业学校"),)


def test_a_column_of_iris_needs_no_base(tmp_path: Path) -> None:
    path = write(tmp_path, "t.tsv", "IRI\tname\nhttp://e.org/1\t昌平职业学校\n")
    assert read_dataset(path) == (Record("http://e.org/1", "昌平职业学校"),)


def test_the_column_of_names_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", "名称,曾用名\n甲公司,乙公司\n")
    (record,) = read_dataset(path, base=BASE, name_column="曾用名")
    assert record.name == "乙公司"


def test_an_iri_that_is_none_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", "iri,name\nhttp://e.org/<1>,甲\n甲,乙\n")
    with pytest.raises(errors.SheetError) as raised:
        read_dataset(path)
    assert [problem.line for problem in raised.value.problems] == [2, 3]


def test_a_name_serves_as_identifier_when_there_is_none(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", "名称\n甲 公司\n")
    (record,) = read_dataset(path, base=BASE)
    assert record.iri == BASE + "%E7%94%B2%20%E5%85%AC%E5%8F%B8"


def test_faulty_rows_are_listed_together_with_their_lines(tmp_path: Path) -> None:
    path = write(
        tmp_path, "t.csv", '代码,名称,备注\n1,甲公司,"两\n行"\n2,,\n1,乙公司,\n3,丙公司,\n'
    )
    with pytest.raises(errors.SheetError) as raised:
        read_dataset(path, base=BASE)
    assert [(p.line, p.en.partition(":")[0]) for p in raised.value.problems] == [
        (4, "the name is empty"),
        (5, "the identifier is that of line 2"),
    ]


def test_a_table_without_a_column_of_names_shows_its_heading(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", "编号,行业\n1,教育\n")
    with pytest.raises(errors.ParameterError) as raised:
        read_dataset(path, base=BASE)
    assert "编号、行业" in raised.value.zh
    assert "--name-column" in raised.value.en
    with pytest.raises(errors.ParameterError, match="全名"):
        read_dataset(path, base=BASE, name_column="全名")


def test_a_table_without_iris_needs_a_base(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", "编号,名称\n1,甲公司\n")
    with pytest.raises(errors.ParameterError, match="--base"):
        read_dataset(path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("missing.csv", None),
        ("missing.ttl", None),
        ("t.xlsx", b"PK"),
        ("t.csv", "名称\n".encode()),
        ("t.csv", b"\xff\xff\x80"),
        ("t.csv", '编号,名称\n1,"甲\n2,乙\n'.encode()),
        ("t.ttl", b""),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(
    tmp_path: Path, name: str, data: bytes | None
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(errors.InputError) as raised:
        read_dataset(tmp_path / name, base=BASE)
    assert raised.value.file == str(tmp_path / name)
    assert "\n" not in raised.value.message("zh") + raised.value.message("en")


def test_broken_turtle_is_reported_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "t.ttl", "<http://e.org/1> a\n\n")
    with pytest.raises(errors.VetgraphError) as raised:
        read_dataset(path)
    assert raised.value.line is not None
