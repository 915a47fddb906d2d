"""Puts the platform's picture addresses into sealed HTML, and proves that nothing else changed."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace

from zhenglian.channels.clients.base import RenderingDiffers
from zhenglian.channels.payloads import ASSET_SCHEME, WeChatPayload, digest_of

PLACEHOLDER = re.compile(re.escape(ASSET_SCHEME) + r"([0-9a-f]{64})")


def placed(content: str, addresses: Mapping[str, str]) -> str:
    """`addresses` by sha256. A placeholder without an address stays and is found by the comparison."""
    return PLACEHOLDER.sub(lambda match: html.escape(addresses.get(match[1], match[0])), content)


def restored(content: str, addresses: Mapping[str, str]) -> str:
    """The inverse of `placed`, longest address first, as one may be the beginning of another."""
    back = {html.escape(url): ASSET_SCHEME + name for name, url in addresses.items()}
    if not back:
        return content
    pattern = re.compile("|".join(re.escape(url) for url in sorted(back, key=len, reverse=True)))
    return pattern.sub(lambda match: back[match[0]], content)


def outgoing_content(payload: WeChatPayload, digest: str, addresses: Mapping[str, str]) -> str:
    """The HTML that may leave. Raises `RenderingDiffers` unless it turns back into the sealed bytes."""
    content = placed(payload.content_html, addresses)
    back = replace(payload, content_html=restored(content, addresses))
    if PLACEHOLDER.search(content) or digest_of(back) != digest:
        raise RenderingDiffers
    return content
