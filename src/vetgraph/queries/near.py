"""Near names for those who type a wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def near_names(name: str, known: Iterable[str], count: int = 5) -> list[str]:
    """The known names most like ``name``: those that contain it first, then the similar ones."""
    import difflib  # needed by those who mistype only

    from vetgraph.text import fold

    folded = {known_name: fold(known_name).casefold() for known_name in sorted(set(known))}
    wanted = fold(name).casefold()
    inside = [k for k, f in folded.items() if wanted and f and (wanted in f or f in wanted)]
    inside.sort(key=lambda k: (abs(len(folded[k]) - len(wanted)), k))
    back = {f: k for k, f in reversed(folded.items())}
    similar = [back[f] for f in difflib.get_close_matches(wanted, back, n=count, cutoff=0.5)]
    return list(dict.fromkeys([*inside, *similar]))[:count]
