"""What a valid record must have: SHACL findings with their places, and data cube integrity."""

from __future__ import annotations

from vetgraph.checking.cube import violated
from vetgraph.checking.results import Result, report_turtle
from vetgraph.checking.shacl import load_shapes, validate

__all__ = ["Result", "load_shapes", "report_turtle", "validate", "violated"]
