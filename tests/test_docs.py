"""Every command shown in the README and in docs is run, and shows what the page says it shows.

In a code block a line ``$ vetgraph …`` is a command and the lines below it, up to the next one, are
its output; without ``$`` every line that begins with ``vetgraph`` is a command. ``…`` stands for
any text, on a line of its own for any lines; blanks count as one. A command with a word in capitals
(FILE) or an endpoint elsewhere is an example to be filled in and is not run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vetgraph import export
from vetgraph.export.networks import Options

if TYPE_CHECKING:
    from vetgraph.store import Dataset

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
FINE = (0, 3)  # check and cite --verify end with 3 when they have something to tell

_BLOCK = re.compile(r"^```[\w-]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_TO_FILL_IN = re.compile(r"(?<![\w=-])[A-Z]{3,}(?![\w-])|--endpoint|<[a-z-]+>|\s…")


@dataclass(frozen=True, slots=True)
class Shown:
    """A command on a page, and the lines of output shown below it."""

    command: str
    lines: tuple[str, ...]


def shown(page: str) -> list[Shown]:
    """The commands of a page in order."""
    return [one for block in _BLOCK.findall(page) for one in _commands(block)]


def _commands(block: str) -> list[Shown]:
    lines = re.sub(r" *\\\n\s*", " ", block).splitlines()
    session = any(line.startswith("$ ") for line in lines)
    found: list[Shown] = []
    for line in lines:
        bare = line.removeprefix("$ ") if session else line
        if re.match(r"vetgraph( |$)", bare) and (bare != line or not session):
            found.append(Shown(re.sub(r"\s+# .*", "", bare), ()))
        elif session and found and not line.startswith("$ "):
            found[-1] = Shown(found[-1].command, (*found[-1].lines, line))
    return found


def is_example(command: str) -> bool:
    """Whether something must be filled in before the command can be run."""
    return _TO_FILL_IN.search(re.sub(r"'[^']*'|\"[^\"]*\"", "", command)) is not None


def missing(lines: tuple[str, ...], output: str) -> str | None:
    """The first shown line that the output lacks at its place, or None."""
    real = [" ".join(line.split()) for line in output.splitlines()]
    at, free = 0, True
    for line in (" ".join(line.split()) for line in lines):
        if line == "…":
            free = True
        elif line:
            pattern = ".*".join(map(re.escape, line.split("…")))
            places = range(at, len(real)) if free else range(at, min(at + 1, len(real)))
            found = next((i for i in places if re.fullmatch(pattern, real[i])), None)
            if found is None:
                return line
            at, free = found + 1, False
    return None


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout, to which commands may add files."""
    folder = tmp_path_factory.mktemp("docs")
    for name in ("data", "docs", "ontology", "queries"):
        if (ROOT / name).exists():
            (folder / name).symlink_to(ROOT / name)
    return folder


def run(command: str, desk: Path) -> subprocess.CompletedProcess[str]:
    """A shown command, in the shell, as a user at a fresh desk would run it."""
    home = desk / ".home"
    settings = {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
        "LANG": "C.UTF-8",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=desk, env=settings, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_shown_runs_and_shows_what_the_page_says(page: Path, desk: Path) -> None:
    wrong = []
    for one in shown(page.read_text("utf-8")):
        if is_example(one.command):
            continue
        done = run(one.command, desk)
        if done.returncode not in FINE:
            wrong.append(f"$ {one.command}\nexit code {done.returncode}: {done.stderr[-500:]}")
        elif line := missing(one.lines, done.stdout + done.stderr):
            wrong.append(f"$ {one.command}\nnot shown: {line}\nshown:\n{done.stdout[:1500]}")

    assert not wrong, "\n\n".join(wrong)


def test_the_readme_shows_commands_with_their_output() -> None:
    found = shown((ROOT / "README.md").read_text("utf-8"))

    assert len([one for one in found if one.lines]) > 1


def test_commands_are_found_in_blocks_only() -> None:
    page = (
        "`vetgraph nothing`\n\n```\n$ vetgraph query a\none\n\ntwo\n$ vetgraph query b\n```\n"
        "```sh\nvetgraph build # makes it\nmake test\nvetgraph query \\\n    c\n```\n"
    )

    assert shown(page) == [
        Shown("vetgraph query a", ("one", "", "two")),
        Shown("vetgraph query b", ()),
        Shown("vetgraph build", ()),
        Shown("vetgraph query c", ()),
    ]


@pytest.mark.parametrize(
    ("lines", "lacking"),
    [
        (("b", "c"), None),
        (("b  ", "", "c"), None),
        (("a", "…", "d e"), None),
        (("b", "d e"), "d e"),
        (("…", "d…"), None),
        (("x",), "x"),
        (("d e", "a"), "a"),
    ],
)
def test_shown_lines_are_looked_for_in_their_order(
    lines: tuple[str, ...], lacking: str | None
) -> None:
    assert missing(lines, "a\nb\nc\nd   e\n") == lacking


@pytest.mark.parametrize(
    ("command", "example"),
    [
        ("vetgraph draft FILE", True),
        ("vetgraph query <name>", True),
        ("vetgraph sparql -e 'ASK {}' --endpoint http://localhost:7878/query", True),
        ("vetgraph query enterprise-majors --cite", False),
        ("vetgraph sparql -e 'SELECT (COUNT(*) AS ?n) { ?s a vet:School }'", False),
        ("vetgraph build data/reports/110114-2023", False),
    ],
)
def test_an_example_to_be_filled_in_is_told_from_a_command(command: str, example: bool) -> None:
    assert is_example(command) is example


def test_the_picture_of_the_readme_is_what_its_command_draws(changping: Dataset) -> None:
    classes = ("Enterprise", "Brand", "OrderClass", "Major")

    drawn = export.write_network(changping, "svg", Options(classes=classes))

    assert drawn == (ROOT / "docs" / "partners.svg").read_bytes()
