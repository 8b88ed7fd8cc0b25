"""``python faulty.py BASE FOLDER kill|full``: builds that fail at every write, one after another.

For n = 1, 2, 3 … a copy of the store BASE is made at FOLDER/n, and a forked process publishes the
new version into it; its n-th change of the file system kills it or meets a full disk. Ends with
the first build that needs fewer changes; prints how each one ended.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

from versions import version  # type: ignore[import-not-found]

from vetgraph import errors, store

_CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree"}


class Fault:
    """Counts what changes the file system below a folder and strikes at the n-th."""

    def __init__(self, folder: Path, number: int, kind: str) -> None:
        self.folder, self.left, self.kind = str(folder), number, kind

    def watch(self, event: str, args: tuple[Any, ...]) -> None:
        if event in _CHANGES or (event == "open" and self._writes(args)):
            self._count()

    def fsync(self, descriptor: int) -> None:
        self._count()
        _FSYNC(descriptor)

    def _writes(self, args: tuple[Any, ...]) -> bool:
        path, mode, flags = args
        writing = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) or "w" in (mode or "")
        return bool(writing) and str(path).startswith(self.folder)

    def _count(self) -> None:
        self.left -= 1
        if self.left:
            return
        if self.kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


_FSYNC = os.fsync


def build(folder: Path, number: int, kind: str) -> NoReturn:
    """One build that meets its fault; exit code 0 without a fault, 1 for a clear error."""
    fault = Fault(folder, number, kind)
    sys.addaudithook(fault.watch)
    os.fsync = fault.fsync  # type: ignore[assignment]
    try:
        store.publish(folder, version("new"))
    except errors.StoreError as error:
        os._exit(1 if "old store stands" in error.en else 3)
    except BaseException:
        os._exit(2)
    os._exit(0 if fault.left > 0 else 4)


def main() -> None:
    base, root, kind = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    ended: list[int] = []
    while not ended or ended[-1] != 0:
        number = len(ended) + 1
        folder = root / str(number)
        shutil.copytree(base, folder)
        child = os.fork()
        if child == 0:
            build(folder, number, kind)
        status = os.waitpid(child, 0)[1]
        ended.append(os.waitstatus_to_exitcode(status))
    sys.stdout.write(json.dumps(ended))


main()
