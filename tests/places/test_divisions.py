"""The shipped lists: whole, unchanged, and consistent with each other."""

import hashlib
from collections import Counter

from zhenglian.places.divisions import (
    DATA,
    Division,
    all_divisions,
    full_name,
    parent_of,
    rows,
    upper_divisions,
)
from zhenglian.places.enums import Level

DIGESTS = {
    # SHA-256 of the vendored files; data/NOTICE.md says where they come from.
    "divisions.csv.xz": "4818c94fe7d850399757a80b0a74a3d386d8880754cc3f5bdd9d1b8d06e8cf1a",
    "former_counties.csv": "a623ddd8ec9eed2647a1d8d682b65a95cec3aaa70efa56722ce19f1ec4d724ac",
    "former_towns.csv.xz": "bc35085d93eae89bf75c62b6202a1679570d238ca550740446074cb929eb5fa3",
    "zones.csv": "e7722c920a1f087a8a0eada719890d53031854c63ca3dafdf32fceb77869a2b9",
    "weights.csv": "58ecb2684bca8ac86b614ca5979e1119c6d9f14ed95dc696d0ff7c67da31d110",
}
MOST_BYTES = 600_000


def test_vendored_lists_are_those_that_the_notice_describes():
    found = {name: hashlib.sha256((DATA / name).read_bytes()).hexdigest() for name in DIGESTS}

    assert found == DIGESTS
    assert sum((DATA / name).stat().st_size for name in DIGESTS) < MOST_BYTES


def test_every_list_is_named_in_the_notice():
    notice = (DATA / "NOTICE.md").read_text()

    assert [path.name for path in DATA.iterdir() if path.name not in notice and path.suffix != ".md"] == []


def test_levels_are_as_many_as_the_statistics_say():
    counted = Counter(each.level for each in all_divisions())

    assert counted == {Level.PROVINCE: 31, Level.CITY: 339, Level.COUNTY: 2_978, Level.TOWN: 41_352}


def test_every_division_lies_in_one_of_the_level_above():
    known = {each.code: each for each in all_divisions()}
    above = {
        Level.TOWN: {Level.COUNTY},
        Level.COUNTY: {Level.CITY, Level.PROVINCE},
        Level.CITY: {Level.PROVINCE},
    }

    astray = [
        each.code
        for each in known.values()
        if each.parent and known[each.parent].level not in above[each.level]
    ]

    assert astray == []
    assert [each.code for each in known.values() if not each.parent and each.level != Level.PROVINCE] == []


def test_city_without_counties_stands_as_a_county_of_its_province():
    assert upper_divisions()["441900"] == Division("441900", "东莞市", Level.COUNTY, "440000")
    assert parent_of("441900003") == "441900"


def test_full_name_leaves_placeholders_out():
    assert full_name("110108") == "北京市海淀区"
    assert full_name("430121") == "湖南省长沙市长沙县"
    assert full_name("429005") == "湖北省潜江市"
    assert full_name("999999") == "999999"


def test_zone_is_known_by_its_code():
    zones = [each for each in upper_divisions().values() if each.is_zone]

    assert len(zones) == 124
    assert upper_divisions()["130171"] in zones
    assert not upper_divisions()["130102"].is_zone


def test_former_names_and_hosts_lead_to_counties_of_today():
    counties = {each.code: each for each in upper_divisions().values() if each.level == Level.COUNTY}
    names = {each.name for each in counties.values()}

    for table in ("former_counties.csv", "former_towns.csv.xz"):
        assert [row for row in rows(table) if row["code"] not in counties] == []
        assert [row for row in rows(table) if counties[row["code"]].is_zone] == []
    assert [row for row in rows("zones.csv") if row["host"] not in names] == []


def test_county_names_that_occur_more_than_once_are_known_to_do_so():
    counted = Counter(each.name for each in upper_divisions().values() if each.level == Level.COUNTY)

    assert counted["鼓楼区"] == 4
    assert sum(count for count in counted.values() if count > 1) >= 60
