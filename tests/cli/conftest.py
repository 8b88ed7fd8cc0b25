"""Running commands, in this process and, for streams and signals, in one of their own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from vetgraph import pipeline
from vetgraph.cli import app

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vetgraph.pipeline import Built

    Run = Callable[..., "Ran"]


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended: exit code, standard output, lines on standard error."""

    code: int
    out: str
    errors: list[str]

    @property
    def error(self) -> str:
        """The one line on standard error."""
        assert len(self.errors) == 1, self.errors
        return self.errors[0]


@pytest.fixture(scope="session")
def built_store(tmp_path_factory: pytest.TempPathFactory, changping_built: Built) -> Path:
    """A store folder with the Changping report."""
    folder = tmp_path_factory.mktemp("cli") / "store"
    pipeline.publish(folder, [changping_built])
    return folder


@pytest.fixture
def small_store(tmp_path: Path, report_folder: Path) -> Path:
    """A store folder of two sentences, to be spoilt by a test."""
    folder = tmp_path / "small-store"
    pipeline.publish(folder, [pipeline.build_report(report_folder)])
    return folder


@pytest.fixture
def vetgraph(own_home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command line in this process, in an empty home."""
    assert own_home.is_dir()

    def run(*arguments: object) -> Ran:
        capfdbinary.readouterr()
        code = app.run([str(a) for a in arguments])
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in err
        return Ran(code, out.decode(), err.decode().splitlines())

    return run


@pytest.fixture
def process(own_home: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a command line in a process of its own, in an empty home."""
    assert own_home.is_dir()

    def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "vetgraph", *map(str, arguments)]
        settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60, **options}
        done = subprocess.run(command, **settings)  # type: ignore[call-overload]
        assert b"Traceback" not in (done.stderr or b"")
        assert isinstance(done, subprocess.CompletedProcess)
        return done

    return run
