"""How a standing reads: one sentence for the promise, one for the inspection. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from zhenglian.planning.selectors.cadences import Standing


def spoken_day(day: date) -> str:
    """11月25日 周三, in the reader's language."""
    return date_format(day, _("M j, D"))


def standing_sentences(standing: Standing) -> list[str]:
    """What to warn of; empty when there is nothing."""
    return [sentence for sentence in (_promise(standing), _staleness(standing)) if sentence]


def _promise(standing: Standing) -> str:
    words = {"promise": standing.cadence, "day": spoken_day(standing.miss_day or standing.today)}
    if standing.misses_today:
        return _("Nothing has come out or is planned for today. Promise: %(promise)s.") % words
    if standing.is_about_to_miss:
        return _("Nothing is planned for %(day)s: the promise would be missed then (%(promise)s).") % words
    return ""


def _staleness(standing: Standing) -> str:
    age, step = standing.age or 0, standing.stale_step
    if not step:
        return ""
    if standing.is_stale:
        text = ngettext(
            "No update for %(n)d day: longer than 14 days is a veto of the inspection.",
            "No update for %(n)d days: longer than 14 days is a veto of the inspection.",
            age,
        )
    else:
        text = ngettext(
            "No update for %(n)d day; at 14 days the inspection vetoes the account.",
            "No update for %(n)d days; at 14 days the inspection vetoes the account.",
            age,
        )
    return text % {"n": age}
