"""Chinese vocational-education quality reports as a cited knowledge graph."""

__version__ = "0.1.0"
