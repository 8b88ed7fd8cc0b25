"""The questions: one ``.rq`` file each, read strictly, bound as RDF terms, run and cited."""

from vetgraph.queries.binding import bind, choices
from vetgraph.queries.header import catalogue, load, parse
from vetgraph.queries.markdown import catalogue_markdown
from vetgraph.queries.nouns import CITATION_COLUMNS, Parameter, Query
from vetgraph.queries.running import answers, run

__all__ = [
    "CITATION_COLUMNS",
    "Parameter",
    "Query",
    "answers",
    "bind",
    "catalogue",
    "catalogue_markdown",
    "choices",
    "load",
    "parse",
    "run",
]
