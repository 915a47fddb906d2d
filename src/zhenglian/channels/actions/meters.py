"""Where deliveries meet the ledger of quotas: calls spend, queued posts are promises, codes teach it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from django.conf import settings
from django.utils import translation

from zhenglian.accounts.enums import Platform
from zhenglian.channels.clients import wechat_codes, weibo_codes
from zhenglian.channels.clients.base import IN_FLIGHT, Exchange, PlatformFault
from zhenglian.channels.enums import DeliveryKind, DeliveryState, FailureClass
from zhenglian.channels.models import Delivery
from zhenglian.kernel.clock import Clock
from zhenglian.quotas import api as quotas
from zhenglian.quotas.enums import Window
from zhenglian.quotas.errors import QuotaUsedUp

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account

OPEN_CLASSES = (FailureClass.UNKNOWN, FailureClass.DUPLICATE)
# Which quota a platform means by a code (wechat.md 5, weibo.md 8); kinds that the call does not use drop out.
TOLD: dict[str, dict[str, tuple[str, ...]]] = {
    Platform.WECHAT: {"45028": ("wechat.mass.day", "wechat.mass.user_month")},
    Platform.WEIBO: {
        "10022": ("weibo.ip.hour",),
        "10023": ("weibo.call.day",),
        "10024": ("weibo.post.hour",),
        "20016": ("weibo.post.hour",),
    },
}
CALL_CODES = frozenset({"45009"})  # the number of calls of this very interface


class AccountMeter:
    """`Meter` of one account; with a key what is sent counts as that post, once."""

    def __init__(self, account: Account, *, key: str, clock: Clock) -> None:
        self.account, self.key, self.clock = account, key, clock

    def spend(self, call: str) -> None:
        """Raises `PlatformFault` with the window after which it goes on; then nothing was sent."""
        try:
            with translation.override(settings.LANGUAGE_CODE):
                quotas.spend(self.account, call, key=self.key, clock=self.clock)
        except QuotaUsedUp as reason:
            window = str(quotas.window_that_ends_at(reason.renews_at))
            raise PlatformFault(
                FailureClass.QUOTA,
                "quota_used_up",
                text=str(reason),
                window=cast('Literal["hour", "day", "month"]', window),
            ) from reason


def key_of(delivery: Delivery) -> str:
    """A delivery counts as one post, also when it is tried under a new name after a certain refusal."""
    return f"delivery:{delivery.pk}"


def learn_from(account: Account, exchange: Exchange, clock: Clock) -> None:
    """The platform knows better than our count: what it refused for a quota is shut until it is renewed."""
    rules = weibo_codes if account.platform == Platform.WEIBO else wechat_codes
    if not exchange.code.isdigit() or rules.rule_for(int(exchange.code)).failure != FailureClass.QUOTA:
        return
    window = rules.rule_for(int(exchange.code)).window
    until = quotas.span_at(Window(window or Window.DAY), clock.now()).end
    named = TOLD.get(account.platform, {}).get(exchange.code, ())
    for allowance in quotas.allowances_for(account, exchange.step):
        is_meant = allowance.kind.endswith(exchange.step) if exchange.code in CALL_CODES else False
        if is_meant or allowance.kind in named:
            quotas.learn(account, allowance.kind, shut_until=until, clock=clock)


def note_unsent(delivery: Delivery) -> None:
    """Back in the queue after a certain refusal: what did not come out counts again as still to come."""
    if not delivery.progress.get(IN_FLIGHT):
        quotas.give_back(key_of(delivery), ends=False)


def note_promise(delivery: Delivery) -> None:
    """Keeps the ledger of quotas abreast of a row's state. Withdrawals promise nothing."""
    if delivery.kind != DeliveryKind.PUBLISH:
        return
    key = key_of(delivery)
    if delivery.state == DeliveryState.QUEUED:
        quotas.promise(delivery.account, key=key, due_at=delivery.due_at)
    elif delivery.is_ended and (_is_out(delivery) or delivery.failure_class in OPEN_CLASSES):
        quotas.settle_promise(key)
    elif delivery.is_ended:
        quotas.give_back(key, ends=True)


def _is_out(delivery: Delivery) -> bool:
    return delivery.state in (DeliveryState.PUBLISHED, DeliveryState.WITHDRAWN)
