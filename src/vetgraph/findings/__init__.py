"""What a check has found, as people and programs read it, and the baseline of what may stand."""

from vetgraph.findings.baseline import Row, drafted, kept_reasons, read, reasons, stale
from vetgraph.findings.formats import to_json, to_table
from vetgraph.findings.human import Line, to_lines
from vetgraph.findings.items import RANKS, Item, acknowledged, arranged, counts, items
from vetgraph.findings.page import to_html
from vetgraph.findings.sarif import to_sarif
from vetgraph.findings.turtle import to_turtle

__all__ = [
    "RANKS", "Item", "Line", "Row", "acknowledged", "arranged", "counts", "drafted", "items",
    "kept_reasons", "read", "reasons", "stale", "to_html", "to_json", "to_lines", "to_sarif",
    "to_table", "to_turtle",
]  # fmt: skip
