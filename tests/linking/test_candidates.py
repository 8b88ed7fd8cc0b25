"""What may be the same, what is only related, and what is neither."""

from __future__ import annotations

import pytest

from vetgraph import resources
from vetgraph.linking.candidates import (
    CLOSE,
    EXACT,
    REASONS,
    RELATED,
    Candidate,
    Parts,
    compare,
    propose,
)
from vetgraph.linking.records import Record, read_dataset

VET = "https://w3id.org/vetgraph/ns#"
SCHEMA = "http://schema.org/"
ORG = "http://www.w3.org/ns/org#"
ID = "https://w3id.org/vetgraph/id/"
BASE = "https://example.org/register/"

ENTERPRISE = (VET + "Enterprise", ORG + "FormalOrganization", SCHEMA + "Corporation")
BRAND = (VET + "Brand", SCHEMA + "Brand")

# The partners of table 4-1 of the Changping report, and two brands its prose names.
PARTNERS = (
    "联想教育科技（北京）有限公司",
    "央广网智媒科技（北京）有限公司",
    "北京海伦阳光食品技术推广中心有限公司",
    "北京大董烤鸭店有限责任公司",
    "北京万泰生物药业股份有限公司",
    "北京京东乾石科技有限公司",
    "华晨宝马汽车有限公司",
    "上海上汽大众汽车销售有限公司",
    "首都机场产教融合中心",
    "伊顿善育集团",
    "赫斐航空科技有限公司",
)


def thing(name: str, *aliases: str, kinds: tuple[str, ...] = ENTERPRISE) -> Record:
    return Record(f"{ID}enterprise/{name}", name, aliases, kinds)


def record(name: str, region: str | None = None, kinds: tuple[str, ...] = ()) -> Record:
    return Record(f"{BASE}{name}", name, (), kinds, region)


def things() -> list[Record]:
    brands = [thing(name, kinds=BRAND) for name in ("京东", "大众")]
    return [thing(name) for name in PARTNERS] + brands


def sample() -> tuple[Record, ...]:
    folder = resources.data_dir() / "samples" / "enterprise-register"
    return read_dataset(folder / "register.csv", base=BASE)


def verdicts(candidates: list[Candidate], predicates: set[str]) -> dict[str, list[str]]:
    """Thing -> the last two digits of the records with one of the predicates."""
    found: dict[str, list[str]] = {}
    for candidate in candidates:
        if candidate.predicate in predicates:
            found.setdefault(candidate.subject.name, []).append(candidate.object.iri[-2:])
    return {name: sorted(numbers) for name, numbers in found.items()}


def test_partners_of_the_report_meet_their_entries_in_the_register() -> None:
    assert verdicts(propose(things(), sample()), {EXACT, CLOSE}) == {
        "联想教育科技（北京）有限公司": ["01"],
        "央广网智媒科技（北京）有限公司": ["03"],
        "北京海伦阳光食品技术推广中心有限公司": ["06"],
        "北京大董烤鸭店有限责任公司": ["07"],
        "北京万泰生物药业股份有限公司": ["09"],
        "北京京东乾石科技有限公司": ["13"],
        "华晨宝马汽车有限公司": ["15"],
        "上海上汽大众汽车销售有限公司": ["19"],
        "赫斐航空科技有限公司": ["21"],
        "京东": ["12"],
    }


def test_brands_groups_and_namesakes_are_related_and_never_the_same() -> None:
    assert verdicts(propose(things(), sample()), {RELATED}) == {
        "联想教育科技（北京）有限公司": ["02"],
        "北京大董烤鸭店有限责任公司": ["08"],
        "北京万泰生物药业股份有限公司": ["11"],
        "北京京东乾石科技有限公司": ["12"],
        "上海上汽大众汽车销售有限公司": ["17"],
        "伊顿善育集团": ["22"],
        "京东": ["13", "14"],
        "大众": ["17", "18", "19", "20"],
    }


def test_only_one_and_the_same_legal_name_is_proposed_as_exact() -> None:
    exact = verdicts(propose(things(), sample()), {EXACT})
    assert "北京大董烤鸭店有限责任公司" not in exact  # the register leaves 北京 out
    assert "京东" not in exact  # no legal form says what it is
    assert exact["联想教育科技（北京）有限公司"] == ["01"]


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        ("联想教育科技（北京）有限公司", "联想教育科技(北京)有限公司", "name"),
        ("北京大董烤鸭店有限责任公司", "北京大董烤鸭店有限公司", "name"),
        ("联想教育科技（北京）有限公司", "北京联想教育科技有限公司", "core"),
        ("北京市昌平职业学校", "北京昌平区职业学校", "name"),
        ("北京市昌平职业学校", "昌平职业学校", "core"),
        (
            "北京海伦阳光食品技术推广中心有限公司",
            "北京海伦阳光食品技术推厂中心有限公司",
            "spelling",
        ),
        ("京东", "北京京东乾石科技有限公司", "brand"),
        ("北京京东乾石科技有限公司", "京东", "brand"),
        ("伊顿善育集团", "伊顿善育教育科技有限公司", "brand"),
        ("北京万泰生物药业股份有限公司", "北京万泰生物药业有限公司", "form"),
        ("北京大董烤鸭店有限责任公司", "上海大董烤鸭店有限责任公司", "region"),
        ("上海上汽大众汽车销售有限公司", "上汽大众汽车有限公司", "part"),
    ],
)
def test_a_pair_is_proposed_for_a_reason(ours: str, theirs: str, reason: str) -> None:
    candidate = compare(thing(ours, kinds=()), record(theirs))
    assert candidate is not None
    assert candidate.reason == reason


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("北京万泰生物药业股份有限公司", "北京康泰生物药业股份有限公司"),
        ("上海上汽大众汽车销售有限公司", "一汽大众销售有限责任公司"),
        ("上海上汽大众汽车销售有限公司", "大众汽车（中国）投资有限公司"),
        ("北京海伦阳光食品技术推广中心有限公司", "北京海伦阳光食品技术推广服务中心有限公司"),
        ("北京市昌平区第一职业高级中学", "北京市昌平区第二职业高级中学"),
        ("北京样例机电东厂有限公司", "北京样例机电西厂有限公司"),
        ("北京饭店", "上海大饭店有限公司"),
        ("北京饭店有限公司", "上海饭店有限公司"),
        ("央广网智媒科技（北京）有限公司", "央广网文化传媒有限公司"),
    ],
)
def test_near_names_of_others_are_not_proposed(ours: str, theirs: str) -> None:
    assert compare(thing(ours, kinds=()), record(theirs)) is None


def test_a_short_core_counts_only_with_its_place() -> None:
    hotel = thing("北京饭店有限公司", kinds=())
    assert compare(hotel, record("饭店有限公司")) is None
    same = compare(hotel, record("饭店有限公司", region="110101"))
    assert same is not None
    assert same.predicate == CLOSE


def test_an_alias_leads_to_a_close_match_with_both_names() -> None:
    school = thing("北京市昌平职业学校", "昌职", kinds=())
    candidate = compare(school, record("昌职"))
    assert candidate is not None
    assert (candidate.predicate, candidate.names) == (CLOSE, ("昌职", "昌职"))


def test_a_brand_as_alias_of_a_company_does_not_make_them_one() -> None:
    candidate = compare(thing("北京京东乾石科技有限公司", "京东"), record("京东"))
    assert candidate is not None
    assert candidate.predicate == RELATED


def test_a_class_that_differs_forbids_identity() -> None:
    brand = thing("京东", kinds=BRAND)
    other = compare(brand, record("京东", kinds=(SCHEMA + "Corporation",)))
    assert other is not None
    assert (other.reason, other.predicate) == ("kind", RELATED)
    foreign = compare(brand, record("京东", kinds=("http://other.org/Firm",)))
    assert foreign is not None
    assert foreign.parts.kind is None


def test_a_score_is_the_weighted_mean_of_its_known_parts() -> None:
    assert Parts(1.0, 1.0, None, None, None).score == 1.0
    assert Parts(0.9, 1.0, 1.0, 1.0, 0.5).score == 0.9
    assert Parts(0.8, 0.5, None, 1.0, None).score == 0.75


def test_the_parts_of_a_score_are_told() -> None:
    candidate = compare(
        thing("北京大董烤鸭店有限责任公司"),
        record("大董烤鸭店有限责任公司", region="110105", kinds=(SCHEMA + "Corporation",)),
    )
    assert candidate is not None
    assert candidate.parts == Parts(name=0.909, core=1.0, region=1.0, form=1.0, kind=1.0)
    assert candidate.score == 0.955
    assert candidate.shared == "大董烤鸭店"


def test_the_threshold_holds_for_the_same_and_not_for_the_related() -> None:
    strict = propose(things(), sample(), threshold=1.0)
    assert all(c.score == 1.0 for c in strict if c.predicate != RELATED)
    assert [c for c in strict if c.predicate == RELATED] == [
        c for c in propose(things(), sample()) if c.predicate == RELATED
    ]


def test_the_order_of_the_input_does_not_show_in_the_result() -> None:
    ours, theirs = things(), list(sample())
    expected = propose(ours, theirs)
    assert propose(ours[::-1], theirs[::-1]) == expected
    assert propose(ours[5:] + ours[:5], theirs[9:] + theirs[:9]) == expected
    assert [c.subject.iri for c in expected] == sorted(c.subject.iri for c in expected)


def test_blocking_loses_no_pair_of_a_large_register() -> None:
    crowd = [record(f"北京样例{number}科技有限公司") for number in range(3000)]
    register = [*crowd, *sample()]
    assert propose(things(), register) == propose(things(), sample())


def test_every_reason_is_explained_in_both_languages() -> None:
    for predicate, zh, en in REASONS.values():
        assert predicate in {EXACT, CLOSE, RELATED}
        assert zh
        assert en.isascii()
