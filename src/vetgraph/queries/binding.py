"""Parameter values to RDF terms: checked, looked up by name, never pasted into the query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph import errors, rdf
from vetgraph.queries.near import near_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vetgraph.queries.nouns import Parameter, Query
    from vetgraph.store import Dataset

_XSD = rdf.Namespace(rdf.PREFIXES["xsd"])
_FORMS = {"integer": r"[+-]?\d+", "number": r"[+-]?\d+(\.\d+)?", "year": r"\d{4}"}
_DATATYPES = {"integer": _XSD.integer, "number": _XSD.decimal, "year": _XSD.gYear}

_NAMED = """
SELECT DISTINCT ?term ?preferred ?_name WHERE {
  { ?term skos:prefLabel ?_name . BIND (true AS ?preferred) }
  UNION { ?term skos:altLabel|skos:notation ?_name . BIND (false AS ?preferred) }
}
ORDER BY ?term ?preferred
"""
_MEMBERS = """
SELECT DISTINCT ?term ?name ?preferred ?_source WHERE {
  { ?term skos:inScheme ?_source }
  UNION { ?class rdfs:subClassOf* ?_source . ?term a ?class }
  { ?term skos:prefLabel ?name . BIND (true AS ?preferred) }
  UNION { ?term skos:altLabel|skos:notation ?name . BIND (false AS ?preferred) }
}
ORDER BY ?term ?preferred ?name
"""
_THINGS = """
SELECT DISTINCT ?term ?name ?preferred WHERE {
  ?class vet:segment ?segment . ?term a ?class .
  { ?term skos:prefLabel ?name . BIND (true AS ?preferred) }
  UNION { ?term skos:altLabel|skos:notation ?name . BIND (false AS ?preferred) }
}
ORDER BY ?term ?preferred ?name
"""
_IS_MEMBER = """
ASK {
  { ?_term skos:inScheme ?_source } UNION { ?_term a/rdfs:subClassOf* ?_source }
}
"""
_IS_THING = "ASK { ?_term a/vet:segment ?segment }"


def bind(query: Query, dataset: Dataset, params: Mapping[str, str]) -> dict[str, rdf.Term]:
    """The terms of a query's parameters by variable; defaults fill in, optional ones may lack.

    A value of an ``_iri`` parameter is an IRI, a CURIE, or a name, alias or notation that the
    dataset knows. Raises ``ParameterError`` for a name the query does not have, a value it lacks
    or cannot use; ``NotFoundError`` with near names for a thing that is not there.
    """
    _refuse_unknown(query, params)
    bound: dict[str, rdf.Term] = {}
    for parameter in query.parameters:
        value = params.get(parameter.name, parameter.default)
        if value is not None:
            bound[parameter.variable] = _term(parameter, _label(query, parameter), dataset, value)
        elif parameter.required:
            raise _missing(query, parameter)
    return bound


def _missing(query: Query, parameter: Parameter) -> errors.ParameterError:
    label = _label(query, parameter)
    return errors.ParameterError(
        zh=f"{query.name} 需要参数 {parameter.name}（{label['zh']}）",
        en=f"{query.name} needs the parameter {parameter.name} ({label['en']})",
    )


def choices(query: Query, dataset: Dataset, parameter: str) -> list[tuple[rdf.Term, str]]:
    """The values a parameter may take, with their labels (zh, else en), in label order.

    From the header's ``enumerate``: its list, or the members of its class or concept scheme in
    the dataset; an ``_iri`` parameter without one takes every thing. Empty for free values.
    """
    _refuse_unknown(query, {parameter: ""})
    found = query.parameter(parameter)
    if found is None or (found.kind != "iri" and not found.values):
        return []
    if found.values:
        label = _label(query, found)
        return [(_term(found, label, dataset, value), value) for value in found.values]
    best: dict[rdf.Term, tuple[bool, str]] = {}
    for term, name, preferred in _known(found, dataset):
        if preferred:
            rank = (name.language != "zh", name.value)
            best[term] = min(best.get(term, rank), rank)
    labels = [(term, name) for term, (_, name) in best.items()]
    return sorted(labels, key=lambda choice: (choice[1], str(choice[0])))


def _label(query: Query, parameter: Parameter) -> Mapping[str, str]:
    return query.labels[parameter.name]


def _refuse_unknown(query: Query, params: Mapping[str, str]) -> None:
    known = [p.name for p in query.parameters]
    for name in params:
        if name not in known:
            near = near_names(name, known) or known
            raise errors.ParameterError(
                zh=f"{query.name} 没有参数 {name}；可用的有：{'、'.join(near) or '（无）'}",
                en=f"{query.name} has no parameter {name}; "
                f"there are: {', '.join(near) or '(none)'}",
            )


def _term(parameter: Parameter, label: Mapping[str, str], dataset: Dataset, value: str) -> rdf.Term:
    value = value.strip()
    if parameter.values and value not in parameter.values:
        raise _wrong(parameter, label, value, parameter.values)
    if parameter.kind == "iri":
        return _resource(parameter, label, dataset, value)
    form = _FORMS.get(parameter.kind, r"(?s).+")
    if not re.fullmatch(form, value):
        raise _wrong(parameter, label, value)
    if parameter.kind == "literal":
        return rdf.Literal(value)
    if parameter.kind in _DATATYPES:
        return rdf.Literal(value, datatype=_DATATYPES[parameter.kind])
    if ":" in parameter.kind:
        return rdf.Literal(value, datatype=_curie(parameter.kind))
    return rdf.Literal(value, language=parameter.kind)


def _wrong(
    parameter: Parameter, label: Mapping[str, str], value: str, known: Iterable[str] = ()
) -> errors.ParameterError:
    listing = ", ".join(known) or {"iri": "IRI"}.get(parameter.kind, parameter.kind)
    return errors.ParameterError(
        zh=f"参数 {parameter.name}（{label['zh']}）的值“{value}”不可用；应为：{listing}",
        en=f"the value {value!r} of {parameter.name} ({label['en']}) cannot be used; "
        f"expected: {listing}",
    )


def _curie(text_: str) -> rdf.NamedNode:
    prefix, _, local = text_.partition(":")
    return rdf.NamedNode(rdf.PREFIXES[prefix] + local)


def _resource(
    parameter: Parameter, label: Mapping[str, str], dataset: Dataset, value: str
) -> rdf.Term:
    prefix, colon, rest = value.partition(":")
    try:
        if rest.startswith("//"):
            return rdf.NamedNode(value)
        if colon and prefix in rdf.PREFIXES:
            return _curie(value)
    except ValueError as error:
        raise _wrong(parameter, label, value) from error
    return _one(parameter, label, value, _by_name(parameter, label, dataset, value))


def _by_name(
    parameter: Parameter, label: Mapping[str, str], dataset: Dataset, value: str
) -> list[rdf.Term]:
    """The things of that very name, else of that name but for blanks, case and width of signs."""
    exact = [row for name in _spellings(value) for row in _named(parameter, dataset, name)]
    if exact:
        return _preferred(exact)
    from vetgraph.text import fold  # its patterns take as long to compile as a query to answer

    known = _known(parameter, dataset)
    folded = fold(value).casefold()
    alike = [(t, best) for t, name, best in known if fold(name.value).casefold() == folded]
    if alike:
        return _preferred(alike)
    near = near_names(value, (name.value for _, name, _ in known))
    raise errors.NotFoundError(
        zh=f"没有名为“{value}”的{label['zh']}；相近的有：{'、'.join(near) or '（无）'}",
        en=f"no {label['en']} is called {value!r}; near ones: {', '.join(near) or '(none)'}",
    )


def _spellings(value: str) -> list[rdf.Literal]:
    return [
        rdf.Literal(value, language="zh"),
        rdf.Literal(value, language="en"),
        rdf.Literal(value),
    ]


def _named(
    parameter: Parameter, dataset: Dataset, name: rdf.Literal
) -> list[tuple[rdf.Term, bool]]:
    rows = dataset.select(_NAMED, {"_name": name}).rows
    pairs = [(term, _true(preferred)) for term, preferred, _ in rows if term is not None]
    return [(term, preferred) for term, preferred in pairs if _fits(parameter, dataset, term)]


def _fits(parameter: Parameter, dataset: Dataset, term: rdf.Term) -> bool:
    if parameter.source is None:
        return dataset.ask(_IS_THING, {"_term": term})
    source = rdf.NamedNode(parameter.source)
    return dataset.ask(_IS_MEMBER, {"_term": term, "_source": source})


def _known(parameter: Parameter, dataset: Dataset) -> list[tuple[rdf.Term, rdf.Literal, bool]]:
    if parameter.source is None:
        rows = dataset.select(_THINGS).rows
    else:
        rows = dataset.select(_MEMBERS, {"_source": rdf.NamedNode(parameter.source)}).rows
    return [
        (row[0], row[1], _true(row[2]))
        for row in rows
        if row[0] is not None and isinstance(row[1], rdf.Literal)
    ]


def _true(term: rdf.Term | None) -> bool:
    return isinstance(term, rdf.Literal) and term.value == "true"


def _preferred(found: Iterable[tuple[rdf.Term, bool]]) -> list[rdf.Term]:
    """Those whose own name it is; without one, those whose alias it is."""
    pairs = list(found)
    best = [term for term, preferred in pairs if preferred] or [term for term, _ in pairs]
    return sorted(set(best), key=str)


def _one(
    parameter: Parameter, label: Mapping[str, str], value: str, found: list[rdf.Term]
) -> rdf.Term:
    if len(found) == 1:
        return found[0]
    listing = " ".join(str(term) for term in found)
    raise errors.ParameterError(
        zh=f"有 {len(found)} 个{label['zh']}名为“{value}”；"
        f"请在参数 {parameter.name} 中写 IRI：{listing}",
        en=f"{len(found)} things are called {value!r} ({label['en']}); "
        f"give {parameter.name} an IRI: {listing}",
    )
