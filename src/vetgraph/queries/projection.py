"""What a SELECT projects: read by a small scanner, since the engine does not tell.

Two traps of bound variables are refused before a query is run: a variable that is bound must be
projected, and a sub-SELECT that does not project it does not see its value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n]*
      | <[^<>"{}|^`\\\s]*>
      | \"\"\"(?:[^\\]|\\.)*?\"\"\" | '''(?:[^\\]|\\.)*?'''
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
      | [?$](?P<variable>\w+)
      | (?P<word>[A-Za-z][\w:-]*)
      | (?P<mark>[{}()*])""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A variable (``kind`` variable), a word or one of ``{ } ( ) *``, and its 1-based line."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Select:
    """One SELECT: its line, what it projects, whether by ``*``, and the variables inside it."""

    line: int
    projected: tuple[str, ...]
    star: bool
    used: tuple[Token, ...]


def tokens(sparql: str) -> list[Token]:
    """The variables, words and brackets of a query, without comments, strings and IRIs."""
    found = []
    line, at = 1, 0
    for match in _TOKEN.finditer(sparql):
        if match.lastgroup is None or match.lastgroup == "skip":
            continue
        line, at = line + sparql.count("\n", at, match.start()), match.start()
        found.append(Token(match.lastgroup, match[match.lastgroup], line))
    return found


def selects(sparql: str) -> list[Select]:
    """Every SELECT of a query, the outermost first."""
    stream = tokens(sparql)
    starts = [i for i, t in enumerate(stream) if t.kind == "word" and t.text.upper() == "SELECT"]
    return [_select(stream, start) for start in starts]


def variables(sparql: str) -> list[Token]:
    """Every occurrence of a variable, in the order of the text."""
    return [token for token in tokens(sparql) if token.kind == "variable"]


def _select(stream: list[Token], start: int) -> Select:
    body = next((i for i in range(start, len(stream)) if stream[i].text == "{"), len(stream))
    end = _closing(stream, body)
    projected, star = _projection(stream[start + 1 : body])
    used = tuple(t for t in stream[start:end] if t.kind == "variable")
    return Select(stream[start].line, projected, star, used)


def _projection(part: list[Token]) -> tuple[tuple[str, ...], bool]:
    names, star, depth = [], False, 0
    for before, token in zip([None, *part], part, strict=False):
        if token.text in "()":
            depth += 1 if token.text == "(" else -1
        elif depth == 0 and token.text == "*":
            star = True
        elif token.kind == "variable" and (depth == 0 or _is_as(before, depth)):
            names.append(token.text)
    return tuple(names), star


def _is_as(before: Token | None, depth: int) -> bool:
    return depth == 1 and before is not None and before.text.upper() == "AS"


def _closing(stream: list[Token], opening: int) -> int:
    depth = 0
    for i in range(opening, len(stream)):
        depth += {"{": 1, "}": -1}.get(stream[i].text, 0)
        if depth == 0:
            return i
    return len(stream)
