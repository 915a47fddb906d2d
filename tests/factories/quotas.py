"""Accounts of each kind, and quotas that are used up to a point."""

from __future__ import annotations

from tests.factories.accounts import AccountFactory
from zhenglian.accounts.enums import Platform, WeChatKind, WeChatRelease
from zhenglian.quotas.allowances import BY_KIND
from zhenglian.quotas.models import QuotaUse
from zhenglian.quotas.windows import span_at

MONTHLY, DAILY = "wechat.mass.user_month", "wechat.mass.day"


def service_account(**fields):
    """A WeChat service account that releases by mass send: four a month."""
    kind = {"wechat_kind": WeChatKind.SERVICE, "wechat_release": WeChatRelease.MASS_SEND}
    return AccountFactory(platform=Platform.WECHAT, **{**kind, **fields})


def subscription_account(**fields):
    """A WeChat subscription account that releases by mass send: one a day."""
    return service_account(**{"wechat_kind": WeChatKind.SUBSCRIPTION, **fields})


def weibo_account(**fields):
    return AccountFactory(platform=Platform.WEIBO, **fields)


def used(account, kind, count, *, at, **fields):
    """Sets how much of a quota is used in the window of that moment."""
    allowance = BY_KIND[kind]
    row, _ = QuotaUse.objects.update_or_create(
        holder=allowance.holder(account),
        kind=kind,
        window_start=span_at(allowance.window, at).start,
        defaults={"used": count, **fields},
    )
    return row


def count_of(account, kind, *, at):
    """What our own ledger says was used in the window of that moment."""
    allowance = BY_KIND[kind]
    row = QuotaUse.objects.filter(
        holder=allowance.holder(account), kind=kind, window_start=span_at(allowance.window, at).start
    ).first()
    return row.used if row else 0
