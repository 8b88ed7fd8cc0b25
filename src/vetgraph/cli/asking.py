"""``query``, ``sparql``, ``show`` and ``cite``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vetgraph import errors
from vetgraph.cli.messages import language, note, pick
from vetgraph.cli.options import TABLE_FORMATS, Places, places
from vetgraph.cli.output import nothing_found, write_bytes, write_solutions, write_text

if TYPE_CHECKING:
    from vetgraph import rdf
    from vetgraph.remote import Endpoint
    from vetgraph.store import Dataset, Solutions

    Answer = Solutions | list[rdf.Triple] | bool

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def opened(at: Places) -> Dataset:
    """The dataset that answers; ``-v`` tells which."""
    from vetgraph import pipeline

    dataset = pipeline.open_dataset(at.store)
    note(
        f"使用图谱库 {dataset.directory}" if dataset.directory else "使用内存中的自带报告",
        f"using the store {dataset.directory}"
        if dataset.directory
        else "using the bundled reports in memory",
    )
    return dataset


@click.command(short_help="按名称提问。Ask a question by name.")
@click.argument("name", required=False)
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="参数。Parameter."
)
@click.option(
    "--cite", "cited", is_flag=True, help="每行附出处与原文。Add place and quote to each row."
)
@click.option("--stated-only", is_flag=True, help="不含推断。Leave inferred statements out.")
@click.option("--top", type=click.IntRange(min=1), help="只要前 N 行。The first N rows only.")
@places(TABLE_FORMATS)
def query(
    name: str | None,
    params: tuple[str, ...],
    cited: bool,
    stated_only: bool,
    top: int | None,
    at: Places,
) -> int:
    """Run a question by name; without a name, list all questions and their parameters.

    按名称运行一个问题；不给名称则列出全部问题及参数。
    """
    from vetgraph import queries

    if name is None:
        write_text(_catalogue(), at.output)
        return 0
    question, given = queries.load(name), _pairs(params)
    found = queries.run(question, opened(at), given, cite=cited, inferred=not stated_only, top=top)
    return write_solutions(found, at, question.labels)


def _catalogue() -> str:
    from vetgraph import queries

    lines = []
    optional = pick("  （可省）", "  (optional)")
    for question in queries.catalogue():
        lines.append(f"{question.name}\n    {question.question[language()]}")
        lines.extend(
            f"    -p {parameter.name}=…{'' if parameter.required else optional}"
            for parameter in question.parameters
        )
    return "\n".join(lines) + "\n"


def _pairs(params: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for given in params:
        name, equals, value = (part.strip() for part in given.partition("="))
        if not equals or not name:
            raise errors.ParameterError(
                zh=f"参数应写成 名称=值：{given}", en=f"a parameter is NAME=VALUE: {given}"
            )
        if pairs.setdefault(name, value) != value:
            raise errors.ParameterError(
                zh=f"参数 {name} 给了两个值", en=f"the parameter {name} has two values"
            )
    return pairs


@click.command(short_help="自由查询。Ask freely in SPARQL.")
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option("-e", "--execute", "text", help="SPARQL 文本。SPARQL text.")
@click.option("--endpoint", metavar="URL", help="远程 SPARQL 端点。A remote SPARQL endpoint.")
@click.option(
    "--timeout", type=click.FloatRange(min=0), default=60.0, show_default=True, metavar="SECONDS",
    help="时限（秒），到时以退出码 5 结束；0 为不限。Time limit; past it the exit code is 5;"
    " 0 is no limit.",
)  # fmt: skip
@places(TABLE_FORMATS)
def sparql(
    file: Path | None, text: str | None, endpoint: str | None, timeout: float, at: Places
) -> int:
    """Run a SPARQL query from a file, standard input (-) or -e, here or at an endpoint.

    运行 SPARQL 查询（文件、- 或 -e 文本），本地或远程。
    """
    asked = _query_text(file, text)
    if endpoint:
        from vetgraph.remote import Endpoint

        # An endpoint without a limit would be waited for to the end of days.
        return _write(_remote(Endpoint(endpoint, timeout or 86_400.0), asked), at)
    from vetgraph.store import query_within

    return _write(query_within(opened(at), asked, timeout), at)


def _query_text(file: Path | None, text: str | None) -> str:
    if (file is None) == (text is None):
        raise errors.UsageError(
            zh="请给出一个查询文件、- 或 -e 文本", en="give one of: a query file, -, or -e TEXT"
        )
    if file is None:
        return text or ""
    from vetgraph.reading import files

    if str(file) != "-":
        return files.read_plain(file)
    return files.decode(sys.stdin.buffer.read() if sys.stdin else b"", Path("-"))


def _remote(endpoint: Endpoint, asked: str) -> Answer:
    """The answer of an endpoint, asked by the verb that fits the form of the query."""
    from vetgraph.queries.projection import tokens

    words = (token.text.upper() for token in tokens(asked) if token.kind == "word")
    form = next((word for word in words if word in _FORMS), "SELECT")
    if form == "SELECT":
        return endpoint.select(asked)
    return endpoint.ask(asked) if form == "ASK" else endpoint.construct(asked)


def _write(answer: Answer, at: Places) -> int:
    from vetgraph import rdf, store

    if isinstance(answer, bool):
        write_text("true\n" if answer else "false\n", at.output)
        return 0
    if isinstance(answer, store.Solutions):
        return write_solutions(answer, at)
    write_bytes(rdf.serialise(answer, rdf.RdfFormat.TURTLE), at.output)
    return 0 if answer else nothing_found()


@click.command(short_help="一个对象的全部陈述。All that is known of one thing.")
@click.argument("thing")
@places(TABLE_FORMATS)
def show(thing: str, at: Places) -> int:
    """Everything known of one thing (name, alias or IRI), each line cited.

    列出关于某对象（名称、别名或 IRI）的全部陈述，逐条引证。
    """
    from vetgraph import queries

    question = queries.load("statements-about")
    found = queries.run(question, opened(at), {"thing": thing}, cite=True)
    return write_solutions(found, at, question.labels)


@click.command(short_help="引文及其比对。Quotations, and their comparison.")
@click.argument("statement", required=False)
@click.option(
    "--verify", is_flag=True, help="重读并比对全部引文。Re-read and compare every citation."
)
@places(TABLE_FORMATS)
def cite(statement: str | None, verify: bool, at: Places) -> int:
    """The passages of a statement (IRI); --verify compares every citation with the text.

    给出一条陈述（IRI）的引文；--verify 比对全部引文。
    """
    from vetgraph import citing

    if verify == (statement is not None):
        raise errors.UsageError(
            zh="请给出陈述的 IRI，或用 --verify", en="give the IRI of a statement, or --verify"
        )
    dataset = opened(at)
    if statement is not None:
        return write_solutions(citing.passages(dataset, statement), at)
    lines = [fault.message(language()) for fault in citing.faults(dataset)]
    total = citing.count(dataset)
    counted = pick(
        f"比对引文 {total} 处，不符 {len(lines)} 处",
        f"{total} citations compared, {len(lines)} differ",
    )
    write_text("\n".join([*lines, counted, ""]), at.output)
    return errors.ViolationsFound.exit_code if lines else 0
