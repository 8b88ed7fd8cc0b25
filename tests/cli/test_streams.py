"""Pipes that close early, full devices, terminals, locales, signals."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vetgraph import rdf, store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    Run = Callable[..., Any]

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX streams")
VETGRAPH = f"{sys.executable} -m vetgraph"
# CSI and OSC sequences, C1 forms of them, bells, line separators, turns of direction.
HOSTILE = (
    "\x1b[2Jwiped\x1b]52;c;eA==\x07\x9b31m\x9d0;t\x9c\r\u2028\u202egnp.exe\u202c\u2066x\u2069\u200f"
)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200f\u2028-\u202e\u2066-\u2069]")


def shell(command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, timeout=60, check=False
    )


@pytest.fixture
def hostile_store(tmp_path: Path) -> Path:
    """A store in which a name would steer a terminal."""
    node, vet = rdf.NamedNode("https://example.org/x"), rdf.Namespace(rdf.PREFIXES["vet"])
    quads = [rdf.Quad(node, vet.alternateName, rdf.Literal(HOSTILE), rdf.DefaultGraph())]
    folder = tmp_path / "hostile"
    store.publish(folder, [store.Part("ontology", rdf.n_quads(quads))])
    return folder


def on_terminal(*arguments: object) -> tuple[int, str]:
    """Exit code, and what a terminal of 100 columns is sent on both streams."""
    import pty

    command = [sys.executable, "-m", "vetgraph", *map(str, arguments)]
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        chunks = []
        while chunk := _read(ours):
            chunks.append(chunk)
        process.wait(timeout=60)
    os.close(ours)
    return process.returncode, b"".join(chunks).decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how Linux tells that the other end is closed
        return b""


@posix
@pytest.mark.usefixtures("own_home")
@pytest.mark.parametrize("command", ["export graph -f nq", "query", "--help", "export --help"])
def test_a_reader_that_goes_early_is_no_failure(built_store: Path, command: str) -> None:
    at = "" if command.endswith(("query", "--help")) else f"--store {built_store}"
    done = shell(f"{VETGRAPH} {command} {at} | head -1")

    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


@posix
def test_a_build_goes_on_when_nobody_reads_its_progress(
    own_home: Path, report_folder: Path
) -> None:
    target = own_home / "store"
    done = shell(f"{VETGRAPH} build {report_folder} --store {target} 2>&1 >/dev/null | true")

    assert done.returncode == 0
    assert store.exists(target)


@posix
@pytest.mark.usefixtures("own_home")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["export graph -f nq --store {}", "query", "--help"])
def test_a_full_device_is_one_line_and_exit_code_1(built_store: Path, command: str) -> None:
    done = shell(f"{VETGRAPH} {command.format(built_store)} > /dev/full")

    assert done.returncode == 1
    assert done.stderr.decode() == "vetgraph: 系统错误：No space left on device\n"


@posix
@pytest.mark.usefixtures("own_home")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_failure(built_store: Path, closed: str) -> None:
    done = shell(f"{VETGRAPH} query cases --store {built_store} {closed}")

    assert done.returncode == 0
    assert done.stderr == b""
    assert bool(done.stdout) is (not closed.startswith(">"))


@posix
@pytest.mark.usefixtures("own_home")
def test_a_query_from_a_closed_standard_input_is_one_line(built_store: Path) -> None:
    done = shell(f"{VETGRAPH} sparql - --store {built_store} <&-")

    assert done.returncode == 1
    assert done.stderr.decode().startswith("vetgraph: -: ")
    assert done.stderr.count(b"\n") == 1


@posix
@pytest.mark.usefixtures("own_home")
def test_a_terminal_gets_a_table_and_a_pipe_gets_tsv(built_store: Path, vetgraph: Run) -> None:
    asked = ("query", "cases", "--store", built_store)
    code, shown = on_terminal(*asked)
    piped = vetgraph(*asked).out

    assert code == 0
    assert "\t" not in shown
    assert "标题" in shown.splitlines()[0]
    assert len(shown.splitlines()) == len(piped.splitlines())
    assert piped.splitlines()[0].startswith("number\ttitle\t")
    assert on_terminal(*asked, "-f", "tsv")[1] == piped


@posix
@pytest.mark.usefixtures("own_home")
@pytest.mark.parametrize("target", ["table", "tsv", "csv", "json"])
def test_nothing_in_the_data_steers_a_terminal(hostile_store: Path, target: str) -> None:
    asked = "SELECT ?name { ?x vet:alternateName ?name }"
    code, shown = on_terminal("sparql", "-e", asked, "-f", target, "--store", hostile_store)

    assert code == 0
    assert "wiped" in shown
    assert not CONTROL.search(shown)


@posix
@pytest.mark.usefixtures("own_home")
@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "graph", "-f", "nq"),
        ("sparql", "-e", "CONSTRUCT WHERE { ?s ?p ?o }"),
        ("show", HOSTILE.replace("\x00", "")),
        ("sparql", HOSTILE),
        ("query", HOSTILE),
        (HOSTILE,),
    ],
)
def test_nothing_exported_or_mistyped_steers_a_terminal(
    hostile_store: Path, arguments: tuple[str, ...]
) -> None:
    at = ("--store", hostile_store) if len(arguments) > 1 else ()

    assert not CONTROL.search(on_terminal(*arguments, *at)[1])


def test_into_a_pipe_the_value_is_kept(hostile_store: Path, vetgraph: Run) -> None:
    ran = vetgraph("export", "graph", "-f", "nq", "--store", hostile_store)
    (quad,) = rdf.parse_n_quads(ran.out.encode())

    assert isinstance(quad.object, rdf.Literal)
    assert quad.object.value == HOSTILE


@posix
@pytest.mark.usefixtures("own_home")
def test_a_workbook_is_not_thrown_at_a_terminal(built_store: Path) -> None:
    code, shown = on_terminal("query", "cases", "-f", "xlsx", "--store", built_store)

    assert code == 2
    assert shown.startswith("vetgraph: 这种格式不是文本")


@pytest.mark.parametrize(
    "settings",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "gb18030"},
        {"LC_ALL": "no_SUCH.locale"},
    ],
)
def test_the_locale_changes_no_byte_of_an_answer(
    process: Run, built_store: Path, settings: dict[str, str]
) -> None:
    environment = os.environ | settings
    asked = ("query", "enterprise-majors", "-p", "major=学前教育", "--store", built_store)

    here, there = process(*asked), process(*asked, env=environment)
    assert here.returncode == there.returncode
    assert here.stdout == there.stdout
    helped = process("query", "--help", env=environment)
    assert helped.returncode == 0
    assert helped.stdout.startswith(b"Usage: ")
    assert process("nonsense", env=environment).returncode == 2


@posix
def test_an_argument_that_is_not_utf_8_is_one_line(process: Run) -> None:
    done = process("show", os.fsdecode(b"\xb2\xfd\xc6\xbd\xff"))

    assert done.returncode == 2
    assert done.stderr.decode() == "vetgraph: 命令行参数不是 UTF-8 文本\n"


@posix
def test_an_output_may_be_a_device_or_a_pipe(process: Run, built_store: Path) -> None:
    asked = ("query", "cases", "--store", built_store)

    assert process(*asked, "-o", "/dev/null").stdout == b""
    assert Path("/dev/null").is_char_device()
    assert process(*asked, "-o", "/dev/stdout").stdout == process(*asked).stdout
    assert process(*asked, "-o", "-").stdout == process(*asked).stdout


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Children can be interrupted, though a run in the background is deaf to interrupts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@posix
@pytest.mark.usefixtures("own_home", "interruptible")
def test_an_interrupt_ends_a_long_query_quietly_with_exit_code_130(built_store: Path) -> None:
    lethal = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    command = [sys.executable, "-m", "vetgraph", "sparql", "-v", "-e", lethal]
    with subprocess.Popen(
        [*command, "--store", str(built_store)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        process.stderr.readline()  # -v: which store is used, then the query begins
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read().decode().split()
        process.wait(timeout=30)

    assert process.returncode == 130
    assert rest == ["vetgraph:", "已中断"]


def test_the_modules_of_the_folder_one_stands_in_are_not_run(
    process: Run, built_store: Path, tmp_path: Path
) -> None:
    trap = tmp_path / "here"
    trap.mkdir()
    (trap / "vetgraph").mkdir()
    (trap / "vetgraph" / "__init__.py").write_text("raise SystemExit(77)")
    command = shutil.which("vetgraph", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.skip("the command is not installed")
    asked = ["sparql", "-e", "ASK {}", "--store", str(built_store)]
    done = subprocess.run([command, *asked], cwd=trap, capture_output=True, check=False)

    assert (done.returncode, done.stdout) == (0, b"true\n")
    assert process("--version").returncode == 0
