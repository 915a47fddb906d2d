"""Who is working, and when each scheduled job is due. The queue itself is the engine's own table."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypeAlias

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

JobRow: TypeAlias = DBTaskResult[Any, Any]  # Any: arguments and results differ from job to job

SILENT_AFTER = timedelta(seconds=8)  # four missed beats: a worker so long silent is taken for dead


class WorkerBeat(models.Model):
    """One running worker. A row that stays silent too long means the worker is gone."""

    worker = models.CharField(max_length=64, primary_key=True)
    host = models.CharField(max_length=120)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField(_("started"))
    seen_at = models.DateTimeField(_("last seen"), db_index=True)

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self) -> str:
        return self.worker


class CronEntry(models.Model):
    """When a scheduled job is due next. Advanced by compare-and-swap: one wake a due time."""

    name = models.CharField(max_length=80, primary_key=True)
    next_due_at = models.DateTimeField(_("due next"))
    last_due_at = models.DateTimeField(_("due last"), null=True, blank=True)

    class Meta:
        verbose_name = _("scheduled job")
        verbose_name_plural = _("scheduled jobs")

    def __str__(self) -> str:
        return self.name
