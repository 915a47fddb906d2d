"""What people call a category or an area: the names of `triage` and `places`. Routing stores keys only."""

from __future__ import annotations

from collections.abc import Collection

from zhenglian.places.api import full_name, upper_divisions
from zhenglian.routing.keys import SEPARATOR
from zhenglian.triage.api import Category, categories

COUNTY = 6  # digits; those of a township begin with them


def category_name(key: str) -> str:
    """The last part of the path: keys are made of names."""
    return key.rpartition(SEPARATOR)[2]


def unknown_categories(keys: Collection[str]) -> set[str]:
    """Those that are none; nothing is said against any while the office has no categories. Two queries."""
    asked = set(keys) - {""}
    if not asked or not Category.objects.exists():
        return set()
    return asked - set(Category.objects.filter(key__in=asked).values_list("key", flat=True))


def listed_categories() -> list[tuple[str, str]]:
    """(key, name) of those still offered; one query."""
    return list(categories().values_list("key", "name"))


def area_name(code: str) -> str:
    """As people say it there: the county alone. A township is its county and its code."""
    division = upper_divisions().get(_county(code))
    if division is None or not code:
        return code
    name = full_name(division.code) if division.is_placeholder else division.name
    return f"{name}{code}" if len(code) > COUNTY else name


def area_path(code: str) -> str:
    """With province and city before it: county names occur more than once."""
    if not is_area(code) or not code:
        return code
    name = full_name(_county(code))
    return f"{name}{code}" if len(code) > COUNTY else name


def is_area(code: str) -> bool:
    return not code or _county(code) in upper_divisions()


def _county(code: str) -> str:
    return code[:COUNTY].ljust(COUNTY, "0")
