"""Refusing SERVICE: it would open a network connection from inside a local query.

The engine has no switch for it, so the text is read, and in case of doubt it is refused: the word
may stand in strings, comments, IRIs, and names of variables and things, and nowhere else.
"""

from __future__ import annotations

import re

from vetgraph import errors

# Comments end at CR as well as LF; the local part of a prefixed name may hold escaped quotes and
# hashes; strings in three quotes come before those in one.
_HARMLESS = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>
      | \#[^\r\n]*
      | "{3}(?:[^\\]|\\.)*?"{3} | '{3}(?:[^\\]|\\.)*?'{3}
      | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'
      | [?$]\w+
      | :(?:[\w%:-]|\\.)*""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# An IRI with an apostrophe, or two comparisons with a string between them: it cannot be told which.
_DOUBTFUL = re.compile(r"<[^<>\s]*'[^<>\s]*>")
_WORD = re.compile("service", re.IGNORECASE)


def refuse_service(sparql: str) -> None:
    """Raise ``QueryError`` for a query that asks, or may ask, another endpoint."""
    # Engines differ in when they decode \uXXXX, so the text is read both ways.
    if _suspect(sparql) or _suspect(_ESCAPE.sub(_decoded, sparql)):
        raise errors.QueryError(
            zh="本地查询不允许 SERVICE；请用 --endpoint 直接查询远程端点",
            en="SERVICE is not allowed in local queries; query the endpoint with --endpoint",
        )


def _suspect(sparql: str) -> bool:
    if not _WORD.search(sparql):
        return False
    rest = _HARMLESS.sub(" ", sparql)
    return bool(_WORD.search(rest) or _DOUBTFUL.search(sparql))


def _decoded(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF else match[0]
