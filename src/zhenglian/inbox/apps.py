"""Registers the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.receipts import register_codes


class InboxConfig(AppConfig):
    name = "zhenglian.inbox"
    label = "inbox"
    verbose_name = _("Inbox")

    def ready(self) -> None:
        from zhenglian.inbox import receivers  # noqa: F401, PLC0415  models must be loaded first
        from zhenglian.inbox.reviewed_replies import REPLIES  # noqa: PLC0415  as above
        from zhenglian.inbox.selectors.receipts import address_of_code  # noqa: PLC0415  as above

        REPLIES.register()
        register_codes("letters", address_of_code)
