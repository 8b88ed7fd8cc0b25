"""The built wheel does the main job in an empty environment, outside the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import vetgraph

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    dist = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(dist)]
    run([*build, str(checkout)], dist)
    (built,) = dist.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds the wheel and what it requires."""
    folder = tmp_path_factory.mktemp("elsewhere") / "environment"
    run([sys.executable, "-m", "venv", "--without-pip", str(folder)], folder.parent)
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    pins = str(checkout / "constraints.txt")
    run([*installer(commands / "python"), "--constraint", pins, str(wheel)], folder.parent)
    return commands


def installer(python: Path) -> list[str]:
    """uv where it is there, else the pip of this Python aimed at the other environment."""
    uv = shutil.which("uv")
    if uv and subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0:
        return [uv, "pip", "install", "--quiet", "--python", str(python)]
    return [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]


def run(command: Sequence[str | Path], folder: Path) -> str:
    """Standard output of a command that must succeed, run in ``folder``."""
    hidden = ("PYTHON", "VIRTUAL_ENV", "VETGRAPH_", "COVERAGE", "COV_")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(hidden)}
    environment |= {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_its_name_tells_the_version(wheel: Path) -> None:
    assert wheel.name == f"vetgraph-{vetgraph.__version__}-py3-none-any.whl"


def test_the_package_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    place = run([installed / "python", "-c", "import vetgraph; print(vetgraph.__file__)"], tmp_path)

    assert place.startswith(str(installed.parent))


@pytest.mark.parametrize("name", ["ontology", "queries", "data"])
def test_every_file_of_the_folder_is_carried(
    name: str, installed: Path, checkout: Path, tmp_path: Path
) -> None:
    code = f"from vetgraph import resources; print(resources.{name}_dir())"
    carried = tmp_path / run([installed / "python", "-c", code], tmp_path).strip()

    assert carried.is_relative_to(installed.parent)
    assert files(checkout / name).items() <= files(carried).items()


def files(folder: Path) -> dict[str, bytes]:
    """Relative path -> bytes of every file below ``folder``, but for compiled Python."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent.name != "__pycache__"
    }


def test_version_is_printed(installed: Path, tmp_path: Path) -> None:
    assert vetgraph.__version__ in run([installed / "vetgraph", "--version"], tmp_path)


def test_the_bundled_report_is_built_and_a_question_answered(
    installed: Path, tmp_path: Path
) -> None:
    store = str(tmp_path / "store")
    run([installed / "vetgraph", "build", "--store", store], tmp_path)
    answer = run([installed / "vetgraph", "query", "enterprise-majors", "--store", store], tmp_path)

    rows = answer.splitlines()
    assert any("有限公司" in row for row in rows), answer
