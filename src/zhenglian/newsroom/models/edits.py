"""Who changed what of an article when: one row for each saved revision, with the manifest it renders to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ArticleEdit(models.Model):
    """Rows with `changes_content` make their person a contributor; the others only say what was looked at."""

    article = models.ForeignKey(
        "newsroom.ArticlePage", models.CASCADE, related_name="edits", verbose_name=_("article")
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("edited by"),
    )  # empty: the system
    manifest = models.JSONField(default=dict)  # {part: sha256}; empty for a revision nobody rendered
    changes_content = models.BooleanField(_("content changed"), default=True)
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("edit")
        verbose_name_plural = _("edits")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.article} {self.at:%Y-%m-%d %H:%M}"
