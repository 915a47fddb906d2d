"""Tells reviews what an answer to a case is: its rule on the page of the rules, its mails to reviewers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhenglian.cases.answer_seals import KIND
from zhenglian.cases.models import Answer
from zhenglian.cases.scope import is_of_those_complained_about
from zhenglian.clocks.api import class_labels
from zhenglian.people.api import effective_postings
from zhenglian.reviews.api import ReviewMail, SubjectKind, Told
from zhenglian.reviews.enums import ANSWERED

if TYPE_CHECKING:
    from zhenglian.kernel.clock import Clock
    from zhenglian.people.api import Staff
    from zhenglian.reviews.api import Review


def _told(review: Review, people: Sequence[Staff], clock: Clock) -> Told | None:
    """Not to those of an office that the case complains about: they must not learn that it exists."""
    answer = Answer.objects.select_related("case").filter(pk=review.subject_id).first()
    if answer is None:
        return None
    case = answer.case
    facts = {"number": case.number, "class": class_labels().get(case.class_key, case.class_key)}
    return Told(
        case.number,
        gettext("Case: %(number)s\nClass: %(class)s") % facts,
        reverse("cases:review", args=[case.number]),
        [
            each
            for each in people
            if not is_of_those_complained_about(effective_postings(each, clock=clock), case)
        ],
    )


ANSWERS = SubjectKind(
    KIND,
    label=_("Answers to cases"),
    about=_("The joint answer to a case leaves only after a review by somebody who did not write it."),
    always=_("every answer to a case"),
    order=30,
    mail=ReviewMail(
        waiting=_("Answer to be reviewed: case %(name)s (level %(level)d)"),
        overdue=_("Review of an answer overdue: case %(name)s (level %(level)d)"),
        told=_told,
    ),
    reasons=ANSWERED,
)
