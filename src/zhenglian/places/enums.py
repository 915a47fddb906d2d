"""Levels of divisions, datums, and why an address leads to a county or to a question."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    PROVINCE = "province", pgettext_lazy("division", "province")
    CITY = "city", pgettext_lazy("division", "city")
    COUNTY = "county", pgettext_lazy("division", "county")
    TOWN = "town", pgettext_lazy("division", "town")


class Datum(models.TextChoices):
    """What a longitude and a latitude are counted from. Inside we keep WGS-84 only."""

    WGS84 = "wgs84", "WGS-84"
    GCJ02 = "gcj02", "GCJ-02"
    BD09 = "bd09", "BD-09"


class Why(models.TextChoices):
    """Why an address was, or was not, taken for a county."""

    COUNTY = "county", _("The text names the county.")
    FORMER = "former", _("The text gives a former name of the county.")
    TOWN = "town", _("The text names a town of the county.")
    ZONE = "zone", _("The text names a development zone that lies in the county.")
    AMBIGUOUS = "ambiguous", _("Several counties fit what the text says; please choose one.")
    WEAK = "weak", _("What the text says is not enough to be sure; please choose.")
    CITY_ONLY = "city", _("The text names a city but none of its counties; please choose.")
    NOTHING = "nothing", _("The text names no place that we know.")
