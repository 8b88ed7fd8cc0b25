"""The page of findings: whole texts, passages marked, a way from finding to passage and back."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.browser import title_after
from vetgraph import findings

if TYPE_CHECKING:
    from pathlib import Path

    from vetgraph.findings import Item

_ASK = """
const article = document.querySelector(".finding[data-at]:not([data-at=''])");
article.click();
const there = document.querySelectorAll(".t.on").length;
document.querySelector(".t.on").click();
const back = document.querySelectorAll(".finding.on").length;
document.getElementById("only").click();
document.getElementById("language").click();
document.title = "requests " + performance.getEntriesByType("resource").length
  + " there " + there + " back " + back;
"""


@pytest.fixture(scope="module")
def page(items: list[Item], texts: dict[str, str]) -> str:
    return findings.to_html(findings.acknowledged(items, {items[0].id: "<核实>"}), texts).decode()


class _Marks(HTMLParser):
    """The words of each mark by its number."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.open: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span":
            self.open.append(dict(attrs).get("data-n"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        number = self.open[-1] if self.open else None
        if number is not None:
            self.said[number] = self.said.get(number, "") + data


def test_a_finding_leads_to_the_words_it_quotes(page: str, items: list[Item]) -> None:
    marks = _Marks()
    marks.feed(page)
    listed = re.findall(r'data-f="(\d+)" data-at="([\d ]*)"', page)

    assert len(listed) == len(items)
    shown = sorted(findings.arranged(items), key=lambda one: one.kind is None)
    for (_, numbers), one in zip(listed, shown, strict=True):
        assert len(numbers.split()) == len({(p.start, p.end) for p in one.places})
        if one.kind is not None:
            first = marks.said[numbers.split()[0]]
            # An inner mark would hide its part of an outer one.
            assert first
            assert first in one.places[0].quote


def test_the_page_refers_to_nothing_elsewhere(page: str) -> None:
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!data:)""", page)
    assert "default-src 'none'" in page


def test_what_people_wrote_is_text_and_not_markup(page: str) -> None:
    assert "&lt;核实&gt;" in page
    assert "<核实>" not in page


@pytest.mark.slow
def test_a_browser_leads_from_finding_to_passage_and_back(page: str, tmp_path: Path) -> None:
    title = title_after(page, _ASK, tmp_path)

    requests, there, back = map(int, re.findall(r"\d+", title))
    assert requests == 0
    assert there >= 1
    assert back >= 1
