"""What is left on the accounts that an article would go to, for reviewers and publishers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zhenglian.accounts import api as accounts
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.quotas import api as quotas

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """One account with the sentence of its scarcest quota. `renews_at`: when all suffice at the earliest."""

    account: accounts.Account
    is_enough: bool
    sentence: str
    renews_at: datetime


def quota_lines(
    chosen: Iterable[accounts.Account], *, at: datetime | None = None, clock: Clock = SYSTEM
) -> list[QuotaLine]:
    """Lines of the accounts where something is counted, those that cannot take it first.

    `at`: the planned time; without it now.
    """
    moment = at or clock.now()
    lines = [line for account in chosen if (line := _line(account, moment, clock)) is not None]
    return sorted(lines, key=lambda line: line.is_enough)


def _line(account: accounts.Account, at: datetime, clock: Clock) -> QuotaLine | None:
    found = quotas.forecast(account, at=at, clock=clock)
    if not found:
        return None
    short = [one for one in found if not one.is_enough]
    last = max(short or found[:1], key=lambda one: one.renews_at)
    return QuotaLine(account, not short, last.sentence, last.renews_at)


def likely_accounts(article: ArticlePage) -> list[accounts.Account]:
    """Active accounts of its unit, and of the units above on the same level of government.

    Where it really goes the publisher decides; a reviewer sees what would stand in the way.
    """
    unit = article.unit
    if unit is None:
        return []
    return [
        account
        for account in accounts.active_accounts(unit=unit)
        if unit.path.startswith(account.unit.path) and account.unit.level == unit.level
    ]
