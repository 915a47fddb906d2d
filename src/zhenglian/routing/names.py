"""What people call a category or an area. Whoever knows registers here; until then keys stand for themselves.

Routing itself stores keys only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from zhenglian.routing.keys import SEPARATOR


@dataclass(frozen=True, slots=True)
class Naming:
    """`name_of` gives "" for a key that it does not know; `listed` are the keys to choose from."""

    name_of: Callable[[str], str]
    listed: Callable[[], Iterable[tuple[str, str]]]


NAMINGS: dict[str, Naming] = {}


def register_naming(kind: str, naming: Naming) -> None:
    """`kind` is `category` or `area`. The same kind again replaces the former."""
    NAMINGS[kind] = naming


def category_name(key: str) -> str:
    """The last part of its path, as people say it."""
    return _name("category", key) or key.rpartition(SEPARATOR)[2]


def area_name(code: str) -> str:
    return _name("area", code) or code


def is_category(key: str) -> bool:
    """False only if somebody knows the categories and this is none."""
    return not key or "category" not in NAMINGS or bool(_name("category", key))


def is_area(code: str) -> bool:
    return not code or "area" not in NAMINGS or bool(_name("area", code))


def listed_categories() -> list[tuple[str, str]]:
    """(key, name) of those to choose from; empty as long as nobody knows them."""
    return list(NAMINGS["category"].listed()) if "category" in NAMINGS else []


def _name(kind: str, key: str) -> str:
    naming = NAMINGS.get(kind)
    return naming.name_of(key) if naming and key else ""
