"""What we write back: replies on their way, and templates that end with the rule they cite."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.inbox.enums import AnswerWay, ReplyState
from zhenglian.inbox.models.conversations import Message
from zhenglian.inbox.models.matters import Matter
from zhenglian.kernel.encryption import EncryptedJSONField


class Reply(models.Model):
    """A text of ours for one matter. `lease` fences the sender: what a platform took is never sent again.

    `parts` are the slices that leave one by one; `parts_sent` of them the platform has certainly taken. While
    `in_flight_at` is set, the next one may have left too (ADR 16). Without an author it is a notice of ours.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="replies")
    message = models.OneToOneField(  # how it stands in the conversation, from the moment it is decided
        Message, models.SET_NULL, null=True, blank=True, related_name="reply"
    )
    content = EncryptedJSONField(default=dict)  # {"text": …}
    is_answer = models.BooleanField(_("final answer"), default=False)
    is_sensitive = models.BooleanField(_("sensitive"), default=False)
    state = models.CharField(max_length=10, choices=ReplyState.choices, default=ReplyState.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)  # no review is owed, or it is done
    sent_at = models.DateTimeField(null=True, blank=True)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    way = models.CharField(  # how it leaves; SAME: through the platform on which the person wrote
        max_length=5, choices=AnswerWay.choices, default=AnswerWay.SAME, db_default=AnswerWay.SAME
    )
    parts = EncryptedJSONField(null=True, default=None)  # [text, …], cut when it is decided
    parts_sent = models.PositiveSmallIntegerField(default=0, db_default=0)
    in_flight_at = models.DateTimeField(null=True, blank=True)
    looks = models.PositiveSmallIntegerField(default=0, db_default=0)  # for one whose outcome is unknown
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")  # none of them may review it
    failure = models.CharField(max_length=40, blank=True)  # a key whose words stand in `reply_words`
    failure_code = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="reply_to_send")]

    def __str__(self) -> str:
        return f"reply {self.pk}"

    @property
    def text(self) -> str:
        return str(self.content.get("text", ""))

    @property
    def is_notice(self) -> bool:
        return self.author_id is None


class ReplyTemplate(models.Model):
    """A text ready to use. After `valid_until`, the day its rule ends, it is no longer offered."""

    title = models.CharField(_("title"), max_length=80)
    body = models.TextField(_("text"))
    cites = models.CharField(_("rule cited"), max_length=200, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    class_key = models.CharField(_("class"), max_length=40, blank=True)
    is_retired = models.BooleanField(_("retired"), default=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("reply template")
        verbose_name_plural = _("reply templates")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
