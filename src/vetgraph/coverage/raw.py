"""The numbers and names of a report before they are judged: what is printed, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetgraph.coverage import blocks, reasons
from vetgraph.coverage.names import find_names
from vetgraph.coverage.numbers import numbers
from vetgraph.coverage.tokens import NAME, NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.coverage.blocks import Block
    from vetgraph.coverage.names import Found
    from vetgraph.coverage.numbers import Number
    from vetgraph.extraction.context import Context
    from vetgraph.model import Span

_ROLES = {
    blocks.HEADING: reasons.HEADING,
    blocks.HEADER: reasons.HEADER,
    blocks.SEQUENCE: reasons.SEQUENCE,
}


@dataclass(frozen=True, slots=True)
class Raw:
    """A token before it is judged.

    ``reason`` is what makes it context unless a statement carries it; ``name`` is canonical,
    None for a number and for a person; ``before`` and ``behind`` are the characters beside it,
    ``block`` is the text that it stands in.
    """

    span: Span
    kind: str
    said: str
    block: Block
    reason: str | None
    name: str | None = None
    before: str = ""
    behind: str = ""


def raw_tokens(block: Block, context: Context) -> Iterator[Raw]:
    """The tokens of a block; a number inside a name is told as such."""
    found = find_names(block.text, context.within(block.paragraph.section))
    for name in found:
        yield _name(block, name)
    at = 0
    for number in numbers(block.text):
        while at < len(found) and found[at].end <= number.start:
            at += 1
        yield _number(block, number, at < len(found) and found[at].start < number.end)


def _name(block: Block, found: Found) -> Raw:
    reason = reasons.HEADING if block.role == blocks.HEADING else None
    span = block.paragraph.span(found.start, found.end)
    return Raw(span, NAME, block.text[found.start : found.end], block, reason, found.name)


def _number(block: Block, number: Number, in_name: bool) -> Raw:
    text, start, end = block.text, number.start, number.end
    # A heading may state a figure (培训5.8万人次); its numbering, years and the like may not.
    by_role = None if block.role == blocks.HEADING and number.counts else _ROLES.get(block.role)
    reason = by_role or (reasons.IN_NAME if in_name else number.reason)
    return Raw(
        block.paragraph.span(start, end), NUMBER, text[start:end], block, reason, None,
        text[max(0, start - 1) : start], text[end : end + 1],
    )  # fmt: skip
