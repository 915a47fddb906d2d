"""Kinds of days, after the State Council's yearly notice."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayKind(models.TextChoices):
    WORKING = "working", _("working day")
    REST = "rest", _("rest day")
    HOLIDAY = "holiday", _("holiday")
    MAKE_UP = "make_up", _("make-up working day")  # a Saturday or Sunday that is worked


WORKED = (DayKind.WORKING, DayKind.MAKE_UP)


class Turn(models.TextChoices):
    """What a notice says of a day: nothing else departs from Monday to Friday."""

    OFF = "off", _("off")
    MAKE_UP = "make_up", _("make-up work")
