"""The tree of categories comes as data: names are added, and no longer offered, but never deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.triage.errors import CategoriesUnreadable, CategoryUnknown, MayNotEditCategories, ReasonMissing
from zhenglian.triage.models import Category
from zhenglian.triage.rules import can_edit_categories

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

LEVELS = ("l1", "l2", "l3")
LONGEST_KEY = 40


@transaction.atomic
def import_categories(
    rows: Iterable[Mapping[str, str]], *, actor: Staff | None, clock: Clock = SYSTEM
) -> int:
    """Adds what is missing, each row a path of `l1`, `l2`, `l3`; the same rows again change nothing.

    Returns how many nodes are new. Records `triage.import_categories`. Raises MayNotEditCategories,
    CategoriesUnreadable.
    """
    if not can_edit_categories(actor, clock=clock):
        raise MayNotEditCategories
    known = {each.key: each for each in Category.objects.all()}
    before = len(known)
    for row in rows:
        _add_path(_path_in(row), known)
    added = len(known) - before
    if added:
        record(
            "triage.import_categories",
            actor=actor,
            on=("triage.category", "", "tree"),
            detail={"added": added, "all": len(known)},
            clock=clock,
        )
    return added


@transaction.atomic
def retire_category(key: str, *, reason: str, actor: Staff | None, clock: Clock = SYSTEM) -> Category:
    """No longer offered; what was labelled with it stays. Records `triage.retire_category`.

    Raises MayNotEditCategories, CategoryUnknown, ReasonMissing.
    """
    if not can_edit_categories(actor, clock=clock):
        raise MayNotEditCategories
    if not reason.strip():
        raise ReasonMissing
    node = Category.objects.select_for_update().filter(key=key).first()
    if node is None:
        raise CategoryUnknown
    node.is_retired = True
    node.save(update_fields=["is_retired"])
    detail = {"key": key, "reason": reason.strip()[:200]}
    record("triage.retire_category", actor=actor, on=node, detail=detail, clock=clock)
    return node


def _path_in(row: Mapping[str, str]) -> list[str]:
    try:
        names = [str(row.get(level) or "").strip() for level in LEVELS]
    except AttributeError as reason:
        raise CategoriesUnreadable from reason
    path = [name for name in names if name]
    is_long = len("/".join(path)) > LONGEST_KEY
    if not path or names[: len(path)] != path or is_long or any("/" in name for name in path):
        raise CategoriesUnreadable
    return path


def _add_path(path: list[str], known: dict[str, Category]) -> None:
    parent = None
    for depth, name in enumerate(path, start=1):
        key = "/".join(path[:depth])
        if key not in known:
            known[key] = Category.objects.create(key=key, name=name, parent=parent, level=depth)
        parent = known[key]
