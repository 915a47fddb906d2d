"""What people call a category or an area. Areas are those of `places`; who knows categories registers here.

Routing itself stores keys and codes only. What nobody knows stands for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from zhenglian.places.api import full_name, upper_divisions
from zhenglian.routing.keys import SEPARATOR

COUNTY = 6  # digits; those of a township begin with them


@dataclass(frozen=True, slots=True)
class Naming:
    """`listed`: (key, name) to choose from. `known`: those of the keys that are categories, old ones too."""

    listed: Callable[[], Iterable[tuple[str, str]]]
    known: Callable[[Collection[str]], Collection[str]]


CATEGORIES: list[Naming] = []  # none or one


def register_categories(naming: Naming) -> None:
    """Takes the place of whoever registered before."""
    CATEGORIES[:] = [naming]


def category_name(key: str) -> str:
    """The last part of the path: keys are made of names."""
    return key.rpartition(SEPARATOR)[2]


def unknown_categories(keys: Collection[str]) -> set[str]:
    """Those that are none; none of them as long as nobody knows the categories."""
    asked = set(keys) - {""}
    return asked - set(CATEGORIES[0].known(asked)) if CATEGORIES and asked else set()


def listed_categories() -> list[tuple[str, str]]:
    """(key, name) of those to choose from; empty as long as nobody knows them."""
    return list(CATEGORIES[0].listed()) if CATEGORIES else []


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
