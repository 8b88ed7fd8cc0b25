"""Opening a page in a browser without a network, where Chromium is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --dump-dom"
    " --disable-background-networking --disable-component-update --enable-logging=stderr"
)


def title_after(page: str, script: str, folder: Path) -> str:
    """The title of a page after a script has run in it; fails for any message on the console."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        pytest.skip("chromium is not installed")
    file = folder / "page.html"
    file.write_text(page.replace("</body>", f"<script>{script}</script></body>"), "utf-8")
    command = [browser, *_OPTIONS.split(), f"--user-data-dir={folder / 'profile'}"]
    done = subprocess.run([*command, file.as_uri()], capture_output=True, timeout=120, check=False)
    logged = done.stderr.decode(errors="replace").splitlines()
    assert [line for line in logged if "CONSOLE" in line] == []
    titles = re.findall(r"<title>(.*?)</title>", done.stdout.decode())
    assert titles, done.stdout[:300]
    return str(titles[0])
