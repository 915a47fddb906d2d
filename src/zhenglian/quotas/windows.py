"""Hours, days and months in Beijing time: when one began, when the next begins, how it is called. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhenglian.kernel.clock import BEIJING
from zhenglian.quotas.enums import Window


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to before `end`, both aware."""

    window: Window
    start: datetime
    end: datetime

    @property
    def following(self) -> Span:
        return span_at(self.window, self.end)


def span_at(window: Window, at: datetime) -> Span:
    """The hour, day or month that holds the moment."""
    local = at.astimezone(BEIJING)
    if window == Window.HOUR:
        start = local.replace(minute=0, second=0, microsecond=0)
        return Span(window, start, start + timedelta(hours=1))
    start = local.replace(hour=0, minute=0, second=0, microsecond=0)
    if window == Window.DAY:
        return Span(window, start, start + timedelta(days=1))
    start = start.replace(day=1)
    return Span(window, start, (start + timedelta(days=32)).replace(day=1))


def window_that_ends_at(end: datetime) -> Window:
    """The longest window that begins anew at that moment."""
    local = end.astimezone(BEIJING)
    if local.hour:
        return Window.HOUR
    return Window.MONTH if local.day == 1 else Window.DAY


def name_of_span(span: Span, now: datetime) -> str:
    """«today», «this month», or the day, month or hour itself."""
    if span.start <= now < span.end:
        present = {Window.HOUR: _("this hour"), Window.DAY: _("today"), Window.MONTH: _("this month")}
        return present[span.window]
    start = span.start.astimezone(BEIJING)
    if span.window == Window.MONTH:
        return date_format(start, pgettext("date format", "F Y"))
    day = date_format(start, pgettext("date format", "F j"))
    return day if span.window == Window.DAY else f"{day} {date_format(start, 'H:i')}"


def name_of_moment(at: datetime) -> str:
    """A day; with the time unless it is midnight in Beijing."""
    local = at.astimezone(BEIJING)
    day = date_format(local, pgettext("date format", "F j"))
    return day if not (local.hour or local.minute) else f"{day} {date_format(local, 'H:i')}"
