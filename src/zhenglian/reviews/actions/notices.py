"""Mails the reviewers of a level that it waits for them, or is past its time. The kind says what is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from zhenglian.kernel.clock import BEIJING, Clock
from zhenglian.people.api import send_notice
from zhenglian.reviews.subjects import KINDS

if TYPE_CHECKING:
    from zhenglian.people.api import Staff
    from zhenglian.reviews.models import Review


def mail_reviewers(review: Review, people: Sequence[Staff], *, is_late: bool, clock: Clock) -> None:
    """Nobody where the kind of the subject has no mail, or listens to the signals and tells by itself."""
    kind = KINDS.get(review.subject_kind)
    if kind is None or kind.mail is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        told = kind.mail.told(review, people, clock)
        if told is None:
            return
        head = kind.mail.overdue if is_late else kind.mail.waiting
        title = head % {"name": told.name, "level": review.level}
        send_notice(told.people, title, f"{told.facts}\n{_standing(review)}", address=told.address)


def _standing(review: Review) -> str:
    return _("Unit: %(unit)s\nLevel: %(level)d of %(levels)d\nTo be decided by: %(due)s") % {
        "unit": review.unit,
        "level": review.level,
        "levels": review.levels,
        "due": date_format(localtime(review.due_at, BEIJING), "Y年n月j日 H:i"),
    }
