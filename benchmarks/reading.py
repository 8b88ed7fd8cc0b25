"""How long the Changping report takes to read and extract in each format, 1, 10 and 100 times long.

    python benchmarks/reading.py [txt html docx xlsx …] [--times 1 10 100]

Each figure is one run in a process of its own: seconds of reading, of extraction, and the peak
memory of the whole process. Documents are made anew in a folder that is thrown away.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "data" / "reports" / "110114-2023" / "report.txt"
FORMATS = ("txt", "md", "html", "docx", "pdf")

PROBE = """
import resource, sys, time
from pathlib import Path
from vetgraph.extraction import extract
from vetgraph.reading import read
from vetgraph.schema import schema

schema()
start = time.perf_counter()
report = read(Path(sys.argv[1]))
read_at = time.perf_counter()
found = extract(report, "北京市昌平区", 2022)
end = time.perf_counter()
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
print(len(report.text), len(found.facts), read_at - start, end - read_at, memory)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", default=FORMATS)
    parser.add_argument("--times", nargs="+", type=int, default=[1, 10, 100])
    chosen = parser.parse_args()
    print(
        f"{'format':8}{'times':>6}{'chars':>10}{'facts':>8}{'read s':>9}{'extract s':>11}{'MB':>7}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen.formats:
            for times in chosen.times:
                print(f"{name:8}{times:6}{measured(saved(name, times, Path(folder)))}", flush=True)


def saved(name: str, times: int, folder: Path) -> Path:
    """The report so many times over, in a format."""
    sys.path.insert(0, str(ROOT))
    from tests.documents import make

    save = {"docx": make.docx, "html": make.web, "md": make.markdown, "pdf": make.pdf}.get(name)
    text, path = REPORT.read_text("utf-8") * times, folder / f"{times}.{name}"
    if save is not None:
        return save(text, path)
    path.write_text(text, "utf-8")
    return path


def measured(path: Path) -> str:
    """A line of figures for one document."""
    command = [sys.executable, "-c", PROBE, str(path)]
    # Without a shell between, the peak memory would begin with that of this process.
    command = ["sh", "-c", '"$@"; true', "sh", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    chars, facts, read, extract, memory = map(float, done.stdout.split())
    return f"{chars:10.0f}{facts:8.0f}{read:9.2f}{extract:11.2f}{memory:7.0f}"


if __name__ == "__main__":
    main()
