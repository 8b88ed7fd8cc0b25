"""``vetgraph build`` tells what it left apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Run = Callable[..., Any]


def test_build_warns_of_names_that_it_did_not_merge(
    vetgraph: Run, checkout: Path, tmp_path: Path
) -> None:
    folder = checkout / "data" / "reports" / "110114-2023"
    command = ("build", folder, "--no-check", "--store", tmp_path / "store")
    zh = [line for line in vetgraph(*command).errors if "宝马" in line]
    en = [line for line in vetgraph(*command, "--lang", "en").errors if "宝马" in line]

    assert zh == [
        "名称相近而未合并：“宝马”与“宝马集团”；若是同一事物，请在 facts/naming.csv 写明别称"
    ]
    assert en == [
        "alike and not merged: “宝马” and “宝马集团”; if they are one thing, write the alias"
        " into facts/naming.csv"
    ]
