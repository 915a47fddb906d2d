"""Tells reviewers by mail that a sensitive reply waits for them, or waits too long.

Mail is read by others than its reader: it has no word of citizen or officer, and no whole receipt code.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from zhenglian.clocks import api as clocks
from zhenglian.inbox.models import Reply
from zhenglian.inbox.receipt_codes import masked
from zhenglian.kernel.clock import BEIJING
from zhenglian.people.api import send_notice

if TYPE_CHECKING:
    from zhenglian.people.api import Staff
    from zhenglian.reviews.api import Review


def tell_waiting(review: Review, people: Iterable[Staff]) -> None:
    """To those who may decide the level that the review has reached."""
    with translation.override(settings.LANGUAGE_CODE):
        _send(review, people, _("Reply to be reviewed: letter %(code)s (level %(level)d)"))


def tell_overdue(review: Review, people: Iterable[Staff]) -> None:
    """To all who hold the role of a level that is past its time."""
    with translation.override(settings.LANGUAGE_CODE):
        _send(review, people, _("Review of a reply overdue: letter %(code)s (level %(level)d)"))


def _send(review: Review, people: Iterable[Staff], title: str) -> None:
    reply = Reply.objects.select_related("matter").filter(pk=review.subject_id).first()
    if reply is None:
        return
    matter = reply.matter
    facts = {
        "code": masked(matter.code),
        "class": clocks.class_labels().get(matter.class_key, matter.class_key),
        "unit": review.unit,
        "level": review.level,
        "levels": review.levels,
        "due": date_format(localtime(review.due_at, BEIJING), "Y年n月j日 H:i"),
    }
    text = _(
        "Letter: %(code)s\nClass: %(class)s\nUnit: %(unit)s\n"
        "Level: %(level)d of %(levels)d\nTo be decided by: %(due)s"
    )
    send_notice(people, title % facts, text % facts, address=reverse("inbox:review", args=[reply.pk]))
