"""Opens an alarm for what turned red, closes it when that is mended, and writes down who is to be told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from zhenglian.alarms.enums import NoticeKind, Way
from zhenglian.alarms.models import Alarm, Notice
from zhenglian.alarms.selectors import Red, judged, open_alarms, watches
from zhenglian.alarms.watches import Watch
from zhenglian.audit import api as audit
from zhenglian.kernel.clock import SYSTEM, Clock

AGAIN_AFTER = {Way.WEBHOOK: timedelta(hours=1), Way.MAIL: timedelta(hours=24)}


def ring(*, among: Iterable[Watch] | None = None, clock: Clock = SYSTEM) -> int:
    """Brings the rows in line with what is red now; returns how many alarms were opened or closed.

    Writes `alarms.open` and `alarms.close` to the record, and notices for `send_notices`. Any number of
    processes may call it at once: one open alarm a watch.
    """
    found = {red.name: red for red in judged(watches() if among is None else among, clock=clock)}
    standing = {alarm.watch: alarm for alarm in open_alarms()}
    opened = sum(_open(red, clock) for name, red in found.items() if name not in standing)
    closed = sum(_close(alarm, clock) for name, alarm in standing.items() if name not in found)
    for name in standing.keys() & found.keys():
        _remind(standing[name], found[name], clock)
    return opened + closed


def _open(red: Red, clock: Clock) -> bool:
    try:
        with transaction.atomic():
            alarm = Alarm.objects.create(
                watch=red.name,
                subject=red.sighting.subject[:300],
                since=red.sighting.since,
                is_warning=red.watch.is_warning,
                opened_at=clock.now(),
            )
            _write(alarm, NoticeKind.OPENED, _ways(), clock)
            detail = {
                "since": red.sighting.since.isoformat(),
                "bound_s": round(red.watch.bound.total_seconds()),
            }
            audit.record("alarms.open", actor=None, on=alarm, detail=detail, clock=clock)
    except IntegrityError:  # another process was faster
        return False
    return True


def _close(alarm: Alarm, clock: Clock) -> bool:
    with transaction.atomic():
        now = clock.now()
        if not Alarm.objects.filter(pk=alarm.pk, closed_at=None).update(closed_at=now):
            return False
        # What nobody was told of yet need not be told any more; who was told hears of the end.
        unsent = Notice.objects.filter(alarm=alarm, sent_at=None)
        unsent.delete()
        told = set(Notice.objects.filter(alarm=alarm).values_list("way", flat=True))
        _write(alarm, NoticeKind.CLOSED, [way for way in _ways() if way in told], clock)
        lasted = round((now - alarm.opened_at).total_seconds())
        audit.record("alarms.close", actor=None, on=alarm, detail={"lasted_s": lasted}, clock=clock)
    return True


def _remind(alarm: Alarm, red: Red, clock: Clock) -> None:
    """Still red: tells again after a while, and keeps the row at what waits longest now."""
    subject, since = red.sighting.subject[:300], red.sighting.since
    if (alarm.subject, alarm.since) != (subject, since):
        Alarm.objects.filter(pk=alarm.pk).update(subject=subject, since=since)
    with transaction.atomic():
        locked = Alarm.objects.select_for_update().filter(pk=alarm.pk, closed_at=None).first()
        if locked is None:
            return
        latest = dict(locked.notices.order_by("created_at").values_list("way", "created_at"))
        now = clock.now()
        due = [way for way in _ways() if way not in latest or now - latest[way] >= AGAIN_AFTER[way]]
        _write(locked, NoticeKind.STILL_RED, due, clock)


def _ways() -> list[Way]:
    return [Way.MAIL, Way.WEBHOOK] if settings.ALARM_WEBHOOK else [Way.MAIL]


def _write(alarm: Alarm, kind: NoticeKind, ways: Iterable[Way], clock: Clock) -> None:
    now = clock.now()
    Notice.objects.bulk_create(
        Notice(alarm=alarm, kind=kind, way=way, created_at=now, next_try_at=now) for way in ways
    )
