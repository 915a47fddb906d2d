"""Entering a year's notice, and taking one back that was entered wrongly."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.ids import hex_id
from zhenglian.workdays.enums import Turn
from zhenglian.workdays.errors import NotCalendarKeeper, NoticeRevoked, ReasonMissing
from zhenglian.workdays.models import CalendarDay, CalendarStamp, Notice
from zhenglian.workdays.notice_text import Turned
from zhenglian.workdays.rules import can_keep_calendar
from zhenglian.workdays.signals import calendar_changed

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def add_notice(
    year: int,
    days: list[Turned],
    *,
    title: str,
    published_on: date,
    url: str = "",
    actor: Staff | None,
    clock: Clock = SYSTEM,
) -> Notice:
    """Puts a notice in force; `days` as `notice_text.read_notice` gives them. Raises NotCalendarKeeper."""
    _demand_keeper(actor, clock)
    notice = Notice.objects.create(
        year=year, title=title, published_on=published_on, url=url, added_by=actor, added_at=clock.now()
    )
    CalendarDay.objects.bulk_create(
        CalendarDay(notice=notice, day=row.day, turn=row.turn, name=row.name) for row in days
    )
    _forget_what_is_kept()
    named = {turn.value: [str(row.day) for row in days if row.turn == turn] for turn in Turn}
    detail = {"year": year, "published": str(published_on), **named}
    record("workdays.add_notice", actor=actor, on=notice, detail=detail, clock=clock)
    return notice


@transaction.atomic
def revoke_notice(notice: Notice, *, reason: str, actor: Staff | None, clock: Clock = SYSTEM) -> Notice:
    """Its days count no longer. Raises NotCalendarKeeper, ReasonMissing, NoticeRevoked."""
    _demand_keeper(actor, clock)
    if not reason.strip():
        raise ReasonMissing
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.revoked_at is not None:
        raise NoticeRevoked
    notice.revoked_at, notice.revoked_because = clock.now(), reason.strip()[:200]
    notice.save(update_fields=["revoked_at", "revoked_because"])
    _forget_what_is_kept()
    detail = {"year": notice.year, "reason": notice.revoked_because}
    record("workdays.revoke_notice", actor=actor, on=notice, detail=detail, clock=clock)
    return notice


def _forget_what_is_kept() -> None:
    CalendarStamp.objects.update_or_create(pk=1, defaults={"token": hex_id()})
    calendar_changed.send(sender=CalendarStamp)


def _demand_keeper(actor: Staff | None, clock: Clock) -> None:
    if not can_keep_calendar(actor, clock=clock):
        raise NotCalendarKeeper
