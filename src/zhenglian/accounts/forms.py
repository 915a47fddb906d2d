"""Input of the account pages. Credentials are write-only: what is stored is never shown again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from zhenglian.accounts.credentials import FIELDS
from zhenglian.accounts.enums import Platform, WeChatKind, WeChatRelease
from zhenglian.kernel.ruled_views import ActorForm
from zhenglian.people.api import Unit, units_of
from zhenglian.people.enums import Role


class AccountFields(ActorForm):
    name = forms.CharField(label=_("name"), max_length=60)
    unit = forms.ModelChoiceField(label=_("unit"), queryset=Unit.objects.none())
    wechat_kind = forms.ChoiceField(
        label=_("kind of account"),
        choices=WeChatKind.choices,
        help_text=_(
            "WeChat only. A subscription account sends once a day, a service account four times a month."
        ),
    )
    wechat_release = forms.ChoiceField(
        label=_("way of release"), choices=WeChatRelease.choices, help_text=_("WeChat only.")
    )
    api_base = forms.URLField(
        label=_("interface address"),
        required=False,
        assume_scheme="https",
        help_text=_("Empty: the platform's own. Otherwise a test platform or a gateway."),
    )
    homepage_url = forms.URLField(label=_("home page"), required=False, assume_scheme="https")
    opened_on = forms.DateField(label=_("opened on"), required=False, widget=AdminDateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = units_of(self.actor, [Role.MATRIX_MANAGER, Role.ADMINISTRATOR])
        self.offer("unit", Unit.objects.order_by("path") if self.actor.is_superuser else mine)


class NewAccountForm(AccountFields):
    platform = forms.ChoiceField(label=_("platform"), choices=Platform.choices)
    handle = forms.CharField(
        label=_("platform id"), max_length=80, help_text=_("WeChat: AppID. Weibo: uid. Website: domain.")
    )
    manual_platform = forms.CharField(
        label=_("name of the platform"),
        max_length=40,
        required=False,
        help_text=_("Only where people post by hand: Douyin, Toutiao, Kuaishou and others."),
    )
    field_order = ["platform", "manual_platform", "name", "handle", "unit"]

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or {}
        is_by_hand = cleaned.get("platform") == Platform.MANUAL
        if is_by_hand and not cleaned.get("manual_platform"):
            self.add_error("manual_platform", _("Please say what the platform is called."))
        if not is_by_hand:
            cleaned["manual_platform"] = ""
        return cleaned


class CredentialsForm(ActorForm):
    """One field a credential of the account's platform; an empty one keeps what is stored."""

    def __init__(self, *args: Any, platform: Platform, stored: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for spec in FIELDS[platform]:
            state = _("Stored. Empty: keep it.") if spec.name in stored else _("Not stored yet.")
            widget = forms.PasswordInput if spec.is_secret else forms.TextInput
            self.fields[spec.name] = forms.CharField(
                label=spec.label,
                required=False,
                help_text=f"{spec.help_text} {state}",
                widget=widget(attrs={"autocomplete": "off"}),
            )

    def clean(self) -> dict[str, str]:
        """Only what was filled in; nothing at all is a mistake."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        if not given and not self.errors:
            raise forms.ValidationError(_("Fill in at least one value."))
        return given


class TokenForm(ActorForm):
    access_token = forms.CharField(
        label=_("access token"),
        help_text=_("From the platform's authorisation page."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    expires_at = forms.DateTimeField(label=_("authorised until"), required=False, widget=AdminDateTimeInput)


class ReasonForm(ActorForm):
    reason = forms.CharField(
        label=_("why it is stopped and what to do"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )


class ConfirmForm(ActorForm):
    """Nothing to fill in: sending it is the confirmation."""
