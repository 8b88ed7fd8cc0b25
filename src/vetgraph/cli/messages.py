"""What is said to a person: the language, and lines that a terminal can take."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from contextvars import ContextVar

import click

LANGUAGES = ("zh", "en")
_CHOSEN: ContextVar[str | None] = ContextVar("language", default=None)
_QUIET, _VERBOSE = "vetgraph.quiet", "vetgraph.verbose"

# Control characters (C0, C1), line separators, and what turns the direction of writing (CWE-150).
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+"
)


def set_language(value: str | None) -> None:
    """Choose the language of this run; None leaves it to the environment."""
    _CHOSEN.set(value)


def language() -> str:
    """``zh`` unless --lang, VETGRAPH_LANG or an English locale says otherwise."""
    if chosen := _CHOSEN.get() or os.environ.get("VETGRAPH_LANG"):
        return "en" if chosen.lower().startswith("en") else "zh"
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return "en" if (spoken or "").lower().startswith("en") else "zh"


def pick(zh: str, en: str) -> str:
    """One of two wordings, by the language of this run."""
    return zh if language() == "zh" else en


def printable(text: str) -> str:
    """One line without control characters and without turns of direction, for a terminal."""
    return _UNPRINTABLE.sub(" ", text)


def set_quiet(value: bool) -> None:
    """Leave progress out (errors and answers are always shown)."""
    click.get_current_context().meta[_QUIET] = value


def is_quiet() -> bool:
    """Whether progress is left out."""
    return bool(click.get_current_context().meta.get(_QUIET))


def set_verbose(value: bool) -> None:
    """Tell more of what is done."""
    click.get_current_context().meta[_VERBOSE] = value


def say(zh: str, en: str) -> None:
    """Progress, on standard error."""
    if not is_quiet():
        tell(pick(zh, en))


def note(zh: str, en: str) -> None:
    """What only ``-v`` asks for, on standard error."""
    if click.get_current_context().meta.get(_VERBOSE):
        tell(pick(zh, en))


def tell(message: str) -> None:
    """Lines on standard error; nobody listening there is no reason to fail."""
    with suppress(OSError, ValueError):
        for line in message.splitlines():
            click.echo(printable(line), err=True)
