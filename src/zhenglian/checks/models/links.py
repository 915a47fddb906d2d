"""What the office thinks of hosts and words around links, and how each linked address answered last."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.checks.enums import LinkRuleKind

URL_MAX = 700  # characters; a longer address is not probed


class LinkRule(models.Model):
    """One row of the editable list; `value` is in lower case, except for a mini-program's name or a word."""

    kind = models.CharField(_("what it is"), max_length=10, choices=LinkRuleKind.choices)
    value = models.CharField(_("value"), max_length=120)
    note = models.CharField(_("note"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("link rule")
        verbose_name_plural = _("link rules")
        ordering = ["kind", "value"]
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="link_rule_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"


class LinkState(models.Model):
    """How one address answered. `failures` counts equal bad answers in a row, an hour apart at least."""

    url = models.CharField(_("address"), max_length=URL_MAX, unique=True)
    status = models.PositiveSmallIntegerField(pgettext_lazy("link", "answer"), default=0)  # HTTP; 0: none
    trouble = models.CharField(_("trouble"), max_length=20, blank=True)  # code of a fetching error
    failures = models.PositiveSmallIntegerField(_("bad answers in a row"), default=0)
    checked_at = models.DateTimeField(_("last asked"), null=True, blank=True)
    due_at = models.DateTimeField(_("asked again"), db_index=True)
    wanted_at = models.DateTimeField(_("last seen in an article"))

    class Meta:
        verbose_name = _("linked address")
        verbose_name_plural = _("linked addresses")
        ordering = ["-failures", "url"]

    def __str__(self) -> str:
        return self.url
