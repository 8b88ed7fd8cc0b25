"""Why a token is context or not modelled: the codes, in words for people."""

from __future__ import annotations

from vetgraph.coverage.tokens import CONTEXT, MODELLED, NAME, NOT_MODELLED, NUMBER

DATE, HEADER, HEADING = "date", "table-header", "heading"
IN_NAME, QUOTED, IN_WORD, ORDINAL = "inside-name", "quoted-phrase", "fixed-word", "ordinal"
NUMBERING, REFERENCE, SEQUENCE = "list-numbering", "reference", "row-number"
INDEFINITE, REFERRING, BESIDE = "indefinite", "referring-back", "named-in-sentence"
PERSON = "person"
FIGURE, UNSAID = "figure-without-statement", "name-without-statement"

REASONS: dict[str, tuple[str, str]] = {
    DATE: ("标明时间的年份或日期", "a year or date that dates what is said"),
    HEADER: ("表头或行标题", "heads a row or a column of a table"),
    HEADING: ("标题、图题或表题", "in a heading or caption"),
    IN_NAME: ("名称或书名号内的数字", "a number inside a name or title"),
    QUOTED: ("引号内口号、提法中的数字", "a number inside a quoted phrase"),
    IN_WORD: ("固定词语中的数字", "a numeral in a fixed word"),
    ORDINAL: ("序数、等级", "an ordinal or a rank"),
    NUMBERING: ("列举编号", "numbers the points of a list"),
    REFERENCE: ("图、表、案例的编号", "the number of a table, figure or case"),
    SEQUENCE: ("表中序号", "the number of a table row"),
    INDEFINITE: ("“一种、一支”等不定指", "an indefinite article (一种, 一支)"),
    REFERRING: ("回指前文所数（这两门）", "refers back to what was counted before (这两门)"),
    BESIDE: ("引用同一句话的陈述提到它", "a statement that cites this sentence names it"),
    PERSON: ("人名，不入图谱", "a person: not put into the graph"),
    FIGURE: ("没有陈述承载这个数", "no statement carries this figure"),
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
