"""How long an account has been silent, and what follows from it: `data/stale_policy.json` (inspection.md
3.3).

Calendar days in Beijing. Silent days at T are the days after the last post and before T; with 14 of them
the account is stale (metrics.md 4.1). A last post on 2016-12-09 makes it stale on 2016-12-24. A post on T
itself ends the silence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from zhenglian.census.errors import RuleUnfit

SHIPPED = Path(__file__).parent / "data" / "stale_policy.json"
CURRENT, VETO = "current", "veto"


@dataclass(frozen=True, slots=True)
class Stage:
    silent_days: int
    stage: str


@dataclass(frozen=True, slots=True)
class Standing:
    """`stage`: `current` or one of the policy. `next_on`: when the next stage begins unless it posts.

    `fails_on`: the first day with the veto, ahead or gone by.
    """

    silent_days: int
    stage: str
    next_stage: str | None
    next_on: date | None
    fails_on: date

    def fails_unless_it_posts(self, as_of: date) -> bool:
        return as_of < self.fails_on


@cache
def shipped_policy() -> tuple[Stage, ...]:
    return read_policy(json.loads(SHIPPED.read_text(encoding="utf-8")))


def read_policy(document: Mapping[str, Any]) -> tuple[Stage, ...]:
    """Stages in order, one of them the veto. Raises RuleUnfit."""
    stages = tuple(Stage(**row) for row in document["stages"])
    days = [each.silent_days for each in stages]
    if days != sorted(set(days)) or not days or days[0] < 1:
        raise RuleUnfit("stale policy", "its days do not rise")
    if [each.stage for each in stages].count(VETO) != 1:
        raise RuleUnfit("stale policy", "it has no veto, or more than one")
    return stages


def standing_of(last_post: date, as_of: date, policy: Sequence[Stage] | None = None) -> Standing:
    """Posts after `as_of` must not be known: raises ValueError."""
    if last_post > as_of:
        raise ValueError(f"The last post, {last_post}, lies after {as_of}.")
    stages = shipped_policy() if policy is None else policy
    silent = max(0, (as_of - last_post).days - 1)
    reached = [each.stage for each in stages if each.silent_days <= silent]
    ahead = stages[len(reached)] if len(reached) < len(stages) else None
    veto = next(each for each in stages if each.stage == VETO)
    return Standing(
        silent,
        reached[-1] if reached else CURRENT,
        ahead.stage if ahead else None,
        begins_on(last_post, ahead) if ahead else None,
        begins_on(last_post, veto),
    )


def begins_on(last_post: date, stage: Stage) -> date:
    return last_post + timedelta(days=stage.silent_days + 1)
