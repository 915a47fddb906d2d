"""Units, staff, postings (who holds which role where) and delegations during absence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from zhenglian.people.enums import Role, UnitKind, UnitLevel


class Unit(MP_Node):
    """An office (机构). Merged and renamed ones stay, with validity dates and predecessors."""

    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), choices=UnitLevel.choices)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    predecessors = models.ManyToManyField(
        "self", symmetrical=False, related_name="successors", blank=True, verbose_name=_("predecessors")
    )

    node_order_by: list[str] = []

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.name

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class Staff(AbstractUser):
    """A member of staff and their log-in."""

    display_name = models.CharField(_("full name"), max_length=60)
    phone = models.CharField(_("office phone"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff")

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: as in Django's signature
        """Wagtail's menu greets by the first name: it follows the one name that we keep."""
        self.first_name = self.display_name
        if "display_name" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], "first_name"}
        super().save(*args, **kwargs)


class Posting(models.Model):
    """A role held in a unit; it reaches the unit and all units below it."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="postings", verbose_name=_("staff member"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="postings", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        constraints = [models.UniqueConstraint(fields=["staff", "unit", "role"], name="posting_once")]

    def __str__(self) -> str:
        return f"{self.staff} · {self.get_role_display()} · {self.unit}"


class Delegation(models.Model):
    """During an absence somebody stands in for all roles, or for one. It ends by itself."""

    principal = models.ForeignKey(
        Staff, models.CASCADE, related_name="delegations_given", verbose_name=_("who is absent")
    )
    deputy = models.ForeignKey(
        Staff, models.CASCADE, related_name="delegations_held", verbose_name=_("who stands in")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    reason = models.CharField(_("reason"), max_length=200)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="delegation_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~models.Q(principal=models.F("deputy")), name="delegation_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principal} → {self.deputy}"
