"""Changing the draft of an account's rules. The first change makes the draft, from what is in use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max

from zhenglian.audit.api import record
from zhenglian.autoreplies.enums import VersionState
from zhenglian.autoreplies.errors import DraftMoved, MayNotEdit, NoAutoReplies, NoDraft, RuleGone, VersionGone
from zhenglian.autoreplies.models import RuleSet
from zhenglian.autoreplies.rules import can_edit, has_answers
from zhenglian.autoreplies.selectors import live_rules
from zhenglian.autoreplies.sheet import Rule, Sheet
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.autoreplies.hours import Hours
    from zhenglian.people.api import Staff

NEW = 0  # the number of a rule that has none yet; the `seen` of a draft that does not exist


def put_rule(
    account: Account, rule: Rule, *, seen: int = NEW, actor: Staff | None, clock: Clock = SYSTEM
) -> RuleSet:
    """Adds it at the end (number NEW), or changes the one of that number in its place.

    `seen` is the `edit` of the draft that the person looked at. Raises RuleGone, DraftMoved. Whether the
    platform would take it is asked when the draft is published, so that half a rule can be kept.
    """

    def put(sheet: Sheet, draft: RuleSet) -> Sheet:
        if rule.number == NEW:
            added = replace(rule, number=draft.next_number)
            draft.next_number += 1
            return replace(sheet, rules=(*sheet.rules, added))
        _demand_rule(sheet, rule.number)
        kept = tuple(rule if each.number == rule.number else each for each in sheet.rules)
        return replace(sheet, rules=kept)

    return _change(account, put, seen=seen, actor=actor, clock=clock)


def remove_rule(
    account: Account, number: int, *, seen: int = NEW, actor: Staff | None, clock: Clock = SYSTEM
) -> RuleSet:
    """From the draft. Raises RuleGone, DraftMoved."""

    def remove(sheet: Sheet, _draft: RuleSet) -> Sheet:
        _demand_rule(sheet, number)
        return replace(sheet, rules=tuple(each for each in sheet.rules if each.number != number))

    return _change(account, remove, seen=seen, actor=actor, clock=clock)


def move_rule(
    account: Account, number: int, step: int, *, seen: int = NEW, actor: Staff | None, clock: Clock = SYSTEM
) -> RuleSet:
    """`step` places up (negative) or down; no further than the ends."""

    def move(sheet: Sheet, _draft: RuleSet) -> Sheet:
        rule = _demand_rule(sheet, number)
        rest = [each for each in sheet.rules if each.number != number]
        place = min(max(sheet.rules.index(rule) + step, 0), len(rest))
        return replace(sheet, rules=(*rest[:place], rule, *rest[place:]))

    return _change(account, move, seen=seen, actor=actor, clock=clock)


def set_hours(
    account: Account, hours: Hours, *, seen: int = NEW, actor: Staff | None, clock: Clock = SYSTEM
) -> RuleSet:
    """The draft's opening hours. Raises DraftMoved."""
    return _change(
        account, lambda sheet, _draft: replace(sheet, hours=hours), seen=seen, actor=actor, clock=clock
    )


def restore_rules(
    account: Account, number: int, *, seen: int = NEW, actor: Staff | None, clock: Clock = SYSTEM
) -> RuleSet:
    """An earlier version's content becomes the draft's, to be looked at and published. Raises VersionGone."""
    old = RuleSet.objects.filter(account=account, number=number).first()
    if old is None:
        raise VersionGone
    return put_sheet(account, old.sheet, seen=seen, actor=actor, clock=clock)


def put_sheet(
    account: Account, sheet: Sheet, *, seen: int = NEW, actor: Staff | None, clock: Clock = SYSTEM
) -> RuleSet:
    """The whole content at once. Rules without a number get one."""

    def put(_sheet: Sheet, draft: RuleSet) -> Sheet:
        rules = []
        for rule in sheet.rules:
            number = rule.number
            if number == NEW:
                number, draft.next_number = draft.next_number, draft.next_number + 1
            rules.append(replace(rule, number=number))
        return replace(sheet, rules=tuple(rules))

    return _change(account, put, seen=seen, actor=actor, clock=clock)


@transaction.atomic
def drop_draft(account: Account, *, seen: int, actor: Staff | None, clock: Clock = SYSTEM) -> None:
    """It never answered anybody, so nothing needs it. Raises NoDraft, DraftMoved."""
    demand_editor(account, actor, clock)
    draft = locked_draft(account, seen)
    detail = {"version": draft.number, "rules": len(draft.sheet.rules)}
    draft.delete()
    record("autoreplies.drop_rules", actor=actor, on=account, detail=detail, clock=clock)


def demand_editor(account: Account, actor: Staff | None, clock: Clock) -> None:
    """Raises MayNotEdit, NoAutoReplies."""
    if not can_edit(actor, account, clock=clock):
        raise MayNotEdit
    if not has_answers(account):
        raise NoAutoReplies


def locked_draft(account: Account, seen: int) -> RuleSet:
    """Raises NoDraft, DraftMoved."""
    rows = RuleSet.objects.select_for_update().filter(account=account, state=VersionState.DRAFT)
    draft = rows.first()
    if draft is None:
        raise NoDraft
    if draft.edit != seen:
        raise DraftMoved
    return draft


@transaction.atomic
def _change(
    account: Account,
    change: Callable[[Sheet, RuleSet], Sheet],
    *,
    seen: int,
    actor: Staff | None,
    clock: Clock,
) -> RuleSet:
    demand_editor(account, actor, clock)
    draft = _begun(account, clock) if seen == NEW else locked_draft(account, seen)
    draft.content = change(draft.sheet, draft).to_json()
    draft.edit += 1
    draft.changed_by, draft.changed_at = actor, clock.now()
    draft.save()
    return draft


def _begun(account: Account, clock: Clock) -> RuleSet:
    """A draft from what is in use. Raises DraftMoved when somebody has begun one meanwhile."""
    before = RuleSet.objects.filter(account=account).aggregate(top=Max("number"), rule=Max("next_number"))
    live = live_rules(account)
    try:
        with transaction.atomic():
            return RuleSet.objects.create(
                account=account,
                number=(before["top"] or 0) + 1,
                next_number=before["rule"] or 1,
                content=live.content if live else Sheet().to_json(),
                changed_at=clock.now(),
            )
    except IntegrityError as reason:
        raise DraftMoved from reason


def _demand_rule(sheet: Sheet, number: int) -> Rule:
    rule = sheet.rule(number)
    if rule is None:
        raise RuleGone
    return rule
