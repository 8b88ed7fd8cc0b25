"""What of a report is modelled, what is context only, and what is missing, with reasons."""

from vetgraph.coverage.formats import share_line, to_json, to_text
from vetgraph.coverage.judging import coverage
from vetgraph.coverage.page import to_html
from vetgraph.coverage.tokens import Counts, Coverage, Token

__all__ = [
    "Counts", "Coverage", "Token", "coverage", "share_line", "to_html", "to_json", "to_text",
]  # fmt: skip
