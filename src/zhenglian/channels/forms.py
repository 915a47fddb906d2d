"""What an operator fills in on the board: filters, a reason, a proof."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.accounts.api import Account, accounts
from zhenglian.channels.enums import DeliveryState


class BoardFilter(forms.Form):
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("all states")), *DeliveryState.choices], required=False
    )
    account: forms.ModelChoiceField[Account] = forms.ModelChoiceField(
        label=_("Account"), queryset=None, empty_label=_("all accounts"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as Django's form takes them
        super().__init__(*args, **kwargs)
        field = self.fields["account"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = accounts()


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class MarkForm(forms.Form):
    url = forms.URLField(label=_("Address of the post"), max_length=500, assume_scheme="https")
    proof = forms.CharField(label=_("How do you know?"), max_length=200)
