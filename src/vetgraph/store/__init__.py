"""The embedded store: published whole or not at all, read by SPARQL.

folder      what is published: manifest, parts, texts, index; opening it
publishing  replacing parts in one step; a build that is killed leaves the old store as it was
dataset     the read-only view that answers SPARQL
service     refusing SERVICE, which would open a network connection
limited     a query within a time limit, in a process of its own
files       writing one file so that a reader sees the old or the new bytes
"""

from vetgraph.store.dataset import Dataset, Solutions, memory
from vetgraph.store.files import write_atomic
from vetgraph.store.folder import Entry, Part, exists, open_store, parts, read_part
from vetgraph.store.limited import query_within
from vetgraph.store.publishing import publish

__all__ = [
    "Dataset",
    "Entry",
    "Part",
    "Solutions",
    "exists",
    "memory",
    "open_store",
    "parts",
    "publish",
    "query_within",
    "read_part",
    "write_atomic",
]
