"""Why a row is not out yet, in one sentence for the board."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from zhenglian.accounts.enums import AccountState
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery
from zhenglian.channels.reasons import reason_text
from zhenglian.channels.selectors.deliveries import KNOWN_ENDS, ahead_of


def why_not_yet(delivery: Delivery, *, now: datetime) -> str:
    """Empty when there is nothing to say. No query for rows of `board`, else one or two."""
    if delivery.state == DeliveryState.ACCEPTED and not delivery.failure_reason:
        return reason_text("waits_for_result", {})
    if delivery.state != DeliveryState.QUEUED:
        return delivery.failure_text
    return _outside_reason(delivery) or delivery.failure_text or _turn(delivery, now)


def _outside_reason(delivery: Delivery) -> str:
    if delivery.account.state != AccountState.ACTIVE:
        return _("The account is stopped. %(reason)s") % {"reason": delivery.account.stop_reason}
    if delivery.undoes is not None and delivery.undoes.state not in KNOWN_ENDS:
        return _("Waits until it is known whether the earlier post has arrived.")
    if delivery.after is not None and not _is_through(delivery.after):
        return _("Waits for %(account)s: %(state)s.") % {
            "account": delivery.after.account.name,
            "state": delivery.after.get_state_display(),
        }
    return ""


def _is_through(delivery: Delivery) -> bool:
    wanted = DeliveryState.WITHDRAWN if delivery.is_withdrawal else DeliveryState.PUBLISHED
    return delivery.state == wanted


def _turn(delivery: Delivery, now: datetime) -> str:
    if delivery.due_at > now:
        return _("Not due yet.")
    is_blocked: bool | None = getattr(delivery, "is_blocked", None)  # annotated by `board`
    if is_blocked is None:
        is_blocked = ahead_of(delivery).exists()
    return _("Waits for its turn at this account.") if is_blocked else ""
