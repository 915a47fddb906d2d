"""A matter: what a citizen wants of us, with class, clock (kept in `clocks`), owner and receipt."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.inbox.enums import AnswerWay, MatterState
from zhenglian.inbox.models.conversations import Conversation
from zhenglian.kernel.encryption import EncryptedJSONField


class Matter(models.Model):
    """`code` is what the citizen holds. The due times repeat those of the clock, for queues."""

    code = models.CharField(_("receipt code"), max_length=12, unique=True)
    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="matters")
    summary = EncryptedJSONField(default=str)  # one line in the citizen's words, or the officer's
    class_key = models.CharField(_("class"), max_length=40)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("team"))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handled by"),
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MatterState.choices, default=MatterState.NEW)
    received_at = models.DateTimeField(_("received"))
    touch_due_at = models.DateTimeField(null=True, blank=True)  # None: unknown calendar, or touched
    answer_due_at = models.DateTimeField(_("answer due"), null=True, blank=True)  # None: unknown calendar
    next_due_at = models.DateTimeField(null=True, blank=True)  # the earlier of both while it runs
    touched_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    followed_up_at = models.DateTimeField(null=True, blank=True)  # the citizen wrote after the answer
    closed_at = models.DateTimeField(null=True, blank=True)
    last_message_at = models.DateTimeField()
    answer_way = models.CharField(max_length=5, choices=AnswerWay.choices, default=AnswerWay.SAME)
    origin = models.ForeignKey(
        "inbox.Message", models.SET_NULL, null=True, blank=True, related_name="opened_matters"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_matters"
    )
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="split_matters"
    )
    handler = models.CharField(max_length=40, blank=True)  # key of the registered handler it went to
    handler_ref = models.CharField(max_length=80, blank=True)
    answer_rating = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 5: were we answered?
    outcome_rating = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 5: is it solved?
    rating_words = EncryptedJSONField(default=str)
    rated_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)  # once at most
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("matter")
        verbose_name_plural = _("matters")
        indexes = [
            models.Index(fields=["state", "next_due_at"], name="matter_queue"),
            models.Index(fields=["unit", "state"], name="matter_of_unit"),
            models.Index(fields=["assignee", "state"], name="matter_mine"),
        ]

    def __str__(self) -> str:
        return self.code
