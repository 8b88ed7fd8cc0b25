"""How long the stages of a build take, beside rdflib and Oxigraph loading the same graph.

    python benchmarks/build.py [RUNS]

In one process, on the bundled reports; medians. The first run, which reads the ontology and the
tables of regions, is told apart.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import rdflib

from vetgraph import pipeline, rdf, store

if TYPE_CHECKING:
    from collections.abc import Callable

    from vetgraph.pipeline import Built


def timed(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def extracted() -> list[Built]:
    return [pipeline.build_report(folder) for folder in pipeline.bundled_reports()]


def stages(built: list[Built], folder: Path) -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    parts = [pipeline.ontology_part(), *(one.part() for one in built)]
    dump = b"".join(part.quads for part in parts)
    kept = folder / "kept"
    store.publish(kept, parts)
    fresh = iter(range(10**6))
    return {
        "read, extract, make quads": extracted,
        "sort and write N-Quads": lambda: [one.part() for one in built],
        "publish into a new store": lambda: store.publish(folder / str(next(fresh)), parts),
        "publish what is published": lambda: store.publish(kept, parts),
        "check (SHACL)": lambda: [pipeline.findings(one.quads) for one in built],
        "peer: rdflib parses the N-Quads": lambda: rdflib.Dataset().parse(
            data=dump, format="nquads"
        ),
        "peer: Oxigraph loads them in memory": lambda: rdf.Store().load(
            dump, format=rdf.RdfFormat.N_QUADS
        ),
    }


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    first = timed(extracted)
    built = extracted()
    taken: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        asked = stages(built, Path(name))
        for _ in range(runs):
            for label, work in asked.items():
                taken.setdefault(label, []).append(timed(work))
    quads = sum(len(one.quads) for one in built)
    print(f"{len(built)} report(s), {quads} quads; time in ms, {runs} runs: median (least)")
    print(f"{first * 1000:8.0f}          the first read, extract, make quads of a process")
    for label, values in taken.items():
        print(f"{statistics.median(values) * 1000:8.0f} ({min(values) * 1000:5.0f})  {label}")


main()
