"""The second front door of channels: what the website was given, and where else an article stands.

Read by whoever shows what is public; nothing here changes anything.
"""

from __future__ import annotations

from zhenglian.channels.selectors.copies import (
    Place,
    Tombstone,
    WebCopyView,
    addresses_carrying,
    published_places,
    tombstone,
    web_copy,
)
from zhenglian.channels.selectors.payloads import with_asset_addresses

__all__ = [
    "Place",
    "Tombstone",
    "WebCopyView",
    "addresses_carrying",
    "published_places",
    "tombstone",
    "web_copy",
    "with_asset_addresses",
]
