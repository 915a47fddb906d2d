"""A person's own settings: language, look, picture, password. Their name is kept by the administrator."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel

from zhenglian.kernel.access import is_signed_in, requires


@requires(is_signed_in)
class AccountPage(AccountView):
    """Stands at Wagtail's address (`config.urls`), whose form asks everybody for a first and a last name."""

    page_title = _("My settings")

    def get_panels(self) -> list[Any]:  # Any: Wagtail's untyped panels
        return [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]
