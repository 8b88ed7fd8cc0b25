"""Short names that nothing announces."""

from __future__ import annotations

from vetgraph.extraction import extract
from vetgraph.reading import read_text

TABLE = "表1 订单班\n班名\t合作企业\t人数\n甲班\t{}\t35\n乙班\t{}\t30"


def aliases(body: str, *firms: str) -> list[tuple[str, str, str]]:
    text = f"云岭区质量报告（2023）\n\n一、合作\n\n{TABLE.format(*firms)}\n\n{body}\n"
    found = extract(read_text(text), "云岭区", 2022).facts
    return [
        (fact.get("about")[0], fact.get("alternateName")[0], fact.status)
        for fact in found
        if fact.made_by == "rule-short-name"
    ]


def test_the_stem_of_a_firm_s_name_is_its_short_name() -> None:
    firm = "鼎泓水暖科技股份有限公司"

    assert aliases("鼎泓水暖在柳浦职业学校设有车间。", firm, "凌工模具厂") == [
        (firm, "鼎泓水暖", "inferred"),
    ]  # fmt: skip


def test_a_stem_of_two_firms_or_of_no_sentence_names_none() -> None:
    firm, other = "鼎泓水暖科技股份有限公司", "鼎泓水暖贸易有限公司"

    assert aliases("鼎泓水暖在柳浦职业学校设有车间。", firm, other) == []
    assert aliases("该公司在柳浦职业学校设有车间。", firm, "凌工模具厂") == []
    assert aliases("鼎泓水暖科技股份有限公司在柳浦职业学校设有车间。", firm, "凌工模具厂") == []
