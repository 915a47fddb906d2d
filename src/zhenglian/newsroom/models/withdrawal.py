"""Our decision to take an article back everywhere, with the reason that readers are told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

WITHDRAWAL_PREFIX = "newsroom.withdrawal:"


class Withdrawal(models.Model):
    """One row for each decision; what became of it stands in the ledger under `reference`."""

    article = models.ForeignKey(
        "newsroom.ArticlePage", models.PROTECT, related_name="withdrawals", verbose_name=_("article")
    )
    reason = models.CharField(_("reason for readers"), max_length=300)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("withdrawn by")
    )
    requested_at = models.DateTimeField(_("decided"))

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["article_id", "-pk"]

    def __str__(self) -> str:
        return f"{self.article} · {self.reason}"

    @property
    def reference(self) -> str:
        """Under which the ledger of deliveries knows this withdrawal."""
        return f"{WITHDRAWAL_PREFIX}{self.pk}"
