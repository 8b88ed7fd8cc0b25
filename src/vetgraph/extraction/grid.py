"""A table with what its title and columns say, before a cell is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph.extraction import headers
from vetgraph.extraction.dictionary import Unit
from vetgraph.reading.tables import row_labels
from vetgraph.text import label

if TYPE_CHECKING:
    from vetgraph.extraction.context import Context
    from vetgraph.extraction.dictionary import Dictionary
    from vetgraph.extraction.headers import Axis
    from vetgraph.model import Table


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with what its title, columns and unit column say."""

    table: Table
    title: Axis
    columns: tuple[Axis, ...]
    unit_column: int | None
    values: tuple[int, ...]
    units: tuple[Unit, ...]
    context: Context
    words: Dictionary


def grid_of(table: Table, context: Context, words: Dictionary) -> Grid:
    """A table with what its title and each of its columns say."""
    paths = [headers.path_of(row[i] for row in table.headers) for i in range(len(table.headers[0]))]
    columns = [headers.axis_of(path, context, words) for path in paths]
    regions = named_regions([paths[i][-1] for i in value_columns(table) if paths[i]], words)
    for index in value_columns(table):
        if paths[index] and paths[index][-1] in regions and columns[index].about is None:
            columns[index] = replace(columns[index], about=paths[index][-1])
    unit_column = next(
        (i for i, p in enumerate(paths) if p and label(p[-1]) in ("单位", "计量单位")), None
    )
    values = tuple(
        i
        for i in value_columns(table)
        if i != unit_column and not headers.bears_no_value(paths[i], words)
    )
    title = headers.title_axis(table.title, context, words)
    units = headers.title_units(table.title, words)
    return Grid(table, title, tuple(columns), unit_column, values, units, context, words)


def heads(table: Table) -> list[str]:
    """The innermost printed header above each column of row labels."""
    rows = [row_labels(table, row) for row in table.headers]
    return [(headers.path_of(cells)[-1:] or ("",))[0] for cells in zip(*rows, strict=True)]


def value_columns(table: Table) -> range:
    """The columns behind those of row labels."""
    return range(table.label_columns, len(table.headers[0]))


def named_regions(names: list[str], words: Dictionary) -> set[str]:
    """The columns that are named like regions, when several are."""
    found = {n for n in names if headers.is_region(n) and words.indicator(n) is None}
    return found if len(found) > 1 else set()


def own_unit(indicator: str, words: Dictionary) -> Unit | None:
    """The unit that a registered indicator (code) is measured in."""
    concept = words.schema.concepts["indicator"].get(indicator)
    return Unit(concept.unit, Decimal(1)) if concept and concept.unit else None
