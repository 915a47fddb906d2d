"""Where the office may reprint from: party and government sites and designated sources."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReprintSource(models.Model):
    """A host with everything below it, a name as articles give it, or both. Dates that are empty are open."""

    name = models.CharField(_("name"), max_length=120, blank=True)
    host = models.CharField(
        _("host"), max_length=120, blank=True, help_text=_("For example gov.cn; hosts below it count, too.")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("reprint source")
        verbose_name_plural = _("reprint sources")
        ordering = ["name", "host"]
        constraints = [
            models.UniqueConstraint(fields=["name", "host"], name="reprint_source_once"),
            models.CheckConstraint(
                condition=~models.Q(name="", host=""), name="reprint_source_names_something"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.host
