"""What an administrator says about boundaries that are sent."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.places.enums import Datum


class BoundariesForm(forms.Form):
    """`cleaned_data["file"]` is an uploaded file; what is in it is judged by the action."""

    file = forms.FileField(
        label=_("GeoJSON file"),
        help_text=_("One outline a county, with code and name; at most 16 MB."),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json,application/json"}),
    )
    name = forms.CharField(label=pgettext_lazy("boundaries", "name"), max_length=80)
    source = forms.CharField(
        label=_("source"), max_length=200, help_text=_("Who published these boundaries.")
    )
    licence = forms.CharField(label=_("licence"), max_length=200, required=False)
    datum = forms.ChoiceField(
        label=_("datum of the file"),
        choices=Datum.choices,
        initial=Datum.WGS84,
        help_text=_("CGCS2000 counts as WGS-84. Most map providers of China use GCJ-02."),
    )
    valid_from = forms.DateField(
        label=_("valid from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
