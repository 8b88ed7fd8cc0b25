"""A SPARQL 1.1 endpoint elsewhere, asked with the verbs of the embedded store.

Follows the SPARQL 1.1 Protocol and the JSON results format. Servers differ and fail half-way, so
what does not parse to the last byte is an error, never a shorter answer.
"""

from __future__ import annotations

import io
import json
import re
import time
from dataclasses import dataclass, field
from http.client import HTTPException, IncompleteRead
from typing import IO, TYPE_CHECKING, Any, NoReturn
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qsl, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from vetgraph import errors, rdf
from vetgraph.store import Solutions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from http.client import HTTPMessage, HTTPResponse

# One type only: a list makes some servers answer with plain application/json.
_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.9"
_SYNTAXES = {
    "application/n-triples": rdf.RdfFormat.N_TRIPLES,
    "text/plain": rdf.RdfFormat.N_TRIPLES,
    "text/turtle": rdf.RdfFormat.TURTLE,
    "application/x-turtle": rdf.RdfFormat.TURTLE,
}
_LONGEST_GET = 1500  # characters of query; longer ones go by POST
_BUSY = (429, 503)
_TRIES = 3
_LONGEST_WAIT = 10.0
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The query service at ``url``; read only, whatever the text asks.

    ``timeout``: seconds for the whole answer; ``most_bytes``: the largest answer taken.
    """

    url: str
    timeout: float = 60.0
    most_bytes: int = 1 << 28
    wait: Callable[[float], None] = field(default=time.sleep, repr=False)

    def __post_init__(self) -> None:
        """Refuse what is not a plain http(s) address; raises ``UsageError``."""
        _check_address(self.url)

    def select(self, sparql: str, bindings: Mapping[str, rdf.Term] | None = None) -> Solutions:
        """The rows of a SELECT query. Raises ``RemoteError``; ``QueryError`` for bad bindings."""
        document, headers = _json(self, _bound(sparql, bindings))
        try:
            columns = tuple(str(name) for name in document["head"]["vars"])
            rows = [_row(columns, found) for found in document["results"]["bindings"]]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            _not_results(self.url, error)
        _refuse_part(self.url, headers, len(rows))
        return Solutions(columns, rows)

    def ask(self, sparql: str, bindings: Mapping[str, rdf.Term] | None = None) -> bool:
        """The answer of an ASK query. Raises like ``select``."""
        document, _ = _json(self, _bound(sparql, bindings))
        verdict = document.get("boolean") if isinstance(document, dict) else None
        if not isinstance(verdict, bool):
            _not_results(self.url, "boolean")
        return verdict

    def construct(
        self, sparql: str, bindings: Mapping[str, rdf.Term] | None = None
    ) -> list[rdf.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, sorted. Raises like ``select``."""
        answer = _fetch(self, _bound(sparql, bindings), _TRIPLES)
        syntax = _SYNTAXES.get(answer.media_type)
        if syntax is None:
            _unexpected(self.url, answer)
        store = rdf.Store()
        try:
            store.load(answer.body, format=syntax)
        except (SyntaxError, ValueError) as error:
            _cut_off(self.url, error)
        _refuse_part(self.url, answer.headers, len(store))
        return sorted((quad.triple for quad in store), key=str)


@dataclass(frozen=True, slots=True)
class _Answer:
    body: bytes
    media_type: str
    headers: Mapping[str, str]


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or re.search(r"[\s\x00-\x1f\x7f]", url):
        raise errors.UsageError(
            zh=f"端点地址无效：{url!r}；应为 http:// 或 https:// 开头的地址",
            en=f"not an endpoint address: {url!r}; it must begin with http:// or https://",
        )
    if parts.username is not None or parts.fragment:
        raise errors.UsageError(
            zh="端点地址中不能有用户名、密码或 # 片段",
            en="an endpoint address must not hold a user name, a password or a # fragment",
        )


def _json(endpoint: Endpoint, sparql: str) -> tuple[Any, Mapping[str, str]]:
    answer = _fetch(endpoint, sparql, _RESULTS)
    if answer.media_type not in (_RESULTS, "application/json"):
        _unexpected(endpoint.url, answer)
    try:
        return json.loads(answer.body), answer.headers
    except (ValueError, RecursionError) as error:
        _cut_off(endpoint.url, error)


def _fetch(endpoint: Endpoint, sparql: str, accept: str) -> _Answer:
    """One answer; a server that says it is busy is asked again, a few times."""
    request = _request(endpoint.url, sparql, accept)
    for attempt in range(1, _TRIES + 1):
        try:
            return _sent(endpoint, request)
        except HTTPError as error:
            with error:
                delay = _delay(error)
                if error.code not in _BUSY or attempt == _TRIES or delay > _LONGEST_WAIT:
                    _refused(endpoint.url, error)
            endpoint.wait(delay)
    raise AssertionError("the last attempt returns or raises")


def _request(url: str, sparql: str, accept: str) -> Request:
    """The protocol request. The form is never guessed from the text, so no text is an update.

    SPARQLWrapper only builds it: its own sending follows redirects to any scheme.
    """
    from SPARQLWrapper import GET, POST, SELECT, SPARQLWrapper

    parts = urlsplit(url)
    wrapper = SPARQLWrapper(parts._replace(query="").geturl(), agent="vetgraph")
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        wrapper.addParameter(name, value)
    wrapper.queryString, wrapper.queryType = sparql, SELECT
    wrapper.setOnlyConneg(True)
    wrapper.setMethod(GET if len(sparql) <= _LONGEST_GET else POST)
    wrapper.addCustomHttpHeader("Accept", accept)
    made: Request = wrapper._createRequest()
    return made


def _sent(endpoint: Endpoint, request: Request) -> _Answer:
    opener = build_opener(_SameKind)
    started = time.monotonic()
    try:
        with opener.open(request, timeout=endpoint.timeout) as response:
            body = _read(endpoint, response, started)
            headers = {name.lower(): value for name, value in response.headers.items()}
    except HTTPError:
        raise
    except IncompleteRead as error:
        _cut_off(endpoint.url, error)
    except TimeoutError as error:
        raise _too_slow(endpoint) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        if isinstance(getattr(error, "reason", None), TimeoutError):
            raise _too_slow(endpoint) from error
        _unreachable(endpoint.url, error)
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    return _Answer(body, media_type, headers)


def _read(endpoint: Endpoint, response: HTTPResponse, started: float) -> bytes:
    """The whole body; a server that drips its answer does not outlast the time limit."""
    buffer = io.BytesIO()
    while chunk := response.read1(_CHUNK):
        buffer.write(chunk)
        if buffer.tell() > endpoint.most_bytes:
            raise errors.RemoteError(
                zh=f"{endpoint.url} 的回答超过 {endpoint.most_bytes} 字节；请用 LIMIT 少取一些",
                en=f"{endpoint.url} answers with more than {endpoint.most_bytes} bytes;"
                " ask for less with LIMIT",
            )
        if time.monotonic() - started > endpoint.timeout:
            raise _too_slow(endpoint)
    # ``read1`` does not notice a connection that is closed before the announced end.
    if response.length:
        _cut_off(endpoint.url, f"{buffer.tell()} of {buffer.tell() + response.length} bytes")
    return buffer.getvalue()


class _SameKind(HTTPRedirectHandler):
    """Follows redirects to http and https only, and never from https back to http."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        target = urljoin(req.full_url, newurl)
        allowed = {"http": ("http", "https"), "https": ("https",)}[req.type or "https"]
        if urlsplit(target).scheme not in allowed:
            raise errors.RemoteError(
                zh=f"{req.full_url} 转到不允许的地址 {target[:200]!r}；请直接给出端点地址",
                en=f"{req.full_url} redirects to {target[:200]!r}, which is not followed;"
                " give the endpoint's own address",
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _delay(error: HTTPError) -> float:
    """Seconds asked for by Retry-After; a date or nothing counts as one second."""
    text = (error.headers.get("Retry-After") or "").strip()
    return float(text) if re.fullmatch(r"\d{1,9}", text) else 1.0


def _bound(sparql: str, bindings: Mapping[str, rdf.Term] | None) -> str:
    """The query with a VALUES block at the head of its outermost group.

    The protocol has no parameters. The terms are written by the RDF library, which escapes them;
    as in the embedded store they do not reach into sub-SELECTs that do not project them.
    """
    if not bindings:
        return sparql
    place = _group(sparql)
    names = " ".join(f"?{_checked(name)}" for name in bindings)
    terms = " ".join(map(_constant, bindings.values()))
    return f"{sparql[:place]} VALUES ({names}) {{ ({terms}) }} {sparql[place:]}"


def _checked(name: str) -> str:
    if not re.fullmatch(r"\w+", name):
        raise errors.ParameterError(
            zh=f"变量名无效：{name!r}", en=f"not the name of a variable: {name!r}"
        )
    return name


def _constant(term: rdf.Term) -> str:
    if isinstance(term, rdf.BlankNode):
        raise errors.ParameterError(
            zh="空白节点不能作为远程查询的参数",
            en="a blank node cannot be a parameter of a remote query",
        )
    return str(term)


# What may hold a brace or a parenthesis that is not one, then those that are.
_TOKEN = re.compile(
    r"""#[^\n]*|[?$]\w+|[\w-]*:[\w.-]*|<[^<>"{}|^`\\\s]*>|\"{3}.*?(?<!\\)\"{3}|'{3}.*?(?<!\\)'{3}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|(?P<mark>[(){}]|\b[A-Za-z]+\b)""",
    re.DOTALL,
)


def _group(sparql: str) -> int:
    """The index after the brace that opens the outermost group of a query's WHERE."""
    depth, form = 0, ""
    for token in _TOKEN.finditer(sparql):
        mark = (token["mark"] or "").upper()
        if mark in _FORMS and not form:
            form = mark
        if depth == 0 and mark == "WHERE":
            form = "WHERE"
        if depth == 0 and mark == "{" and form in ("SELECT", "ASK", "WHERE"):
            return token.end()
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(mark, 0)
    raise errors.QueryError(
        zh="带参数的远程查询需要 WHERE { … }", en="a remote query with parameters needs WHERE { … }"
    )


_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def _row(columns: Sequence[str], found: Mapping[str, Any]) -> tuple[rdf.Term | None, ...]:
    return tuple(_term(found[name]) if name in found else None for name in columns)


def _term(found: Mapping[str, Any]) -> rdf.Term:
    """A term of the JSON results format; ``typed-literal`` is Virtuoso's older word."""
    kind, value = found["type"], found["value"]
    if kind == "uri":
        return rdf.NamedNode(value)
    if kind == "bnode":
        return rdf.BlankNode(value if re.fullmatch(r"[A-Za-z]\w*", value) else _hex(value))
    if kind not in ("literal", "typed-literal"):
        raise ValueError(f"type {kind!r}")
    if found.get("xml:lang"):
        return rdf.Literal(value, language=found["xml:lang"])
    if found.get("datatype"):
        return rdf.Literal(value, datatype=rdf.NamedNode(found["datatype"]))
    return rdf.Literal(value)


def _hex(label: str) -> str:
    """A label that Turtle allows, different for different labels."""
    return "b" + label.encode("utf-8", "surrogatepass").hex()


def _refuse_part(url: str, headers: Mapping[str, str], rows: int) -> None:
    """Virtuoso tells in headers that it stopped at its own limit of rows or of time."""
    most = headers.get("x-sparql-maxrows", "")
    if headers.get("x-sql-state") == "S1TAT" or (most.isdecimal() and rows >= int(most) > 0):
        raise errors.RemoteError(
            zh=f"{url} 只给出部分结果（{rows} 行）；请用 LIMIT 与 OFFSET 分批取",
            en=f"{url} gives only part of the answer ({rows} rows); fetch it with LIMIT and OFFSET",
        )


def _refused(url: str, error: HTTPError) -> NoReturn:
    try:
        detail = _excerpt(error.read(4096), error.headers.get_content_type())
    except (OSError, HTTPException):
        detail = ""
    zh, en = _ADVICE.get(error.code, ("请核对地址", "check the address"))
    raise errors.RemoteError(
        zh=f"{url} 拒绝了请求：HTTP {error.code}{detail}；{zh}",
        en=f"{url} refused: HTTP {error.code}{detail}; {en}",
    ) from error


_LATER = ("请稍后再试", "try again later")
_ADVICE = {
    400: ("请检查查询语句", "check the query"),
    401: ("此端点需要登录", "this endpoint needs a login"),
    500: ("请检查查询语句，或稍后再试", "check the query, or try again later"),
    **dict.fromkeys(_BUSY, _LATER),
}


def _excerpt(body: bytes, media_type: str) -> str:
    """The first line of an error text, without control characters; web pages say nothing."""
    if "html" in media_type:
        return ""
    line = next(iter(body.decode("utf-8", "replace").strip().splitlines()), "")
    text = "".join(c for c in line if c.isprintable())[:200]
    return f" ({text})" if text else ""


def _unexpected(url: str, answer: _Answer) -> NoReturn:
    kind = answer.media_type or "—"
    raise errors.RemoteError(
        zh=f"{url} 的回答是 {kind}，不是 SPARQL 结果；这多半是网页，请用查询服务本身的地址",
        en=f"{url} answers with {kind}, not with SPARQL results; this is likely a web page:"
        " use the address of the query service itself",
    )


def _cut_off(url: str, error: object) -> NoReturn:
    reason = "".join(c for c in str(error).splitlines()[0] if c.isprintable())[:200]
    raise errors.RemoteError(
        zh=f"{url} 的回答不完整（{reason}），多半到了它的时限；请用 LIMIT 少取一些",
        en=f"{url} broke off its answer ({reason}), likely at its time limit;"
        " ask for less with LIMIT",
    )


def _not_results(url: str, error: object) -> NoReturn:
    raise errors.RemoteError(
        zh=f"{url} 的回答不是此类查询的 SPARQL JSON 结果（{error}）；请核对查询类型与地址",
        en=f"{url} does not answer with SPARQL JSON results of this kind of query ({error});"
        " check the form of the query and the address",
    )


def _too_slow(endpoint: Endpoint) -> errors.TimeLimitError:
    return errors.TimeLimitError(
        zh=f"{endpoint.url} 在 {endpoint.timeout:g} 秒内没有答完；请放宽时限或少取一些",
        en=f"{endpoint.url} did not answer in full within {endpoint.timeout:g} s;"
        " allow more time or ask for less",
    )


def _unreachable(url: str, error: Exception) -> NoReturn:
    reason = getattr(error, "reason", None) or str(error) or type(error).__name__
    raise errors.RemoteError(
        zh=f"连不上 {url}：{reason}；请检查地址和网络",
        en=f"cannot reach {url}: {reason}; check the address and the network",
    ) from error
