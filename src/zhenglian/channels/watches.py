"""What of channels may not grow too old, and what to do when it does. Loaded by `alarms`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhenglian.alarms.api import Sighting, watch
from zhenglian.channels.models import Delivery
from zhenglian.channels.selectors.oldest import (
    unhandled_callback,
    waiting_for_machine,
    waiting_for_person,
    waiting_for_quota,
    without_outcome,
    without_result,
)
from zhenglian.kernel.clock import Clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _of_ledger(
    find: Callable[[datetime], Delivery | None], advice: StrOrPromise
) -> Callable[[Clock], Sighting | None]:
    def probe(clock: Clock) -> Sighting | None:
        row = find(clock.now())
        if row is None:
            return None
        board = f"{reverse('channels:delivery_board')}?state={row.state}&account={row.account_id}"
        return Sighting(row.due_at, str(row), advice, board)

    return probe


def _oldest_callback(_clock: Clock) -> Sighting | None:
    event = unhandled_callback()
    if event is None:
        return None
    advice = _("The worker does not read what the platform tells. Look whether it runs: zhenglian doctor.")
    return Sighting(event.received_at, str(event.account), advice)


watch(
    "channels.unsent",
    label=_("due and not sent"),
    bound=timedelta(minutes=15),
    probe=_of_ledger(waiting_for_machine, _("Look on the board why; then whether the worker runs.")),
)
watch(
    "channels.unknown",
    label=_("outcome of a send unknown"),
    bound=timedelta(minutes=30),
    probe=_of_ledger(
        without_outcome, _("Look on the platform whether it is there, and enter it on the board.")
    ),
)
watch(
    "channels.unconfirmed",
    label=_("sent, without a result"),
    bound=timedelta(hours=3),
    probe=_of_ledger(
        without_result, _("Look in the platform's own pages whether it still reviews the item.")
    ),
)
watch(
    "channels.person",
    label=_("waits for a person"),
    bound=timedelta(hours=4),
    probe=_of_ledger(waiting_for_person, _("Post it by hand, mend the account, or cancel it on the board.")),
)
watch(
    "channels.quota",
    label=_("waits for the platform's quota"),
    bound=timedelta(hours=26),
    probe=_of_ledger(waiting_for_quota, _("The quota has not come back with the new day. Look at its page.")),
)
watch(
    "channels.callbacks",
    label=_("news from the platform not read"),
    bound=timedelta(minutes=10),
    probe=_oldest_callback,
)
