"""How long commands take from the key to the answer, beside the peers a user would compare with.

    python benchmarks/startup.py [RUNS]

Wall time of whole processes, taken in turns so that a busy machine is busy for all; medians.
Everything is in the page cache and compiled to byte code before it is measured.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from vetgraph import pipeline, rdf

QUESTION = "enterprise-majors"
PARSE = "import rdflib, sys; rdflib.Dataset().parse(sys.argv[1], format='nquads')"


def commands(folder: Path) -> dict[str, list[str]]:
    """What is measured, by name; the last four are the peers."""
    python, store, dump = sys.executable, str(folder / "store"), str(folder / "graph.nq")
    vetgraph = [python, "-m", "vetgraph"]
    pyshacl = str(Path(python).with_name("pyshacl"))
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    return {
        "vetgraph --help": [*vetgraph, "--help"],
        f"vetgraph query {QUESTION}": [*vetgraph, "query", QUESTION, "--store", store],
        f"vetgraph query {QUESTION} --cite": [
            *vetgraph, "query", QUESTION, "--cite", "--store", store
        ],
        "vetgraph sparql (in its own process)": [
            *vetgraph, "sparql", "-e", count, "--store", store
        ],
        "python -c pass": [python, "-c", "pass"],
        "python -c 'import rdflib'": [python, "-c", "import rdflib"],
        "pyshacl --version": [pyshacl, "--version"],
        "rdflib: parse the same graph": [python, "-c", PARSE, dump],
    }  # fmt: skip


def prepare(folder: Path) -> None:
    """A store of the bundled reports, and the same graph as one file of N-Quads."""
    built = [pipeline.build_report(path) for path in pipeline.bundled_reports()]
    pipeline.publish(folder / "store", built)
    quads = pipeline.in_memory(built).quads()
    (folder / "graph.nq").write_bytes(rdf.n_quads(quads))


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """The wall time of one run; raises when it fails."""
    started = time.perf_counter()
    subprocess.run(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, check=True
    )
    return time.perf_counter() - started


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        environment = os.environ | {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        asked = commands(folder)
        for command in asked.values():
            seconds(command, environment)
        taken: dict[str, list[float]] = {label: [] for label in asked}
        for _ in range(runs):
            for label, command in asked.items():
                taken[label].append(seconds(command, environment))
    print(f"wall time in ms, {runs} runs: median (least)")
    for label, values in taken.items():
        print(f"{statistics.median(values) * 1000:8.0f} ({min(values) * 1000:5.0f})  {label}")


main()
