"""Facts become quads, driven by the ontology: no rule here knows a kind or a role by name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from vetgraph import rdf
from vetgraph.model import INFERRED, Citation
from vetgraph.naming import Entity, Names, region_entity, region_of, settle, thing_iri
from vetgraph.passages import passage_iri, passage_triples
from vetgraph.places import countries, load_regions
from vetgraph.schema import schema
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vetgraph.model import Fact, Metadata, Report, Section, Span
    from vetgraph.places import Region
    from vetgraph.schema import Property

VET = rdf.Namespace(rdf.PREFIXES["vet"])
SKOS = rdf.Namespace(rdf.PREFIXES["skos"])
DCTERMS = rdf.Namespace(rdf.PREFIXES["dcterms"])
PROV = rdf.Namespace(rdf.PREFIXES["prov"])
QB = rdf.Namespace(rdf.PREFIXES["qb"])
SCHEMA = rdf.Namespace(rdf.PREFIXES["schema"])
XSD = rdf.Namespace(rdf.PREFIXES["xsd"])
CODE = rdf.Namespace(rdf.PREFIXES["code"])
TYPE = rdf.NamedNode(rdf.PREFIXES["rdf"] + "type")
VALUE = rdf.NamedNode(rdf.PREFIXES["sdmx-measure"] + "obsValue")
REF_PERIOD = rdf.NamedNode(rdf.PREFIXES["sdmx-dimension"] + "refPeriod")
UNDEFINED = rdf.Literal("", datatype=rdf.NamedNode("https://cube.link/Undefined"))
ONTOLOGY_GRAPH = rdf.NamedNode("https://w3id.org/vetgraph/ontology")
REFERENCE_GRAPH = rdf.NamedNode(rdf.PREFIXES["id"] + "graph/reference")
THINGS_GRAPH = rdf.NamedNode(rdf.PREFIXES["id"] + "graph/things")


@dataclass(slots=True)
class _Writer:
    """The quads of one report as they are made; lives only while one graph is built."""

    report: Report
    meta: Metadata
    names: Names
    root: rdf.NamedNode
    quads: list[rdf.Quad] = field(default_factory=list)
    passages: dict[Span, Citation] = field(default_factory=dict)
    activities: set[str] = field(default_factory=set)
    unregistered: dict[str, rdf.NamedNode] = field(default_factory=dict)

    def add(self, subject: rdf.NamedNode, predicate: rdf.NamedNode, value: rdf.Term) -> None:
        """Add a quad to the report's graph."""
        self.quads.append(rdf.Quad(subject, predicate, value, self.root))

    def under(self, path: str) -> rdf.NamedNode:
        """An IRI below the report's."""
        return rdf.NamedNode(f"{self.root.value}/{path}")


def report_iri(key: str) -> rdf.NamedNode:
    """The IRI of a report, which is also the name of its graph."""
    return thing_iri("Report", key)


def statement_iris(report: Report, key: str, facts: Iterable[Fact]) -> Iterator[rdf.NamedNode]:
    """The names of statements in their order, by what is said and quoted, not by where it is."""
    seen: dict[str, int] = {}
    for fact in facts:
        quotes = [report.text[c.span.start : c.span.end] for c in fact.citations]
        places = [(c.section, c.table, c.row, c.column) for c in fact.citations]
        said = repr((fact.kind, sorted(fact.values), fact.status, quotes, places))
        digest = hashlib.sha256(said.encode()).hexdigest()[:16]
        again = seen[digest] = seen.get(digest, 0) + 1
        ending = f"-{again}" if again > 1 else ""
        yield rdf.NamedNode(f"{report_iri(key).value}/statement/{digest}{ending}")


def report_quads(report: Report, meta: Metadata, facts: list[Fact], names: Names) -> list[rdf.Quad]:
    """All quads of one report, distinct and in N-Quads order: its graph, shortcuts, reference."""
    writer = _Writer(report, meta, names, report_iri(meta.key))
    _report(writer)
    for section in report.sections:
        if section.kind == "case":
            _case(writer, section)
    settle(names, facts)
    for fact, iri in zip(facts, statement_iris(report, meta.key, facts), strict=True):
        _statement(writer, fact, iri)
    for span, citation in writer.passages.items():
        _passage(writer, span, citation)
    for entity in names.entities.values():
        _entity(writer, entity)
    return rdf.sorted_quads(writer.quads)


def ontology_quads(triples: list[rdf.Triple]) -> list[rdf.Quad]:
    """The ontology and code lists in their named graph."""
    return [rdf.Quad(t.subject, t.predicate, t.object, ONTOLOGY_GRAPH) for t in triples]


def _report(writer: _Writer) -> None:
    meta, root = writer.meta, writer.root
    writer.add(root, TYPE, VET.Report)
    writer.add(root, SKOS.prefLabel, rdf.Literal(meta.title, language="zh"))
    writer.add(root, DCTERMS.title, rdf.Literal(meta.title, language="zh"))
    writer.add(root, VET.reportYear, _year(str(meta.report_year)))
    writer.add(root, VET.dataYear, _year(str(meta.data_year)))
    if meta.published:
        writer.add(root, DCTERMS.issued, rdf.Literal(meta.published, datatype=XSD.gYearMonth))
    if region := region_of(writer.names, meta):
        writer.add(root, VET.region, region.iri)
    if issuer := meta.issuer or meta.institution:
        writer.add(root, DCTERMS.publisher, writer.names.resolve(issuer, "Organisation").iri)
    text, dataset = writer.under("text"), writer.under("dataset")
    digest = hashlib.sha256(writer.report.text.encode()).hexdigest()
    writer.add(text, TYPE, VET.SourceText)
    writer.add(text, DCTERMS.isPartOf, root)
    writer.add(text, VET.sourceHash, rdf.Literal(digest))
    writer.add(dataset, TYPE, QB.DataSet)
    writer.add(dataset, QB.structure, VET.observationStructure)
    writer.add(dataset, DCTERMS.isPartOf, root)
    writer.add(dataset, SKOS.prefLabel, rdf.Literal(f"{meta.title}：观测值", language="zh"))
    writer.add(dataset, SKOS.prefLabel, rdf.Literal(f"Observations of {meta.key}", language="en"))


def _case(writer: _Writer, section: Section) -> None:
    entity = writer.names.resolve(section.number, "Case")
    writer.add(entity.iri, DCTERMS.isPartOf, writer.root)
    number = section.number.removeprefix("案例 ")
    writer.add(entity.iri, VET.number, rdf.Literal(number))
    cited = _cited(writer, Citation(section.heading, section.number))
    writer.add(entity.iri, PROV.wasDerivedFrom, cited)
    label = section.title or section.number
    writer.names.entities[section.number] = Entity(entity.iri, "Case", label)


def _statement(writer: _Writer, fact: Fact, iri: rdf.NamedNode) -> None:
    kind = schema().classes[fact.kind]
    writer.add(iri, TYPE, rdf.NamedNode(kind.iri))
    writer.add(iri, VET.statedIn, writer.root)
    writer.add(iri, VET.status, CODE[f"status/{fact.status}"])
    for language, text in fact.rationale:
        writer.add(iri, VET.rationale, rdf.Literal(text, language=language))
    for citation in fact.citations:
        writer.add(iri, PROV.wasDerivedFrom, _cited(writer, citation))
    writer.add(iri, PROV.wasGeneratedBy, _activity(writer, fact.made_by))
    terms = dict(_terms(writer, fact))
    for name, values in terms.items():
        for predicate in _predicates(name):
            for value in values:
                writer.add(iri, predicate, value)
    if fact.kind == "Observation":
        _observation(writer, iri, fact, terms)
    writer.add(iri, SKOS.prefLabel, rdf.Literal(_label(writer, kind.zh, fact), language="zh"))
    _shortcuts(writer, fact, terms)


def _terms(writer: _Writer, fact: Fact) -> Iterator[tuple[str, list[rdf.Term]]]:
    for name, values in fact.values:
        role = schema().properties[name]
        yield name, [_term(writer, role, value) for value in values]


def _term(writer: _Writer, role: Property, value: str) -> rdf.Term:
    if role.name == "indicator":
        return _indicator(writer, value)
    if role.name == "breakdown" and (concept := schema().concept("breakdown", value)):
        return rdf.NamedNode(concept.iri)
    if role.form == "thing":
        return writer.names.resolve(value, role.range).iri
    if role.form == "code":
        return CODE[f"{role.scheme}/{value}"]
    if role.form == "Literal":
        return rdf.Literal(value, datatype=XSD.decimal)
    return rdf.Literal(value, datatype=XSD[role.form])


def _indicator(writer: _Writer, value: str) -> rdf.NamedNode:
    """The registered indicator, else one of this report's own under its printed name."""
    if value in schema().concepts["indicator"]:
        return CODE[f"indicator/{value}"]
    if value not in writer.unregistered:
        digest = hashlib.sha256(fold(value).encode()).hexdigest()[:12]
        iri = writer.under(f"indicator/{digest}")
        writer.unregistered[value] = iri
        writer.add(iri, TYPE, SKOS.Concept)
        writer.add(iri, TYPE, VET.UnregisteredIndicator)
        writer.add(iri, SKOS.prefLabel, rdf.Literal(value, language="zh"))
        writer.add(iri, SKOS.inScheme, writer.under("indicators"))
    return writer.unregistered[value]


def _predicates(name: str) -> list[rdf.NamedNode]:
    role = schema().properties[name]
    above = [schema().properties[parent].iri for parent in role.parents]
    return [rdf.NamedNode(iri) for iri in (role.iri, *above)]


def _observation(
    writer: _Writer, iri: rdf.NamedNode, fact: Fact, terms: dict[str, list[rdf.Term]]
) -> None:
    """What RDF Data Cube asks of an observation, beside the properties its fact carries."""
    writer.add(iri, TYPE, QB.Observation)
    writer.add(iri, QB.dataSet, writer.under("dataset"))
    for period in terms["period"]:
        writer.add(iri, REF_PERIOD, period)
    codes = [str(getattr(t, "value", t)).rsplit("/", 1)[-1] for t in terms.get("breakdown", [])]
    key = "+".join(sorted(codes)) or "_T"
    writer.add(iri, VET.compositeBreakdown, rdf.Literal(key))
    if "value" not in terms:
        writer.add(iri, VALUE, UNDEFINED)
    if fact.value_span is not None:
        cited = fact.citations[0]
        where = cited if fact.value_span == cited.span else None
        writer.add(iri, VET.valuePassage, _cited_span(writer, fact.value_span, where or cited))


def _label(writer: _Writer, kind: str, fact: Fact) -> str:
    """A line for people: kind, then the things concerned and what is said in words."""
    known = schema().properties
    if fact.kind == "Observation":
        code = fact.get("indicator")[0]
        concept = schema().concepts["indicator"].get(code)
        about = writer.names.resolve(fact.get("about")[0]).label
        return f"{about} · {concept.zh if concept else code} · {fact.get('period')[0]}"
    shown = [
        v if known[n].form == "string" else writer.names.resolve(v, known[n].range).label
        for n, values in fact.values
        if known[n].form in ("thing", "string")
        for v in values
    ]
    return f"{kind}：" + " · ".join(dict.fromkeys(shown))


def _shortcuts(writer: _Writer, fact: Fact, terms: dict[str, list[rdf.Term]]) -> None:
    """The direct properties that the ontology says this kind of statement implies."""
    folder = "inferred-shortcuts" if fact.status == INFERRED else "shortcuts"
    graph = thing_iri_graph(f"{folder}/{writer.meta.key}")
    roles = _with_parents(terms)
    for shortcut in schema().shortcuts:
        if fact.kind not in shortcut.kinds:
            continue
        for subject in roles.get(shortcut.subject, []):
            for value in roles.get(shortcut.object, []):
                if isinstance(subject, rdf.NamedNode):
                    linked = _labelled(value)
                    predicate = rdf.NamedNode(shortcut.iri)
                    writer.quads.append(rdf.Quad(subject, predicate, linked, graph))


def _with_parents(terms: dict[str, list[rdf.Term]]) -> dict[str, list[rdf.Term]]:
    roles = dict(terms)
    for name, values in terms.items():
        for parent in schema().properties[name].parents:
            roles[parent] = [*roles.get(parent, []), *values]
    return roles


def _labelled(value: rdf.Term) -> rdf.Term:
    return rdf.Literal(value.value, language="zh") if isinstance(value, rdf.Literal) else value


def thing_iri_graph(path: str) -> rdf.NamedNode:
    """The name of a graph other than a report's."""
    return rdf.NamedNode(f"{rdf.PREFIXES['id']}graph/{path}")


def _cited(writer: _Writer, citation: Citation) -> rdf.NamedNode:
    return _cited_span(writer, citation.span, citation)


def _cited_span(writer: _Writer, span: Span, citation: Citation) -> rdf.NamedNode:
    """Remember a passage; of two that cite the same span the one with more headers is kept."""
    known = writer.passages.get(span)
    if known is None or (known.column is None and citation.column is not None):
        writer.passages[span] = citation
    return passage_iri(writer.root, span)


def _passage(writer: _Writer, span: Span, citation: Citation) -> None:
    for triple in passage_triples(writer.root, writer.report, span, citation):
        writer.add(*triple)


def _activity(writer: _Writer, made_by: str) -> rdf.NamedNode:
    iri = writer.under(f"activity/{made_by}")
    if made_by not in writer.activities:
        writer.activities.add(made_by)
        sheet = made_by.startswith("sheet-")
        zh, en = (
            ("人工审阅的事实表", "reviewed fact sheet")
            if sheet
            else ("提取规则", "extraction rule")
        )
        name = made_by.removeprefix("sheet-").removeprefix("rule-")
        writer.add(iri, TYPE, VET.Activity)
        writer.add(iri, SKOS.prefLabel, rdf.Literal(f"{zh} {name}", language="zh"))
        writer.add(iri, SKOS.prefLabel, rdf.Literal(f"{en} {name}", language="en"))
    return iri


def _entity(writer: _Writer, entity: Entity) -> None:
    """Class and label of a thing, in the graph that all reports share.

    The engine's union of graphs keeps a triple once a graph, so that what several reports would
    say alike must stand in one graph.
    """
    if entity.region is not None:
        _region(writer, entity.region)
        return
    country = thing_iri("Country", entity.country, writer.names.base) if entity.country else None
    if country is not None:
        _country(writer, country, str(entity.country))
    if country == entity.iri:
        return
    _share(writer, THINGS_GRAPH, entity.iri, TYPE, rdf.NamedNode(schema().classes[entity.kind].iri))
    label = rdf.Literal(entity.label, language="zh")
    _share(writer, THINGS_GRAPH, entity.iri, SKOS.prefLabel, label)
    if country is not None:
        _share(writer, THINGS_GRAPH, entity.iri, VET.country, country)


def _region(writer: _Writer, region: Region | None) -> None:
    """The official record of a region and of the regions above it, as reference data."""
    while region is not None:
        current = region_entity(region, writer.names.base)
        add = partial(_share, writer, REFERENCE_GRAPH, current.iri)
        add(TYPE, VET.Region)
        add(SKOS.prefLabel, rdf.Literal(current.label, language="zh"))
        add(SKOS.notation, rdf.Literal(region.code))
        add(VET.level, CODE[f"region-level/{region.level}"])
        region = load_regions().by_code(region.parent) if region.parent else None
        if region is not None:
            add(SCHEMA.containedInPlace, region_entity(region, writer.names.base).iri)


def _country(writer: _Writer, iri: rdf.NamedNode, code: str) -> None:
    found = next((c for c in countries() if c.code == code), None)
    if found is not None:
        add = partial(_share, writer, REFERENCE_GRAPH, iri)
        add(TYPE, VET.Country)
        add(SKOS.prefLabel, rdf.Literal(found.zh, language="zh"))
        add(SKOS.prefLabel, rdf.Literal(found.en, language="en"))
        add(SKOS.notation, rdf.Literal(found.code))


def _share(
    writer: _Writer,
    graph: rdf.NamedNode,
    subject: rdf.NamedNode,
    predicate: rdf.NamedNode,
    value: rdf.Term,
) -> None:
    writer.quads.append(rdf.Quad(subject, predicate, value, graph))


def _year(text: str) -> rdf.Literal:
    return rdf.Literal(text, datatype=XSD.gYear)
