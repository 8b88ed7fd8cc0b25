"""Write ``docs/ontology``: ``python -m docs.generate``."""

from __future__ import annotations

from docs.generate.diagram import diagram
from docs.generate.pages import pages
from docs.generate.terms import ROOT

FOLDER = ROOT / "docs" / "ontology"


def written() -> dict[str, str]:
    """Every file of the folder by its name."""
    return {"ontology.svg": diagram(), **pages()}


if __name__ == "__main__":
    files = written()
    FOLDER.mkdir(exist_ok=True)
    for stale in sorted(FOLDER.iterdir()):
        if stale.name not in files:
            stale.unlink()
    for name, content in files.items():
        (FOLDER / name).write_text(content, encoding="utf-8", newline="\n")
