"""Front door of reviews: rounds, verdicts, seals. Tables are in `models`, who may what in `rules`."""

from zhenglian.reviews.actions.decisions import approve, return_to_editor
from zhenglian.reviews.actions.forgetting import forget_words
from zhenglian.reviews.actions.level_rules import ensure_rule
from zhenglian.reviews.actions.rounds import Retrospective, content_changed, open_review, supersede, withdraw
from zhenglian.reviews.actions.seals import seal_for_emergency
from zhenglian.reviews.mails import ReviewMail, Told
from zhenglian.reviews.manifests import Manifest
from zhenglian.reviews.models import Decision, Review, Seal
from zhenglian.reviews.rules import authority_to_decide, open_reviews_for
from zhenglian.reviews.selectors import (
    current_review,
    current_reviews,
    decisions_of,
    intact_seal,
    intact_seals,
    open_reviews,
    reviews_on,
    sealed_digest,
    seals_by_review,
)
from zhenglian.reviews.subjects import Subject, SubjectKind

__all__ = [
    "Decision",
    "Manifest",
    "Retrospective",
    "Review",
    "ReviewMail",
    "Seal",
    "Subject",
    "SubjectKind",
    "Told",
    "approve",
    "authority_to_decide",
    "content_changed",
    "current_review",
    "current_reviews",
    "decisions_of",
    "ensure_rule",
    "forget_words",
    "intact_seal",
    "intact_seals",
    "open_review",
    "open_reviews",
    "open_reviews_for",
    "return_to_editor",
    "reviews_on",
    "seal_for_emergency",
    "sealed_digest",
    "seals_by_review",
    "supersede",
    "withdraw",
]
