"""Levels and kinds of units, roles of staff, and named groups of roles."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitLevel(models.IntegerChoices):
    STATE = 1, _("national")
    PROVINCE = 2, _("provincial")
    CITY = 3, _("municipal")
    COUNTY = 4, _("county")


class UnitKind(models.TextChoices):
    GOVERNMENT = "government", _("people's government")
    DEPARTMENT = "department", _("constituent department")
    AFFILIATED = "affiliated", _("directly affiliated body")
    OFFICE = "office", _("internal office")
    INSTITUTION = "institution", _("subordinate institution")
    PARTY = "party", _("party body")
    JOINT = "joint", _("joint body")


class Role(models.TextChoices):
    EDITOR = "editor", _("editor")
    FIRST_REVIEWER = "first_reviewer", _("first reviewer (chief editor)")
    SECOND_REVIEWER = "second_reviewer", _("second reviewer (head of division or institute)")
    THIRD_REVIEWER = "third_reviewer", _("third reviewer (centre leadership)")
    PUBLISHER = "publisher", _("publisher")
    DUTY_OFFICER = "duty_officer", _("duty officer")
    SUPERVISOR = "supervisor", _("supervisor")
    MATRIX_MANAGER = "matrix_manager", _("matrix manager")
    ADMINISTRATOR = "administrator", _("administrator")


REVIEWERS = (Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.THIRD_REVIEWER)
