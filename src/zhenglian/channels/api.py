"""The front door of channels: payloads, the store, the ledger. What is public is read in `shelf`."""

from __future__ import annotations

from zhenglian.channels.actions.freeze import freeze, store_asset
from zhenglian.channels.actions.queue import cancel_deliveries, queue_delivery
from zhenglian.channels.actions.withdraw import queue_withdrawal
from zhenglian.channels.clients.capabilities import Capabilities, capabilities
from zhenglian.channels.lint import Finding
from zhenglian.channels.models import Asset, Delivery
from zhenglian.channels.payloads import (
    ASSET_SCHEME,
    ManualPayload,
    Payload,
    WebsitePayload,
    WeChatPayload,
    WeiboPayload,
    correction_part,
    digest_of,
    is_correction,
    platform_of,
)
from zhenglian.channels.selectors.deliveries import (
    OldestUnsent,
    deliveries_of,
    deliveries_of_many,
    due_today,
    oldest_unsent,
)
from zhenglian.channels.selectors.findings import lint
from zhenglian.channels.selectors.payloads import asset, thawed
from zhenglian.channels.selectors.waiting import why_not_yet
from zhenglian.channels.weibo_text import weibo_length

__all__ = [
    "ASSET_SCHEME",
    "Asset",
    "Capabilities",
    "Delivery",
    "Finding",
    "ManualPayload",
    "OldestUnsent",
    "Payload",
    "WeChatPayload",
    "WebsitePayload",
    "WeiboPayload",
    "asset",
    "cancel_deliveries",
    "capabilities",
    "correction_part",
    "deliveries_of",
    "deliveries_of_many",
    "digest_of",
    "due_today",
    "freeze",
    "is_correction",
    "lint",
    "oldest_unsent",
    "platform_of",
    "queue_delivery",
    "queue_withdrawal",
    "store_asset",
    "thawed",
    "weibo_length",
    "why_not_yet",
]
