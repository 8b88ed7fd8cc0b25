"""A query within a time limit: the engine has none, so the query runs in a process of its own.

The process is killed at the limit. It also bears what would bring down ours: nesting deep enough
to overflow the engine's stack, and answers that do not fit into memory.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from vetgraph import errors, rdf
from vetgraph.store.dataset import Dataset, Solutions, read_solutions
from vetgraph.store.service import refuse_service

if TYPE_CHECKING:
    from pathlib import Path

_RAISED = {kind.__name__: kind for kind in (errors.QueryError, errors.StoreError)}


def query_within(
    dataset: Dataset, sparql: str, seconds: float
) -> Solutions | list[rdf.Triple] | bool:
    """The answer of a query of any form, as ``Dataset.query``; no limit for 0 ``seconds``.

    Raises ``TimeLimitError`` when the limit is reached, ``QueryError`` and ``StoreError`` as the
    dataset does, ``VetgraphError`` when the engine breaks down over the query.
    """
    from subprocess import TimeoutExpired

    if seconds <= 0:
        return dataset.query(sparql)
    refuse_service(sparql)
    try:
        data = _ask(_request(dataset, sparql), seconds)
    except TimeoutExpired as error:
        raise errors.TimeLimitError(
            zh=f"查询超过 {seconds:g} 秒，已终止；请用 LIMIT 或更窄的条件，或放宽 --timeout",
            en=f"the query ran past {seconds:g} s and was ended; narrow it or raise --timeout",
        ) from error
    head, _, body = data.partition(b"\n")
    return _answer(json.loads(head), body)


def _request(dataset: Dataset, sparql: str) -> bytes:
    """The question in one line; the quads of a dataset in memory follow it."""
    folder: Path | None = dataset.directory
    place = None if folder is None else str(folder.resolve())
    head = json.dumps({"store": place, "sparql": sparql, "parent": os.getpid()}).encode() + b"\n"
    return head if folder else head + rdf.serialise(dataset.quads(), rdf.RdfFormat.N_QUADS)


def _ask(request: bytes, seconds: float) -> bytes:
    import subprocess

    command = [sys.executable, "-P", "-m", "vetgraph.store.child"]
    path = os.pathsep.join(entry for entry in sys.path if entry)
    # A session of its own, so that an interrupt from the keyboard reaches us alone.
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": path}, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            data, _ = process.communicate(request, timeout=seconds)
        finally:
            process.kill()
    if process.returncode or not data:
        raise errors.VetgraphError(
            zh=f"查询引擎中断（{process.returncode}）：查询嵌套过深，或所需内存过大",
            en=f"the engine broke down ({process.returncode}):"
            " the query is nested too deeply or needs too much memory",
        )
    return data


def _answer(head: dict[str, Any], body: bytes) -> Solutions | list[rdf.Triple] | bool:
    kind = head["kind"]
    if kind == "rows":
        return read_solutions(body)
    if kind == "triples":
        return rdf.parse_n_triples(body)
    if kind == "truth":
        return bool(head["value"])
    raise _RAISED[kind](zh=head["zh"], en=head["en"], file=head["file"])
