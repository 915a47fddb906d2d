"""What came in through the website's form, as it came. Stored first; its matter is made afterwards."""

from __future__ import annotations

from django.db import models

from zhenglian.inbox.models.matters import Matter
from zhenglian.kernel.encryption import EncryptedJSONField


class Submission(models.Model):
    """`key` is made with the form: the same form sent twice is one submission."""

    key = models.CharField(max_length=32, unique=True)
    content = EncryptedJSONField(default=dict)
    sender_digest = models.CharField(max_length=64, db_index=True)  # of the address: for the limit on senders
    received_at = models.DateTimeField()
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="submissions")
    handled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"submission {self.pk}"
