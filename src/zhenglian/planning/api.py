"""The front door of planning: slots, promises, and which account is about to miss its own."""

from __future__ import annotations

from zhenglian.planning.actions.cadences import end_cadence, set_cadence
from zhenglian.planning.actions.plans import Idea, change_plan, drop_plan, plan_slots, reschedule_plan
from zhenglian.planning.models import Cadence, Plan
from zhenglian.planning.rules import can_plan, can_promise
from zhenglian.planning.selectors.cadences import Standing, cadence_warnings, standings

__all__ = [
    "Cadence",
    "Idea",
    "Plan",
    "Standing",
    "cadence_warnings",
    "can_plan",
    "can_promise",
    "change_plan",
    "drop_plan",
    "end_cadence",
    "plan_slots",
    "reschedule_plan",
    "set_cadence",
    "standings",
]
