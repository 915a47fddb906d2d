"""Refuses a release that a platform would refuse for its quota, before anything is promised."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from zhenglian.kernel.clock import Clock
from zhenglian.newsroom import errors
from zhenglian.newsroom.selectors.quota_lines import quota_lines

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account


def check_quotas(chosen: Iterable[Account], *, at: datetime, clock: Clock) -> None:
    """Raises QuotaNotEnough with the accounts, and when each is renewed."""
    short = [line for line in quota_lines(chosen, at=at, clock=clock) if not line.is_enough]
    if short:
        raise errors.QuotaNotEnough(tuple(f"{line.account}：{line.sentence}" for line in short))
