"""Links to another dataset, from the proposal to the question, on the sample register."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from vetgraph import errors, pipeline, queries, rdf, store
from vetgraph.cli import app
from vetgraph.linking import reviewed, things

if TYPE_CHECKING:
    from pathlib import Path

    from vetgraph.pipeline import Built
    from vetgraph.store import Dataset

NAME = "enterprise-register"
BASE = "https://example.org/register/"


@pytest.fixture(scope="module")
def sample(checkout: Path) -> Path:
    return checkout / "data" / "samples" / NAME


@pytest.fixture
def folder(tmp_path: Path, changping_built: Built) -> Path:
    """A store folder with the Changping report."""
    target = tmp_path / "store"
    pipeline.publish(target, [changping_built])
    return target


def linked(folder: Path) -> list[tuple[str, ...]]:
    """The rows of the question about linked enterprises."""
    found = queries.run(queries.load("linked-enterprises"), store.open_store(folder))
    return [tuple("" if term is None else term.value for term in row) for row in found.rows]


def test_links_are_proposed_reviewed_loaded_and_asked_for(
    sample: Path, folder: Path, tmp_path: Path, own_home: Path
) -> None:
    assert own_home.is_dir()
    table = tmp_path / "proposed.sssom.tsv"
    at = ["--store", str(folder)]
    assert app.run(["link", str(sample / "register.ttl"), "-o", str(table), *at]) == 0
    proposed = reviewed.read(table)[1]
    assert len(proposed) > 5
    assert reviewed.accepted(proposed) == []
    assert linked(folder) == []

    decided = ["--reviewed", str(sample / "reviewed.sssom.tsv")]
    assert app.run(["-q", "link", str(sample / "register.ttl"), *decided, *at]) == 0
    rows = linked(folder)
    assert {row[0] for row in rows} >= {"联想教育科技（北京）有限公司"}
    assert all(re.search(r"\w", row[1]) and row[2] for row in rows)
    assert {row[4] for row in rows} <= {"exactMatch", "closeMatch"}


def test_every_accepted_row_of_the_sample_is_loaded_and_no_other(
    sample: Path, folder: Path
) -> None:
    table = sample / "reviewed.sssom.tsv"
    part, count = things.link_part(sample / "register.ttl", table, NAME)
    store.publish(folder, [part])
    links = list(store.open_store(folder).quads(reviewed.links_graph(NAME)))
    matches = [q for q in links if str(q.predicate.value).endswith("Match")]

    assert count == 7
    assert len(matches) == 7
    assert store.publish(folder, [part]) is False


def test_every_subject_of_an_accepted_link_is_a_thing_of_the_graph(
    sample: Path, changping: Dataset
) -> None:
    rows = reviewed.accepted(reviewed.read(sample / "reviewed.sssom.tsv")[1])
    known = {record.iri for record in things.things(changping)}

    assert [row.subject for row in rows if row.subject not in known] == []


def test_a_table_is_loaded_with_the_base_of_its_identifiers(sample: Path, folder: Path) -> None:
    table = sample / "reviewed.sssom.tsv"
    with pytest.raises(errors.ParameterError, match="--base"):
        things.link_part(sample / "register.csv", table, NAME)
    part, _ = things.link_part(sample / "register.csv", table, NAME, BASE)
    store.publish(folder, [part])

    assert len({row[1] for row in linked(folder)}) > 3


def test_a_table_and_a_graph_propose_the_same_pairs(sample: Path, changping: Dataset) -> None:
    graph = things.propose(changping, sample / "register.ttl", NAME)
    table = things.propose(changping, sample / "register.csv", NAME, BASE)

    def pairs(text: str) -> set[tuple[str, ...]]:
        rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
        return {(row[0], row[4]) for row in rows[1:]}

    assert pairs(graph) == pairs(table)


def test_proposing_twice_gives_equal_bytes(sample: Path, changping: Dataset) -> None:
    one, two = (things.propose(changping, sample / "register.ttl", NAME) for _ in range(2))

    assert one == two


def test_blank_nodes_of_a_dataset_get_the_same_names_each_time(
    sample: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "register.ttl"
    shutil.copy(sample / "register.ttl", copy)
    with copy.open("a", encoding="utf-8") as stream:
        stream.write(f'\n<{BASE}SAMPLE-0001> schema:address [ schema:postalCode "100085" ] .\n')
    one, two = (things.link_part(copy, sample / "reviewed.sssom.tsv", NAME)[0] for _ in range(2))

    assert one == two
    assert b"_:" in one.quads


@pytest.mark.parametrize("name", ["Register", "a b", "a/b", "../x", ""])
def test_a_name_that_could_not_be_part_of_an_iri_is_refused(
    sample: Path, changping: Dataset, name: str
) -> None:
    with pytest.raises(errors.ParameterError):
        things.propose(changping, sample / "register.ttl", name)
    with pytest.raises(errors.ParameterError):
        things.link_part(sample / "register.ttl", sample / "reviewed.sssom.tsv", name)


@pytest.mark.usefixtures("own_home")
@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("missing.ttl", None, "文件不存在"),
        ("broken.ttl", "@prefix x: <http://x/> .\n<a> <b>", "broken.ttl:2: Turtle 语法错误"),
        ("empty.csv", "", "名称列"),
        ("nameless.csv", "代码,颜色\n1,红\n", "找不到名称列"),
        ("table.docx", "x", "不支持的数据格式"),
    ],
)
def test_a_bad_dataset_is_one_clear_line(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str],
    file: str, content: str | None, said: str,
) -> None:  # fmt: skip
    path = tmp_path / NAME / file
    path.parent.mkdir()
    if content is not None:
        path.write_text(content, "utf-8")
    code = app.run(["link", str(path), "--base", BASE, "--store", str(folder)])
    out, err = capfd.readouterr()

    assert code in (1, 2)
    assert out == ""
    assert err.count("\n") == 1
    assert said in err


@pytest.mark.usefixtures("own_home")
def test_a_bad_review_is_listed_line_by_line_and_nothing_is_loaded(
    sample: Path, folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "reviewed.tsv"
    text = (sample / "reviewed.sssom.tsv").read_text("utf-8")
    table.write_text(text.replace("skos:exactMatch", "skos:sameMatch"), "utf-8")
    before = json.loads((folder / "manifest.json").read_text())
    arguments = ["--reviewed", str(table), "--store", str(folder)]
    code = app.run(["link", str(sample / "register.ttl"), *arguments])
    lines = capfd.readouterr().err.splitlines()

    assert code == 1
    assert len(lines) > 1
    assert all(re.match(rf"vetgraph: {table}:\d+: ", line) for line in lines)
    assert json.loads((folder / "manifest.json").read_text()) == before


def test_a_linked_graph_keeps_the_statements_of_the_dataset(sample: Path, folder: Path) -> None:
    part, _ = things.link_part(sample / "register.ttl", sample / "reviewed.sssom.tsv", NAME)
    store.publish(folder, [part])
    graph = rdf.NamedNode(things.DATASETS + NAME)

    assert {q.triple for q in store.open_store(folder).quads(graph)} == set(
        rdf.parse_turtle(sample / "register.ttl")
    )
