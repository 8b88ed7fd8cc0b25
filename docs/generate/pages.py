"""A page for each class of the ontology, in Chinese and English, and the page that lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.generate import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SEVERITIES = {"Violation": "违规 · violation", "Warning": "警告 · warning", "Info": "提示 · info"}
_MADE = "<!-- make docs 由本体生成，请勿手改。 Written by `make docs` from the ontology. -->"
_BESIDE = frozenset({"vet:Report", "vet:SourceText", "vet:Passage", "vet:Activity"})


def pages() -> dict[str, str]:
    """File name to content: ``README.md`` and one page a class."""
    found = {f"{_local(name)}.md": page(name) for name in terms.classes()}
    return {"README.md": index(), **found}


def index() -> str:
    """The list of all classes with their definitions, things apart from statements."""
    kinds = [c for c in terms.classes() if terms.is_kind(c)]
    things = [c for c in terms.classes() if c not in kinds and c not in _BESIDE]
    parts = [
        ("对象 · Things", [c for c in things if c != "vet:Statement"]),
        ("陈述 · Statements", ["vet:Statement", *kinds]),
        ("报告与出处 · Reports and where things stand", sorted(_BESIDE)),
    ]
    lines = [
        _MADE, "", "# 本体一览 · The ontology at a glance", "",
        "![本体图 · the ontology](ontology.svg)", "",
        "每个类一页：含义、上级类、角色与取值、蕴含的直接属性、形状、出自真实报告的例子。",
        "A page a class: what it means, what is above it, its roles and their values, the direct",
        "properties that it implies, its shapes, and an example from a real report.", "",
    ]  # fmt: skip
    for title, names in parts:
        lines += [f"## {title}", "", "| 类 · class | 含义 · meaning |", "|---|---|"]
        lines += [f"| {link(n)} | {_both(terms.words(n))} |" for n in names]
        lines.append("")
    return "\n".join(lines)


def page(name: str) -> str:
    """Everything that the ontology, the shapes and the examples say of a class."""
    said = terms.words(name)
    lines = [
        _MADE, "", f"# {said.zh} · {said.en}", "", f"`{name}` · <{terms.expand(name)}>", "",
        said.said_zh, said.said_en, "", *_facts(name), *_roles(name), *_implied(name),
        *_used(name), *_shapes(name), *_example(name), "[全部类 · all classes](README.md)", "",
    ]  # fmt: skip
    return "\n".join(lines)


def link(name: str) -> str:
    """A class as a link to its page; a term of another vocabulary under its name."""
    if name not in terms.classes():
        return f"`{name}`"
    said = terms.words(name)
    return f"[{said.zh} · {said.en}]({_local(name)}.md)"


def _facts(name: str) -> Iterator[str]:
    segment, endings = terms.annotated(name, "segment"), terms.annotated(name, "nameEnding")
    rows = [
        ("上级类 · superclasses", _listed(map(link, terms.parents(name)))),
        ("下级类 · subclasses", _listed(map(link, terms.children(name)))),
        ("路径段 · path segment", _listed(f"`id/{s}/…`" for s in segment)),
        ("名称词尾 · name endings", _listed(endings)),
    ]
    yield "| | |"
    yield "|---|---|"
    yield from (f"| {label} | {value} |" for label, value in rows if value)
    yield ""


def _roles(name: str) -> Iterator[str]:
    """The properties that the shapes of a class speak of, required ones first."""
    shapes = [s for c in terms.lineage(name) for s in terms.shapes_of(c)]
    properties = terms.roles(name)
    if not properties:
        return
    yield from ("## 角色与属性 · Roles and properties", "")
    yield "| 属性 · property | 值 · value | 必需 · required | 含义 · meaning |"
    yield "|---|---|---|---|"
    needed = {p: _needed(p, shapes) for p in properties}
    for role in sorted(properties, key=lambda p: not needed[p]):
        said = terms.words(role)
        value = _value(role, shapes)
        label = f"`{role}` {said.zh} · {said.en}" if said.said_zh else f"`{role}`"
        yield f"| {label} | {value} | {needed[role]} | {_both(said)} |"
    yield ""
    if terms.is_kind(name):
        yield "各类陈述共有的属性见 " + link("vet:Statement") + "。"
        yield "What all statements share stands on that page."
        yield ""


def _needed(role: str, shapes: list[terms.Shape]) -> str:
    asking = [s for s in shapes if role in s.path and s.least]
    if any(s.severity == "Violation" and len(s.path) == 1 for s in asking):
        return "是 · yes"
    if any(s.severity == "Violation" for s in asking):
        return "其一 · one of several"
    return "宜有 · expected" if asking else ""


def _value(role: str, shapes: list[terms.Shape]) -> str:
    asked = next((s.cls for s in shapes if s.path == (role,) and s.cls), None)
    if role.startswith("vet:") or terms.words(role).said_zh:
        form, target = terms.reach(role)
        if form == "code":
            return f"码表 · code list `{target}`"
        if form == "text":
            return f"`{target}`"
        asked = asked if asked and asked != "skos:Concept" else target
    return link(asked) if asked else ""


def _implied(name: str) -> Iterator[str]:
    implied = terms.direct_properties(name)
    if not implied:
        return
    yield from ("## 直接属性 · Direct properties", "")
    yield "每条陈述都蕴含，简单的问题只需一条三元组。"
    yield "Implied by every statement, so that simple questions are one triple long."
    yield ""
    for direct in implied:
        said = direct.words
        yield (
            f"- `{said.name}` {said.zh} · {said.en}：`{direct.subject}` → `{direct.object}`。"
            f"{said.said_zh}{said.said_en}"
        )
    yield ""


def _used(name: str) -> Iterator[str]:
    """The roles of statements whose values are of this class or of one above it."""
    above = terms.lineage(name)
    found: dict[str, list[str]] = {}
    for kind in terms.classes():
        if terms.is_kind(kind):
            for shape in terms.shapes_of(kind):
                if shape.cls in above and len(shape.path) == 1:
                    found.setdefault(shape.path[0], []).append(kind)
    if not found or terms.is_kind(name):
        return
    yield from ("## 在陈述中 · In statements", "")
    for role in sorted(found):
        said = terms.words(role)
        kinds = _listed(link(k) for k in dict.fromkeys(found[role]))
        yield f"- `{role}` {said.zh} · {said.en}：{kinds}"
    yield ""


def _shapes(name: str) -> Iterator[str]:
    found = terms.shapes_of(name)
    if not found:
        return
    yield from ("## 形状 · Shapes", "")
    yield "| 形状 · shape | 级别 · severity | 规定 · rule |"
    yield "|---|---|---|"
    for shape in found:
        yield f"| `{shape.name}` | {_SEVERITIES[shape.severity]} | {shape.zh}<br>{shape.en} |"
    yield ""


def _example(name: str) -> Iterator[str]:
    shown = terms.examples().get(name)
    if shown is None:
        return
    file, block = shown
    yield from ("## 例 · Example", "")
    yield f"[ontology/examples/{file}](../../ontology/examples/{file})"
    yield from ("", "```turtle", block, "```", "")


def _both(said: terms.Words) -> str:
    return f"{said.said_zh}<br>{said.said_en}" if said.said_zh else ""


def _listed(items: Iterable[str]) -> str:
    return "、".join(items)


def _local(name: str) -> str:
    return name.partition(":")[2]
