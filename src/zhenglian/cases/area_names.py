"""Areas as people write them: a code of six digits, a name, or a name with what stands above it. Pure."""

from __future__ import annotations

from functools import lru_cache

from zhenglian.places.api import full_name, upper_divisions
from zhenglian.places.enums import Level

CODE_DIGITS = 6
SHORTEST = 2  # signs of a name that is only begun
PREFIXES = {Level.PROVINCE: 2, Level.CITY: 4}  # digits that all codes below have in common
COUNTIES = (Level.COUNTY,)
AREAS = (Level.PROVINCE, Level.CITY, Level.COUNTY)


def areas_named(text: str, levels: tuple[Level, ...] = COUNTIES) -> list[str]:
    """Codes of all that it may mean: by the code, else the whole name, else those that begin with it.

    «绵阳市平武县» and «四川省绵阳市平武县» are whole names as well as «平武县»; «平武» begins one.
    """
    wanted = "".join(text.split())
    names = _names(levels)
    if wanted in names:
        return [wanted]
    whole = [code for code, (name, full) in names.items() if full.endswith(wanted) and wanted.endswith(name)]
    if whole or len(wanted) < SHORTEST:
        return whole
    return [code for code, (name, _full) in names.items() if name.startswith(wanted)]


def counties_beside(code: str) -> list[str]:
    """All counties of the province in which this one lies; none for no code."""
    return [each for each in _names(COUNTIES) if code and each[:2] == code[:2]]


def provinces() -> list[str]:
    """Their names."""
    return [name for name, _full in _names((Level.PROVINCE,)).values()]


def prefix_of(code: str) -> str:
    """The digits with which all codes of the area begin."""
    level = upper_divisions()[code].level
    return code[: PREFIXES.get(level, CODE_DIGITS)]


def is_prefix(prefix: str) -> bool:
    """Of an area that there is, in full; "" is the whole country."""
    code = prefix.ljust(CODE_DIGITS, "0")
    return not prefix or (code in upper_divisions() and prefix_of(code) == prefix)


def name_of_prefix(prefix: str) -> str:
    """In full; "" for the whole country, the digits themselves where nothing is known by them."""
    code = prefix.ljust(CODE_DIGITS, "0")
    return (full_name(code) if code in upper_divisions() else prefix) if prefix else ""


@lru_cache(maxsize=3)
def _names(levels: tuple[Level, ...]) -> dict[str, tuple[str, str]]:
    """{code: (name, full name)}; without zones and rows that only hold others."""
    chosen = (
        each
        for each in upper_divisions().values()
        if each.level in levels and not (each.is_zone or each.is_placeholder)
    )
    return {each.code: (each.name, full_name(each.code)) for each in chosen}
