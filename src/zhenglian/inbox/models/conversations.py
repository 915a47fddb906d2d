"""Everything said between one identity and us, with its pictures and the tokens that search looks at."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.inbox.enums import Direction, MediaState, MessageKind, Source, WindowKind
from zhenglian.inbox.models.persons import Identity
from zhenglian.kernel.encryption import EncryptedJSONField


class Conversation(models.Model):
    """One for each identity. The window is the platform's: until when, and how many messages we may send."""

    identity = models.OneToOneField(Identity, models.PROTECT, related_name="conversation")
    source = models.CharField(_("channel"), max_length=8, choices=Source.choices)
    account = models.ForeignKey(
        "accounts.Account", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    started_at = models.DateTimeField()
    last_message_at = models.DateTimeField(_("last message"))
    last_inbound_at = models.DateTimeField(null=True, blank=True)
    window_kind = models.CharField(max_length=10, choices=WindowKind.choices, blank=True)
    window_until = models.DateTimeField(null=True, blank=True)
    window_left = models.PositiveIntegerField(null=True, blank=True)  # None: as many as we like

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        indexes = [models.Index(fields=["-last_message_at"], name="conversation_latest")]

    def __str__(self) -> str:
        return f"conversation {self.pk}"


class Message(models.Model):
    """One thing said, noted or done. `content` by kind: text; latitude, longitude, datum, label; url …"""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    matter = models.ForeignKey(
        "inbox.Matter", models.SET_NULL, null=True, blank=True, related_name="messages"
    )
    direction = models.CharField(max_length=4, choices=Direction.choices)
    kind = models.CharField(max_length=8, choices=MessageKind.choices)
    content = EncryptedJSONField(default=dict)
    at = models.DateTimeField(_("time"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    push = models.OneToOneField(  # what it was made from: no push becomes two messages
        "channels.CallbackEvent", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["conversation", "id"], name="message_in_order")]

    def __str__(self) -> str:
        return f"message {self.pk}"


class Media(models.Model):
    """A picture, recording or file of a message: fetched once, checked, and kept without hidden metadata."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="media")
    kind = models.CharField(max_length=8, choices=MessageKind.choices)
    handle = EncryptedJSONField(default=str)  # the platform's media id, or where to fetch it
    state = models.CharField(max_length=8, choices=MediaState.choices, default=MediaState.WAITING)
    reason = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    mime = models.CharField(max_length=60, blank=True)
    size = models.PositiveIntegerField(default=0)  # bytes as stored
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "next_try_at"], name="media_to_fetch")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class SearchToken(models.Model):
    """A word of a message as a keyed digest: search finds the message, the table tells no word."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=16)

    class Meta:
        indexes = [models.Index(fields=["token", "message"], name="search_token")]

    def __str__(self) -> str:
        return self.token
