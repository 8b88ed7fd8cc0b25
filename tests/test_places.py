"""What printed place names stand for, by the places of the Changping report."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import shutil
from typing import TYPE_CHECKING

import pytest

from vetgraph import errors, places, resources
from vetgraph.places import Gazetteer, Region, load_countries, load_regions

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

CHANGPING = "110114"


@pytest.fixture
def tables() -> Path:
    return resources.data_dir() / "reference" / "regions"


def code_of(name: str, within: str | None = None) -> str | None:
    region = load_regions().resolve(name, within)
    return region.code if region else None


def codes_of(name: str, within: str | None = None) -> list[str]:
    return [region.code for region in load_regions().candidates(name, within)]


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("昌平区", "110114"),
        ("北京市昌平区", "110114"),
        ("十三陵镇", "110114119"),
        ("康陵村", "110114119230"),
        ("上口村", "110114119236"),
        ("流村镇", "110114118"),
        ("马刨泉村", "110114118225"),
        ("崔村镇", "110114112"),
        ("真顺村", "110114112208"),
        ("河北唐山", "1302"),
        ("河南栾川", "410324"),
        ("内蒙古阿鲁科尔沁旗", "150421"),
        ("太仆寺旗", "152527"),
        ("青海玉树", "6327"),
        ("内蒙", "15"),
        ("青海", "63"),
        ("河北", "13"),
    ],
)
def test_a_place_printed_in_the_changping_report_has_its_official_code(
    printed: str, code: str
) -> None:
    assert code_of(printed, CHANGPING) == code


def test_a_village_the_official_list_does_not_have_stays_unresolved() -> None:
    # The report prints 禾子剑村; the list has 禾子涧村委会, and a guess is not a fact.
    assert code_of("禾子剑村", CHANGPING) is None
    assert codes_of("禾子剑村", CHANGPING) == []
    assert code_of("禾子涧村", CHANGPING) == "110114118227"


@pytest.mark.parametrize("word", ["合作", "校企合作", "城区", "朝阳", "玉树", "昌平", "海淀", ""])
def test_a_word_that_may_be_no_place_is_not_resolved(word: str) -> None:
    assert code_of(word) is None
    assert code_of(word, CHANGPING) is None


def test_a_name_without_suffix_counts_behind_its_parent() -> None:
    assert code_of("甘肃合作") == "623001"
    assert code_of("甘肃省合作市") == "623001"
    assert code_of("北京昌平") == CHANGPING
    assert code_of("上海浦东") == "310115"


def test_a_parent_without_suffix_is_borne_out_by_a_full_name_behind_it() -> None:
    assert code_of("昌平十三陵镇") == "110114119"
    assert code_of("唐山迁西县") == "130227"
    assert code_of("合作开发") is None


def test_a_name_without_suffix_of_three_characters_stands_alone() -> None:
    assert code_of("石家庄") == "1301"
    assert code_of("阿鲁科尔沁") == "150421"


def test_peoples_in_a_name_belong_to_its_suffix() -> None:
    assert code_of("湖北恩施土家族苗族自治州") == "4228"
    assert code_of("云南双江") == "530925"
    assert code_of("新疆昌吉") == "6523"
    assert code_of("河南顺河") == "410203"


def test_a_name_of_several_regions_is_given_as_candidates() -> None:
    assert code_of("朝阳区") is None
    assert codes_of("朝阳区") == ["110105", "220104"]
    assert codes_of("玉树") == ["6327", "632701"]
    assert codes_of("合作") == ["623001"]


def test_the_context_chooses_the_nearest_region_of_a_name() -> None:
    assert code_of("朝阳区", CHANGPING) == "110105"
    assert code_of("朝阳区", "2201") == "220104"
    assert code_of("鼓楼区", "320113") == "320106"


def test_of_regions_of_one_name_the_one_that_holds_the_others_is_meant() -> None:
    assert codes_of("青海玉树") == ["6327", "632701"]
    assert code_of("青海玉树市") == "632701"
    assert code_of("东莞市") == "4419"
    assert code_of("吉林") == "22"
    assert code_of("吉林市") == "2202"


def test_a_town_or_village_needs_a_context_or_a_parent() -> None:
    assert code_of("崔村镇") is None
    assert code_of("崔村镇", "11") == "110114112"
    assert code_of("崔村镇", "1302") is None
    assert code_of("北京市崔村镇", "1302") == "110114112"
    assert code_of("北京市昌平区十三陵镇康陵村") == "110114119230"


def test_villages_of_one_name_are_told_apart_by_their_town() -> None:
    assert code_of("辛庄村", CHANGPING) is None
    assert codes_of("辛庄村", CHANGPING) == [
        "110114104207",
        "110114111207",
        "110114116206",
        "110114120207",
    ]
    assert code_of("辛庄村", "110114116") == "110114116206"
    assert code_of("兴寿镇辛庄村", CHANGPING) == "110114116206"


def test_a_committee_is_printed_in_several_ways() -> None:
    for printed in ("康陵村", "康陵村委会", "康陵村民委员会"):
        assert code_of(printed, CHANGPING) == "110114119230"
    for printed in ("永安社区", "永安社区居委会", "永安社区居民委员会"):
        assert code_of(printed, CHANGPING) == "110114001014"


def test_width_and_spaces_of_print_do_not_matter() -> None:
    assert code_of(" 北京市　昌平区 ") == CHANGPING


def test_every_region_is_found_by_its_code_and_knows_its_parents() -> None:
    gazetteer = load_regions()
    village = gazetteer.by_code("110114119230")
    assert village == Region("110114119230", "康陵村委会", "village", "110114119")
    assert [r.name for r in gazetteer.ancestors(village)] == ["十三陵镇", "昌平区", "北京市"]
    assert gazetteer.full_name(village) == "北京市昌平区十三陵镇康陵村委会"
    assert gazetteer.by_code("110114999") is None
    assert gazetteer.by_code("99") is None


def test_headings_of_the_statistical_list_are_no_places() -> None:
    gazetteer = load_regions()
    assert gazetteer.by_code("1101") is None
    assert gazetteer.by_name("市辖区") == ()
    assert gazetteer.by_name("省直辖县级行政区划") == ()


def test_by_name_lists_all_levels_of_the_whole_country() -> None:
    assert [r.code for r in load_regions().by_name("崔村镇")] == ["110114112"]
    assert [r.code for r in load_regions().by_name("朝阳区")] == ["110105", "220104"]


def test_provinces_to_counties_need_no_other_table(tables: Path, tmp_path: Path) -> None:
    shutil.copy(tables / "regions.tsv.gz", tmp_path)
    gazetteer = Gazetteer(tmp_path)
    assert gazetteer.resolve("河南栾川") == Region("410324", "栾川县", "county", "4103")
    with pytest.raises(errors.VetgraphError) as raised:
        gazetteer.resolve("崔村镇", CHANGPING)
    assert raised.value.file == str(tmp_path / "towns.tsv.gz")
    assert "prepare.py" in raised.value.zh
    assert "prepare.py" in raised.value.en


def test_a_truncated_table_is_named_in_the_error(tables: Path, tmp_path: Path) -> None:
    packed = (tables / "regions.tsv.gz").read_bytes()
    (tmp_path / "regions.tsv.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(errors.VetgraphError, match=r"regions\.tsv\.gz"):
        Gazetteer(tmp_path).resolve("北京市")


@pytest.mark.parametrize("name", ["regions", "towns", "villages"])
def test_a_table_is_the_one_its_readme_describes(tables: Path, name: str) -> None:
    packed = (tables / f"{name}.tsv.gz").read_bytes()
    rows = gzip.decompress(packed).decode("utf-8").splitlines()[1:]
    assert packed[4:8] == b"\0\0\0\0", "the gzip header bears a time"
    assert rows == sorted(rows)
    expected = (
        f"| `{name}.tsv.gz` | {len(rows)} | `{hashlib.sha256(packed).hexdigest()}` "
        f"| `{hashlib.sha256(gzip.decompress(packed)).hexdigest()}` |"
    )
    assert expected in (tables / "README.md").read_text(encoding="utf-8")


def test_every_region_lies_in_a_region_of_the_tables(tables: Path) -> None:
    known, parents = set(), set()
    for name in ("regions", "towns", "villages"):
        text = gzip.decompress((tables / f"{name}.tsv.gz").read_bytes()).decode("utf-8")
        for line in text.splitlines()[1:]:
            code, _, level, parent = line.split("\t")
            assert code.startswith(parent)
            assert (level == "province") == (parent == "")
            known.add(code)
            parents.add(parent)
    assert parents - known == {""}


def test_the_tables_are_made_from_the_package(tables: Path, tmp_path: Path) -> None:
    package = tmp_path / "package" / "dist"
    package.mkdir(parents=True)
    files = {
        "provinces": "code,name\n11,北京市\n13,河北省\n",
        "cities": "code,name,provinceCode\n1101,市辖区,11\n1302,唐山市,13\n",
        "areas": "code,name,cityCode,provinceCode\n110114,昌平区,1101,11\n130227,迁西县,1302,13\n",
        "streets": "code,name,areaCode,provinceCode,cityCode\n110114112,崔村镇,110114,11,1101\n",
        "villages": "code,name,streetCode,provinceCode,cityCode,areaCode\n"
        "110114112208,真顺村委会,110114112,11,1101,110114\n"
        "110101001001,多福巷社区居委会,110101001,11,1101,110101\n",
    }
    for name, text in files.items():
        (package / f"{name}.csv").write_text(text, encoding="utf-8")
    prepare = load_script(tables / "prepare.py")
    assert prepare.main([str(package.parent), "110114", "--out", str(tmp_path)]) == 0
    gazetteer = Gazetteer(tmp_path)
    assert gazetteer.by_code("110114") == Region("110114", "昌平区", "county", "11")
    assert gazetteer.by_code("130227") == Region("130227", "迁西县", "county", "1302")
    assert gazetteer.by_code("110114112208") == Region(
        "110114112208", "真顺村委会", "village", "110114112"
    )
    assert gazetteer.by_code("110101001001") is None
    first = (tmp_path / "regions.tsv.gz").read_bytes()
    prepare.main([str(package.parent), "110114", "--out", str(tmp_path)])
    assert (tmp_path / "regions.tsv.gz").read_bytes() == first


def load_script(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("prepare", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_countries_have_their_iso_codes() -> None:
    codes = load_countries()
    assert len(codes) == 249
    assert {name: codes[name] for name in ("新加坡", "德国", "芬兰", "澳大利亚", "韩国")} == {
        "新加坡": "SG",
        "德国": "DE",
        "芬兰": "FI",
        "澳大利亚": "AU",
        "韩国": "KR",
    }
    assert places.Country("SG", "新加坡", "Singapore") in places.countries()


def test_the_table_of_countries_is_the_one_its_readme_describes(tables: Path) -> None:
    folder = tables.parent
    digest = hashlib.sha256((folder / "countries.tsv").read_bytes()).hexdigest()
    assert f"`{digest}`" in (folder / "README.md").read_text(encoding="utf-8")


def test_codes_outside_iso_3166_are_not_countries() -> None:
    assert not {"EU", "UN", "XK", "ZZ"} & set(load_countries().values())
