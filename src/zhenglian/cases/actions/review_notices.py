"""Tells reviewers by mail that an answer to a case waits for them, or waits too long.

Mail is read by others than its reader: it has no word of citizen or officer, only the case's number.
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

from zhenglian.cases.models import Answer
from zhenglian.cases.scope import is_of_those_complained_about
from zhenglian.clocks import api as clocks
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock
from zhenglian.people.api import effective_postings, send_notice

if TYPE_CHECKING:
    from zhenglian.people.api import Staff
    from zhenglian.reviews.api import Review


def tell_waiting(review: Review, people: Iterable[Staff], *, clock: Clock = SYSTEM) -> None:
    """To those who may decide the level that the review has reached."""
    with translation.override(settings.LANGUAGE_CODE):
        _send(review, people, _("Answer to be reviewed: case %(number)s (level %(level)d)"), clock)


def tell_overdue(review: Review, people: Iterable[Staff], *, clock: Clock = SYSTEM) -> None:
    """To all who hold the role of a level that is past its time."""
    with translation.override(settings.LANGUAGE_CODE):
        _send(review, people, _("Review of an answer overdue: case %(number)s (level %(level)d)"), clock)


def _send(review: Review, people: Iterable[Staff], title: str, clock: Clock) -> None:
    """Not to those of an office that the case complains about: they must not learn that it exists."""
    answer = Answer.objects.select_related("case").filter(pk=review.subject_id).first()
    if answer is None:
        return
    case = answer.case
    told = [
        each
        for each in people
        if not is_of_those_complained_about(effective_postings(each, clock=clock), case)
    ]
    facts = {
        "number": case.number,
        "class": clocks.class_labels().get(case.class_key, case.class_key),
        "unit": review.unit,
        "level": review.level,
        "levels": review.levels,
        "due": date_format(localtime(review.due_at, BEIJING), "Y年n月j日 H:i"),
    }
    text = _(
        "Case: %(number)s\nClass: %(class)s\nUnit: %(unit)s\n"
        "Level: %(level)d of %(levels)d\nTo be decided by: %(due)s"
    )
    send_notice(told, title % facts, text % facts, address=reverse("cases:review", args=[case.number]))
