"""The figures on which the tests of the rules call ``consistency.check``: their fixtures."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vetgraph import consistency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pytest

    from vetgraph.consistency import Finding, Observation

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Fixture:
    """The figures of one call, and the test that made it."""

    test: str
    figures: tuple[Observation, ...]


def fixtures(monkeypatch: pytest.MonkeyPatch) -> list[Fixture]:
    """Every list of figures that a test of the rules checks with the default rounding.

    The tests are run as they stand, for each set of their parameters; those that need fixtures
    of pytest check whole reports and are left out.
    """
    recorded: list[Fixture] = []
    check, running = consistency.check, [""]

    def record(found: Iterable[Observation], *rounding: str) -> list[Finding]:
        figures = tuple(found)
        if not rounding or rounding == ("nearest",):
            recorded.append(Fixture(running[0], figures))
        return check(figures, *rounding)

    monkeypatch.setattr(consistency, "check", record)
    for test, parameters in _tests():
        running[0] = test.__name__
        test(**parameters)
    return recorded


def _tests() -> Iterator[tuple[Callable[..., None], dict[str, Any]]]:
    for file in sorted(HERE.glob("test_*.py")):
        if file.stem == "test_twins":
            continue
        module = import_module(f"tests.consistency.{file.stem}")
        for name, test in sorted(vars(module).items()):
            if name.startswith("test_") and test.__module__ == module.__name__:
                yield from (
                    (test, given) for given in _parameters(test) if _is_complete(test, given)
                )


def _parameters(test: Callable[..., None]) -> list[dict[str, Any]]:
    marks = [m for m in getattr(test, "pytestmark", []) if m.name == "parametrize"]
    choices = [[_named(mark.args[0], value) for value in mark.args[1]] for mark in marks]
    return [{k: v for one in some for k, v in one.items()} for some in product(*choices)]


def _named(names: str | tuple[str, ...], value: Any) -> dict[str, Any]:  # noqa: ANN401
    keys = [n.strip() for n in names.split(",")] if isinstance(names, str) else list(names)
    values = getattr(value, "values", value) if not isinstance(value, dict) else value
    return {keys[0]: value} if len(keys) == 1 else dict(zip(keys, values, strict=True))


def _is_complete(test: Callable[..., None], given: dict[str, Any]) -> bool:
    return set(inspect.signature(test).parameters) == set(given)
