"""Neighbours who joined a case: they follow it with a code of their own and get their own words."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhenglian.cases.models.cases import Case
from zhenglian.kernel.encryption import EncryptedJSONField


class Follower(models.Model):
    """`words` are what they added, `answer_words` what the answer says to them besides the joint text."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="followers")
    code = models.CharField(max_length=12, unique=True)
    contact = EncryptedJSONField(null=True)  # {"name", "phone", "mail"}
    words = EncryptedJSONField(default=str)
    answer_words = EncryptedJSONField(default=str)
    answer_words_by = models.ForeignKey(  # who may not review the answer then
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    joined_case = models.OneToOneField(  # the case of their own that was joined to this one
        Case, models.PROTECT, null=True, related_name="following"
    )
    joined_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)  # drawn to be asked whether it is solved
    answer_rating = models.PositiveSmallIntegerField(null=True)
    outcome_rating = models.PositiveSmallIntegerField(null=True)
    rated_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"follower {self.pk}"
