"""Tells reviews what an answer to a case is, so that the page of the rules shows and edits its rule."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.cases.answer_seals import KIND
from zhenglian.reviews.api import SubjectKind

ANSWERS = SubjectKind(
    KIND,
    label=_("Answers to cases"),
    about=_("The joint answer to a case leaves only after a review by somebody who did not write it."),
    always=_("every answer to a case"),
    order=30,
)
