"""What an administrator types from a notice, and the reason for taking one back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.workdays.errors import NoticeUnreadable
from zhenglian.workdays.notice_text import read_notice

LAST_YEAR = 2100


class NoticeForm(forms.Form):
    """`cleaned_data["days"]` holds what was read from the two texts."""

    year = forms.IntegerField(label=_("year"), min_value=2011, max_value=LAST_YEAR)
    title = forms.CharField(label=_("title or number of the notice"), max_length=120)
    published_on = forms.DateField(
        label=_("published on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    url = forms.URLField(
        label=_("address of the notice"), max_length=300, required=False, assume_scheme="https"
    )
    off = forms.CharField(
        label=_("days off"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("A day or a span on each line, then the holiday: 2027-02-05 至 2027-02-11 春节"),
    )
    make_up = forms.CharField(
        label=_("make-up working days"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("Saturdays and Sundays that are worked, one on each line: 2027-02-14 春节"),
    )

    def clean(self) -> dict[str, Any]:  # Any: clean values of several types
        values: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                values["days"] = read_notice(values["year"], values["off"], values["make_up"])
            except NoticeUnreadable as refusal:
                self.add_error(None, str(refusal))
        return values


class RevokeForm(forms.Form):
    reason = forms.CharField(label=_("reason"), max_length=200)
