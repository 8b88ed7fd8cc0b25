"""The repository keeps its own promises: versions, pins, addresses, shown folders and commands."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import vetgraph

ROOT = Path(__file__).resolve().parents[1]
PAGES = ["README.md", "CONTRIBUTING.md"]
UNTRACKED = {".git", ".venv", "out", "dist", "build", "__pycache__"}
BINARY = {".docx", ".gz", ".jpg", ".pdf", ".png", ".xls", ".xlsx"}

# Written in two parts so that this file may be read by its own test.
REGISTRIES = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.", "deb.deb" + "ian."]
MACHINE_PATH = re.compile(
    r"(?<![\w.:/~<>}-])/(?:root\b|work\b|(?:home|Users|opt|mnt)/\w)|\b[A-Z]:\\Users\\|\.\./shared"
)
# A folder (`data/`), or a file in one of our folders (`ontology/vetgraph.ttl`).
SHOWN_PATH = re.compile(
    r"`([\w.-]+/|(?:\.ci|benchmarks|data|docs|ontology|queries|src|tests)/[\w./-]+)`"
)


def tracked_files() -> list[Path]:
    """What git tracks or would track; outside a git checkout every file of the source tree."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (ROOT / ".git").exists():
        names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
        paths = [ROOT / os.fsdecode(name) for name in names.split(b"\0") if name]
    else:
        paths = [p for p in ROOT.rglob("*") if not UNTRACKED & set(p.relative_to(ROOT).parts)]
    return sorted(path for path in paths if path.is_file())


def tracked_texts() -> list[tuple[str, str]]:
    """Relative path and text of every tracked file that is not binary."""
    texts = [path for path in tracked_files() if path.suffix not in BINARY]
    return [(str(path.relative_to(ROOT)), path.read_text("utf-8", "replace")) for path in texts]


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """``file:line: text`` of every tracked line in which ``pattern`` is found."""
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in tracked_texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def project() -> dict[str, Any]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    table: dict[str, Any] = settings["project"]
    return table


def pins() -> dict[str, str]:
    """Canonical name -> exact version, from ``constraints.txt``."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pairs = (line.split("==") for line in lines)
    return {canonicalize_name(name): version for name, version in pairs}


def requirements() -> list[Requirement]:
    groups = project()["optional-dependencies"].values()
    texts = [*project()["dependencies"], *(text for group in groups for text in group)]
    return [Requirement(text) for text in texts]


def test_the_changelog_opens_with_the_version() -> None:
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)

    assert headings[0] == vetgraph.__version__


def test_the_version_in_pyproject_is_read_from_the_package() -> None:
    assert project()["dynamic"] == ["version"]
    assert "version" not in project()


def test_the_ontology_carries_the_version() -> None:
    turtle = (ROOT / "ontology" / "vetgraph.ttl").read_text("utf-8")
    iri = f"<https://w3id.org/vetgraph/ontology/{vetgraph.__version__}>"

    assert re.findall(r'owl:versionInfo\s+"([^"]+)"', turtle) == [vetgraph.__version__]
    assert re.findall(r"owl:versionIRI\s+(<[^>]+>)", turtle) == [iri]


def test_constraints_are_exact_versions_without_addresses() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()

    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[\w.]+", line)] == []
    assert lines == sorted(lines, key=str.lower)


@pytest.mark.parametrize("requirement", requirements(), ids=str)
def test_every_requirement_is_pinned_within_its_range(requirement: Requirement) -> None:
    assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)])


def test_there_is_no_lock_file() -> None:
    locks = {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "package-lock.json"}

    assert [path for path in tracked_files() if path.name in locks] == []


def test_no_text_names_a_package_registry() -> None:
    assert lines_with(re.compile("|".join(map(re.escape, REGISTRIES)))) == []


def test_no_text_names_a_path_of_one_machine() -> None:
    assert lines_with(MACHINE_PATH) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see /ro" + "ot/notes.txt", True),
        ("path = '/ho" + "me/li/report.txt'", True),
        ("https://example.org/work/1", False),
        ("data/work/1.csv", False),
    ],
)
def test_the_search_for_machine_paths_tells_them_from_addresses(text: str, found: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) is found


def test_no_merge_was_left_half_done() -> None:
    assert lines_with(re.compile(r"^(<{7} |>{7} |={7}$)")) == []


def test_every_text_file_ends_with_one_line_feed() -> None:
    untidy = [
        name
        for name, text in tracked_texts()
        if text and not name.startswith("data/") and not re.search(r"(?<!\n)\n\Z", text)
    ]

    assert untidy == []


@pytest.mark.parametrize("page", PAGES)
def test_every_folder_and_file_shown_exists(page: str) -> None:
    shown = set(SHOWN_PATH.findall((ROOT / page).read_text("utf-8")))

    assert shown
    assert sorted(path for path in shown if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_make_command_shown_is_a_target(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    shown = set(re.findall(r"(?:^|`)make ([a-z-]+)", (ROOT / page).read_text("utf-8"), re.M))

    assert shown
    assert shown <= targets
