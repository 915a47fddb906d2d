"""What is red now, by asking every watch; what was red before, from the rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zhenglian.alarms.models import Alarm, Notice
from zhenglian.alarms.watches import WATCHES, Sighting, Watch, with_bounds
from zhenglian.kernel.clock import SYSTEM, Clock

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Red:
    """A watch whose oldest item is older than its bound. `age` since the item began to wait."""

    watch: Watch
    sighting: Sighting
    age: timedelta

    @property
    def name(self) -> str:
        return self.watch.name


def watches() -> list[Watch]:
    return with_bounds(WATCHES, settings.ALARM_BOUNDS)


def judged(among: Iterable[Watch], *, clock: Clock) -> list[Red]:
    """Asks each probe; the oldest first. A probe that fails is red itself: nobody watches there.

    Raises DatabaseError.
    """
    found = [red for each in among if (red := _judge(each, clock)) is not None]
    return sorted(found, key=lambda red: (-red.age, red.name))


def _judge(watch: Watch, clock: Clock) -> Red | None:
    try:
        sighting = watch.probe(clock)
    except DatabaseError:
        raise
    except Exception:
        log.exception("probe_failed", watch=watch.name)
        sighting = Sighting(
            clock.now(), "", _("The watch itself has failed. Look for probe_failed in the log.")
        )
        return Red(watch, sighting, timedelta(0))
    if sighting is None:
        return None
    age = clock.now() - sighting.since
    return Red(watch, sighting, age) if age > watch.bound else None


def red(*, clock: Clock = SYSTEM) -> list[Red]:
    """What stands still longer than it may, asked of the database now; warnings are not among it."""
    return judged([each for each in watches() if not each.is_warning], clock=clock)


def open_alarms() -> QuerySet[Alarm]:
    return Alarm.objects.filter(closed_at=None)


def past_alarms() -> QuerySet[Alarm]:
    """Mended ones, latest first."""
    return Alarm.objects.exclude(closed_at=None).order_by("-closed_at", "-id")


def due_notices(now: datetime) -> QuerySet[Notice]:
    rows = Notice.objects.filter(sent_at=None, next_try_at__lte=now)
    return rows.select_related("alarm").order_by("created_at", "id")


def oldest_unsent_notice() -> Notice | None:
    return Notice.objects.filter(sent_at=None).order_by("created_at", "id").first()
