"""Putting a draft of rules into use, and taking the rules out of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from zhenglian.audit.api import record
from zhenglian.autoreplies.actions.drafting import demand_editor, locked_draft
from zhenglian.autoreplies.enums import VersionState
from zhenglian.autoreplies.errors import NoDraft, NothingChanged, RulesNotFit
from zhenglian.autoreplies.limits import complaints_about
from zhenglian.autoreplies.models import BookStamp, RuleSet
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.digests import canonical_json, sha256_hex

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.people.api import Staff


@transaction.atomic
def publish_rules(
    account: Account, *, seen: int, note: str = "", actor: Staff | None, clock: Clock = SYSTEM
) -> RuleSet:
    """The draft answers from now on (the gateway reads it within seconds); what answered before is kept.

    Raises MayNotEdit, NoDraft, DraftMoved, NothingChanged, RulesNotFit with every limit that is broken.
    """
    demand_editor(account, actor, clock)
    draft = locked_draft(account, seen)
    before = RuleSet.objects.select_for_update().filter(account=account, state=VersionState.LIVE).first()
    complaints = complaints_about(draft.sheet, account.platform)
    if complaints:
        raise RulesNotFit(complaints)
    if before is not None and before.sheet == draft.sheet:
        raise NothingChanged
    if before is not None:
        _retire(before, clock)
    draft.state, draft.note = VersionState.LIVE, note.strip()
    draft.published_by, draft.published_at = actor, clock.now()
    draft.save()
    stamp_books()
    detail = {
        "version": draft.number,
        "before": before.number if before else None,
        "rules": len(draft.sheet.rules),
        "digest": sha256_hex(canonical_json(draft.content)),
    }
    record("autoreplies.publish_rules", actor=actor, on=account, detail=detail, clock=clock)
    return draft


@transaction.atomic
def stop_rules(account: Account, *, actor: Staff | None, clock: Clock = SYSTEM) -> RuleSet:
    """From now on the account answers nothing by itself; messages still reach the desk. Raises NoDraft."""
    demand_editor(account, actor, clock)
    live = RuleSet.objects.select_for_update().filter(account=account, state=VersionState.LIVE).first()
    if live is None:
        raise NoDraft
    _retire(live, clock)
    stamp_books()
    detail = {"version": live.number}
    record("autoreplies.stop_rules", actor=actor, on=account, detail=detail, clock=clock)
    return live


def stamp_books() -> None:
    """Every gateway process compares the number every other second."""
    BookStamp.objects.get_or_create(pk=1)
    BookStamp.objects.filter(pk=1).update(number=F("number") + 1)


def _retire(row: RuleSet, clock: Clock) -> None:
    row.state, row.retired_at = VersionState.OLD, clock.now()
    row.save(update_fields=["state", "retired_at"])
