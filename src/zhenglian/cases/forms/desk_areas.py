"""Areas in the desk's forms: by name or by code; where several have the name, which one is asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenglian.cases.area_names import AREAS, COUNTIES, areas_named
from zhenglian.cases.forms.desk_fields import UnitField
from zhenglian.cases.geography import area_name
from zhenglian.places.enums import Level

LIST_ID = "areas-near"
MOST_NAMED = 8  # in the question which one is meant


class AreaField(forms.CharField):
    """A division by its name, by «above + name» where several have it, or by its code of six digits.

    The page offers those nearby in a list with the id `LIST_ID`. Gives the code, "" for nothing.
    """

    def __init__(self, *, levels: tuple[Level, ...] = COUNTIES, **kwargs: Any) -> None:  # Any: as in Django
        self.levels = levels
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "help_text", gettext_lazy("Its name or division code; choose from the list or type it.")
        )
        attributes = {"list": LIST_ID, "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> str:  # Any: what was typed
        text = str(super().clean(value) or "").strip()
        if not text:
            return ""
        found = areas_named(text, self.levels)
        if not found:
            raise forms.ValidationError(_("There is no area “%(name)s”.") % {"name": text})
        if len(found) > 1:
            ways = "、".join(area_name(code) for code in found[:MOST_NAMED])
            raise forms.ValidationError(_("Several areas fit this name; please write one of: %s") % ways)
        return found[0]


class ArbiterForm(forms.Form):
    area = AreaField(
        label=gettext_lazy("Province, city or county"),
        levels=AREAS,
        help_text=gettext_lazy("Its name or division code. Empty: the whole country."),
    )
    unit = UnitField(label=gettext_lazy("Office that decides disputes"))
