"""The two versions of ``versions.py`` for the tests, and a store that holds the old one."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vetgraph import store

if TYPE_CHECKING:
    from types import ModuleType


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"store_tests_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def versions() -> ModuleType:
    """``version(name)``, ``quads(part, name)``, ``answer(dataset)`` and ``WHOLE``."""
    return _load(Path(__file__).with_name("versions.py"))


@pytest.fixture
def old(tmp_path: Path, versions: ModuleType) -> Path:
    """A store folder with the old version."""
    folder = tmp_path / "store"
    store.publish(folder, versions.version("old"))
    return folder
