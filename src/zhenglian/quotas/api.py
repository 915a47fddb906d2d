"""The front door of quotas: what an account may still call or send, as a ledger."""

from __future__ import annotations

from zhenglian.quotas.actions.limits import change_limit
from zhenglian.quotas.actions.promising import promise, settle_promise
from zhenglian.quotas.actions.spending import give_back, learn, spend
from zhenglian.quotas.allowances import allowances_for
from zhenglian.quotas.forecasts import Forecast
from zhenglian.quotas.rules import can_change_limit
from zhenglian.quotas.selectors import forecast, standings
from zhenglian.quotas.windows import span_at, window_that_ends_at

__all__ = [
    "Forecast",
    "allowances_for",
    "can_change_limit",
    "change_limit",
    "forecast",
    "give_back",
    "learn",
    "promise",
    "settle_promise",
    "span_at",
    "spend",
    "standings",
    "window_that_ends_at",
]
