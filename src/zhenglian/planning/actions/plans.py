"""Planning slots, changing and moving them, dropping them with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zhenglian.accounts.api import active_accounts
from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.planning import errors
from zhenglian.planning.enums import PlanState
from zhenglian.planning.models import Plan
from zhenglian.planning.rules import plannable_accounts
from zhenglian.planning.selectors.cadences import today_of

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.newsroom.api import ArticlePage
    from zhenglian.people.api import Staff
    from zhenglian.topics.api import Topic

Slot = tuple[int, date]  # account, day


@dataclass(frozen=True, slots=True)
class Idea:
    """What is to come out: a subject in words, an article, a topic, or nothing decided yet."""

    title: str = ""
    article: ArticlePage | None = None
    topic: Topic | None = None
    owner: Staff | None = None
    note: str = ""
    at_time: time | None = None


@transaction.atomic
def plan_slots(
    slots: Iterable[Slot], idea: Idea, *, actor: Staff | None, clock: Clock = SYSTEM
) -> list[Plan]:
    """One plan for each account and day, all or none. `actor` None is the system.

    Raises NothingPlanned, AccountNotActive, MayNotPlan, DayPast.
    """
    wanted = list(dict.fromkeys(slots))
    accounts = _accounts_to_plan(wanted, actor, clock)
    for _account_id, day in wanted:
        _demand_future(day, clock)
    plans = [_planned(accounts[account_id], day, idea, actor, clock) for account_id, day in wanted]
    for plan in plans:
        detail = {"account": str(plan.account), "day": str(plan.day)}
        record("planning.plan", actor=actor, on=plan, detail=detail, clock=clock)
    return plans


def _planned(account: Account, day: date, idea: Idea, actor: Staff | None, clock: Clock) -> Plan:
    now = clock.now()
    return Plan.objects.create(
        account=account,
        day=day,
        at_time=idea.at_time,
        title=idea.title.strip(),
        article=idea.article,
        topic=idea.topic,
        owner=idea.owner,
        note=idea.note,
        created_at=now,
        changed_at=now,
        changed_by=actor,
    )


@transaction.atomic
def change_plan(plan: Plan, *, seen: int, actor: Staff | None, clock: Clock = SYSTEM, **values: Any) -> Plan:
    """Change day, at_time, title, article, owner or note. `seen` is the version that the person looked at.

    Raises MayNotPlan, PlanClosed, PlanMoved when somebody was faster, DayPast for a new day that is over.
    """
    plan = _locked(plan, seen, actor, clock)
    before = {name: getattr(plan, name) for name in values}
    changed = {name: value for name, value in values.items() if value != before[name]}
    if not changed:
        return plan
    if "day" in changed:
        _demand_future(changed["day"], clock)
    for name, value in changed.items():
        setattr(plan, name, value)
    _save(plan, list(changed), actor, clock)
    detail = {name: [str(before[name] or ""), str(value or "")] for name, value in changed.items()}
    act = "planning.reschedule" if set(changed) <= {"day", "at_time"} else "planning.change"
    record(act, actor=actor, on=plan, detail=detail, clock=clock)
    return plan


def reschedule_plan(plan: Plan, *, day: date, seen: int, actor: Staff | None, clock: Clock = SYSTEM) -> Plan:
    """Moves a plan to another day; raises as `change_plan`."""
    return change_plan(plan, day=day, seen=seen, actor=actor, clock=clock)


@transaction.atomic
def drop_plan(plan: Plan, *, reason: str, seen: int, actor: Staff | None, clock: Clock = SYSTEM) -> Plan:
    """It will not be done. Raises as `change_plan`, and ReasonMissing."""
    if not reason.strip():
        raise errors.ReasonMissing
    plan = _locked(plan, seen, actor, clock)
    plan.state, plan.dropped_because = PlanState.DROPPED, reason.strip()[:200]
    _save(plan, ["state", "dropped_because"], actor, clock)
    record("planning.drop", actor=actor, on=plan, detail={"reason": plan.dropped_because}, clock=clock)
    return plan


def _accounts_to_plan(slots: list[Slot], actor: Staff | None, clock: Clock) -> dict[int, Account]:
    if not slots:
        raise errors.NothingPlanned
    accounts = {account.pk: account for account in active_accounts()}
    ids = {account_id for account_id, _day in slots}
    if not ids <= accounts.keys():
        raise errors.AccountNotActive
    if actor is not None and not ids <= plannable_accounts(actor, clock=clock):
        raise errors.MayNotPlan
    return accounts


def _locked(plan: Plan, seen: int, actor: Staff | None, clock: Clock) -> Plan:
    """The row as it stands, to be changed by this person, who has seen this version of it."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("account__unit").get(pk=plan.pk)
    if actor is not None and plan.account_id not in plannable_accounts(actor, clock=clock):
        raise errors.MayNotPlan
    if not plan.is_open:
        raise errors.PlanClosed
    if plan.version != seen:
        raise errors.PlanMoved(plan.changed_by or "", plan.day)
    return plan


def _save(plan: Plan, fields: list[str], actor: Staff | None, clock: Clock) -> None:
    plan.version += 1
    plan.changed_by, plan.changed_at = actor, clock.now()
    plan.save(update_fields=[*fields, "version", "changed_by", "changed_at"])


def _demand_future(day: date, clock: Clock) -> None:
    if day < today_of(clock):
        raise errors.DayPast
