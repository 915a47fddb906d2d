"""Plans (one slot of one account), what each account promises, and who was told of a warning on which day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhenglian.planning.enums import PlanState, Promise

LONGEST_PROMISE = 31  # days; who promises less promises nothing


class Plan(models.Model):
    """One slot: something is to come out on this account on this day (in Beijing)."""

    account = models.ForeignKey(
        "accounts.Account", models.PROTECT, related_name="plans", verbose_name=_("account")
    )
    day = models.DateField(_("planned day"))
    at_time = models.TimeField(_("time"), null=True, blank=True)
    title = models.CharField(_("what it is about"), max_length=120, blank=True)
    article = models.ForeignKey(
        "newsroom.ArticlePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("article"),
    )
    topic = models.ForeignKey(
        "topics.Topic", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible"),
    )
    note = models.TextField(_("note"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=PlanState.choices, default=PlanState.PLANNED)
    dropped_because = models.CharField(_("why it was dropped"), max_length=200, blank=True)
    release = models.ForeignKey(
        "newsroom.Release", models.SET_NULL, null=True, blank=True, related_name="plans"
    )
    version = models.PositiveIntegerField(default=1)  # grows with every change: who comes second is told
    created_at = models.DateTimeField(_("planned at"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("changed by")
    )
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["day", "at_time", "pk"]
        indexes = [models.Index(fields=["account", "day"], name="plan_of_account_by_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.heading}"

    @property
    def heading(self) -> str:
        """The subject, else the title of article or topic, else the words that it is still open."""
        if self.title:
            return self.title
        if self.article is not None:
            return str(self.article.get_admin_display_title())
        if self.topic is not None:
            return str(self.topic)
        return gettext("Subject still open")

    @property
    def is_open(self) -> bool:
        return self.state == PlanState.PLANNED


class Cadence(models.Model):
    """How often an account is promised to be updated, and since when it counts."""

    account = models.OneToOneField(
        "accounts.Account", models.CASCADE, related_name="cadence", verbose_name=_("account")
    )
    promise = models.CharField(_("promise"), max_length=10, choices=Promise.choices)
    days = models.PositiveSmallIntegerField(_("days at most"), default=1)
    since = models.DateField(_("since"))

    class Meta:
        verbose_name = _("update frequency")
        verbose_name_plural = _("update frequencies")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(days__gte=1, days__lte=LONGEST_PROMISE), name="cadence_days_in_range"
            )
        ]

    def __str__(self) -> str:
        if self.promise == Promise.EVERY:
            return gettext("at least every %(days)d days") % {"days": self.days}
        return str(self.get_promise_display())


class CadenceMail(models.Model):
    """Who was told of a day's warnings: nobody is told twice a day."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    accounts = models.JSONField(default=list)  # ids of the accounts that the mail named

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "day"], name="one_cadence_mail_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.staff}"
