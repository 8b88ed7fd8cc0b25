"""Where the ontology, the queries and the reports are, in a checkout and in a wheel.

The wheel carries them inside the package, a checkout (and an editable install of it) beside
``src``. Plain paths are used because ``importlib.resources`` would cost 20 ms at every start.
"""

from __future__ import annotations

from pathlib import Path

from vetgraph import errors

_PACKAGE = Path(__file__).resolve().parent


def ontology_dir() -> Path:
    """The folder of ``vetgraph.ttl``, ``vocab``, ``shapes``, ``alignments`` and ``examples``."""
    return find("ontology")


def queries_dir() -> Path:
    """The folder of the ``.rq`` files."""
    return find("queries")


def data_dir() -> Path:
    """The folder of ``reports`` and ``reference``."""
    return find("data")


def find(name: str, package: Path = _PACKAGE) -> Path:
    """The folder ``name`` that belongs to the package installed at ``package``.

    Raises ``VetgraphError`` when the installation lacks it.
    """
    folder = _root(package) / name
    if not folder.is_dir():
        raise errors.VetgraphError(
            zh=f"安装不完整：缺少文件夹 {name}。请重新安装 vetgraph",
            en=f"incomplete installation: the folder {name} is missing. Install vetgraph again",
            file=folder,
        )
    return folder


def _root(package: Path) -> Path:
    """The checkout if the package lies in one, else the package itself.

    The checkout is asked first because a folder of code in ``src/vetgraph`` may have the name of
    a folder of data.
    """
    checkout = package.parent.parent
    return checkout if (checkout / "pyproject.toml").is_file() else package
