"""Rings beside the jobs, not among them: when the queue stands still, that is what must be rung."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from zhenglian.alarms.actions.notices import send_notices
from zhenglian.alarms.actions.ring import ring
from zhenglian.alarms.selectors import oldest_unsent_notice
from zhenglian.alarms.watches import Sighting, watch
from zhenglian.jobs.api import beside, overdue_since
from zhenglian.kernel.clock import Clock

RING_SECONDS = 15.0  # with the sending that follows, well within a minute


def ring_and_tell() -> None:
    ring()
    send_notices()


def standing_queue(clock: Clock) -> Sighting | None:
    since = overdue_since(clock=clock)
    advice = _("No worker does its work. Look whether it runs: zhenglian doctor. Then restart it.")
    return None if since is None else Sighting(since, "", advice)


def unsent_notice(_clock: Clock) -> Sighting | None:
    notice = oldest_unsent_notice()
    if notice is None:
        return None
    subject = f"{notice.get_way_display()}: {notice.trouble}" if notice.trouble else ""
    advice = _("Alarms do not get through. Check mail server, webhook and the addresses of those on duty.")
    return Sighting(notice.created_at, subject, advice)


watch("jobs.queue", label=_("background work stands still"), bound=timedelta(minutes=2), probe=standing_queue)
watch("alarms.notices", label=_("alarms are not told"), bound=timedelta(minutes=10), probe=unsent_notice)
beside("alarms.ring", ring_and_tell, seconds=RING_SECONDS)
