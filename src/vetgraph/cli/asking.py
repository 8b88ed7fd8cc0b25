"""``query``, ``sparql``, ``show`` and ``cite``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vetgraph import errors
from vetgraph.cli.output import (
    language,
    output_option,
    say,
    store_option,
    table_option,
    write_bytes,
    write_solutions,
)


@click.command()
@click.argument("name", required=False)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="参数。Parameter.")
@click.option("--cite", "cited", is_flag=True, help="每行附出处与原文。Add place and quote to each row.")
@click.option("--stated-only", is_flag=True, help="不含推断。Leave inferred statements out.")
@click.option("--top", type=click.IntRange(min=1), help="只要前 N 行。The first N rows only.")
@store_option
@table_option
@output_option
def query(  # noqa: PLR0913 (one parameter an option)
    name: str | None,
    params: tuple[str, ...],
    cited: bool,
    stated_only: bool,
    top: int | None,
    store_dir: Path | None,
    target: str | None,
    output: Path | None,
) -> int:
    """按名称运行一个问题；不给名称则列出全部问题及参数。

    Run a question by name; without a name, list all questions and their parameters.
    """
    from vetgraph import pipeline, queries

    if name is None:
        write_bytes(_catalogue().encode(), output)
        return 0
    question = queries.load(name)
    found = queries.run(
        question, pipeline.open_dataset(store_dir), _pairs(params), cite=cited,
        inferred=not stated_only, top=top,
    )  # fmt: skip
    write_solutions(found, target, output, question.labels)
    return _nothing_found() if not found.rows else 0


def _catalogue() -> str:
    from vetgraph import queries

    lines = []
    for question in queries.catalogue():
        lines.append(f"{question.name}\n    {question.question[language()]}")
        lines.extend(
            f"    -p {p.name}=…" + ("" if p.required else "  （可省）" if language() == "zh" else "  (optional)")
            for p in question.parameters
        )
    return "\n".join(lines) + "\n"


def _pairs(params: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for given in params:
        name, equals, value = given.partition("=")
        if not equals:
            raise errors.ParameterError(
                zh=f"参数应写成 名称=值：{given}", en=f"a parameter is NAME=VALUE: {given}"
            )
        pairs[name.strip()] = value.strip()
    return pairs


def _nothing_found() -> int:
    say("没有结果", "nothing found")
    return errors.NotFoundError.exit_code


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option("-e", "--execute", "text", help="SPARQL 文本。SPARQL text.")
@click.option("--endpoint", metavar="URL", help="远程 SPARQL 端点。A remote SPARQL endpoint.")
@store_option
@table_option
@output_option
def sparql(
    file: Path | None, text: str | None, endpoint: str | None, store_dir: Path | None,
    target: str | None, output: Path | None,
) -> int:  # fmt: skip
    """运行 SPARQL 查询（文件、- 或 -e 文本），本地或远程。

    Run a SPARQL query from a file, standard input (-) or -e, here or at an endpoint.
    """
    from vetgraph import pipeline

    asked = _query_text(file, text)
    if endpoint:
        from vetgraph.remote import Endpoint

        return _answer(Endpoint(endpoint), asked, target, output)
    return _answer(pipeline.open_dataset(store_dir), asked, target, output)


def _query_text(file: Path | None, text: str | None) -> str:
    if (file is None) == (text is None):
        raise errors.UsageError(
            zh="请给出一个查询文件、- 或 -e 文本", en="give one of: a query file, -, or -e TEXT"
        )
    if text is not None:
        return text
    if str(file) == "-":
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")
    from vetgraph.reading.files import read_plain

    assert file is not None  # noqa: S101 (the case above)
    return read_plain(file)


def _answer(source: object, asked: str, target: str | None, output: Path | None) -> int:
    from vetgraph import rdf, store

    answer = source.query(asked)  # type: ignore[attr-defined]
    if isinstance(answer, bool):
        write_bytes(b"true\n" if answer else b"false\n", output)
        return 0
    if isinstance(answer, store.Solutions):
        write_solutions(answer, target, output)
        return _nothing_found() if not answer.rows else 0
    write_bytes(rdf.serialise(answer, rdf.RdfFormat.TURTLE), output)
    return _nothing_found() if not answer else 0


@click.command()
@click.argument("thing")
@store_option
@table_option
@output_option
def show(thing: str, store_dir: Path | None, target: str | None, output: Path | None) -> int:
    """列出关于某对象（名称、别名或 IRI）的全部陈述，逐条引证。

    Everything known of one thing (name, alias or IRI), each line cited.
    """
    from vetgraph import pipeline, queries

    question = queries.load("statements-about")
    found = queries.run(question, pipeline.open_dataset(store_dir), {"thing": thing}, cite=True)
    write_solutions(found, target, output, question.labels)
    return _nothing_found() if not found.rows else 0


@click.command()
@click.argument("statement", required=False)
@click.option("--verify", is_flag=True, help="重读并比对全部引文。Re-read and compare every citation.")
@store_option
@table_option
@output_option
def cite(
    statement: str | None, verify: bool, store_dir: Path | None, target: str | None,
    output: Path | None,
) -> int:  # fmt: skip
    """给出一条陈述（IRI）的引文；--verify 比对全部引文。

    The passages of a statement (IRI); --verify compares every citation with the text.
    """
    from vetgraph import citing, pipeline

    dataset = pipeline.open_dataset(store_dir)
    if verify:
        return _verify(list(citing.faults(dataset)), citing.count(dataset))
    if statement is None:
        raise errors.UsageError(
            zh="请给出陈述的 IRI，或用 --verify", en="give the IRI of a statement, or --verify"
        )
    found = citing.passages(dataset, statement)
    write_solutions(found, target, output)
    return 0


def _verify(faults: list[errors.VetgraphError], total: int) -> int:
    for fault in faults:
        click.echo(fault.message(language()), err=True)
    zh = f"比对引文 {total} 处，不符 {len(faults)} 处"
    en = f"{total} citations compared, {len(faults)} differ"
    click.echo(zh if language() == "zh" else en)
    return 3 if faults else 0
