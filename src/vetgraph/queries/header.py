"""Query files: SPARQL with a ``#+`` YAML header in grlc's words, read strictly.

grlc takes a header it cannot read for an empty one and skips keys it does not know; here both are
errors with file and line, so that no question loses its parameters in silence.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from vetgraph import errors, rdf, resources
from vetgraph.queries import projection
from vetgraph.queries.near import near_names
from vetgraph.queries.nouns import (
    CITATION_COLUMNS,
    FINDINGS_COLUMN,
    SWITCH,
    VIEWS,
    Parameter,
    Query,
)
from vetgraph.queries.source import Node, Source, open_header

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_KEYS = (
    *("summary", "description", "tags", "defaults", "enumerate", "method", "endpoint"),
    *("pagination", "endpoint_in_url", "transform", "mime", "vetgraph"),
)
_OWN_KEYS = ("question", "view", "cite", "labels")
_VARIABLE = re.compile(r"(?P<mark>__?)(?P<name>[A-Za-z0-9]+)(?:_(?P<kind>\w+))?")
_KIND = re.compile(r"iri|integer|number|literal|year|[a-z]{2}")


def catalogue(folder: Path | None = None) -> list[Query]:
    """All queries of a folder (default: the installed ones), by name.

    Raises ``QueryError`` with file and line for the first header that is broken.
    """
    return [parse(path) for path in sorted((folder or resources.queries_dir()).glob("*.rq"))]


def load(name: str | Path) -> Query:
    """One query by name (``enterprise-majors``) or by the path of an ``.rq`` file.

    Raises ``NotFoundError`` with near names, ``QueryError`` with file and line.
    """
    if isinstance(name, Path) or name.endswith(".rq"):
        return parse(Path(name))
    names = [path.stem for path in sorted(resources.queries_dir().glob("*.rq"))]
    if name not in names:
        near = near_names(name, names)
        raise errors.NotFoundError(
            zh=f"没有名为 {name} 的问题；相近的有：{'、'.join(near) or '（无）'}",
            en=f"there is no query {name}; near ones: {', '.join(near) or '(none)'}",
        )
    return parse(resources.queries_dir() / f"{name}.rq")


def parse(path: Path) -> Query:
    """A query file. Raises ``QueryError`` with file and line, ``NotFoundError`` without a file."""
    source, text = Source(path), _read(path)
    header = source.mapping(open_header(source, text), _KEYS)
    _check_plain_keys(source, header)
    for key in ("summary", "vetgraph"):
        if key not in header:
            raise source.error(1, f"缺少键 {key}", f"the key {key} is missing")
    own = source.need(header["vetgraph"], _OWN_KEYS)
    outer = _outer(source, text)
    parameters = _parameters(source, text, header)
    cite = _cite(source, own["cite"], outer)
    columns = tuple(v for v in outer.projected if not v.startswith("_") and v not in cite)
    return Query(
        name=path.stem,
        path=path,
        sparql=text,
        summary=source.text(header["summary"]),
        description=source.text(header["description"]) if "description" in header else "",
        tags=tuple(source.text(tag) for tag in source.items(header.get("tags", Node(1, [])))),
        question=source.bilingual(own["question"]),
        view=source.one_of(own["view"], VIEWS),
        cite=cite,
        columns=_columns(source, outer, columns),
        parameters=parameters,
        labels=_labels(source, own["labels"], [*columns, *(p.name for p in parameters)]),
        switchable=SWITCH in outer.projected,
    )


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError as error:
        raise errors.NotFoundError(zh="没有这个文件", en="no such file", file=path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise errors.QueryError(
            zh=f"无法读取：{error}", en=f"cannot be read: {error}", file=path
        ) from error


def _check_plain_keys(source: Source, header: Mapping[str, Node]) -> None:
    """The grlc keys that vetgraph only carries along must still be what grlc takes."""
    for key in ("endpoint", "mime"):
        if key in header:
            source.text(header[key])
    if "transform" in header:
        source.mapping(header["transform"])
    if "method" in header:
        source.one_of(header["method"], ("GET", "POST"))
    if "endpoint_in_url" in header:
        source.one_of(header["endpoint_in_url"], ("False", "True", "false", "true"))
    if "pagination" in header and not source.text(header["pagination"]).isdecimal():
        raise source.error(header["pagination"].line, "此处应是整数", "a whole number is expected")


def _outer(source: Source, text: str) -> projection.Select:
    """The outermost SELECT; every SELECT must project the parameters used inside it."""
    found = projection.selects(text)
    if not found:
        raise source.error(1, "这不是 SELECT 查询", "this is not a SELECT query")
    if found[0].star:
        raise source.error(found[0].line, "请逐一列出列名，不用 *", "name the columns; no *")
    everywhere = tuple(projection.variables(text))
    _check_projected(source, found[0], everywhere)
    for select in found[1:]:
        if not select.star:
            _check_projected(source, select, select.used)
    _refuse_unseen(source, text)
    return found[0]


def _check_projected(
    source: Source, select: projection.Select, used: tuple[projection.Token, ...]
) -> None:
    for token in used:
        if token.text.startswith("_") and token.text not in select.projected:
            raise source.error(
                select.line,
                f"参数 ?{token.text} 须列入此 SELECT，否则取不到值",
                f"the parameter ?{token.text} must be projected by this SELECT to have its value",
            )


def _refuse_unseen(source: Source, text: str) -> None:
    """BOUND(?_x) and BIND(?_x AS ?y): the engine (pyoxigraph 0.5) answers them before it binds."""
    stream = projection.tokens(text)
    for before, opening, token, after in zip(
        stream, stream[1:], stream[2:], stream[3:], strict=False
    ):
        bare = before.text.upper() == "BOUND" or after.text.upper() == "AS"
        if bare and opening.text == "(" and token.text.startswith("_"):
            raise source.error(
                token.line,
                f"BOUND 和 AS 看不到参数 ?{token.text} 的值；请写 COALESCE(?{token.text}, …)",
                f"BOUND and AS do not see the value of ?{token.text}; "
                f"write COALESCE(?{token.text}, …)",
            )


def _parameters(source: Source, text: str, header: Mapping[str, Node]) -> tuple[Parameter, ...]:
    defaults = source.named(header.get("defaults"))
    sources = source.named(header.get("enumerate"))
    found: dict[str, Parameter] = {}
    for token in projection.variables(text):
        if token.text.startswith("_") and token.text != SWITCH:
            made = _parameter(source, token, defaults, sources)
            if found.setdefault(made.name, made) != made:
                raise source.error(
                    token.line,
                    f"参数 {made.name} 有两种写法",
                    f"the parameter {made.name} is written in two ways",
                )
    for name, node in [*defaults.items(), *sources.items()]:
        if name not in found:
            raise source.error(node.line, f"没有参数 {name}", f"there is no parameter {name}")
    return tuple(found.values())


def _parameter(
    source: Source,
    token: projection.Token,
    defaults: Mapping[str, Node],
    sources: Mapping[str, Node],
) -> Parameter:
    match = _VARIABLE.fullmatch(token.text)
    kind = _kind(match["kind"] or "literal") if match else None
    if match is None or kind is None:
        raise source.error(
            token.line,
            f"参数 ?{token.text} 的类型未知（iri、integer、number、literal、year、zh、xsd_date …）",
            f"the parameter ?{token.text} has no known type "
            "(iri, integer, number, literal, year, zh, xsd_date …)",
        )
    name = match["name"]
    values, scheme = _choices(source, sources.get(name))
    default = source.text(defaults[name]) if name in defaults else None
    required = match["mark"] == "_" and default is None
    return Parameter(name, token.text, kind, required, default, values, scheme)


def _kind(suffix: str) -> str | None:
    """The kind a suffix means; ``xsd_date`` is a CURIE of a datatype."""
    if _KIND.fullmatch(suffix):
        return suffix
    prefix, _, local = suffix.partition("_")
    return f"{prefix}:{local}" if local and prefix in rdf.PREFIXES else None


def _choices(source: Source, node: Node | None) -> tuple[tuple[str, ...], str | None]:
    """A list of values, or the CURIE of the class or scheme whose members are the values."""
    if node is None:
        return (), None
    if isinstance(node.value, list):
        return tuple(source.text(item) for item in node.value), None
    prefix, _, local = source.text(node).partition(":")
    if prefix not in rdf.PREFIXES or not local:
        raise source.error(
            node.line,
            "此处应是值的列表，或类、码表的缩写（vet:School、code:indicator）",
            "a list of values or a class or scheme (vet:School, code:indicator) is expected",
        )
    return (), rdf.PREFIXES[prefix] + local


def _cite(source: Source, node: Node, outer: projection.Select) -> tuple[str, ...]:
    items = node.value if isinstance(node.value, list) else [node]
    names = tuple(source.text(item).removeprefix("?") for item in items)
    for name in names:
        if name not in outer.projected:
            raise source.error(
                node.line, f"cite 的变量 ?{name} 未列入 SELECT", f"cite: ?{name} is not projected"
            )
    return names


def _columns(source: Source, outer: projection.Select, columns: tuple[str, ...]) -> tuple[str, ...]:
    for name in columns:
        if name in (*CITATION_COLUMNS, FINDINGS_COLUMN) or not name.isascii():
            raise source.error(
                outer.line,
                f"列名 {name} 留给引文或不是英文",
                f"the column name {name} is kept for citations or is not ASCII",
            )
    return columns


def _labels(source: Source, node: Node, names: Iterable[str]) -> dict[str, dict[str, str]]:
    found = source.mapping(node)
    wanted = list(dict.fromkeys(names))
    for name in wanted:
        if name not in found:
            raise source.error(node.line, f"labels 缺少 {name}", f"labels has no {name}")
    for name, child in found.items():
        if name not in wanted:
            raise source.error(
                child.line, f"labels 中的 {name} 不是列或参数", f"{name} is no column or parameter"
            )
    return {name: source.bilingual(found[name]) for name in wanted}
