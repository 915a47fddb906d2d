"""The divisions of China that ship with the product: codes, names, who lies in whom.

Codes are those of GB/T 2260, six digits; towns have nine. Former names and zones stand beside them.
"""

from __future__ import annotations

import csv
import io
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zhenglian.places.enums import Level

DATA = Path(__file__).parent / "data"
EDITION = "2023-06-30"
TOWN_DIGITS = 9
# Rows that only hold the counties of a municipality or those directly below a province.
PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})  # a province that is a city
# Cities without counties, which stand as counties directly below their province.
DIRECT_CITIES = frozenset({"441900", "442000", "460400"})


@dataclass(frozen=True, slots=True)
class Division:
    """A row of the shipped list: a code of GB/T 2260, nine digits for a town; `parent` "" for a province."""

    code: str
    name: str
    level: Level
    parent: str

    @property
    def is_placeholder(self) -> bool:
        return self.level == Level.CITY and self.name in PLACEHOLDERS

    @property
    def is_zone(self) -> bool:
        """A development zone that statistics list beside the counties; it has no territory of its own."""
        return self.level == Level.COUNTY and is_zone_code(self.code)


def is_zone_code(code: str) -> bool:
    return code[4] == "7"


def level_of(code: str) -> Level:
    if len(code) == TOWN_DIGITS:
        return Level.TOWN
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") and code not in DIRECT_CITIES else Level.COUNTY


def parent_of(code: str) -> str:
    """Empty for a province."""
    level = level_of(code)
    if level == Level.TOWN:
        return code[:6]
    if level == Level.PROVINCE:
        return ""
    return code[:2] + "0000" if level == Level.CITY or code in DIRECT_CITIES else code[:4] + "00"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Of a shipped table, plain or compressed."""
    path = DATA / name
    data = path.read_bytes()
    if path.suffix == ".xz":
        data = lzma.decompress(data)
    yield from csv.DictReader(io.StringIO(data.decode()))


def all_divisions() -> Iterator[Division]:
    """44,700, read anew each time: only the names' table needs the towns, and only once."""
    for row in rows("divisions.csv.xz"):
        code = row["code"]
        yield Division(code, row["name"], level_of(code), parent_of(code))


@lru_cache(maxsize=1)
def upper_divisions() -> dict[str, Division]:
    """Provinces, cities and counties by code; without towns, so that it may stay in memory."""
    return {each.code: each for each in all_divisions() if each.level != Level.TOWN}


def full_name(code: str) -> str:
    """With everything above it, as an address begins; the code itself where it is unknown."""
    known = upper_divisions()
    names: list[str] = []
    while code:
        division = known.get(code)
        if division is None:
            return "".join(names) or code
        if not division.is_placeholder:
            names.insert(0, division.name)
        code = division.parent
    return "".join(names)
