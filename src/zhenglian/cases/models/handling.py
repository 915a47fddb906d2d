"""What offices do with a case: co-handlers' parts, visits, photos, evidence, answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.cases.enums import AnswerState, EvidenceKind
from zhenglian.cases.models.cases import Case
from zhenglian.kernel.encryption import EncryptedJSONField


class CoHandling(models.Model):
    """Another office that contributes to the one joint answer of the lead."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="co_handlings")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("office"))
    asked_at = models.DateTimeField()
    part = EncryptedJSONField(default=str)  # its part of the joint answer
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)  # the lead answers without it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "unit"], name="co_handling_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.unit_id}"


class Visit(models.Model):
    """Somebody was at the place."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="visits")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lon = models.FloatField(null=True)  # WGS-84
    lat = models.FloatField(null=True)
    accuracy_m = models.FloatField(null=True)
    metres_off = models.PositiveIntegerField(null=True)  # from the place that the citizen gave
    words = EncryptedJSONField(default=str)

    def __str__(self) -> str:
        return f"visit {self.pk}"


class Photo(models.Model):
    """Drawn anew without hidden metadata and encrypted on disk. The public sees the blurred one, if any."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="photos")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="photos")
    order = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=64)
    mime = models.CharField(max_length=60)
    size = models.PositiveIntegerField(default=0)  # bytes as stored
    is_public = models.BooleanField(default=False)
    blurred_digest = models.CharField(max_length=64, blank=True)
    blurred_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["case", "order", "pk"]

    def __str__(self) -> str:
        return f"photo {self.pk}"


class Evidence(models.Model):
    """Why an answer may say that something was done."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=8, choices=EvidenceKind.choices)
    photo = models.ForeignKey(Photo, models.PROTECT, null=True, related_name="+")
    link = models.URLField(max_length=500, blank=True)
    digest = models.CharField(max_length=64, blank=True)  # of a document
    mime = models.CharField(max_length=60, blank=True)
    size = models.PositiveIntegerField(default=0)
    words = EncryptedJSONField(default=str)  # what it shows
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self) -> str:
        return f"evidence {self.pk}"


class Answer(models.Model):
    """One joint answer; `content` {"text"}. `flags` are codes of `evasion` for the reviewer."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="answers")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("lead office"))
    units = models.ManyToManyField("people.Unit", related_name="+")  # lead and co-handlers in it
    content = EncryptedJSONField(default=dict)
    text_public = models.TextField(blank=True)  # masked
    state = models.CharField(max_length=10, choices=AnswerState.choices, default=AnswerState.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")  # none of them may review it
    flags = models.JSONField(default=list)
    is_solved = models.BooleanField(default=True)  # as the office says; False: explained why not
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("noun", "answer")
        verbose_name_plural = pgettext_lazy("noun", "answers")
        indexes = [models.Index(fields=["unit", "-sent_at"], name="answer_of_unit")]

    def __str__(self) -> str:
        return f"answer {self.pk}"

    @property
    def text(self) -> str:
        return str(self.content.get("text", ""))
