"""Versions of policies: the shipped ones as they are needed, the office's own as it decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from zhenglian.audit.api import record
from zhenglian.clocks.errors import ClassUnknown, ClockMoved, MayNotEditPolicy, PolicyInvalid, ReasonMissing
from zhenglian.clocks.models import Policy
from zhenglian.clocks.rules import can_edit_policy
from zhenglian.clocks.sheets import mistake_in
from zhenglian.clocks.shipped import Sheet, shipped_sheets
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def policy_in_force(class_key: str, *, clock: Clock = SYSTEM) -> Policy:
    """The newest version. A shipped class gets its first one now. Raises ClassUnknown."""
    found = Policy.objects.filter(class_key=class_key).order_by("-version").first()
    return found or _take_over(class_key, clock)


@transaction.atomic
def change_policy(
    class_key: str,
    sheet: Sheet,
    *,
    reason: str,
    actor: Staff | None,
    is_retired: bool = False,
    clock: Clock = SYSTEM,
) -> Policy:
    """The next version: for clocks started from now on; those that run keep theirs.

    Records `clocks.change_policy`. Raises MayNotEditPolicy, ClassUnknown, ReasonMissing, PolicyInvalid.
    """
    if not can_edit_policy(actor, clock=clock):
        raise MayNotEditPolicy
    mistake = mistake_in(sheet)
    if mistake:
        raise PolicyInvalid(mistake)
    if not reason.strip():
        raise ReasonMissing
    before = policy_in_force(class_key, clock=clock)
    row = Policy.of(
        sheet,
        class_key=class_key,
        version=before.version + 1,
        place=before.place,
        is_retired=is_retired,
        changed_by=actor,
        changed_at=clock.now(),
        reason=reason.strip()[:200],
    )
    _save(row)
    changed = {
        name: [getattr(before, name), value]
        for name, value in row.said.items()
        if value != getattr(before, name)
    }
    detail = {"class": class_key, "version": row.version, "reason": row.reason, **changed}
    record("clocks.change_policy", actor=actor, on=row, detail=detail, clock=clock)
    return row


@transaction.atomic
def refresh_shipped(*, clock: Clock = SYSTEM) -> list[Policy]:
    """After an upgrade: classes that the office never touched get the product's new terms as a version."""
    newest = {row.class_key: row for row in Policy.objects.order_by("version")}
    return [
        _ship(key, clock, version=row.version + 1)
        for key, row in newest.items()
        if row.is_shipped and key in shipped_sheets() and row.sheet != shipped_sheets()[key]
    ]


def _take_over(class_key: str, clock: Clock) -> Policy:
    if class_key not in shipped_sheets():
        raise ClassUnknown
    try:
        return _ship(class_key, clock, version=1)
    except ClockMoved:  # another process was first
        return Policy.objects.get(class_key=class_key, version=1)


def _ship(class_key: str, clock: Clock, *, version: int) -> Policy:
    sheets = shipped_sheets()
    row = Policy.of(
        sheets[class_key],
        class_key=class_key,
        version=version,
        place=list(sheets).index(class_key),
        is_shipped=True,
        changed_at=clock.now(),
    )
    _save(row)
    return row


def _save(row: Policy) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as reason:
        raise ClockMoved from reason
