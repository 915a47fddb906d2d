"""Rules for the number of levels, review rounds, their decisions, and the seal.

A review knows no article: its subject is a kind and an id, its content a manifest
{part: sha256 of that part's exact bytes}. So replies and refutations can use it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.people.enums import Role
from zhenglian.reviews.enums import ReturnReason, ReviewState, SealGround, Verdict

if TYPE_CHECKING:
    from zhenglian.people.models import Staff


class LevelRule(models.Model):
    """Levels asked for by a trait of the subject; the highest matching rule counts."""

    subject_kind = models.CharField(_("kind of subject"), max_length=40, default="newsroom.article")
    trait = models.CharField(_("trait"), max_length=40, blank=True, help_text=_("Empty: always."))
    name = models.CharField(_("rule"), max_length=120)
    levels = models.PositiveSmallIntegerField(_("levels"), choices=[(1, "1"), (2, "2"), (3, "3")])
    hours_per_level = models.PositiveSmallIntegerField(_("hours for each level"), default=4)

    class Meta:
        verbose_name = _("review rule")
        verbose_name_plural = _("review rules")
        constraints = [models.UniqueConstraint(fields=["subject_kind", "trait"], name="level_rule_once")]

    def __str__(self) -> str:
        return self.name


class Review(models.Model):
    """One round: opened by a submission, closed by approval, return, withdrawal or an edit."""

    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    subject_name = models.CharField(_("subject"), max_length=200)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    round = models.PositiveIntegerField(_("round"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=ReviewState.choices, default=ReviewState.OPEN)
    level = models.PositiveSmallIntegerField(_("current level"), default=1)
    levels = models.PositiveSmallIntegerField(_("levels"))
    rules = models.JSONField(
        _("rules applied"), default=list
    )  # [{"name","trait","levels","hours"}], as recorded
    hours_per_level = models.PositiveSmallIntegerField(_("hours for each level"), default=4)
    manifest = models.JSONField(default=dict)  # {part: sha256}
    contributors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    is_retrospective = models.BooleanField(_("after an emergency release"), default=False)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("submitted"))
    due_at = models.DateTimeField(_("due"))
    told_level = models.PositiveSmallIntegerField(default=0, db_default=0)  # the last whose reviewers know
    reminded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "round"], name="review_round_once"),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"],
                condition=models.Q(state=ReviewState.OPEN),
                name="one_open_review_a_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_name} #{self.round}"

    def can_be_withdrawn_by(self, staff: Staff) -> bool:
        """Who submitted it or contributed to it; never the review that an emergency release owes."""
        if self.state != ReviewState.OPEN or self.is_retrospective:
            return False
        return staff.pk == self.submitted_by_id or self.contributors.filter(pk=staff.pk).exists()


class Decision(models.Model):
    """One verdict on one level, bound to the manifest that the reviewer saw."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="decisions")
    level = models.PositiveSmallIntegerField(_("review level"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )  # set when the reviewer stood in for somebody
    manifest = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=20, choices=ReturnReason.choices, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    remarks = models.JSONField(default=list)  # [{"place": content path, "text": remark}], in reading order
    at = models.DateTimeField(_("time"))

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "level"],
                condition=models.Q(verdict=Verdict.APPROVE),
                name="one_approval_a_level",
            )
        ]

    def __str__(self) -> str:
        return f"{self.review} {self.level} {self.verdict}"


class Seal(models.Model):
    """The digest of every channel's exact rendering, as approved. Never changed, only broken."""

    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    ground = models.CharField(max_length=10, choices=SealGround.choices)
    review = models.ForeignKey(Review, models.PROTECT, related_name="seals", null=True, blank=True)
    manifest = models.JSONField()  # {part: sha256}
    digest = models.CharField(max_length=64)  # over the canonical manifest
    sealed_at = models.DateTimeField()
    broken_at = models.DateTimeField(null=True, blank=True)
    broken_because = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="seal_subject")]

    def __str__(self) -> str:
        return self.digest[:12]
