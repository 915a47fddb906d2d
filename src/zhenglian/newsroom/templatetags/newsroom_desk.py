"""What the desk's templates need beyond Django's own tags: countdowns and numbered slots."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

MINUTES_AN_HOUR = 60
HOURS_A_DAY = 24


def spoken_duration(span: timedelta) -> str:
    """The two largest units of a span, rounded down to minutes: "2 days 3 hours", "5 minutes"."""
    minutes = int(abs(span).total_seconds() // 60)
    hours, minutes = divmod(minutes, MINUTES_AN_HOUR)
    days, hours = divmod(hours, HOURS_A_DAY)
    parts = []
    if days:
        parts.append(ngettext("%(n)s day", "%(n)s days", days) % {"n": days})
    if hours:
        parts.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    if not days and (minutes or not hours):
        parts.append(ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes})
    return " ".join(parts)


@register.inclusion_tag("newsroom/desk/_countdown.html")
def countdown(due_at: datetime, now: datetime | None = None) -> dict[str, Any]:  # Any: template context
    """How long until `due_at`, or since. The text is complete without the script that keeps it running."""
    span = due_at - (now or timezone.now())
    spoken = {"span": spoken_duration(span)}
    passed = span < timedelta(0)
    return {
        "due_at": due_at,
        "passed": passed,
        "text": _("%(span)s overdue") % spoken if passed else _("in %(span)s") % spoken,
    }


@register.filter
def at_key(mapping: dict[str, Any], key: str) -> Any:  # Any: whatever the mapping holds
    """A dictionary's value by a key that is a variable."""
    return mapping.get(key, "")
