"""Usage errors in one line of the chosen language; click itself speaks English only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph.cli.messages import language

if TYPE_CHECKING:
    import click

# click's wordings (8.3 to 8.5), piece by piece; what is not among them stays as it is.
_CHINESE = tuple(
    (re.compile(pattern), chinese)
    for pattern, chinese in (
        (r"No such option:? ('?)(.+?)\1\.", r"没有选项 \2"),
        (r"No such command (.+?)\.(?= |$)", r"没有命令 \1"),
        (r"Missing command\.", "缺少命令"),
        (r"Missing argument (.+?)\.(?= |$)", r"缺少参数 \1"),
        (r"Missing option (.+?)\.(?= |$)", r"缺少选项 \1"),
        (r"Missing parameter(?:: )?(.*?)\.(?= |$)", r"缺少参数 \1"),
        (r"Option (.+?) requires an argument\.", r"选项 \1 后面要有值"),
        (r"Option (.+?) does not take a value\.", r"选项 \1 后面不能有值"),
        (r"Got unexpected extra arguments? \((.*)\)", r"多余的参数：\1"),
        (r"Invalid value for (.+?): ", r"\1 的值不对："),
        (r"Invalid value: ", "值不对："),
        (r"(\S+) is not one of (.+)\.$", r"\1 不是 \2 之一"),
        (r"(\S+) is not in the range (.+?)\.", r"\1 不在范围 \2 内"),
        (r"(\S+) is not a valid integer(?: range)?\.", r"\1 不是整数"),
        (r"(\S+) is not a valid float(?: range)?\.", r"\1 不是数"),
        (
            r" ?\(?(?:Did you mean|Possible options:)(?: one of:)? (.+?)(?:\?\)?|\))$",
            r"；是不是 \1？",
        ),
        (r" ?Choose from: (.+)$", r"；可选：\1"),
    )
)


def usage_line(error: click.ClickException) -> str:
    """What is wrong with the arguments, and where to read how they should be."""
    said = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "vetgraph"
    if language() == "en":
        return f"{said.rstrip('.')} (see {command} --help)"
    for pattern, chinese in _CHINESE:
        said = pattern.sub(chinese, said)
    return f"{said}（见 {command} --help）"
