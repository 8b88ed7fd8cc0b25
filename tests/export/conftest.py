"""Two small reports, written for these tests, beside the real ontology and code lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vetgraph import rdf, store
from vetgraph.export import facts, networks
from vetgraph.schema import ontology_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.export.facts import Record
    from vetgraph.export.networks import Network
    from vetgraph.store import Dataset

HERE = Path(__file__).parent
ONTOLOGY = rdf.NamedNode("https://w3id.org/vetgraph/ontology")


def ontology_quads() -> Iterator[rdf.Quad]:
    for path in ontology_files():
        for triple in rdf.parse_turtle(path):
            yield rdf.Quad(triple.subject, triple.predicate, triple.object, ONTOLOGY)


def report_quads() -> list[rdf.Quad]:
    loaded = rdf.Store()
    loaded.load(path=str(HERE / "small.trig"), format=rdf.RdfFormat.TRIG)
    return list(loaded)


@pytest.fixture(scope="session")
def small() -> Dataset:
    return store.memory([*ontology_quads(), *report_quads()])


@pytest.fixture(scope="session")
def small_records(small: Dataset) -> list[Record]:
    return list(facts.records(small))


@pytest.fixture(scope="session")
def small_network(small: Dataset) -> Network:
    return networks.network(small)


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """The stored texts of the two reports by key."""
    return {path.stem: path.read_text("utf-8") for path in sorted(HERE.glob("99*.txt"))}
