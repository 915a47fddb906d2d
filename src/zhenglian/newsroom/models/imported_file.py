"""Files from which drafts were made, kept as they came; outside the public media folder."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.translation import gettext_lazy as _


class PrivateStore(FileSystemStorage):
    """A folder that no address leads to. Read from the settings at each use: tests move it."""

    @property
    def base_location(self) -> str:
        return str(Path(settings.DATA_DIR) / "imports")

    @property
    def location(self) -> str:
        return str(Path(self.base_location).resolve())

    def url(self, name: str | None) -> str:
        raise ValueError(f"{name} has no address: imported files are private")


def private_store() -> PrivateStore:
    return PrivateStore()


class ImportedFile(models.Model):
    """Stored before anything parses it; `problem` says why no draft came of it."""

    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("size"))  # bytes
    file = models.FileField(storage=private_store, upload_to="%Y/%m")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"))
    article = models.ForeignKey(
        "newsroom.ArticlePage", models.SET_NULL, null=True, blank=True, related_name="imported_files"
    )
    problem = models.CharField(_("problem"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")

    def __str__(self) -> str:
        return self.name
