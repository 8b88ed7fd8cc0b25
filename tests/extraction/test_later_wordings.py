"""Wordings of figures and relations that later reports brought: in turn, again, elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extraction.telling import COLLEGE, DISTRICT, NAMES, told
from vetgraph.extraction.ahead import stretches_ahead
from vetgraph.extraction.context import Context
from vetgraph.extraction.residents import residents
from vetgraph.reading import read_text

if TYPE_CHECKING:
    from tests.extraction.conftest import Read

SCHOOL_KINDS = {"云岭职校": "School", "松烟技校": "School"}


def figures(read: Read, text: str) -> list[tuple[str, str | None, int]]:
    return [(s.indicator, s.value, s.period) for s in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "毕业率98.6%、文化课合格率97.1%，上学年依次是98.4%和96.4%。",
        "毕业率98.6%、文化课合格率97.1%，上年的对应数字是98.4%、96.4%。",
    ],
)
def test_levels_of_the_year_before_are_told_in_turn(read: Read, text: str) -> None:
    codes = ("graduation-rate", "general-courses-pass-rate")

    assert {i for i, _, _ in figures(read, text)} >= {codes[0]}
    assert [(v, y) for _, v, y in figures(read, text)] == [
        ("98.6", 2022), ("97.1", 2022), ("98.4", 2021), ("96.4", 2021),
    ]  # fmt: skip


def test_the_same_is_told_again_of_other_years(read: Read) -> None:
    text = "稳定合作的企业2020年为236家，2021年258家，2022年达到283家。"

    assert [(v, y) for _, v, y in figures(read, text)] == [
        ("236", 2020), ("258", 2021), ("283", 2022),
    ]  # fmt: skip


def test_a_multiple_dates_its_base_and_nothing_else(read: Read) -> None:
    found = figures(read, "全年培训6000人次，是2021年4800人次的1.25倍，结业率97%。")

    assert [(v, y) for _, v, y in found] == [
        ("6000", 2022), ("4800", 2021), ("1.25", 2022), ("97", 2022),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("体质健康达标率百分之九十一点八。", "91.8", "percent"),
        ("农村户籍学生占在校生的八成七。", "87", "percent"),
        ("党员比例超过八成。", "80", "percent"),
        ("培训费按七五折收取。", "75", "percent"),
        ("全年流失率6.4‰。", "6.4", "per-mille"),
        ("四校合计占地38.6公顷。", "38.6", "hectare"),
        ("环湖跑道全长12千米。", "12", "kilometre"),
    ],
)
def test_shares_in_words_and_units_of_measure(read: Read, text: str, value: str, unit: str) -> None:
    (found,) = read(text)

    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize("text", ["两点建议值得重视。", "一成不变的做法行不通。", "二成年人参加。"])
def test_words_that_only_look_like_tenths_are_none(read: Read, text: str) -> None:
    assert read(text) == []


def test_a_change_in_points_of_what_no_list_has(read: Read) -> None:
    text = "与上学年相比，各类满意度全部上升，家长提高0.76个百分点。"
    (found,) = read(text)

    assert (found.measure, found.value, found.base) == ("change", "0.76", 2021)


def test_the_year_of_a_bracket_ends_with_it(read: Read) -> None:
    text = "2022年毕业率98.4%（2021年98.0%），专业技能合格率96.9%（2021年96.1%）。"

    assert [(v, y) for _, v, y in figures(read, text)] == [
        ("98.4", 2022), ("98", 2021), ("96.9", 2022), ("96.1", 2021),
    ]  # fmt: skip


def test_figures_of_things_named_elsewhere_are_not_those_of_the_whole(read: Read) -> None:
    found = read("校舍建筑面积分别为121600平方米、50200平方米和18700平方米。")

    assert [s.value for s in found] == ["121600", "50200", "18700"]
    assert len({s.indicator for s in found}) == 3


def test_grades_that_share_their_last_words(read: Read) -> None:
    found = read("省级大赛获奖94项，一、二、三等奖各为18项、31项和45项。")

    assert [s.breakdown for s in found[1:]] == [
        ("first-prize",), ("second-prize",), ("third-prize",),
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["改进措施", "下步打算", "工作展望"])
def test_sections_of_what_is_to_come(title: str) -> None:
    text = (
        f"一、基本情况\n\n在校生800人。\n\n二、{title}\n\n1.扩大规模\n\n招生900人。\n\n三、附录\n"
    )
    (stretch,) = stretches_ahead(read_text(text).sections, len(text))

    assert "招生900人" in text[stretch.start : stretch.end]
    assert "附录" not in text[stretch.start : stretch.end]


def test_problems_and_prospects_in_one_section_tell_of_both() -> None:
    assert stretches_ahead(read_text("八、问题与展望\n\n缺教师26名。\n").sections, 20) == ()


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校扎根山区。该校与墨帆公司共建实训基地。",
        "云岭职校扎根山区。\n\n该校与墨帆公司共建实训基地。",
        "云岭职校扎根山区。学校与墨帆公司共建实训基地。",
    ],
)
def test_that_school_is_the_one_named_last(text: str) -> None:
    assert told(text, "Partnership", "school", "partner") == [("云岭职校", "墨帆公司")]


def test_the_school_is_nobody_where_two_were_named() -> None:
    text = "云岭职校和松烟技校都在山区。学校与墨帆公司共建实训基地。"

    assert told(text, "Partnership", "school") == []


def test_a_body_is_called_by_its_last_word() -> None:
    text = "云岭职校与墨帆公司共建墨帆产业学院。学院被江城市教育局认定为市级示范基地。"

    assert ("墨帆产业学院", "江城市教育局") in told(text, "Achievement", "recipient", "grantor")


@pytest.mark.parametrize(
    "text",
    [
        "云岭职校与墨帆公司共建墨帆工匠班，在读40人。",
        "墨帆工匠班由云岭职校与墨帆公司共同举办。",
        "墨帆公司派技师进云岭职校，双方开发教材3本，开办墨帆工匠班2个。",
    ],
)
def test_classes_that_a_school_runs_with_a_firm(text: str) -> None:
    assert told(text, "ProgrammeRun", "school", "partner", "orderClass") == [
        ("云岭职校", "墨帆公司", "墨帆工匠班"),
    ]  # fmt: skip


def test_pairs_that_stand_side_by_side_are_not_mixed() -> None:
    text = "云岭职校与霁山县职业教育中心、松烟技校与朔原县职业高中结对帮扶。"

    assert told(text, "Partnership", "school", "partner") == [
        ("云岭职校", "霁山县职业教育中心"), ("松烟技校", "朔原县职业高中"),
    ]  # fmt: skip
    assert told(text, "Association", "actor", "counterpart") == []


@pytest.mark.parametrize(
    "text",
    [
        "江城市由北向南，云岭区集中了云岭职校、松烟技校两所公办校。",
        "云岭区内有云岭职校，以及民办的松烟技校。",
    ],
)
def test_what_a_region_holds_lies_in_it(text: str) -> None:
    assert told(text, "Location", "place", "region") == [
        ("云岭职校", DISTRICT), ("松烟技校", DISTRICT),
    ]  # fmt: skip


def test_schools_that_are_counted_and_then_introduced_lie_in_the_region() -> None:
    context = Context(DISTRICT, 2022, NAMES, SCHOOL_KINDS)
    text = "我区现有中等职业学校2所。云岭职校规模最大；松烟技校以汽修见长。"

    placed = [found.values for found in residents(text, context)]

    assert placed == [
        (("place", ("云岭职校",)), ("region", (DISTRICT,))),
        (("place", ("松烟技校",)), ("region", (DISTRICT,))),
    ]  # fmt: skip
    assert list(residents(text.replace("2所", "3所"), context)) == []


def test_what_a_school_came_from_is_not_what_is_told_of() -> None:
    text = "云岭职校由松烟技校改建而来，现有望湖校区、石矶校区。"

    assert told(text, "Membership", "member", "memberBody") == [
        ("望湖校区", "云岭职校"), ("石矶校区", "云岭职校"),
    ]  # fmt: skip


def test_the_former_name_of_a_school() -> None:
    text = "学校1996年更名为江城第二职业高中。"

    assert told(text, "Association", "counterpart", region=COLLEGE) == [("江城第二职业高中",)]


def test_a_team_receives_what_its_school_does_not() -> None:
    text = "云岭职校焊接教学团队被江城市教育局认定为市级创新团队。"

    assert told(text, "Achievement", "recipient", "grantor") == [("焊接教学团队", "江城市教育局")]


def test_a_major_that_is_given_up_is_discontinued() -> None:
    text = "停招专业2个，为云岭职校的文秘和松烟技校的电子商务。"

    assert told(text, "Discontinuation", "school", "major") == [
        ("云岭职校", "文秘"), ("松烟技校", "电子商务"),
    ]  # fmt: skip
    assert told(text, "Offering", "school") == []
