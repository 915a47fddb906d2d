"""What the buttons beside a finding send."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.newsroom.rules import REASON_MIN

KEY_LENGTH = 16


class MendForm(forms.Form):
    finding = forms.CharField(min_length=KEY_LENGTH, max_length=KEY_LENGTH)
    number = forms.IntegerField(min_value=0, max_value=9)


class OverrideForm(forms.Form):
    finding = forms.CharField(max_length=KEY_LENGTH, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("reason"),
        min_length=REASON_MIN,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("At least 10 characters. It stays on record with your name."),
        error_messages={"min_length": _("Please give a reason of at least 10 characters.")},
    )
