"""The ``#+`` YAML header of a query file, with the line of every value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from vetgraph import errors
from vetgraph.queries.near import near_names

if TYPE_CHECKING:
    from pathlib import Path

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value with its line: a string, a list of nodes or a mapping of names to nodes."""

    line: int
    value: str | list[Node] | dict[str, Node]


@dataclass(frozen=True, slots=True)
class Source:
    """A query file, for errors that say where."""

    path: Path

    def error(self, line: int, zh: str, en: str) -> errors.QueryError:
        """An error about one line of the file."""
        return errors.QueryError(zh=zh, en=en, file=self.path, line=line)

    def text(self, node: Node) -> str:
        """The string of a node."""
        if not isinstance(node.value, str) or not node.value.strip():
            raise self.error(node.line, "此处应是文字", "a text is expected here")
        return node.value.strip()

    def items(self, node: Node) -> list[Node]:
        """The nodes of a list."""
        if not isinstance(node.value, list):
            raise self.error(node.line, "此处应是列表", "a list is expected here")
        return node.value

    def mapping(self, node: Node, keys: tuple[str, ...] = ()) -> dict[str, Node]:
        """The nodes of a mapping; with ``keys``, those and no other names."""
        if not isinstance(node.value, dict):
            raise self.error(node.line, "此处应是键值", "keys with values are expected here")
        for key, child in node.value.items():
            if keys and key not in keys:
                near = near_names(key, keys)
                raise self.error(
                    child.line,
                    f"未知的键 {key}；相近的有：{'、'.join(near) or '（无）'}",
                    f"unknown key {key}; near ones: {', '.join(near) or '(none)'}",
                )
        return node.value

    def need(self, node: Node, keys: tuple[str, ...]) -> dict[str, Node]:
        """The nodes of a mapping that must have all of ``keys``."""
        found = self.mapping(node, keys)
        for key in keys:
            if key not in found:
                raise self.error(node.line, f"缺少键 {key}", f"the key {key} is missing")
        return found

    def bilingual(self, node: Node) -> dict[str, str]:
        """``{"zh": …, "en": …}``."""
        return {key: self.text(child) for key, child in self.need(node, ("zh", "en")).items()}

    def named(self, node: Node | None) -> dict[str, Node]:
        """A list of mappings as grlc writes it (``- year: 2022``) as one mapping."""
        pairs = [] if node is None else [self.mapping(item) for item in self.items(node)]
        return {name: child for pair in pairs for name, child in pair.items()}

    def one_of(self, node: Node, known: tuple[str, ...]) -> str:
        """A string that is one of ``known``."""
        value = self.text(node)
        if value not in known:
            listing = ", ".join(known)
            raise self.error(
                node.line, f"{value} 不是 {listing} 之一", f"{value} is none of {listing}"
            )
        return value


def open_header(source: Source, text: str) -> Node:
    """The YAML of the ``#+`` lines that open a query file."""
    lines = text.splitlines()
    count = next((i for i, line in enumerate(lines) if not line.startswith("#+")), len(lines))
    late = next((i for i in range(count, len(lines)) if lines[i].startswith("#+")), None)
    if late is not None or count == 0:
        raise source.error(
            1 if late is None else late + 1,
            "文件应以 #+ 开头的连续几行起头",
            "the #+ lines must open the file, without a gap",
        )
    for number, line in enumerate(lines[:count], start=1):
        if not re.match(r"#\+( |$)", line):
            raise source.error(number, "#+ 后应有一个空格", "a blank must follow #+")
    return _compose(source, "\n".join(line[3:] for line in lines[:count]))


def _compose(source: Source, block: str) -> Node:
    try:
        root = yaml.compose(block, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else 1
        raise source.error(line, f"YAML 语法错误：{reason}", f"YAML error: {reason}") from error
    if root is None:
        raise source.error(1, "文件头是空的", "the header is empty")
    return _node(source, root)


def _node(source: Source, node: yaml.Node) -> Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return Node(line, [_node(source, child) for child in node.value])
    if not isinstance(node, yaml.MappingNode):
        return Node(line, str(node.value))
    found: dict[str, Node] = {}
    for key, child in node.value:
        name, at = str(key.value), key.start_mark.line + 1
        if name in found:
            raise source.error(at, f"键 {name} 重复", f"the key {name} stands twice")
        found[name] = Node(at, _node(source, child).value)
    return Node(line, found)
