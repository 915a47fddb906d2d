"""How pages say when something is due."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils.dateformat import format as date_format
from django.utils.formats import get_format
from django.utils.translation import gettext as _

from zhenglian.kernel.clock import BEIJING


def due_words(moment: datetime | None) -> str:
    """In Beijing; midnight is 24:00 of the day before, as offices say it. None: not known yet, and why."""
    if moment is None:
        return _("not known yet: the arrangement of holidays is not published")
    local = moment.astimezone(BEIJING)
    if local.time() != time():
        return f"{_day(local)} {local:%H:%M}"
    return f"{_day(local - timedelta(days=1))} 24:00"


def _day(moment: datetime) -> str:
    return date_format(moment, get_format("DATE_FORMAT"))
