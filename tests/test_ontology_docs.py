"""``docs/ontology`` says what the ontology says: written by ``make docs``, never by hand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from docs.generate import terms
from docs.generate.__main__ import FOLDER, written


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return written()


def test_the_folder_holds_what_the_ontology_gives(files: dict[str, str]) -> None:
    kept = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}

    assert sorted(kept) == sorted(files)
    assert [name for name in files if kept[name] != files[name]] == []  # else: make docs


def test_another_run_gives_the_same_bytes(files: dict[str, str]) -> None:
    program = (
        "import sys; from docs.generate.__main__ import written;"
        "sys.stdout.buffer.write(''.join(written().values()).encode())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "4711"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=terms.ROOT, env=environment, capture_output=True,
        check=True,
    )  # fmt: skip

    assert done.stdout.decode() == "".join(files.values())


def test_every_class_has_its_page_in_both_languages(files: dict[str, str]) -> None:
    for name in terms.classes():
        page, said = files[f"{name.removeprefix('vet:')}.md"], terms.words(name)
        assert f"# {said.zh} · {said.en}" in page
        assert said.said_zh in page
        assert said.said_en in page
        assert f"({name.removeprefix('vet:')}.md)" in files["README.md"]


def test_every_class_that_reports_use_has_an_example(files: dict[str, str]) -> None:
    lacking = {name for name in terms.classes() if name not in terms.examples()}

    assert lacking == {"vet:UnregisteredIndicator"}
    assert all("```turtle" in files[f"{n[4:]}.md"] for n in terms.classes() if n not in lacking)


def test_a_kind_shows_its_roles_their_ranges_and_what_it_implies(files: dict[str, str]) -> None:
    page = files["Partnership.md"]

    assert (
        "| `vet:school` 学校 · school | [参与方 · party](Party.md) | 是 · yes | "
        "开展合作、开设专业或实施项目的学校或地区。<br>"
    ) in page
    assert "`vet:cooperationForm` 合作形式 · form of cooperation | 码表 · code list `coop" in page
    assert "- `vet:partnersWith` 合作于 · partners with：`vet:school` → `vet:partner`。" in page
    assert "| `vsh:Partnership-school` | 违规 · violation |" in page
    assert "[专业开设 · offering](Offering.md)" in files["Opening.md"]
    assert "`vet:school`" in files["Opening.md"]


def test_links_between_pages_lead_somewhere(files: dict[str, str]) -> None:
    for content in files.values():
        for target in re.findall(r"\]\(([^)]+)\)", content):
            assert target in files or (FOLDER / target).exists(), target


def test_the_diagram_shows_every_thing_and_every_statement(files: dict[str, str]) -> None:
    shown = [t.text for t in ElementTree.fromstring(files["ontology.svg"]).iter() if t.text]
    beside = {"vet:Activity", "vet:UnregisteredIndicator"}

    for name in set(terms.classes()) - beside:
        assert f"{terms.words(name).zh} {name.removeprefix('vet:')}" in shown
    assert "合作方 partner" in shown


def test_nothing_of_the_diagram_lies_outside_it(files: dict[str, str]) -> None:
    root = ElementTree.fromstring(files["ontology.svg"])
    width, height = float(root.attrib["width"]), float(root.attrib["height"])

    for box in (e for e in root.iter() if e.tag.endswith("rect") and "x" in e.attrib):
        assert float(box.attrib["x"]) + float(box.attrib["width"]) <= width
        assert float(box.attrib["y"]) + float(box.attrib["height"]) <= height
