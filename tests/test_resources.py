"""The folders of ontology, queries and data are found in a checkout and in an installed wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vetgraph import errors, resources

if TYPE_CHECKING:
    from pathlib import Path


def test_a_checkout_keeps_its_folders_beside_src(checkout: Path) -> None:
    assert resources.ontology_dir() == checkout / "ontology"
    assert resources.queries_dir() == checkout / "queries"
    assert resources.data_dir() == checkout / "data"


def test_an_installed_wheel_keeps_them_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "vetgraph"
    (package / "ontology").mkdir(parents=True)

    assert resources.find("ontology", package) == package / "ontology"


def test_a_folder_of_code_is_not_taken_for_the_folder_of_queries(tmp_path: Path) -> None:
    package = tmp_path / "src" / "vetgraph"
    (package / "queries").mkdir(parents=True)
    (tmp_path / "queries").mkdir()
    (tmp_path / "pyproject.toml").touch()

    assert resources.find("queries", package) == tmp_path / "queries"


def test_a_missing_folder_is_named_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(errors.VetgraphError) as caught:
        resources.find("ontology", tmp_path / "vetgraph")

    assert caught.value.file == str(tmp_path / "vetgraph" / "ontology")
    assert "缺少文件夹 ontology" in caught.value.message("zh")
    assert "the folder ontology is missing" in caught.value.message("en")


def test_a_file_of_that_name_is_not_a_folder(tmp_path: Path) -> None:
    package = tmp_path / "vetgraph"
    package.mkdir()
    (package / "data").touch()

    with pytest.raises(errors.VetgraphError, match="incomplete installation"):
        resources.find("data", package)
