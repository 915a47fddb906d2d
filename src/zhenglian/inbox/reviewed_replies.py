"""Tells reviews what a reply is, so that the page of the rules shows and edits the one for replies."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.inbox.reply_seals import KIND
from zhenglian.reviews.api import SubjectKind

REPLIES = SubjectKind(
    KIND,
    label=_("Replies to citizens"),
    about=_("Replies marked as sensitive need at least one level; the others leave without a review."),
    always=_("every sensitive reply"),
    order=20,
)
