"""Generations of boundaries and the counties of each. The grid itself is a file in the data folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.places.enums import Datum, Level

FOLDER = "boundaries"  # in the data folder
UPLOADS = "uploads"  # in FOLDER: files that wait to be loaded


class Generation(models.Model):
    """Boundaries as they were loaded. Never changed: new ones are another generation; cases keep theirs."""

    name = models.CharField(pgettext_lazy("boundaries", "name"), max_length=80)
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(_("source"), max_length=200)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    datum = models.CharField(_("datum of the file"), max_length=5, choices=Datum.choices)
    source_digest = models.CharField(max_length=64)  # SHA-256 of the GeoJSON
    digest = models.CharField(max_length=64)  # SHA-256 of the grid's file
    counties = models.PositiveIntegerField(_("counties"))
    vertices = models.PositiveIntegerField(_("positions"))
    report = models.JSONField(default=dict)  # left_out, crossings, unknown, missing
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField(_("loaded"))
    switched_on_at = models.DateTimeField(_("switched on at"), null=True)
    is_on = models.BooleanField(_("in use"), default=False)

    class Meta:
        verbose_name = _("generation of boundaries")
        verbose_name_plural = _("generations of boundaries")
        ordering = ["-loaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_on"], condition=models.Q(is_on=True), name="one_generation_on"
            ),
            models.UniqueConstraint(fields=["source_digest", "datum"], name="boundaries_loaded_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return Path(settings.DATA_DIR) / FOLDER / f"{self.digest[:32]}.grid"


class Upload(models.Model):
    """A file that an administrator sent, until a job has made a generation of it or said why not."""

    name = models.CharField(pgettext_lazy("boundaries", "name"), max_length=80)
    valid_from = models.DateField(_("valid from"), null=True)
    source = models.CharField(_("source"), max_length=200)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    datum = models.CharField(_("datum of the file"), max_length=5, choices=Datum.choices)
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return Path(settings.DATA_DIR) / FOLDER / UPLOADS / f"{self.pk}.geojson"


class Division(models.Model):
    """One county in one generation, with a coarse outline for the map (rings of WGS-84 positions)."""

    generation = models.ForeignKey(Generation, models.CASCADE, related_name="divisions")
    code = models.CharField(_("code"), max_length=9)
    name = models.CharField(pgettext_lazy("division", "name"), max_length=60)
    level = models.CharField(_("level"), max_length=8, choices=Level.choices, default=Level.COUNTY)
    parent = models.CharField(_("part of"), max_length=9, blank=True)
    outline: models.JSONField[Any, Any] = models.JSONField(default=list)
    neighbours: models.JSONField[Any, Any] = models.JSONField(default=list)  # codes

    class Meta:
        verbose_name = _("division")
        verbose_name_plural = _("divisions")
        ordering = ["generation", "code"]
        constraints = [models.UniqueConstraint(fields=["generation", "code"], name="division_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
