"""The group of commands, and the one place where errors become lines and exit codes."""

from __future__ import annotations

import io
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

from vetgraph import __version__, errors
from vetgraph.cli import asking, building, checking, covering, drafting, exchanging
from vetgraph.cli.messages import pick, set_language, tell
from vetgraph.cli.options import common
from vetgraph.cli.usage import usage_line

_INTERRUPTED = 130
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT)
@click.version_option(__version__, message="vetgraph %(version)s", help="版本。Version.")
def cli() -> None:
    """A knowledge graph of vocational-education quality reports: read, cited, checked, asked.

    职业教育质量年度报告的知识图谱：读取、引证、校验、提问。
    """


for _command in (
    building.build,
    checking.check,
    covering.coverage,
    asking.query,
    asking.sparql,
    asking.show,
    asking.cite,
    exchanging.export,
    exchanging.link,
    drafting.extract,
    drafting.draft,
):
    cli.add_command(_command)
for _command in (cli, *cli.commands.values()):
    _command.params.extend(common())


def main() -> NoReturn:
    """Run the command line; never returns, never shows a traceback."""
    _open_streams()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line; returns its exit code."""
    set_language(_asked_language(arguments))
    try:
        result = cli.main(args=_decoded(arguments), prog_name="vetgraph", standalone_mode=False)
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        return _fail(pick("已中断", "interrupted"), _INTERRUPTED)
    except (errors.VetgraphError, click.ClickException) as error:
        return _refused(error)
    except SystemExit:  # what click makes of a reader that has gone
        _drop_output()
        return 0
    except Exception as error:  # the last line of defence: one line, never a traceback
        return _broken(error)
    return result if isinstance(result, int) else 0


def _asked_language(arguments: list[str]) -> str | None:
    """What --lang says, read beforehand: wrong arguments are named in that language as well."""
    found = re.search(r"--lang[= ](zh|en)\b", " ".join(arguments))
    return found[1] if found else None


def _refused(error: errors.VetgraphError | click.ClickException) -> int:
    if isinstance(error, errors.VetgraphError):
        return _fail(error.message(pick("zh", "en")), error.exit_code)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        tell(error.format_message())
        return error.exit_code
    return _fail(usage_line(error), error.exit_code)


def _decoded(arguments: list[str]) -> list[str]:
    """Arguments as UTF-8 whatever the locale says; a name of a file that is not stays as it is."""
    return [_utf8(a) if any("\ud800" <= c <= "\udfff" for c in a) else a for a in arguments]


def _utf8(argument: str) -> str:
    try:
        return os.fsencode(argument).decode()
    except UnicodeError as error:
        if Path(argument).exists():
            return argument
        raise errors.UsageError(
            zh="命令行参数不是 UTF-8 文本", en="an argument is not UTF-8 text"
        ) from error


def _fail(message: str, code: int) -> int:
    tell("\n".join(f"vetgraph: {line}" for line in message.splitlines()))
    return code


def _broken(error: Exception) -> int:
    _drop_output()
    if isinstance(error, BrokenPipeError):
        return 0
    if os.environ.get("VETGRAPH_DEBUG"):
        raise error
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        reason = error.strerror or str(error)
        return _fail(pick(f"{where}系统错误：{reason}", f"{where}system error: {reason}"), 1)
    if isinstance(error, RecursionError):
        return _fail(pick("输入嵌套过深", "the input is nested too deeply"), 1)
    said = f"{type(error).__name__}: {error}".splitlines()[0]
    zh = f"内部错误：{said}（设 VETGRAPH_DEBUG=1 可看详情；请报告此问题）"
    en = f"internal error: {said} (set VETGRAPH_DEBUG=1 for details; please report it)"
    return _fail(pick(zh, en), 1)


def _open_streams() -> None:
    """Streams that were closed before the start go nowhere; characters that fit none become ?."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 (open until the end)
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _drop_output() -> None:
    """Nothing more can be written: what waits in buffers must not fail again at the end."""
    with suppress(OSError, ValueError):
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        os.close(devnull)
