"""The page holds the whole report, asks nothing of a network and opens without complaint."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.browser import title_after
from vetgraph.coverage import coverage, to_html, to_json

if TYPE_CHECKING:
    from pathlib import Path

    from vetgraph.pipeline import Built

_ASK = """
document.querySelector(".t.modelled").click();
document.getElementById("only").click();
document.title = "requests " + performance.getEntriesByType("resource").length
  + " articles " + document.querySelectorAll("#panel article").length;
"""


@pytest.fixture(scope="module")
def page(changping_built: Built) -> str:
    return to_html(coverage(changping_built), changping_built).decode()


class _Text(HTMLParser):
    """What stands inside the element ``text``."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.said = 0, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth or ("id", "text") in attrs:
            self.depth += 1
        assert tag not in ("img", "iframe", "object")

    def handle_endtag(self, tag: str) -> None:
        assert tag
        self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.said += data


def test_the_page_holds_every_character_of_the_text(page: str, changping_built: Built) -> None:
    reader = _Text()
    reader.feed(page)

    assert reader.said == changping_built.report.text


def test_the_page_refers_to_nothing_elsewhere(page: str) -> None:
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!data:)""", page.split('id="data"')[0])
    assert "@import" not in page
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_every_token_can_be_clicked(page: str, changping_built: Built) -> None:
    found = coverage(changping_built)
    numbers = {int(n) for n in re.findall(r'data-n="(\d+)"', page)}
    content = json.loads(re.findall(r'type="application/json">(.*?)</script>', page)[0])

    assert numbers == set(range(len(found.tokens)))
    assert len(content["tokens"]) == len(found.tokens)
    assert {len(s["kind"]) for s in content["statements"]} == {2}


def test_json_has_the_promised_form(changping_built: Built) -> None:
    content = json.loads(to_json(coverage(changping_built)))

    assert list(content) == ["numbers", "names", "tokens"]
    for kind, counts in (("number", content["numbers"]), ("name", content["names"])):
        assert list(counts) == ["total", "modelled", "context", "not_modelled"]
        assert counts["total"] == sum(t["kind"] == kind for t in content["tokens"])
    form = ["start", "end", "text", "kind", "state", "reason", "statements"]
    assert all(list(token) == form for token in content["tokens"])


@pytest.mark.slow
def test_a_browser_opens_the_page_without_error_or_request(page: str, tmp_path: Path) -> None:
    title = title_after(page, _ASK, tmp_path)

    requests, articles = re.findall(r"requests (\d+) articles (\d+)", title)[0]
    assert int(requests) == 0
    assert int(articles) >= 1


def test_a_year_taken_from_the_report_is_told_as_such(page: str) -> None:
    content = json.loads(re.findall(r'type="application/json">(.*?)</script>', page)[0])
    periods = {tuple(s["period"]) for s in content["statements"]}

    assert ("2022", "2022") in periods
    assert ("2022（取自报告的数据年份）", "2022 (the data year of the report)") in periods
