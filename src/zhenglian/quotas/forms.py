"""Input of the page of quotas."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 100_000_000


class LimitForm(forms.Form):
    limit = forms.IntegerField(label=_("limit"), min_value=0, max_value=MOST)
    reason = forms.CharField(
        label=_("reason"), max_length=200, help_text=_("For example: by contract, or told by the platform.")
    )
