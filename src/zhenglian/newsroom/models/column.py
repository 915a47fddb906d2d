"""Columns (栏目): the taxonomy of the news. They are data, kept by the editors."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Column(models.Model):  # type: ignore[django-manager-missing]  # articles: Wagtail is untyped
    """A column of the website, with the checks that its articles' links must pass."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    slug = models.SlugField(
        _("address"), max_length=40, unique=True, help_text=_("Latin letters, digits, hyphen.")
    )
    description = models.CharField(_("description"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    demands_https = models.BooleanField(_("only encrypted links (https)"), default=False, db_default=False)
    demands_government = models.BooleanField(
        _("only links to government sites and listed sources"), default=False, db_default=False
    )

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
