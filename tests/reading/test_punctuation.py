"""Half-width punctuation is read as full-width."""

from __future__ import annotations

import pytest

from vetgraph.reading import read_text
from vetgraph.reading.punctuation import full_width


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("招生300人,在校生900人;毕业生200人.", "招生300人，在校生900人；毕业生200人。"),
        ("合格率98%,毕业率97%.", "合格率98%，毕业率97%。"),
        ("图书18,640册", "图书18,640册"),
        ("生师比15.2:1", "生师比15.2:1"),
        ("其中:本科63人", "其中：本科63人"),
        ("云岭职校(简称职校)", "云岭职校（简称职校）"),
        ("2021年(96.5%)", "2021年（96.5%）"),
        ('开设"墨帆班"和"松烟班"', "开设“墨帆班”和“松烟班”"),
        ('半个" 引号', '半个" 引号'),
        ("「墨帆班」", "“墨帆班”"),
        ("f(x), g(y)", "f(x), g(y)"),
    ],
)
def test_punctuation_beside_chinese_characters_is_full_width(printed: str, meant: str) -> None:
    assert full_width(printed) == meant


def test_a_paragraph_has_it_and_the_stored_text_keeps_what_is_printed() -> None:
    report = read_text("招生300人,在校生900人.")
    (paragraph,) = report.paragraphs
    span = paragraph.span(6, 7)

    assert paragraph.text == "招生300人，在校生900人。"
    assert report.text[span.start : span.end] == ","
