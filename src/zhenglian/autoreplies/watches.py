"""What of auto-replies may not grow too old. Loaded by `alarms`."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhenglian.alarms.api import Sighting, watch
from zhenglian.autoreplies.enums import UNSETTLED
from zhenglian.autoreplies.models import Menu
from zhenglian.kernel.clock import Clock


def oldest_open_menu(_clock: Clock) -> Sighting | None:
    """Of the menus that were sent and never confirmed."""
    rows = Menu.objects.filter(state__in=UNSETTLED, sent_at__isnull=False).order_by("sent_at", "pk")
    menu = rows.select_related("account").first()
    if menu is None or menu.sent_at is None:
        return None
    advice = _(
        "The platform does not answer which menu it shows. Look on the platform; then ask again from the"
        " menu page."
    )
    address = reverse("autoreplies:menu", args=[menu.account_id])
    return Sighting(menu.sent_at, str(menu.account), advice, address)


watch(
    "autoreplies.unknown_menu",
    label=_("outcome of a menu unknown"),
    bound=timedelta(minutes=30),
    probe=oldest_open_menu,
    is_warning=True,
)
