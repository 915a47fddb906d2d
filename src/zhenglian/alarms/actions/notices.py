"""Sends what `ring` wrote down: mail to those on duty, JSON to the operator's webhook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from django.conf import settings
from django.utils import translation

from zhenglian.alarms.clients.mail import send_mail
from zhenglian.alarms.clients.webhook import post_webhook
from zhenglian.alarms.enums import Way
from zhenglian.alarms.errors import NotDelivered
from zhenglian.alarms.models import Notice
from zhenglian.alarms.selectors import due_notices
from zhenglian.alarms.wording import event_of, mail_of
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import holders_anywhere
from zhenglian.people.enums import Role

log = structlog.get_logger(__name__)
RUNG = (Role.DUTY_OFFICER, Role.ADMINISTRATOR)
CLAIM = timedelta(minutes=2)  # longer than any try: nobody else sends the same meanwhile
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Ways:
    """How notices leave. Both raise NotDelivered; tests pass their own."""

    mail: Callable[[str, str, Sequence[str]], None]
    post: Callable[[Mapping[str, Any]], None]  # Any: JSON


def production_ways() -> Ways:
    url, secret = settings.ALARM_WEBHOOK, settings.ALARM_SECRET
    return Ways(send_mail, partial(post_webhook, url=url, secret=secret, proxy=settings.OUTBOUND_PROXY))


def send_notices(*, ways: Ways | None = None, clock: Clock = SYSTEM) -> int:
    """Sends what is due; returns how many got through. What did not is tried again, without end.

    At least once: a process that dies between sending and writing it down has told twice.
    """
    ways = ways or production_ways()
    due = list(due_notices(clock.now()))
    return sum(_send(notice, ways, clock) for notice in due if _claim(notice, clock.now()))


def _claim(notice: Notice, now: datetime) -> bool:
    rows = Notice.objects.filter(pk=notice.pk, sent_at=None, next_try_at=notice.next_try_at)
    return bool(rows.update(next_try_at=now + CLAIM, attempts=notice.attempts + 1))


def _send(notice: Notice, ways: Ways, clock: Clock) -> bool:
    try:
        with translation.override(settings.LANGUAGE_CODE):
            if notice.way == Way.MAIL:
                title, text = mail_of(notice, at=clock.now())
                ways.mail(title, text, _addresses(clock))
            else:
                ways.post(event_of(notice, at=clock.now()))
    except NotDelivered as reason:
        pause = min(FIRST_PAUSE * 2 ** min(notice.attempts, 10), LONGEST_PAUSE)
        mine = Notice.objects.filter(pk=notice.pk)
        mine.update(next_try_at=clock.now() + pause, trouble=str(reason)[:120])
        log.warning("notice_not_delivered", way=notice.way, attempt=notice.attempts + 1, reason=str(reason))
        return False
    Notice.objects.filter(pk=notice.pk).update(sent_at=clock.now(), trouble="")
    return True


def mailed_to(*, clock: Clock = SYSTEM) -> list[str]:
    """Addresses of all duty officers and administrators, deputies included."""
    people = holders_anywhere(RUNG, clock=clock)
    return list(dict.fromkeys(person.email for person in people if person.email))


def _addresses(clock: Clock) -> list[str]:
    found = mailed_to(clock=clock)
    if not found:
        raise NotDelivered("nobody with a mail address is duty officer or administrator")
    return found
