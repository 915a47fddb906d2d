"""What can go wrong when something is watched or somebody is rung."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Invalid, Transient


class WatchUnclear(Invalid):
    message = _("This watch cannot be set up.")


class NotDelivered(Transient):
    """`str` of it is a technical word for the operator, never an address or a secret."""

    message = _("The notice did not get through.")
