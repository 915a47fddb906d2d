"""The append-only, hash-chained record of decisions. Written by `actions`, never changed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.audit.errors import EntriesNeverChange


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads only: what would change or remove rows refuses."""

    def update(self, **_kwargs: Any) -> NoReturn:  # Any: as in Django's signature
        raise EntriesNeverChange

    def delete(self) -> NoReturn:
        raise EntriesNeverChange

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:  # Any: as in Django's signature
        raise EntriesNeverChange


class Entry(models.Model):
    """One decision. The actor stands in plain columns so that audit needs no import of `people`."""

    sequence = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("time"))
    act = models.CharField(_("act"), max_length=80)
    actor_id = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(_("who"), max_length=120)
    on_behalf_of = models.CharField(_("on behalf of"), max_length=120, blank=True)
    address = models.CharField(_("from where"), max_length=64, blank=True)
    via = models.CharField(max_length=40, blank=True)
    object_kind = models.CharField(_("kind of object"), max_length=60)
    object_id = models.CharField(max_length=60)
    object_name = models.CharField(_("object"), max_length=200, blank=True)
    detail = models.JSONField(_("detail"), default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-sequence"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [models.Index(fields=["object_kind", "object_id"], name="audit_entry_object")]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.sequence} {self.act}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: as in Django's signature
        """A new row only."""
        if not self._state.adding:
            raise EntriesNeverChange
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:  # Any: as in Django's signature
        raise EntriesNeverChange


class ChainHead(models.Model):
    """The single row that serialises appends and says where the chain must end."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"head {self.sequence}"
