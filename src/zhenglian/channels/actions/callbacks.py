"""Takes pushes from platforms: judged, stored once, and only then acknowledged. Work comes later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zhenglian.accounts import api as accounts
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.accounts.errors import AccountNotFound
from zhenglian.channels.clients.wechat_push import checked_echo, checked_push
from zhenglian.channels.errors import CallbackRejected
from zhenglian.channels.models import CallbackEvent
from zhenglian.channels.signals import callback_stored
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account


@transaction.atomic
def record_callback(
    account: Account,
    body: Mapping[str, Any],  # Any: text, or nested fields
    key: str,
    *,
    kind: str,
    clock: Clock = SYSTEM,
) -> bool:
    """Stores a verified push; False when the same `key` is there already. Sends `callback_stored`."""
    defaults: dict[str, Any] = {"kind": kind[:40], "body": dict(body), "received_at": clock.now()}
    event, is_new = CallbackEvent.objects.get_or_create(
        account_id=account.pk,
        key=key,
        defaults=defaults,
    )
    if is_new:
        callback_stored.send(sender=CallbackEvent, event=event)
    return is_new


def answer_wechat(
    account_id: str, query: Mapping[str, str], body: bytes | None, *, clock: Clock = SYSTEM
) -> str:
    """What to answer a call from WeChat: «success» for a push, the echo for an address check (no body).

    When it returns, a push is committed; one that came before is answered the same. Raises
    `CallbackRejected`, always without a reason that a stranger could learn from.
    """
    if body is None:
        return echo_wechat_check(account_id, query, clock=clock)
    receive_wechat_push(account_id, query, body, clock=clock)
    return "success"


def echo_wechat_check(account_id: str, query: Mapping[str, str], *, clock: Clock = SYSTEM) -> str:
    """What the platform's address check wants to hear. Raises `CallbackRejected`."""
    account = _wechat_account(account_id)
    return checked_echo(query, accounts.credentials_of(account), clock.now())


def receive_wechat_push(
    account_id: str, query: Mapping[str, str], body: bytes, *, clock: Clock = SYSTEM
) -> bool:
    """Judges and stores a push; False for one that came before. Raises `CallbackRejected`."""
    account = _wechat_account(account_id)
    push = checked_push(query, body, accounts.credentials_of(account), appid=account.handle, now=clock.now())
    return record_callback(account, push.fields, push.key, kind=push.kind, clock=clock)


def _wechat_account(account_id: str) -> Account:
    """Stopped accounts still listen: results of what left before must not be lost."""
    try:
        account = accounts.account_by_id(account_id)
    except AccountNotFound as reason:
        raise CallbackRejected from reason
    if account.platform != Platform.WECHAT or account.state == AccountState.CLOSED:
        raise CallbackRejected
    return account
