"""Development zones: how they are called, and in which county their committee sits (`data/zones.csv`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from zhenglian.places.divisions import Division, full_name, rows
from zhenglian.places.enums import Level
from zhenglian.places.names.kinds import Kind

HIGH_TECH, ECONOMIC = "H", "E"
SPELLINGS = {
    HIGH_TECH: [
        "高新区",
        "高新技术产业开发区",
        "高新技术开发区",
        "高新开发区",
        "高新技术产业园区",
        "高新技术产业园",
        "高新产业开发区",
        "高开区",
    ],
    ECONOMIC: ["经开区", "经济技术开发区", "经济开发区", "开发区", "经济技术产业开发区", "技术开发区"],
}
ENDS = [
    "新区",
    "开发区",
    "经济开发区",
    "经济技术开发区",
    "高新区",
    "示范区",
    "管理区",
    "风景区",
    "度假区",
    "区",
    "工业园",
    "经开区",
]
WHOLE = ("区", "城", "园", "谷")  # a name that ends so is written as it is
SHORT = 2  # characters: 临港 alone says nothing


def zone_names(known: dict[str, Division], hosts: dict[str, str]) -> Iterator[tuple[str, str, Kind]]:
    """(name, code of the county, kind)."""
    for (_city, zone), code in _table(known).items():
        for name in _spellings(zone):
            yield name, code, Kind.ZONE_BY_KIND if zone in SPELLINGS else Kind.ZONE
    for zone, code in hosts.items():
        yield known[zone].name, code, Kind.ZONE


def hosts_of_zones(known: dict[str, Division]) -> dict[str, str]:
    """{code of a zone in the list of divisions: code of the county it lies in}, where we know it."""
    table = _table(known)
    hosts = {}
    for zone in (each for each in known.values() if each.is_zone):
        found = _host(zone, _city_of(zone, known), table)
        if found:
            hosts[zone.code] = found
    return hosts


def _host(zone: Division, city: str, table: dict[tuple[str, str], str]) -> str | None:
    for (of_city, name), code in table.items():
        if of_city == city and name not in SPELLINGS and name.rstrip("区") in zone.name:
            return code
    if "高新" in zone.name:
        return table.get((city, HIGH_TECH))
    return table.get((city, ECONOMIC)) if "经济" in zone.name else None


def _table(known: dict[str, Division]) -> dict[tuple[str, str], str]:
    """{(city, zone): code of the county}."""
    counties: dict[str, list[Division]] = defaultdict(list)
    for each in known.values():
        if each.level == Level.COUNTY:
            counties[each.name].append(each)
    table = {}
    for row in rows("zones.csv"):
        for county in counties[row["host"]]:
            if row["city"] in full_name(county.code):
                table[row["city"], row["zone"]] = county.code
    return table


def _city_of(zone: Division, known: dict[str, Division]) -> str:
    city = known[zone.parent]
    return known[city.parent].name if city.is_placeholder else city.name


def _spellings(zone: str) -> list[str]:
    if zone in SPELLINGS:
        return SPELLINGS[zone]
    if zone.endswith(WHOLE):
        return [zone]
    return [zone + end for end in ENDS] + ([zone] if len(zone) > SHORT else [])
