"""What an administrator says about a new key."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.clock import BEIJING, SYSTEM
from zhenglian.open311.actions.keys import MOST_A_MINUTE
from zhenglian.open311.enums import Scope

USUAL_DAYS = 365


class KeyForm(forms.Form):
    """`cleaned_data["expires_at"]`: the end of the last day on which the key counts, in Beijing."""

    client = forms.CharField(
        label=_("Client"),
        max_length=80,
        help_text=_("The system and who runs it, as the audit record says it."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("The client may"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    per_minute = forms.IntegerField(
        label=_("Calls a minute, at most"), min_value=1, max_value=MOST_A_MINUTE, initial=60
    )
    last_day = forms.DateField(
        label=_("Valid to the end of"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    is_public = forms.BooleanField(
        label=_("Its reports may be shown to the public"),
        required=False,
        help_text=_("Only where its own users publish what they report. A person reads each before."),
    )
    by_token = forms.BooleanField(
        label=_("Answer its reports with a token"),
        required=False,
        help_text=_("Only for clients that ask for it. FixMyStreet does not."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        today = SYSTEM.now().astimezone(BEIJING).date()
        self.initial.setdefault("last_day", today + timedelta(days=USUAL_DAYS))

    def clean(self) -> dict[str, Any]:  # Any: clean values of several types
        values: dict[str, Any] = super().clean() or {}
        last_day = values.pop("last_day", None)
        if last_day is not None:
            values["expires_at"] = datetime.combine(last_day, time(), BEIJING) + timedelta(days=1)
        return values
