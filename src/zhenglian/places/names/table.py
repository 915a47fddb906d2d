"""The table of names: every way in which the shipped divisions are written, and what each may mean.

Kept as a file by `kept`. A boundary generation does not change it.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from zhenglian.places.divisions import Division, all_divisions, rows, upper_divisions
from zhenglian.places.enums import Level
from zhenglian.places.names import stems, zones
from zhenglian.places.names.kinds import ORDER, Kind

LEAST = 2  # characters: single ones are everywhere
READING = 8  # letters of one reading: kind and code of six digits
# Names of towns that every text is full of.
COMMON = frozenset(
    [
        "社区",
        "健康",
        "大街",
        "街道",
        "东路",
        "西路",
        "南路",
        "北路",
        "中路",
        "路口",
        "路东",
        "农场",
        "林场",
        "牧场",
        "工业",
        "建设",
        "人民",
        "政府",
        "中心",
        "市中",
        "市南",
        "市北",
        "第一",
        "第二",
        "第三",
        "第四",
        "第五",
        "第六",
        "第七",
        "第八",
        "第九",
        "新村",
        "卫生",
        "医院",
        "学校",
        "公路",
        "东街",
        "西街",
        "南街",
        "北街",
        "办事处",
        "工业园",
        "工业园区",
    ]
)
TOWNS = {"tf", "ta", "tx", "ts", "tj", "ty", "tz"}
Table = dict[str, str]  # of each name its readings, one after the other: sets of them take 100 MB


class Names:
    """`found(text)` gives (start, end, number) of every name; `readings(number)` what it may mean.

    Made of its `parts`: the automaton, where the readings of each name end, and all readings in one row.
    """

    def __init__(self, automaton: bytes, ends: bytes, readings: bytes) -> None:
        self._automaton = CharwiseDoubleArrayAhoCorasick.deserialize(automaton)
        self._ends = array("I", ends)
        self._readings = readings.decode()

    @classmethod
    def of(cls, table: Table) -> Names:
        ends = array("I", accumulate((len(readings) for readings in table.values()), initial=0))
        automaton = CharwiseDoubleArrayAhoCorasick(list(table), MATCH_KIND_STANDARD)
        return cls(automaton.serialize(), ends.tobytes(), "".join(table.values()).encode())

    def parts(self) -> tuple[bytes, bytes, bytes]:
        return self._automaton.serialize(), self._ends.tobytes(), self._readings.encode()

    def found(self, text: str) -> list[tuple[int, int, int]]:
        return self._automaton.find_overlapping(text)

    def readings(self, number: int) -> list[tuple[str, str]]:
        """[(kind, code)], the preferred kind first; codes of provinces, cities or counties."""
        packed = self._readings[self._ends[number] : self._ends[number + 1]]
        return [(each[:2], each[2:]) for each in _each(packed)]

    def meanings(self, name: str) -> list[tuple[str, str]]:
        """Of one whole name."""
        exact = [number for start, end, number in self.found(name) if end - start == len(name)]
        return self.readings(exact[0]) if exact else []


def build_table() -> Table:
    table: Table = {}
    known = upper_divisions()
    _add_upper(table, known)
    _add_former_counties(table)
    hosts = zones.hosts_of_zones(known)
    for kind, code, name in _town_names(known, hosts):
        _add(table, name, kind, code)
    for name, code, kind in zones.zone_names(known, hosts):
        _add(table, name, kind, code)
    _settle(table)
    return table


def _add(table: Table, name: str, kind: Kind, code: str) -> None:
    reading, known = kind + code, table.get(name, "")
    if len(name) >= LEAST and reading not in known:
        table[name] = known + reading


def _each(packed: str) -> list[str]:
    return [packed[at : at + READING] for at in range(0, len(packed), READING)]


def _add_upper(table: Table, known: dict[str, Division]) -> None:
    counties: dict[str, set[str]] = defaultdict(set)
    for each in known.values():
        if each.level == Level.COUNTY:
            counties[each.name].add(each.parent)
    for each in known.values():
        if each.is_placeholder or each.is_zone:
            continue
        for name, kind in _upper_names(each):
            _add(table, name, kind, each.code)
        if each.level == Level.COUNTY:
            for name in _other_names(each, counties):
                _add(table, name, Kind.COUNTY_OTHER, each.code)


def _upper_names(division: Division) -> Iterator[tuple[str, Kind]]:
    name = division.name
    if division.level == Level.PROVINCE:
        yield name, Kind.PROVINCE
        yield stems.province_stem(name), Kind.PROVINCE_SHORT
    elif division.level == Level.CITY:
        stem = stems.city_stem(name)
        yield name, Kind.CITY
        yield stem, Kind.CITY_SHORT
        if name.endswith("自治州"):
            yield stem + "州", Kind.CITY
        else:
            yield stem + ("地区" if name.endswith("市") else "市"), Kind.CITY_OTHER
    else:
        stem = stems.county_stem(name)
        yield name, Kind.COUNTY
        yield stem, Kind.COUNTY_SHORT
        if "自治" in name:
            yield stem + ("旗" if name.endswith("旗") else "县"), Kind.COUNTY_AUTONOMOUS


def _other_names(county: Division, counties: dict[str, set[str]]) -> Iterator[str]:
    """The same stem as another sort of county, unless its city has one of that name."""
    stem = stems.county_stem(county.name)
    for end in stems.CHANGES_TO:
        name = stem + end
        if len(stem) >= LEAST and name != county.name and county.parent not in counties.get(name, ()):
            yield name


def _add_former_counties(table: Table) -> None:
    for row in rows("former_counties.csv"):
        code, name = row["code"], row["name"]
        if Kind.COUNTY + code in table.get(name, ""):
            continue
        _add(table, name, Kind.COUNTY_FORMER, code)
        stem = stems.county_stem(name)
        if Kind.COUNTY_SHORT + code not in table.get(stem, ""):
            _add(table, stem, Kind.COUNTY_FORMER_SHORT, code)


def _town_names(known: dict[str, Division], hosts: dict[str, str]) -> Iterator[tuple[Kind, str, str]]:
    taken: set[tuple[str, str]] = set()
    for each in all_divisions():
        if each.level == Level.TOWN:
            for kind, code, name in _names_of_town(each.name, known[each.parent], hosts):
                taken.add((code, name))
                yield kind, code, name
    for row in rows("former_towns.csv.xz"):
        name = stems.town_name(row["name"], known[row["code"]].name)
        stem, end = stems.town_parts(name)
        if (row["code"], name) not in taken:
            yield Kind.TOWN_FORMER, row["code"], name
            if end and (row["code"], stem) not in taken:
                yield Kind.TOWN_FORMER_SHORT, row["code"], stem


def _names_of_town(full: str, county: Division, hosts: dict[str, str]) -> Iterator[tuple[Kind, str, str]]:
    code = hosts.get(county.code, "") if county.is_zone else county.code
    if not code:
        return  # a zone of which we do not know where it lies
    in_zone = Kind.TOWN_IN_ZONE if county.is_zone else None
    name = stems.town_name(full, county.name)
    stem, end = stems.town_parts(name)
    yield in_zone or Kind.TOWN, code, name
    if not end:
        yield in_zone or Kind.TOWN_OTHER, code, stem
        return
    yield in_zone or Kind.TOWN_SHORT, code, stem
    if end == "街道":
        yield in_zone or Kind.TOWN_STREET, code, stem + "街"
    for other in stems.TOWN_CHANGES_TO:
        if stem + other != name:
            yield in_zone or Kind.TOWN_OTHER, code, stem + other


def _settle(table: Table) -> None:
    """Takes out what only misleads (common words as towns, second readings of a city's name), and sorts."""
    for name in list(table):
        readings = _each(table[name])
        kinds = {reading[:2] for reading in readings}
        if name in COMMON:
            readings = [reading for reading in readings if reading[:2] not in TOWNS]
        if kinds & {Kind.CITY, Kind.PROVINCE}:
            readings = [reading for reading in readings if not reading.startswith(Kind.COUNTY_OTHER)]
        if kinds & {Kind.CITY_SHORT, Kind.PROVINCE_SHORT}:
            readings = [reading.replace(Kind.COUNTY_SHORT, Kind.COUNTY_WEAK, 1) for reading in readings]
        if readings:
            table[name] = "".join(sorted(readings, key=lambda reading: ORDER[reading[:2]]))
        else:
            del table[name]
