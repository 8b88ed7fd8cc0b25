"""A remote endpoint: the same answers as the store, and no half answer taken for a whole one."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from vetgraph import errors, rdf, store
from vetgraph.remote import Endpoint

if TYPE_CHECKING:
    from collections.abc import Iterator

JSON = "application/sparql-results+json"
EMPTY = json.dumps({"head": {"vars": ["a"]}, "results": {"bindings": []}}).encode()
XSD = rdf.PREFIXES["xsd"]


@dataclass
class Reply:
    """What the server says once; ``length`` announces another length than the body's."""

    body: bytes = EMPTY
    media_type: str | None = JSON
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None


@dataclass
class Server:
    """A fake endpoint that says its replies in turn, the last again and again."""

    url: str
    replies: list[Reply] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, list[str]], dict[str, str]]] = field(default_factory=list)
    stalled: threading.Event = field(default_factory=threading.Event)

    def endpoint(self, **settings: float) -> Endpoint:
        waits: list[float] = []
        made = Endpoint(self.url, wait=waits.append, **settings)  # type: ignore[arg-type]
        self.waits = waits
        return made


def handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer("GET", urlsplit(self.path).query)

        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            self.answer("POST", self.rfile.read(size).decode())

        def answer(self, method: str, query: str) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.asked.append((method, self.path, parse_qs(query), headers))
            reply = server.replies.pop(0) if len(server.replies) > 1 else server.replies[0]
            self.send_response(reply.status)
            if reply.media_type:
                self.send_header("Content-Type", reply.media_type)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            length = len(reply.body) if reply.length is None else reply.length
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(reply.body)
            if reply.length == STALL:
                server.stalled.wait(5)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


STALL = 10_000


@pytest.fixture
def server() -> Iterator[Server]:
    fake = Server("")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(fake)) as http:
        fake.url = f"http://127.0.0.1:{http.server_port}/sparql"
        thread = threading.Thread(target=http.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield fake
        finally:
            fake.stalled.set()
            http.shutdown()
            thread.join()


def results(variables: list[str], *rows: dict[str, dict[str, str]]) -> Reply:
    document = {"head": {"vars": variables}, "results": {"bindings": list(rows)}}
    return Reply(json.dumps(document).encode())


def test_a_select_gives_the_same_solutions_as_the_store(server: Server) -> None:
    integer = XSD + "integer"
    server.replies = [
        results(
            ["企业", "名", "数"],
            {
                "企业": {"type": "uri", "value": "https://example.org/甲"},
                "名": {"type": "literal", "value": "甲", "xml:lang": "zh"},
                "数": {"type": "literal", "value": "95", "datatype": integer},
            },
            {"名": {"type": "literal", "value": "乙"}},
        )
    ]

    answer = server.endpoint().select("SELECT ?企业 ?名 ?数 WHERE { }")

    assert answer == store.Solutions(
        ("企业", "名", "数"),
        [
            (
                rdf.NamedNode("https://example.org/甲"),
                rdf.Literal("甲", language="zh"),
                rdf.Literal("95", datatype=rdf.NamedNode(integer)),
            ),
            (None, rdf.Literal("乙"), None),
        ],
    )


def test_virtuosos_typed_literals_are_literals(server: Server) -> None:
    decimal = XSD + "decimal"
    server.replies = [
        results(["a"], {"a": {"type": "typed-literal", "value": "1.5", "datatype": decimal}})
    ]

    (row,) = server.endpoint().select("SELECT ?a {}").rows

    assert row == (rdf.Literal("1.5", datatype=rdf.NamedNode(decimal)),)


def test_different_blank_nodes_stay_different(server: Server) -> None:
    server.replies = [
        results(
            ["a", "b"],
            {"a": {"type": "bnode", "value": "_:n-1"}, "b": {"type": "bnode", "value": "_:n_1"}},
        )
    ]

    ((first, second),) = server.endpoint().select("SELECT ?a ?b {}").rows

    assert isinstance(first, rdf.BlankNode)
    assert first != second


def test_one_media_type_is_asked_for_and_plain_json_is_taken(server: Server) -> None:
    server.replies = [Reply(media_type="application/json; charset=utf-8")]

    assert server.endpoint().select("SELECT ?a {}").rows == []
    assert server.asked[0][3]["accept"] == JSON


def test_an_ask_is_true_or_false(server: Server) -> None:
    server.replies = [Reply(b'{"head":{},"boolean":true}'), Reply(b'{"boolean":false}')]
    endpoint = server.endpoint()

    assert [endpoint.ask("ASK {}"), endpoint.ask("ASK {}")] == [True, False]


@pytest.mark.parametrize("media_type", ["text/turtle", "application/n-triples;charset=utf-8"])
def test_a_construct_gives_sorted_triples(server: Server, media_type: str) -> None:
    body = '<urn:b> <urn:p> "乙"@zh .\n<urn:a> <urn:p> <urn:b> .\n'.encode()
    server.replies = [Reply(body, media_type)]

    triples = server.endpoint().construct("CONSTRUCT WHERE { ?s ?p ?o }")

    p = rdf.NamedNode("urn:p")
    assert triples == [
        rdf.Triple(rdf.NamedNode("urn:a"), p, rdf.NamedNode("urn:b")),
        rdf.Triple(rdf.NamedNode("urn:b"), p, rdf.Literal("乙", language="zh")),
    ]


def test_short_queries_go_by_get_and_long_ones_by_post(server: Server) -> None:
    server.replies = [Reply()]
    long = "SELECT ?a { } # " + "长" * 2000
    endpoint = server.endpoint()

    endpoint.select("SELECT ?a { ?a ?b '专业' }")
    endpoint.select(long)

    assert [(method, query["query"]) for method, _, query, _ in server.asked] == [
        ("GET", ["SELECT ?a { ?a ?b '专业' }"]),
        ("POST", [long]),
    ]


def test_parameters_of_the_address_are_kept(server: Server) -> None:
    server.replies = [Reply()]
    url = server.url + "?default-graph-uri=urn%3Ag"

    Endpoint(url).select("SELECT ?a {}")

    assert server.asked[0][2] == {"default-graph-uri": ["urn:g"], "query": ["SELECT ?a {}"]}


@pytest.mark.parametrize(
    "text", ["DELETE WHERE { ?s ?p ?o }", "# load\nINSERT DATA {}", "DROP ALL"]
)
def test_no_text_is_ever_sent_as_an_update(server: Server, text: str) -> None:
    server.replies = [Reply(b"not a query", "text/plain", 400)]

    with pytest.raises(errors.RemoteError, match=r"HTTP 400 \(not a query\); check the query"):
        server.endpoint().select(text)
    assert list(server.asked[0][2]) == ["query"]


CUT_OFF = [
    Reply(b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":'),
    Reply(b'{"head":{"vars":["a"]},"results":{"bindings":['
          b"The SPARQL operation has been cancelled"),
    Reply(b""),
    Reply(EMPTY[:20], length=len(EMPTY)),
    Reply(b"\xff\xfe\xfd"),
]  # fmt: skip


@pytest.mark.parametrize("reply", CUT_OFF)
def test_a_cut_off_answer_is_an_error_not_a_short_answer(server: Server, reply: Reply) -> None:
    server.replies = [reply]

    with pytest.raises(errors.RemoteError) as caught:
        server.endpoint().select("SELECT ?a {}")

    assert "broke off its answer" in caught.value.en
    assert "回答不完整" in caught.value.zh
    assert "LIMIT" in caught.value.zh


def test_cut_off_triples_are_an_error(server: Server) -> None:
    server.replies = [Reply(b"<urn:a> <urn:p> <urn:b> .\n<urn:a> <urn:p", "text/turtle")]

    with pytest.raises(errors.RemoteError, match="broke off its answer"):
        server.endpoint().construct("DESCRIBE <urn:a>")


@pytest.mark.parametrize("media_type", ["text/html", "application/sparql-results+xml", None])
def test_another_kind_of_answer_is_an_error(server: Server, media_type: str | None) -> None:
    server.replies = [Reply(b"<!DOCTYPE html><p>SPARQL", media_type)]

    with pytest.raises(errors.RemoteError) as caught:
        server.endpoint().select("SELECT ?a {}")
    with pytest.raises(errors.RemoteError, match="not with SPARQL results"):
        server.endpoint().construct("CONSTRUCT WHERE { ?s ?p ?o }")

    assert "多半是网页" in caught.value.zh
    assert server.url in caught.value.en


@pytest.mark.parametrize(
    "body",
    [
        b"[]", b"{}", b'{"head":{},"results":{}}', b'{"boolean":true}', b"null",
        b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"thing","value":"x"}}]}}',
        b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"uri","value":"no iri"}}]}}',
        b'{"head":{"vars":["a"]},"results":{"bindings":["a"]}}',
        b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"bnode","value":7}}]}}',
    ],
)  # fmt: skip
def test_json_that_is_no_select_result_is_an_error(server: Server, body: bytes) -> None:
    server.replies = [Reply(body)]

    with pytest.raises(errors.RemoteError, match="does not answer with SPARQL JSON results"):
        server.endpoint().select("SELECT ?a {}")


def test_a_select_answer_is_no_ask_answer(server: Server) -> None:
    server.replies = [Reply()]

    with pytest.raises(errors.RemoteError, match="check the form of the query"):
        server.endpoint().ask("ASK {}")


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_after_the_time_it_names(server: Server, status: int) -> None:
    server.replies = [
        Reply(b"", "text/plain", status, {"Retry-After": "7"}),
        Reply(b"", "text/plain", status),
        Reply(),
    ]

    assert server.endpoint().select("SELECT ?a {}").rows == []
    assert server.waits == [7.0, 1.0]


def test_retries_end(server: Server) -> None:
    server.replies = [Reply(b"overloaded", "text/plain", 503)]

    with pytest.raises(errors.RemoteError, match=r"HTTP 503 \(overloaded\); try again later"):
        server.endpoint().select("SELECT ?a {}")
    assert len(server.asked) == 3


def test_a_long_wait_is_left_to_the_user(server: Server) -> None:
    server.replies = [Reply(b"", "text/plain", 503, {"Retry-After": "3600"})]

    with pytest.raises(errors.RemoteError, match="HTTP 503"):
        server.endpoint().select("SELECT ?a {}")
    assert (len(server.asked), server.waits) == (1, [])


@pytest.mark.parametrize("status", [401, 404, 500])
def test_other_refusals_are_told_at_once(server: Server, status: int) -> None:
    server.replies = [Reply(b"<html>\x1b[31moops", "text/html", status)]

    with pytest.raises(errors.RemoteError) as caught:
        server.endpoint().select("SELECT ?a {}")

    assert f"HTTP {status}" in caught.value.en
    assert f"HTTP {status}" in caught.value.zh
    assert len(server.asked) == 1


def test_an_error_text_brings_no_control_characters_to_the_terminal(server: Server) -> None:
    server.replies = [Reply(b"\x1b]52;c;x\x07bad\x9b31m query\nmore", "text/plain", 400)]

    with pytest.raises(errors.RemoteError) as caught:
        server.endpoint().select("SELECT")

    assert caught.value.en.isprintable()
    assert "more" not in caught.value.en


def test_a_slow_answer_ends_at_the_time_limit(server: Server) -> None:
    server.replies = [Reply(EMPTY[:20], length=STALL)]

    with pytest.raises(errors.TimeLimitError, match=r"did not answer in full within 0\.05 s"):
        server.endpoint(timeout=0.05).select("SELECT ?a {}")


def test_an_answer_beyond_the_limit_of_size_is_refused(server: Server) -> None:
    server.replies = [Reply(b" " * 5000)]

    with pytest.raises(errors.RemoteError, match="more than 1000 bytes; ask for less with LIMIT"):
        server.endpoint(most_bytes=1000).select("SELECT ?a {}")


def test_nobody_listening_is_told_with_the_address() -> None:
    with pytest.raises(errors.RemoteError) as caught:
        Endpoint("http://127.0.0.1:9/sparql", timeout=2).ask("ASK {}")

    assert "cannot reach http://127.0.0.1:9/sparql" in caught.value.en
    assert "连不上 http://127.0.0.1:9/sparql" in caught.value.zh


def test_a_redirect_is_followed_to_http(server: Server) -> None:
    server.replies = [Reply(b"", None, 302, {"Location": server.url + "/2"}), Reply()]

    assert server.endpoint().select("SELECT ?a {}").rows == []
    assert server.asked[1][1] == "/sparql/2"


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/x", "data:,x"])
def test_a_redirect_to_another_scheme_is_refused(server: Server, target: str) -> None:
    server.replies = [Reply(b"", None, 302, {"Location": target})]

    with pytest.raises(errors.RemoteError):
        server.endpoint().select("SELECT ?a {}")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://x/y", "example.org/sparql", "http://", "http://a b/", "",
     "http://h:99999/", "javascript:alert(1)", "http://li:secret@h/", "http://h/#x", "http://[/"],
)  # fmt: skip
def test_only_plain_web_addresses_are_endpoints(url: str) -> None:
    with pytest.raises(errors.UsageError) as caught:
        Endpoint(url)
    assert "secret" not in caught.value.en + caught.value.zh


@pytest.mark.parametrize("headers", [{"X-SPARQL-MaxRows": "1"}, {"X-SQL-State": "S1TAT"}])
def test_a_server_that_says_it_stopped_early_is_believed(
    server: Server, headers: dict[str, str]
) -> None:
    reply = results(["a"], {"a": {"type": "literal", "value": "x"}})
    reply.headers = headers
    server.replies = [reply]

    with pytest.raises(errors.RemoteError, match=r"only part of the answer \(1 rows\)"):
        server.endpoint().select("SELECT ?a {}")


NAME = rdf.Literal('甲" } UNION { ?s ?p ?o } #\n\\', language="zh")

QUERIES = [
    "SELECT ?s ?name WHERE { ?s <urn:name> ?name }",
    "SELECT ?s ?name { ?s <urn:name> ?name } ORDER BY ?s LIMIT 5",
    "PREFIX where: <urn:> # a { in a comment\nSELECT ?s ?name WHERE { ?s where:name ?name }",
    "SELECT ?s ?name (IF(EXISTS { ?s ?a 'b{' }, 1, 2) AS ?n) WHERE { ?s <urn:name> ?name }",
    "SELECT ?s ?name FROM <urn:g> WHERE { OPTIONAL { ?s <urn:name> ?name } }",
    "CONSTRUCT { ?s <urn:is> ?name } WHERE { ?s <urn:name> ?name }",
    'ASK { ?s <urn:name> ?name FILTER(?name != """{\'""") }',
    "DESCRIBE ?s WHERE { ?s <urn:name> ?name }",
]


@pytest.mark.parametrize("query", QUERIES)
def test_bindings_are_values_in_the_outermost_group(server: Server, query: str) -> None:
    server.replies = [Reply(b"", "application/n-triples")]
    server.endpoint().construct(query, {"name": NAME})
    sent = server.asked[0][2]["query"][0]
    data = [("urn:a", NAME), ("urn:b", rdf.Literal("乙", language="zh"))]
    graph = rdf.NamedNode("urn:g")
    quads = [rdf.Quad(rdf.NamedNode(s), rdf.NamedNode("urn:name"), name, graph) for s, name in data]
    dataset = store.memory(quads)

    if query.startswith("ASK"):
        assert dataset.ask(sent)
        assert not dataset.ask(sent.replace("urn:name", "urn:none"))
    elif query.startswith(("CONSTRUCT", "DESCRIBE")):
        triples = dataset.construct(sent)
        assert {t.subject for t in triples} == {rdf.NamedNode("urn:a")}
    else:
        assert [row[:2] for row in dataset.select(sent).rows] == [(rdf.NamedNode("urn:a"), NAME)]


def test_several_bindings_hold_together(server: Server) -> None:
    server.replies = [Reply()]
    bindings: dict[str, rdf.Term] = {"a": rdf.NamedNode("urn:a"), "年": rdf.Literal("2022")}

    server.endpoint().select("SELECT ?a ?年 { ?a ?p ?年 }", bindings)

    assert server.asked[0][2]["query"] == [
        'SELECT ?a ?年 { VALUES (?a ?年) { (<urn:a> "2022") }  ?a ?p ?年 }'
    ]


def test_what_cannot_be_bound_is_refused_before_anything_is_sent(server: Server) -> None:
    endpoint = server.endpoint()

    with pytest.raises(errors.ParameterError, match="not the name of a variable"):
        endpoint.select("SELECT ?a {}", {"a) {} #": rdf.Literal("x")})
    with pytest.raises(errors.ParameterError, match="blank node"):
        endpoint.select("SELECT ?a {}", {"a": rdf.BlankNode("x")})
    with pytest.raises(errors.QueryError, match="needs WHERE"):
        endpoint.construct("DESCRIBE <urn:a>", {"a": rdf.Literal("x")})
    assert server.asked == []
