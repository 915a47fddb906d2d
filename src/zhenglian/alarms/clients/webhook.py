"""One JSON object by POST to the operator's address, signed when there is a secret."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

import httpx2

from zhenglian.alarms.errors import NotDelivered
from zhenglian.kernel.digests import canonical_json

SIGNATURE = "X-Zhenglian-Signature"
LIMITS = httpx2.Timeout(5.0, connect=3.0)
GOOD = range(200, 300)


def signature(secret: str, body: bytes) -> str:
    """`sha256=` and the HMAC of the body as it was sent, in hex."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def post_webhook(
    value: Mapping[str, Any],  # Any: JSON
    *,
    url: str,
    secret: str = "",
    proxy: str = "",
    transport: httpx2.BaseTransport | None = None,
) -> None:
    """Raises NotDelivered unless the answer is 2xx. Follows no redirect, reads no answer's body."""
    body = canonical_json(value)
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "zhenglian"}
    if secret:
        headers[SIGNATURE] = signature(secret, body)
    given = {"transport": transport} if transport is not None else {"proxy": proxy or None}
    try:
        with (
            httpx2.Client(trust_env=False, follow_redirects=False, timeout=LIMITS, **given) as client,
            client.stream("POST", url, content=body, headers=headers) as response,
        ):
            status = response.status_code
    except (httpx2.HTTPError, httpx2.InvalidURL) as reason:
        raise NotDelivered(type(reason).__name__) from None  # its text may name the address
    if status not in GOOD:
        raise NotDelivered(f"HTTP {status}")
