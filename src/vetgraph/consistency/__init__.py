"""Figures that must agree: what the report states, recomputed from what else it states.

The rules come from the indicator list (numerator and denominator, parts) and from the measures of
the observations (level, change, growth rate, share, ratio); none knows a report. Figures are the
intervals that their printed digits mean, and a finding arises only where the reported and the
computed interval do not meet.
"""

from vetgraph.consistency.findings import Finding
from vetgraph.consistency.observations import Observation, observations, records
from vetgraph.consistency.rules import check, relations
from vetgraph.consistency.sources import Source, sources

__all__ = [
    "Finding", "Observation", "Source", "check", "observations", "records", "relations", "sources",
]  # fmt: skip
