"""A read report becomes cited facts: tables, sentences, reviewed sheets, one gate."""

from vetgraph.extraction.extract import Extraction, extract

__all__ = ["Extraction", "extract"]
