"""Registering an account, changing its data, stopping and resuming it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.accounts.actions.tokens import forget_failure
from zhenglian.accounts.enums import AccountState, Platform, WeChatKind, WeChatRelease
from zhenglian.accounts.errors import AccountClosed, AccountExists, NotAccountManager, ReasonMissing
from zhenglian.accounts.models import Account
from zhenglian.accounts.rules import can_manage_account, can_stop_account
from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit


@transaction.atomic
def open_account(
    platform: Platform | str,
    *,
    name: str,
    handle: str,
    unit: Unit,
    actor: Staff | None,
    api_base: str = "",
    homepage_url: str = "",
    wechat_kind: WeChatKind | str = WeChatKind.SUBSCRIPTION,
    wechat_release: WeChatRelease | str = WeChatRelease.PUBLISH,
    manual_platform: str = "",
    opened_on: date | None = None,
    clock: Clock = SYSTEM,
) -> Account:
    """Register an account. `handle`: WeChat AppID, Weibo uid, a website's domain, a number elsewhere.

    `manual_platform`: what a platform is called on which people post by hand; "" for all others.

    Raises NotAccountManager, AccountExists (same platform and handle).
    """
    _demand_manager(actor, unit, clock)
    if Account.objects.filter(platform=platform, handle=handle).exists():
        raise AccountExists
    account = Account.objects.create(
        platform=Platform(platform),
        name=name,
        handle=handle,
        unit=unit,
        api_base=api_base,
        homepage_url=homepage_url,
        wechat_kind=wechat_kind,
        wechat_release=wechat_release,
        manual_platform=manual_platform,
        opened_on=opened_on,
    )
    detail = {"platform": manual_platform or str(platform), "handle": handle, "unit": unit.name}
    record("accounts.open", actor=actor, on=account, detail=detail, clock=clock)
    return account


@transaction.atomic
def change_account(
    account: Account,
    *,
    name: str,
    unit: Unit,
    api_base: str,
    homepage_url: str,
    wechat_kind: WeChatKind | str,
    wechat_release: WeChatRelease | str,
    opened_on: date | None,
    actor: Staff | None,
    clock: Clock = SYSTEM,
) -> Account:
    """Change what is on record. Platform and handle are the account's identity and stay."""
    _demand_manager(actor, account.unit, clock)
    _demand_manager(actor, unit, clock)
    after = {
        "name": name,
        "unit": unit,
        "api_base": api_base,
        "homepage_url": homepage_url,
        "wechat_kind": wechat_kind,
        "wechat_release": wechat_release,
        "opened_on": opened_on,
    }
    before = {key: str(getattr(account, key)) for key in after}
    for key, value in after.items():
        setattr(account, key, value)
    account.save(update_fields=list(after))
    changed = {key: [old, str(after[key])] for key, old in before.items() if old != str(after[key])}
    record("accounts.change", actor=actor, on=account, detail=changed, clock=clock)
    return account


@transaction.atomic
def stop_account(
    account: Account, *, reason: str, actor: Staff | None = None, clock: Clock = SYSTEM
) -> Account:
    """Nothing more goes out on it. `reason` tells the operator what to do. Without actor: the system.

    Raises ReasonMissing, NotAccountManager, AccountClosed. A stopped account takes the new reason.
    """
    if not can_stop_account(actor, account.unit, clock=clock):
        raise NotAccountManager
    if not reason.strip():
        raise ReasonMissing
    _set_state(account, AccountState.STOPPED, reason.strip())
    record("accounts.stop", actor=actor, on=account, detail={"reason": reason}, clock=clock)
    return account


@transaction.atomic
def resume_account(account: Account, *, actor: Staff | None, clock: Clock = SYSTEM) -> Account:
    """The cause is mended: what waits goes out again. Raises NotAccountManager, AccountClosed."""
    _demand_manager(actor, account.unit, clock)
    _set_state(account, AccountState.ACTIVE, "")
    forget_failure(account)
    record("accounts.resume", actor=actor, on=account, clock=clock)
    return account


@transaction.atomic
def close_account(account: Account, *, reason: str, actor: Staff | None, clock: Clock = SYSTEM) -> Account:
    """For good: the account no longer exists on its platform."""
    _demand_manager(actor, account.unit, clock)
    if not reason.strip():
        raise ReasonMissing
    _set_state(account, AccountState.CLOSED, reason.strip())
    record("accounts.close", actor=actor, on=account, detail={"reason": reason}, clock=clock)
    return account


def _set_state(account: Account, state: AccountState, reason: str) -> None:
    """On the locked row: a worker may be stopping the account at the same moment."""
    stored = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    if stored.state == AccountState.CLOSED:
        raise AccountClosed
    account.state, account.stop_reason = state, reason
    account.save(update_fields=["state", "stop_reason"])


def _demand_manager(actor: Staff | None, unit: Unit, clock: Clock) -> None:
    if not can_manage_account(actor, unit, clock=clock):
        raise NotAccountManager
