"""The tree of categories, texts that persons labelled, trained models, and trainings asked for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.encryption import EncryptedJSONField
from zhenglian.triage.enums import ExampleSource


class Category(models.Model):
    """One node. `key` is the path of names from the root with `/` between; it never changes.

    As long as `cases` and `routing` keep it.
    """

    key = models.CharField(_("key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("above")
    )
    level = models.PositiveSmallIntegerField(_("level"))
    is_retired = models.BooleanField(_("no longer offered"), default=False)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name


class LabelledExample(models.Model):
    """What a person said a text is about. `words` is {"title", "text"}; one row for each subject."""

    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    words = EncryptedJSONField()
    group = models.CharField(max_length=64)  # keyed digest of the body: equal ones are never parted
    category = models.ForeignKey(Category, models.PROTECT, related_name="examples")
    source = models.CharField(max_length=12, choices=ExampleSource.choices)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("labelled example")
        verbose_name_plural = _("labelled examples")
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="one_example_each")
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}"


class TrainedModel(models.Model):
    """One version. Its file is named by its digest; only one is on, and it knows which it replaced."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    digest = models.CharField(_("digest"), max_length=64)
    trained_from = models.JSONField(_("trained from"))  # counts and digests, no text
    figures = models.JSONField(_("figures"))  # from messages that each part of the training had not seen
    report = models.JSONField(_("report"))  # against the model that was on, on held-out examples
    trained_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    trained_at = models.DateTimeField(_("trained"))
    is_on = models.BooleanField(_("switched on"), default=False)
    switched_on_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    switched_on_at = models.DateTimeField(_("switched on at"), null=True)
    replaced = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("trained model")
        verbose_name_plural = _("trained models")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_on"], condition=models.Q(is_on=True), name="one_trained_model_is_on"
            )
        ]

    def __str__(self) -> str:
        return f"v{self.version}"


class Training(models.Model):
    """A training asked for on the page. One at most is under way; it ends with a model or with a fault."""

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    started_at = models.DateTimeField(_("started"), null=True)
    is_under_way = models.BooleanField(_("under way"), default=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    model = models.ForeignKey(TrainedModel, models.PROTECT, null=True, related_name="+")
    fault = models.CharField(_("fault"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_under_way"], condition=models.Q(is_under_way=True), name="one_training_under_way"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
