"""Tells reviews what a reply is: its rule on the page of the rules, and its mails to reviewers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhenglian.clocks.api import class_labels
from zhenglian.inbox.models import Reply
from zhenglian.inbox.receipt_codes import masked
from zhenglian.inbox.reply_seals import KIND
from zhenglian.reviews.api import ReviewMail, SubjectKind, Told
from zhenglian.reviews.enums import ANSWERED

if TYPE_CHECKING:
    from zhenglian.kernel.clock import Clock
    from zhenglian.people.api import Staff
    from zhenglian.reviews.api import Review


def _told(review: Review, people: Sequence[Staff], _clock: Clock) -> Told | None:
    """Never the whole receipt code: it opens the citizen's page."""
    reply = Reply.objects.select_related("matter").filter(pk=review.subject_id).first()
    if reply is None:
        return None
    matter, code = reply.matter, masked(reply.matter.code)
    facts = {"code": code, "class": class_labels().get(matter.class_key, matter.class_key)}
    address = reverse("inbox:review", args=[reply.pk])
    return Told(code, gettext("Letter: %(code)s\nClass: %(class)s") % facts, address, people)


REPLIES = SubjectKind(
    KIND,
    label=_("Replies to citizens"),
    about=_("Replies marked as sensitive need at least one level; the others leave without a review."),
    always=_("every sensitive reply"),
    order=20,
    mail=ReviewMail(
        waiting=_("Reply to be reviewed: letter %(name)s (level %(level)d)"),
        overdue=_("Review of a reply overdue: letter %(name)s (level %(level)d)"),
        told=_told,
    ),
    reasons=ANSWERED,
)
