"""What an operator fills in on the board: filters, a reason, a proof of what was done by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from PIL import Image

from zhenglian.accounts.api import Account, accounts
from zhenglian.channels.actions.by_hand import Evidence, Screenshot
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.errors import ProofMissing

SCREENSHOT_MAX_BYTES = 10 * 1024 * 1024


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


class EvidenceForm(forms.Form):
    """Address, screenshot or note: one of them is enough."""

    url = forms.URLField(
        label=_("Address of the post"), max_length=500, assume_scheme="https", required=False
    )
    screenshot = forms.ImageField(
        label=_("Screenshot"), required=False, help_text=_("JPEG, PNG, GIF or WebP, up to 10 MB.")
    )
    note = forms.CharField(label=_("How do you know?"), max_length=300, required=False)

    def clean_screenshot(self) -> Any:  # Any: Django's uploaded file, with Pillow's image on it
        picture = self.cleaned_data["screenshot"]
        if picture and picture.size > SCREENSHOT_MAX_BYTES:
            raise forms.ValidationError(_("This picture is larger than 10 MB."))
        return picture

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in ("url", "screenshot", "note")):
            raise forms.ValidationError(ProofMissing.message)
        return cleaned

    def evidence(self) -> Evidence:
        """What was filled in; call after validation."""
        picture = self.cleaned_data["screenshot"]
        screenshot = None
        if picture:
            picture.seek(0)
            screenshot = Screenshot(picture.read(), Image.MIME.get(picture.image.format, ""))
        return Evidence(self.cleaned_data["url"], self.cleaned_data["note"], screenshot)


class NotDoneForm(forms.Form):
    reason = forms.CharField(label=_("Why it could not be done"), max_length=300)
