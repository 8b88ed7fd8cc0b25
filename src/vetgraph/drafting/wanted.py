"""What the user says instead of the document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """Region (name or code), data year, and whether sheets begin with a byte order mark."""

    region: str | None = None
    year: int | None = None
    bom: bool = False
