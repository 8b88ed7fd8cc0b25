"""Why a token is context or not modelled: the codes, in words for people."""

from __future__ import annotations

from vetgraph.coverage.tokens import CONTEXT, MODELLED, NAME, NOT_MODELLED, NUMBER

DATE, HEADER, HEADING = "date", "table-header", "heading"
IN_NAME, QUOTED, IN_WORD, ORDINAL = "inside-name", "quoted-phrase", "fixed-word", "ordinal"
NUMBERING, REFERENCE, SEQUENCE = "list-numbering", "reference", "row-number"
INDEFINITE, REFERRING, BESIDE = "indefinite", "referring-back", "named-in-sentence"
AGAIN, SETTING = "named-in-case", "own-region"
PERSON = "person"
FIGURE, UNSAID = "figure-without-statement", "name-without-statement"
UNREAD = "table-not-read"

REASONS: dict[str, tuple[str, str]] = {
    DATE: ("标明时间的年份或日期", "a year or date that dates what is said"),
    HEADER: ("表头或行标题", "heads a row or a column of a table"),
    HEADING: ("标题、图题或表题", "in a heading or caption"),
    IN_NAME: ("更长的名称或题名的一部分", "part of a longer name or title"),
    QUOTED: ("引号内口号、提法中的数字", "a number inside a quoted phrase"),
    IN_WORD: ("词语中的数字，后无量词", "part of a word: no measure word stands behind it"),
    ORDINAL: ("序数、等级", "an ordinal or a rank"),
    NUMBERING: ("列举编号", "numbers the points of a list"),
    REFERENCE: ("图、表、案例的编号", "the number of a table, figure or case"),
    SEQUENCE: ("表中序号", "the number of a table row"),
    INDEFINITE: ("“一种、一支”等不定指", "an indefinite article (一种, 一支)"),
    REFERRING: (
        "回指前文所说（这两门、中新两国）",
        "refers back to what was named before (这两门, 中新两国)",
    ),
    BESIDE: ("引用同一句话的陈述提到它", "a statement that cites this sentence names it"),
    AGAIN: ("本案例已有陈述记下它", "a statement already says that this case names it"),
    SETTING: ("报告所述地区，只交代范围", "the region of the report, which only says where"),
    PERSON: ("人名，不入图谱", "a person: not put into the graph"),
    FIGURE: ("没有陈述承载这个数", "no statement carries this figure"),
    UNREAD: ("所在的表未能辨明各列", "in a table whose columns could not be told"),
    UNSAID: ("没有引用此处的陈述提到它", "no statement that cites this place names it"),
}
"""Codes with their zh and en wording."""

WORDS: dict[str, tuple[str, str]] = {
    MODELLED: ("已建模", "modelled"),
    CONTEXT: ("仅上下文", "context only"),
    NOT_MODELLED: ("未建模", "not modelled"),
    NUMBER: ("数字", "numbers"),
    NAME: ("名称", "names"),
}
"""States and kinds of tokens with their zh and en wording."""
