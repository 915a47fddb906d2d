"""What a push from a platform says: values for the conversation. Pure; one module a platform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhenglian.inbox.enums import Source
from zhenglian.inbox.pushes import wechat, weibo
from zhenglian.inbox.pushes.heard import Asks, Heard, unread

__all__ = ["Asks", "Heard", "heard", "unread"]

READERS = {Source.WECHAT: wechat.heard, Source.WEIBO: weibo.heard}


def heard(source: str, kind: str, fields: Mapping[str, Any]) -> Heard:  # Any: as the platform sent it
    """What this push says. A kind that nobody knows becomes OTHER with all its fields: nothing is lost."""
    return READERS[Source(source)](kind, fields)
