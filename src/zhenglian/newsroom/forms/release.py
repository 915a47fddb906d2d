"""Releasing: which accounts, when, and what becomes of older copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from zhenglian.channels.api import capabilities
from zhenglian.kernel.clock import BEIJING
from zhenglian.newsroom.copies import CopyDecision, OlderCopies
from zhenglian.newsroom.enums import CopyChoice

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account

AT_ONCE, LATER = "now", "later"
MIN_REASON = 10
LATEST = datetime(2099, 12, 31, tzinfo=BEIJING)  # the windows of quotas are reckoned beyond it


@dataclass(frozen=True, slots=True)
class CopyFields:
    copies: OlderCopies
    choice: forms.BoundField
    reason: forms.BoundField


def _choice_field(copies: OlderCopies) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=str(copies.account),
        choices=CopyChoice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please decide what becomes of the older version there.")},
    )


class AccountsForm(forms.Form):
    """The accounts that the person may publish to; ticked at first are all that need no hand."""

    accounts = forms.MultipleChoiceField(
        label=_("Accounts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one account.")},
    )

    def __init__(
        self,
        *args: Any,
        accounts: Iterable[Account],
        copies: Sequence[OlderCopies] = (),
        **kwargs: Any,  # Any: Django's own
    ) -> None:
        """`copies`: older versions that want a decision; each gets a choice and a field for the reason."""
        super().__init__(*args, **kwargs)
        self.copies = copies
        for one in copies:
            self.fields[f"copy_{one.account.pk}"] = _choice_field(one)
            self.fields[f"copy_reason_{one.account.pk}"] = forms.CharField(
                label=_("Reason, when it stays as it is"),
                help_text=_("At least 10 characters."),
                max_length=300,
                required=False,
            )
        self.offered = list(accounts)
        field = cast("forms.MultipleChoiceField", self.fields["accounts"])
        field.choices = [(str(account.pk), str(account)) for account in self.offered]
        field.initial = [  # what people post by hand is chosen on purpose
            str(account.pk) for account in self.offered if not capabilities(account.platform).is_by_hand
        ]
        field.required = not copies

    @property
    def account_ids(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["accounts"]]

    @property
    def decisions(self) -> dict[int, CopyDecision]:
        return {
            one.account.pk: CopyDecision(
                CopyChoice(self.cleaned_data[f"copy_{one.account.pk}"]),
                self.cleaned_data[f"copy_reason_{one.account.pk}"].strip(),
            )
            for one in self.copies
        }

    def copy_fields(self) -> list[CopyFields]:
        """What the page shows of each older copy, with its two fields."""
        return [
            CopyFields(one, self[f"copy_{one.account.pk}"], self[f"copy_reason_{one.account.pk}"])
            for one in self.copies
        ]


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
        validators=[MaxValueValidator(LATEST)],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    field_order = ["accounts", "when", "due_at"]

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

    field_order = ["reason", "accounts"]


class ConfirmEmergencyForm(forms.Form):
    has_read = forms.BooleanField(label=_("I have read the article as it will appear on every account."))


class RefuseEmergencyForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is not released"),
        help_text=_("At least 10 characters."),
        min_length=MIN_REASON,
        max_length=200,
    )


class WithdrawalForm(forms.Form):
    """Why an article is taken back everywhere; readers of the website are told."""

    reason = forms.CharField(
        label=_("Reason, as readers will see it"),
        help_text=_("At least 10 characters. Stands on the page that takes the article's place."),
        min_length=MIN_REASON,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_sure = forms.BooleanField(label=_("Take the article back from every account where it was published."))


class ReasonForm(forms.Form):
    """Why a scheduled release is cancelled."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
