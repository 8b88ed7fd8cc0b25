"""A drawing of a partner network as plain SVG: columns of things, joined by curves.

A layered drawing after Sugiyama, Tagawa and Toda (1981): a link that passes a column gets a
place of its own there, each column is ordered by the mean place of its neighbours, and boxes
then move as near to their neighbours as they can without touching.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from vetgraph.export.network_files import COLOURS, OTHER_COLOUR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from vetgraph.export.networks import Edge, Network, Node

# A school or the region that acts for its schools; whom with; in which class; for which major.
COLUMNS = (("School", "Region"), ("Enterprise", "Brand"), ("OrderClass",), ("Major",))

# The direct properties that make partners; where something lies, say, is another matter.
PROPERTIES = frozenset(
    {"partnersWith", "partnersOnMajor", "runsProgramme", "runWith", "preparesFor", "offersMajor"}
)

_SIZE = 14  # of the letters, in px, as all lengths here
_LINE = 19
_PADDING = 10
_GAP = 12  # between boxes of a column
_THIN = 6  # the height kept for a link that passes a column
_BETWEEN = 120  # columns
_MARGIN = 28
_HEAD = 96
_FOOT = 52
_WRAP = 16  # Chinese characters a line
_FONTS = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
_CLOSING = frozenset("）)】》〉」』”’，。、；：！？")
_INK = "#24292f"
_SWEEPS = 24

_Key = str
_Columns = list[list[_Key]]


@dataclass(frozen=True, slots=True)
class _Line:
    """All links between two things, drawn as one; ``keys`` are its places, column by column."""

    keys: tuple[_Key, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    width: float
    height: float


def svg(network: Network, title: str, columns: Sequence[Sequence[str]] = COLUMNS) -> bytes:
    """The partners of the classes in ``columns`` (local names), left to right, and their links.

    Links between things of one column, and links that pass more than one column or only repeat
    a chain of shorter ones, are not drawn, nor things without a drawn link. Inferred links are
    dashed; each thing and link tells its full text where the pointer rests. No fonts, scripts
    or files from elsewhere.
    """
    column_of = {kind: place for place, kinds in enumerate(columns) for kind in kinds}
    nodes = {n.id: n for n in network.nodes if n.kind in column_of}
    lines = _lines(network, {iri: column_of[n.kind] for iri, n in nodes.items()})
    neighbours = _neighbours(lines)
    shown = _ordered(_placed(lines, nodes, column_of, len(columns)), lines, neighbours)
    boxes = _settled(_boxes(shown, nodes), shown, neighbours)
    width = max((b.x + b.width for b in boxes.values()), default=0.0) + _MARGIN
    width = max(width, 2 * _MARGIN + _width(title) * 20 / _SIZE)
    height = max((b.y + b.height for b in boxes.values()), default=_HEAD) + _FOOT
    parts = [
        _opening(width, height, title),
        *(_heading(column, boxes, nodes) for column in shown),
        *(_curve(line, boxes) for line in lines),
        *(_boxed(nodes[key], boxes[key]) for column in shown for key in column if key in nodes),
        _legend(height),
        "</svg>",
    ]
    return ("\n".join(part for part in parts if part) + "\n").encode()


def _lines(network: Network, place: Mapping[str, int]) -> list[_Line]:
    """What is drawn: neighbours first, then what passes one column unless a chain says it."""
    pairs: dict[tuple[str, str], list[Edge]] = {}
    for edge in network.edges:
        if edge.property in PROPERTIES and {edge.source, edge.target} <= place.keys():
            left, right = sorted((edge.source, edge.target), key=lambda iri: place[iri])
            pairs.setdefault((left, right), []).append(edge)
    near = {pair: e for pair, e in pairs.items() if place[pair[1]] - place[pair[0]] == 1}
    chained = {(a, d) for a, b in near for c, d in near if b == c}
    lines = [_Line(pair, tuple(e)) for pair, e in sorted(near.items())]
    for (left, right), edges in sorted(pairs.items()):
        if place[right] - place[left] == 2 and (left, right) not in chained:
            lines.append(_Line((left, f"{left} {right}", right), tuple(edges)))
    return lines


def _placed(
    lines: Sequence[_Line], nodes: Mapping[str, Node], column_of: Mapping[str, int], count: int
) -> _Columns:
    columns: list[set[_Key]] = [set() for _ in range(count)]
    for line in lines:
        first = column_of[nodes[line.keys[0]].kind]
        for step, key in enumerate(line.keys):
            columns[first + step].add(key)
    return [sorted(column) for column in columns]


def _neighbours(lines: Sequence[_Line]) -> dict[_Key, list[_Key]]:
    found: dict[_Key, list[_Key]] = {}
    for line in lines:
        for left, right in pairwise(line.keys):
            found.setdefault(left, []).append(right)
            found.setdefault(right, []).append(left)
    return found


def _ordered(
    columns: _Columns, lines: Sequence[_Line], neighbours: Mapping[_Key, list[_Key]]
) -> _Columns:
    """The order with the fewest crossings met while sweeping to and fro."""
    best, fewest = columns, _crossings(columns, lines)
    current = columns
    for sweep in range(_SWEEPS):
        current = _swept(current, neighbours, forward=sweep % 2 == 0)
        crossings = _crossings(current, lines)
        if crossings < fewest:
            best, fewest = current, crossings
    return best


def _swept(columns: _Columns, neighbours: Mapping[_Key, list[_Key]], *, forward: bool) -> _Columns:
    order = range(len(columns)) if forward else reversed(range(len(columns)))
    made = [list(column) for column in columns]
    places = _relative(made)
    for index in order:
        before = index - 1 if forward else index + 1
        if not 0 <= before < len(made):
            continue
        fixed = set(made[before])
        means = {key: _mean(places, key, neighbours, fixed) for key in made[index]}
        made[index].sort(key=means.__getitem__)
        places |= _relative([made[index]])
    return made


def _mean(
    places: Mapping[_Key, float],
    key: _Key,
    neighbours: Mapping[_Key, list[_Key]],
    fixed: Set[_Key],
) -> float:
    near = [places[other] for other in neighbours.get(key, ()) if other in fixed]
    return sum(near) / len(near) if near else places[key]


def _relative(columns: _Columns) -> dict[_Key, float]:
    return {key: (i + 0.5) / len(column) for column in columns for i, key in enumerate(column)}


def _crossings(columns: _Columns, lines: Sequence[_Line]) -> int:
    place = _relative(columns)
    column = {key: index for index, keys in enumerate(columns) for key in keys}
    steps: dict[int, list[tuple[float, float]]] = {}
    for line in lines:
        for left, right in pairwise(line.keys):
            steps.setdefault(column[left], []).append((place[left], place[right]))
    return sum(
        (a[0] - b[0]) * (a[1] - b[1]) < 0
        for ends in steps.values()
        for i, a in enumerate(ends)
        for b in ends[:i]
    )


def _boxes(columns: _Columns, nodes: Mapping[str, Node]) -> dict[_Key, _Box]:
    """Each column as wide as its widest label; shorter columns spread over the full height."""
    heights = {key: _height(nodes.get(key)) for column in columns for key in column}
    taken = [sum(heights[key] + _GAP for key in column) for column in columns]
    full = max(taken, default=0.0)
    boxes: dict[_Key, _Box] = {}
    x = float(_MARGIN)
    for column, own in zip(columns, taken, strict=True):
        width = _column_width(column, nodes)
        spare = (full - own) / len(column) if column else 0.0
        y = float(_HEAD)
        for key in column:
            boxes[key] = _Box(x, y + spare / 2, width, heights[key])
            y += heights[key] + _GAP + spare
        x += width + _BETWEEN if column else 0
    return boxes


def _column_width(column: Sequence[_Key], nodes: Mapping[str, Node]) -> float:
    labels = [nodes[key].label for key in column if key in nodes]
    rows = [_width(row) + 2 * _PADDING for label in labels for row in _wrapped(label)]
    label, name, _ = _headed(column, nodes)
    return max([*rows, _width(f"{label} {name}")]) if rows else 0.0


def _settled(
    boxes: Mapping[_Key, _Box], columns: _Columns, neighbours: Mapping[_Key, list[_Key]]
) -> dict[_Key, _Box]:
    """The boxes moved up and down, in their order, towards the mean of their neighbours."""
    middle = {key: box.y + box.height / 2 for key, box in boxes.items()}
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 else reversed(columns):
            wanted = [_mean(middle, key, neighbours, middle.keys()) for key in column]
            heights = [boxes[key].height + _GAP for key in column]
            middle |= zip(column, _apart(wanted, heights), strict=True)
    tops = {key: middle[key] - box.height / 2 for key, box in boxes.items()}
    return _closed({k: _Box(b.x, tops[k], b.width, b.height) for k, b in boxes.items()})


def _closed(boxes: Mapping[_Key, _Box]) -> dict[_Key, _Box]:
    """The boxes from the top down, bands that hold none narrowed to a gap between groups."""
    made: dict[_Key, _Box] = {}
    shift, bottom = 0.0, 0.0
    for number, (key, box) in enumerate(sorted(boxes.items(), key=lambda item: item[1].y)):
        if number == 0:
            shift = _HEAD - box.y
        elif box.y + shift > bottom + 2 * _GAP:
            shift = bottom + 2 * _GAP - box.y
        made[key] = _Box(box.x, box.y + shift, box.width, box.height)
        bottom = max(bottom, made[key].y + box.height)
    return made


def _apart(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """The middles nearest to those wanted (least squares) whose boxes do not overlap.

    Pool adjacent violators (Ayer et al. 1955) on the wanted places less the space above each.
    """
    above = [sum(heights[:i]) + height / 2 for i, height in enumerate(heights)]
    pools: list[tuple[float, int]] = []
    for target, offset in zip(wanted, above, strict=True):
        mean, size = target - offset, 1
        while pools and pools[-1][0] > mean:
            last, count = pools.pop()
            mean, size = (last * count + mean * size) / (count + size), count + size
        pools.append((mean, size))
    bases = [mean for mean, size in pools for _ in range(size)]
    return [base + offset for base, offset in zip(bases, above, strict=True)]


def _height(node: Node | None) -> float:
    if node is None:
        return _THIN
    return len(_wrapped(node.label)) * _LINE + _PADDING


def _width(text: str) -> float:
    wide = sum(unicodedata.east_asian_width(c) in "WFA" for c in text)
    return _SIZE * (wide + 0.58 * (len(text) - wide))


def _wrapped(text: str) -> list[str]:
    """A label in lines of about equal length, none of which begins with a closing mark."""
    count = -(-int(_width(text)) // (_WRAP * _SIZE))
    size = -(-len(text) // max(count, 1))
    rows, rest = [], text
    while rest:
        end = size + (rest[size : size + 1] in _CLOSING)
        rows.append(rest[:end])
        rest = rest[end:]
    return rows or [""]


def _opening(width: float, height: float, title: str) -> str:
    safe = escape(title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}"'
        f' viewBox="0 0 {width:.0f} {height:.0f}" role="img" font-family="{_FONTS}"'
        f' font-size="{_SIZE}">\n<title>{safe}</title>\n'
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n'
        f'<text x="{_MARGIN}" y="44" font-size="20" font-weight="bold" fill="{_INK}">{safe}</text>'
    )


def _heading(column: Sequence[_Key], boxes: Mapping[_Key, _Box], nodes: Mapping[str, Node]) -> str:
    label, name, colour = _headed(column, nodes)
    if not label:
        return ""
    return (
        f'<text x="{boxes[column[0]].x:.1f}" y="{_HEAD - 18}" font-weight="bold"'
        f' fill="{colour}">{escape(label)}'
        f'<tspan dx="8" font-size="12" font-weight="normal" fill="#6e7781">{name}</tspan></text>'
    )


def _headed(column: Sequence[_Key], nodes: Mapping[str, Node]) -> tuple[str, str, str]:
    """The Chinese and English names of a column's classes, and its colour."""
    known = [*COLOURS]
    kinds = sorted(
        {(nodes[k].kind, nodes[k].kind_label) for k in column if k in nodes},
        key=lambda kind: (known.index(kind[0]) if kind[0] in known else len(known), kind),
    )
    labels, names = [label for _, label in kinds], [_spaced(kind) for kind, _ in kinds]
    return "、".join(labels), ", ".join(names), _colour(kinds[0][0]) if kinds else OTHER_COLOUR


def _spaced(kind: str) -> str:
    """``OrderClass`` -> ``order class``."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in kind).strip()


def _curve(line: _Line, boxes: Mapping[_Key, _Box]) -> str:
    places = [boxes[key] for key in line.keys]
    bend = _BETWEEN / 2
    path: list[str] = []
    for left, right in pairwise(places):
        x1, y1 = left.x + left.width, left.y + left.height / 2
        x2, y2 = right.x, right.y + right.height / 2
        path.append(f"{'L' if path else 'M'}{x1:.1f} {y1:.1f}")
        path.append(f"C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}")
    stated = any(edge.status == "stated" for edge in line.edges)
    weight = 1.2 + 0.5 * min(sum(edge.statements for edge in line.edges) - 1, 4)
    dash = "" if stated else ' stroke-dasharray="6 4"'
    return (
        f'<path d="{"".join(path)}" fill="none" stroke="#8c959f" stroke-opacity="0.8"'
        f' stroke-width="{weight:.1f}"{dash}><title>{escape(_told(line.edges))}</title></path>'
    )


def _told(edges: Sequence[Edge]) -> str:
    return "\n".join(f"{e.label}（{e.period or '—'}）{e.quote or ''}" for e in edges)


def _boxed(node: Node, box: _Box) -> str:
    colour = _colour(node.kind)
    middle = box.x + box.width / 2
    rows = "".join(_rows(node, box))
    return (
        f'<g><title>{escape(node.label)}</title><rect x="{box.x:.1f}" y="{box.y:.1f}"'
        f' width="{box.width:.1f}" height="{box.height:.1f}" rx="5" fill="#ffffff"'
        f' stroke="{colour}" stroke-width="1.5"/><rect x="{box.x:.1f}" y="{box.y:.1f}"'
        f' width="{box.width:.1f}" height="{box.height:.1f}" rx="5" fill="{colour}"'
        f' fill-opacity="0.1"/><text text-anchor="middle" x="{middle:.1f}"'
        f' data-id={quoteattr(node.id)} fill="{_INK}">{rows}</text></g>'
    )


def _rows(node: Node, box: _Box) -> Iterator[str]:
    middle = box.x + box.width / 2
    for number, row in enumerate(_wrapped(node.label)):
        y = box.y + _PADDING / 2 + (number + 0.74) * _LINE
        yield f'<tspan x="{middle:.1f}" y="{y:.1f}">{escape(row)}</tspan>'


def _legend(height: float) -> str:
    y = height - 22
    stroke = 'stroke="#8c959f" stroke-width="1.6"'
    return (
        f'<g font-size="12" fill="#57606a"><path d="M{_MARGIN} {y:.0f}h36" {stroke}/>'
        f'<text x="{_MARGIN + 44}" y="{y + 4:.0f}">报告所述 stated</text>'
        f'<path d="M{_MARGIN + 164} {y:.0f}h36" {stroke} stroke-dasharray="6 4"/>'
        f'<text x="{_MARGIN + 208}" y="{y + 4:.0f}">推断 inferred</text></g>'
    )


def _colour(kind: str) -> str:
    return COLOURS.get(kind, OTHER_COLOUR)
