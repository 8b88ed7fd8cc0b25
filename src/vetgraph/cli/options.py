"""Options that several commands share."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vetgraph.cli.messages import LANGUAGES, set_language, set_quiet, set_verbose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Command = Callable[..., Any]

TABLE_FORMATS = ("table", "tsv", "csv", "json", "xlsx")


@dataclass(frozen=True, slots=True)
class Places:
    """Where a command reads and writes: store folder, format, and file (None = standard output)."""

    store: Path | None = None
    target: str | None = None
    output: Path | None = None


def places(
    formats: Sequence[str] = (), default: str | None = None, required: bool = False
) -> Callable[[Command], Command]:
    """``--store``, ``-o`` and, if there are ``formats``, ``-f``, given to the command as ``at``."""

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def placed(
            *, store: Path | None, output: Path | None, target: str | None = None, **others: object
        ) -> object:
            return command(at=Places(store, target, _file(output)), **others)

        with_output = _output(placed)
        wanted = _format(formats, default, required)(with_output) if formats else with_output
        return store_option(wanted)

    return decorate


def store_option(command: Command) -> Command:
    """``--store DIR`` as ``store``; without it the user's own store, else the bundled reports."""
    return click.option(
        "--store", "store", type=click.Path(path_type=Path), envvar="VETGRAPH_STORE", metavar="DIR",
        help="图谱库文件夹；不给则用自己的库（vetgraph build 所建），没有则用自带的报告。"
        " Store folder; by default your own (made by vetgraph build), else the bundled reports.",
    )(command)  # fmt: skip


def _output(command: Command) -> Command:
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE",
        help="输出文件，- 为标准输出。Output file, - for standard output.",
    )(command)  # fmt: skip


def _format(
    formats: Sequence[str], default: str | None, required: bool
) -> Callable[[Command], Command]:
    zh, en = ("", "") if required else (f"（默认 {default}）", f" (default: {default})")
    if not required and default is None:
        zh, en = "（终端默认 table，管道默认 tsv）", " (table on a terminal, tsv in a pipe)"
    # click takes even a default of None for a value that satisfies ``required``.
    given: dict[str, Any] = (
        {"required": True, "metavar": "FORMAT"} if required else {"default": default}
    )
    return click.option(
        "-f",
        "--format",
        "target",
        type=click.Choice(formats),
        help=f"格式{zh}。Format{en}.",
        **given,
    )


def _file(output: Path | None) -> Path | None:
    return None if output is None or str(output) == "-" else output


def common() -> list[click.Option]:
    """``-q``, ``-v`` and ``--lang``, which every command takes, before and behind its name."""
    return [
        click.Option(
            ["-q", "--quiet"], is_flag=True, expose_value=False, help="不报进度。No progress.",
            callback=lambda _c, _p, value: set_quiet(True) if value else None,
        ),
        click.Option(
            ["-v", "--verbose"], is_flag=True, expose_value=False,
            help="说明做了什么。Tell what is done.",
            callback=lambda _c, _p, value: set_verbose(True) if value else None,
        ),
        click.Option(
            ["--lang"], type=click.Choice(LANGUAGES), expose_value=False, is_eager=True,
            help="界面语言（默认中文；英文环境为 en）。Language of messages.",
            callback=lambda _c, _p, value: set_language(value) if value else None,
        ),
    ]  # fmt: skip
