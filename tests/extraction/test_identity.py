"""Whose report and which year, from titles, covers and text."""

from __future__ import annotations

import pytest

from vetgraph.extraction import extract
from vetgraph.extraction.identity import Identity, identify
from vetgraph.reading import read_text

BODY = "\n\n一、基本情况\n学校占地30亩。\n"


def told(text: str) -> Identity:
    return identify(read_text(text + BODY))


@pytest.mark.parametrize(
    ("title", "name", "kind", "report_year", "data_year"),
    [
        ("昌平区中等职业教育质量年度报告（2023）", "昌平区", "district", "2023", "2022"),
        ("宜春市2023年中等职业教育质量年度报告", "宜春市", "city", "2023", "2022"),
        ("长宁区2019年中等职业教育年度质量报告", "长宁区", "district", "2019", "2018"),
        ("长宁区中等职业教育质量年度报告\n(2025 年度)", "长宁区", "district", "2025", "2024"),
        ("金陵职业学校质量年度报告(2017-2018学年)", "金陵职业学校", "school", "2018", "2018"),
        ("广元市中等职业教育质量年报(2015 )", "广元市", "city", "2015", "2014"),
        ("2022年度江西省中等职业教育质量报告", "江西省", "province", "2022", "2021"),
        ("昌平区2022—2023学年中等职业教育质量年度报告", "昌平区", "district", "2023", "2023"),
        ("关于印发《云岭区质量年度报告（2022）》的通知", "云岭区", "district", "2022", "2021"),
        ("昌平区职业教育质量报告 2023版", "昌平区", "district", "2023", "2022"),
    ],
)  # fmt: skip
def test_forms_of_titles(
    title: str, name: str, kind: str, report_year: str, data_year: str
) -> None:
    found = told(title)

    assert (found.name.value, found.kind) == (name, kind)
    assert found.report_year.value == report_year
    assert found.data_year.value == data_year


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("袁州区职业教育中心2022年度质量年度报告", "袁州区职业教育中心"),
        ("昌平中等职业学校质量年度报告（2022）", "昌平中等职业学校"),
        ("江城开放职业学院高等职业教育质量年度报告（2015）", "江城开放职业学院"),
    ],
)
def test_a_school_is_named_whole(title: str, name: str) -> None:
    found = told(title)

    assert (found.name.value, found.kind) == (name, "school")


def test_the_official_code_of_a_region() -> None:
    region = told("昌平区中等职业教育质量年度报告（2023）").region

    assert region is not None
    assert region.code == "110114"


def test_a_cover_with_noise_names_the_school_in_a_cell() -> None:
    cover = "OPEN\nCT\t江城开放职业学院\n格北设究\t学院\n"
    text = cover + "高等职业教育质量年度报告\n(2015)\n二0一五年元月"
    found = told(text)
    span = found.name.evidence

    assert (found.name.value, found.kind, found.report_year.value) == (
        "江城开放职业学院", "school", "2015",
    )  # fmt: skip
    assert found.published is not None
    assert found.published.value == "2015-01"
    assert span is not None
    assert text[span.start : span.end] == "江城开放职业学院"


@pytest.mark.parametrize("line", ["昌平区教育委员会", "昌平区人民政府教育督导室", "昌平区"])
def test_a_bureau_on_the_cover_names_its_region(line: str) -> None:
    assert told(f"中等职业教育质量年度报告\n{line}\n2023年2月").name.value == "昌平区"


@pytest.mark.parametrize(
    ("printed", "published"),
    [
        ("二〇二三年二月", "2023-02"),
        ("二O二三年十二月二十日", "2023-12"),
        ("二○二三年元月", "2023-01"),
        ("二零二三年十一月", "2023-11"),
        ("二 〇 二 三 年 三 月", "2023-03"),
        ("2023 年 1 月", "2023-01"),
        ("编制日期：2023年12月5日", "2023-12"),
    ],
)
def test_dates_on_covers(printed: str, published: str) -> None:
    found = told(f"昌平区中等职业教育质量年度报告\n{printed}").published

    assert found is not None
    assert found.value == published


def test_a_sentence_is_no_cover_date() -> None:
    text = "昌平区质量年度报告（2023）\n2021年5月1日起施行的办法由市教委制定并已下发到各学校。"

    assert told(text).published is None


def test_without_a_year_in_the_title_the_cover_date_gives_it() -> None:
    spring = told("昌平区中等职业教育质量年度报告\n2023年2月")
    winter = told("昌平区中等职业教育质量年度报告\n2023年12月")

    assert (spring.report_year.value, spring.data_year.value) == ("2023", "2022")
    assert (winter.report_year.value, winter.data_year.value) == ("2023", "2023")


def test_the_year_that_sentences_name_is_the_data_year() -> None:
    text = "昌平区质量年度报告（2023）\n二〇二三年一月\n2023年，招生10人。2023年，毕业9人。"
    found = told(text)
    span = found.data_year.evidence

    assert found.data_year.value == "2023"
    assert span is not None
    assert text[span.start : span.end] == "2023年"


def test_what_the_text_says_it_reflects_comes_first() -> None:
    text = "昌平区质量年度报告（2023）\n本报告反映2022年情况。2023年招生10人。2023年毕业9人。"

    assert told(text).data_year.value == "2022"


def test_the_school_year_of_the_title_and_of_the_text() -> None:
    titled = told("金陵职业学校质量年度报告(2017-2018学年)").school_year
    said = told(
        "甲乙学校质量年度报告（2015）\n2013-2014学年，在校生5人。2013—2014学年毕业2人。"
    ).school_year

    assert titled is not None
    assert said is not None
    assert (titled.value, said.value) == ("2017-2018", "2013-2014")
    assert told("昌平区中等职业教育质量年度报告（2023）").school_year is None


def test_the_body_names_the_school_when_no_title_does() -> None:
    text = "质量年度报告\n" + "江城开放职业学院占地30亩。\n" * 3

    assert told(text).name.value == "江城开放职业学院"


def test_a_text_without_any_name_or_year_is_still_told_apart() -> None:
    found = told("质量报告")

    assert (found.name.value, found.name.evidence, found.region) == ("", None, None)
    assert list(extract(read_text("质量报告" + BODY), "", 2022).facts) != []


def test_another_region_and_year_may_be_given() -> None:
    report = read_text("质量报告" + BODY)
    (fact,) = extract(report, "宜春市", 2019).facts

    assert (fact.get("about"), fact.get("period")) == (("宜春市",), ("2019",))


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        ("昌平区中等职业教育\n质量年度报告\n\n二〇二三年", "昌平区中等职业教育质量年度报告"),
        ("昌平区\n中等职业教育质量年度报告\n（2023）", "中等职业教育质量年度报告"),
        ("昌平区\n中等职业教育质量\n年度报告\n（2023）", "昌平区中等职业教育质量年度报告"),
    ],
)
def test_a_title_in_several_lines(cover: str, title: str) -> None:
    found = told(cover)

    assert found.name.value == "昌平区"
    assert found.title.endswith(title)
    assert (found.report_year.value, found.data_year.value) == ("2023", "2022")


@pytest.mark.parametrize(
    ("title", "name", "code", "kind"),
    [
        ("鄂温克族自治旗质量年度报告（2022）", "鄂温克族自治旗", "150724", "district"),
        ("第八师石河子市质量年度报告（2022）", "第八师石河子市", "659001", "district"),
        ("河北唐山中等职业教育质量年度报告（2022）", "河北唐山", "1302", "city"),
        ("玉树藏族自治州质量年度报告（2022）", "玉树藏族自治州", "6327", "city"),
        ("北京市昌平职业学校质量年度报告（2022）", "北京市昌平职业学校", "110114", "school"),
        ("辽宁农业职业技术学院质量年度报告（2022）", "辽宁农业职业技术学院", "21", "school"),
        ("杭锦后旗职业教育中心质量年度报告（2022）", "杭锦后旗职业教育中心", "150826", "school"),
        ("抚松县中等职业学校质量年度报告（2022）", "抚松县", "220621", "district"),
        ("深圳市宝安职业教育集团质量年度报告（2022）", "深圳市宝安职业教育集团", "440306", "group"),
        ("苏州高等职业技术学校五年制高职教育质量报告", "苏州高等职业技术学校", "", "school"),
    ],
)  # fmt: skip
def test_regions_and_where_institutions_stand(title: str, name: str, code: str, kind: str) -> None:
    found = told(title)

    assert (found.name.value, found.kind) == (name, kind)
    assert (found.region.code if found.region else "") == code


def test_a_school_stands_where_its_text_says() -> None:
    found = told("苏州高等职业技术学校质量年度报告（2021）\n学校位于苏州市吴中区。")

    assert found.region is not None
    assert found.region.code == "3205"
    assert found.place is not None
    assert found.place.value == "苏州市"


def test_labelled_lines_of_a_cover() -> None:
    found = told(
        "中等职业教育质量年度报告\n学校名称：北京市昌平职业学校\n报告年度：2023年\n"
        "编制日期：2024.1.5\n"
    )

    assert (found.name.value, found.report_year.value) == ("北京市昌平职业学校", "2023")


@pytest.mark.parametrize(
    ("cover", "report_year", "data_year", "school_year"),
    [
        ("2022—2023学年\n朝阳市农业学校\n教育质量年度报告", "2023", "2023", "2022-2023"),
        ("朝阳市农业学校质量年度报告\n（2022-2023学年）", "2023", "2023", "2022-2023"),
        ("昌平区质量年度报告（二〇二三年）", "2023", "2022", None),
    ],
)
def test_years_beside_the_title_and_in_chinese_numerals(
    cover: str, report_year: str, data_year: str, school_year: str | None
) -> None:
    found = told(cover)

    assert (found.report_year.value, found.data_year.value) == (report_year, data_year)
    assert (found.school_year.value if found.school_year else None) == school_year


def test_the_bureau_on_the_cover_is_the_issuer() -> None:
    issuer = told("昌平区质量年度报告（2023）\n昌平区教育委员会\n").issuer

    assert issuer is not None
    assert issuer.value == "昌平区教育委员会"


def test_a_date_at_the_end_is_that_of_the_report() -> None:
    report = read_text("昌平区质量年度报告（2023）" + BODY * 300 + "\n昌平区教委\n2023年2月8日\n")
    found = identify(report).published

    assert found is not None
    assert (found.value, found.reason[1]) == ("2023-02", "date at the end")


def test_a_school_above_the_report_of_the_school_is_named_once() -> None:
    found = told("澹州市海坪中等专业学校\n学校质量年度报告\n（2021-2022学年）")

    assert (found.name.value, found.kind) == ("澹州市海坪中等专业学校", "school")


def test_a_title_older_than_its_publication_tells_the_data_year() -> None:
    text = (
        "云岭职业学校质量年度报告（2023年度）\n2024年1月\n\n" + "2022年有所增加。" * 6 + "2023年。"
    )

    assert identify(read_text(text)).data_year.value == "2023"


def test_letters_of_a_title_may_stand_apart() -> None:
    assert told("昌 平 区\n中等职业教育质量年度报告（2023）\n").title.startswith("昌平区")
