"""Numbers, years and names of Chinese text: what is printed is what is meant."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetgraph.text import (
    BARE_YEAR,
    bracketed,
    chinese_number,
    fold,
    label,
    quantities,
    quantity,
    trace,
    without_brackets,
    years,
)

DIGITS = "零一二三四五六七八九"
DECIMALS = st.decimals(
    min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=2
)


def spelled(number: int) -> str:
    """A small speller of its own: 12 -> 一十二, 10003 -> 一万零三, for 0 <= number < 10**12."""
    groups = [(number // 10**8, "亿"), (number // 10**4 % 10**4, "万"), (number % 10**4, "")]
    text, skipped = "", False
    for value, scale in groups:
        if not value:
            skipped = bool(text)
            continue
        zero = "零" if text and (skipped or value < 1000) else ""
        text, skipped = text + zero + group(value) + scale, False
    return text or "零"


def group(value: int) -> str:
    text, gap = "", False
    for digit, scale in zip(f"{value:04d}", "千百十 ", strict=True):
        if digit == "0":
            gap = bool(text)
            continue
        text += ("零" if gap else "") + DIGITS[int(digit)] + scale.strip()
        gap = False
    return text


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_spelled_integer_is_read_back(number: int) -> None:
    assert chinese_number(spelled(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10), ("十二", 12), ("二十五", 25), ("两", 2), ("两万三千", 23_000), ("百", 100),
        ("万", 10_000), ("二〇二二", 2022), ("二○一五", 2015), ("两千五", 2500), ("一百二", 120),
        ("三万五", 35_000), ("一百零五", 105), ("一亿二千万", 120_000_000), ("一万亿", 10**12),
        ("零", 0),
    ],
)  # fmt: skip
def test_a_numeral_as_reports_print_it(text: str, number: int) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["十四五", "三四", "二三十", "○", "亿万十千"])
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert chinese_number(text) is None


@given(DECIMALS)
def test_a_printed_number_is_read_back_with_its_place(value: Decimal) -> None:
    text = f"总额为{value}元"
    (found,) = quantities(text)

    assert found.value == value
    assert text[found.start : found.end] == found.text == str(value)


@given(st.integers(min_value=0, max_value=10**9))
def test_thousands_separators_do_not_matter(value: int) -> None:
    (found,) = quantities(f"共{value:,}人")

    assert found.value == value


@given(
    st.integers(min_value=1, max_value=10**6),
    st.sampled_from(["", "超过", "超", "近", "约", "至少", "不足", "不低于", "不超过", "≥", "≤"]),
    st.sampled_from(["", "余", "多"]),
    st.sampled_from(["", "万", "亿", "百万"]),
    st.sampled_from(["人", "人以上", "人左右", "人以下", ""]),
)
def test_the_interval_of_a_number_holds_the_number(
    value: int, before: str, mid: str, scale: str, unit: str
) -> None:
    (found,) = quantities(f"培训{before}{value}{mid}{scale}{unit}")

    assert found.low is None or found.low <= found.value
    assert found.high is None or found.value <= found.high


@given(st.decimals(min_value="0.01", max_value=999, places=2), st.integers(1, 99))
def test_the_interval_of_a_ratio_holds_the_quotient(a: Decimal, b: int) -> None:
    (found,) = quantities(f"生师比为{a}:{b}")

    assert found.low is not None
    assert found.high is not None
    assert found.low <= a / b <= found.high
    assert found.antecedent == a
    assert found.consequent == b


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("不低于1800元", "不低于", "1800", None),
        ("不少于2个", "不少于", "2", None),
        ("不小于3", "不小于", "3", None),
        ("至少30人", "至少", "30", None),
        ("超过500人", "超过", "500", None),
        ("超5.8万人次", "超", "58000", None),
        ("逾300人", "逾", "300", None),
        ("突破1万人", "突破", "10000", None),
        ("≥95%", "≥", "95", None),
        ("＞95%", "＞", "95", None),
        ("99%以上", "以上", "99", None),
        ("100人及以上", "以上", "100", None),
        ("不超过50人", "不超过", None, "50"),
        ("不高于3%", "不高于", None, "3"),
        ("不多于8人", "不多于", None, "8"),
        ("不大于5", "不大于", None, "5"),
        ("至多6人", "至多", None, "6"),
        ("最多6人", "最多", None, "6"),
        ("≤5%", "≤", None, "5"),
        ("40岁以下", "以下", None, "40"),
        ("10人以内", "以内", None, "10"),
        ("近50名", "近", "40", "50"),
        ("将近50名", "将近", "40", "50"),
        ("接近50名", "接近", "40", "50"),
        ("不足50名", "不足", "40", "50"),
        ("不到50名", "不到", "40", "50"),
        ("近百个", "近", "90", "100"),
        ("近万台次", "近", "9000", "10000"),
        ("约500人", "约", "450", "550"),
        ("大约500人", "大约", "450", "550"),
        ("大概500人", "大概", "450", "550"),
        ("约为500人", "约为", "450", "550"),
        ("18万册左右", "左右", "175000", "185000"),
        ("500人上下", "上下", "450", "550"),
        ("约100人", "约", "95", "105"),
        ("500余人", "余", "500", "600"),
        ("500 余人次", "余", "500", "600"),
        ("10多个省", "多", "10", "20"),
        ("10多万人", "多", "100000", "200000"),
        ("3万多人", "多", "30000", "40000"),
        ("三千余名", "余", "3000", "4000"),
    ],
)
def test_every_hedge_states_its_interval(
    text: str, hedge: str, low: str | None, high: str | None
) -> None:
    (found,) = quantities(text)

    assert found.hedge == hedge
    assert (found.low, found.high) == tuple(None if x is None else Decimal(x) for x in (low, high))


@pytest.mark.parametrize("text", ["达到500人", "高达500人", "500人", "500人以上述方式参加"])
def test_words_that_only_sound_like_hedges_leave_half_a_digit(text: str) -> None:
    (found,) = quantities(text)

    assert found.hedge is None
    assert (found.low, found.high) == (Decimal("499.5"), Decimal("500.5"))


@pytest.mark.parametrize(
    ("text", "value", "printed"),
    [
        ("30678万元", "306780000", "30678万"),
        ("2.5亿元", "250000000", "2.5亿"),
        ("1百万元", "1000000", "1百万"),
        ("增长率为-11.58%", "-11.58", "-11.58"),
        ("−139", "-139", "−139"),
        ("两所学校", "2", "两"),
        ("3百分点", "3", "3"),
        ("3个百分点", "3", "3"),
        ("12，345", "12345", "12，345"),
        ("18320.96 万元", "183209600", "18320.96 万"),
    ],
)
def test_scale_sign_and_numerals_of_one_number(text: str, value: str, printed: str) -> None:
    (found,) = quantities(text)

    assert (found.value, found.text) == (Decimal(value), printed)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2020-2022年", [2020, 2022]),
        ("共200，300人参加", [200, 300]),
        ("数百名、几十家、上千人", []),
        ("万泰生物", []),
        ("完成三项任务", [3]),
        ("以上三所学校", [3]),
        ("3+2贯通", [3, 2]),
    ],
)
def test_what_is_one_number_and_what_is_none(text: str, values: list[int]) -> None:
    assert [found.value for found in quantities(text)] == values


def test_a_printed_one_in_a_ratio_is_exact() -> None:
    found = quantity("8.1:1")

    assert found is not None
    assert (found.low, found.high) == (Decimal("8.05"), Decimal("8.15"))


def test_a_ratio_with_decimals_is_widened_on_both_sides() -> None:
    found = quantity("0.26 : 0.74")

    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low <= Decimal("0.255") / Decimal("0.745") < Decimal("0.265") / Decimal("0.735")
    assert found.high >= Decimal("0.265") / Decimal("0.735")


def test_division_by_nought_is_no_ratio() -> None:
    assert [found.text for found in quantities("3:0")] == []


def test_the_unit_begins_behind_scale_and_hedge() -> None:
    (found,) = quantities("线上交流活动 300 余人次")

    assert "线上交流活动 300 余人次"[found.unit_at :] == "人次"


def test_a_cell_without_a_number_has_no_quantity() -> None:
    assert quantity("——") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2022年", [2022]), ("2022 年", [2022]), ("2022届毕业生", [2022]),
        ("2013-2014学年", [2014]), ("2022", []), ("12022年", []),
    ],
)  # fmt: skip
def test_years_are_read_where_they_are_called_years(text: str, found: list[int]) -> None:
    assert years(text) == found


def test_a_bare_year_is_four_digits_of_this_age() -> None:
    assert BARE_YEAR.fullmatch("2022")
    assert not BARE_YEAR.fullmatch("1200")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_a_folded_text_holds_no_blanks_or_quotation_marks(text: str) -> None:
    assert re.search(r"[\s“”\"'‘’「」*]", fold(text)) is None


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("“双师型”教师", "双师型教师"), ("宝马 BEST 订单班", "宝马BEST订单班"),
        ("公司（北京）", "公司(北京)"), ("中国——新加坡", "中国-新加坡"), ("ＢＥＳＴ", "BEST"),
        ("**强调**", "强调"), ("㎡", "m2"),
    ],
)  # fmt: skip
def test_printed_forms_of_one_name_fold_alike(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_a_traced_text_says_where_its_letters_stand() -> None:
    printed = "其中“双师型”教师（专任）——人数"
    (found,) = trace(printed).find(re.compile(re.escape(fold("双师型教师（专任）"))))

    assert found == ("双师型教师(专任)", 3, 13)
    assert printed[3:13] == "双师型”教师（专任）"


@given(st.text(alphabet="双师型“”教（）—-－ ａb", max_size=20))
def test_every_traced_letter_folds_from_its_place(text: str) -> None:
    traced = trace(text)

    assert len(traced.text) == len(traced.places)
    assert all(
        letter in fold(text[place])
        for letter, place in zip(traced.text, traced.places, strict=True)
    )


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("——本科学历教师占比", "本科学历教师占比"), ("其中：专任教师", "专任教师"),
        ("1. 招生数", "招生数"), ("（2）招生数：", "招生数"), ("　　专项经费", "专项经费"),
        ("2.5万以上", "2.5万以上"),
    ],
)  # fmt: skip
def test_a_label_loses_dashes_and_numbering(printed: str, shown: str) -> None:
    assert label(printed) == shown


def test_the_trailing_bracket_of_a_label_is_its_unit() -> None:
    assert bracketed("经费(其他)(万元)") == "万元"
    assert without_brackets("经费(其他)(万元)") == "经费(其他)"
    assert bracketed("经费") is None


def test_a_bare_hundred_is_a_round_word() -> None:
    (found,) = quantities("百名党员进入班级")

    assert (found.text, str(found.value), found.hedge) == ("百", "100", "百")
    assert (str(found.low), str(found.high)) == ("50", "150")


def test_a_bare_nought_is_none_and_one_with_decimals_is_rounded() -> None:
    bare, rounded = quantity("0"), quantity("0.00")

    assert bare is not None
    assert rounded is not None
    assert (bare.low, bare.high) == (Decimal(0), Decimal(0))
    assert (rounded.low, rounded.high) == (Decimal("-0.005"), Decimal("0.005"))
