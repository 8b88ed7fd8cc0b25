"""``report.toml`` of a draft: every answer with the passage that gives it, in words for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetgraph import errors
from vetgraph.extraction.identity import INSTITUTIONS, Identity
from vetgraph.model import Metadata
from vetgraph.places import load_regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetgraph.drafting.wanted import Wanted
    from vetgraph.extraction.identity import Found
    from vetgraph.model import Report

KINDS = {
    "country": ("全国", "country"),
    "province": ("省级", "province"),
    "city": ("市级", "city"),
    "district": ("区县", "district"),
    "school": ("学校", "school"),
    "group": ("职业教育集团", "education group"),
}
"""Kinds of reporters in words (zh, en)."""
_FORBIDDEN = re.compile(r"[^\w-]+")
_LONGEST_KEY = 50
_QUOTED = 24
_UNKNOWN = "未知，请核实 / unknown, please verify"


def metadata_of(identity: Identity, wanted: Wanted, source: str, sha256: str) -> Metadata:
    """What a draft records of a report; ``wanted`` comes before what the document says.

    Raises ``ParameterError`` for a code that no region has.
    """
    region, institution = _reporter(identity, wanted.region, source.rpartition(".")[0] or source)
    return Metadata(
        key=_key(institution or region, identity.report_year.value),
        title=identity.title or institution or region,
        issuer=identity.issuer.value if identity.issuer else "",
        region=region,
        report_year=int(identity.report_year.value),
        data_year=wanted.year or int(identity.data_year.value),
        published=identity.published.value if identity.published else "",
        source=source,
        sha256=sha256,
        licence=_UNKNOWN,
        institution=institution,
    )


def reporter(meta: Metadata) -> str:
    """Who reports, as the text calls it: the institution, else the region."""
    known = load_regions().by_code(meta.region) if meta.region.isdigit() else None
    return meta.institution or (known.name if known else meta.region)


def _reporter(identity: Identity, wanted: str | None, stem: str) -> tuple[str, str]:
    """Official code or name of the region, and the institution if one reports of itself."""
    named = identity.name.value
    own = named if identity.kind in INSTITUTIONS else ""
    if wanted is None:
        code = identity.region.code if identity.region else ""
        return code if code or own else (named or stem), own
    gazetteer = load_regions()
    region = gazetteer.by_code(wanted) if wanted.isdigit() else gazetteer.resolve(wanted)
    if region is None and wanted.isdigit():
        raise errors.ParameterError(
            zh=f"没有代码为 {wanted} 的行政区", en=f"no region has the code {wanted}"
        )
    return (region.code, own) if region else (wanted, "")


def _key(reporter: str, year: str) -> str:
    plain = _FORBIDDEN.sub("", reporter).strip("_-")[:_LONGEST_KEY]
    return f"{plain or 'report'}-{year}"


def as_toml(meta: Metadata, identity: Identity, report: Report, wanted: Wanted) -> str:
    """The content of ``report.toml``, with comments that show the evidence (zh / en)."""
    return "\n".join(_lines(meta, identity, report, wanted)) + "\n"


def _lines(meta: Metadata, identity: Identity, report: Report, wanted: Wanted) -> Iterator[str]:
    yield f"title = {_quoted(meta.title)}"
    yield _comment(report, identity.issuer)
    yield f"issuer = {_quoted(meta.issuer)}"
    zh, en = KINDS[identity.kind]
    yield f"# 类别 / kind: {zh} / {en}"
    yield _comment(report, identity.name)
    if meta.institution:
        yield f"institution = {_quoted(meta.institution)}"
    yield _given("--region") if wanted.region else _comment(report, identity.place)
    yield f"region = {_quoted(meta.region)}{_full_name(meta.region)}"
    yield _comment(report, identity.report_year)
    yield f"report_year = {meta.report_year}"
    if identity.school_year:
        yield f"# 学年 / school year: {_said(report, identity.school_year)}"
    yield _given("--year") if wanted.year else _comment(report, identity.data_year)
    yield f"data_year = {meta.data_year}"
    yield _comment(report, identity.published)
    yield f"published = {_quoted(meta.published)}"
    yield f"source = {_quoted(meta.source)}"
    yield f'sha256 = "{meta.sha256}"'
    yield f"licence = {_quoted(meta.licence)}"


def _given(option: str) -> str:
    return f"# 由 {option} 给出 / given by {option}"


def _comment(report: Report, found: Found | None) -> str:
    if found is None:
        return "# 依据 / evidence: 未见，请补 / none found, please complete"
    return f"# 依据 / evidence: {_said(report, found)}"


def _said(report: Report, found: Found) -> str:
    """An answer, why, and the passage: 昌平区（标题 / title，字符 / characters 0–21：「…」）."""
    zh, en = found.reason
    if found.evidence is None:
        return _plain(f"{found.value}（{zh} / {en}）")
    start, end = found.evidence.start, found.evidence.end
    text = " ".join(report.text[start:end].split())
    shown = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
    return _plain(f"{found.value}（{zh} / {en}，字符 / characters {start}–{end}：「{shown}」）")


def _full_name(region: str) -> str:
    known = load_regions().by_code(region) if region.isdigit() else None
    return f"  # {load_regions().full_name(known)}" if known else ""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _plain(escaped) + '"'


def _plain(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]", " ", text)
