"""The group of commands, and the one place where errors become lines and exit codes."""

from __future__ import annotations

import errno
import os
import sys
from typing import NoReturn

import click

from vetgraph import __version__, errors
from vetgraph.cli import asking, building, exchanging
from vetgraph.cli.output import language, set_language

_USAGE = {
    click.NoSuchOption: "没有这个选项",
    click.MissingParameter: "缺少参数",
    click.BadOptionUsage: "选项用法不对",
    click.BadParameter: "参数值不对",
}
_INTERRUPTED = 130
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT)
@click.version_option(__version__, message="vetgraph %(version)s")
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), expose_value=False, is_eager=True,
    callback=lambda _c, _p, value: set_language(value),
    help="界面语言（默认中文；英文环境为 en）。Language of messages.",
)  # fmt: skip
def cli() -> None:
    """职业教育质量年度报告的知识图谱：读取、引证、校验、提问。

    A knowledge graph of vocational-education quality reports: read, cited, checked, asked.
    """


for _command in (
    building.build,
    building.check,
    asking.query,
    asking.sparql,
    asking.show,
    asking.cite,
    exchanging.export,
    exchanging.link,
):
    cli.add_command(_command)


def main() -> NoReturn:
    """Run the command line; never returns, never shows a traceback."""
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    try:
        result = cli.main(args=arguments, prog_name="vetgraph", standalone_mode=False)
        sys.stdout.flush()
    except errors.VetgraphError as error:
        return _tell(error.message(language()), error.exit_code)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _tell("已中断 / interrupted", _INTERRUPTED)
    except click.ClickException as error:
        return _tell(_usage(error), error.exit_code)
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        return _os_error(error)
    except Exception as error:  # the last line of defence: one line, never a traceback
        return _unexpected(error)
    return result if isinstance(result, int) else 0


def _tell(message: str, code: int) -> int:
    for line in message.splitlines():
        click.echo(f"vetgraph: {line}", err=True)
    return code


def _usage(error: click.ClickException) -> str:
    said = error.format_message()
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return said
    if language() == "en":
        return f"{said} (see vetgraph --help)"
    zh = next((text for kind, text in _USAGE.items() if isinstance(error, kind)), "用法不对")
    return f"{zh}：{said}（见 vetgraph --help）"


def _os_error(error: OSError) -> int:
    if error.errno == errno.EPIPE:
        _drop_output()
        return 0
    where = f"{error.filename}: " if error.filename else ""
    reason = error.strerror or str(error)
    zh, en = f"{where}系统错误：{reason}", f"{where}system error: {reason}"
    return _tell(zh if language() == "zh" else en, 1)


def _unexpected(error: Exception) -> int:
    if os.environ.get("VETGRAPH_DEBUG"):
        raise error
    said = f"{type(error).__name__}: {error}".splitlines()[0]
    zh = f"内部错误：{said}（设 VETGRAPH_DEBUG=1 可看详情；请报告此问题）"
    en = f"internal error: {said} (set VETGRAPH_DEBUG=1 for details; please report it)"
    return _tell(zh if language() == "zh" else en, 1)


def _drop_output() -> None:
    """The reader has gone: nothing more can be written, and that is no failure."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
