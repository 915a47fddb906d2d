"""Releasing: which accounts, when, and with which words to the readers of an earlier version."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account

AT_ONCE, LATER = "now", "later"
MIN_REASON = 10


class AccountsForm(forms.Form):
    """The accounts that the person may publish to; all of them are ticked at first."""

    accounts = forms.MultipleChoiceField(
        label=_("Accounts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one account.")},
    )
    correction_note = forms.CharField(
        label=_("What was corrected"),
        help_text=_("An earlier version is public: this note is shown to its readers."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        accounts: Iterable[Account],
        is_correction: bool,
        **kwargs: Any,  # Any: Django's own
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(account.pk), str(account)) for account in accounts]
        field = self.fields["accounts"]
        field.choices = choices  # type: ignore[attr-defined]  # a MultipleChoiceField, as declared above
        field.initial = [key for key, _name in choices]
        if not is_correction:
            del self.fields["correction_note"]

    @property
    def account_ids(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["accounts"]]

    @property
    def note(self) -> str:
        """Empty when no earlier version is public."""
        return str(self.cleaned_data.get("correction_note", ""))


class ReleaseForm(AccountsForm):
    when = forms.ChoiceField(
        label=_("When"),
        choices=[(AT_ONCE, _("At once")), (LATER, _("At a set time"))],
        initial=AT_ONCE,
        widget=forms.RadioSelect,
    )
    due_at = forms.DateTimeField(
        label=_("Time of release (Beijing)"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    field_order = ["accounts", "when", "due_at", "correction_note"]

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or {}
        if cleaned.get("when") == LATER and not cleaned.get("due_at") and "due_at" not in self.errors:
            self.add_error("due_at", _("Please say when it is to go out."))
        return cleaned

    @property
    def moment(self) -> datetime | None:
        """None for at once."""
        return self.cleaned_data["due_at"] if self.cleaned_data["when"] == LATER else None


class EmergencyForm(AccountsForm):
    reason = forms.CharField(
        label=_("Why it cannot wait for the review"),
        help_text=_("Stays in the record for good. At least 10 characters."),
        min_length=MIN_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ["reason", "accounts", "correction_note"]


class ConfirmEmergencyForm(forms.Form):
    has_read = forms.BooleanField(label=_("I have read the article as it will appear on every account."))


class RefuseEmergencyForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is not released"),
        help_text=_("At least 10 characters."),
        min_length=MIN_REASON,
        max_length=200,
    )


class ReasonForm(forms.Form):
    """Why a scheduled release is cancelled."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
