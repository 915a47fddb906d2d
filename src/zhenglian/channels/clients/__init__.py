"""One module a platform, behind the interface in `base`. A new channel is registered here."""

from __future__ import annotations

from zhenglian.accounts.enums import Platform
from zhenglian.channels.clients.base import Channel, Doors
from zhenglian.channels.clients.manual import ManualChannel
from zhenglian.channels.clients.website import WebsiteChannel
from zhenglian.channels.clients.wechat import WeChatChannel
from zhenglian.channels.clients.weibo import WeiboChannel

CHANNELS: dict[str, type[Channel]] = {
    Platform.WEBSITE: WebsiteChannel,
    Platform.WECHAT: WeChatChannel,
    Platform.WEIBO: WeiboChannel,
    Platform.MANUAL: ManualChannel,
}

Clients = dict[str, Channel]


def open_clients(doors: Doors) -> Clients:
    """One client a platform, all behind the same doors."""
    return {platform: channel(doors) for platform, channel in CHANNELS.items()}
