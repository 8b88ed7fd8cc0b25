"""Documents of any format become one ``Report``: stored text, sections, paragraphs, tables."""

from vetgraph.reading.files import read, read_text

__all__ = ["read", "read_text"]
