"""How an alarm reads: in a mail, on the page, and as the webhook's JSON."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhenglian.alarms.enums import NoticeKind
from zhenglian.alarms.models import Notice
from zhenglian.alarms.watches import label_of
from zhenglian.kernel.clock import BEIJING

MINUTES_AN_HOUR, HOURS_SHOWN_AS_DAYS = 60, 48


def span(age: timedelta) -> str:
    """A length of time in its largest sensible unit, rounded down."""
    minutes = int(age.total_seconds() // 60)
    if minutes < MINUTES_AN_HOUR:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = minutes // MINUTES_AN_HOUR
    if hours < HOURS_SHOWN_AS_DAYS:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return ngettext("%(count)d day", "%(count)d days", hours // 24) % {"count": hours // 24}


def page_address() -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('alarms:alarm_page')}"


def mail_of(notice: Notice, *, at: datetime) -> tuple[str, str]:
    """Title and text. What was waited for may be named: it goes to staff only."""
    alarm = notice.alarm
    facts = {"what": label_of(alarm.watch), "age": span(at - alarm.since)}
    if notice.kind == NoticeKind.CLOSED:
        title = _("Mended: %(what)s") % facts
    elif notice.kind == NoticeKind.STILL_RED:
        title = _("Still not mended: %(what)s (%(age)s)") % facts
    else:
        title = _("Alarm: %(what)s (%(age)s)") % facts
    since = f"{alarm.since.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    lines = [alarm.subject, _("Waiting since: %(time)s") % {"time": since}]
    lines.append(_("What to do, and what else is red: %(address)s") % {"address": page_address()})
    return title, "\n\n".join(filter(None, lines))


def event_of(notice: Notice, *, at: datetime) -> dict[str, Any]:  # Any: JSON
    """Without the subject: the webhook may lead to a chat outside the house."""
    alarm = notice.alarm
    return {
        "event": notice.kind,
        "id": alarm.pk,
        "name": alarm.watch,
        "label": str(label_of(alarm.watch)),
        "severity": "warning" if alarm.is_warning else "alarm",
        "since": alarm.since.isoformat(),
        "opened_at": alarm.opened_at.isoformat(),
        "closed_at": None if alarm.closed_at is None else alarm.closed_at.isoformat(),
        "age_s": max(0, round((at - alarm.since).total_seconds())),
        "at": at.isoformat(),
        "url": page_address(),
    }
