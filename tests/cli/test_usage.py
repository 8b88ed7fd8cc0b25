"""Help, languages, and usage errors: one line, in the chosen language, exit code 2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import vetgraph as package
from vetgraph.cli import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Run = Callable[..., Any]

CHINESE = re.compile("[\u4e00-\u9fff]")
COMMANDS = sorted(cli.commands)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_explains_itself_in_both_languages(
    vetgraph: Run, command: str, flag: str
) -> None:
    ran = vetgraph(command, flag)

    assert ran.code == 0
    assert ran.errors == []
    assert ran.out.startswith(f"Usage: vetgraph {command} ")
    assert CHINESE.search(ran.out)
    for option in ("--quiet", "--verbose", "--lang"):
        assert option in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained_in_both_languages(command: str) -> None:
    for parameter in cli.commands[command].params:
        said = getattr(parameter, "help", None)
        if parameter.param_type_name == "option":
            assert said, parameter.name
            assert CHINESE.search(said), parameter.name
            assert re.search(r"[A-Z][\w-]*[ .,]", said), parameter.name


def test_the_list_of_commands_names_each_with_a_bilingual_line(vetgraph: Run) -> None:
    out = vetgraph("--help").out
    for command in COMMANDS:
        line = next(line for line in out.splitlines() if line.startswith(f"  {command} "))
        assert CHINESE.search(line)
        assert re.search(r"[A-Z][a-z]+", line)


def test_without_a_command_the_help_is_shown_and_the_exit_code_is_2(vetgraph: Run) -> None:
    ran = vetgraph()

    assert ran.code == 2
    assert ran.out == ""
    assert ran.errors[0].startswith("Usage: vetgraph")


def test_the_version_is_that_of_the_package(vetgraph: Run) -> None:
    assert vetgraph("--version").out == f"vetgraph {package.__version__}\n"


USAGE = [
    (["nonsense"], "没有命令 'nonsense'", "No such command 'nonsense'"),
    (["qurey"], "是不是 'query'", "Did you mean 'query'"),
    (["query", "--tpo", "3"], "没有选项 --tpo；是不是 '--", "Did you mean"),
    (["query", "--top", "0"], "'--top' 的值不对：0 不在范围 x>=1 内", "not in the range"),
    (["query", "--top", "many"], "'many' 不是整数", "not a valid integer"),
    (["query", "a", "b"], "多余的参数：b", "unexpected extra argument"),
    (["query", "-p"], "选项 '-p' 后面要有值", "requires an argument"),
    (["query", "-f", "pdf"], "'pdf' 不是 'table'", "is not one of 'table'"),
    (["query", "--cite=1"], "选项 '--cite' 后面不能有值", "does not take a value"),
    (["query", "cases", "-p", "x"], "参数应写成 名称=值：x", "a parameter is NAME=VALUE: x"),
    (["query", "cases", "-p", "a=1", "-p", "a=2"], "给了两个值", "has two values"),
    (["show"], "缺少参数 'THING'", "Missing argument 'THING'"),
    (["export", "facts"], "缺少选项 '-f' / '--format'；可选：jsonl", "Missing option '-f'"),
    (["export"], "；可选：facts, graph, network", "Choose from: facts, graph, network"),
    (["export", "facts", "-f", "ttl"], "facts 没有格式 ttl", "facts has no format ttl"),
    (["sparql"], "请给出一个查询文件、- 或 -e 文本", "give one of: a query file"),
    (["sparql", "-e", "ASK {}", "a.rq"], "请给出一个查询文件", "give one of"),
    (["sparql", "-e", "ASK {}", "--timeout", "-1"], "不在范围", "not in the range"),
    (["sparql", "-e", "ASK {}", "--timeout", "soon"], "'soon' 不是数", "not a valid float"),
    (
        ["sparql", "-e", "ASK {}", "--endpoint", "ftp://x"],
        "端点地址无效",
        "not an endpoint address",
    ),
    (["cite"], "请给出陈述的 IRI，或用 --verify", "give the IRI of a statement, or --verify"),
    (["cite", "https://example.org/x", "--verify"], "或用 --verify", "or --verify"),
    (["check", "--fail-on", "all"], "'all' 不是 'violation'", "is not one of 'violation'"),
]


@pytest.mark.parametrize(
    ("arguments", "zh", "en"), USAGE, ids=lambda v: " ".join(v) if isinstance(v, list) else ""
)
def test_a_usage_error_is_one_line_in_the_chosen_language(
    vetgraph: Run, arguments: list[str], zh: str, en: str
) -> None:
    chinese = vetgraph("--lang", "zh", *arguments)
    english = vetgraph("--lang", "en", *arguments)

    assert chinese.code == 2
    assert zh in chinese.error
    assert chinese.out == ""
    assert not re.search(r"[a-z]{3,} [a-z]{3,}", chinese.error.replace("vetgraph", ""))
    assert english.code == 2
    assert en in english.error
    assert not CHINESE.search(english.error)


@pytest.mark.parametrize(
    ("settings", "chinese"),
    [
        ({}, True),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "VETGRAPH_LANG": "zh"}, True),
        ({"LANG": "zh_CN.UTF-8", "VETGRAPH_LANG": "en"}, False),
        ({"VETGRAPH_LANG": "klingon"}, True),
    ],
)
def test_the_language_comes_from_the_environment(
    vetgraph: Run, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], chinese: bool
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    assert bool(CHINESE.search(vetgraph("query", "nonsense").error)) is chinese


def test_the_language_of_one_run_is_not_that_of_the_next(vetgraph: Run) -> None:
    assert not CHINESE.search(vetgraph("--lang", "en", "cite").error)
    assert CHINESE.search(vetgraph("cite").error)


def test_quiet_leaves_progress_out_and_verbose_tells_more(
    vetgraph: Run, report_folder: object, tmp_path: object
) -> None:
    build = ["build", str(report_folder), "--no-check", "--store", f"{tmp_path}/store"]

    assert len(vetgraph(*build).errors) == 4
    assert vetgraph("-q", *build).errors == []
    assert vetgraph(*build, "-q").errors == []
    asked = ["query", "cases", "--store", f"{tmp_path}/store"]
    assert vetgraph(*asked).errors == ["没有结果"]
    assert vetgraph(*asked, "-v").errors == [f"使用图谱库 {tmp_path}/store", "没有结果"]
