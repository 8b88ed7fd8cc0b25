"""``python -m vetgraph.store.child``: the process in which ``limited`` runs a query."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from vetgraph import errors, rdf
from vetgraph.store.dataset import memory
from vetgraph.store.folder import open_store

_MEMORY_SHARE = 0.75


def main() -> None:
    """Read a question from standard input, write the answer to standard output."""
    request = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with, args=[request["parent"]], daemon=True).start()
    _limit_memory()
    head, body = _answer(request)
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()
    os._exit(0)  # taking the answer down term by term is not worth the time


def _answer(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        if request["store"] is None:
            dataset = memory(rdf.parse_n_quads(sys.stdin.buffer.read()))
        else:
            dataset = open_store(Path(request["store"]))
        kind, body = dataset.serialised(request["sparql"])
    except (errors.QueryError, errors.StoreError) as error:
        kind = type(error).__name__
        return {"kind": kind, "zh": error.zh, "en": error.en, "file": error.file}, b""
    return {"kind": kind, "value": body == b"true"}, body


def _limit_memory() -> None:
    """Let a query that eats memory end this process rather than others of the machine."""
    try:
        import resource

        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        resource.setrlimit(resource.RLIMIT_AS, (int(size * _MEMORY_SHARE),) * 2)
    except (ImportError, ValueError, OSError):  # not on this system
        return


def _end_with(parent: int) -> None:
    """End when the process that asks has gone: nobody reads the answer."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


if __name__ == "__main__":
    main()
