"""A Chinese organisation's name taken apart."""

from __future__ import annotations

import pytest

from vetgraph.linking.names import parse, region_of


@pytest.mark.parametrize(
    ("printed", "core", "form", "region"),
    [
        ("联想教育科技（北京）有限公司", "联想教育科技", "有限公司", "11"),
        ("北京大董烤鸭店有限责任公司", "大董烤鸭店", "有限公司", "11"),
        ("北京万泰生物药业股份有限公司", "万泰生物药业", "股份有限公司", "11"),
        ("深圳市腾讯计算机系统有限公司", "腾讯计算机系统", "有限公司", "4403"),
        ("华晨宝马汽车有限公司", "华晨宝马汽车", "有限公司", None),
        ("伊顿善育集团", "伊顿善育", "集团", None),
        ("首都机场产教融合中心", "首都机场产教融合中心", "中心", None),
        ("北京市昌平职业学校", "昌平职业学校", "学校", "11"),
        ("新加坡工艺教育局（ITE）", "新加坡工艺教育局", None, None),
        ("京东", "京东", None, None),
    ],
)
def test_a_name_has_a_core_a_form_and_a_place(
    printed: str, core: str, form: str | None, region: str | None
) -> None:
    name = parse(printed)
    assert (name.cores[-1], name.form, name.region) == (core, form, region)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("联想教育科技（北京）有限公司", "联想教育科技(北京)有限公司"),
        ("北京大董烤鸭店有限责任公司", "北京市大董烤鸭店有限公司"),
        ("宝马 BEST 培训中心", "宝马best培训中心"),
        ("样例（集团）有限公司", "样例集团有限公司"),
        ("样例管理合伙企业（有限合伙）", "样例管理合伙企业"),
    ],
)
def test_spellings_of_one_legal_name_have_one_key(one: str, other: str) -> None:
    assert parse(one).key == parse(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("联想教育科技（北京）有限公司", "联想教育科技有限公司"),
        ("联想教育科技（北京）有限公司", "联想教育科技（天津）有限公司"),
        ("北京万泰生物药业股份有限公司", "北京万泰生物药业有限公司"),
    ],
)
def test_names_of_different_legal_persons_have_different_keys(one: str, other: str) -> None:
    assert parse(one).key != parse(other).key


def test_a_school_keeps_its_district_as_part_of_its_name() -> None:
    assert parse("北京昌平区职业学校").cores == ("北京昌平职业学校", "昌平职业学校", "职业学校")
    assert parse("北京市昌平职业学校").cores == ("北京昌平职业学校", "昌平职业学校")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("北京市海淀区上地西路", "110108"),
        ("河北省唐山市路北区", "130203"),
        ("昌平区", "110114"),
        ("110114", "110114"),
        ("朝阳区", None),
        ("某地", None),
        ("", None),
    ],
)
def test_an_address_begins_with_a_region(address: str, code: str | None) -> None:
    assert region_of(address) == code
