"""What the desk remembers for each officer: how far they read, what they type, who was mentioned."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhenglian.inbox.models.conversations import Conversation, Message
from zhenglian.inbox.models.matters import Matter
from zhenglian.kernel.encryption import EncryptedJSONField


class ReadMark(models.Model):
    """Everything up to this message has been on this officer's screen."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="read_marks")
    message_id = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "conversation"], name="read_mark_once")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.conversation_id} {self.message_id}"


class TypedText(models.Model):
    """A reply being typed: it survives a reload, and tells others that somebody is writing."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="typed")
    text = EncryptedJSONField(default=str)
    typed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "matter"], name="typed_text_once")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.matter_id}"


class Mention(models.Model):
    """A colleague whom a note calls."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="mentions")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "staff"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.staff_id}"


class Change(models.Model):
    """One row for each thing that an open screen should show without reload; kept for an hour."""

    matter_id = models.BigIntegerField(null=True, blank=True)
    conversation_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"change {self.pk}"
