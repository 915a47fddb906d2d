"""Keeps the rules that say how many levels a subject needs. Only administrators and set-up code may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.reviews import errors
from zhenglian.reviews.models import LevelRule
from zhenglian.reviews.rules import can_set_rules
from zhenglian.reviews.selectors import STRICTEST_LEVELS

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

MOST_HOURS = 7 * 24


@transaction.atomic
def ensure_rule(
    kind: str,
    trait: str,
    *,
    name: str,
    levels: int,
    hours: int = 4,
    actor: Staff | None = None,
    clock: Clock = SYSTEM,
) -> LevelRule:
    """Creates the rule or brings it to these values; records the change, and nothing when nothing changes.

    `actor` None is set-up code. Reviews that are open keep the number of levels recorded with them.
    Raises NotYoursToRule, LevelsOutOfRange, HoursOutOfRange, RuleNameMissing.
    """
    if not can_set_rules(actor, clock=clock):
        raise errors.NotYoursToRule
    _refuse_unfit(name, levels, hours)
    wanted = {"name": name, "levels": levels, "hours_per_level": hours}
    rule = LevelRule.objects.select_for_update().filter(subject_kind=kind, trait=trait).first()
    if rule is not None and all(getattr(rule, field) == value for field, value in wanted.items()):
        return rule
    if rule is None:
        rule = LevelRule(subject_kind=kind, trait=trait)
    for field, value in wanted.items():
        setattr(rule, field, value)
    rule.save()
    record(
        "reviews.set_rule", actor=actor, on=rule, detail={"kind": kind, "trait": trait, **wanted}, clock=clock
    )
    return rule


def _refuse_unfit(name: str, levels: int, hours: int) -> None:
    """No rule, least of all the one for everything, may let something out without a review."""
    if not 1 <= levels <= STRICTEST_LEVELS:
        raise errors.LevelsOutOfRange
    if not 1 <= hours <= MOST_HOURS:
        raise errors.HoursOutOfRange
    if not name.strip():
        raise errors.RuleNameMissing
