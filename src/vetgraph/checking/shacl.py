"""SHACL validation of quads: the one module that knows pyshacl and rdflib.

Shapes are parsed here, strictly and with file and line, and reach pyshacl as a graph: a broken
shapes *text* would leave rdflib's process-wide literal settings changed (pyshacl 0.40).
"""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeGuard

import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError

from vetgraph import errors, rdf, resources
from vetgraph.checking import origins
from vetgraph.checking.results import Result, ordered
from vetgraph.rdf import BlankNode, Literal, NamedNode, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from vetgraph.rdf import Quad, Term

STYLE: Final = "ontology-style"
_SH: Final = rdflib.Namespace(rdf.PREFIXES["sh"])
_NOWHERE: Final = "urn:vetgraph:nowhere"
_DEACTIVATED: Final = NamedNode(rdf.PREFIXES["sh"] + "deactivated")
_PROPERTY: Final = NamedNode(rdf.PREFIXES["sh"] + "property")
_TARGETS: Final = tuple(
    NamedNode(f"{rdf.PREFIXES['sh']}target{kind}")
    for kind in ("Class", "Node", "ObjectsOf", "SubjectsOf")
)
_NUMBERS: Final = (int, float, Decimal)
_LOGGERS: Final = ("pyshacl-validate", "rdflib.term")


def load_shapes(files: Iterable[Path] | None = None) -> list[Triple]:
    """The triples of shapes files; by default of all that concern reports.

    ``ontology-style.ttl`` concerns the ontology itself and is loaded only by name. Raises
    ``OntologyError`` with file and line for text that is not Turtle or shapes that are not SHACL.
    """
    chosen = _report_shapes() if files is None else files
    return [triple for file in chosen for triple in _load(file)]


def validate(quads: Iterable[Quad], shapes: Iterable[Triple] | None = None) -> list[Result]:
    """The findings of SHACL in the union of ``quads``, gravest first, in a fixed order.

    ``quads`` hold all that the shapes look at: the graph of a report, the reference data it uses,
    the ontology and the code lists. Nothing is inferred. Raises ``OntologyError`` when the shapes
    cannot be used.
    """
    data = list(quads)
    used = load_shapes() if shapes is None else shapes
    report = _run(_graph(data), _graph(_with_own_targets(used)))
    found = [_result(report, node) for node in report.objects(None, _SH.result)]
    return ordered(_with_places(found, data)) if found else []


def _report_shapes() -> list[Path]:
    files = sorted((resources.ontology_dir() / "shapes").glob("*.ttl"))
    return [file for file in files if file.stem != STYLE]


def _load(file: Path) -> list[Triple]:
    triples = rdf.parse_turtle(file)
    shapes = _graph(triples)
    try:
        _try(shapes, _named(shapes))
    except errors.OntologyError as error:
        raise errors.OntologyError(
            zh=error.zh, en=error.en, file=file, line=_broken_line(file, shapes)
        ) from error
    return triples


def _with_own_targets(shapes: Iterable[Triple]) -> list[Triple]:
    """The same shapes, property shapes of a target given that target themselves.

    Results are the same. pyshacl visits what hangs on ``sh:property`` once for every focus node,
    and a shape with targets once for all of them, which is four times as fast.
    """
    triples = list(shapes)
    kept = {triple.object for triple in triples}
    kept |= {triple.subject for triple in triples if triple.predicate == _DEACTIVATED}
    targets: dict[Term | Triple, list[Triple]] = defaultdict(list)
    for triple in triples:
        if triple.predicate in _TARGETS and triple.subject not in kept:
            targets[triple.subject].append(triple)
    return [new for triple in triples for new in _split(triple, targets.get(triple.subject, []))]


def _split(triple: Triple, targets: Sequence[Triple]) -> list[Triple]:
    shape = triple.object
    if not targets or triple.predicate != _PROPERTY or isinstance(shape, Literal):
        return [triple]
    return [Triple(shape, target.predicate, target.object) for target in targets]


def _named(shapes: rdflib.Graph) -> list[str]:
    kinds = (_SH.NodeShape, _SH.PropertyShape)
    return sorted(str(node) for kind in kinds for node in shapes.subjects(rdflib.RDF.type, kind))


def _try(shapes: rdflib.Graph, names: Sequence[str]) -> None:
    """Let shapes look at a node that does not exist: one that is not SHACL shows itself."""
    if names:
        _run(rdflib.Graph(), shapes, use_shapes=list(names), focus_nodes=[_NOWHERE])


def _broken_line(file: Path, shapes: rdflib.Graph) -> int | None:
    """The line that opens the first shape that is not SHACL."""
    names = set(_named(shapes))
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        opening = re.match(r"vsh:(\S+)|<([^>]*)>", line)
        if opening is None:
            continue
        name = opening[2] or rdf.PREFIXES["vsh"] + opening[1]
        try:
            _try(shapes, [name] if name in names else [])
        except errors.OntologyError:
            return number
    return None


def _run(data: rdflib.Graph, shapes: rdflib.Graph, **options: Any) -> rdflib.Graph:  # noqa: ANN401
    try:
        with _contained():
            _, report, words = pyshacl.validate(
                data, shacl_graph=shapes, inference="none", meta_shacl=False, **options
            )
    except (ReportableRuntimeError, re.error, TypeError, ValueError) as error:
        raise _unusable(str(error)) from error
    if not isinstance(report, rdflib.Graph):
        raise _unusable(words)
    return report


def _unusable(reason: str) -> errors.OntologyError:
    first = reason.strip().splitlines()[0]
    return errors.OntologyError(
        zh=f"形状无法使用，请改正：{first}", en=f"the shapes cannot be used, correct them: {first}"
    )


@contextmanager
def _contained() -> Iterator[None]:
    """Undo what pyshacl and rdflib change for the whole process, and keep their logs quiet."""
    normalise = rdflib.NORMALIZE_LITERALS
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [(one, one.disabled, one.level, list(one.handlers)) for one in loggers]
    for one in loggers:
        one.disabled = True
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = normalise
        for one, disabled, level, handlers in before:
            one.disabled, one.handlers = disabled, handlers
            one.setLevel(level)


def _graph(statements: Iterable[Quad | Triple]) -> rdflib.Graph:
    """An rdflib memory graph of the statements, graph names dropped, literals as written."""
    graph = rdflib.Graph(bind_namespaces="none")
    known: dict[Term | Triple, rdflib.term.Node] = {}

    def node(term: Term | Triple) -> rdflib.term.Node:
        made = known.get(term)
        if made is None:
            made = known[term] = _node(term)
        return made

    with _contained():
        for one in statements:
            graph.add((node(one.subject), node(one.predicate), node(one.object)))
    return graph


def _node(term: Term | Triple) -> rdflib.term.Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Triple):
        raise errors.VetgraphError(
            zh="SHACL 校验不支持以三元组作词项（RDF 1.2）",
            en="SHACL knows no triple terms (RDF 1.2)",
        )
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    # rdflib tells "x" from "x"^^xsd:string; SHACL and RDF 1.1 do not.
    kind = None if term.datatype.value == str(rdflib.XSD.string) else term.datatype.value
    return _Literal(term.value, datatype=kind, normalize=False)


class _Literal(rdflib.Literal):
    """A literal that is neither less nor more than one it cannot be compared with.

    SHACL makes that a finding; rdflib orders by datatype or raises TypeError, even for two years.
    """

    __slots__ = ()

    def __lt__(self, other: object) -> bool:
        return self._comparable(other) and super(_Literal, other).__gt__(self) is True

    def __le__(self, other: object) -> bool:
        return self._comparable(other) and super().__gt__(other) is not True

    def _comparable(self, other: object) -> TypeGuard[_Literal]:
        if not isinstance(other, _Literal):
            return False
        numbers = isinstance(self.value, _NUMBERS) and isinstance(other.value, _NUMBERS)
        return numbers or (self.datatype, self.language) == (other.datatype, other.language)


def _term(node: rdflib.term.Node) -> Term:
    if isinstance(node, rdflib.BNode):
        return BlankNode(str(node))
    if not isinstance(node, rdflib.Literal):
        return NamedNode(str(node))
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype or rdflib.XSD.string)))


def _result(report: rdflib.Graph, node: rdflib.term.Node) -> Result:
    said = dict(report.predicate_objects(node))
    texts = report.objects(node, _SH.resultMessage)
    words = {str(text.language): str(text) for text in texts if isinstance(text, rdflib.Literal)}
    path, value = said.get(_SH.resultPath), said.get(_SH.value)
    component = said.get(_SH.sourceConstraintComponent)
    return Result(
        focus=_term(said[_SH.focusNode]),
        path=NamedNode(str(path)) if isinstance(path, rdflib.URIRef) else None,
        value=None if value is None else _term(value),
        severity=str(said[_SH.resultSeverity]).rpartition("#")[2],
        shape=_term(said[_SH.sourceShape]),
        message_zh=words.get("zh", ""),
        message_en=words.get("en", ""),
        component=None if component is None else NamedNode(str(component)),
    )


def _with_places(results: Iterable[Result], quads: Iterable[Quad]) -> Iterator[Result]:
    """The results with the record and its place in the report at the end of their messages."""
    known = origins.index(quads)
    for one in results:
        place = origins.place_of(known, one.focus)
        zh = _record(origins.name_of(known, one.focus, "zh"), place, "zh")
        en = _record(origins.name_of(known, one.focus, "en"), place, "en")
        said = one.message_zh + zh, f"{one.message_en} {en}"
        yield replace(one, message_zh=said[0], message_en=said[1], place=place)


def _record(name: str, place: origins.Place | None, language: str) -> str:
    said = "" if place is None else place.words(language)
    if language == "zh":
        return f"（{name}；{said}）" if said else f"（{name}）"
    return f"({name}; {said})" if said else f"({name})"
