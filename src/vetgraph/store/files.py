"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 60


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old or the new bytes, never a mixture.

    A symbolic link is followed and the mode of an existing file kept; what is no regular file
    (``/dev/null``, a pipe) is written to as it is. On return the data is on the disk. Raises
    ``OSError``; an existing file that is read-only is refused.
    """
    mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):
        _write_through(path, data)
        return
    target = path.resolve()
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    temporary = target.with_name(f".{target.name[:_LONGEST]}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            if mode is not None:
                temporary.chmod(stat.S_IMODE(mode))
            os.fsync(stream.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(target.parent)


def sync_folder(path: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    if os.name == "nt":  # a folder cannot be opened there
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # a file system without it
            raise
    finally:
        os.close(descriptor)


def holds(path: Path, data: bytes) -> bool:
    """Whether a file has just these bytes."""
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _write_through(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
