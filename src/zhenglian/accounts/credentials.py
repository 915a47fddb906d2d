"""Which credentials a platform needs, and whether given ones can be right. Pure.

WeChat: AppSecret, message token, EncodingAESKey (43 characters) and its predecessor during a
change, message mode, original id gh_… (wechat.md 1, 8). Weibo: app key and secret, registered safe domain,
access token (weibo.md 2, 3.1). A website needs none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zhenglian.accounts.enums import Platform

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class CredentialField:
    """One value that the operator copies from the platform's console."""

    name: str
    label: StrOrPromise
    help_text: StrOrPromise
    is_required: bool = False
    is_secret: bool = True
    is_usable: Callable[[str], bool] = str.isprintable


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda value: re.fullmatch(pattern, value) is not None


_AES_KEY = _matches(r"[0-9A-Za-z]{43}")
_DOMAIN = _matches(r"[0-9A-Za-z.-]+(:\d{1,5})?")

_BASIC = _("Open platform: My applications › Basic information.")

FIELDS: dict[Platform, tuple[CredentialField, ...]] = {
    Platform.WEBSITE: (),
    Platform.MANUAL: (),
    Platform.WECHAT: (
        CredentialField(
            "secret",
            _("AppSecret"),
            _("Console: Settings and development › Basic configuration."),
            is_required=True,
        ),
        CredentialField(
            "gh_id",
            _("Original id (gh_…)"),
            _("Console: Settings › Official account settings."),
            is_secret=False,
            is_usable=_matches(r"gh_[0-9A-Za-z]+"),
        ),
        CredentialField(
            "token",
            _("Message token"),
            _("3 to 32 letters and digits, as in the server configuration."),
            is_usable=_matches(r"[0-9A-Za-z]{3,32}"),
        ),
        CredentialField("aes_key", _("EncodingAESKey"), _("43 characters."), is_usable=_AES_KEY),
        CredentialField(
            "previous_aes_key",
            _("Previous EncodingAESKey"),
            _("While the key is being changed, messages may still come under the old one."),
            is_usable=_AES_KEY,
        ),
        CredentialField(
            "message_mode",
            _("Message mode"),
            _("«safe» (also when empty), «compatible» or «plain», as chosen on WeChat's side."),
            is_secret=False,
            is_usable=_matches(r"safe|compatible|plain"),
        ),
    ),
    Platform.WEIBO: (
        CredentialField(
            "app_key",
            _("App Key"),
            _BASIC,
            is_required=True,
            is_secret=False,
            is_usable=_matches(r"\d{1,20}"),
        ),
        CredentialField("app_secret", _("App Secret"), _BASIC, is_required=True),
        CredentialField(
            "safe_domain",
            _("Safe domain"),
            _("Registered domain; every post links to it."),
            is_required=True,
            is_secret=False,
            is_usable=_DOMAIN,
        ),
        CredentialField(
            "rip",
            _("Operators' network address"),
            _("The public IP address from which your office posts. Weibo may ask for it."),
            is_secret=False,
            is_usable=_matches(r"[0-9A-Fa-f.:]{3,45}"),
        ),
        CredentialField(
            "app_level",
            _("Level of the application"),
            _("Enter «advanced» if Weibo lets your application delete posts; else leave it empty."),
            is_secret=False,
            is_usable=_matches(r"advanced|ordinary"),
        ),
        CredentialField(
            "fan_token",
            _("Token of the fan service"),
            _("From the fan service's page for developers, to answer citizens. Empty: the usual token."),
        ),
        CredentialField(
            "redirect_uri",
            _("Authorisation callback address"),
            _("As registered with the application."),
            is_secret=False,
        ),
    ),
}


def problems_with(platform: Platform, values: Mapping[str, str]) -> dict[str, StrOrPromise]:
    """What is wrong, by field; empty when the credentials can be used."""
    fields = {field.name: field for field in FIELDS[platform]}
    found: dict[str, StrOrPromise] = {
        name: _("This platform has no such credential.") for name in values if name not in fields
    }
    for name, field in fields.items():
        value = values.get(name, "")
        if not value and field.is_required:
            found[name] = _("This value is required.")
        elif value and not field.is_usable(value):
            found[name] = _("This value does not look right. Please copy it again.")
    return found
